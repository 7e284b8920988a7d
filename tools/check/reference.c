#include "reference.h"
#include "files.h"
#include "text.h"
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BYTES = 64 << 20 };

/* ---- which results ---- */

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) { /* FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv */
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211U;
    }
    return hash;
}

static uint64_t hash_file(uint64_t hash, const char *path)
{
    size_t length = 0;
    char *bytes = text_read(path, MOST_BYTES, &length);
    hash = bytes != NULL ? hash_bytes(hash, bytes, length) : hash;
    free(bytes);
    return hash;
}

static uint64_t hash_data(uint64_t hash, const char *root)
{
    char *folder = text_format("%s/data", root);
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char *path = text_format("%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.') {
            hash = hash_file(hash, path);
        }
        free(path);
        free(entries[i]);
    }
    free(entries);
    free(folder);
    return hash;
}

/* Of all that the results depend on. */
static uint64_t hash_of(const settings *how, const program *what)
{
    char *solution = text_format("%s/solutions/%s", how->build, what->name);
    char *facts = text_format("3/%s/%s/%d", what->ranks, what->cases, how->is_recorded);
    uint64_t hash = hash_bytes(14695981039346656037U, facts, strlen(facts));
    hash = hash_data(hash_file(hash, solution), how->root);
    free(solution);
    free(facts);
    return hash;
}

static void remove_others(const char *folder)
{
    char *above = text_format("%.*s", (int)(strrchr(folder, '/') - folder), folder);
    DIR *all = opendir(above);
    for (struct dirent *entry; all != NULL && (entry = readdir(all)) != NULL;) {
        char *path = text_format("%s/%s", above, entry->d_name);
        if (entry->d_name[0] != '.' && strcmp(path, folder) != 0) {
            files_remove(path);
        }
        free(path);
    }
    if (all != NULL) {
        closedir(all);
    }
    free(above);
}

/* A handout has results of the solutions, which are not there to be run. */
static void open_handout(reference *to)
{
    free(to->cache);
    to->cache = text_format("%s/kept", to->how->root);
    to->folder = text_format("%s/%s", to->cache, to->what->name);
    reference_unseal(to);
}

void reference_open(const settings *how, const program *what, reference *to)
{
    *to = (reference){.cache = text_format("%s/cache", how->state),
                      .lock = text_format("%s/cache.lock", how->state),
                      .held = -1,
                      .how = how,
                      .what = what};
    if (how->is_handout) {
        files_make_folder(how->state);
        open_handout(to);
        return;
    }
    to->folder =
        text_format("%s/%s/%s/%016" PRIx64, to->cache, how->preset, what->name, hash_of(how, what));
    if (how->inside != NULL && access(to->folder, R_OK | X_OK) == 0) {
        return;
    }
    files_make_folder(to->cache);
    reference_unseal(to);
    if (!files_make_folder(to->folder)) { /* a checkout that cannot be written */
        free(to->folder);
        to->folder = text_format("%s/%s/reference/0", how->work, what->id);
        files_make_folder(to->folder);
    }
    remove_others(to->folder);
}

static void let_go(reference *r)
{
    files_unlock(r->held);
    r->held = -1;
}

void reference_close(reference *r)
{
    let_go(r);
    free(r->folder);
    free(r->cache);
    free(r->lock);
    *r = (reference){.held = -1};
}

void reference_seal(reference *r)
{
    if (r->how->inside != NULL) { /* where nobody sees it */
        let_go(r);
        return;
    }
    r->held = r->held < 0 ? files_lock(r->lock) : r->held;
    chmod(r->cache, 0);
    let_go(r);
}

void reference_unseal(reference *r)
{
    if (r->how->inside != NULL) {
        return;
    }
    r->held = r->held < 0 ? files_lock(r->lock) : r->held;
    chmod(r->cache, r->how->is_handout ? 0755 : S_IRWXU); /* others may take a handout from here */
}

/* ---- one case ---- */

static char *kept(const reference *r, const check_case *c, const char *kind)
{
    return text_format("%s/%d-%d.%s", r->folder, c->ranks, c->line, kind);
}

char *reference_result(const reference *r, const check_case *c)
{
    return kept(r, c, "h5");
}

/* Lines "seconds S", "used S", "sent MESSAGES BYTES" (of the ranks that send most), "call NAME COUNT RANK REGION OPERATION"
 * and "region NAME SENDERS STEPS SENDING RECEIVING", with tabs between. */
static void write_facts(FILE *file, const outcome *of)
{
    fprintf(file, "seconds\t%.3f\nused\t%.3f\n", of->seconds, of->used);
    if (of->is_recorded) {
        fprintf(file, "sent\t%" PRIu64 "\t%" PRIu64 "\n", of->sent.messages, of->sent.bytes);
        for (int i = 0; i < of->call_count; i++) {
            const own_call *c = &of->calls[i];
            fprintf(file, "call\t%s\t%ld\t%d\t%" PRIx64 "\t%s\n", c->call, c->count, c->rank,
                    c->region, c->op);
        }
        for (int i = 0; i < of->region_count; i++) {
            const region_traffic *r = &of->regions[i];
            fprintf(file, "region\t%" PRIx64 "\t%" PRIx64 "\t%d\t%" PRIx64 "\t%" PRIx64 "\n",
                    r->name, r->senders, r->steps, r->sending, r->receiving);
        }
    }
}

static void read_fact(char *row, outcome *to)
{
    const char *fields[6] = {NULL};
    for (int i = 0; i < 6; i++) {
        fields[i] = text_field(&row, '\t');
    }
    const char *key = fields[0], *first = fields[1], *second = fields[2];
    if (first != NULL && strcmp(key, "seconds") == 0) {
        to->seconds = atof(first);
    } else if (first != NULL && strcmp(key, "used") == 0) {
        to->used = atof(first);
    } else if (second != NULL && strcmp(key, "sent") == 0) {
        to->is_recorded = true;
        to->sent.messages = strtoull(first, NULL, 10);
        to->sent.bytes = strtoull(second, NULL, 10);
    } else if (fields[5] != NULL && strcmp(key, "region") == 0 &&
               to->region_count < OUTCOME_REGIONS) {
        to->regions[to->region_count++] =
            (region_traffic){.name = strtoull(first, NULL, 16),
                             .senders = strtoull(second, NULL, 16),
                             .steps = atoi(fields[3]),
                             .sending = strtoull(fields[4], NULL, 16),
                             .receiving = strtoull(fields[5], NULL, 16)};
    } else if (fields[5] != NULL && strcmp(key, "call") == 0 && to->call_count < OUTCOME_CALLS) {
        own_call *made = &to->calls[to->call_count++];
        snprintf(made->call, sizeof made->call, "%s", first);
        made->count = atol(second);
        made->rank = atoi(fields[3]);
        made->region = strtoull(fields[4], NULL, 16);
        snprintf(made->op, sizeof made->op, "%s", fields[5]);
    }
}

bool reference_read(const reference *r, const check_case *c, outcome *to)
{
    char *result = kept(r, c, "h5"), *path = kept(r, c, "facts"),
         *text = text_read(path, MOST_BYTES, NULL);
    bool is_there = text != NULL && access(result, R_OK) == 0;
    char *rest = text;
    for (char *row; is_there && (row = text_field(&rest, '\n')) != NULL;) {
        read_fact(row, to);
    }
    free(text);
    free(path);
    free(result);
    return is_there;
}

void reference_keep_seconds(const settings *how, const program *what, const check_case *c,
                            double seconds, outcome *of)
{
    reference r;
    if (seconds >= of->seconds || how->inside != NULL) {
        return;
    }
    reference_open(how, what, &r);
    char *path = kept(&r, c, "facts"), *fresh = text_format("%s.%d.new", path, (int)getpid());
    FILE *facts = fopen(fresh, "w");
    of->seconds = seconds;
    if (facts != NULL) {
        write_facts(facts, of);
        if (fclose(facts) != 0 || rename(fresh, path) != 0) {
            unlink(fresh);
        }
    }
    free(fresh);
    free(path);
    reference_close(&r);
}

/* The result last: where it is, all is. */
bool reference_keep(const reference *r, const check_case *c, const char *folder, const outcome *of)
{
    if (!of->has_run || of->status != 0 || !of->has_result) {
        return false;
    }
    char *from = text_format("%s/fresh/result.h5", folder), *result = kept(r, c, "h5"),
         *path = kept(r, c, "facts");
    char *new_result = text_format("%s.%d.new", result, (int)getpid());
    FILE *facts = fopen(path, "w");
    bool done = facts != NULL;
    if (done) {
        write_facts(facts, of);
        done =
            fclose(facts) == 0 && files_copy(from, new_result) && rename(new_result, result) == 0;
    }
    if (!done) {
        unlink(new_result);
    }
    char *const mine[] = {from, result, path, new_result};
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++) {
        free(mine[i]);
    }
    return done;
}

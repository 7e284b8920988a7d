#include "sites.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_PLACES = 20000, TEXTS = 32 };

typedef struct {
    const char *path; /* in the record */
    uint64_t offset;
    site where;
} place;

static place *places;
static size_t count;
static bool is_full;

/* ---- which addresses ---- */

/* The call stands before its return address. */
static bool to_place(const load_rank *rank, uint64_t address, place *made)
{
    for (size_t i = 0; i < LOAD_COUNT(rank, MODULES); i++) {
        const trace_module *m = &LOAD_MODULES(rank)[i];
        if (address >= m->start && address < m->end && address > m->base) {
            made->path = m->path;
            made->offset = address - m->base - 1;
            return true;
        }
    }
    return false;
}

static void add(const load_rank *rank, uint64_t address)
{
    if (address != 0 && count < MOST_PLACES && to_place(rank, address, &places[count])) {
        count++;
    }
}

static int compare(const void *a, const void *b)
{
    const place *left = a, *right = b;
    int paths = strcmp(left->path, right->path);
    return paths != 0 ? paths : (left->offset > right->offset) - (left->offset < right->offset);
}

static void sort_places(void)
{
    size_t kept = 0;
    qsort(places, count, sizeof *places, compare);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || compare(&places[kept - 1], &places[i]) != 0) {
            places[kept++] = places[i];
        }
    }
    count = kept;
}

/* Most addresses come again and again: they are put together when the room is used up. */
static void add_room(void)
{
    if (count == MOST_PLACES && !is_full) {
        sort_places();
        is_full = count > MOST_PLACES / 2; /* from a program that large, or a damaged record */
    }
}

static void add_end(const load_rank *r)
{
    add(r, r->header.end_site);
    add(r, r->header.state.site);
    add(r, r->header.state.last_site);
    for (size_t i = 0; i < LOAD_COUNT(r, STACK); i++) {
        add(r, LOAD_STACK(r)[i]);
    }
}

static void add_rank(const load_rank *r)
{
#define ADD_ALL(NAME, field)                                                                       \
    for (size_t i = 0; i < LOAD_COUNT(r, NAME); i++) {                                             \
        add(r, LOAD_##NAME(r)[i].field);                                                           \
        add_room();                                                                                \
    }
    ADD_ALL(ISSUES, site)
    ADD_ALL(ISSUES, other_site)
    ADD_ALL(OPERATIONS, site)
    ADD_ALL(OPERATIONS, made_site)
    ADD_ALL(OPERATIONS, reuse_site)
    ADD_ALL(RESOURCES, site)
    ADD_ALL(COMMS, site)
    ADD_ALL(SENDS, site)
    ADD_ALL(RECEIVES, site)
    ADD_ALL(RECEIVES, complete_site)
    ADD_ALL(SENDS, complete_site)
    ADD_ALL(SENDS, changed_site)
    ADD_ALL(RECEIVES, probe_site)
    ADD_ALL(CHANNELS, sent_site)
    ADD_ALL(CHANNELS, received_site)
    ADD_ALL(COLLECTIVES, site)
    ADD_ALL(ACCESSES, site)
    ADD_ALL(EVENTS, site)
#undef ADD_ALL
}

/* ---- asking ---- */

static void run_addr2line(const char *path, int in, int out)
{
    dup2(in, 0);
    dup2(out, 1);
    unsetenv("LD_PRELOAD");
    execlp("addr2line", "addr2line", "-e", path, (char *)NULL);
    _exit(127);
}

/* "FILE:LINE", perhaps with " (discriminator 2)" behind; "??:0" where nothing is known. */
static void read_answer(char *line, site *to)
{
    line[strcspn(line, "\n")] = '\0';
    char *mark = strstr(line, " (discriminator"), *colon;
    if (mark != NULL) {
        *mark = '\0';
    }
    colon = strrchr(line, ':');
    if (colon != NULL && line[0] != '?' && atoi(colon + 1) > 0) {
        to->line = atoi(colon + 1);
        *colon = '\0';
        snprintf(to->file, sizeof to->file, "%.255s", line);
    }
}

/* Of places in one module, by one run of addr2line; where there is none, nothing is known. */
static void ask(place *first, size_t some)
{
    FILE *questions = tmpfile();
    int answers[2];
    if (questions == NULL || pipe(answers) != 0) {
        return;
    }
    for (size_t i = 0; i < some; i++) {
        fprintf(questions, "0x%llx\n", (unsigned long long)first[i].offset);
    }
    rewind(questions);
    fflush(questions);
    pid_t child = fork();
    if (child == 0) {
        close(answers[0]);
        run_addr2line(first->path, fileno(questions), answers[1]);
    }
    close(answers[1]);
    FILE *from = fdopen(answers[0], "r");
    char line[4096];
    for (size_t i = 0; from != NULL && i < some && fgets(line, sizeof line, from) != NULL; i++) {
        read_answer(line, &first[i].where);
    }
    if (from != NULL) {
        fclose(from);
    }
    fclose(questions);
    if (child > 0) {
        waitpid(child, NULL, 0);
    }
}

void sites_find(const load_run *run, bool all)
{
    count = 0;
    is_full = false;
    free(places);
    places = calloc(MOST_PLACES + 1, sizeof *places);
    if (places == NULL) {
        return;
    }
    for (int i = 0; i < run->size; i++) {
        add_end(&run->ranks[i]);
        if (all) {
            add_rank(&run->ranks[i]);
        }
    }
    sort_places();
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && strcmp(places[i].path, places[end].path) == 0; end++) {
        }
        if (places[i].path[0] == '/') { /* not the kernel's own module, which has no file */
            ask(&places[i], end - i);
        }
    }
}

void sites_free(void)
{
    free(places);
    places = NULL;
    count = 0;
}

static const place *find(const load_rank *rank, uint64_t address)
{
    place wanted;
    if (places == NULL || !to_place(rank, address, &wanted)) {
        return NULL;
    }
    return bsearch(&wanted, places, count, sizeof *places, compare);
}

/* A site that is no address; NULL: it is one. */
static const char *text_of(const load_rank *rank, uint64_t address)
{
    uint64_t number = address & ~TRACE_SITE_TEXT;
    bool is_text = (address & TRACE_SITE_TEXT) != 0 && number < LOAD_COUNT(rank, TEXTS);
    return is_text ? LOAD_TEXTS(rank)[number].text : NULL;
}

site sites_of(const load_rank *rank, uint64_t address)
{
    const char *text = text_of(rank, address);
    const place *found = find(rank, address);
    site made = {"", 0};
    if (text != NULL) {
        char line[TRACE_LINE];
        snprintf(line, sizeof line, "%s", text);
        read_answer(line, &made);
    }
    return found != NULL ? found->where : made;
}

const char *sites_text(const load_rank *rank, uint64_t address)
{
    static char texts[TEXTS][300];
    static int next;
    char *text = texts[next++ % TEXTS];
    const place *found = find(rank, address);
    const char *given = text_of(rank, address);
    if (given != NULL) {
        snprintf(text, sizeof texts[0], "%s", basename(given));
    } else if (found == NULL) {
        snprintf(text, sizeof texts[0], "an unknown line");
    } else if (found->where.line > 0) {
        snprintf(text, sizeof texts[0], "%s:%d", basename(found->where.file), found->where.line);
    } else {
        snprintf(text, sizeof texts[0], "%s+0x%llx", basename(found->path),
                 (unsigned long long)found->offset);
    }
    return text;
}

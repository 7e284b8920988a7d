#include "memory.h"
#include "build.h"
#include "files.h"
#include "process.h"
#include "text.h"
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_REPORT = 1 << 20, BUILD_SECONDS = 300, RUN_SECONDS = 60, MOST_ARGUMENTS = 100 };

/* ---- a report ---- */

/* The line of the first frame in that file, of the list of frames that begins behind `from`; 0: there is none. */
static int line_of_frames(const char *from, const char *path)
{
    const char *end = strstr(from, "\n\n"), *at = strstr(from, path);
    size_t length = strlen(path);
    while (at != NULL && (end == NULL || at < end)) {
        if (at[length] == ':' && isdigit((unsigned char)at[length + 1])) {
            return atoi(at + length + 1);
        }
        at = strstr(at + 1, path);
    }
    return 0;
}

static int line_behind(const char *report, const char *mark, const char *path)
{
    const char *at = strstr(report, mark);
    return at != NULL ? line_of_frames(at, path) : 0;
}

/* "greetings" of "char *greetings = calloc(size, 1);": what a block is called that a line allocates. */
static void put_variable(const source_file *source, int number, finding *to)
{
    char line[512];
    text_line(source->text, number, line, sizeof line);
    char *end = strchr(line, '=');
    if (end == NULL || strstr(end, "alloc") == NULL) {
        return;
    }
    while (end > line && end[-1] == ' ') {
        end--;
    }
    *end = '\0';
    char *begin = end;
    while (begin > line && (isalnum((unsigned char)begin[-1]) || strchr("_.->[]", begin[-1]))) {
        begin--;
    }
    if (begin < end) {
        finding_put(to, "variable", "%s", begin);
    }
}

static void put_line(finding *to, const char *name, int line)
{
    if (line > 0) {
        finding_put(to, name, "%d", line);
    }
}

/* "0x... is located 8 bytes to the right of 64-byte region", or since gcc 13 "after" it. */
static void put_block(const char *report, const source_file *source, finding *to)
{
    char where[100];
    const char *at = strstr(report, " is located "),
               *end = at != NULL ? strstr(at, "-byte region ") : NULL;
    int allocated = line_behind(report, "allocated by thread", source->path);
    if (end == NULL || memchr(at, '\n', (size_t)(end - at)) != NULL) {
        return;
    }
    snprintf(where, sizeof where, "%.*s", (int)(end - at), at);
    bool is_behind = strstr(where, " after ") != NULL || strstr(where, " to the right") != NULL;
    finding_put(to, "side", "%s",
                strstr(where, " inside ") != NULL ? "of"
                : is_behind                       ? "behind"
                                                  : "before");
    put_line(to, "freed", line_behind(report, "freed by thread", source->path));
    put_line(to, "allocated", allocated);
    if (allocated > 0) {
        put_variable(source, allocated, to);
    }
}

/* Of the lines "    [32, 40) 'greeting' (line 47)" that of the variable in front of which, or behind which, the access
 * was: "located in stack of thread T0 at offset 40 in frame". */
static void put_local(const char *report, finding *to)
{
    const char *stack = strstr(report, "is located in stack of thread"),
               *at = stack != NULL ? strstr(stack, " at offset ") : NULL;
    int offset = at != NULL ? atoi(at + strlen(" at offset ")) : 0, begin, end, line, best = -1;
    char name[100];
    for (at = at != NULL ? strstr(at, "\n    [") : NULL; at != NULL;
         at = strstr(at + 1, "\n    [")) {
        line = 0;
        if (sscanf(at, "\n    [%d, %d) '%99[^']' (line %d)", &begin, &end, name, &line) < 3) {
            continue;
        }
        if ((end <= offset && end > best) || best < 0) {
            best = end;
            finding_put(to, "variable", "%s", name);
            finding_put(to, "side", "%s",
                        end <= offset    ? "behind"
                        : begin > offset ? "before"
                                         : "of");
            put_line(to, "declared", line);
        }
    }
}

bool memory_read(const char *report, const source_file *source, finding *to)
{
    static const char mark[] = "ERROR: AddressSanitizer: ";
    const char *at = strstr(report, mark);
    if (at == NULL) {
        return false;
    }
    at += strlen(mark);
    at += strncmp(at, "attempting ", 11) == 0 ? 11 : 0;
    finding_start(to, FINDING_ERROR, "memory_error");
    finding_put(to, "error", "%.*s", (int)strcspn(at, " :\n"), at);
    const char *reads = strstr(at, "READ of size "), *writes = strstr(at, "WRITE of size "),
               *access = writes != NULL ? writes : reads;
    if (access != NULL) {
        finding_put(to, "access", "%s", writes != NULL ? "writes" : "reads");
        finding_put(to, "bytes", "%d", atoi(strstr(access, "size ") + 5));
    }
    int line = line_of_frames(access != NULL ? access : at, source->path);
    put_line(to, "line", line);
    put_block(at, source, to);
    put_local(at, to);
    return true;
}

/* ---- building and running it ---- */

/* Of common/, once. Where that cannot be, as in a build that is installed, nothing is found. */
static void build_common(const settings *how)
{
    char *argv[] = {"flock",    NULL,          "cmake",      "--build", (char *)how->build,
                    "--target", "common-asan", "--parallel", NULL,      NULL};
    char *cache = text_format("%s/CMakeCache.txt", how->build),
         *cores = text_format("%d", how->cores);
    int status = 0;
    argv[1] = cache;
    argv[8] = cores;
    free(process_output(argv, NULL, BUILD_SECONDS, 10000, &status));
    free(cores);
    free(cache);
}

/* Reports lie in the run's own folder, as memory-RANK.PROCESS. A rank that has one waits for those of the others, which
 * its end ends. */
static void run(const settings *how, const check_case *c, const char *executable,
                const char *folder)
{
    static char script[] = "rank=${OMPI_COMM_WORLD_RANK:-${PMI_RANK:-0}}; "
                           "export ASAN_OPTIONS=detect_leaks=0:intercept_tls_get_addr=0:"
                           "alloc_dealloc_mismatch=0:verify_asan_link_order=0:sleep_before_dying=1:"
                           "log_path=memory-$rank; exec \"$@\"";
    char *launch = text_format("%s/tools/launch", how->root), *ranks = text_format("%d", c->ranks),
         *arguments = text_format("%s", c->arguments), *rest = arguments;
    char *argv[MOST_ARGUMENTS] = {launch, (char *)how->build, "-n", ranks,
                                  "--",   "/bin/sh",          "-c", script,
                                  "sh",   (char *)executable, "-o", "result.h5"};
    int count = 12, status = 0;
    for (char *word; count < MOST_ARGUMENTS - 1 && (word = text_field(&rest, ' ')) != NULL;) {
        if (word[0] != '\0') {
            argv[count++] = word;
        }
    }
    free(process_output(argv, folder, RUN_SECONDS, 10000, &status));
    free(arguments);
    free(ranks);
    free(launch);
}

/* The lowest rank's whose report is whole: another rank's end may have cut it off. */
static bool read_reports(const char *folder, const source_file *source, finding *to)
{
    DIR *all = opendir(folder);
    int best = -1;
    bool is_whole = false;
    for (struct dirent *entry; all != NULL && (entry = readdir(all)) != NULL;) {
        int rank = strncmp(entry->d_name, "memory-", 7) == 0 ? atoi(entry->d_name + 7) : -1;
        if (rank < 0) {
            continue;
        }
        finding found;
        char *path = text_format("%s/%s", folder, entry->d_name),
             *report = text_read(path, MOST_REPORT, NULL);
        bool is_error = report != NULL && memory_read(report, source, &found);
        bool has_end = is_error && strstr(report, "SUMMARY: ") != NULL;
        if (is_error && (best < 0 || (is_whole == has_end ? rank < best : has_end))) {
            best = rank;
            is_whole = has_end;
            *to = found;
            finding_put_ranks(to, "ranks.who", &rank, 1);
            finding_place_add(to, rank, "", source->path, atoi(finding_text(&found, "line")));
        }
        free(report);
        free(path);
    }
    if (all != NULL) {
        closedir(all);
    }
    return best >= 0;
}

bool memory_find(const settings *how, const judgement *j, int k, const char *folder, finding *to)
{
    build_result built;
    char *place = text_format("%s/memory", folder);
    files_make_folder(place);
    build_common(how);
    build_student(how, "asan.args", &j->what, &j->student, place, &built);
    bool found = false;
    if (built.is_built && !process_interrupted()) {
        run(how, &j->cases.cases[k], built.executable, place);
        found = read_reports(place, &j->student, to);
    }
    build_free(&built);
    files_remove(place);
    free(place);
    return found;
}

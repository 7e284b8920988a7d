#include "report.h"
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_REPORT = 1 << 20, LINE = 512 };

/* A line of one of the sources; 0: there is none. */
typedef struct {
    const char *file;
    int line;
} place;

/* The first frame in a source, of the list of frames that begins behind `from`: " in main /x/ring.c:41". */
static place place_of_frames(const char *from, const report_sources *sources)
{
    const char *end = strstr(from, "\n\n"), *first = NULL;
    place found = {NULL, 0};
    for (int i = 0; i < sources->count; i++) {
        const char *path = sources->paths[i];
        size_t length = strlen(path);
        for (const char *at = from; (at = strstr(at, path)) != NULL && (end == NULL || at < end);
             at += length) {
            if (at[-1] == ' ' && at[length] == ':' && isdigit((unsigned char)at[length + 1])) {
                if (first == NULL || at < first) {
                    first = at;
                    found = (place){path, atoi(at + length + 1)};
                }
                break;
            }
        }
    }
    return found;
}

static place place_behind(const char *report, const char *mark, const report_sources *sources)
{
    const char *at = strstr(report, mark);
    return at != NULL ? place_of_frames(at, sources) : (place){NULL, 0};
}

static void put_place(finding *to, const char *name, place at, const report_sources *sources)
{
    char full[40];
    if (at.line > 0) {
        snprintf(full, sizeof full, "line%s%s", name[0] != '\0' ? "." : "", name);
        finding_put(to, full, "%d", at.line);
        if (sources->count > 1) {
            snprintf(full, sizeof full, "file%s%s", name[0] != '\0' ? "." : "", name);
            finding_put(to, full, "%s", at.file);
        }
    }
}

static void read_line(place at, char line[LINE])
{
    FILE *from = fopen(at.file, "r");
    line[0] = '\0';
    for (int number = 0; from != NULL && number < at.line && fgets(line, LINE, from) != NULL;) {
        number += strchr(line, '\n') != NULL;
    }
    if (from != NULL) {
        fclose(from);
    }
}

/* "greetings" of "char *greetings = calloc(size, 1);": what a block is called that a line allocates. */
static void put_variable(place at, finding *to)
{
    char line[LINE];
    read_line(at, line);
    char *end = strchr(line, '='), *call = end != NULL ? strstr(end, "alloc") : NULL;
    if (call == NULL || strstr(call + 1, "alloc") != NULL) {
        return; /* or there are several, and which one is not known */
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

/* "0x... is located 8 bytes to the right of 64-byte region", or since gcc 13 "after" it: where the first such line that
 * goes on with `what` lies; what comes behind that. NULL: there is none. */
static const char *put_side(const char *report, const char *what, finding *to)
{
    char where[200];
    const char *at = strstr(report, " is located "), *end = at != NULL ? strstr(at, what) : NULL;
    if (end == NULL || memchr(at, '\n', (size_t)(end - at)) != NULL) {
        return NULL;
    }
    snprintf(where, sizeof where, "%.*s", (int)(end - at), at);
    bool is_behind = strstr(where, " after ") != NULL || strstr(where, " to the right") != NULL;
    finding_put(to, "side", "%s",
                strstr(where, " inside ") != NULL ? "of"
                : is_behind                       ? "behind"
                                                  : "before");
    return end + strlen(what);
}

static void put_block(const char *report, const report_sources *sources, finding *to)
{
    place allocated = place_behind(report, "allocated by thread", sources);
    if (put_side(report, "-byte region ", to) == NULL) {
        return;
    }
    put_place(to, "freed", place_behind(report, "freed by thread", sources), sources);
    put_place(to, "allocated", allocated, sources);
    if (allocated.line > 0) {
        put_variable(allocated, to);
    }
}

/* "table' defined in '/x/hello.c:5:12'" */
static void put_global(const char *report, const report_sources *sources, finding *to)
{
    const char *name = put_side(report, "global variable '", to),
               *file = name != NULL ? strstr(name, "' defined in '") : NULL;
    if (file == NULL) {
        return;
    }
    finding_put(to, "variable", "%.*s", (int)strcspn(name, "'"), name);
    file += strlen("' defined in '");
    for (int i = 0; i < sources->count; i++) {
        size_t length = strlen(sources->paths[i]);
        if (strncmp(file, sources->paths[i], length) == 0 && file[length] == ':') {
            put_place(to, "declared", (place){sources->paths[i], atoi(file + length + 1)}, sources);
        }
    }
}

/* Of the lines "    [32, 40) 'greeting' (line 47)" that of the variable in front of which, or behind which, the access
 * was: "located in stack of thread T0 at offset 40 in frame". */
static void put_local(const char *report, const report_sources *sources, finding *to)
{
    const char *stack = strstr(report, "is located in stack of thread"),
               *at = stack != NULL ? strstr(stack, " at offset ") : NULL;
    int offset = at != NULL ? atoi(at + strlen(" at offset ")) : 0, begin, end, line, best = -1;
    char name[100];
    place frame = at != NULL ? place_of_frames(at, sources) : (place){NULL, 0};
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
            if (frame.file != NULL) {
                put_place(to, "declared", (place){frame.file, line}, sources);
            }
        }
    }
}

/* "WRITE of size 8", or of an address that is nobody's "caused by a WRITE memory access". */
static void put_access(const char *report, finding *to)
{
    const char *reads = strstr(report, "READ of size "), *writes = strstr(report, "WRITE of size ");
    if (reads != NULL || writes != NULL) {
        finding_put(to, "access", "%s", writes != NULL ? "writes" : "reads");
        finding_put(to, "bytes", "%d", atoi(strstr(writes != NULL ? writes : reads, "size ") + 5));
    } else if (strstr(report, "by a WRITE memory") || strstr(report, "by a READ memory")) {
        finding_put(to, "access", "%s", strstr(report, "by a WRITE") ? "writes" : "reads");
        if (strstr(report, "points to the zero page") != NULL) {
            finding_put(to, "null", "1");
        }
    }
}

bool report_read(const char *report, const report_sources *sources, finding *to)
{
    static const char mark[] = "ERROR: AddressSanitizer: ", attempt[] = "attempting ";
    const char *at = strstr(report, mark);
    if (at == NULL) {
        return false;
    }
    at += strlen(mark);
    at += strncmp(at, attempt, strlen(attempt)) == 0 ? strlen(attempt) : 0;
    finding_start(to, FINDING_ERROR, "memory_error");
    bool is_free = strncmp(at, "free ", 5) == 0; /* "attempting free on address which was not..." */
    finding_put(to, "error", "%s%.*s", is_free ? "bad-" : "", (int)strcspn(at, " :\n"), at);
    put_access(at, to);
    put_place(to, "", place_of_frames(at, sources), sources);
    put_block(at, sources, to);
    put_local(at, sources, to);
    put_global(at, sources, to);
    return true;
}

/* Another rank's end may have cut a report off. */
static bool is_whole(const char *report)
{
    return strstr(report, "SUMMARY: ") != NULL;
}

/* A program may have put anything there. */
static FILE *open_plain(const char *path)
{
    struct stat is;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (file >= 0 && (fstat(file, &is) != 0 || !S_ISREG(is.st_mode))) {
        close(file);
        file = -1;
    }
    return file >= 0 ? fdopen(file, "r") : NULL;
}

bool report_find(const char *folder, const report_sources *sources, finding *to)
{
    static char report[MOST_REPORT];
    DIR *all = opendir(folder);
    int best = -1;
    bool best_is_whole = false;
    finding found;
    for (struct dirent *entry; all != NULL && (entry = readdir(all)) != NULL;) {
        char path[4096];
        int rank = strncmp(entry->d_name, "memory-", 7) == 0 ? atoi(entry->d_name + 7) : -1;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        FILE *from = rank >= 0 ? open_plain(path) : NULL;
        report[from != NULL ? fread(report, 1, sizeof report - 1, from) : 0] = '\0';
        if (from != NULL) {
            fclose(from);
        }
        if (report_read(report, sources, &found) &&
            (best < 0 || (best_is_whole == is_whole(report) ? rank < best : is_whole(report)))) {
            best = rank;
            best_is_whole = is_whole(report);
            *to = found;
        }
    }
    if (all != NULL) {
        closedir(all);
    }
    if (best >= 0) {
        const char *file = finding_get(to, "file");
        finding_put_ranks(to, "ranks.who", &best, 1);
        finding_place_add(to, best, "",
                          file != NULL || sources->count == 0 ? file : sources->paths[0],
                          atoi(finding_text(to, "line")));
    }
    return best >= 0;
}

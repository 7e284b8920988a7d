#include "memory.h"
#include "build.h"
#include "files.h"
#include "inside.h"
#include "process.h"
#include "text.h"
#include "tools/sanitizer/report.h"
#include <stdlib.h>

enum { BUILD_SECONDS = 300, RUN_SECONDS = 60, MOST_ARGUMENTS = 100 };

/* Of common/, once. Where that cannot be, as in a build that is installed, nothing is found. */
static void build_common(const settings *how)
{
    char *cache = text_format("%s/CMakeCache.txt", how->build),
         *cores = text_format("%d", how->cores);
    char *argv[] = {"cmake", "--build", (char *)how->build, "--target", "common-asan", "--parallel",
                    cores,   NULL};
    int status = 0, lock = files_lock(cache);
    free(process_output(argv, NULL, BUILD_SECONDS, 10000, &status));
    files_unlock(lock);
    free(cores);
    free(cache);
}

static void run(const settings *how, const check_case *c, const char *executable,
                const char *folder)
{
    char *launch = text_format("%s/tools/launch", how->root), *ranks = text_format("%d", c->ranks),
         *rank = text_format("%s/tools/sanitizer/run", how->root),
         *arguments = text_format("%s", c->arguments), *rest = arguments;
    char *argv[MOST_ARGUMENTS] = {launch,         (char *)how->build, "-n", ranks,      "--", rank,
                                  (char *)folder, (char *)executable, "-o", "result.h5"};
    int count = 10, status = 0;
    for (char *word; count < MOST_ARGUMENTS - 1 && (word = text_field(&rest, ' ')) != NULL;) {
        if (word[0] != '\0') {
            argv[count++] = word;
        }
    }
    free(inside_output(how, argv, folder, executable, folder, RUN_SECONDS, 10000, &status));
    free(arguments);
    free(rank);
    free(ranks);
    free(launch);
}

bool memory_find(const settings *how, const judgement *j, int k, const char *folder, finding *to)
{
    build_result built;
    char *place = text_format("%s/memory", folder);
    files_make_folder(place);
    if (how->inside == NULL) { /* else it is there */
        build_common(how);
    }
    build_student(how, "asan.args", &j->what, &j->student, place, &built);
    bool found = false;
    if (built.is_built && !process_interrupted()) {
        run(how, &j->cases.cases[k], built.executable, place);
        const char *path = j->student.path;
        found = report_find(place, &(report_sources){&path, 1}, to);
    }
    build_free(&built);
    files_remove(place);
    free(place);
    return found;
}

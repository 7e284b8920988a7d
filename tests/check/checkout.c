#include "tests/check/checkout.h"
#include "tests/check/support.h"
#include "tests/compare/samples.h"
#include "tools/check/files.h"
#include "tools/check/process.h"
#include "tools/check/text.h"
#include <stdlib.h>
#include <string.h>

enum { SECONDS = 100, MOST_SAID = 1 << 20, MOST_WORDS = 40 };

const char *const checkout_programs[2] = {"01-one", "02-two"};

static const char manifest[] = "ID\tNAME\tSOURCE\tTITLE\tRANKS\tDEMANDS\tCASES\n"
                               "01-one\tone\tone.c\tOne\t1 2\t-\t\n"
                               "02-two\ttwo\ttwo.c\tTwo\t1 2\t-\t\n";

static const char compiler[] =
    "#!/bin/sh\n"
    "read -r text <\"$1\"\n"
    "case $text in\n"
    "*does_not_compile*) printf '%s:2:1: error: no such thing\\n' \"$1\"; exit 1 ;;\n"
    "*warns*) printf '%s:2:1: warning: an odd thing\\n' \"$1\" ;;\n"
    "esac\n"
    "exec cp \"$1\" \"$2\"\n";

static const char open_todos[] =
    "#!/bin/sh\n"
    "read -r text <\"$2\"\n"
    "case $text in *skeleton*) printf '1\\t1\\tadd them up\\n' ;; esac\n";

/* launch BUILD -n RANKS -t SECONDS -w RECORDS ... -- EXECUTABLE -o RESULT */
static const char launch[] =
    "#!/bin/sh\n"
    "root=${0%/tools/launch} ranks=$3 limit=$5 records=$7\n"
    "while [ \"$1\" != -- ]; do shift; done\n"
    "above=${2%/*}\n"
    "echo \"$ranks ${above##*/}/${2##*/}\" >>\"$root/runs\"\n"
    "read -r text <\"$2\"\n"
    "case $text in\n"
    "*solved*) exec cp \"$root/expected.h5\" \"$4\" ;;\n"
    "*skeleton* | *wrong*) exec cp \"$root/got.h5\" \"$4\" ;;\n"
    "*unreadable*) echo 'no HDF5 file' >\"$4\" ;;\n"
    "*slow_start*)\n"
    "    [ $limit -lt 30 ] || exec cp \"$root/expected.h5\" \"$4\"\n"
    "    cp \"$root/in_init\" \"$records/rank-0\"\n"
    "    exit 124 ;;\n"
    "*never_starts*)\n"
    "    cp \"$root/in_init\" \"$records/rank-0\"\n"
    "    exit 124 ;;\n"
    "*sleeps*) echo $$ >\"$root/began\"; exec sleep 100 ;;\n"
    "*) echo 'a line before'; echo \"${2##*/}: it cannot go on\" >&2; exit 3 ;;\n"
    "esac\n";

const char *checkout_path(const char *name)
{
    char *inside = text_format("a checkout/%s", name);
    const char *path = in_folder(inside);
    free(inside);
    return path;
}

static void put(const char *name, const char *text)
{
    char *inside = text_format("a checkout/%s", name);
    put_script(inside, text);
    free(inside);
}

static void put_results(void)
{
    const int32_t values[] = {10, 11, 12, 13, 14, 15}, others[] = {10, 11, 12, 13, 99, 15};
    const hsize_t shape[] = {3, 2};
    samples_start(checkout_path(""), 2);
    sample_put(EXPECTED, "/result/rows", H5T_NATIVE_INT32, 2, shape, values);
    sample_put(GOT, "/result/rows", H5T_NATIVE_INT32, 2, shape, others);
    samples_end();
}

int checkout_begin(void **state)
{
    folder_begin(state);
    char *arguments = text_format("%s\n@SOURCE@\n@OUTPUT@\n", checkout_path("cc"));
    put("tools/launch", launch);
    put("tools/open_todos", open_todos);
    put("cc", compiler);
    put("build/dev/compile.args", arguments);
    put("build/dev/programs.tsv", manifest);
    put("build/dev/launch.env", "MPI_VERSION='No MPI v0'\nSANITIZE=OFF\n");
    put("exercises/01-one/README.md", "# One\n\n## Going further\n\nDo more.\n");
    put_results();
#ifdef MPILAB_TRACER
    put_record("a checkout/in_init", (trace_header){.asked = 1}, "MPI_Init", NULL, NULL);
#endif
    free(arguments);
    return 0;
}

void checkout_put(int program, const char *student, const char *solution)
{
    const char *id = checkout_programs[program];
    char *source = text_format("exercises/%s/%s.c", id, id + 3),
         *own = text_format("solutions/%s/%s.c", id, id + 3),
         *executable = text_format("build/dev/solutions/%s", id + 3),
         *text = text_format("// TODO(1): %s\nint x;\n", student),
         *right = text_format("int %s;\n", solution);
    put(source, text);
    put(own, right);
    put(executable, right);
    char *const mine[] = {source, own, executable, text, right};
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++) {
        free(mine[i]);
    }
}

/* ---- a call ---- */

/* Behind each `before` all up to `until`: times, which are never the same. */
static void take_out(char *text, const char *before, char until)
{
    for (char *at = text; (at = strstr(at, before)) != NULL;) {
        at += strlen(before);
        char *end = strchr(at, until);
        if (end != NULL) {
            memmove(at, end, strlen(end) + 1);
        }
    }
}

static char *report(const char *name)
{
    static const struct {
        const char *before;
        char until;
    } times[] = {{"\"seconds\": ", '\n'}, {"\"solution_seconds\": ", '\n'},
                 {"\"created\": ", '\n'}, {" timestamp=\"", '"'},
                 {" time=\"", '"'},       {"\tPASS\t", '\t'},
                 {"\tTODO\t", '\t'},      {"\tFAIL\t", '\t'},
                 {"\n  time: ", '\n'}};
    char *text = text_read(in_folder(name), MOST_SAID, NULL);
    for (size_t i = 0; text != NULL && i < sizeof times / sizeof *times; i++) {
        take_out(text, times[i].before, times[i].until);
    }
    return text != NULL ? text : text_format("%s", "");
}

static char **command(const char *check, const char *const words[], int reports)
{
    static const char *const names[] = {"--root", "--build", "--state",     "--work",
                                        "--json", "--junit", "--gradescope"};
    const char *const values[] = {
        checkout_path(""), checkout_path("build/dev"), in_folder("state"),     in_folder("work"),
        in_folder("json"), in_folder("junit"),         in_folder("gradescope")};
    static char *argv[MOST_WORDS];
    int count = 0;
    argv[count++] = (char *)check;
    for (int i = 0; i < 4 + reports; i++) {
        argv[count++] = (char *)names[i];
        argv[count++] = (char *)values[i];
    }
    while (count < MOST_WORDS - 1 && *words != NULL) {
        argv[count++] = (char *)*words++;
    }
    argv[count] = NULL;
    assert_true(files_make_folder(in_folder("work")));
    return argv;
}

check_call checkout_check_again(const char *check, const char *const words[])
{
    check_call call;
    setenv("COLUMNS", "1000", 1);
    unsetenv("CI");
    char *said = process_output(command(check, words, 3), folder, SECONDS, MOST_SAID, &call.status);
    scratch_write(in_folder("said"), said);
    free(said);
    call.said = report("said");
    call.json = report("json");
    call.gradescope = report("gradescope");
    call.junit = report("junit");
    call.progress = report("state/progress.tsv");
    return call;
}

check_call checkout_check(const char *check, const char *const words[])
{
    files_remove(in_folder("state"));
    files_remove(checkout_path("runs"));
    return checkout_check_again(check, words);
}

pid_t checkout_start(const char *check, const char *const words[])
{
    return process_start(command(check, words, 0), folder, -1);
}

void check_call_free(check_call *call)
{
    char *const all[] = {call->said, call->json, call->gradescope, call->junit, call->progress};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        free(all[i]);
    }
}

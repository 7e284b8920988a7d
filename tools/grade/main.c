/* bin/grade: a folder of submissions, each judged by bin/check. See usage_text; ./lab grade builds what it needs and calls
 * it. */
#include "jobs.h"
#include "results.h"
#include "tools/check/files.h"
#include "tools/check/process.h"
#include "tools/check/text.h"
#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char usage_text[] =
    "usage: grade --root DIR --build DIR --work DIR --report DIR [OPTIONS] FOLDER\n"
    "\n"
    "  --root, --build   the checkout, its build tree\n"
    "  --work DIR        a folder of its own\n"
    "  --needs           only prints which programs there are submissions of\n"
    "  --user NUMBER     who goes on where root has called it\n"
    "  --cores N         that may be used\n"
    "  --jobs, --programs, --student, --time-limit, --unprotected   as ./lab grade --help has "
    "them\n"
    "\n"
    "Exit status: 0 all were judged, 2 something could not be.\n";

enum { ALL_JUDGED, COULD_NOT = 2, MOST_SOURCE = 4 << 20, MOST_SUMS = 1 << 20, SUMS_AT_ONCE = 500 };

typedef struct {
    grade_settings how;
    const char *folder, *programs, *pattern;
    bool needs_only;
} wishes;

static int parse(int argc, char *argv[], wishes *to)
{
    enum {
        ROOT = 1,
        BUILD,
        WORK,
        REPORT,
        USER,
        CORES,
        JOBS,
        PROGRAMS,
        STUDENT,
        LIMIT,
        UNPROTECTED,
        NEEDS
    };
    static const struct option options[] = {{"root", required_argument, NULL, ROOT},
                                            {"build", required_argument, NULL, BUILD},
                                            {"work", required_argument, NULL, WORK},
                                            {"report", required_argument, NULL, REPORT},
                                            {"user", required_argument, NULL, USER},
                                            {"cores", required_argument, NULL, CORES},
                                            {"jobs", required_argument, NULL, JOBS},
                                            {"programs", required_argument, NULL, PROGRAMS},
                                            {"student", required_argument, NULL, STUDENT},
                                            {"time-limit", required_argument, NULL, LIMIT},
                                            {"unprotected", no_argument, NULL, UNPROTECTED},
                                            {"needs", no_argument, NULL, NEEDS},
                                            {NULL, 0, NULL, 0}};
    *to = (wishes){.how = {.user = "", .cores = 1}};
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        const char **texts[] = {
            [ROOT] = &to->how.root,     [BUILD] = &to->how.build,      [WORK] = &to->how.work,
            [REPORT] = &to->how.report, [USER] = &to->how.user,        [PROGRAMS] = &to->programs,
            [STUDENT] = &to->pattern,   [LIMIT] = &to->how.time_limit, [NEEDS] = NULL};
        if (option == '?') {
            return argc;
        } else if (option == CORES) {
            to->how.cores = atoi(optarg);
        } else if (option == JOBS) {
            to->how.at_once = atoi(optarg);
        } else if (option == UNPROTECTED) {
            to->how.is_unprotected = true;
        } else if (option == NEEDS) {
            to->needs_only = true;
        } else {
            *texts[option] = optarg;
        }
    }
    to->how.cores = to->how.cores > 0 ? to->how.cores : 1;
    to->how.at_once = to->how.at_once > 0 ? to->how.at_once : (to->how.cores + 1) / 2;
    to->how.is_terminal = isatty(2);
    return optind;
}

/* ---- what is to be judged ---- */

static bool copy_source(const char *from, const char *to)
{
    size_t length = 0;
    char *text = text_read(from, MOST_SOURCE, &length);
    FILE *file = text != NULL ? fopen(to, "w") : NULL;
    bool done = file != NULL && fwrite(text, 1, length, file) == length;
    done = file != NULL && fclose(file) == 0 && done;
    free(text);
    return done && chmod(to, 0644) == 0;
}

static job *make_jobs(const wishes *w, const submissions *s)
{
    job *jobs = calloc((size_t)s->count + 1, sizeof *jobs);
    if (jobs == NULL) {
        text_no_memory();
    }
    for (int i = 0; i < s->count; i++) {
        const known_program *p = &s->programs[s->all[i].program];
        jobs[i] = (job){
            .of = &s->all[i], .program = p, .folder = text_format("%s/files/%d", w->how.work, i)};
        char *from = text_format("%s/%s", w->folder, s->all[i].path),
             *to = text_format("%s/%s", jobs[i].folder, p->source);
        if (!files_make_folder(jobs[i].folder) || !copy_source(from, to)) {
            fprintf(stderr, "lab: grade: %s could not be copied to %s\n", from, w->how.work);
            exit(COULD_NOT);
        }
        chmod(jobs[i].folder, 0755);
        free(from);
        free(to);
    }
    return jobs;
}

/* "SUM  PATH" for each file, in lines, by sha256sum; to be freed. A file that is not there has no line. */
static char *sums(char *const paths[], int count)
{
    char **words = calloc((size_t)count + 2, sizeof *words);
    int status = 0;
    if (words == NULL) {
        text_no_memory();
    }
    words[0] = "sha256sum";
    memcpy(words + 1, paths, (size_t)count * sizeof *words);
    char *says = process_output(words, NULL, 600, MOST_SUMS, &status);
    free(words);
    return says;
}

static uint64_t hash(uint64_t so_far, const char *text)
{
    for (; *text != '\0'; text++) {
        so_far = (so_far ^ (unsigned char)*text) * 1099511628211U;
    }
    return so_far;
}

/* Of all that judges, but for the solutions. */
static uint64_t hash_of_tools(const grade_settings *how)
{
    static const char *const of_build[] = {"bin/check",          "lib/librecorder.so",
                                           "common/libcommon.a", "compile.args",
                                           "types.args",         "launch.env"};
    static const char *const of_root[] = {"tools/launch", "tools/open_todos.awk",
                                          "tools/grade/sandbox", "common/program.c"};
    enum { BUILT = sizeof of_build / sizeof *of_build, OWN = sizeof of_root / sizeof *of_root };
    char *paths[BUILT + OWN];
    for (int i = 0; i < BUILT + OWN; i++) {
        paths[i] = i < BUILT ? text_format("%s/%s", how->build, of_build[i])
                             : text_format("%s/%s", how->root, of_root[i - BUILT]);
    }
    char *says = sums(paths, BUILT + OWN);
    uint64_t of_all =
        hash(hash(14695981039346656037U, says), how->time_limit != NULL ? how->time_limit : "");
    free(says);
    for (int i = 0; i < BUILT + OWN; i++) {
        free(paths[i]);
    }
    return of_all;
}

static void find_keys(const grade_settings *how, job jobs[], int count)
{
    char *paths[SUMS_AT_ONCE];
    uint64_t tools = hash_of_tools(how);
    for (int first = 0; first < count; first += SUMS_AT_ONCE) {
        int some = count - first < SUMS_AT_ONCE ? count - first : SUMS_AT_ONCE;
        for (int i = 0; i < some; i++) {
            paths[i] =
                text_format("%s/%s", jobs[first + i].folder, jobs[first + i].program->source);
        }
        char *says = sums(paths, some), *rest = says;
        for (int i = 0; i < some; i++) {
            const char *line = text_field(&rest, '\n');
            jobs[first + i].sha256 =
                text_format("%.*s", line != NULL ? (int)strcspn(line, " ") : 0, line);
            free(paths[i]);
        }
        free(says);
    }
    for (int i = 0; i < count; i++) {
        char *solution = text_format("%s/solutions/%s", how->build, jobs[i].program->name),
             *says = sums(&solution, 1);
        jobs[i].key = text_format("%016" PRIx64, hash(hash(tools, says), jobs[i].sha256));
        free(says);
        free(solution);
    }
}

/* ---- what is known already ---- */

/* Those whose verdict stands are done; what was handed in once, and no longer is, is forgotten. */
static int leave_out_known(const wishes *w, const submissions *s, job jobs[])
{
    int left = 0;
    for (int i = 0; i < s->count;) {
        const char *student = s->all[i].student;
        json_t *of = results_read(w->how.report, student);
        bool *is_there = calloc((size_t)s->program_count, sizeof *is_there);
        if (is_there == NULL) {
            text_no_memory();
        }
        for (; i < s->count && strcmp(s->all[i].student, student) == 0; i++) {
            is_there[s->all[i].program] = true;
            jobs[i].is_done = results_has(of, jobs[i].program->name, jobs[i].key);
            left += !jobs[i].is_done;
        }
        for (int p = 0; w->programs == NULL && p < s->program_count; p++) {
            if (!is_there[p]) {
                results_drop(of, s->programs[p].id, s->programs[p].name);
            }
        }
        if (!results_write(w->how.report, student, of)) {
            fprintf(stderr, "lab: grade: %s/results cannot be written\n", w->how.report);
            exit(COULD_NOT);
        }
        json_decref(of);
        free(is_there);
    }
    return left;
}

static void take_verdict(const job *j, json_t *program, void *context)
{
    const wishes *w = context;
    json_t *of = results_read(w->how.report, j->of->student);
    char *path = text_format("%s", j->of->path);
    text_make_utf8(path);
    results_put(of, j->program->name,
                json_pack("{s:s, s:s, s:s}", "path", path, "sha256", j->sha256, "key", j->key),
                program);
    if (!results_write(w->how.report, j->of->student, of)) {
        fprintf(stderr, "lab: grade: %s/results cannot be written\n", w->how.report);
        exit(COULD_NOT);
    }
    json_decref(of);
    free(path);
}

/* ---- the solutions ---- */

/* What is expected, once, with nothing beside it: false if one does not pass here. */
static bool run_solution(const wishes *w, const known_program *p)
{
    char *empty = text_format("%s/files", w->how.work),
         *state = text_format("%s/state", w->how.work), *word = text_format("solutions/%s", p->id),
         *path = text_format("%s/solution.output", w->how.work);
    bool passes = false;
    for (int tries = 0; tries < 2 && !passes && !process_interrupted(); tries++) {
        FILE *output = fopen(path, "w");
        pid_t judge =
            output != NULL
                ? jobs_start_judge(&w->how, (const char *[]){"-w", empty, state, word, NULL},
                                   fileno(output), -1)
                : -1;
        passes = judge > 0 && process_wait(judge, 3600) == 0;
        if (output != NULL) {
            fclose(output);
        }
    }
    if (!passes && !process_interrupted()) {
        char *says = text_read(path, 100000, NULL);
        fprintf(stderr,
                "%slab: grade: the solution of %s does not pass here, so nothing can be judged\n",
                says != NULL ? says : "", p->id);
        free(says);
    }
    free(path);
    free(word);
    free(state);
    free(empty);
    return passes;
}

static bool run_solutions(const wishes *w, const submissions *s, const job jobs[])
{
    for (int p = 0; p < s->program_count; p++) {
        bool is_needed = false;
        for (int i = 0; i < s->count; i++) {
            is_needed = is_needed || (!jobs[i].is_done && s->all[i].program == p);
        }
        if (is_needed && w->how.is_terminal) {
            fprintf(stderr, "\r\033[Kthe solution of %s", s->programs[p].id);
        }
        if (is_needed && !run_solution(w, &s->programs[p])) {
            return false;
        }
    }
    return true;
}

/* ---- all of it ---- */

static void write_strange(const wishes *w, const submissions *s)
{
    char *path = text_format("%s/not-recognised.txt", w->how.report);
    FILE *to = fopen(path, "w");
    for (int i = 0; to != NULL && i < s->strange_count; i++) {
        text_make_utf8(s->strange[i]);
        for (char *at = s->strange[i]; *at != '\0'; at++) {
            *at = *at == '\n' || *at == '\t' ? '?' : *at;
        }
        fprintf(to, "%s\n", s->strange[i]);
    }
    if (to != NULL) {
        fclose(to);
    }
    if (s->strange_count > 0) {
        fprintf(stderr, "lab: grade: %d files or folders were not taken, see %s\n",
                s->strange_count, path);
    }
    free(path);
}

static int troubles(const wishes *w, const submissions *s)
{
    int count = 0;
    for (int i = 0; i < s->count; i++) {
        if (i == 0 || strcmp(s->all[i].student, s->all[i - 1].student) != 0) {
            json_t *of = results_read(w->how.report, s->all[i].student);
            count += (int)json_array_size(json_object_get(of, "trouble"));
            json_decref(of);
        }
    }
    return count;
}

static int grade(const wishes *w, const submissions *s)
{
    job *jobs = make_jobs(w, s);
    find_keys(&w->how, jobs, s->count);
    int left = leave_out_known(w, s, jobs);
    write_strange(w, s);
    fprintf(stderr, "%d submissions, of which %d are to be judged\n", s->count, left);
    bool goes_on = left == 0 || run_solutions(w, s, jobs);
    int pending = 0;
    for (int i = 0; i < s->count; i++) {
        if (!jobs[i].is_done) {
            jobs[pending++] = jobs[i];
        }
    }
    bool done = goes_on && jobs_run(&w->how, jobs, pending, take_verdict, (void *)w);
    if (process_interrupted()) {
        fprintf(stderr,
                "lab: grade: stopped; what was judged is kept, and the same command goes on\n");
        return 128 + process_interrupted();
    }
    int unable = done ? troubles(w, s) : 0;
    if (unable > 0) {
        fprintf(stderr, "lab: grade: %d could not be judged; the same command tries them again\n",
                unable);
    }
    return done && unable == 0 ? ALL_JUDGED : COULD_NOT;
}

static void print_needs(const submissions *s)
{
    for (int p = 0; p < s->program_count; p++) {
        for (int i = 0; i < s->count; i++) {
            if (s->all[i].program == p) {
                puts(s->programs[p].name);
                break;
            }
        }
    }
}

int main(int argc, char *argv[])
{
    wishes w;
    submissions found;
    int first = parse(argc, argv, &w);
    if (argc - first != 1 || w.how.root == NULL || w.how.build == NULL ||
        (!w.needs_only && (w.how.work == NULL || w.how.report == NULL))) {
        fputs(usage_text, stderr);
        return COULD_NOT;
    }
    w.folder = argv[first];
    char *manifest = text_format("%s/programs.tsv", w.how.build);
    bool is_found = submissions_find(w.folder, manifest, w.programs, w.pattern, &found);
    free(manifest);
    if (!is_found) {
        return COULD_NOT;
    }
    if (w.needs_only) {
        print_needs(&found);
        submissions_free(&found);
        return ALL_JUDGED;
    }
    process_signals_begin();
    prctl(PR_SET_PDEATHSIG, SIGTERM); /* ./lab grade may be killed */
    int status = grade(&w, &found);
    submissions_free(&found);
    files_remove(w.how.work);
    return status;
}

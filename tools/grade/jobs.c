#include "jobs.h"
#include "tools/check/process.h"
#include "tools/check/text.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    MOST_REPORT = 16 << 20,
    MOST_WORDS = 40,
    MOST_SECONDS = 3600,
    REPORT = 3,
    TELL_SECONDS = 30
};

/* ---- one ---- */

static _Noreturn void become(char *const words[], int output, int report)
{
    int nothing = open("/dev/null", O_RDWR);
    process_signals_default();
    dup2(nothing, 0);
    dup2(output >= 0 ? output : nothing, 1);
    dup2(output >= 0 ? output : nothing, 2);
    if (report >= 0 && report != REPORT) {
        dup2(report, REPORT);
    }
    for (int i = report >= 0 ? REPORT + 1 : REPORT; i < 1024; i++) {
        close(i);
    }
    execv(words[0], words);
    _exit(127);
}

pid_t jobs_start_judge(const grade_settings *how, const char *const arguments[], int output,
                       int report)
{
    char *judge = text_format("%s/tools/grade/judge", how->root);
    const char *words[MOST_WORDS] = {judge};
    for (int i = 0; arguments[i] != NULL && i < MOST_WORDS - 2; i++) {
        words[i + 1] = arguments[i];
    }
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0); /* Ctrl-C is for us */
        become((char *const *)words, output, report);
    }
    free(judge);
    return child;
}

static int new_file(const char *folder, const char *name)
{
    char *path = text_format("%s.%s", folder, name);
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file >= 0) {
        fchmod(file, 0666); /* it is opened anew, perhaps by another user */
    }
    free(path);
    return file;
}

static void begin(const grade_settings *how, job *j, int running)
{
    char *inside = text_format("%s/tools/grade/sandbox", how->root),
         *state = text_format("%s/state", how->work),
         *exercise = text_format("exercises/%s", j->program->id),
         *width = text_format("%d", running > 1 || how->at_once > 1
                                        ? (how->cores + how->at_once - 1) / how->at_once
                                        : how->cores);
    const char *arguments[MOST_WORDS] = {j->folder, state,       "--file",    j->program->source,
                                         "--json",  "/dev/fd/3", "--at-once", width};
    int count = 8, output = new_file(j->folder, "output");
    if (!how->is_unprotected) {
        arguments[count++] = "--inside";
        arguments[count++] = inside;
    }
    if (how->time_limit != NULL) {
        arguments[count++] = "--time-limit";
        arguments[count++] = how->time_limit;
    }
    arguments[count++] = exercise;
    j->report = new_file(j->folder, "report");
    j->begun = process_now();
    j->is_begun = true;
    j->tries++;
    j->judge = jobs_start_judge(how, arguments, output, j->report);
    close(output);
    free(width);
    free(exercise);
    free(state);
    free(inside);
}

/* What check has not said itself. */
static json_t *error_report(const job *j, const char *sentence)
{
    json_t *report = json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s, s:s}, s:n, s:n, s:n, s:n, s:n, s:n, s:n, "
        "s:[], s:[], s:[]}",
        "program", j->program->id, "title", j->program->name, "file", j->program->source, "verdict",
        "ERROR", "sentence", sentence, "chain", "builds", "SKIP", "runs and ends", "SKIP", "result",
        "SKIP", "MPI used correctly", "SKIP", "communication", "SKIP", "compiler", "warnings",
        "line", "next", "seconds", "solution_seconds", "first_failure", "open_todos", "luck",
        "cases");
    if (report == NULL) {
        text_no_memory();
    }
    return report;
}

static char *last_words(const job *j)
{
    char *path = text_format("%s.output", j->folder), *says = text_read(path, 10000, NULL);
    says = says != NULL ? says : text_format("%s", "");
    text_last_lines(says, 1);
    text_make_utf8(says);
    free(path);
    return says;
}

static json_t *read_report(const job *j, int status)
{
    struct stat is;
    char *text = fstat(j->report, &is) == 0 && is.st_size <= MOST_REPORT
                     ? malloc((size_t)is.st_size + 1)
                     : NULL;
    ssize_t got = text != NULL ? pread(j->report, text, (size_t)is.st_size, 0) : -1;
    json_t *all = got > 0 ? json_loadb(text, (size_t)got, 0, NULL) : NULL,
           *program = json_array_get(json_object_get(all, "programs"), 0);
    free(text);
    const char *id = json_string_value(json_object_get(program, "program"));
    if (id != NULL && strcmp(id, j->program->id) == 0 &&
        json_is_string(json_object_get(program, "verdict")) &&
        json_is_string(json_object_get(program, "sentence"))) {
        json_incref(program);
        json_decref(all);
        return program;
    }
    json_decref(all);
    char *says = last_words(j),
         *sentence = status == 124 ? text_format("the check did not end within %d s", MOST_SECONDS)
                                   : text_format("the check ended with status %d%s%s", status,
                                                 says[0] != '\0' ? ": " : "", says);
    program = error_report(j, sentence);
    free(sentence);
    free(says);
    return program;
}

/* More than our own runs explain: ranks that wait for others ask without a pause. */
static bool machine_is_busy(const grade_settings *how)
{
    double load;
    return getloadavg(&load, 1) == 1 && load > 16.0 * how->cores;
}

static bool ran_out_of_time(const json_t *program)
{
    size_t first = (size_t)json_integer_value(json_object_get(program, "first_failure"));
    const json_t *c = json_array_get(json_object_get(program, "cases"), first),
                 *f = json_array_get(json_object_get(c, "findings"), 0);
    const char *kind = json_string_value(json_object_get(f, "kind"));
    return kind != NULL && strcmp(kind, "time_limit") == 0;
}

/* A verdict that says nothing of the program. */
static bool says_nothing(const grade_settings *how, json_t *program)
{
    bool is_error = strcmp(json_string_value(json_object_get(program, "verdict")), "ERROR") == 0;
    if (!is_error && ran_out_of_time(program) && machine_is_busy(how)) {
        json_object_set_new(program, "verdict", json_pack("s", "ERROR"));
        json_object_set_new(
            program, "sentence",
            json_pack("s", "this machine is too busy to judge: a run did not end within its "
                           "time, twice"));
        is_error = true;
    }
    return is_error;
}

/* ---- all ---- */

typedef struct {
    int done, count, running, begun_done; /* begun_done: of those that were judged in this call */
    double begun, told;
} progress;

static void tell(const grade_settings *how, progress *p, const job *last)
{
    double now = process_now(), each = p->begun_done > 0 ? (now - p->begun) / p->begun_done : 0;
    char left[64] = "";
    if (!how->is_terminal && p->done < p->count && now < p->told + TELL_SECONDS) {
        return;
    }
    if (each > 0 && p->done < p->count) {
        int seconds = (int)(each * (p->count - p->done)) + 1;
        snprintf(left, sizeof left, seconds > 90 ? ", about %d min left" : ", about %d s left",
                 seconds > 90 ? (seconds + 59) / 60 : seconds);
    }
    fprintf(stderr, "%s%d of %d done, %d running%s%s%s%s", how->is_terminal ? "\r\033[K" : "",
            p->done, p->count, p->running, left, last != NULL ? ": " : "",
            last != NULL ? last->program->id : "", how->is_terminal ? "" : "\n");
    p->told = now;
}

static void wait_for_news(void)
{
    sigset_t set;
    const struct timespec time = {1, 0};
    sigemptyset(&set);
    for (size_t i = 0; i < 4; i++) {
        sigaddset(&set, (const int[]){SIGCHLD, SIGINT, SIGTERM, SIGHUP}[i]);
    }
    int number = sigtimedwait(&set, NULL, &time);
    if (number > 0) {
        process_note_signal(number);
    }
}

static void stop_all(job jobs[], int count)
{
    for (int i = 0; i < count; i++) {
        if (jobs[i].judge > 0) { /* with its first process a namespace ends */
            kill(-jobs[i].judge, SIGTERM);
            process_end_group(jobs[i].judge, 10);
            close(jobs[i].report);
            jobs[i].judge = 0;
        }
    }
}

/* The same file of somebody else's is being judged, or was: then its verdict will do. */
static bool is_same_begun(const job jobs[], int i)
{
    for (int k = 0; k < i; k++) {
        if (jobs[k].is_begun && strcmp(jobs[k].key, jobs[i].key) == 0) {
            return true;
        }
    }
    return false;
}

typedef struct {
    const grade_settings *how;
    job *jobs;
    int count;
    void (*told)(const job *, json_t *, void *);
    void *context;
    progress p;
} course;

static void finish(course *c, job *j, json_t *program)
{
    for (int i = 0; i < c->count; i++) {
        job *other = &c->jobs[i];
        if (other == j || (!other->is_done && other->judge == 0 && !other->is_begun &&
                           strcmp(other->key, j->key) == 0)) {
            other->is_done = true;
            c->p.done++;
            c->told(other, json_deep_copy(program), c->context);
        }
    }
    c->p.begun_done++;
    json_decref(program);
}

static void reap(course *c)
{
    for (int i = 0; i < c->count; i++) {
        job *j = &c->jobs[i];
        int status = 0;
        bool too_long = j->judge > 0 && process_now() > j->begun + MOST_SECONDS;
        if (j->judge <= 0 || (!too_long && waitpid(j->judge, &status, WNOHANG) == 0)) {
            continue;
        }
        if (too_long) {
            process_end_group(j->judge, 10);
        } else {
            kill(-j->judge, SIGKILL);
        }
        json_t *program = read_report(j, too_long            ? 124
                                         : WIFEXITED(status) ? WEXITSTATUS(status)
                                                             : 128 + WTERMSIG(status));
        close(j->report);
        j->judge = 0;
        c->p.running--;
        if (says_nothing(c->how, program) && j->tries < 2) {
            json_decref(program); /* once more, when nothing is beside it */
        } else {
            finish(c, j, program);
        }
        tell(c->how, &c->p, j);
    }
}

/* First those that have not been tried, as many as may be; then each of the others alone. */
static void begin_some(course *c)
{
    for (int i = 0; i < c->count && c->p.running < c->how->at_once; i++) {
        job *j = &c->jobs[i];
        if (!j->is_done && j->tries == 0 && !is_same_begun(c->jobs, i)) {
            begin(c->how, j, c->p.running);
            c->p.running++;
            tell(c->how, &c->p, j);
        }
    }
    for (int i = 0; i < c->count && c->p.running == 0; i++) {
        job *j = &c->jobs[i];
        if (!j->is_done && j->tries > 0) {
            begin(c->how, j, 0);
            c->p.running++;
            tell(c->how, &c->p, j);
        }
    }
}

bool jobs_run(const grade_settings *how, job jobs[], int count,
              void (*told)(const job *, json_t *, void *), void *context)
{
    course c = {how, jobs, count, told, context, {.count = count, .begun = process_now()}};
    while (!process_interrupted()) {
        reap(&c);
        begin_some(&c);
        if (c.p.running == 0) {
            break;
        }
        wait_for_news();
    }
    stop_all(jobs, count);
    if (how->is_terminal && count > 0) {
        fprintf(stderr, "\r\033[K");
    }
    return !process_interrupted();
}

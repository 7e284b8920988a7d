#include "runner.h"
#include "ends.h"
#include "files.h"
#include "inside.h"
#include "launcher_words.h"
#include "process.h"
#include "records.h"
#include "text.h"
#include "tools/result_file/apart.h"
#include "usage.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MOST_OUTPUT = 100000, /* bytes kept of what a program prints, which may be endless */
    SPARE = 20,           /* seconds more than the limit, after which a launcher has hung itself */
    GRACE = 8,            /* seconds from TERM to KILL */
    PATIENCE = 30,        /* seconds more for the last try */
    TIMES_BY_CLOCK = 4, /* the limit by the clock, where the time that ranks really have is known */
    EXPLAIN_SECONDS = 60
};

static const double enough = 0.9; /* of the limit: then it counts */

/* A run that is going on. */
typedef struct {
    pid_t launcher, watcher;
    int status;
    int output; /* read end of the pipe for what it prints; -1: closed */
    char *printed;
    size_t length;
    double begun, ended_at; /* ended_at: when TERM was sent; 0: not */
    bool was_deadlock, was_over, was_too_large, was_too_many;
    usage taken;
    uint64_t most_bytes;
} run_state;

/* Where all that is on this host, and recorded: else nobody could ask the ranks where they are. */
static int limit_by_clock(const settings *how, const run_request *wish)
{
    int limit = wish->limit + how->start_seconds + (wish->is_last_try ? PATIENCE : 0);
    return how->is_recorded ? TIMES_BY_CLOCK * limit : limit;
}

static void start(const settings *how, const run_request *wish, const run_records *records,
                  run_state *run)
{
    char *launch = text_format("%s/tools/launch", how->root);
    char *ranks = text_format("%d", wish->what->ranks),
         *limit = text_format("%d", limit_by_clock(how, wish));
    char *fresh = text_format("%s/fresh", wish->folder);
    char *result = text_format("%s/result.h5", fresh),
         *arguments = text_format("%s", wish->what->arguments);
    char *argv[100], *rest = arguments;
    int count = 0, ends[2];
    const char *const words[] = {
        launch, how->build,       "-n", ranks, "-t", limit, "-w", records->folder, "-v",
        "--",   wish->executable, "-o", result};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        argv[count++] = (char *)words[i];
    }
    for (char *word; count < 98 && (word = text_field(&rest, ' ')) != NULL;) {
        if (word[0] != '\0') {
            argv[count++] = word;
        }
    }
    argv[count] = NULL;
    mkdir(fresh, 0755);
    setenv("MPILAB_SHARED_CORES", "1", 1);
    run->launcher = -1;
    run->output = -1;
    run->begun = process_now();
    if (pipe(ends) == 0) {
        fcntl(ends[0], F_SETFD, FD_CLOEXEC);
        fcntl(ends[1], F_SETFD, FD_CLOEXEC);
        settings plain = {0};
        bool is_inside = how->inside != NULL && !wish->is_solution;
        char **all = inside_words(is_inside ? how : &plain, argv,
                                  (const char *[]){fresh, records->folder, NULL},
                                  (const char *[]){wish->executable, NULL});
        run->launcher = process_start(all, fresh, ends[1]);
        records_of_inside(is_inside ? run->launcher : 0);
        free(all);
        close(ends[1]);
        run->output = ends[0];
        fcntl(run->output, F_SETFL, O_NONBLOCK);
    }
    char *const mine[] = {launch, ranks, limit, fresh, result, arguments};
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++) {
        free(mine[i]);
    }
}

/* ---- while it runs ---- */

static void read_output(run_state *run)
{
    char piece[8192];
    ssize_t got;
    while (run->output >= 0 && (got = read(run->output, piece, sizeof piece)) != 0) {
        if (got < 0) {
            if (errno != EINTR) {
                return; /* nothing more now */
            }
            continue;
        }
        size_t room = MOST_OUTPUT - run->length, length = (size_t)got < room ? (size_t)got : room;
        memcpy(run->printed + run->length, piece, length);
        run->length += length;
    }
    if (run->output >= 0) {
        close(run->output);
        run->output = -1;
    }
}

static void wait_for_news(const run_state *run)
{
    fd_set readable;
    sigset_t mask;
    struct timespec time = {0, 100000000}; /* memory fills fast */
    FD_ZERO(&readable);
    if (run->output >= 0) {
        FD_SET(run->output, &readable);
    }
    sigprocmask(SIG_SETMASK, NULL, &mask);
    sigdelset(&mask, SIGCHLD);
    sigdelset(&mask, SIGTERM);
    sigdelset(&mask, SIGINT);
    sigdelset(&mask, SIGHUP);
    pselect(run->output + 1, &readable, NULL, NULL, &time, &mask);
}

static void end_run(run_state *run)
{
    if (run->ended_at == 0) {
        kill(run->launcher, SIGTERM);
        run->ended_at = process_now();
    }
}

/* What the watcher has found, once it has. */
static void heed_watcher(const run_records *records, run_state *run)
{
    int status = 0;
    if (run->watcher <= 0 || waitpid(run->watcher, &status, WNOHANG) == 0) {
        return;
    }
    run->watcher = 0;
    records_watch_end found =
        WIFEXITED(status) ? (records_watch_end)WEXITSTATUS(status) : RECORDS_RUN_ENDED;
    if (found == RECORDS_DEADLOCK) {
        run->was_deadlock = true;
        records_ask_where(records);
    }
    if (found != RECORDS_RUN_ENDED) {
        end_run(run);
    }
}

static void heed_usage(const run_request *wish, const run_records *records, run_state *run,
                       double now)
{
    usage_look(&run->taken, now);
    run->was_over = run->was_over || run->taken.seconds > wish->limit;
    run->was_too_large = run->was_too_large || run->taken.bytes > run->most_bytes;
    if (run->ended_at == 0 && (run->was_over || run->was_too_large)) {
        records_ask_where(records);
        end_run(run);
    }
}

static bool has_ended(run_state *run)
{
    int status = 0;
    pid_t ended = waitpid(run->launcher, &status, WNOHANG);
    if (ended == 0) {
        return false;
    }
    run->status = ended < 0           ? 127
                  : WIFEXITED(status) ? WEXITSTATUS(status)
                                      : 128 + WTERMSIG(status);
    return true;
}

static void wait_for_end(const settings *how, const run_request *wish, const run_records *records,
                         run_state *run)
{
    int by_clock = limit_by_clock(how, wish);
    while (!has_ended(run)) {
        double now = process_now();
        heed_watcher(records, run);
        if (by_clock > wish->limit + how->start_seconds) {
            heed_usage(wish, records, run, now);
        }
        if (process_interrupted() || now > run->begun + by_clock + SPARE) {
            end_run(run);
        }
        if (run->ended_at > 0 && now > run->ended_at + GRACE) {
            kill(-run->launcher, SIGKILL);
            records_kill_ranks(records);
        }
        wait_for_news(run);
        read_output(run);
    }
    read_output(run);
    if (run->output >= 0) {
        close(run->output); /* somebody whom the program has left behind may keep it open */
        run->output = -1;
    }
    if (run->ended_at > 0) {
        records_kill_ranks(records);
    }
    if (run->watcher > 0) {
        waitpid(run->watcher, NULL, 0); /* it ends when the run has ended */
    }
}

/* ---- afterwards ---- */

typedef struct {
    const run_request *wish;
    const run_records *records;
    const run_state *run;
    outcome *to;
} explanation_wish;

static void explain(void *argument)
{
    const explanation_wish *e = argument;
    e->to->is_recorded = records_explain(e->records, e->wish, e->to);
}

/* How it came to its end, and whether the time limit says nothing of the program. */
static void explain_end(const explanation_wish *e, const run_notes *notes)
{
    const source_file *student = e->wish->student;
    const run_state *run = e->run;
    outcome *to = e->to;
    ended_run ended = {.status = to->status,
                       .limit = e->wish->limit,
                       .was_too_many = run->was_too_many,
                       .most_memory =
                           run->was_too_large ? (double)run->most_bytes / (1ULL << 30) : 0,
                       .name = e->wish->name,
                       .output = run->printed,
                       .source = student != NULL ? student->text : NULL,
                       .file = student != NULL ? student->path : "",
                       .notes = notes};
    ends_explain(&ended, &to->end);
    bool had_little = !run->was_over && run->taken.seconds > 0 &&
                      run->taken.seconds < enough * (double)e->wish->limit;
    to->is_in_vain = to->status == 124 && !run->was_deadlock && !run->was_too_large &&
                     (had_little || notes_launcher_is_slow(notes, e->wish->what->ranks));
}

static void explain_end_by_notes(void *argument)
{
    const explanation_wish *e = argument;
    run_notes notes;
    notes_read(e->records->folder, e->wish->student != NULL ? e->wish->student->path : "", &notes);
    explain_end(e, &notes);
    notes_free(&notes);
}

static void explain_all(const run_request *wish, const run_records *records, run_state *run,
                        outcome *to)
{
    explanation_wish e = {wish, records, run, to};
    if (!records->of_ends && !process_interrupted() &&
        apart_do(explain, &e, EXPLAIN_SECONDS, 0) != APART_DONE) {
        to->is_recorded = false;
    }
    if (run->was_deadlock && !to->is_deadlock) { /* taken back */
        run->was_deadlock = false;
        to->status = 1;
    }
    if (to->status == 0 && !to->has_result) {
        finding_start(&to->end, FINDING_ERROR, "no_result");
    } else if (to->status != 0 &&
               apart_do(explain_end_by_notes, &e, EXPLAIN_SECONDS, 0) != APART_DONE) {
        explain_end(&e, &(run_notes){0});
    }
}

/* What the program has printed last. A solution that prints nothing has not begun: the launcher knows why. */
static void keep_tail(const run_request *wish, run_state *run, outcome *to)
{
    char *tail = launcher_words_leave_out(run->printed, 8);
    if (tail[0] == '\0' && wish->student == NULL) {
        text_last_lines(run->printed, 12);
    }
    snprintf(to->tail, sizeof to->tail, "%s",
             tail[0] == '\0' && wish->student == NULL ? run->printed : tail);
    free(tail);
}

void runner_run(const settings *how, const run_request *wish, outcome *to)
{
    run_records records;
    run_state run = {.printed = calloc(1, MOST_OUTPUT + 1)};
    if (run.printed == NULL) {
        text_no_memory();
    }
    to->is_in_vain = false;
    mkdir(wish->folder, 0755);
    char *fresh = text_format("%s/fresh", wish->folder);
    run.taken = (usage){.executable = wish->executable,
                        .folder = fresh,
                        .ranks = wish->what->ranks,
                        .cores = how->cores};
    run.most_bytes = usage_most_bytes();
    records_begin(how, wish, &records);
    start(how, wish, &records, &run);
    if (run.launcher < 0) {
        free(run.printed);
        free(fresh);
        records_end(&records);
        return;
    }
    run.watcher = records_watch(&records, run.launcher);
    wait_for_end(how, wish, &records, &run);
    to->seconds = process_now() - run.begun;
    if (how->inside != NULL && !wish->is_solution) {
        if (run.status == INSIDE_MEMORY) {
            run.was_too_large = true;
            run.most_bytes = inside_most_bytes();
        }
        run.was_too_many = run.status == INSIDE_PROCESSES;
        inside_take_result(fresh);
    }
    to->used = run.taken.seconds;
    to->status = run.was_deadlock || run.was_over || run.was_too_large ? 124 : run.status;
    to->limit = wish->limit;
    to->is_deadlock = run.was_deadlock;
    char *result = text_format("%s/fresh/result.h5", wish->folder);
    to->has_result = access(result, F_OK) == 0;
    free(result);
    explain_all(wish, &records, &run, to);
    keep_tail(wish, &run, to);
    free(run.printed);
    free(fresh);
    records_end(&records);
    to->has_run = !process_interrupted();
    to->is_in_vain = to->is_in_vain && to->has_run;
}

#include "process.h"
#include "text.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
enum { ENDING = sizeof ending / sizeof *ending };

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    process_note_signal(number);
}

static void nothing(int number)
{
    (void)number;
}

void process_signals_begin(void)
{
    sigset_t ours;
    sigemptyset(&ours);
    for (int i = 0; i < ENDING; i++) {
        signal(ending[i], on_signal);
        sigaddset(&ours, ending[i]);
    }
    signal(SIGCHLD, nothing); /* one that is ignored wakes nobody */
    signal(SIGPIPE, SIG_IGN);
    sigaddset(&ours, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ours, NULL);
}

int process_interrupted(void)
{
    return interrupted;
}

void process_note_signal(int number)
{
    for (int i = 0; i < ENDING; i++) {
        interrupted = number == ending[i] ? number : interrupted;
    }
}

void process_signals_default(void)
{
    sigset_t none;
    for (int i = 0; i < ENDING; i++) {
        signal(ending[i], SIG_DFL);
    }
    signal(SIGCHLD, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

double process_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static _Noreturn void become(char *const argv[], const char *folder, int output)
{
    int input = open("/dev/null", O_RDWR);
    setpgid(0, 0);
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGTERM); /* whatever happens to us */
#endif
    process_signals_default();
    dup2(input, 0);
    dup2(output >= 0 ? output : input, 1);
    dup2(output >= 0 ? output : input, 2);
    if (folder == NULL || chdir(folder) == 0) {
        execvp(argv[0], argv);
    }
    dprintf(2, "lab: check: %s: %s\n", folder == NULL ? argv[0] : folder, strerror(errno));
    _exit(127);
}

pid_t process_start(char *const argv[], const char *folder, int output)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        become(argv, folder, output);
    }
    if (child > 0) {
        setpgid(child, child); /* here, too: it may be ended before it has come to that */
    }
    return child;
}

static int as_shell(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Until a child ends, somebody wants us to end, or `seconds` are over. */
static void wait_for_signal(double seconds)
{
    sigset_t mask;
    struct timespec time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    sigprocmask(SIG_SETMASK, NULL, &mask);
    sigdelset(&mask, SIGCHLD);
    for (int i = 0; i < ENDING; i++) {
        sigdelset(&mask, ending[i]);
    }
    pselect(0, NULL, NULL, NULL, &time, &mask);
}

static bool has_ended(pid_t process, double seconds, int *status)
{
    double until = process_now() + seconds;
    while (waitpid(process, status, WNOHANG) == 0) {
        double left = until - process_now();
        if (left <= 0) {
            return false;
        }
        wait_for_signal(left < 0.2 ? left : 0.2);
    }
    return true;
}

void process_end_group(pid_t leader, double seconds)
{
    int status;
    kill(leader, SIGTERM);
    bool ended = has_ended(leader, seconds, &status);
    kill(-leader, SIGKILL);
    if (!ended) {
        waitpid(leader, &status, 0);
    }
}

int process_wait(pid_t process, double seconds)
{
    int status = 0;
    double until = process_now() + seconds;
    while (waitpid(process, &status, WNOHANG) == 0) {
        double left = until - process_now();
        if (left <= 0 || interrupted) {
            process_end_group(process, 3);
            return 124;
        }
        wait_for_signal(left < 1 ? left : 1);
    }
    return as_shell(status);
}

char *process_output(char *const argv[], const char *folder, double seconds, size_t most,
                     int *status)
{
    const char *place = getenv("TMPDIR");
    char *name = text_format("%s/lab-check.XXXXXX", place != NULL ? place : "/tmp");
    int file = mkstemp(name);
    if (file < 0) {
        char *why = text_format("lab: check: %s: %s\n", name, strerror(errno));
        free(name);
        *status = 127;
        return why;
    }
    fcntl(file, F_SETFD, FD_CLOEXEC);
    pid_t process = process_start(argv, folder, file);
    *status = process < 0 ? 127 : process_wait(process, seconds);
    close(file);
    char *text = text_read(name, most, NULL);
    unlink(name);
    free(name);
    return text != NULL ? text : text_format("%s", "");
}

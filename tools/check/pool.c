#include "pool.h"
#include "process.h"
#include "text.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

static pid_t begin(int number, void (*job)(int, void *), void *context)
{
    fflush(NULL);
    pid_t worker = fork();
    if (worker == 0) {
        setpgid(0, 0); /* Ctrl-C is for us, and we say what it means */
#ifdef __linux__
        prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
        job(number, context);
        _exit(0);
    }
    return worker;
}

static void end_all(const pid_t workers[], int width)
{
    for (int i = 0; i < width; i++) {
        if (workers[i] > 0) {
            kill(workers[i], SIGTERM);
        }
    }
}

/* Takes those out that have ended; returns how many still run. */
static int reap(pid_t workers[], int width)
{
    int running = 0;
    for (int i = 0; i < width; i++) {
        if (workers[i] > 0 && waitpid(workers[i], NULL, WNOHANG) != 0) {
            workers[i] = 0;
        }
        running += workers[i] > 0;
    }
    return running;
}

static void wait_for_signal(void)
{
    sigset_t set;
    int number;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    if (sigwait(&set, &number) == 0) {
        process_note_signal(number);
    }
}

void pool_run(const int numbers[], int count, int width, void (*job)(int, void *),
              void (*begun)(int, void *), void *context, const volatile bool *stop)
{
    pid_t *workers = calloc((size_t)width, sizeof *workers);
    int next = 0;
    bool is_told = false;
    if (workers == NULL) {
        text_no_memory();
    }
    while (true) {
        int running = reap(workers, width);
        bool goes_on = next < count && !process_interrupted() && (stop == NULL || !*stop);
        for (int i = 0; goes_on && i < width; i++) {
            if (workers[i] == 0 && next < count) {
                if (begun != NULL) {
                    begun(numbers[next], context);
                }
                workers[i] = begin(numbers[next++], job, context);
                running += workers[i] > 0;
            }
        }
        if (running == 0) {
            break;
        }
        wait_for_signal();
        if (process_interrupted() && !is_told) {
            end_all(workers, width);
            is_told = true;
        }
    }
    free(workers);
}

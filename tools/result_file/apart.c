#include "apart.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* What check has asked for is not for this process: it ends at once. */
static void be_ended_by_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGALRM, SIGCHLD, SIGPIPE};
    sigset_t none;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        signal(numbers[i], SIG_DFL);
    }
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void limit_this_process(unsigned seconds, size_t memory)
{
    struct rlimit none = {0, 0}, room = {memory, memory};
    setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ /* which takes much more address space than memory */
    if (memory > 0) {
        setrlimit(RLIMIT_AS, &room);
    }
#endif
    (void)room;
    alarm(seconds);
}

apart_end apart_do(void (*work)(void *), void *argument, unsigned seconds, size_t memory)
{
    int status = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child < 0) {
        return APART_NOT_STARTED;
    }
    if (child == 0) {
        be_ended_by_signals();
        limit_this_process(seconds, memory);
        work(argument);
        _exit(0); /* without what libraries might still do with a damaged file */
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0        ? APART_DONE
           : WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM ? APART_TOO_LONG
                                                                : APART_FAILED;
}

void *apart_memory(size_t bytes)
{
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory != MAP_FAILED ? memory : NULL;
}

void apart_memory_free(void *memory, size_t bytes)
{
    if (memory != NULL) {
        munmap(memory, bytes);
    }
}

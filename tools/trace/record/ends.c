#include "ends.h"
#include "tools/trace/libc_function.h"
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

void note_end(int end, int value, uint64_t site, uint64_t at)
{
    bool is_well = end == TRACE_END_EXIT && value == 0 && record->life == TRACE_LIFE_FINALIZED;
    record->end = (uint32_t)end;
    record->end_value = value;
    record->end_site = site;
    record->ended = now();
    sections_save(!is_well);
    if (!is_well) { /* where the stack is damaged, it ends here */
        stack_note(at);
        sections_save(true);
    }
}

/* Is it the process that is recorded, not a child of it, and has it not come to its end? */
static bool goes_on(void)
{
    return record != NULL && record->end == TRACE_END_NONE && (pid_t)record->pid == getpid();
}

static void note_exit(int status)
{
    if (!goes_on()) {
        return;
    }
    frame f = {.site = 0};
    if (record->life == TRACE_LIFE_RUNS && current_frame == NULL) {
        f.site = own_caller(SITE, NULL);
        trace_issue *made = issue(&f, TRACE_ISSUE_NO_FINALIZE, 0, 0);
        if (made != NULL) {
            made->value = status;
        }
    }
    note_end(TRACE_END_EXIT, status, f.site, 0);
}

/* After return from main. */
static void on_exit_of_program(int status, void *nothing)
{
    (void)nothing;
    note_exit(status);
}

/* ---- exit(status) in the midst of MPI, where no other rank expects it ---- */

/* The program's exit handlers run as they would without us. One of a library may wait for the other ranks (HDF5's closes
 * files), while mpirun waits for this one to end. */
static struct {
    int status;
    int tenths; /* of a second: so long it may wait */
} last;

/* In the MPI call, begun since exit, that it was in when last asked? (All ranks come to MPI_Finalize.) */
static bool waits_at_end(void)
{
    static uint64_t last_since;
    const trace_state *state = &record->state;
    bool waits = record->life == TRACE_LIFE_RUNS && state->call != 0 &&
                 state->since > record->ended && state->since == last_since;
    last_since = state->since;
    return waits || ends_only; /* of calls nothing is known: taken for granted */
}

/* Ends the process if it still waits when its time is over, with what it has printed so far. */
static void *watch_end(void *nothing)
{
    (void)nothing;
    for (int waited = 0; waited < last.tenths;) {
        nanosleep(&(struct timespec){0, 100000000}, NULL);
        waited = waits_at_end() ? waited + 1 : 0;
    }
    syscall(SYS_exit_group, last.status);
    return NULL;
}

static void begin_to_watch(int status)
{
    pthread_t thread;
    int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    last.status = status;
    last.tenths = ends_only ? 50 : 10;
    fflush(NULL);
    *(void **)&create = dlsym(RTLD_NEXT, "pthread_create");
    create(&thread, NULL, watch_end, NULL);
}

/* Noted before libraries clean up. */
_Noreturn void exit(int status)
{
    void (*leave_program)(int);
    *(void **)&leave_program = dlsym(RTLD_NEXT, "exit");
    note_exit(status);
    if (status != 0 && record != NULL && record->life == TRACE_LIFE_RUNS &&
        (pid_t)record->pid == getpid()) {
        begin_to_watch(status);
    }
    leave_program(status);
    abort(); /* never */
}

_Noreturn void _exit(int status)
{
    note_exit(status);
    for (;;) {
        syscall(SYS_exit_group, status);
    }
}

/* ---- signals ---- */

/* The address at which a handler's signal has come; 0: not known. */
static uint64_t address_in(void *context)
{
#if defined(__x86_64__)
    return (uint64_t)((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return (uint64_t)((ucontext_t *)context)->uc_mcontext.pc;
#else
    (void)context;
    return 0;
#endif
}

static void on_crash(int number, siginfo_t *info, void *context)
{
    uint64_t at = address_in(context);
    if (goes_on()) { /* else, as in MPI_Abort, it crashes on its way */
        record->fault =
            number == SIGSEGV || number == SIGBUS ? (uint64_t)(uintptr_t)info->si_addr : 0;
        note_end(TRACE_END_SIGNAL, number, at + 1, at);
        record->end_site = is_own(at) ? at + 1 : own_caller(at + 1, NULL);
        sections_save(true);
    }
    raise(number); /* SA_RESETHAND: as if nobody had caught it */
}

static void on_question(int number, siginfo_t *info, void *context)
{
    (void)number, (void)info;
    if (record->asked == 0) {
        record->asked = now();
        stack_note(address_in(context));
        sections_save(true);
    }
}

/* Not where the program has a handler of its own; in place of one that a library has set (UCX, in MPI_Init). */
void catch_signals(void)
{
    static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    static char stack[1 << 16]; /* for a program that has used up its own */
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&other, NULL);
    struct sigaction old, action = {.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND | SA_NODEFER,
                                    .sa_sigaction = on_crash};
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
        if (sigaction(fatal[i], NULL, &old) == 0 &&
            !is_own((uint64_t)(uintptr_t)old.sa_sigaction)) {
            sigaction(fatal[i], &action, NULL);
        }
    }
}

void catch_question(void)
{
    struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART,
                               .sa_sigaction = on_question};
    sigaction(SIGUSR2, &action, NULL);
}

void catch_exit(void)
{
    int (*at_exit)(void (*)(int, void *), void *);
    *(void **)&at_exit = libc_function("on_exit");
    at_exit(on_exit_of_program, NULL);
}

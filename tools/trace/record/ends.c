#include "ends.h"
#include "issues.h"
#include "tools/trace/crash.h"
#include "tools/trace/last_second.h"
#include "tools/trace/libc_function.h"
#include <signal.h>
#include <stdlib.h>

static void note_exit(int status)
{
    if (record == NULL || record->end != TRACE_END_NONE || (pid_t)record->pid != getpid()) {
        return;
    }
    record->end = TRACE_END_EXIT;
    record->end_value = status;
    record->ended = now();
    if (record->life == TRACE_LIFE_RUNS && current_frame == NULL) {
        frame f = {.site = own_caller(SITE, NULL)};
        record->end_site = f.site;
        trace_issue *made = issue(&f, TRACE_ISSUE_NO_FINALIZE, 0, 0);
        if (made != NULL) {
            made->value = status;
        }
    }
}

/* After return from main. */
static void on_exit_of_program(int status, void *nothing)
{
    (void)nothing;
    note_exit(status);
}

/* In the MPI call, begun since exit, that it was in when last asked? (All ranks come to MPI_Finalize.) */
static bool waits_at_end(void)
{
    static uint64_t last;
    const trace_state *state = &record->state;
    bool waits = record->life == TRACE_LIFE_RUNS && state->call != 0 &&
                 state->since > record->ended && state->since == last;
    last = state->since;
    return waits;
}

/* Noted before libraries clean up. */
_Noreturn void exit(int status)
{
    static last_second last = {.tenths = 10, .waits = waits_at_end};
    void (*leave_program)(int);
    *(void **)&leave_program = dlsym(RTLD_NEXT, "exit");
    note_exit(status);
    if (status != 0 && record != NULL && record->life == TRACE_LIFE_RUNS &&
        (pid_t)record->pid == getpid()) {
        last.status = status;
        last_second_begin(&last);
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

static void on_crash(int number, siginfo_t *info, void *context)
{
    uint64_t at = crash_address(context);
    /* A rank that is ending already, as by MPI_Abort, may crash on its way. */
    if (record != NULL && (pid_t)record->pid == getpid() && record->end == TRACE_END_NONE) {
        record->end = TRACE_END_SIGNAL;
        record->end_value = number;
        record->fault =
            number == SIGSEGV || number == SIGBUS ? (uint64_t)(uintptr_t)info->si_addr : 0;
        /* A return address stands behind its call; so that all can be treated alike, this one too. */
        record->end_site = is_own(at) ? at + 1 : own_caller(at + 1, NULL);
        record->ended = now();
    }
    raise(number); /* SA_RESETHAND: as if nobody had caught it */
}

/* Not where the program has a handler of its own; in place of one that a library has set (UCX, in MPI_Init). */
void catch_signals(void)
{
    crash_catch(on_crash, is_own);
}

void catch_exit(void)
{
    int (*at_exit)(void (*)(int, void *), void *);
    *(void **)&at_exit = libc_function("on_exit");
    at_exit(on_exit_of_program, NULL);
}

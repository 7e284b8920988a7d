/* The beginning and the end of a rank, by MPI_Init and MPI_Finalize or by accident, and errors. */
#include "tools/trace/error_class.h"
#include "tools/trace/last_second.h"
#include "tools/trace/libc_function.h"
#include "collective.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

static MPI_Errhandler own_handler = MPI_ERRHANDLER_NULL, own_window_handler = MPI_ERRHANDLER_NULL;

/* ---- errors that the library reports ---- */

/* "MPI_ERR_RANK: invalid rank": without the class where the library names it, without its stack. */
void describe_error(trace_issue *made, int code)
{
    char text[MPI_MAX_ERROR_STRING] = "", line[TRACE_TEXT];
    int length, class = 0;
    PMPI_Error_class(code, &class);
    PMPI_Error_string(code, text, &length);
    const char *name = error_class_name(class), *words = text;
    char *stack = strstr(text, ", error stack:");
    if (stack != NULL) {
        *stack = '\0';
    }
    if (strncmp(words, "MPI_ERR_", 8) == 0 && strchr(words, ':') != NULL) {
        words = strchr(words, ':') + 1;
        words += strspn(words, " ");
    }
    snprintf(line, sizeof line, "%s: %.60s", name, words);
    issue_text(made, line);
    if (made != NULL) {
        made->value = class;
    }
}

/* Where the library would end the program: what, and where, is written down first. */
static _Noreturn void die(int code)
{
    int class = MPI_ERR_OTHER;
    frame unknown = {.call = 0}, *f = current_frame != NULL ? current_frame : &unknown;
    PMPI_Error_class(code, &class);
    back(f);
    describe_error(issue(f, TRACE_ISSUE_ERROR, 0, 0), code);
    record->end = TRACE_END_ERROR;
    record->end_value = class;
    record->end_site = f->site;
    record->ended = now();
    PMPI_Abort(MPI_COMM_WORLD, class > 0 && class < 128 ? class : 1);
    _Exit(1);
}

static void on_error(MPI_Comm *comm, int *code, ...)
{
    (void)comm;
    die(*code);
}

static void on_window_error(MPI_Win *window, int *code, ...)
{
    (void)window;
    die(*code);
}

void use_own_handler(MPI_Comm comm)
{
    if (own_handler == MPI_ERRHANDLER_NULL) {
        PMPI_Comm_create_errhandler(on_error, &own_handler);
    }
    PMPI_Comm_set_errhandler(comm, own_handler);
}

void use_own_window_handler(MPI_Win window)
{
    if (own_window_handler == MPI_ERRHANDLER_NULL) {
        PMPI_Win_create_errhandler(on_window_error, &own_window_handler);
    }
    PMPI_Win_set_errhandler(window, own_window_handler);
}

/* The program is told what it would be told without us. */
static void hide_handler(MPI_Errhandler *handler)
{
    if (*handler == own_handler) {
        MPI_Errhandler copy = *handler;
        PMPI_Errhandler_free(&copy);
        *handler = MPI_ERRORS_ARE_FATAL;
    }
}

static MPI_Errhandler fatal_is_own(MPI_Errhandler handler)
{
    return handler == MPI_ERRORS_ARE_FATAL ? own_handler : handler;
}

WRAP(Comm_set_errhandler, (MPI_Comm comm, MPI_Errhandler handler), (comm, fatal_is_own(handler)),
     TRACE_WAIT_NOT, (void)0, (void)0)
WRAP(Comm_get_errhandler, (MPI_Comm comm, MPI_Errhandler *handler), (comm, handler), TRACE_WAIT_NOT,
     (void)0, hide_handler(handler))

/* ---- begin and end as they should be ---- */

static void begun(frame *f, int level)
{
    int rank = 0, size = 1;
    PMPI_Comm_rank(MPI_COMM_WORLD, &rank);
    PMPI_Comm_size(MPI_COMM_WORLD, &size);
    if (record->rank != rank || record->size != size) {
        /* The launcher had not said so: the size of the list of peers may be too small, that is all. */
        record->rank = rank;
        record->size = size;
    }
    char version[MPI_MAX_LIBRARY_VERSION_STRING];
    int length;
    PMPI_Get_library_version(version, &length);
    snprintf(record->library, sizeof record->library, "%.60s", version);
    record->library[strcspn(record->library, ",\n")] = '\0';
    record->thread_level = (uint32_t)level;
    catch_signals();
    comms_begin();
    types_begin();
    use_own_handler(MPI_COMM_WORLD);
    use_own_handler(MPI_COMM_SELF);
    record->life = TRACE_LIFE_RUNS;
    (void)f;
}

static int level_of(int level)
{
    return level == MPI_THREAD_MULTIPLE     ? 3
           : level == MPI_THREAD_SERIALIZED ? 2
           : level == MPI_THREAD_FUNNELED   ? 1
                                            : 0;
}

static void check_first(frame *f)
{
    if (record->life != TRACE_LIFE_BEFORE) {
        issue(f, TRACE_ISSUE_SECOND_INIT, 0, 0);
    }
}

WRAP(Init, (int *argc, char ***argv), (argc, argv), TRACE_WAIT_UNKNOWN, check_first(&f),
     begun(&f, 0))
WRAP(Init_thread, (int *argc, char ***argv, int required, int *provided),
     (argc, argv, required, provided), TRACE_WAIT_UNKNOWN, check_first(&f),
     begun(&f, level_of(required)))

int MPI_Finalize(void)
{
    frame f;
    uint64_t index = 0;
    if (!enter(&f, CALL_MPI_Finalize, SITE)) {
        return PMPI_Finalize();
    }
    /* A collective call on MPI_COMM_WORLD in all but name (11.2.2 in MPI 4.0). */
    collective what = {.root = TRACE_NO_ROOT};
    bool was_running = record->life == TRACE_LIFE_RUNS;
    if (was_running) {
        windows_end(&f);
        collective_begin(&f, comm_find(MPI_COMM_WORLD), &what, true, &index);
        record->life = TRACE_LIFE_FINALIZING;
    }
    go(&f, TRACE_WAIT_ALL);
    int code = PMPI_Finalize();
    back(&f);
    record->life = was_running ? TRACE_LIFE_FINALIZED : record->life;
    record->ended = now();
    leave(&f, MPI_SUCCESS);
    return code;
}

int MPI_Abort(MPI_Comm comm, int code)
{
    frame f;
    if (!enter(&f, CALL_MPI_Abort, SITE)) {
        return PMPI_Abort(comm, code);
    }
    trace_issue *made = issue(&f, TRACE_ISSUE_ABORT, 0, 0);
    if (made != NULL) {
        made->value = code;
    }
    record->end = TRACE_END_ABORT;
    record->end_value = code;
    record->end_site = f.site;
    record->ended = f.begin;
    go(&f, TRACE_WAIT_UNKNOWN);
    int result = PMPI_Abort(comm, code);
    back(&f);
    return leave(&f, result);
}

/* Without a name for its arguments: they only tell the library how much to trace. */
int MPI_Pcontrol(const int level, ...)
{
    return PMPI_Pcontrol(level);
}

/* ---- the end of the process ---- */

static void note_exit(int status)
{
    if (record == NULL || record->end != TRACE_END_NONE || (pid_t)record->pid != getpid()) {
        return;
    }
    record->end = TRACE_END_EXIT;
    record->end_value = status;
    record->ended = now();
    if (record->life == TRACE_LIFE_RUNS && current_frame == NULL) {
        frame f = {.site = own_caller(SITE)};
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

static uint64_t interrupted_at(void *context)
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
    (void)info;
    uint64_t at = interrupted_at(context);
    /* A rank that is ending already, as by MPI_Abort, may crash on its way. */
    if (record != NULL && (pid_t)record->pid == getpid() && record->end == TRACE_END_NONE) {
        record->end = TRACE_END_SIGNAL;
        record->end_value = number;
        /* A return address stands behind its call; so that all can be treated alike, this one too. */
        record->end_site = is_own(at) ? at + 1 : own_caller(at + 1);
        record->ended = now();
    }
    raise(number); /* SA_RESETHAND: as if nobody had caught it */
}

/* Not where the program has a handler of its own; in place of one that a library has set (UCX, in MPI_Init). */
void catch_signals(void)
{
    static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    static char stack[1 << 16]; /* for a program that has used up its own */
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&other, NULL);
    struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND | SA_NODEFER,
                               .sa_sigaction = on_crash};
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
        struct sigaction old;
        if (sigaction(fatal[i], NULL, &old) == 0 && !is_own(HANDLE(old.sa_sigaction))) {
            sigaction(fatal[i], &action, NULL);
        }
    }
}

void catch_exit(void)
{
    int (*at_exit)(void (*)(int, void *), void *);
    *(void **)&at_exit = libc_function("on_exit");
    at_exit(on_exit_of_program, NULL);
}

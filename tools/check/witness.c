/* Preloaded into the ranks of a student's program by ./lab check: notes how each rank comes to its end,
 * since neither mpirun nor the program itself can say that in the same words everywhere.
 *
 * Rank r writes lines of fields with tabs between them to $MPILAB_WITNESS/rank-r:
 *
 *   TIME crash SIGNAL              a signal that ends the process
 *   TIME error CLASS TEXT          an MPI call failed, with this class of error (MPI_ERR_RANK...)
 *   TIME abort CODE                the program called MPI_Abort
 *   TIME waits                     asked by SIGUSR2, at the time limit: where it is now
 *   TIME exit STATUS MPI           exit() or return from main; MPI: before, inside or after, as it stood to
 *                                  MPI_Init and MPI_Finalize
 *
 * TIME in milliseconds since 1970, which the nodes of a cluster agree on. Then follow, where known, lines
 *
 *   in FUNCTION                    the MPI function that the program had called, if any
 *   at OFFSET                      the program's own frames, innermost first: the offset in the
 *                                  executable, for addr2line
 *
 * Sends no message, and changes nothing in a run that goes well.
 */
#include "tools/trace/crash.h"
#include "tools/trace/error_class.h"
#include "tools/trace/last_second.h"
#include "tools/trace/libc_function.h"
#include <fcntl.h>
#include <link.h>
#include <mpi.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { MOST_FRAMES = 64, MOST_TEXT = 512 };

static int record = -1;
static int (*trace_back)(void **, int);
static struct {
    uintptr_t bias, low, high; /* loaded at its own addresses + bias, from low to high */
} own;

static __attribute__((format(printf, 1, 2))) void note(const char *format, ...)
{
    char line[MOST_TEXT];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length > 0 &&
        write(record, line, length < MOST_TEXT ? (size_t)length : MOST_TEXT - 1) < 0) {
        record = -1;
    }
}

static long milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- where it is ---- */

static int find_own(struct dl_phdr_info *object, size_t size, void *nothing)
{
    (void)size, (void)nothing;
    own.bias = object->dlpi_addr;
    own.low = UINTPTR_MAX;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        uintptr_t start = own.bias + object->dlpi_phdr[i].p_vaddr;
        if (object->dlpi_phdr[i].p_type == PT_LOAD) {
            own.low = start < own.low ? start : own.low;
            own.high = start + object->dlpi_phdr[i].p_memsz;
        }
    }
    return 1; /* the first object is the program; no need to see the libraries */
}

/* Is this address in the program itself, not in a library? */
static int is_own(const void *address)
{
    return (uintptr_t)address >= own.low && (uintptr_t)address < own.high;
}

static void note_frame(const void *address, int before)
{
    note("at\t0x%lx\n", (unsigned long)((uintptr_t)address - own.bias - (uintptr_t)before));
}

static void note_frames(const void *at)
{
    void *frames[MOST_FRAMES];
    Dl_info info;
    int count = trace_back(frames, MOST_FRAMES), found = 0;
    const char *function = NULL;
    if (at != NULL && is_own(at)) {
        note_frame(at, 0);
        found = 1;
    }
    for (int i = 0; i < count; i++) {
        if (is_own(frames[i])) {
            if (!found && function != NULL) {
                note("in\t%s\n", function);
            }
            if (frames[i] != at) {
                note_frame(frames[i], 1); /* a return address: the call stands before it */
            }
            found = 1;
        } else if (!found && dladdr(frames[i], &info) != 0 && info.dli_sname != NULL) {
            const char *name = info.dli_sname;
            name += strncmp(name, "PMPI_", 5) == 0 ? 1 : 0;
            function = strncmp(name, "MPI_", 4) == 0 ? name : function;
        }
    }
}

/* ---- signals ---- */

static void on_crash(int number, siginfo_t *info, void *context)
{
    (void)info;
    note("%ld\tcrash\t%d\n", milliseconds(), number);
    note_frames((void *)(uintptr_t)crash_address(context));
    raise(number); /* SA_RESETHAND: as if nobody had caught it */
}

static void on_question(int number, siginfo_t *info, void *context)
{
    (void)number, (void)info;
    note("%ld\twaits\n", milliseconds());
    note_frames((void *)(uintptr_t)crash_address(context));
}

static void catch_signals(void)
{
    crash_catch(on_crash, NULL);
    struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART,
                               .sa_sigaction = on_question};
    sigaction(SIGUSR2, &action, NULL);
}

/* ---- the end ---- */

static void note_exit(int status)
{
    int begun = 0, ended = 0;
    PMPI_Initialized(&begun);
    PMPI_Finalized(&ended);
    note("%ld\texit\t%d\t%s\n", milliseconds(), status,
         ended   ? "after"
         : begun ? "inside"
                 : "before");
}

/* After return from main. */
static void on_exit_of_program(int status, void *nothing)
{
    (void)nothing;
    if (record >= 0) {
        note_exit(status);
    }
}

/* Noted before libraries clean up. Whether it waits for others then, is not known here. */
_Noreturn void exit(int status)
{
    static last_second last = {.tenths = 50};
    void (*leave)(int);
    *(void **)&leave = dlsym(RTLD_NEXT, "exit");
    if (record >= 0) {
        note_exit(status);
        note_frames(NULL);
        int begun = 0, ended = 0;
        PMPI_Initialized(&begun);
        PMPI_Finalized(&ended);
        if (status != 0 && begun && !ended) {
            last.status = status;
            last_second_begin(&last);
        }
    }
    leave(status);
    abort(); /* never */
}

_Noreturn void _exit(int status)
{
    if (record >= 0) {
        note_exit(status);
        note_frames(NULL);
    }
    for (;;) {
        syscall(SYS_exit_group, status);
    }
}

/* ---- MPI ---- */

static void note_error(int code)
{
    char text[MPI_MAX_ERROR_STRING] = "";
    int length, class = 0;
    PMPI_Error_class(code, &class);
    PMPI_Error_string(code, text, &length);
    for (char *c = text; *c != '\0'; c++) {
        *c = *c == '\n' || *c == '\t' ? ' ' : *c;
    }
    note("%ld\terror\t%s\t%s\n", milliseconds(), error_class_name(class), text);
    note_frames(NULL);
}

static void on_mpi_error(MPI_Comm *comm, int *code, ...)
{
    if (record >= 0) {
        note_error(*code);
    }
    PMPI_Abort(*comm, 1);
}

static void on_window_error(MPI_Win *window, int *code, ...)
{
    (void)window;
    if (record >= 0) {
        note_error(*code);
    }
    PMPI_Abort(MPI_COMM_WORLD, 1);
}

static void catch_errors(void)
{
    MPI_Errhandler handler;
    if (record >= 0 && PMPI_Comm_create_errhandler(on_mpi_error, &handler) == MPI_SUCCESS) {
        PMPI_Comm_set_errhandler(MPI_COMM_WORLD, handler);
        PMPI_Comm_set_errhandler(MPI_COMM_SELF, handler);
        PMPI_Errhandler_free(&handler);
    }
}

/* A window has a handler of its own, whatever that of its communicator is. */
static int catch_window_errors(int code, const MPI_Win *window)
{
    MPI_Errhandler handler;
    if (code == MPI_SUCCESS && record >= 0 &&
        PMPI_Win_create_errhandler(on_window_error, &handler) == MPI_SUCCESS) {
        PMPI_Win_set_errhandler(*window, handler);
        PMPI_Errhandler_free(&handler);
    }
    return code;
}

int MPI_Win_create(void *base, MPI_Aint size, int unit, MPI_Info info, MPI_Comm comm,
                   MPI_Win *window)
{
    return catch_window_errors(PMPI_Win_create(base, size, unit, info, comm, window), window);
}

int MPI_Win_allocate(MPI_Aint size, int unit, MPI_Info info, MPI_Comm comm, void *base,
                     MPI_Win *window)
{
    return catch_window_errors(PMPI_Win_allocate(size, unit, info, comm, base, window), window);
}

int MPI_Win_allocate_shared(MPI_Aint size, int unit, MPI_Info info, MPI_Comm comm, void *base,
                            MPI_Win *window)
{
    return catch_window_errors(PMPI_Win_allocate_shared(size, unit, info, comm, base, window),
                               window);
}

int MPI_Win_create_dynamic(MPI_Info info, MPI_Comm comm, MPI_Win *window)
{
    return catch_window_errors(PMPI_Win_create_dynamic(info, comm, window), window);
}

int MPI_Init(int *argc, char ***argv)
{
    int code = PMPI_Init(argc, argv);
    catch_errors();
    return code;
}

int MPI_Init_thread(int *argc, char ***argv, int required, int *provided)
{
    int code = PMPI_Init_thread(argc, argv, required, provided);
    catch_errors();
    return code;
}

int MPI_Abort(MPI_Comm comm, int code)
{
    if (record >= 0) {
        note("%ld\tabort\t%d\n", milliseconds(), code);
        note_frames(NULL);
    }
    return PMPI_Abort(comm, code);
}

/* ---- the start ---- */

static const char *own_rank(void)
{
    static const char *const names[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK",
                                        "SLURM_PROCID"};
    const char *rank = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && rank == NULL; i++) {
        rank = getenv(names[i]);
    }
    return rank;
}

__attribute__((constructor)) static void begin(void)
{
    const char *directory = getenv("MPILAB_WITNESS"), *rank = own_rank();
    char path[4096];
    if (directory == NULL || rank == NULL) {
        return;
    }
    snprintf(path, sizeof path, "%s/rank-%s", directory, rank);
    /* Not in the way of a program that expects its files to be 3, 4, ... */
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (file < 0) {
        return;
    }
    record = fcntl(file, F_DUPFD_CLOEXEC, 200);
    close(file);
    dl_iterate_phdr(find_own, NULL);
    /* What the program starts must not be taken for it. */
    unsetenv("MPILAB_WITNESS");
    unsetenv("LD_PRELOAD");
    void *warm[1];
    int (*at_exit)(void (*)(int, void *), void *);
    *(void **)&trace_back = libc_function("backtrace");
    *(void **)&at_exit = libc_function("on_exit");
    trace_back(warm, 1); /* loads what it needs now, not in a signal handler */
    at_exit(on_exit_of_program, NULL);
    catch_signals();
}

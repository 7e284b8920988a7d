#include "ends.h"
#include "errors.h"
#include "record.h"
#include <stdlib.h>

static MPI_Errhandler own_handler = MPI_ERRHANDLER_NULL, own_window_handler = MPI_ERRHANDLER_NULL;

/* Where the library would end the program: what, and where, is written down first. */
static _Noreturn void die(int code)
{
    int class = MPI_ERR_OTHER;
    stack_note(0);
    frame unknown = {.site = own_caller(SITE, NULL), .call = (uint16_t)record->stack_call};
    frame *f = current_frame != NULL ? current_frame : &unknown;
    PMPI_Error_class(code, &class);
    back(f);
    describe_error(issue(f, TRACE_ISSUE_ERROR, 0, 0), code);
    note_end(TRACE_END_ERROR, class, f->site, 0);
    PMPI_Abort(MPI_COMM_WORLD, class > 0 && class < 128 && !ends_only ? class : 1);
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
    bool is_ours = handler == MPI_ERRORS_ARE_FATAL && own_handler != MPI_ERRHANDLER_NULL;
    return is_ours ? own_handler : handler;
}

WRAP(Comm_set_errhandler, (MPI_Comm comm, MPI_Errhandler handler), (comm, fatal_is_own(handler)),
     TRACE_WAIT_NOT, (void)0, (void)0)
WRAP(Comm_get_errhandler, (MPI_Comm comm, MPI_Errhandler *handler), (comm, handler), TRACE_WAIT_NOT,
     (void)0, hide_handler(handler))

/* The beginning and the end of MPI on a rank. */
#include "collective.h"
#include "common/marks.h"
#include "ends.h"
#include "errors.h"
#include "types.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int level_of(int level)
{
    return level == MPI_THREAD_MULTIPLE     ? 3
           : level == MPI_THREAD_SERIALIZED ? 2
           : level == MPI_THREAD_FUNNELED   ? 1
                                            : 0;
}

static void begun(frame *f)
{
    int rank = 0, size = 1, level = MPI_THREAD_SINGLE;
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
    PMPI_Query_thread(&level);
    record->thread_level = (uint32_t)level_of(level);
    threads_begin(f);
    catch_signals();
    if (!ends_only) {
        comms_begin();
        types_begin();
    }
    use_own_handler(MPI_COMM_WORLD);
    use_own_handler(MPI_COMM_SELF);
    record->life = TRACE_LIFE_RUNS;
    sections_save(false); /* of how many ranks */
}

static void check_first(frame *f)
{
    if (record->life != TRACE_LIFE_BEFORE) {
        issue(f, TRACE_ISSUE_SECOND_INIT, 0, 0);
    }
}

WRAP(Init, (int *argc, char ***argv), (argc, argv), TRACE_WAIT_UNKNOWN, check_first(&f), begun(&f))
WRAP(Init_thread, (int *argc, char ***argv, int required, int *provided),
     (argc, argv, required, provided), TRACE_WAIT_UNKNOWN, check_first(&f), begun(&f))

int MPI_Finalize(void)
{
    frame f;
    uint64_t index = 0;
    if (!enter(&f, CALL_MPI_Finalize, SITE)) {
        return PMPI_Finalize();
    }
    /* A collective call on MPI_COMM_WORLD in all but name (11.2.2 in MPI 4.0). */
    collective what = {.root = NO_ROOT};
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
    note_end(TRACE_END_ABORT, code, f.site, 0);
    go(&f, TRACE_WAIT_UNKNOWN);
    int result = PMPI_Abort(comm, code);
    back(&f);
    return leave(&f, result);
}

/* Its arguments only tell the library how much to trace; but for those of common/marks.h. */
int MPI_Pcontrol(const int level, ...)
{
    if (level == MARK_REGION_START || level == MARK_REGION_STOP) {
        va_list arguments;
        va_start(arguments, level);
        mark(level, mark_of_name(va_arg(arguments, const char *)));
        va_end(arguments);
    }
    return PMPI_Pcontrol(level);
}

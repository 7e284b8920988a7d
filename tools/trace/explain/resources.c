/* What the program made and never freed. Equal ones, made at the same line, are counted. */
#include "finding.h"
#include "passes.h"
#include "sites.h"
#include <string.h>

static const struct {
    const char *kind, *what, *by;
    severity how_bad;
} kinds[TRACE_RESOURCE_KINDS] = {
    [TRACE_RESOURCE_COMM] = {"leak_communicator", "communicator", "MPI_Comm_free", WARNING},
    [TRACE_RESOURCE_TYPE] = {"leak_datatype", "datatype", "MPI_Type_free", WARNING},
    [TRACE_RESOURCE_GROUP] = {"leak_group", "group", "MPI_Group_free", WARNING},
    [TRACE_RESOURCE_OP] = {"leak_operation", "operation", "MPI_Op_free", WARNING},
    [TRACE_RESOURCE_WINDOW] = {"leak_window", "window", "MPI_Win_free", ERROR},
    [TRACE_RESOURCE_FILE] = {"leak_file", "file", "MPI_File_close", ERROR},
    [TRACE_RESOURCE_ERRHANDLER] = {"leak_errhandler", "error handler", "MPI_Errhandler_free", NOTE},
    [TRACE_RESOURCE_INFO] = {"leak_info", "info object", "MPI_Info_free", WARNING},
    [TRACE_RESOURCE_KEYVAL] = {"leak_keyval", "attribute key", "MPI_Comm_free_keyval", WARNING},
    [TRACE_RESOURCE_MEMORY] = {"leak_memory", "memory", "MPI_Free_mem", WARNING},
    [TRACE_RESOURCE_BUFFER] = {"leak_buffer", "buffer", "MPI_Buffer_detach", NOTE},
};

static void look_at(report *to, int rank, const load_rank *r, size_t first)
{
    const trace_resource *all = LOAD_RESOURCES(r);
    int count = 0;
    for (size_t i = 0; i < LOAD_COUNT(r, RESOURCES); i++) {
        if (all[i].kind == all[first].kind && all[i].site == all[first].site &&
            !all[i].is_library) {
            if (i < first) {
                return; /* counted then */
            }
            count++;
        }
    }
    char times[40] = "";
    if (count > 1) {
        snprintf(times, sizeof times, ", %d times", count);
    }
    uint32_t kind = all[first].kind;
    report_add(to, kinds[kind].how_bad, kinds[kind].kind, rank, all[first].site, all[first].call,
               NULL, "the %s made by %s at %s is never freed by %s (on {ranks}%s)",
               kinds[kind].what, load_call(r, all[first].call), sites_text(r, all[first].site),
               kinds[kind].by, times);
}

void pass_resources(report *to)
{
    for (int rank = 0; rank < to->run->size; rank++) {
        const load_rank *r = &to->run->ranks[rank];
        for (size_t i = 0; load_reached_end(r) && i < LOAD_COUNT(r, RESOURCES); i++) {
            const trace_resource *one = &LOAD_RESOURCES(r)[i];
            if (one->kind > TRACE_RESOURCE_NONE && one->kind < TRACE_RESOURCE_KINDS &&
                !one->is_library) {
                look_at(to, rank, r, i);
            }
        }
    }
}

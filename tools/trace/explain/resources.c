/* What the program made and never freed. Equal ones, made at the same line, are counted. */
#include "passes.h"
#include "tell.h"

static const struct {
    const char *kind;
    finding_severity severity;
} kinds[TRACE_RESOURCE_KINDS] = {
    [TRACE_RESOURCE_COMM] = {"leak_communicator", FINDING_WARNING},
    [TRACE_RESOURCE_TYPE] = {"leak_datatype", FINDING_WARNING},
    [TRACE_RESOURCE_GROUP] = {"leak_group", FINDING_WARNING},
    [TRACE_RESOURCE_OP] = {"leak_operation", FINDING_WARNING},
    [TRACE_RESOURCE_WINDOW] = {"leak_window", FINDING_ERROR},
    [TRACE_RESOURCE_FILE] = {"leak_file", FINDING_ERROR},
    [TRACE_RESOURCE_ERRHANDLER] = {"leak_errhandler", FINDING_NOTE},
    [TRACE_RESOURCE_INFO] = {"leak_info", FINDING_WARNING},
    [TRACE_RESOURCE_KEYVAL] = {"leak_keyval", FINDING_WARNING},
    [TRACE_RESOURCE_MEMORY] = {"leak_memory", FINDING_WARNING},
    [TRACE_RESOURCE_BUFFER] = {"leak_buffer", FINDING_NOTE},
};

static void look_at(const load_run *run, finding_list *to, int rank, size_t first)
{
    const load_rank *r = &run->ranks[rank];
    const trace_resource *all = LOAD_RESOURCES(r);
    int count = 0;
    finding f;
    for (size_t i = 0; i < LOAD_COUNT(r, RESOURCES); i++) {
        if (all[i].kind == all[first].kind && all[i].site == all[first].site &&
            !all[i].is_library) {
            if (i < first) {
                return; /* counted then */
            }
            count++;
        }
    }
    finding_start(&f, kinds[all[first].kind].severity, kinds[all[first].kind].kind);
    tell_place(&f, run, rank, all[first].site, all[first].call);
    tell_call(&f, "", r, all[first].call, all[first].site);
    if (count > 1) {
        finding_put(&f, "times", "%d", count);
    }
    findings_add(to, &f);
}

void pass_resources(const load_run *run, finding_list *to)
{
    for (int rank = 0; rank < run->size; rank++) {
        const load_rank *r = &run->ranks[rank];
        for (size_t i = 0; load_reached_end(r) && i < LOAD_COUNT(r, RESOURCES); i++) {
            const trace_resource *one = &LOAD_RESOURCES(r)[i];
            if (one->kind > TRACE_RESOURCE_NONE && one->kind < TRACE_RESOURCE_KINDS &&
                !one->is_library) {
                look_at(run, to, rank, i);
            }
        }
    }
}

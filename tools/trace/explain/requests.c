/* Requests at the end (MPI standard 3.7.3, 3.9, 11.2.2): each nonblocking call is completed, each
 * persistent request freed. */
#include "passes.h"
#include "tell.h"

static void tell(const load_run *run, finding_list *to, int rank, const trace_operation *op,
                 finding_severity severity, const char *kind)
{
    const load_rank *r = &run->ranks[rank];
    bool is_pending = severity == FINDING_ERROR;
    bool is_started = is_pending && op->site != op->made_site;
    finding f;
    finding_start(&f, severity, kind);
    tell_place(&f, run, rank, op->made_site, op->call);
    tell_call(&f, "", r, op->call, op->made_site);
    if (is_started) {
        tell_site(&f, "started", r, op->site);
        tell_place(&f, run, rank, op->site, 0);
    }
    if (is_pending && (op->flags & TRACE_REUSED) != 0) {
        tell_site(&f, "again", r, op->reuse_site);
        tell_place(&f, run, rank, op->reuse_site, 0);
    }
    findings_add(to, &f);
}

void pass_requests(const load_run *run, finding_list *to)
{
    for (int rank = 0; rank < run->size; rank++) {
        const load_rank *r = &run->ranks[rank];
        bool at_end = load_reached_end(r), hangs = run->hung || run->timed_out;
        for (size_t i = 1; (at_end || hangs) && i < LOAD_COUNT(r, OPERATIONS); i++) {
            const trace_operation *op = &LOAD_OPERATIONS(r)[i];
            uint32_t ignored = TRACE_LIBRARY | TRACE_BLOCKING | TRACE_DETACHED;
            if (op->kind == TRACE_FREE || (op->flags & ignored) != 0 || op->variable == 0) {
                continue;
            }
            if (at_end && (op->flags & TRACE_ACTIVE) != 0) {
                tell(run, to, rank, op, FINDING_ERROR, "request_never_completed");
            } else if (at_end && (op->flags & TRACE_PERSISTENT) != 0) {
                tell(run, to, rank, op, FINDING_WARNING, "leak_request");
            }
            if ((op->flags & TRACE_WAITED_IDLE) != 0 && (op->flags & TRACE_STARTED) == 0) {
                tell(run, to, rank, op, at_end ? FINDING_WARNING : FINDING_ERROR,
                     "request_never_started");
            }
        }
    }
}

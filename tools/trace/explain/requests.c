/* Requests at the end (MPI standard 3.7.3, 3.9, 11.2.2): each nonblocking call is completed, each
 * persistent request freed. */
#include "finding.h"
#include "passes.h"
#include "sites.h"
#include "words.h"

static void tell_pending(report *to, int rank, const trace_operation *op)
{
    const load_rank *r = &to->run->ranks[rank];
    char more[400] = "";
    if ((op->flags & TRACE_REUSED) != 0) {
        snprintf(more, sizeof more, "; its request variable was used again at %s before",
                 sites_text(r, op->reuse_site));
    }
    finding *made = report_add(
        to, ERROR, "request_never_completed", rank, op->site, op->call, "02-point-to-point",
        "%s at %s is never completed: no MPI_Wait or MPI_Test has seen its end "
        "({ranks})%s",
        load_call(r, op->call), sites_text(r, op->site), more);
    if ((op->flags & TRACE_REUSED) != 0) {
        report_place(made, rank, op->reuse_site, 0);
    }
}

void pass_requests(report *to)
{
    for (int rank = 0; rank < to->run->size; rank++) {
        const load_rank *r = &to->run->ranks[rank];
        for (size_t i = 1; load_reached_end(r) && i < LOAD_COUNT(r, OPERATIONS); i++) {
            const trace_operation *op = &LOAD_OPERATIONS(r)[i];
            uint32_t ignored = TRACE_LIBRARY | TRACE_BLOCKING | TRACE_DETACHED;
            if (op->kind == TRACE_FREE || (op->flags & ignored) != 0 || op->variable == 0) {
                continue;
            }
            if ((op->flags & TRACE_ACTIVE) != 0) {
                tell_pending(to, rank, op);
            } else if ((op->flags & TRACE_PERSISTENT) != 0) {
                report_add(to, WARNING, "leak_request", rank, op->made_site, op->call, NULL,
                           "the request of %s at %s is never freed by MPI_Request_free ({ranks})",
                           load_call(r, op->call), sites_text(r, op->made_site));
            }
            if ((op->flags & TRACE_WAITED_IDLE) != 0 && (op->flags & TRACE_STARTED) == 0) {
                report_add(
                    to, WARNING, "request_never_started", rank, op->made_site, op->call, NULL,
                    "the request of %s at %s is waited for, but was never started by MPI_Start "
                    "({ranks})",
                    load_call(r, op->call), sites_text(r, op->made_site));
            }
        }
    }
}

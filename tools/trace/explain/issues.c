/* What the recorder has seen by itself: errors that the library reported, how each rank ended, buffers that
 * were touched while they belonged to MPI. */
#include "finding.h"
#include "match.h"
#include "passes.h"
#include "sites.h"
#include "words.h"
#include <signal.h>
#include <string.h>

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static const char *advice(const char *class)
{
    static const struct {
        const char *class, *text;
    } all[] = {
        {"MPI_ERR_RANK", "ranks go from 0 to size - 1"},
        {"MPI_ERR_ROOT", "the root must be a rank from 0 to size - 1"},
        {"MPI_ERR_COUNT", "a count must not be negative"},
        {"MPI_ERR_TAG",
         "a tag must not be negative, nor above MPI_TAG_UB; only a receive may say MPI_ANY_TAG"},
        {"MPI_ERR_TYPE",
         "the datatype is not a valid one; one made by MPI_Type_... needs MPI_Type_commit"},
        {"MPI_ERR_BUFFER", "the buffer is NULL, or stands for sending and receiving at once"},
        {"MPI_ERR_COMM", "the communicator is not a valid one"},
        {"MPI_ERR_OP", "the operation is not a valid one, or does not go with the datatype"},
        {"MPI_ERR_RMA_SYNC",
         "there is no epoch for this access, or one is begun or ended out of order"},
        {"MPI_ERR_REQUEST", "the request is not a valid one"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (starts(class, all[i].class) && class[strlen(all[i].class)] == ':') {
            return all[i].text;
        }
    }
    return NULL;
}

/* Which message was too long for which receive. */
static bool tell_truncation(report *to, int rank, const trace_issue *issue)
{
    const load_rank *r = &to->run->ranks[rank];
    match_inbox *inboxes = match_all(to->run);
    bool told = false;
    for (size_t i = 0; inboxes != NULL && !told && i < inboxes[rank].receive_count; i++) {
        const match_receive *m = &inboxes[rank].receives[i];
        if (m->message == NULL || m->message->sent->bytes <= m->op->bytes) {
            continue;
        }
        const match_message *sent = m->message;
        const load_rank *from = &to->run->ranks[sent->source];
        finding *made = report_add(
            to, ERROR, "truncation", rank, m->op->site, m->op->call, "02-point-to-point",
            "the message of %s at %s (rank %d) has %llu bytes, more than the %llu that %s at %s "
            "(rank %d) "
            "may receive",
            load_call(from, sent->sent->call), sites_text(from, sent->sent->site), sent->source,
            (unsigned long long)sent->sent->bytes, (unsigned long long)m->op->bytes,
            load_call(r, m->op->call), sites_text(r, m->op->site), rank);
        report_place(made, rank, issue->site, issue->call);
        report_place(made, sent->source, sent->sent->site, sent->sent->call);
        told = true;
    }
    match_free(inboxes, to->run->size);
    return told;
}

static void tell_error(report *to, int rank, const trace_issue *issue)
{
    const load_rank *r = &to->run->ranks[rank];
    const char *call = load_call(r, issue->call), *why = advice(issue->text);
    bool returned = issue->kind == TRACE_ISSUE_RETURNED;
    if (starts(issue->text, "MPI_ERR_TRUNCATE") && tell_truncation(to, rank, issue)) {
        return;
    }
    bool is_truncation = starts(issue->text, "MPI_ERR_TRUNCATE");
    bool is_file = strstr(call, "File_") != NULL;
    /* A program that has errors returned may be prepared for them; files return them by default. */
    severity how_bad = !returned ? ERROR : is_file ? NOTE : WARNING;
    report_add(to, how_bad, is_truncation ? "truncation" : "invalid_call", rank, issue->site,
               issue->call, NULL, "%s at %s failed on {ranks}: %s%s%s", call,
               sites_text(r, issue->site), issue->text, why != NULL ? " - " : "",
               why != NULL ? why : "");
}

static void tell_overlap(report *to, int rank, const trace_issue *issue)
{
    const load_rank *r = &to->run->ranks[rank];
    bool pending_writes = (issue->value & 3) == 2, writes = (issue->value & 4) != 0;
    finding *made = report_add(
        to, ERROR, "buffer_in_use", rank, issue->site, issue->call, "02-point-to-point",
        "%s at %s %s a buffer that %s at %s still %s: it is not complete yet ({ranks})",
        load_call(r, issue->call), sites_text(r, issue->site), writes ? "writes to" : "reads from",
        load_call(r, issue->other_call), sites_text(r, issue->other_site),
        pending_writes ? "receives into" : "sends from");
    report_place(made, rank, issue->other_site, issue->other_call);
}

static void tell_changed(report *to, int rank, const trace_issue *issue)
{
    const load_rank *r = &to->run->ranks[rank];
    bool is_send = issue->kind == TRACE_ISSUE_SEND_CHANGED;
    finding *made =
        report_add(to, ERROR, is_send ? "send_buffer_changed" : "receive_buffer_changed", rank,
                   issue->other_site, issue->other_call, "02-point-to-point",
                   "the buffer of %s at %s was changed before %s at %s had completed it ({ranks})",
                   load_call(r, issue->other_call), sites_text(r, issue->other_site),
                   load_call(r, issue->call), sites_text(r, issue->site));
    report_place(made, rank, issue->site, issue->call);
}

static void tell(report *to, int rank, const trace_issue *issue)
{
    const load_rank *r = &to->run->ranks[rank];
    const char *call = load_call(r, issue->call), *line = sites_text(r, issue->site);
    finding *made = NULL;
    switch (issue->kind) {
    case TRACE_ISSUE_ERROR:
    case TRACE_ISSUE_RETURNED:
        tell_error(to, rank, issue);
        break;
    case TRACE_ISSUE_BEFORE_INIT:
        report_add(to, ERROR, "before_init", rank, issue->site, issue->call, "01-hello",
                   "%s at %s is called before MPI_Init ({ranks})", call, line);
        break;
    case TRACE_ISSUE_AFTER_FINALIZE:
        report_add(to, ERROR, "after_finalize", rank, issue->site, issue->call, "01-hello",
                   "%s at %s is called after MPI_Finalize ({ranks})", call, line);
        break;
    case TRACE_ISSUE_SECOND_INIT:
        report_add(to, ERROR, "second_init", rank, issue->site, issue->call, "01-hello",
                   "%s at %s is called a second time ({ranks})", call, line);
        break;
    case TRACE_ISSUE_ABORT:
        report_add(to, ERROR, "aborted", rank, issue->site, issue->call, NULL,
                   "MPI_Abort at %s ended the program with code %d (called on {ranks})", line,
                   (int)issue->value);
        break;
    case TRACE_ISSUE_NO_FINALIZE:
        report_add(to, ERROR, "no_finalize", rank, issue->site, 0, "01-hello",
                   "the program ended with exit status %d without MPI_Finalize ({ranks})",
                   (int)issue->value);
        break;
    case TRACE_ISSUE_OVERLAP:
        tell_overlap(to, rank, issue);
        break;
    case TRACE_ISSUE_SEND_CHANGED:
    case TRACE_ISSUE_RECEIVE_CHANGED:
        tell_changed(to, rank, issue);
        break;
    case TRACE_ISSUE_STARTED_TWICE:
        made = report_add(to, ERROR, "request_started_twice", rank, issue->site, issue->call,
                          "02-point-to-point",
                          "%s at %s starts a request that is active since %s ({ranks})", call, line,
                          sites_text(r, issue->other_site));
        report_place(made, rank, issue->other_site, issue->other_call);
        break;
    case TRACE_ISSUE_FREED_ACTIVE:
        made = report_add(
            to, WARNING, "request_freed_active", rank, issue->site, issue->call,
            "02-point-to-point",
            "%s at %s frees the request of %s at %s, which is not complete: nothing will tell "
            "when it is ({ranks})",
            call, line, load_call(r, issue->other_call), sites_text(r, issue->other_site));
        report_place(made, rank, issue->other_site, issue->other_call);
        break;
    case TRACE_ISSUE_ALIAS:
        report_add(to, ERROR, "buffers_overlap", rank, issue->site, issue->call, "04-gather",
                   "%s at %s is given overlapping buffers to send from and to receive into "
                   "({ranks}): that is "
                   "what MPI_IN_PLACE is for",
                   call, line);
        break;
    case TRACE_ISSUE_OUTSIDE_EPOCH:
        report_add(
            to, ERROR, "outside_epoch", rank, issue->site, issue->call, "06-mandelbrot",
            "%s at %s accesses a window outside of any epoch: no MPI_Win_fence, MPI_Win_lock or "
            "MPI_Win_start came before ({ranks})",
            call, line);
        break;
    case TRACE_ISSUE_EPOCH_OPEN:
        made = report_add(
            to, ERROR, "epoch_open", rank, issue->other_site, issue->other_call, "06-mandelbrot",
            "%s at %s comes while an epoch is open: the one of %s at %s is not "
            "ended ({ranks})",
            call, line,
            load_call_is(r, issue->other_call, "MPI_Win_fence") ? "the access"
                                                                : load_call(r, issue->other_call),
            sites_text(r, issue->other_site));
        report_place(made, rank, issue->site, issue->call);
        break;
    case TRACE_ISSUE_EPOCH_ORDER:
        made =
            report_add(to, ERROR, "epoch_order", rank, issue->site, issue->call, "06-mandelbrot",
                       "%s at %s comes inside of the epoch that %s at %s has begun ({ranks})", call,
                       line, load_call(r, issue->other_call), sites_text(r, issue->other_site));
        report_place(made, rank, issue->other_site, issue->other_call);
        break;
    case TRACE_ISSUE_EPOCH_NONE:
        report_add(to, ERROR, "epoch_order", rank, issue->site, issue->call, "06-mandelbrot",
                   "%s at %s ends an epoch that was never begun ({ranks})", call, line);
        break;
    case TRACE_ISSUE_TYPE_UNCOMMITTED:
        made = report_add(
            to, ERROR, "type_not_committed", rank, issue->site, issue->call, "04-gather",
            "%s at %s uses the datatype made at %s, which no MPI_Type_commit has made ready "
            "({ranks})",
            call, line, sites_text(r, issue->other_site));
        report_place(made, rank, issue->other_site, 0);
        break;
    case TRACE_ISSUE_NEVER_STARTED:
        report_add(to, WARNING, "request_never_started", rank, issue->other_site, issue->other_call,
                   "02-point-to-point",
                   "the request of %s at %s was waited for, but never started by MPI_Start "
                   "({ranks})",
                   load_call(r, issue->other_call), sites_text(r, issue->other_site));
        break;
    case TRACE_ISSUE_ARGUMENT:
        report_add(to, ERROR, "invalid_call", rank, issue->site, issue->call, NULL,
                   "%s at %s: %s ({ranks})", call, line, issue->text);
        break;
    default:
        break;
    }
}

static const char *signal_name(int number)
{
    return number == SIGSEGV   ? "segmentation fault (SIGSEGV)"
           : number == SIGABRT ? "abort (SIGABRT)"
           : number == SIGFPE  ? "arithmetic error, such as a division by zero (SIGFPE)"
           : number == SIGBUS  ? "bus error (SIGBUS)"
           : number == SIGILL  ? "illegal instruction (SIGILL)"
                               : "signal";
}

static bool is_of_program(const load_rank *r, uint64_t address)
{
    const trace_module *program = LOAD_COUNT(r, MODULES) > 0 ? LOAD_MODULES(r) : NULL;
    return program != NULL && address >= program->start && address < program->end;
}

static void tell_end(report *to, int rank, const load_rank *r)
{
    const trace_header *h = &r->header;
    const char *call = load_call(r, h->state.call);
    if (h->end == TRACE_END_SIGNAL && h->life >= TRACE_LIFE_FINALIZING &&
        !is_of_program(r, h->end_site)) {
        /* main is not on the stack: a thread of the library's, which the program knows nothing of. */
        report_add(to, NOTE, "library_crashed", rank, 0, h->state.call, NULL,
                   "%s in a thread of the MPI library, while %s was ending the program on {ranks}",
                   signal_name(h->end_value), call);
    } else if (h->end == TRACE_END_SIGNAL) {
        report_add(to, ERROR, "crashed", rank, h->end_site, h->state.call, NULL,
                   "%s at %s%s%s on {ranks}", signal_name(h->end_value), sites_text(r, h->end_site),
                   h->state.call != 0 ? ", in " : "", h->state.call != 0 ? call : "");
    } else if (h->end == TRACE_END_EXIT && h->end_value != 0 && h->life == TRACE_LIFE_FINALIZED) {
        report_add(to, NOTE, "exit_status", rank, 0, 0, NULL, "exit status %d on {ranks}",
                   h->end_value);
    }
}

void pass_issues(report *to)
{
    for (int rank = 0; rank < to->run->size; rank++) {
        const load_rank *r = &to->run->ranks[rank];
        for (size_t i = 0; i < LOAD_COUNT(r, ISSUES); i++) {
            tell(to, rank, &LOAD_ISSUES(r)[i]);
        }
        if (r->state == LOAD_WHOLE) {
            tell_end(to, rank, r);
        }
    }
}

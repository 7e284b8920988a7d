/* What the recorder has seen by itself: errors that the library reported, how each rank ended, buffers that
 * were touched while they belonged to MPI. */
#include "match.h"
#include "passes.h"
#include "tell.h"
#include <string.h>

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* ---- errors that MPI has reported ---- */

/* Which message was too long for which receive. */
static bool tell_truncation(const load_run *run, finding_list *to, int rank,
                            const trace_issue *issue)
{
    match_inbox *inboxes = match_all(run);
    bool told = false;
    for (size_t i = 0; inboxes != NULL && !told && i < inboxes[rank].receive_count; i++) {
        const match_receive *m = &inboxes[rank].receives[i];
        const match_message *sent = m->message;
        finding f;
        if (sent == NULL || sent->sent->bytes <= m->op->bytes) {
            continue;
        }
        finding_start(&f, FINDING_ERROR, "truncation");
        tell_place(&f, run, rank, m->op->site, m->op->call);
        tell_place(&f, run, rank, issue->site, issue->call);
        tell_place(&f, run, sent->source, sent->sent->site, sent->sent->call);
        tell_call(&f, "", &run->ranks[rank], m->op->call, m->op->site);
        tell_call(&f, "other", &run->ranks[sent->source], sent->sent->call, sent->sent->site);
        finding_put(&f, "rank", "%d", rank);
        finding_put(&f, "rank.other", "%d", sent->source);
        finding_put(&f, "bytes", "%llu", (unsigned long long)m->op->bytes);
        finding_put(&f, "bytes.other", "%llu", (unsigned long long)sent->sent->bytes);
        findings_add(to, &f);
        told = true;
    }
    match_free(inboxes, run->size);
    return told;
}

/* Has the recorder itself seen what is wrong with the call, of which the library says so only now? */
static bool is_explained(const load_rank *r, const trace_issue *error)
{
    for (size_t i = 0; i < LOAD_COUNT(r, ISSUES); i++) {
        const trace_issue *other = &LOAD_ISSUES(r)[i];
        bool is_cause =
            other->kind == TRACE_ISSUE_ARGUMENT || other->kind == TRACE_ISSUE_TYPE_UNCOMMITTED ||
            other->kind == TRACE_ISSUE_OUTSIDE_EPOCH || other->kind == TRACE_ISSUE_EPOCH_ORDER ||
            other->kind == TRACE_ISSUE_EPOCH_NONE;
        if (is_cause && other->site == error->site && other->call == error->call) {
            return true;
        }
    }
    return false;
}

static void tell_error(const load_run *run, finding_list *to, int rank, const trace_issue *issue)
{
    bool returned = issue->kind == TRACE_ISSUE_RETURNED;
    bool is_truncation = starts(issue->text, "MPI_ERR_TRUNCATE");
    bool is_file = mpi_facts_of(load_call(&run->ranks[rank], issue->call))->class == MPI_CLASS_FILE;
    finding f;
    if (is_explained(&run->ranks[rank], issue) ||
        (is_truncation && tell_truncation(run, to, rank, issue))) {
        return;
    }
    /* A program that has errors returned may be prepared for them; files return them by default. */
    finding_start(&f,
                  !returned ? FINDING_ERROR
                  : is_file ? FINDING_NOTE
                            : FINDING_WARNING,
                  is_truncation ? "truncation" : "invalid_call");
    tell_place(&f, run, rank, issue->site, issue->call);
    tell_call(&f, "", &run->ranks[rank], issue->call, issue->site);
    finding_put(&f, "error", "%s", issue->text);
    finding_put(&f, "class", "%.*s", (int)strcspn(issue->text, ":"), issue->text);
    findings_add(to, &f);
}

/* ---- the others: which calls they are about ---- */

enum {
    OWN = 1,        /* the call that the recorder was in */
    OTHER = 2,      /* the one that came before */
    OTHER_FIRST = 4 /* ... which is what the finding is about */
};

static const struct {
    const char *kind;
    finding_severity severity;
    int calls;
    const char *value; /* what the number of the issue is, or NULL */
} issues[] = {
    [TRACE_ISSUE_BEFORE_INIT] = {"before_init", FINDING_ERROR, OWN, NULL},
    [TRACE_ISSUE_AFTER_FINALIZE] = {"after_finalize", FINDING_ERROR, OWN, NULL},
    [TRACE_ISSUE_SECOND_INIT] = {"second_init", FINDING_ERROR, OWN, NULL},
    [TRACE_ISSUE_ABORT] = {"aborted", FINDING_ERROR, OWN, "code"},
    [TRACE_ISSUE_NO_FINALIZE] = {"no_finalize", FINDING_ERROR, 0, "status"},
    [TRACE_ISSUE_OVERLAP] = {"buffer_in_use", FINDING_ERROR, OWN | OTHER, NULL},
    [TRACE_ISSUE_SEND_CHANGED] = {"send_buffer_changed", FINDING_ERROR, OWN | OTHER | OTHER_FIRST,
                                  NULL},
    [TRACE_ISSUE_RECEIVE_CHANGED] = {"receive_buffer_changed", FINDING_ERROR,
                                     OWN | OTHER | OTHER_FIRST, NULL},
    [TRACE_ISSUE_STARTED_TWICE] = {"request_started_twice", FINDING_ERROR, OWN | OTHER, NULL},
    [TRACE_ISSUE_FREED_ACTIVE] = {"request_freed_active", FINDING_WARNING, OWN | OTHER, NULL},
    [TRACE_ISSUE_ALIAS] = {"buffers_overlap", FINDING_ERROR, OWN, NULL},
    [TRACE_ISSUE_OUTSIDE_EPOCH] = {"outside_epoch", FINDING_ERROR, OWN, NULL},
    [TRACE_ISSUE_EPOCH_OPEN] = {"epoch_open", FINDING_ERROR, OWN | OTHER | OTHER_FIRST, NULL},
    [TRACE_ISSUE_EPOCH_ORDER] = {"epoch_order", FINDING_ERROR, OWN | OTHER, NULL},
    [TRACE_ISSUE_EPOCH_NONE] = {"epoch_order", FINDING_ERROR, OWN, NULL},
    [TRACE_ISSUE_TYPE_UNCOMMITTED] = {"type_not_committed", FINDING_ERROR, OWN | OTHER, NULL},
    [TRACE_ISSUE_NEVER_STARTED] = {"request_never_started", FINDING_WARNING, OTHER | OTHER_FIRST,
                                   NULL},
    [TRACE_ISSUE_ARGUMENT] = {"invalid_call", FINDING_ERROR, OWN, NULL},
    [TRACE_ISSUE_UNPADDED] = {"type_extent", FINDING_NOTE, OWN | OTHER, NULL},
    [TRACE_ISSUE_THREAD] = {"thread_level", FINDING_ERROR, OWN | OTHER, NULL},
    [TRACE_ISSUE_AT_ONCE] = {"thread_level", FINDING_ERROR, OWN | OTHER, NULL},
};

static const char *const problems[TRACE_PROBLEMS] = {
    [TRACE_PROBLEM_NULL_BUFFER] = "null_buffer",
    [TRACE_PROBLEM_RANK] = "rank",
    [TRACE_PROBLEM_NEGATIVE] = "negative",
    [TRACE_PROBLEM_TAG] = "tag",
    [TRACE_PROBLEM_NULL_COMM] = "null_comm",
    [TRACE_PROBLEM_IN_PLACE] = "in_place",
    [TRACE_PROBLEM_IN_PLACE_ROOT] = "in_place_root",
    [TRACE_PROBLEM_REQUEST] = "request",
    [TRACE_PROBLEM_GRID] = "grid",
    [TRACE_PROBLEM_PLACES] = "places",
    [TRACE_PROBLEM_NULL_WINDOW] = "null_window",
    [TRACE_PROBLEM_TYPE] = "overlapping_type",
};

/* Of a program that has asked for errors to be returned, it may be prepared for this one. */
static bool is_returned(const load_rank *r, const trace_issue *issue)
{
    for (size_t i = 0; i < LOAD_COUNT(r, ISSUES); i++) {
        const trace_issue *other = &LOAD_ISSUES(r)[i];
        if (other->kind == TRACE_ISSUE_RETURNED && other->site == issue->site &&
            other->call == issue->call) {
            return true;
        }
    }
    return false;
}

/* What may have been meant. NULL: not known. */
static const char *hint_of(const load_run *run, const trace_issue *issue)
{
    bool is_root = strcmp(issue->text, "root") == 0;
    switch (issue->problem) {
    case TRACE_PROBLEM_RANK:
        return issue->value >= issue->limit && issue->value < run->size ? "part"
               : issue->value < 0 && !is_root                           ? "neighbour"
                                                                        : NULL;
    case TRACE_PROBLEM_NEGATIVE:
        return issue->value < -1000000 ? "overflow" : NULL;
    case TRACE_PROBLEM_GRID:
        return issue->value < 0 ? "grid" : NULL;
    default:
        return NULL;
    }
}

static void put_problem(const load_run *run, finding *f, int rank, const trace_issue *issue)
{
    const load_rank *r = &run->ranks[rank];
    const char *problem = issue->problem < TRACE_PROBLEMS ? problems[issue->problem] : NULL;
    const char *hint = hint_of(run, issue);
    finding_put(f, "problem", "%s", problem != NULL ? problem : "");
    finding_put(f, "role", "%s", issue->text);
    finding_put(f, "value", "%lld", (long long)issue->value);
    finding_put(f, "limit", "%lld", (long long)issue->limit);
    finding_put(f, "last", "%lld", (long long)issue->limit - 1);
    if (hint != NULL) {
        finding_put(f, "hint", "%s", hint);
    }
    if (issue->problem == TRACE_PROBLEM_RANK) {
        tell_comm(f, "", run, issue->comm);
    }
    if (issue->other_site != 0) {
        tell_call(f, "other", r, issue->other_call, issue->other_site);
    }
    if (f->severity > FINDING_WARNING && is_returned(r, issue)) {
        f->severity = FINDING_WARNING;
    }
}

static const char *level_name(int64_t level)
{
    static const char *const names[] = {"MPI_THREAD_SINGLE", "MPI_THREAD_FUNNELED",
                                        "MPI_THREAD_SERIALIZED", "MPI_THREAD_MULTIPLE"};
    return level >= 0 && level <= 3 ? names[level] : "?";
}

static void tell_issue(const load_run *run, finding_list *to, int rank, const trace_issue *issue)
{
    const load_rank *r = &run->ranks[rank];
    int calls = issues[issue->kind].calls;
    finding f;
    finding_start(&f, issues[issue->kind].severity, issues[issue->kind].kind);
    if ((calls & OTHER_FIRST) != 0) {
        tell_place(&f, run, rank, issue->other_site, issue->other_call);
    }
    if ((calls & OWN) != 0 || calls == 0) {
        tell_place(&f, run, rank, issue->site, issue->call);
    }
    if ((calls & OTHER) != 0) {
        tell_place(&f, run, rank, issue->other_site, issue->other_call);
        tell_call(&f, "other", r, issue->other_call, issue->other_site);
    }
    if ((calls & OWN) != 0) {
        tell_call(&f, "", r, issue->call, issue->site);
    }
    if (issues[issue->kind].value != NULL) {
        finding_put(&f, issues[issue->kind].value, "%d", (int)issue->value);
    }
    if (issue->kind == TRACE_ISSUE_ARGUMENT) {
        put_problem(run, &f, rank, issue);
    }
    if (issue->kind == TRACE_ISSUE_THREAD || issue->kind == TRACE_ISSUE_AT_ONCE) {
        finding_put(&f, "level", "%s", level_name(issue->value));
        finding_put(&f, "when", "%s", issue->kind == TRACE_ISSUE_AT_ONCE ? "at_once" : "ever");
    }
    if (issue->kind == TRACE_ISSUE_OVERLAP) {
        finding_put(&f, "use", "%s", (issue->value & 4) != 0 ? "write" : "read");
        finding_put(&f, "use.other", "%s", (issue->value & 3) == 2 ? "receive" : "send");
    }
    findings_add(to, &f);
}

/* ---- ends ---- */

static bool is_of_program(const load_rank *r, uint64_t address)
{
    const trace_module *program = LOAD_COUNT(r, MODULES) > 0 ? LOAD_MODULES(r) : NULL;
    return (address & TRACE_SITE_TEXT) != 0 ||
           (program != NULL && address >= program->start && address < program->end);
}

static void tell_end(const load_run *run, finding_list *to, int rank)
{
    const load_rank *r = &run->ranks[rank];
    const trace_header *h = &r->header;
    finding f;
    if (h->end == TRACE_END_SIGNAL) {
        /* main is not on the stack: a thread of the library's, which the program knows nothing of. */
        bool is_library = h->life >= TRACE_LIFE_FINALIZING && !is_of_program(r, h->end_site);
        finding_start(&f, is_library ? FINDING_NOTE : FINDING_ERROR,
                      is_library ? "library_crashed" : "crashed");
        tell_place(&f, run, rank, is_library ? 0 : h->end_site, h->state.call);
        finding_put(&f, "signal", "%d", h->end_value);
        if (is_library || h->state.call != 0) {
            finding_put(&f, "call", "%s", load_call(r, h->state.call));
        }
        if (!is_library) {
            tell_site(&f, "", r, h->end_site);
        }
        findings_add(to, &f);
    } else if (h->end == TRACE_END_EXIT && h->end_value != 0 && h->life == TRACE_LIFE_FINALIZED) {
        finding_start(&f, FINDING_NOTE, "exit_status");
        tell_place(&f, run, rank, 0, 0);
        finding_put(&f, "status", "%d", h->end_value);
        findings_add(to, &f);
    }
}

void pass_issues(const load_run *run, finding_list *to)
{
    for (int rank = 0; rank < run->size; rank++) {
        const load_rank *r = &run->ranks[rank];
        for (size_t i = 0; i < LOAD_COUNT(r, ISSUES); i++) {
            const trace_issue *issue = &LOAD_ISSUES(r)[i];
            if (issue->kind == TRACE_ISSUE_NO_FINALIZE && r->header.life >= TRACE_LIFE_FINALIZING) {
                continue; /* by an exit handler, after all */
            }
            if (issue->kind == TRACE_ISSUE_ERROR || issue->kind == TRACE_ISSUE_RETURNED) {
                tell_error(run, to, rank, issue);
            } else if (issue->kind < sizeof issues / sizeof *issues &&
                       issues[issue->kind].kind != NULL) {
                tell_issue(run, to, rank, issue);
            }
        }
        if (r->state == LOAD_WHOLE) {
            tell_end(run, to, rank);
        }
    }
}

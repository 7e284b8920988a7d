/* Receives from any source where another message might as well have come first, and then something would
 * go wrong: the message would not fit, or a later receive would wait for ever for a message that is gone, or
 * what a probe has told of one message would be believed of another.
 *
 * Whether a message may have come first follows from what happened before what (clocks.h). That the order alone is
 * open is a note: most programs that receive from any source mean that. */
#include "clocks.h"
#include "passes.h"
#include "signatures.h"
#include "tell.h"
#include <stdlib.h>

enum { MOST_WORK = 40000000, MOST_WANTS = 256 };

typedef struct {
    finding_list *to;
    const clocks *c;
    /* Of the rank that is looked at: its completed receives, in the order of posting. */
    const replay_operation **receives;
    size_t count;
    bool *is_seen;
    size_t work; /* done so far */
} look;

static const replay_operation *sent_to(const look *l, size_t receive)
{
    return clocks_partner(l->c, l->receives[receive]);
}

static bool fits(const trace_message *receive, const trace_message *sent, int source)
{
    return receive->comm == sent->comm &&
           (receive->wanted_peer == TRACE_ANY || receive->wanted_peer == source) &&
           (receive->wanted_tag == TRACE_ANY || receive->wanted_tag == sent->tag);
}

static bool same_wants(const trace_message *a, const trace_message *b)
{
    return a->comm == b->comm && a->wanted_peer == b->wanted_peer && a->wanted_tag == b->wanted_tag;
}

/* The receive `first` has taken the message of the receive `other`, and left its own: can the receives from `first` on
 * be dealt the messages in another way, so that each gets one? Whoever has lost his looks for another message, and its
 * receive for another one again, until one takes what was left. Returns the one that gets none, or NULL. */
static const replay_operation *starved(look *l, size_t first, size_t other)
{
    const replay_operation *left = sent_to(l, first), *open[MOST_WANTS];
    size_t count = 1;
    open[0] = l->receives[other];
    for (size_t i = first; i < l->count; i++) {
        l->is_seen[i] = i == first || i == other;
    }
    for (size_t next = 0; next < count; next++) {
        const trace_message *want = open[next]->message;
        if (fits(want, left->message, left->rank)) {
            return NULL;
        }
        l->work += l->count - first;
        for (size_t i = first + 1; i < l->count; i++) {
            const replay_operation *sent = l->is_seen[i] ? NULL : sent_to(l, i);
            if (sent == NULL || !fits(want, sent->message, sent->rank)) {
                continue;
            }
            l->is_seen[i] = true;
            bool is_new = true;
            for (size_t k = 0; is_new && k < count; k++) {
                is_new = !same_wants(open[k]->message, l->receives[i]->message);
            }
            if (is_new && count == MOST_WANTS) {
                return NULL;
            }
            if (is_new) {
                open[count++] = l->receives[i];
            }
        }
    }
    return l->receives[other];
}

/* Is the message too long for the receive, or of another type? NULL: it would fit. */
static const char *problem_of(const trace_message *receive, const trace_message *other)
{
    uint64_t room = receive->buffer_end - receive->buffer_begin;
    return room != 0 && other->bytes > room                                            ? "length"
           : signatures_fit(&other->signature, &receive->signature) == SIGNATURES_TYPE ? "type"
                                                                                       : NULL;
}

static void tell_probe(finding *f, const look *l, const replay_operation *receive)
{
    const load_rank *here = &l->c->run->ranks[receive->rank];
    const trace_message *m = receive->message;
    tell_call(f, "probe", here, m->probe_call, m->probe_site);
    tell_place(f, l->c->run, receive->rank, m->probe_site, m->probe_call);
    finding_put(f, "rank.probed", "%d", m->probe_peer);
}

static void tell(look *l, const replay_operation *receive, const replay_operation *other,
                 const replay_operation *left, const char *problem)
{
    const load_run *run = l->c->run;
    const load_rank *here = &run->ranks[receive->rank];
    const replay_operation *got = clocks_partner(l->c, receive);
    const trace_message *m = receive->message;
    bool is_probed = m->probe_site != 0 && (m->flags & TRACE_PROBE_USED) != 0;
    bool is_race = left != NULL || problem != NULL || is_probed;
    finding f;
    finding_start(&f, is_race ? FINDING_WARNING : FINDING_NOTE,
                  is_race ? "message_race" : "message_order");
    tell_place(&f, run, receive->rank, receive->site, receive->call);
    tell_call(&f, "", here, receive->call, receive->site);
    if (m->probe_site != 0 && is_race) {
        tell_probe(&f, l, receive);
    }
    if (is_race) {
        finding_put(&f, "rank.other", "%d", other->rank);
        finding_put(&f, "rank.got", "%d", got->rank);
        tell_site(&f, "other", &run->ranks[other->rank], other->site);
    }
    if (left != NULL) {
        tell_place(&f, run, left->rank, left->site, left->call);
        tell_call(&f, "left", here, left->call, left->site);
    } else if (problem != NULL) {
        finding_put(&f, "problem", "%s", problem);
    }
    tell_place(&f, run, other->rank, other->site, other->call);
    findings_add(l->to, &f);
}

/* The probe has told of one message, and the receive has taken another. */
static bool took_another(const replay_operation *receive)
{
    const trace_message *m = receive->message;
    return m->probe_site != 0 && (m->flags & TRACE_PROBE_USED) != 0 && m->probe_peer >= 0 &&
           m->peer >= 0 && m->peer != m->probe_peer;
}

static void tell_taken(look *l, const replay_operation *receive)
{
    const load_run *run = l->c->run;
    finding f;
    finding_start(&f, FINDING_WARNING, "message_race");
    tell_place(&f, run, receive->rank, receive->site, receive->call);
    tell_call(&f, "", &run->ranks[receive->rank], receive->call, receive->site);
    tell_probe(&f, l, receive);
    finding_put(&f, "rank.taken", "%d", receive->message->peer);
    findings_add(l->to, &f);
}

/* A source's messages come in order: is one that it sent before `sent` still to be received, and fits, too? */
static bool is_behind(const look *l, size_t first, const replay_operation *sent)
{
    for (size_t i = first + 1; i < l->count; i++) {
        const replay_operation *earlier = sent_to(l, i);
        if (earlier != NULL && earlier->rank == sent->rank &&
            earlier->message->number < sent->message->number &&
            fits(l->receives[first]->message, earlier->message, earlier->rank)) {
            return true;
        }
    }
    return false;
}

static void look_at(look *l, size_t first)
{
    const replay_operation *receive = l->receives[first], *got = sent_to(l, first);
    if (got != NULL && took_another(receive)) {
        tell_taken(l, receive);
        return;
    }
    for (size_t i = first + 1; got != NULL && i < l->count && l->work < MOST_WORK; i++) {
        const replay_operation *other = sent_to(l, i);
        l->work++;
        if (other == NULL || other->rank == got->rank ||
            !fits(receive->message, other->message, other->rank) ||
            clocks_known(l->c, other, receive->rank) > receive->completed) {
            continue; /* it was sent knowing that the receive was over */
        }
        const replay_operation *left = starved(l, first, i);
        const char *problem = left == NULL ? problem_of(receive->message, other->message) : NULL;
        if ((left != NULL || problem != NULL) && is_behind(l, first, other)) {
            continue;
        }
        tell(l, receive, other, left, problem);
    }
}

static void look_at_rank(look *l, int rank)
{
    const replay_rank *r = &l->c->ranks[rank];
    l->receives = calloc(r->count + 1, sizeof *l->receives);
    l->is_seen = calloc(r->count + 1, sizeof *l->is_seen);
    l->count = 0;
    for (size_t i = 0; l->receives != NULL && l->is_seen != NULL && i < r->count; i++) {
        const replay_operation *op = &r->operations[i];
        if (op->kind == REPLAY_RECEIVE && op->completed != UINT64_MAX) {
            l->receives[l->count++] = op;
        }
    }
    for (size_t i = 0; i < l->count; i++) {
        if (l->receives[i]->message->wanted_peer == TRACE_ANY && !l->receives[i]->is_library) {
            look_at(l, i);
        }
    }
    free(l->receives);
    free(l->is_seen);
}

/* ---- sends whose requests were freed ---- */

static bool is_freed(const replay_operation *op)
{
    return op->kind == REPLAY_SEND && !op->is_library && (op->message->flags & TRACE_DETACHED) != 0;
}

/* Has the sender ever learnt that the message was received, before the buffer was changed? */
static bool learns_of_end(const clocks *c, const replay_operation *op)
{
    const replay_operation *receive = clocks_partner(c, op);
    const replay_rank *r = &c->ranks[op->rank];
    uint64_t changed = op->message->changed;
    for (size_t i = 0; receive != NULL && receive->completed != UINT64_MAX && i < r->count; i++) {
        const replay_operation *later = &r->operations[i];
        if (later->posted > op->posted && (changed == 0 || later->posted < changed) &&
            clocks_known(c, later, receive->rank) > receive->completed) {
            return true;
        }
    }
    return false;
}

static void tell_freed(finding_list *to, const load_run *run, int rank, const trace_message *m)
{
    const load_rank *r = &run->ranks[rank];
    unsigned call = 0;
    for (unsigned i = 1; call == 0 && i < LOAD_COUNT(r, CALLS); i++) {
        call = load_call_is(r, i, "MPI_Request_free") ? i : 0;
    }
    finding f;
    finding_start(&f, FINDING_WARNING, "request_freed_active");
    tell_place(&f, run, rank, m->complete_site, call);
    tell_place(&f, run, rank, m->site, m->call);
    tell_call(&f, "", r, call, m->complete_site);
    tell_call(&f, "other", r, m->call, m->site);
    finding_put(&f, "use", "send");
    if (m->changed != 0) {
        tell_place(&f, run, rank, m->changed_site, m->changed_call);
        tell_call(&f, "changed", r, m->changed_call, m->changed_site);
    }
    findings_add(to, &f);
}

/* One finding is enough for a line. */
static bool is_told_of_change(const clocks *c, const replay_operation *op)
{
    for (size_t i = 0; op->message->changed == 0 && i < c->ranks[op->rank].count; i++) {
        const replay_operation *other = &c->ranks[op->rank].operations[i];
        if (is_freed(other) && other->message->changed != 0 &&
            other->message->complete_site == op->message->complete_site) {
            return true;
        }
    }
    return false;
}

static void look_at_freed(finding_list *to, const clocks *c)
{
    for (int r = 0; r < c->size; r++) {
        for (size_t i = 0; i < c->ranks[r].count; i++) {
            const replay_operation *op = &c->ranks[r].operations[i];
            if (is_freed(op) && clocks_partner(c, op) != NULL && !learns_of_end(c, op) &&
                !is_told_of_change(c, op)) {
                tell_freed(to, c->run, r, op->message);
            }
        }
    }
}

/* Is there anything to do? */
static bool is_worth_it(const load_run *run)
{
    for (int r = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        for (size_t i = 0; i < LOAD_COUNT(rank, RECEIVES); i++) {
            if (LOAD_RECEIVES(rank)[i].wanted_peer == TRACE_ANY) {
                return true;
            }
        }
        for (size_t i = 0; i < LOAD_COUNT(rank, SENDS); i++) {
            if ((LOAD_SENDS(rank)[i].flags & TRACE_DETACHED) != 0) {
                return true;
            }
        }
    }
    return false;
}

void pass_races(const load_run *run, finding_list *to)
{
    clocks c;
    look l = {.to = to, .c = &c};
    if (!is_worth_it(run)) {
        return;
    }
    if (clocks_begin(&c, run)) {
        for (int r = 0; r < c.size; r++) {
            look_at_rank(&l, r);
        }
        look_at_freed(to, &c);
    }
    if (load_all_finalized(run) && (!c.is_good || l.work >= MOST_WORK)) {
        limits_tell(run, to, "receives from any source");
    }
    clocks_free(&c);
}

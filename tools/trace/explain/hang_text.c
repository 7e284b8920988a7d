/* A hang in words: "deadlock: rank 0 waits at ring.c:41 (MPI_Recv from rank 1, tag 7) for rank 1, which ..." */
#include "finding.h"
#include "hang.h"
#include "passes.h"
#include "sites.h"
#include "words.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static void describe_gone(const load_run *run, int rank, char text[], size_t size)
{
    const load_rank *r = &run->ranks[rank];
    const trace_header *h = &r->header;
    if (h->life >= TRACE_LIFE_FINALIZING) {
        snprintf(text, size, "rank %d, which is past its last message: it has called MPI_Finalize",
                 rank);
    } else if (h->end == TRACE_END_EXIT) {
        snprintf(text, size, "rank %d, which has ended with exit status %d", rank, h->end_value);
    } else {
        snprintf(text, size, "rank %d, which has ended", rank);
    }
}

static bool is_in_finalize(const load_rank *r)
{
    return r->header.life >= TRACE_LIFE_FINALIZING;
}

/* A message that is there, and is nearly the one that is waited for. */
static void near_miss(const hang_situation *s, int rank, const trace_operation *op, char text[],
                      size_t size)
{
    const match_inbox *inbox = &s->inboxes[rank];
    text[0] = '\0';
    for (size_t i = 0; i < inbox->message_count; i++) {
        const match_message *m = &inbox->messages[i];
        bool same_peer = op->peer == TRACE_ANY || op->peer == m->source;
        bool same_tag = op->tag == TRACE_ANY || op->tag == m->sent->tag;
        if (m->by != NULL || (m->sent->flags & TRACE_LIBRARY) != 0) {
            continue;
        }
        const char *line = sites_text(&s->run->ranks[m->source], m->sent->site);
        if (same_peer && op->comm == m->sent->comm && !same_tag) {
            snprintf(text, size, ". Rank %d has sent tag %d (%s), but rank %d waits for tag %d",
                     m->source, m->sent->tag, line, rank, op->tag);
            return;
        }
        if (same_peer && same_tag && op->comm != m->sent->comm) {
            snprintf(text, size, ". Rank %d has sent its message on another communicator (%s)",
                     m->source, line);
            return;
        }
        if (!same_peer && same_tag && op->comm == m->sent->comm) {
            snprintf(text, size,
                     ". A message with tag %d has come from rank %d (%s), but rank %d waits for "
                     "one from rank %d",
                     m->sent->tag, m->source, line, rank, op->peer);
        }
    }
}

/* The sentence about a chain of ranks, each waiting for the next. */
typedef struct {
    char text[FINDING_SENTENCE];
    size_t used;
    char miss[400];
    int steps, sends, receives, collectives;
    bool is_circle;
    bool *seen;
} chain;

enum { LONGEST_CHAIN = 8, ROOM_FOR_END = 700 };

static __attribute__((format(printf, 2, 3))) void add(chain *c, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(c->text + c->used, sizeof c->text - c->used, format, arguments);
    va_end(arguments);
    c->used += length > 0 ? (size_t)length : 0;
    c->used = c->used < sizeof c->text ? c->used : sizeof c->text - 1;
}

static bool is_receive(const trace_operation *op)
{
    return op->kind == TRACE_RECEIVE || op->kind == TRACE_PROBE;
}

/* "waits at ring.c:41 (MPI_Recv from rank 1, tag 7) for" */
static void add_wait(const hang_situation *s, chain *c, int rank, const trace_operation *op)
{
    const load_rank *r = &s->run->ranks[rank];
    const trace_state *state = &r->header.state;
    const char *what = words_operation(r, op), *comm = words_comm(s->run, op->comm);
    if (state->call == op->call) {
        add(c, " waits at %s (%s%s) for ", sites_text(r, state->site), what, comm);
    } else {
        add(c, " waits at %s (%s for the %s%s of %s) for ", sites_text(r, state->site),
            load_call(r, state->call), what, comm, sites_text(r, op->site));
    }
    c->steps++;
    c->sends += op->kind == TRACE_SEND;
    c->receives += is_receive(op);
    c->collectives += op->kind == TRACE_COLLECTIVE;
    c->seen[rank] = true;
    if (is_receive(op) && c->miss[0] == '\0') {
        near_miss(s, rank, op, c->miss, sizeof c->miss);
    }
}

/* Whom it waits for; true: that rank waits in its turn. */
static bool add_whom(const hang_situation *s, chain *c, int rank, const trace_operation *op,
                     int other)
{
    char gone[200];
    if (other < 0) {
        add(c, "a message that nobody will send");
    } else if (other == rank) {
        add(c, "itself");
    } else if (s->states[other] == GONE ||
               (is_in_finalize(&s->run->ranks[other]) && op->kind != TRACE_COLLECTIVE)) {
        describe_gone(s->run, other, gone, sizeof gone);
        add(c, "%s", gone);
    } else {
        add(c, "rank %d", other);
        c->is_circle = c->seen[other];
        return !c->seen[other] && c->steps < LONGEST_CHAIN &&
               c->used < sizeof c->text - ROOM_FOR_END;
    }
    return false;
}

/* What is to be learned from a circle of equal calls. */
static const char *moral(const chain *c)
{
    if (!c->is_circle || c->steps < 2) {
        return "";
    }
    if (c->receives == c->steps && c->miss[0] == '\0') {
        return c->steps == 2 ? "; both receive before they send" : "; all receive before they send";
    }
    if (c->sends == c->steps) {
        return c->steps == 2
                   ? "; both send before they receive, and a send may wait for its receive"
                   : "; all send before they receive, and a send may wait for its receive";
    }
    return c->collectives == c->steps ? "; they make their collective calls in different orders"
                                      : "";
}

static void add_places(const hang_situation *s, finding *made)
{
    for (int r = 0; r < s->run->size; r++) {
        if (s->states[r] == WAITING && s->stuck[r]) {
            const load_rank *at = &s->run->ranks[r];
            int other;
            const trace_operation *why = hang_reason(s, r, &other);
            report_place(made, r, at->header.state.site, at->header.state.call);
            if (why != NULL && why->site != at->header.state.site) {
                report_place(made, r, why->site, why->call);
            }
        }
    }
}

static void say_chain(const hang_situation *s, report *to, int first)
{
    chain c = {.seen = calloc((size_t)s->run->size + 1, sizeof *c.seen)};
    int rank = first, other = -1;
    const trace_operation *op = hang_reason(s, rank, &other);
    const trace_state *state = &s->run->ranks[first].header.state;
    if (c.seen == NULL) {
        return;
    }
    add(&c, "deadlock: rank %d", rank);
    while (op != NULL) {
        add_wait(s, &c, rank, op);
        if (!add_whom(s, &c, rank, op, other)) {
            break;
        }
        rank = other;
        op = hang_reason(s, rank, &other);
        add(&c, ", which%s", op == NULL ? " cannot go on" : "");
    }
    add(&c, "%s%s", moral(&c), c.miss);
    add_places(s, report_add(to, ERROR, "deadlock", first, state->site, state->call,
                             "02-point-to-point", "%s", c.text));
    free(c.seen);
}

/* The best to begin with: one in a circle, or that waits for one who has gone. */
static int first_to_tell(const hang_situation *s)
{
    int best = -1;
    for (int start = 0; start < s->run->size; start++) {
        if (s->states[start] != WAITING || !s->stuck[start] ||
            is_in_finalize(&s->run->ranks[start])) {
            continue;
        }
        best = best < 0 ? start : best;
        int rank = start, other = -1;
        for (int steps = 0; steps < s->run->size; steps++) {
            if (hang_reason(s, rank, &other) == NULL || other < 0 || other >= s->run->size) {
                break;
            }
            if (other == start) {
                return start;
            }
            if (s->states[other] != WAITING) {
                break;
            }
            rank = other;
        }
    }
    return best;
}

static void say_where(const load_run *run, report *to)
{
    char sentence[FINDING_SENTENCE];
    size_t used =
        (size_t)snprintf(sentence, sizeof sentence, "the run was ended before it was over");
    int told = 0;
    for (int r = 0; r < run->size && used < sizeof sentence - 300 && told < 8; r++) {
        const load_rank *rank = &run->ranks[r];
        const trace_state *state = &rank->header.state;
        if (rank->state != LOAD_WHOLE || rank->header.life == TRACE_LIFE_FINALIZED) {
            continue;
        }
        if (state->call != 0) {
            used +=
                (size_t)snprintf(sentence + used, sizeof sentence - used, "; rank %d is in %s (%s)",
                                 r, load_call(rank, state->call), sites_text(rank, state->site));
        } else {
            used += (size_t)snprintf(
                sentence + used, sizeof sentence - used, "; rank %d computes since it left %s (%s)",
                r, load_call(rank, (unsigned)state->last_call), sites_text(rank, state->last_site));
        }
        told++;
    }
    finding *made = report_add(to, ERROR, "no_progress", 0, 0, 0, NULL, "%s", sentence);
    for (int r = 0; r < run->size; r++) {
        const trace_state *state = &run->ranks[r].header.state;
        if (run->ranks[r].state == LOAD_WHOLE) {
            report_place(made, r, state->call != 0 ? state->site : state->last_site,
                         state->call != 0 ? state->call : (unsigned)state->last_call);
        }
    }
}

void pass_hang(report *to)
{
    const load_run *run = to->run;
    hang_situation s;
    if ((run->hung || run->timed_out) && hang_begin(&s, run)) {
        int first = first_to_tell(&s);
        if (first >= 0) {
            say_chain(&s, to, first);
        } else {
            say_where(run, to);
        }
        hang_end(&s);
    }
}

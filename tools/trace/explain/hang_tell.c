/* A hang as data, of which tools/findings/words_hang.c makes a sentence.
 *
 * deadlock: a chain of ranks, each waiting for the next. Step N has
 *   rank.N, call.N and its site: where the rank stands
 *   operation.N and its site: what it waits for, where that is another call
 *   way.N (send, receive), peer.N, tag.N of a message; comm.N as tell_comm puts it
 *   file.own.N, line.own.N, function.N: the line of the program that stands in a function of common/
 * end: what the last one waits for: nobody, itself, rank, finalized, exited, ended; rank.end, status.end. Without it
 * the last rank.N has no call.N: it cannot go on. circle: receives, sends or collectives, where all calls of a circle
 * are such. miss: in what a message that is there differs from the one that is waited for (tag, comm, peer); or it is taken.
 *
 * no_progress, still: rank.N, state.N (in, left, polls), call.N and its site. */
#include "hang.h"
#include "passes.h"
#include "sites.h"
#include "tell.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_CHAIN = 8, ROOM_FOR_STEP = 1400 };

typedef struct {
    const hang_situation *s;
    finding *f;
    int steps, sends, receives, collectives;
    bool is_circle, *seen;
} chain;

static bool has_room(const finding *f)
{
    return f->values_used + ROOM_FOR_STEP < sizeof f->values;
}

static const char *numbered(char suffix[32], const char *name, int number)
{
    snprintf(suffix, 32, "%s%s%d", name, name[0] != '\0' ? "." : "", number);
    return suffix;
}

static bool is_in_finalize(const load_rank *r)
{
    return r->header.life >= TRACE_LIFE_FINALIZING;
}

/* Where the rank stands, also in the program's own file. */
static void put_stand(finding *f, const load_run *run, int rank, int step, unsigned call,
                      uint64_t address)
{
    char suffix[32];
    const load_own_place *own = run->own != NULL ? &run->own[rank] : NULL;
    site where = sites_of(&run->ranks[rank], address);
    tell_number(f, "rank", numbered(suffix, "", step), rank);
    tell_call(f, suffix, &run->ranks[rank], call, address);
    if (run->ranks[rank].header.state.outer != 0) {
        tell_text(f, "outer", suffix,
                  load_call(&run->ranks[rank], (unsigned)run->ranks[rank].header.state.outer));
    }
    if (own != NULL && own->line > 0 && where.line > 0 &&
        strcmp(basename(own->file), basename(where.file)) != 0) {
        if (own->function[0] != '\0') {
            tell_text(f, "function", suffix, own->function);
        }
        tell_text(f, "file", numbered(suffix, "own", step), own->file);
        tell_number(f, "line", suffix, own->line);
    }
}

/* ---- a message that is there, and is nearly the one that is waited for ---- */

static const char *miss_of(const trace_operation *op, const match_message *m)
{
    bool same_peer = op->peer == TRACE_ANY || op->peer == m->source;
    bool same_tag = op->tag == TRACE_ANY || op->tag == m->sent->tag;
    bool same_comm = op->comm == m->sent->comm;
    if (m->by != NULL || (m->sent->flags & TRACE_LIBRARY) != 0) {
        return NULL;
    }
    return same_peer && same_comm && !same_tag   ? "tag"
           : same_peer && same_tag && !same_comm ? "comm"
           : !same_peer && same_tag && same_comm ? "peer"
                                                 : NULL;
}

/* The first that differs in its tag or communicator only; else the last that comes from another rank. */
static void put_near_miss(const hang_situation *s, finding *f, int rank, const trace_operation *op)
{
    const match_inbox *inbox = &s->inboxes[rank];
    const match_message *near = NULL;
    const char *miss = NULL;
    for (size_t i = 0; i < inbox->message_count; i++) {
        const char *now = miss_of(op, &inbox->messages[i]);
        if (now != NULL) {
            near = &inbox->messages[i];
            miss = now;
            if (strcmp(now, "peer") != 0) {
                break;
            }
        }
    }
    if (near != NULL) {
        finding_put(f, "miss", "%s", miss);
        finding_put(f, "rank.miss", "%d", near->source);
        tell_number(f, "tag", "miss", near->sent->tag);
        tell_site(f, "miss", &s->run->ranks[near->source], near->sent->site);
        tell_place(f, s->run, near->source, near->sent->site, near->sent->call);
        finding_put(f, "rank.waiting", "%d", rank);
        tell_number(f, "tag", "waiting", op->tag);
        tell_number(f, "peer", "waiting", op->peer);
    }
}

/* Or the message has come, and a receive from any rank or of any tag has taken it: the last one that did. */
static void put_taken(const hang_situation *s, finding *f, int rank, const trace_operation *op)
{
    const load_rank *r = &s->run->ranks[rank];
    for (size_t i = LOAD_COUNT(r, RECEIVES); op->peer >= 0 && i > 0; i--) {
        const trace_message *m = &LOAD_RECEIVES(r)[i - 1];
        bool is_wild = m->wanted_peer == TRACE_ANY || (m->wanted_tag == TRACE_ANY && op->tag >= 0);
        if (is_wild && m->completed != 0 && m->peer == op->peer && m->comm == op->comm &&
            (op->tag == TRACE_ANY || op->tag == m->tag) && (m->flags & TRACE_LIBRARY) == 0) {
            finding_put(f, "miss", "taken");
            finding_put(f, "rank.waiting", "%d", rank);
            tell_number(f, "peer", "waiting", op->peer);
            tell_call(f, "taken", r, m->call, m->site);
            tell_number(f, "peer", "taken", m->wanted_peer);
            tell_number(f, "tag", "taken", m->wanted_tag);
            tell_place(f, s->run, rank, m->site, m->call);
            return;
        }
    }
}

/* ---- the chain ---- */

static void put_step(chain *c, int rank, const trace_operation *op)
{
    char suffix[32], part[32];
    const load_rank *r = &c->s->run->ranks[rank];
    const trace_state *state = &r->header.state;
    bool is_receive = op->kind == TRACE_RECEIVE || op->kind == TRACE_PROBE;
    put_stand(c->f, c->s->run, rank, c->steps, state->call, state->site);
    numbered(suffix, "", c->steps);
    if (state->call != op->call) {
        tell_text(c->f, "operation", suffix, load_call(r, op->call));
        tell_site(c->f, numbered(part, "operation", c->steps), r, op->made_site);
        if (op->made_site != op->site) {
            tell_site(c->f, numbered(part, "started", c->steps), r, op->site);
        }
    }
    if (is_receive || op->kind == TRACE_SEND) {
        tell_text(c->f, "way", suffix, is_receive ? "receive" : "send");
        tell_number(c->f, "peer", suffix, op->peer);
        tell_number(c->f, "tag", suffix, op->tag);
    }
    tell_comm(c->f, suffix, c->s->run, op->comm);
    c->steps++;
    c->sends += op->kind == TRACE_SEND;
    c->receives += is_receive;
    c->collectives += op->kind == TRACE_COLLECTIVE;
    c->seen[rank] = true;
    if (is_receive && finding_get(c->f, "miss") == NULL) {
        put_near_miss(c->s, c->f, rank, op);
    }
    if (is_receive && finding_get(c->f, "miss") == NULL) {
        put_taken(c->s, c->f, rank, op);
    }
}

/* Of a receive from any rank that nothing will come for: how many have come there before; or whether the rank of a
 * neighbour to the left, which rank 0 lacks, is taken for MPI_ANY_SOURCE, as that is -1 here. */
static void put_any(const chain *c, int rank, const trace_operation *op)
{
    const load_rank *r = &c->s->run->ranks[rank];
    int before = 0;
    for (size_t i = 0; i < LOAD_COUNT(r, RECEIVES); i++) {
        before += LOAD_RECEIVES(r)[i].site == op->made_site && LOAD_RECEIVES(r)[i].completed != 0;
    }
    if (before > 0 && r->sections[TRACE_SECTION_RECEIVES].first == 0) {
        finding_put(c->f, "before", "%d", before);
    } else if (before == 0 && rank == 0 && strncmp(r->header.library, "Open MPI", 8) == 0) {
        finding_put(c->f, "minus", "-1");
    }
}

/* Is `other` the end of the chain, as nothing that it waits for matters? */
static const char *end_of(const chain *c, int rank, const trace_operation *op, int other)
{
    if (other < 0 || other == rank) {
        return other < 0 ? "nobody" : "itself";
    }
    const trace_header *h = &c->s->run->ranks[other].header;
    if (c->s->states[other] == GONE ||
        (is_in_finalize(&c->s->run->ranks[other]) && op->kind != TRACE_COLLECTIVE)) {
        return h->life >= TRACE_LIFE_FINALIZING ? "finalized"
               : h->end == TRACE_END_EXIT       ? "exited"
                                                : "ended";
    }
    return c->seen[other] || c->steps >= LONGEST_CHAIN || !has_room(c->f) ? "rank" : NULL;
}

/* False: it was the last one. */
static bool put_end(chain *c, int rank, const trace_operation *op, int other)
{
    const char *end = end_of(c, rank, op, other);
    if (end != NULL) {
        finding_put(c->f, "end", "%s", end);
        if (strcmp(end, "nobody") == 0 && op->peer == TRACE_ANY) {
            put_any(c, rank, op);
        }
        if (other >= 0) {
            finding_put(c->f, "rank.end", "%d", other);
        }
        if (strcmp(end, "exited") == 0) {
            finding_put(c->f, "status.end", "%d", c->s->run->ranks[other].header.end_value);
        }
        c->is_circle = strcmp(end, "rank") == 0 && c->seen[other];
    }
    return end == NULL;
}

/* Do the ranks make the same calls, and only with other arguments? */
static bool is_told_already(const finding_list *found)
{
    return findings_have(found, "root_mismatch") || findings_have(found, "count_mismatch");
}

static void put_circle(const chain *c, const finding_list *found)
{
    const char *circle = c->receives == c->steps      ? "receives"
                         : c->sends == c->steps       ? "sends"
                         : c->collectives == c->steps ? "collectives"
                                                      : NULL;
    if (c->is_circle && c->steps >= 2 && circle != NULL &&
        (c->collectives < c->steps || !is_told_already(found))) {
        finding_put(c->f, "circle", "%s", circle);
    }
}

static void put_places(const hang_situation *s, finding *f, int first)
{
    const trace_state *begin = &s->run->ranks[first].header.state;
    tell_place(f, s->run, first, begin->site, begin->call);
    for (int r = 0; r < s->run->size; r++) {
        if (s->states[r] == WAITING && s->stuck[r]) {
            const trace_state *state = &s->run->ranks[r].header.state;
            int other;
            const trace_operation *why = hang_reason(s, r, &other);
            tell_place(f, s->run, r, state->site, state->call);
            if (why != NULL && why->site != state->site) {
                tell_place(f, s->run, r, why->made_site, why->call);
                tell_place(f, s->run, r, why->site, 0);
            }
        }
    }
}

static void tell_chain(const hang_situation *s, finding_list *to, int first)
{
    finding f;
    char suffix[32];
    chain c = {.s = s, .f = &f, .seen = calloc((size_t)s->run->size + 1, sizeof *c.seen)};
    int rank = first, other = -1;
    const trace_operation *op = hang_reason(s, rank, &other);
    if (c.seen == NULL) {
        return;
    }
    finding_start(&f, FINDING_ERROR, "deadlock");
    while (op != NULL) {
        put_step(&c, rank, op);
        if (!put_end(&c, rank, op, other)) {
            break;
        }
        rank = other;
        op = hang_reason(s, rank, &other);
    }
    if (op == NULL) {
        tell_number(&f, "rank", numbered(suffix, "", c.steps), rank);
    }
    put_circle(&c, to);
    put_places(s, &f, first);
    findings_add(to, &f);
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

/* ---- no deadlock, but no end ---- */

/* Has it asked in vain, again and again, and nothing else since? */
static bool is_polling(const load_rank *r)
{
    size_t count = LOAD_COUNT(r, EVENTS);
    const trace_event *last = count > 0 ? &LOAD_EVENTS(r)[count - 1] : NULL;
    if (count > 1 && r->header.state.call != 0 && last[-1].site == last->site) {
        last--; /* the one before the call that it is in */
    }
    return last != NULL && (last->flags & TRACE_EVENT_REPEATED) != 0 && last->repeats > 1;
}

/* Nothing certain is known of why: it may have been at work. */
static void tell_where(const load_run *run, finding_list *to, const char *kind)
{
    finding f;
    char suffix[32];
    finding_start(&f, FINDING_WARNING, kind);
    for (int r = 0, told = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        const trace_state *state = &rank->header.state;
        bool is_in = state->call != 0;
        unsigned call = is_in ? state->call : (unsigned)state->last_call;
        uint64_t address = is_in ? state->site : state->last_site;
        if (rank->state != LOAD_WHOLE) {
            continue;
        }
        tell_place(&f, run, r, address, call);
        if (rank->header.life != TRACE_LIFE_FINALIZED && told < LONGEST_CHAIN && has_room(&f)) {
            put_stand(&f, run, r, told, call, address);
            tell_text(&f, "state", numbered(suffix, "", told++),
                      is_polling(rank) ? "polls"
                      : is_in          ? "in"
                                       : "left");
        }
    }
    findings_add(to, &f);
}

void pass_still(const load_run *run, finding_list *to)
{
    tell_where(run, to, "still");
}

void pass_hang(const load_run *run, finding_list *to)
{
    hang_situation s;
    if ((run->hung || run->timed_out) && hang_begin(&s, run)) {
        int first = first_to_tell(&s);
        if (first >= 0) {
            tell_chain(&s, to, first);
        } else {
            tell_where(run, to, "no_progress");
        }
        hang_end(&s);
    }
}

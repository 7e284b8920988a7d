/* Point-to-point: messages that nobody received, and those that were sent as one type and received as
 * another (MPI standard 3.2 to 3.5). */
#include "match.h"
#include "passes.h"
#include "signatures.h"
#include "sites.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

/* ---- left over ---- */

static bool is_nearly(const match_message *m, const trace_operation *op)
{
    int same = (op->comm == m->sent->comm) + (op->peer == TRACE_ANY || op->peer == m->source) +
               (op->tag == TRACE_ANY || op->tag == m->sent->tag);
    return same == 2;
}

static const trace_operation *nearest(const match_inbox *inbox, const match_message *m)
{
    for (size_t i = 0; i < inbox->receive_count; i++) {
        const match_receive *r = &inbox->receives[i];
        if (r->message == NULL && !r->maybe &&
            (r->op->flags & (TRACE_LIBRARY | TRACE_DETACHED)) == 0 && is_nearly(m, r->op)) {
            return r->op;
        }
    }
    return NULL;
}

static void tell_unmatched(report *to, const match_inbox *inbox, int rank, const match_message *m)
{
    const load_run *run = to->run;
    const load_rank *source = &run->ranks[m->source], *here = &run->ranks[rank];
    const trace_operation *near = nearest(inbox, m);
    char more[500] = "";
    if (near != NULL && near->tag != m->sent->tag && near->tag != TRACE_ANY) {
        snprintf(more, sizeof more, "; the %s at %s waits for tag %d", load_call(here, near->call),
                 sites_text(here, near->site), near->tag);
    } else if (near != NULL && near->comm != m->sent->comm) {
        snprintf(more, sizeof more, "; the %s at %s waits for it on another communicator",
                 load_call(here, near->call), sites_text(here, near->site));
    } else if (near != NULL) {
        snprintf(more, sizeof more, "; the %s at %s waits for a message from rank %d",
                 load_call(here, near->call), sites_text(here, near->site), near->peer);
    }
    finding *made = report_add(to, ERROR, "unmatched_send", m->source, m->sent->site, m->sent->call,
                               "02-point-to-point",
                               "the message of %s at %s (to rank %d, %s%s) is never received%s",
                               load_call(source, m->sent->call), sites_text(source, m->sent->site),
                               rank, words_tag(m->sent->tag), words_comm(run, m->sent->comm), more);
    if (near != NULL) {
        report_place(made, rank, near->site, near->call);
    }
}

static void find_unmatched(report *to, const match_inbox *inboxes)
{
    for (int r = 0; r < to->run->size; r++) {
        const match_inbox *inbox = &inboxes[r];
        for (size_t i = 0; !inbox->is_vague && i < inbox->message_count; i++) {
            const match_message *m = &inbox->messages[i];
            if (m->by == NULL && !m->maybe && (m->sent->flags & TRACE_LIBRARY) == 0) {
                tell_unmatched(to, inbox, r, m);
            }
        }
    }
}

/* ---- pairs ---- */

/* The messages of one rank's ring, by partner, communicator, tag and age. */
typedef struct {
    const trace_message **all;
    size_t count;
} sorted_messages;

static int by_channel(const void *a, const void *b)
{
    const trace_message *x = *(const trace_message *const *)a,
                        *y = *(const trace_message *const *)b;
    if (x->peer != y->peer) {
        return x->peer < y->peer ? -1 : 1;
    }
    if (x->comm != y->comm) {
        return x->comm < y->comm ? -1 : 1;
    }
    if (x->tag != y->tag) {
        return x->tag < y->tag ? -1 : 1;
    }
    return (x->number > y->number) - (x->number < y->number);
}

static sorted_messages sort_messages(const trace_message *from, size_t count, bool completed)
{
    sorted_messages made = {calloc(count + 1, sizeof *made.all), 0};
    for (size_t i = 0; made.all != NULL && i < count; i++) {
        if ((from[i].flags & TRACE_CANCELLED) == 0 && (!completed || from[i].completed != 0)) {
            made.all[made.count++] = &from[i];
        }
    }
    if (made.count > 0) {
        qsort(made.all, made.count, sizeof *made.all, by_channel);
    }
    return made;
}

/* Where the messages of a channel begin, and how many there are. */
static size_t channel_of(const sorted_messages *in, int peer, uint64_t comm, int tag, size_t *count)
{
    trace_message wanted = {.peer = peer, .comm = comm, .tag = tag, .number = 0};
    const trace_message *key = &wanted;
    size_t low = 0, high = in->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_channel(&in->all[middle], &key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *count = 0;
    while (low + *count < in->count && in->all[low + *count]->peer == peer &&
           in->all[low + *count]->comm == comm && in->all[low + *count]->tag == tag) {
        ++*count;
    }
    return low;
}

static void check_pair(report *to, int source, const trace_message *sent, int rank,
                       const trace_message *got)
{
    const load_rank *from = &to->run->ranks[source], *here = &to->run->ranks[rank];
    if ((sent->flags & TRACE_LIBRARY) != 0 || (got->flags & TRACE_LIBRARY) != 0) {
        return;
    }
    signatures_verdict v = signatures_fit(&sent->signature, &got->signature);
    if (v == SIGNATURES_TYPE || v == SIGNATURES_BYTES) {
        finding *made =
            report_add(to, v == SIGNATURES_TYPE ? ERROR : WARNING, "message_type_mismatch", rank,
                       got->site, got->call, "02-point-to-point",
                       "the message of %s at %s is %s, but %s at %s receives it as %s",
                       load_call(from, sent->call), sites_text(from, sent->site),
                       signatures_text(&sent->signature), load_call(here, got->call),
                       sites_text(here, got->site), words_basic(got->signature.basic));
        report_place(made, source, sent->site, sent->call);
    } else if (sent->checksum != 0 && got->checksum != 0 && sent->bytes == got->bytes &&
               (sent->flags & TRACE_PLAIN) != 0 && sent->checksum != got->checksum) {
        finding *made = report_add(
            to, ERROR, "receive_buffer_changed", rank, got->site, got->call, "02-point-to-point",
            "the buffer of %s at %s was changed before the receive was complete (%s)",
            load_call(here, got->call), sites_text(here, got->site),
            sites_text(here, got->complete_site));
        report_place(made, rank, got->complete_site, 0);
    }
}

/* A message that MPI_Mprobe has taken is received out of turn: then the order says nothing. */
static bool is_out_of_turn(const load_rank *r, const sorted_messages *received, size_t first,
                           size_t count)
{
    size_t taken = 0;
    for (size_t i = first; i < first + count; i++) {
        taken += load_call_is(r, received->all[i]->call, "MPI_Mrecv") ||
                 load_call_is(r, received->all[i]->call, "MPI_Imrecv");
    }
    return taken > 0;
}

static const trace_channel *channel_to(const load_rank *from, const trace_message *m)
{
    for (size_t i = 0; i < LOAD_COUNT(from, CHANNELS); i++) {
        const trace_channel *c = &LOAD_CHANNELS(from)[i];
        if (c->is_used && c->comm == m->comm && c->peer == m->peer && c->tag == m->tag) {
            return c;
        }
    }
    return NULL;
}

/* The k-th message of a channel goes to the k-th receive that took one from it (3.5). Where a ring has
 * lost the oldest, they are counted from the last, if as many were received as sent. */
static void check_pairs(report *to, const sorted_messages *sent, const sorted_messages *received,
                        int source)
{
    const load_run *run = to->run;
    for (size_t i = 0, count; i < sent[source].count; i += count) {
        const trace_message *first = sent[source].all[i];
        size_t start = channel_of(&sent[source], first->peer, first->comm, first->tag, &count),
               got_count;
        count = count > 0 ? count : 1;
        if (start != i || first->peer < 0 || first->peer >= run->size) {
            continue;
        }
        int rank = first->peer;
        const trace_channel *c = channel_to(&run->ranks[source], first);
        size_t got = channel_of(&received[rank], source, first->comm, first->tag, &got_count);
        uint64_t taken = match_received(&run->ranks[rank], first->comm, source, first->tag);
        if (c == NULL || taken > c->sent ||
            is_out_of_turn(&run->ranks[rank], &received[rank], got, got_count)) {
            continue;
        }
        bool whole = c->sent == count && taken == got_count;
        if (!whole && taken != c->sent) {
            continue;
        }
        size_t pairs = count < got_count ? count : got_count;
        for (size_t k = 0; k < pairs; k++) {
            size_t s = whole ? i + k : i + count - 1 - k,
                   r = whole ? got + k : got + got_count - 1 - k;
            check_pair(to, source, sent[source].all[s], rank, received[rank].all[r]);
        }
    }
}

static void find_mismatches(report *to)
{
    const load_run *run = to->run;
    sorted_messages *sent = calloc((size_t)run->size + 1, sizeof *sent),
                    *received = calloc((size_t)run->size + 1, sizeof *received);
    for (int r = 0; sent != NULL && received != NULL && r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        sent[r] = sort_messages(LOAD_SENDS(rank), LOAD_COUNT(rank, SENDS), false);
        received[r] = sort_messages(LOAD_RECEIVES(rank), LOAD_COUNT(rank, RECEIVES), true);
    }
    for (int r = 0; sent != NULL && received != NULL && r < run->size; r++) {
        check_pairs(to, sent, received, r);
    }
    for (int r = 0; sent != NULL && received != NULL && r < run->size; r++) {
        free(sent[r].all);
        free(received[r].all);
    }
    free(sent);
    free(received);
}

void pass_messages(report *to)
{
    if (!load_is_complete(to->run)) {
        return;
    }
    find_mismatches(to);
    if (load_all_finalized(to->run) && !to->run->hung && !to->run->timed_out) {
        match_inbox *inboxes = match_all(to->run);
        if (inboxes != NULL) {
            find_unmatched(to, inboxes);
        }
        match_free(inboxes, to->run->size);
    }
}

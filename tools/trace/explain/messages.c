/* Point-to-point: messages that nobody received, and those that were sent as one type and received as
 * another (MPI standard 3.2 to 3.5). */
#include "match.h"
#include "names.h"
#include "passes.h"
#include "signatures.h"
#include "tell.h"
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

/* In what a receive that is open differs from the message. */
static void tell_near(finding *f, const load_run *run, int rank, const trace_operation *near,
                      const match_message *m)
{
    const load_rank *here = &run->ranks[rank];
    bool other_tag = near->tag != m->sent->tag && near->tag != TRACE_ANY;
    finding_put(f, "near", "%s", other_tag ? "tag" : near->comm != m->sent->comm ? "comm" : "peer");
    tell_call(f, "near", here, near->call, near->site);
    tell_number(f, "tag", "near", near->tag);
    tell_number(f, "peer", "near", near->peer);
    tell_place(f, run, rank, near->site, near->call);
}

static void tell_unmatched(const load_run *run, finding_list *to, const match_inbox *inbox,
                           int rank, const match_message *m)
{
    const trace_operation *near = nearest(inbox, m);
    finding f;
    finding_start(&f, FINDING_ERROR, "unmatched_send");
    tell_place(&f, run, m->source, m->sent->site, m->sent->call);
    tell_call(&f, "", &run->ranks[m->source], m->sent->call, m->sent->site);
    finding_put(&f, "peer", "%d", rank);
    tell_number(&f, "tag", "", m->sent->tag);
    tell_comm(&f, "", run, m->sent->comm);
    if (near != NULL) {
        tell_near(&f, run, rank, near, m);
    }
    findings_add(to, &f);
}

static void find_unmatched(const load_run *run, finding_list *to, const match_inbox *inboxes)
{
    for (int r = 0; r < run->size; r++) {
        const match_inbox *inbox = &inboxes[r];
        for (size_t i = 0; !inbox->is_vague && i < inbox->message_count; i++) {
            const match_message *m = &inbox->messages[i];
            if (m->by == NULL && !m->maybe && (m->sent->flags & TRACE_LIBRARY) == 0) {
                tell_unmatched(run, to, inbox, r, m);
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

static void tell_types(const load_run *run, finding_list *to, int source, const trace_message *sent,
                       int rank, const trace_message *got, finding_severity severity)
{
    finding f;
    finding_start(&f, severity, "message_type_mismatch");
    tell_place(&f, run, rank, got->site, got->call);
    tell_place(&f, run, source, sent->site, sent->call);
    tell_call(&f, "", &run->ranks[rank], got->call, got->site);
    tell_call(&f, "other", &run->ranks[source], sent->call, sent->site);
    tell_signature(&f, "other", &sent->signature);
    finding_put(&f, "type", "%s", names_basic(got->signature.basic));
    findings_add(to, &f);
}

static void tell_changed(const load_run *run, finding_list *to, int rank, const trace_message *got)
{
    finding f;
    finding_start(&f, FINDING_ERROR, "receive_buffer_changed");
    tell_place(&f, run, rank, got->site, got->call);
    tell_place(&f, run, rank, got->complete_site, 0);
    tell_call(&f, "", &run->ranks[rank], got->call, got->site);
    tell_site(&f, "complete", &run->ranks[rank], got->complete_site);
    findings_add(to, &f);
}

/* Fewer than there is room for, which is allowed; but nobody asks how many. */
static void tell_short(const load_run *run, finding_list *to, int source, const trace_message *sent,
                       int rank, const trace_message *got)
{
    const trace_signature *from = &sent->signature, *room = &got->signature;
    finding f;
    if ((got->flags & TRACE_STATUS_IGNORED) == 0 || from->known != 1 || room->known != 1 ||
        from->count * from->unit >= room->count * room->unit) {
        return;
    }
    finding_start(&f, FINDING_NOTE, "short_message");
    tell_place(&f, run, rank, got->site, got->call);
    tell_place(&f, run, source, sent->site, sent->call);
    tell_call(&f, "", &run->ranks[rank], got->call, got->site);
    tell_call(&f, "other", &run->ranks[source], sent->call, sent->site);
    tell_signature(&f, "", room);
    tell_signature(&f, "other", from);
    findings_add(to, &f);
}

static void check_pair(const load_run *run, finding_list *to, int source, const trace_message *sent,
                       int rank, const trace_message *got)
{
    if ((sent->flags & TRACE_LIBRARY) != 0 || (got->flags & TRACE_LIBRARY) != 0) {
        return;
    }
    signatures_verdict v = signatures_fit(&sent->signature, &got->signature);
    if (v == SIGNATURES_TYPE || v == SIGNATURES_BYTES) {
        tell_types(run, to, source, sent, rank, got,
                   v == SIGNATURES_TYPE ? FINDING_ERROR : FINDING_WARNING);
    } else if (sent->checksum != 0 && got->checksum != 0 && sent->bytes == got->bytes &&
               (sent->flags & TRACE_PLAIN) != 0 && sent->checksum != got->checksum) {
        tell_changed(run, to, rank, got);
    }
    if (v == SIGNATURES_AGREE) {
        tell_short(run, to, source, sent, rank, got);
    }
}

/* A message that MPI_Mprobe has taken is received out of turn: then the order says nothing. */
static bool is_out_of_turn(const load_rank *r, const sorted_messages *received, size_t first,
                           size_t count)
{
    size_t taken = 0;
    for (size_t i = first; i < first + count; i++) {
        taken += load_call_has(r, received->all[i]->call, MPI_FACT_MATCHED);
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
static void check_pairs(const load_run *run, finding_list *to, const sorted_messages *sent,
                        const sorted_messages *received, int source)
{
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
            check_pair(run, to, source, sent[source].all[s], rank, received[rank].all[r]);
        }
    }
}

static void find_mismatches(const load_run *run, finding_list *to)
{
    sorted_messages *sent = calloc((size_t)run->size + 1, sizeof *sent),
                    *received = calloc((size_t)run->size + 1, sizeof *received);
    for (int r = 0; sent != NULL && received != NULL && r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        sent[r] = sort_messages(LOAD_SENDS(rank), LOAD_COUNT(rank, SENDS), false);
        received[r] = sort_messages(LOAD_RECEIVES(rank), LOAD_COUNT(rank, RECEIVES), true);
    }
    for (int r = 0; sent != NULL && received != NULL && r < run->size; r++) {
        check_pairs(run, to, sent, received, r);
    }
    for (int r = 0; sent != NULL && received != NULL && r < run->size; r++) {
        free(sent[r].all);
        free(received[r].all);
    }
    free(sent);
    free(received);
}

void pass_messages(const load_run *run, finding_list *to)
{
    if (!load_is_complete(run)) {
        return;
    }
    find_mismatches(run, to);
    if (load_all_finalized(run) && !run->hung && !run->timed_out) {
        match_inbox *inboxes = match_all(run);
        if (inboxes != NULL) {
            find_unmatched(run, to, inboxes);
        }
        match_free(inboxes, run->size);
    }
}

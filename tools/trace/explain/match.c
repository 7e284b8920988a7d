#include "match.h"
#include <stdlib.h>
#include <string.h>

/* ---- what was received ---- */

static const trace_channel *find_channel(const load_rank *rank, uint64_t comm, int peer, int tag)
{
    for (size_t i = 0; i < LOAD_COUNT(rank, CHANNELS); i++) {
        const trace_channel *c = &LOAD_CHANNELS(rank)[i];
        if (c->is_used && c->comm == comm && c->peer == peer && c->tag == tag) {
            return c;
        }
    }
    return NULL;
}

uint64_t match_received(const load_rank *rank, uint64_t comm, int peer, int tag)
{
    const trace_channel *c = find_channel(rank, comm, peer, tag);
    return c != NULL ? c->received : 0;
}

/* ---- messages on their way ---- */

static bool add_message(match_inbox *inbox, const match_message *message)
{
    size_t count = inbox->message_count;
    if ((count & (count - 1)) == 0) {
        size_t room = count == 0 ? 1 : 2 * count;
        match_message *more = realloc(inbox->messages, room * sizeof *more);
        if (more == NULL) {
            inbox->is_vague = true;
            return false;
        }
        inbox->messages = more;
    }
    inbox->messages[inbox->message_count++] = *message;
    return true;
}

static bool is_of_channel(const trace_message *m, const trace_channel *c)
{
    return m->comm == c->comm && m->peer == c->peer && m->tag == c->tag &&
           (m->flags & TRACE_CANCELLED) == 0;
}

static void add_channel(match_inbox *inbox, const load_rank *from, int source,
                        const trace_channel *c, uint64_t received)
{
    uint64_t left = c->sent - received, ordinal = c->sent;
    for (size_t i = LOAD_COUNT(from, SENDS); i > 0 && left > 0; i--) {
        const trace_message *m = &LOAD_SENDS(from)[i - 1];
        if (is_of_channel(m, c)) {
            const match_message made = {source, ordinal--, m, NULL, false};
            if (!add_message(inbox, &made)) {
                return;
            }
            left--;
        }
    }
    inbox->is_vague = inbox->is_vague || left > 0;
}

static int by_age(const void *a, const void *b)
{
    const match_message *left = a, *right = b;
    if (left->source != right->source) {
        return left->source < right->source ? -1 : 1;
    }
    return (left->sent->number > right->sent->number) - (left->sent->number < right->sent->number);
}

static void find_messages(const load_run *run, match_inbox *all)
{
    for (int source = 0; source < run->size; source++) {
        const load_rank *from = &run->ranks[source];
        for (size_t i = 0; from->state == LOAD_WHOLE && i < LOAD_COUNT(from, CHANNELS); i++) {
            const trace_channel *c = &LOAD_CHANNELS(from)[i];
            if (!c->is_used || c->sent == 0 || c->peer < 0 || c->peer >= run->size ||
                run->ranks[c->peer].state != LOAD_WHOLE) {
                continue;
            }
            uint64_t received = match_received(&run->ranks[c->peer], c->comm, source, c->tag);
            if (received > c->sent) {
                all[c->peer].is_vague = true;
            } else if (received < c->sent) {
                add_channel(&all[c->peer], from, source, c, received);
            }
        }
    }
}

/* ---- receives that are pending ---- */

static int by_posting(const void *a, const void *b)
{
    const match_receive *left = a, *right = b;
    return (left->op->record > right->op->record) - (left->op->record < right->op->record);
}

static void find_receives(const load_rank *rank, match_inbox *inbox)
{
    inbox->receives = calloc(LOAD_COUNT(rank, OPERATIONS) + 1, sizeof *inbox->receives);
    if (inbox->receives == NULL) {
        inbox->is_vague = true;
        return;
    }
    for (size_t i = 1; i < LOAD_COUNT(rank, OPERATIONS); i++) {
        const trace_operation *op = &LOAD_OPERATIONS(rank)[i];
        if (op->kind == TRACE_RECEIVE && (op->flags & TRACE_ACTIVE) != 0) {
            inbox->receives[inbox->receive_count++].op = op;
        }
    }
    qsort(inbox->receives, inbox->receive_count, sizeof *inbox->receives, by_posting);
}

/* ---- matching ---- */

bool match_fits(const trace_operation *receive, const match_message *message)
{
    return receive->comm == message->sent->comm &&
           (receive->peer == TRACE_ANY || receive->peer == message->source) &&
           (receive->tag == TRACE_ANY || receive->tag == message->sent->tag);
}

static void match_one(match_inbox *inbox, match_receive *receive)
{
    match_message *first = NULL;
    int sources = 0, last_source = -1;
    for (size_t i = 0; i < inbox->message_count; i++) {
        match_message *m = &inbox->messages[i];
        if (m->by == NULL && m->source != last_source && match_fits(receive->op, m)) {
            first = first == NULL ? m : first;
            last_source = m->source;
            sources++;
        }
    }
    if (sources == 1) {
        first->by = receive->op;
        receive->message = first;
        receive->maybe = first->maybe;
        return;
    }
    receive->maybe = sources > 1;
    last_source = -1;
    for (size_t i = 0; sources > 1 && i < inbox->message_count; i++) {
        match_message *m = &inbox->messages[i];
        if (m->by == NULL && m->source != last_source && match_fits(receive->op, m)) {
            last_source = m->source;
            m->maybe = true;
        }
    }
}

match_inbox *match_all(const load_run *run)
{
    match_inbox *all = calloc((size_t)run->size + 1, sizeof *all);
    if (all == NULL) {
        return NULL;
    }
    find_messages(run, all);
    for (int r = 0; r < run->size; r++) {
        match_inbox *inbox = &all[r];
        if (run->ranks[r].state != LOAD_WHOLE) {
            continue;
        }
        if (inbox->message_count > 0) {
            qsort(inbox->messages, inbox->message_count, sizeof *inbox->messages, by_age);
        }
        find_receives(&run->ranks[r], inbox);
        for (size_t i = 0; i < inbox->receive_count; i++) {
            match_one(inbox, &inbox->receives[i]);
        }
    }
    return all;
}

void match_free(match_inbox *all, int size)
{
    for (int r = 0; all != NULL && r < size; r++) {
        free(all[r].messages);
        free(all[r].receives);
    }
    free(all);
}

const match_message *match_of_send(const match_inbox *all, int source, const trace_operation *send)
{
    const match_inbox *inbox = &all[send->peer];
    for (size_t i = 0; i < inbox->message_count; i++) {
        const match_message *m = &inbox->messages[i];
        if (m->source == source && m->sent->number == send->record + 1) {
            return m;
        }
    }
    return NULL;
}

const match_receive *match_of_receive(const match_inbox *inbox, const trace_operation *op)
{
    for (size_t i = 0; i < inbox->receive_count; i++) {
        if (inbox->receives[i].op == op) {
            return &inbox->receives[i];
        }
    }
    return NULL;
}

bool match_for_probe(const match_inbox *inbox, const trace_operation *probe)
{
    for (size_t i = 0; i < inbox->message_count; i++) {
        if (inbox->messages[i].by == NULL && match_fits(probe, &inbox->messages[i])) {
            return true;
        }
    }
    return false;
}

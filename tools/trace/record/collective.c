/* Collective calls, on communicators, windows and files: what must agree is written down before the call
 * is made. */
#include "arguments.h"
#include "collective.h"
#include "types.h"

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t x = (a ^ b) * 0x9fb21c651e98df25ULL;
    return x ^ x >> 32;
}

uint64_t hash_numbers(const int numbers[], int count)
{
    uint64_t sum = (uint64_t)(unsigned)count + 1;
    for (int i = 0; i < count; i++) {
        sum = mix(sum, (uint64_t)(unsigned)numbers[i] + 1);
    }
    return sum | 1;
}

int64_t sum_of(const int counts[], int count)
{
    int64_t sum = 0;
    for (int i = 0; i < count; i++) {
        sum += counts[i];
    }
    return sum;
}

static int32_t root_of(const comm_record *comm, const collective *what)
{
    if (what->root == NO_ROOT) {
        return TRACE_NO_ROOT;
    }
    return what->root == MPI_ROOT        ? TRACE_ROOT_HERE
           : what->root == MPI_PROC_NULL ? TRACE_ROOT_NONE
           : comm->remote != NULL        ? TRACE_NO_ROOT
                                         : what->root;
}

static bool is_used(const void *buffer, int64_t count)
{
    return buffer != NULL && buffer != MPI_IN_PLACE && count > 0;
}

/* MPI standard 6.2.1 (4.0): no buffer of a call may overlap another one of it that is written. */
static void check_alias(frame *f, const collective *what, int size)
{
    uint64_t a, a_end, b, b_end;
    int64_t sent = what->send_count * (what->send_all ? size : 1);
    int64_t received = what->receive_count * (what->receive_all ? size : 1);
    if (!is_used(what->send, sent) || !is_used(what->receive, received) || what->send_varies ||
        what->receive_varies) {
        return;
    }
    type_piece(what->send_type, sent, what->send, &a, &a_end);
    type_piece(what->receive_type, received, what->receive, &b, &b_end);
    if (a < a_end && b < b_end && a < b_end && b < a_end) {
        issue(f, TRACE_ISSUE_ALIAS, 0, 0);
    }
}

typedef struct {
    uint64_t begin, end;
} piece;

/* Of a v-variant: in one piece only if the parts are, in whatever order. */
static piece list_piece(const void *buffer, const int counts[], const int places[], int size,
                        MPI_Datatype type)
{
    int64_t first = INT64_MAX, last = 0, sum = 0;
    piece made = {0, 0};
    for (int i = 0; counts != NULL && places != NULL && i < size; i++) {
        int64_t end = (int64_t)places[i] + counts[i];
        first = counts[i] > 0 && places[i] < first ? places[i] : first;
        last = counts[i] > 0 && end > last ? end : last;
        sum += counts[i];
    }
    const type_record *t = type_find(type);
    if (sum > 0 && sum == last - first && t != NULL && t->is_dense) {
        type_piece(type, sum, (const char *)buffer + first * (int64_t)t->extent, &made.begin,
                   &made.end);
    }
    return made;
}

/* In one piece; 0, 0: not, or not known. */
static piece sent_piece(const collective *what, int size)
{
    int64_t count = what->send_count * (what->send_all ? size : 1);
    piece made = {0, 0};
    if (!is_used(what->send, count)) {
        return made;
    }
    if (what->send_list != NULL) {
        return list_piece(what->send, what->send_list, what->send_places, size, what->send_type);
    }
    type_piece(what->send_type, count, what->send, &made.begin, &made.end);
    return made;
}

static piece received_piece(const collective *what, int size)
{
    int64_t count = what->receive_count * (what->receive_all ? size : 1);
    piece made = {0, 0};
    if (!is_used(what->receive, count)) {
        return made;
    }
    if (what->receive_list != NULL) {
        return list_piece(what->receive, what->receive_list, what->receive_places, size,
                          what->receive_type);
    }
    type_piece(what->receive_type, count, what->receive, &made.begin, &made.end);
    return made;
}

static void note_buffers(frame *f, trace_operation *op, const collective *what,
                         const comm_record *comm, trace_collective *entry)
{
    int size = comm->remote != NULL ? comm->remote_size : comm->size;
    piece in = received_piece(what, size), out = sent_piece(what, size);
    bool writes = what->is_inout && what->root != comm->rank && what->root != MPI_ROOT;
    if (writes) {
        in = out;
        out = (piece){0, 0};
    }
    entry->send_begin = out.begin;
    entry->send_end = out.end;
    entry->receive_begin = in.begin;
    entry->receive_end = in.end;
    compare_with_active(f, in.begin, in.end, true);
    compare_with_active(f, out.begin, out.end, false);
    if ((op->flags & TRACE_BLOCKING) != 0) {
        return;
    }
    op->begin = in.begin;
    op->end = in.end;
    op->flags |= in.begin != in.end ? TRACE_WRITES : 0;
    op->other_begin = out.begin;
    op->other_end = out.end;
    operation_sum(op, out.begin, out.end);
    if (writes && in.end - in.begin <= 1024) {
        operation_sum(op, in.begin, in.end);
    }
}

/* Is what this rank receives written twice in some places? */
static void check_receives(frame *f, const collective *what, const comm_record *comm)
{
    int size = comm->remote != NULL ? comm->remote_size : comm->size;
    bool by_send = what->is_inout && what->root != comm->rank && what->root != MPI_ROOT;
    MPI_Datatype type = by_send ? what->send_type : what->receive_type;
    int64_t count = by_send ? what->send_count : what->receive_count;
    count = what->receive_list != NULL && count > 1 ? 1 : count; /* the places are the program's */
    if ((by_send || is_used(what->receive, count)) && HANDLE(type) != 0 &&
        type_overlaps(type, count * (what->receive_all ? size : 1))) {
        problem(f, TRACE_PROBLEM_TYPE, "datatype", 0, 0);
    }
}

static trace_signature signature_of(const comm_record *comm, const void *buffer, int64_t count,
                                    MPI_Datatype type, bool varies)
{
    trace_signature made = {0, 0, 0, 0, 0};
    if (comm->remote == NULL && buffer != MPI_IN_PLACE && HANDLE(type) != 0) {
        made = type_signature(type, count);
        made.known = made.known != 0 ? (varies ? 2 : 1) : 0;
    }
    return made;
}

enum { LONGEST_LIST = 256 };

static uint64_t keep_list(const int counts[], int length, MPI_Datatype type)
{
    const type_record *t = counts != NULL ? type_find(type) : NULL;
    uint64_t first = 0, number;
    for (int i = 0; t != NULL && t->is_known && length <= LONGEST_LIST && i < length; i++) {
        trace_count *entry = ring_next(TRACE_SECTION_COUNTS, &number);
        entry->elements = counts[i] > 0 ? (uint64_t)counts[i] * t->length : 0;
        ring_done(entry, number);
        first = i == 0 ? number + 1 : first;
    }
    return first;
}

trace_operation *collective_begin(frame *f, comm_record *comm, const collective *what, bool blocks,
                                  uint64_t *index)
{
    uint64_t number;
    if (comm == NULL) {
        return NULL;
    }
    bool is_inter = comm->remote != NULL;
    trace_collective *entry = ring_next(TRACE_SECTION_COLLECTIVES, &number);
    *entry = (trace_collective){.comm = comm->shared->id,
                                .index = comm->collectives++,
                                .before = comm->before,
                                .site = f->site,
                                .posted = f->number,
                                .begin = f->begin,
                                .bytes = what->bytes,
                                .root = root_of(comm, what),
                                .op = what->has_op ? op_number(what->op) : 0,
                                .call = f->call,
                                .extra = is_inter ? 0 : what->extra};
    entry->flags = (f->is_library ? TRACE_LIBRARY : 0) | (blocks ? 0 : TRACE_NONBLOCKING);
    if (what->send == MPI_IN_PLACE || what->receive == MPI_IN_PLACE) {
        entry->flags |= TRACE_IN_PLACE;
    }
    entry->send =
        signature_of(comm, what->send, what->send_count, what->send_type, what->send_varies);
    entry->receive = signature_of(comm, what->receive, what->receive_count, what->receive_type,
                                  what->receive_varies);
    if (!is_inter) {
        entry->list_length = (uint64_t)comm->size;
        entry->send_list = keep_list(what->send_list, comm->size, what->send_type);
        entry->receive_list = keep_list(what->receive_list, comm->size, what->receive_type);
    }
    comm->before = mix(comm->before + 1, mix(f->call, (uint64_t)(unsigned)entry->root));
    comm->shared->collectives = comm->collectives;
    *index = entry->index;
    ring_done(entry, number);
    f->comm = entry->comm;
    f->bytes = what->bytes;
    f->peer = is_inter || what->root < 0 ? TRACE_NO_RANK : comm_peer(comm, what->root);
    f->peer = f->peer == TRACE_FOREIGN ? TRACE_NO_RANK : f->peer;
    check_collective(f, comm, what);
    check_receives(f, what, comm);
    check_alias(f, what, is_inter ? comm->remote_size : comm->size);

    trace_operation *op = operation_new(f, TRACE_COLLECTIVE, TRACE_STANDARD);
    if (op != NULL) {
        op->comm = entry->comm;
        op->record = number;
        op->ordinal = entry->index;
        op->bytes = what->bytes;
        op->peer = f->peer;
        op->flags |= blocks ? TRACE_BLOCKING | TRACE_AWAITED : 0;
        note_buffers(f, op, what, comm, entry);
        operation_activate(op);
    }
    return op;
}

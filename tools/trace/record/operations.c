/* What is pending: sends, receives, collectives, one-sided accesses. Blocking calls too are begun here,
 * and complete when they return; so a reader sees in one table what a rank waits for.
 *
 * A request is found by the address of its variable and its handle together. The handle alone would not
 * do: Open MPI gives the same one to every small send, and uses others again at once. Where a program has
 * copied it to another variable, the oldest operation with that handle is meant; those that share a handle
 * are all complete, so that it does not matter which. */
#include "arguments.h"
#include "comms.h"
#include "operations.h"
#include "types.h"
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { BUCKETS = 4096, LOOK_FOR_OVERLAP = 64, MOST_BYTES_WATCHED = 1024 };
enum { MOST_FREED = 8, CALLS_WATCHED = 16 };
enum { NEXT_VARIABLE, BACK_VARIABLE, NEXT_HANDLE, BACK_HANDLE, NEXT_ACTIVE, BACK_ACTIVE };

static uint32_t by_variable[BUCKETS], by_handle[BUCKETS], active;
static uint32_t free_entry;

static struct freed {
    uint64_t record, begin, end, sum;
    int calls;
} freed[MOST_FREED];
static unsigned freed_count;
static void look_at_freed(const frame *f);

static uint64_t mix(uint64_t a)
{
    a *= 0xff51afd7ed558ccdULL;
    return a ^ a >> 33;
}

trace_operation *operation_at(uint32_t index)
{
    return (trace_operation *)section(TRACE_SECTION_OPERATIONS) + index;
}

uint32_t operation_index(const trace_operation *op)
{
    return (uint32_t)(op - (trace_operation *)section(TRACE_SECTION_OPERATIONS));
}

/* ---- lists: pairs of links, number 0 ends them ---- */

static void link_in(uint32_t *head, uint32_t at, int next)
{
    trace_operation *op = operation_at(at);
    op->links[next] = *head;
    op->links[next + 1] = 0;
    if (*head != 0) {
        operation_at(*head)->links[next + 1] = at;
    }
    *head = at;
}

static void link_out(uint32_t *head, uint32_t at, int next)
{
    trace_operation *op = operation_at(at);
    if (op->links[next + 1] != 0) {
        operation_at(op->links[next + 1])->links[next] = op->links[next];
    } else if (*head == at) {
        *head = op->links[next];
    }
    if (op->links[next] != 0) {
        operation_at(op->links[next])->links[next + 1] = op->links[next + 1];
    }
    op->links[next] = op->links[next + 1] = 0;
}

static uint32_t *variable_bucket(uint64_t variable)
{
    return &by_variable[mix(variable >> 2) % BUCKETS];
}

static uint32_t *handle_bucket(uint64_t handle)
{
    return &by_handle[mix(handle) % BUCKETS];
}

void operation_activate(trace_operation *op)
{
    op->flags |= TRACE_ACTIVE;
    link_in(&active, operation_index(op), NEXT_ACTIVE);
}

static void deactivate(trace_operation *op)
{
    if ((op->flags & TRACE_ACTIVE) != 0) {
        link_out(&active, operation_index(op), NEXT_ACTIVE);
    }
    op->flags &= ~(uint32_t)(TRACE_ACTIVE | TRACE_AWAITED);
}

trace_operation *operation_new(frame *f, int kind, int mode)
{
    trace_section *table = &record->sections[TRACE_SECTION_OPERATIONS];
    uint32_t at = free_entry;
    if (freed_count > 0) {
        look_at_freed(f);
    }
    if (at != 0) {
        free_entry = operation_at(at)->links[0];
    } else if (section_has_room(TRACE_SECTION_OPERATIONS)) {
        at = (uint32_t)table->used++;
    } else {
        table->lost++;
        return NULL;
    }
    trace_operation *op = operation_at(at);
    *op = (trace_operation){.kind = (uint32_t)kind,
                            .flags = f->is_library ? TRACE_LIBRARY : 0,
                            .call = f->call,
                            .mode = (uint16_t)mode,
                            .peer = TRACE_NO_RANK,
                            .tag = TRACE_ANY,
                            .posted = f->number,
                            .site = f->site,
                            .made_site = f->site};
    return op;
}

void operation_drop(trace_operation *op)
{
    uint32_t at = operation_index(op);
    deactivate(op);
    if (op->variable != 0) {
        link_out(variable_bucket(op->variable), at, NEXT_VARIABLE);
        link_out(handle_bucket(op->handle), at, NEXT_HANDLE);
    }
    op->kind = TRACE_FREE;
    op->flags = 0;
    op->variable = 0;
    op->links[0] = free_entry;
    free_entry = at;
}

/* ---- buffers ---- */

static uint64_t sum_bytes(uint64_t sum, const char *from, size_t count)
{
    uint64_t word;
    for (; count >= sizeof word; count -= sizeof word, from += sizeof word) {
        memcpy(&word, from, sizeof word);
        sum = (sum ^ word) * 0x9fb21c651e98df25ULL;
        sum ^= sum >> 29;
    }
    for (; count > 0; count--, from++) {
        sum = (sum ^ (unsigned char)*from) * 0x9fb21c651e98df25ULL;
        sum ^= sum >> 29;
    }
    return sum;
}

/* Never 0. Of a large buffer only samples are taken: the start, the end and some places between. */
static uint64_t checksum(uint64_t begin, uint64_t end)
{
    const char *from = (const char *)(uintptr_t)begin;
    size_t count = end - begin;
    uint64_t sum = count;
    if (count <= MOST_BYTES_WATCHED) {
        sum = sum_bytes(sum, from, count);
    } else {
        sum = sum_bytes(sum, from, 256);
        for (size_t i = 1; i <= 8; i++) {
            sum = sum_bytes(sum, from + i * (count / 10), 32);
        }
        sum = sum_bytes(sum, from + count - 256, 256);
    }
    return sum | 1;
}

void operation_sum(trace_operation *op, uint64_t begin, uint64_t end)
{
    if (begin != end && (op->flags & TRACE_LIBRARY) == 0) {
        op->checksum = op->seen = checksum(begin, end);
    }
}

static bool meets(uint64_t a, uint64_t a_end, uint64_t b, uint64_t b_end)
{
    return a < b_end && b < a_end;
}

/* MPI standard 3.7.2: the buffer of a pending operation is not to be accessed; that of a send may be
 * read. Only pieces of memory without gaps are compared. */
void compare_with_active(frame *f, uint64_t begin, uint64_t end, bool writes)
{
    uint32_t at = active;
    if (f->is_library || begin == end) {
        return;
    }
    for (int i = 0; at != 0 && i < LOOK_FOR_OVERLAP;
         i++, at = operation_at(at)->links[NEXT_ACTIVE]) {
        const trace_operation *op = operation_at(at);
        bool hits =
            meets(begin, end, op->begin, op->end) && (writes || (op->flags & TRACE_WRITES) != 0);
        hits = hits || (writes && meets(begin, end, op->other_begin, op->other_end));
        if (hits && op->kind != TRACE_FREE && (op->flags & TRACE_LIBRARY) == 0 &&
            (op->flags & TRACE_DETACHED) == 0 && (op->flags & TRACE_CANCELLED) == 0) {
            trace_issue *made = issue(f, TRACE_ISSUE_OVERLAP, op->site, op->call);
            if (made != NULL) {
                made->value = (op->flags & TRACE_WRITES) != 0 ? 2 : 1;
                made->value += writes ? 4 : 0;
            }
            return;
        }
    }
}

void check_overlap(frame *f, const void *buffer, int64_t count, MPI_Datatype type, bool writes)
{
    uint64_t begin, end;
    if (active != 0 && count > 0) {
        type_piece(type, count, buffer, &begin, &end);
        compare_with_active(f, begin, end, writes);
    }
}

/* ---- channels ---- */

static trace_channel *channel(uint64_t comm, int peer, int tag)
{
    trace_section *table = &record->sections[TRACE_SECTION_CHANNELS];
    trace_channel *entries = section(TRACE_SECTION_CHANNELS);
    uint64_t at = mix(comm ^ mix((uint64_t)(uint32_t)peer << 32 | (uint32_t)tag)) % table->capacity;
    for (int i = 0; i < 64; i++, at = at + 1 == table->capacity ? 0 : at + 1) {
        trace_channel *entry = &entries[at];
        if (!entry->is_used) {
            *entry = (trace_channel){.comm = comm, .peer = peer, .tag = tag, .is_used = 1};
            table->used = at + 1 > table->used ? at + 1 : table->used;
            return entry;
        }
        if (entry->comm == comm && entry->peer == peer && entry->tag == tag) {
            return entry;
        }
    }
    table->lost++;
    return NULL;
}

static trace_peer *peer_of(int rank)
{
    trace_section *peers = &record->sections[TRACE_SECTION_PEERS];
    return rank >= 0 && (uint64_t)rank < peers->used
               ? (trace_peer *)section(TRACE_SECTION_PEERS) + rank
               : NULL;
}

/* ---- messages ---- */

static void begin_message(frame *f, trace_operation *op)
{
    bool is_send = op->kind == TRACE_SEND;
    trace_message *m =
        ring_next(is_send ? TRACE_SECTION_SENDS : TRACE_SECTION_RECEIVES, &op->record);
    *m = (trace_message){.site = op->made_site, /* of a persistent one: where peer and tag stand */
                         .posted = f->number,
                         .begin = f->begin,
                         .comm = op->comm,
                         .bytes = is_send ? op->bytes : 0,
                         .signature = op->signature,
                         .peer = op->peer,
                         .tag = op->tag,
                         .wanted_peer = op->peer,
                         .wanted_tag = op->tag,
                         .call = op->call,
                         .mode = op->mode,
                         .flags = op->flags,
                         .buffer_begin = op->begin,
                         .buffer_end = op->end};
    if (is_send) {
        trace_channel *c = channel(op->comm, op->peer, op->tag);
        trace_peer *peer = peer_of(op->peer);
        if (c != NULL) {
            op->ordinal = ++c->sent;
            c->sent_site = f->site;
        }
        if (peer != NULL && (op->flags & TRACE_LIBRARY) == 0) {
            peer->sent++;
            peer->sent_bytes += op->bytes;
        }
        m->checksum = op->checksum;
    }
    ring_done(m, op->record);
}

static void describe(frame *f, trace_operation *op, const void *buffer, int64_t count,
                     MPI_Datatype type, int peer, int tag, const comm_record *comm)
{
    op->comm = comm->shared->id;
    op->peer = comm_peer(comm, peer);
    op->tag = tag == MPI_ANY_TAG ? TRACE_ANY : tag;
    op->bytes = type_bytes(type, count);
    if (type_piece(type, count, buffer, &op->begin, &op->end)) {
        op->flags |= TRACE_PLAIN;
    }
    op->flags |= op->kind == TRACE_RECEIVE ? TRACE_WRITES : 0;
    f->comm = op->comm;
    f->peer = op->peer;
    f->tag = op->tag;
    f->bytes = op->kind == TRACE_SEND ? op->bytes : 0;
}

static void note_buffer(frame *f, trace_operation *op)
{
    compare_with_active(f, op->begin, op->end, (op->flags & TRACE_WRITES) != 0);
    op->checksum = 0;
    if (op->begin != op->end && (op->flags & TRACE_LIBRARY) == 0 &&
        (op->kind == TRACE_SEND || op->end - op->begin <= MOST_BYTES_WATCHED)) {
        op->checksum = checksum(op->begin, op->end);
        op->seen = op->checksum;
    }
}

/* A struct type without the padding of the compiler's struct: its members, or those of the next one, lie elsewhere. */
static bool is_unpadded(const type_record *t, int64_t count)
{
    return t->is_packed || (count > 1 && t->is_known && t->basic == 0 && t->alignment > 1 &&
                            t->extent % t->alignment != 0);
}

void check_type(frame *f, MPI_Datatype type, int64_t count)
{
    const type_record *t = type_find(type);
    if (t != NULL && !t->is_committed) {
        issue(f, TRACE_ISSUE_TYPE_UNCOMMITTED, t->site, 0);
    } else if (t != NULL && is_unpadded(t, count)) {
        issue(f, TRACE_ISSUE_UNPADDED, t->site, 0);
    }
}

static void check_message(frame *f, int kind, const void *buffer, int64_t count, MPI_Datatype type,
                          int peer, int tag, MPI_Comm comm)
{
    const comm_record *found = comm_find(comm);
    bool is_receive = kind == TRACE_RECEIVE;
    check_comm(f, comm);
    record->unmodelled += found == NULL && comm != MPI_COMM_NULL;
    check_type(f, type, count);
    check_count(f, "count", count);
    if (found != NULL && peer != MPI_PROC_NULL) {
        check_peer(f, found, is_receive ? "source" : "destination", peer, is_receive);
        check_tag(f, tag, is_receive);
        if (f->call != CALL_MPI_Sendrecv_replace) {
            check_buffer(f, buffer, count, type);
        }
    }
}

trace_operation *post_message(frame *f, int kind, int mode, const void *buffer, int64_t count,
                              MPI_Datatype type, int peer, int tag, MPI_Comm comm)
{
    trace_operation *op = make_persistent(f, kind, mode, buffer, count, type, peer, tag, comm);
    if (op == NULL) {
        return NULL;
    }
    op->flags &= ~(uint32_t)TRACE_PERSISTENT;
    if (op->kind == TRACE_SEND || op->kind == TRACE_RECEIVE) {
        note_buffer(f, op);
        begin_message(f, op);
    }
    operation_activate(op);
    return op;
}

trace_operation *make_persistent(frame *f, int kind, int mode, const void *buffer, int64_t count,
                                 MPI_Datatype type, int peer, int tag, MPI_Comm comm)
{
    const comm_record *found = comm_find(comm);
    check_message(f, kind, buffer, count, type, peer, tag, comm);
    if (kind == TRACE_RECEIVE && type_overlaps(type, count)) {
        problem(f, TRACE_PROBLEM_TYPE, "datatype", 0, 0);
    }
    if (found == NULL || count < 0) {
        return NULL; /* the library will say so */
    }
    trace_operation *op = operation_new(f, kind, mode);
    if (op == NULL) {
        return NULL;
    }
    describe(f, op, buffer, count, type, peer, tag, found);
    if (op->peer == TRACE_FOREIGN) {
        f->peer = TRACE_NO_RANK;
        operation_drop(op);
        return NULL;
    }
    if (op->peer == TRACE_NO_RANK) {
        op->kind = TRACE_OTHER; /* to or from nobody: complete at once */
        op->begin = op->end = 0;
        f->bytes = 0;
    }
    op->flags |= TRACE_PERSISTENT;
    op->signature = type_signature(type, count);
    return op;
}

static bool some_unknown; /* requests of operations that are not in the table */

bool requests_are_known(void)
{
    return !some_unknown && record->unmodelled == 0 &&
           record->sections[TRACE_SECTION_OPERATIONS].lost == 0;
}

void operation_request(frame *f, trace_operation *op, MPI_Request *request, int code)
{
    if (op == NULL) {
        some_unknown = some_unknown ||
                       (code == MPI_SUCCESS && request != NULL && *request != MPI_REQUEST_NULL);
        return;
    }
    if (code != MPI_SUCCESS || request == NULL || *request == MPI_REQUEST_NULL) {
        operation_drop(op);
        return;
    }
    uint32_t at = operation_index(op);
    op->variable = HANDLE(request);
    op->handle = HANDLE(*request);
    for (uint32_t i = *variable_bucket(op->variable); i != 0;
         i = operation_at(i)->links[NEXT_VARIABLE]) {
        trace_operation *older = operation_at(i);
        if (older->variable == op->variable && (older->flags & TRACE_REUSED) == 0) {
            older->flags |= TRACE_REUSED;
            older->reuse_site = f->site;
        }
    }
    link_in(variable_bucket(op->variable), at, NEXT_VARIABLE);
    link_in(handle_bucket(op->handle), at, NEXT_HANDLE);
}

trace_operation *operation_find(const MPI_Request *request)
{
    uint64_t variable = HANDLE(request), handle = HANDLE(*request);
    trace_operation *oldest = NULL;
    if (*request == MPI_REQUEST_NULL) {
        return NULL;
    }
    for (uint32_t i = *variable_bucket(variable); i != 0;
         i = operation_at(i)->links[NEXT_VARIABLE]) {
        if (operation_at(i)->variable == variable && operation_at(i)->handle == handle &&
            (operation_at(i)->flags & TRACE_CLAIMED) == 0) {
            return operation_at(i);
        }
    }
    for (uint32_t i = *handle_bucket(handle); i != 0; i = operation_at(i)->links[NEXT_HANDLE]) {
        if (operation_at(i)->handle == handle && (operation_at(i)->flags & TRACE_CLAIMED) == 0) {
            oldest = operation_at(i);
        }
    }
    return oldest;
}

void operation_start(frame *f, trace_operation *op)
{
    if ((op->flags & TRACE_ACTIVE) != 0) {
        issue(f, TRACE_ISSUE_STARTED_TWICE, op->site, op->call);
        return;
    }
    op->flags |= TRACE_STARTED;
    op->site = f->site;
    op->posted = f->number;
    f->comm = op->comm;
    f->peer = op->peer;
    f->tag = op->tag;
    if (op->kind == TRACE_SEND || op->kind == TRACE_RECEIVE) {
        note_buffer(f, op);
        begin_message(f, op);
        f->bytes += op->kind == TRACE_SEND ? op->bytes : 0;
    }
    operation_activate(op);
}

void operation_await(trace_operation *op)
{
    if (op != NULL && (op->flags & TRACE_ACTIVE) != 0) {
        op->flags |= TRACE_AWAITED;
    } else if (op != NULL && (op->flags & TRACE_STARTED) == 0) {
        op->flags |= TRACE_WAITED_IDLE;
    }
}

/* The library may put parts of the result there in any call: only up to the next one its contents are known. */
void operation_left(trace_operation *op)
{
    bool is_watched = op != NULL && op->checksum != 0 && op->other_begin == op->other_end;
    if (op != NULL && !is_watched && (op->flags & (TRACE_WRITES | TRACE_LIBRARY)) == TRACE_WRITES &&
        op->end - op->begin <= MOST_BYTES_WATCHED) {
        op->left_sum = checksum(op->begin, op->end);
    }
}

static void look_at_left(frame *f, trace_operation *op)
{
    if (op->left_sum != 0 && f->number == op->posted + 1 &&
        checksum(op->begin, op->end) != op->left_sum) {
        issue(f, TRACE_ISSUE_RECEIVE_CHANGED, op->site, op->call);
    }
    op->left_sum = 0;
}

void operation_look(trace_operation *op)
{
    if (op != NULL && op->left_sum != 0 && current_frame != NULL) {
        look_at_left(current_frame, op);
    }
    if (op != NULL && (op->flags & TRACE_WRITES) != 0 && (op->flags & TRACE_ACTIVE) != 0 &&
        op->checksum != 0) {
        op->seen = checksum(op->begin, op->end);
    }
}

/* ---- completion ---- */

static void forget_request(trace_operation *op)
{
    uint32_t at = operation_index(op);
    link_out(variable_bucket(op->variable), at, NEXT_VARIABLE);
    link_out(handle_bucket(op->handle), at, NEXT_HANDLE);
    op->variable = 0;
}

static void complete_send(frame *f, trace_operation *op)
{
    trace_message *m = ring_entry(TRACE_SECTION_SENDS, op->record);
    if ((op->flags & TRACE_BLOCKING) == 0 && op->checksum != 0 &&
        checksum(op->begin, op->end) != op->checksum) {
        issue(f, TRACE_ISSUE_SEND_CHANGED, op->site, op->call);
    }
    if (m != NULL) {
        m->completed = f->number + 1;
        m->end = now();
        m->complete_site = f->site;
    }
}

static void complete_receive(frame *f, trace_operation *op, const MPI_Status *status)
{
    trace_message *m = ring_entry(TRACE_SECTION_RECEIVES, op->record);
    MPI_Count bytes = 0;
    int peer = op->peer, tag = op->tag;
    PMPI_Get_elements_x(status, MPI_BYTE, &bytes);
    if (peer == TRACE_ANY) {
        const comm_record *comm = comm_by_id(op->comm);
        peer = comm != NULL ? comm_peer(comm, status->MPI_SOURCE) : TRACE_FOREIGN;
    }
    tag = tag == TRACE_ANY ? status->MPI_TAG : tag;
    bytes = bytes > 0 ? bytes : 0;
    trace_channel *c = channel(op->comm, peer, tag);
    trace_peer *from = peer_of(peer);
    if (c != NULL) {
        c->received++;
        c->received_site = op->site;
    }
    if (from != NULL && (op->flags & TRACE_LIBRARY) == 0) {
        from->received++;
        from->received_bytes += (uint64_t)bytes;
        from->wait += now() - f->begin;
    }
    f->peer = peer;
    f->tag = tag;
    f->comm = op->comm;
    f->bytes += (uint64_t)bytes;
    uint64_t sum = 0;
    if ((op->flags & TRACE_BLOCKING) == 0 && op->begin != op->end && op->checksum != 0) {
        if (op->seen != op->checksum && op->seen != checksum(op->begin, op->end)) {
            issue(f, TRACE_ISSUE_RECEIVE_CHANGED, op->site, op->call);
        } else if (bytes > 0 && (uint64_t)bytes <= op->end - op->begin) {
            sum = checksum(op->begin, op->begin + (uint64_t)bytes);
        }
    }
    if (m != NULL) {
        m->completed = f->number + 1;
        m->end = now();
        m->complete_site = f->site;
        m->flags |= op->flags & TRACE_STATUS_IGNORED;
        m->peer = peer;
        m->tag = tag;
        m->bytes = (uint64_t)bytes;
        m->checksum = (op->flags & TRACE_PLAIN) != 0 ? sum : 0;
    }
}

static void complete_collective(frame *f, trace_operation *op)
{
    trace_collective *entry = ring_entry(TRACE_SECTION_COLLECTIVES, op->record);
    if (op->checksum != 0 && op->other_begin != op->other_end &&
        checksum(op->other_begin, op->other_end) != op->checksum) {
        issue(f, TRACE_ISSUE_SEND_CHANGED, op->site, op->call);
    }
    if (op->checksum != 0 && op->other_begin == op->other_end && op->seen != op->checksum &&
        op->seen != checksum(op->begin, op->end)) {
        issue(f, TRACE_ISSUE_RECEIVE_CHANGED, op->site, op->call);
    }
    if (op->call == CALL_MPI_Comm_idup) {
        comm_idup_done(op);
    }
    if (entry != NULL) {
        entry->completed = f->number + 1;
        entry->end = now();
        entry->flags |= TRACE_ENDED;
    }
}

/* The origin's buffers are free again. What returns a value has then been done at the target, too. */
static void release_access(frame *f, trace_operation *op)
{
    trace_access *entry = ring_entry(TRACE_SECTION_ACCESSES, op->record);
    bool writes = (op->flags & TRACE_WRITES) != 0;
    if (entry != NULL && entry->released == 0) {
        entry->released = f->number + 1;
        entry->completed = writes && entry->completed == 0 ? f->number + 1 : entry->completed;
    }
    if (op->checksum != 0) {
        uint64_t sum = checksum(op->begin, op->end);
        if (!writes && sum != op->checksum) {
            issue(f, TRACE_ISSUE_SEND_CHANGED, op->site, op->call);
        } else if (writes && op->seen != op->checksum && op->seen != sum) {
            issue(f, TRACE_ISSUE_RECEIVE_CHANGED, op->site, op->call);
        }
    }
    op->begin = op->end = op->other_begin = op->other_end = op->checksum = 0;
}

static void complete_access(frame *f, trace_operation *op)
{
    trace_access *entry = ring_entry(TRACE_SECTION_ACCESSES, op->record);
    release_access(f, op);
    if (entry != NULL && entry->completed == 0) {
        entry->completed = f->number + 1;
    }
}

static bool was_cancelled(const trace_operation *op, const MPI_Status *status)
{
    int cancelled = 0;
    if ((op->flags & TRACE_CANCELLED) != 0 && status != NULL) {
        PMPI_Test_cancelled(status, &cancelled);
    }
    return cancelled;
}

static void take_back(trace_operation *op)
{
    bool is_send = op->kind == TRACE_SEND;
    trace_message *m =
        ring_entry(is_send ? TRACE_SECTION_SENDS : TRACE_SECTION_RECEIVES, op->record);
    if (is_send) {
        trace_channel *c = channel(op->comm, op->peer, op->tag);
        if (c != NULL) {
            c->sent--;
        }
    }
    if (m != NULL) {
        m->flags |= TRACE_CANCELLED;
    }
}

void operation_complete(frame *f, trace_operation *op, const MPI_Status *status, int code)
{
    if (op != NULL && op->kind == TRACE_OTHER && (op->flags & TRACE_ENDED_BEFORE) != 0) {
        operation_drop(op);
        return;
    }
    if (op == NULL || (op->flags & TRACE_ACTIVE) == 0) {
        return;
    }
    bool is_message = op->kind == TRACE_SEND || op->kind == TRACE_RECEIVE;
    if (op->kind == TRACE_REMOTE && op->variable != 0 && op->ordinal == 0 &&
        (op->flags & TRACE_WRITES) == 0) {
        /* A request tells of the origin's buffer only. */
        release_access(f, op);
        forget_request(op);
        return;
    }
    if (is_message && (code != MPI_SUCCESS || was_cancelled(op, status))) {
        take_back(op);
    } else if (op->kind == TRACE_SEND) {
        complete_send(f, op);
    } else if (op->kind == TRACE_RECEIVE) {
        complete_receive(f, op, status);
    } else if (op->kind == TRACE_COLLECTIVE) {
        complete_collective(f, op);
    } else if (op->kind == TRACE_REMOTE) {
        complete_access(f, op);
    }
    if ((op->flags & TRACE_PERSISTENT) != 0) {
        deactivate(op);
        op->flags &= ~(uint32_t)TRACE_CANCELLED;
    } else {
        operation_drop(op);
    }
}

/* MPI_Request_get_status has said that it is complete; the request is still there. */
void operation_known_complete(frame *f, trace_operation *op, const MPI_Status *status)
{
    if (op != NULL && (op->flags & TRACE_ACTIVE) != 0) {
        uint32_t persistent = op->flags & TRACE_PERSISTENT;
        op->flags |= TRACE_PERSISTENT; /* only so that it is kept */
        operation_complete(f, op, status, MPI_SUCCESS);
        if (persistent == 0) {
            op->flags &= ~(uint32_t)TRACE_PERSISTENT;
            op->flags |= TRACE_STARTED | TRACE_ENDED_BEFORE;
            op->kind = TRACE_OTHER;
        }
    }
}

/* A send whose request is freed: its buffer is looked at in some calls that follow. The memory may be gone by then,
 * so the kernel reads it. */
static void watch_freed(frame *f, trace_operation *op)
{
    trace_message *m = ring_entry(TRACE_SECTION_SENDS, op->record);
    if (m == NULL || (op->flags & (TRACE_LIBRARY | TRACE_CANCELLED)) != 0 ||
        op->mode == TRACE_BUFFERED) {
        return;
    }
    m->flags |= TRACE_DETACHED;
    m->complete_site = f->site;
    if (op->checksum != 0 && op->end - op->begin <= MOST_BYTES_WATCHED) {
        freed[freed_count++ % MOST_FREED] =
            (struct freed){op->record, op->begin, op->end, op->checksum, CALLS_WATCHED};
    }
}

static void look_at_freed(const frame *f)
{
    char copy[MOST_BYTES_WATCHED];
    for (int i = 0; i < MOST_FREED; i++) {
        struct freed *watched = &freed[i];
        size_t length = watched->end - watched->begin;
        struct iovec to = {copy, length}, from = {(void *)(uintptr_t)watched->begin, length};
        trace_message *m =
            watched->calls > 0 ? ring_entry(TRACE_SECTION_SENDS, watched->record) : NULL;
        if (m == NULL || process_vm_readv(getpid(), &to, 1, &from, 1, 0) != (ssize_t)length) {
            watched->calls = 0;
            continue;
        }
        uint64_t address = (uint64_t)(uintptr_t)copy;
        watched->calls--;
        if (checksum(address, address + length) != watched->sum) {
            m->changed = f->number + 1;
            m->changed_site = f->site;
            m->changed_call = f->call;
            watched->calls = 0;
        }
    }
}

void operation_detach(frame *f, trace_operation *op)
{
    if (op == NULL) {
        return;
    }
    if ((op->flags & TRACE_ACTIVE) == 0) {
        if ((op->flags & TRACE_WAITED_IDLE) != 0 && (op->flags & TRACE_STARTED) == 0) {
            issue(f, TRACE_ISSUE_NEVER_STARTED, op->made_site, op->call);
        }
        operation_drop(op);
        return;
    }
    if (op->kind == TRACE_SEND) {
        watch_freed(f, op);
    }
    bool is_cancelled = (op->flags & TRACE_CANCELLED) != 0;
    if ((op->kind == TRACE_RECEIVE && !is_cancelled) || op->kind == TRACE_COLLECTIVE) {
        issue(f, TRACE_ISSUE_FREED_ACTIVE, op->site, op->call);
    }
    forget_request(op);
    if (op->kind == TRACE_REMOTE && op->ordinal == 0) {
        return; /* a flush completes it */
    }
    op->flags |= TRACE_DETACHED;
    if (op->kind != TRACE_RECEIVE) {
        /* Nobody will learn of its end: a send still counts by its message. */
        operation_drop(op);
    }
}

/* ---- one-sided ---- */

static bool is_to(const trace_operation *op, uint64_t window, int target)
{
    return op->kind == TRACE_REMOTE && op->comm == window &&
           (target == TRACE_ANY || op->peer == target);
}

/* One with a request still has that: its ordinal says that it is complete but for it. */
void remote_complete(frame *f, uint64_t window, int target)
{
    uint32_t next;
    for (uint32_t at = active; at != 0; at = next) {
        trace_operation *op = operation_at(at);
        trace_access *entry =
            op->kind == TRACE_REMOTE ? ring_entry(TRACE_SECTION_ACCESSES, op->record) : NULL;
        next = op->links[NEXT_ACTIVE];
        if (is_to(op, window, target) && op->variable == 0) {
            operation_complete(f, op, NULL, MPI_SUCCESS);
        } else if (is_to(op, window, target)) {
            op->ordinal = 1;
            if (entry != NULL && entry->completed == 0) {
                entry->completed = f->number + 1;
            }
        }
    }
}

void remote_release(frame *f, uint64_t window, int target)
{
    uint32_t next;
    for (uint32_t at = active; at != 0; at = next) {
        trace_operation *op = operation_at(at);
        next = op->links[NEXT_ACTIVE];
        if (is_to(op, window, target) && op->variable == 0) {
            release_access(f, op);
        }
    }
}

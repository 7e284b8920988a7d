/* One-sided communication (MPI standard, chapter 12). An access belongs to an epoch: between two fences,
 * between MPI_Win_start and MPI_Win_complete, or between a lock and its unlock. */
#include "arguments.h"
#include "collective.h"
#include "errors.h"
#include "resources.h"
#include "types.h"
#include <stdlib.h>

static void new_window(frame *f, MPI_Win window, comm_record *comm, uint64_t index, void *base,
                       MPI_Aint size, int unit)
{
    resource_add(f, TRACE_RESOURCE_WINDOW, HANDLE(window));
    use_own_window_handler(window);
    if (comm != NULL) {
        comm_record *made = window_made(f, window, comm, index);
        made->shared->window_base = HANDLE(base);
        made->shared->window_size = (uint64_t)size;
        made->shared->window_unit = (uint64_t)unit;
        made->is_dynamic = unit == 0;
    }
}

static void check_memory(frame *f, const void *base, MPI_Aint size)
{
    if (base == NULL && size > 0) {
        problem(f, TRACE_PROBLEM_NULL_WINDOW, "memory", size, 0);
    }
}

ON_ALL(Win_create,
       (void *base, MPI_Aint size, int unit, MPI_Info info, MPI_Comm comm, MPI_Win *made),
       (base, size, unit, info, comm, made), comm_find(comm), check_memory(&f, base, size),
       new_window(&f, *made, w, index, base, size, unit))
ON_ALL(Win_allocate,
       (MPI_Aint size, int unit, MPI_Info info, MPI_Comm comm, void *base, MPI_Win *made),
       (size, unit, info, comm, base, made), comm_find(comm), (void)0,
       new_window(&f, *made, w, index, *(void **)base, size, unit))
ON_ALL(Win_allocate_shared,
       (MPI_Aint size, int unit, MPI_Info info, MPI_Comm comm, void *base, MPI_Win *made),
       (size, unit, info, comm, base, made), comm_find(comm), (void)0,
       new_window(&f, *made, w, index, *(void **)base, size, unit))
ON_ALL(Win_create_dynamic, (MPI_Info info, MPI_Comm comm, MPI_Win *made), (info, comm, made),
       comm_find(comm), (void)0, new_window(&f, *made, w, index, NULL, 0, 0))

/* ---- epochs ---- */

static void look_at_accesses(const comm_record *w)
{
    if (w == NULL) {
        return;
    }
    trace_section *table = &record->sections[TRACE_SECTION_OPERATIONS];
    for (uint32_t i = 1; i < table->used && w->accesses > 0; i++) {
        trace_operation *op = operation_at(i);
        if (op->kind == TRACE_REMOTE && op->comm == w->shared->id) {
            operation_look(op);
        }
    }
}

/* All that was begun on the window, with the target or all of them (TRACE_ANY), is complete. */
static void synchronised(frame *f, comm_record *w, int target)
{
    if (w != NULL) {
        remote_complete(f, w->shared->id, target);
        w->accesses = target == TRACE_ANY ? 0 : w->accesses;
    }
}

/* 12.5: epochs of one window do not overlap. A fence begins one if there are accesses before the next fence. */
static void tell_lock_in_fence(const frame *f, const comm_record *w, uint64_t site, int call)
{
    frame at = *f;
    at.site = site;
    at.call = (uint16_t)call;
    issue(&at, TRACE_ISSUE_EPOCH_ORDER, w->fence_site, CALL_MPI_Win_fence);
}

static void fenced(frame *f, comm_record *w, int assertion)
{
    if (w != NULL) {
        if (w->lock_site != 0 && w->lock_used && (assertion & MPI_MODE_NOPRECEDE) == 0) {
            tell_lock_in_fence(f, w, w->lock_site, w->lock_call);
        }
        w->lock_site = 0;
        w->lock_used = false;
        synchronised(f, w, TRACE_ANY);
        w->fences++;
        w->was_fenced = true;
        w->epoch_kind =
            (assertion & MPI_MODE_NOSUCCEED) != 0 ? TRACE_EPOCH_NONE : TRACE_EPOCH_FENCE;
        w->epoch_site = w->fence_site = f->site;
    }
}

static void check_no_lock(frame *f, const comm_record *w)
{
    if (w != NULL && (w->lock_count > 0 || w->lock_all)) {
        issue(f, TRACE_ISSUE_EPOCH_ORDER, w->epoch_site, CALL_MPI_Win_lock);
    }
}

ON_ALL(Win_fence, (int assertion, MPI_Win win), (assertion, win), window_find(win),
       look_at_accesses(w);
       check_no_lock(&f, w), fenced(&f, w, assertion))

static void before_free(frame *f, comm_record *w)
{
    if (w != NULL) {
        window_check_open(f, w);
    }
}

static void window_freed(frame *f, uint64_t handle, comm_record *w)
{
    resource_remove(TRACE_RESOURCE_WINDOW, handle);
    if (w != NULL) {
        remote_complete(f, w->shared->id, TRACE_ANY);
        comm_gone(w);
    }
}

ON_ALL(Win_free, (MPI_Win * win), (win), window_find(*win), uint64_t handle = HANDLE(*win);
       before_free(&f, w), window_freed(&f, handle, w))

static void check_no_fence(frame *f, comm_record *w)
{
    if (w == NULL || w->epoch_kind != TRACE_EPOCH_FENCE || w->lock_count > 0 || w->lock_all) {
        return;
    }
    if (w->accesses > 0) {
        tell_lock_in_fence(f, w, f->site, f->call);
    } else if (w->lock_site == 0) {
        w->lock_site = f->site;
        w->lock_call = f->call;
    }
}

static void locked(frame *f, comm_record *w, int target, int kind)
{
    if (w == NULL) {
        return;
    }
    w->locks++;
    w->epoch_site = f->site;
    if (target == TRACE_ANY) {
        w->lock_all = true;
    } else if (target >= 0 && target < w->size) {
        w->lock_count++;
        w->lock_list[target] = (struct lock){1, kind == MPI_LOCK_EXCLUSIVE, f->site, w->locks};
    }
}

static void unlocked(frame *f, comm_record *w, int target)
{
    if (w == NULL) {
        return;
    }
    if (target == TRACE_ANY) {
        synchronised(f, w, TRACE_ANY);
        w->lock_all = false;
    } else if (target >= 0 && target < w->size && w->lock_list[target].target != 0) {
        synchronised(f, w, comm_peer(w, target));
        w->lock_count--;
        w->lock_list[target].target = 0;
    }
    if (w->lock_count == 0 && !w->lock_all) {
        w->accesses = 0;
    }
}

/* 12.5.3: a lock is not taken twice, nor given back that was not taken. */
static void check_locked(frame *f, const comm_record *w, int target, bool wanted)
{
    if (w == NULL || target >= w->size || (target < 0 && target != TRACE_ANY)) {
        return;
    }
    bool is_locked = target == TRACE_ANY ? w->lock_all : w->lock_list[target].target != 0;
    bool is_crossed = wanted ? false : target == TRACE_ANY ? w->lock_count > 0 : w->lock_all;
    if (is_locked != wanted || is_crossed) {
        uint64_t other =
            is_locked && target != TRACE_ANY ? w->lock_list[target].site : w->epoch_site;
        issue(f, wanted ? TRACE_ISSUE_EPOCH_NONE : TRACE_ISSUE_EPOCH_ORDER, wanted ? 0 : other,
              target == TRACE_ANY ? CALL_MPI_Win_lock_all : CALL_MPI_Win_lock);
    }
}

WRAP(Win_lock, (int kind, int target, int assertion, MPI_Win win), (kind, target, assertion, win),
     TRACE_WAIT_UNKNOWN, comm_record *w = window_find(win);
     check_no_fence(&f, w); check_locked(&f, w, target, false), locked(&f, w, target, kind))
WRAP(Win_unlock, (int target, MPI_Win win), (target, win), TRACE_WAIT_UNKNOWN,
     comm_record *w = window_find(win);
     check_locked(&f, w, target, true); look_at_accesses(w), unlocked(&f, w, target))
WRAP(Win_lock_all, (int assertion, MPI_Win win), (assertion, win), TRACE_WAIT_UNKNOWN,
     comm_record *w = window_find(win);
     check_no_fence(&f, w); check_locked(&f, w, TRACE_ANY, false), locked(&f, w, TRACE_ANY, 0))
WRAP(Win_unlock_all, (MPI_Win win), (win), TRACE_WAIT_UNKNOWN, comm_record *w = window_find(win);
     check_locked(&f, w, TRACE_ANY, true); look_at_accesses(w), unlocked(&f, w, TRACE_ANY))

/* A flush ends no epoch, but what was begun before it is done; of a local one, what concerns the origin. */
static void flushed(frame *f, comm_record *w, int target)
{
    if (w != NULL) {
        remote_complete(f, w->shared->id, target);
        w->locks++;
    }
}

static void flushed_locally(frame *f, comm_record *w, int target)
{
    if (w != NULL) {
        remote_release(f, w->shared->id, target);
    }
}

#define FLUSH(Name, PARAMETERS, ARGUMENTS, TARGET, done)                                           \
    WRAP(Name, PARAMETERS, ARGUMENTS, TRACE_WAIT_UNKNOWN, comm_record *w = window_find(win);       \
         look_at_accesses(w), done(&f, w, TARGET))

FLUSH(Win_flush, (int rank, MPI_Win win), (rank, win), w != NULL ? comm_peer(w, rank) : TRACE_ANY,
      flushed)
FLUSH(Win_flush_local, (int rank, MPI_Win win), (rank, win),
      w != NULL ? comm_peer(w, rank) : TRACE_ANY, flushed_locally)
FLUSH(Win_flush_all, (MPI_Win win), (win), TRACE_ANY, flushed)
FLUSH(Win_flush_local_all, (MPI_Win win), (win), TRACE_ANY, flushed_locally)

/* ---- the epochs of MPI_Win_start, and of MPI_Win_post: what waits for what ---- */

/* The world ranks of a group, kept as a list; 0: none. */
static uint64_t keep_group(MPI_Group group, const comm_record *w, int *size)
{
    MPI_Group all;
    uint64_t first = 0, number;
    *size = 0;
    if (w == NULL || PMPI_Group_size(group, size) != MPI_SUCCESS || *size <= 0 || *size > 256) {
        return 0;
    }
    int *ranks = calloc(2 * (size_t)*size, sizeof *ranks);
    PMPI_Comm_group(MPI_COMM_WORLD, &all);
    for (int i = 0; ranks != NULL && i < *size; i++) {
        ranks[i] = i;
    }
    if (ranks != NULL) {
        PMPI_Group_translate_ranks(group, *size, ranks, all, ranks + *size);
    }
    PMPI_Group_free(&all);
    for (int i = 0; ranks != NULL && i < *size; i++) {
        trace_count *entry = ring_next(TRACE_SECTION_COUNTS, &number);
        entry->elements = (uint64_t)ranks[*size + i];
        ring_done(entry, number);
        first = i == 0 ? number + 1 : first;
    }
    free(ranks);
    return first;
}

static void note_order(const frame *f, const comm_record *w, int kind, uint64_t group, int size)
{
    uint64_t number;
    if (w == NULL || group == 0) {
        return;
    }
    trace_access *entry = ring_next(TRACE_SECTION_ACCESSES, &number);
    *entry = (trace_access){.window = w->shared->id,
                            .site = f->site,
                            .posted = f->number,
                            .completed = f->number + 1,
                            .target = TRACE_NO_RANK,
                            .kind = (uint16_t)kind,
                            .blocks = group,
                            .block_count = (uint64_t)size,
                            .call = f->call,
                            .flags = f->is_library ? TRACE_ACCESS_LIBRARY : 0};
    ring_done(entry, number);
}

static void set_epoch(frame *f, comm_record *w, int kind)
{
    if (w != NULL) {
        w->epoch_kind = kind;
        w->epoch_site = f->site;
        w->locks++;
    }
}

static void expose(frame *f, comm_record *w, bool exposed)
{
    if (w != NULL && w->exposed && !exposed) {
        note_order(f, w, TRACE_WAITED, w->posted_group, w->posted_size);
    }
    if (w != NULL) {
        w->exposed = exposed;
        w->exposed_site = f->site;
    }
}

static void begin_exposure(frame *f, comm_record *w, MPI_Group group)
{
    if (w != NULL) {
        w->posted_group = keep_group(group, w, &w->posted_size);
        note_order(f, w, TRACE_POSTED, w->posted_group, w->posted_size);
    }
}

static void begin_accesses(frame *f, comm_record *w, MPI_Group group)
{
    if (w != NULL) {
        w->started_group = keep_group(group, w, &w->started_size);
        note_order(f, w, TRACE_STARTED_ACCESS, w->started_group, w->started_size);
        set_epoch(f, w, TRACE_EPOCH_START);
    }
}

static void end_accesses(frame *f, comm_record *w)
{
    if (w != NULL) {
        note_order(f, w, TRACE_COMPLETED, w->started_group, w->started_size);
        w->started_group = 0;
    }
}

WRAP(Win_start, (MPI_Group group, int assertion, MPI_Win win), (group, assertion, win),
     TRACE_WAIT_UNKNOWN, comm_record *w = window_find(win), begin_accesses(&f, w, group))
WRAP(Win_complete, (MPI_Win win), (win), TRACE_WAIT_UNKNOWN, comm_record *w = window_find(win);
     look_at_accesses(w); end_accesses(&f, w), synchronised(&f, w, TRACE_ANY);
     set_epoch(&f, w, TRACE_EPOCH_NONE))
WRAP(Win_post, (MPI_Group group, int assertion, MPI_Win win), (group, assertion, win),
     TRACE_WAIT_UNKNOWN, comm_record *w = window_find(win);
     begin_exposure(&f, w, group), expose(&f, w, true))
WRAP(Win_wait, (MPI_Win win), (win), TRACE_WAIT_UNKNOWN, comm_record *w = window_find(win),
     expose(&f, w, false))
WRAP(Win_test, (MPI_Win win, int *flag), (win, flag), TRACE_WAIT_NOT,
     comm_record *w = window_find(win), expose(&f, w, w != NULL && w->exposed && !*flag))

/* ---- accesses ---- */

typedef struct {
    const void *origin;
    int64_t count, target_count;
    MPI_Datatype type, target_type;
    int target;
    MPI_Aint displacement;
    MPI_Win win;
    uint32_t op;
    uint16_t kind;
    void *result; /* of one that fetches, or NULL */
    int64_t result_count;
    MPI_Datatype result_type;
} access;

static void find_epoch(const comm_record *w, int target, trace_access *entry)
{
    if (w->lock_all || (target >= 0 && target < w->size && w->lock_list[target].target != 0)) {
        entry->epoch_kind = TRACE_EPOCH_LOCK;
        entry->epoch = w->locks;
        entry->flags |= !w->lock_all && w->lock_list[target].exclusive ? TRACE_ACCESS_EXCLUSIVE : 0;
    } else {
        entry->epoch_kind = (uint16_t)w->epoch_kind;
        entry->epoch = w->epoch_kind == TRACE_EPOCH_FENCE ? w->fences : w->locks;
    }
}

/* 12.3: what is written must not be written twice. */
static void check_access(frame *f, const access *a)
{
    bool writes = a->kind == TRACE_GET;
    if (a->op != op_number(MPI_NO_OP)) {
        check_buffer(f, a->origin, a->count, a->type);
    }
    check_type(f, a->type, a->count);
    check_type(f, a->target_type, a->target_count);
    if ((writes && type_overlaps(a->type, a->count)) ||
        (a->kind == TRACE_PUT && type_overlaps(a->target_type, a->target_count))) {
        problem(f, TRACE_PROBLEM_TYPE, "datatype", 0, 0);
    }
    if (a->result_count > 0) {
        check_buffer(f, a->result, a->result_count, a->result_type);
    }
}

static void note_target(trace_access *entry, const access *a)
{
    const type_record *type = type_find(a->target_type);
    if (type == NULL || a->target_count <= 0) {
        return;
    }
    /* In units of the target's window; who reads knows its unit. */
    entry->begin = (uint64_t)a->displacement;
    entry->basic = type->basic;
    entry->target_type = type_signature(a->target_type, a->target_count);
    entry->origin_type = type_signature(a->type, a->count);
    entry->origin_type.known = a->count > 0 ? entry->origin_type.known : 0;
    if (type->is_dense && type->block_count == 1) {
        entry->begin = (uint64_t)a->displacement;
        entry->bytes = type->size * (uint64_t)a->target_count;
    } else {
        entry->blocks = type_keep_blocks(a->target_type);
        entry->block_count = type->block_count;
        entry->count = (uint64_t)a->target_count;
        entry->extent = type->extent;
    }
}

static void note_origin(frame *f, trace_operation *op, trace_access *entry, const access *a)
{
    uint64_t begin, end;
    bool is_get = a->kind == TRACE_GET;
    type_piece(a->type, a->count, a->origin, &begin, &end);
    if (a->op != op_number(MPI_NO_OP)) {
        check_overlap(f, a->origin, a->count, a->type, is_get);
    } else {
        begin = end = 0;
    }
    entry->origin_begin = begin;
    entry->origin_end = end;
    if (a->result_count > 0) {
        check_overlap(f, a->result, a->result_count, a->result_type, true);
        type_piece(a->result_type, a->result_count, a->result, &entry->result_begin,
                   &entry->result_end);
        op->flags |= TRACE_WRITES;
        op->begin = entry->result_begin;
        op->end = entry->result_end;
        op->other_begin = begin;
        op->other_end = end;
        return;
    }
    op->flags |= is_get ? TRACE_WRITES : 0;
    op->begin = begin;
    op->end = end;
    if (!is_get || end - begin <= 1024) {
        operation_sum(op, begin, end);
    }
}

static trace_operation *post_access(frame *f, const access *a)
{
    comm_record *w = window_find(a->win);
    if (w == NULL || a->count < 0 || a->target < 0 || a->target >= w->size) {
        return NULL;
    }
    uint64_t number;
    trace_access *entry = ring_next(TRACE_SECTION_ACCESSES, &number);
    *entry = (trace_access){.window = w->shared->id,
                            .site = f->site,
                            .posted = f->number,
                            .target = comm_peer(w, a->target),
                            .kind = a->kind,
                            .op = a->op,
                            .call = f->call};
    entry->flags = (f->is_library ? TRACE_ACCESS_LIBRARY : 0) |
                   (a->result_count > 0 ? TRACE_ACCESS_FETCHES : 0);
    find_epoch(w, a->target, entry);
    note_target(entry, a);
    if (entry->epoch_kind == TRACE_EPOCH_NONE) {
        issue(f, TRACE_ISSUE_OUTSIDE_EPOCH, 0, 0);
    }
    w->lock_used = w->lock_used || entry->epoch_kind == TRACE_EPOCH_LOCK;
    w->accesses++;
    w->last_access_site = f->site;
    f->comm = entry->window;
    f->peer = entry->target;
    f->bytes = type_bytes(a->type, a->count);
    check_access(f, a);

    trace_operation *op = operation_new(f, TRACE_REMOTE, TRACE_STANDARD);
    if (op != NULL) {
        op->comm = entry->window;
        op->record = number;
        op->peer = entry->target;
        op->bytes = f->bytes;
        note_origin(f, op, entry, a);
        operation_activate(op);
    }
    ring_done(entry, number);
    return op;
}

static void no_access(trace_operation *op, int code)
{
    if (op != NULL && code != MPI_SUCCESS) {
        operation_drop(op);
    }
}

#define NO_RESULT NULL, 0, MPI_DATATYPE_NULL
#define ACCESS_PARAMETERS                                                                          \
    int count, MPI_Datatype type, int target, MPI_Aint displacement, int target_count,             \
        MPI_Datatype target_type
#define ACCESS_ARGUMENTS count, type, target, displacement, target_count, target_type

#define ACCESS(Name, PARAMETERS, ARGUMENTS, AFTER, ...)                                            \
    int MPI_##Name PARAMETERS                                                                      \
    {                                                                                              \
        frame f;                                                                                   \
        if (!enter(&f, CALL_MPI_##Name, SITE)) {                                                   \
            return PMPI_##Name ARGUMENTS;                                                          \
        }                                                                                          \
        const access a = {__VA_ARGS__};                                                            \
        trace_operation *op = post_access(&f, &a);                                                 \
        go(&f, TRACE_WAIT_UNKNOWN);                                                                \
        int code = PMPI_##Name ARGUMENTS;                                                          \
        back(&f);                                                                                  \
        AFTER;                                                                                     \
        return leave(&f, code);                                                                    \
    }
#define ENDS         no_access(op, code)
#define WITH_REQUEST operation_request(&f, op, request, code)

ACCESS(Put, (const void *origin, ACCESS_PARAMETERS, MPI_Win win), (origin, ACCESS_ARGUMENTS, win),
       ENDS, origin, count, target_count, type, target_type, target, displacement, win, 0,
       TRACE_PUT, NO_RESULT)
ACCESS(Get, (void *origin, ACCESS_PARAMETERS, MPI_Win win), (origin, ACCESS_ARGUMENTS, win), ENDS,
       origin, count, target_count, type, target_type, target, displacement, win, 0, TRACE_GET,
       NO_RESULT)
ACCESS(Accumulate, (const void *origin, ACCESS_PARAMETERS, MPI_Op op_, MPI_Win win),
       (origin, ACCESS_ARGUMENTS, op_, win), ENDS, origin, count, target_count, type, target_type,
       target, displacement, win, op_number(op_), TRACE_ACCUMULATE, NO_RESULT)
ACCESS(Get_accumulate,
       (const void *origin, int count, MPI_Datatype type, void *result, int result_count,
        MPI_Datatype result_type, int target, MPI_Aint displacement, int target_count,
        MPI_Datatype target_type, MPI_Op op_, MPI_Win win),
       (origin, count, type, result, result_count, result_type, target, displacement, target_count,
        target_type, op_, win),
       ENDS, origin, op_ == MPI_NO_OP ? 0 : count, target_count, type, target_type, target,
       displacement, win, op_number(op_), TRACE_ACCUMULATE, result, result_count, result_type)
ACCESS(Fetch_and_op,
       (const void *origin, void *result, MPI_Datatype type, int target, MPI_Aint displacement,
        MPI_Op op_, MPI_Win win),
       (origin, result, type, target, displacement, op_, win), ENDS, origin,
       op_ == MPI_NO_OP ? 0 : 1, 1, type, type, target, displacement, win, op_number(op_),
       TRACE_ACCUMULATE, result, 1, type)
ACCESS(Compare_and_swap,
       (const void *origin, const void *compare, void *result, MPI_Datatype type, int target,
        MPI_Aint displacement, MPI_Win win),
       (origin, compare, result, type, target, displacement, win), ENDS, origin, 1, 1, type, type,
       target, displacement, win, TRACE_USER_OP, TRACE_ACCUMULATE, result, 1, type)

ACCESS(Rput, (const void *origin, ACCESS_PARAMETERS, MPI_Win win, MPI_Request *request),
       (origin, ACCESS_ARGUMENTS, win, request), WITH_REQUEST, origin, count, target_count, type,
       target_type, target, displacement, win, 0, TRACE_PUT, NO_RESULT)
ACCESS(Rget, (void *origin, ACCESS_PARAMETERS, MPI_Win win, MPI_Request *request),
       (origin, ACCESS_ARGUMENTS, win, request), WITH_REQUEST, origin, count, target_count, type,
       target_type, target, displacement, win, 0, TRACE_GET, NO_RESULT)
ACCESS(Raccumulate,
       (const void *origin, ACCESS_PARAMETERS, MPI_Op op_, MPI_Win win, MPI_Request *request),
       (origin, ACCESS_ARGUMENTS, op_, win, request), WITH_REQUEST, origin, count, target_count,
       type, target_type, target, displacement, win, op_number(op_), TRACE_ACCUMULATE, NO_RESULT)
ACCESS(Rget_accumulate,
       (const void *origin, int count, MPI_Datatype type, void *result, int result_count,
        MPI_Datatype result_type, int target, MPI_Aint displacement, int target_count,
        MPI_Datatype target_type, MPI_Op op_, MPI_Win win, MPI_Request *request),
       (origin, count, type, result, result_count, result_type, target, displacement, target_count,
        target_type, op_, win, request),
       WITH_REQUEST, origin, op_ == MPI_NO_OP ? 0 : count, target_count, type, target_type, target,
       displacement, win, op_number(op_), TRACE_ACCUMULATE, result, result_count, result_type)

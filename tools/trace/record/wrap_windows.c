/* One-sided communication (MPI standard, chapter 12). An access belongs to an epoch: between two fences,
 * between MPI_Win_start and MPI_Win_complete, or between a lock and its unlock. */
#include "collective.h"
#include "errors.h"
#include "resources.h"
#include "types.h"

/* A collective call on a window (or, where it is made, on the communicator). */
#define ON_ALL(Name, PARAMETERS, ARGUMENTS, record_, BEFORE, AFTER)                                \
    int MPI_##Name PARAMETERS                                                                      \
    {                                                                                              \
        frame f;                                                                                   \
        uint64_t index = 0;                                                                        \
        if (!enter(&f, CALL_MPI_##Name, SITE)) {                                                   \
            return PMPI_##Name ARGUMENTS;                                                          \
        }                                                                                          \
        comm_record *w = record_;                                                                  \
        collective what = {.root = NO_ROOT};                                                       \
        BEFORE;                                                                                    \
        trace_operation *op = collective_begin(&f, w, &what, true, &index);                        \
        go(&f, TRACE_WAIT_ALL);                                                                    \
        int code = PMPI_##Name ARGUMENTS;                                                          \
        back(&f);                                                                                  \
        operation_complete(&f, op, NULL, code);                                                    \
        if (code == MPI_SUCCESS) {                                                                 \
            AFTER;                                                                                 \
        }                                                                                          \
        return leave(&f, code);                                                                    \
    }

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

ON_ALL(Win_create,
       (void *base, MPI_Aint size, int unit, MPI_Info info, MPI_Comm comm, MPI_Win *made),
       (base, size, unit, info, comm, made), comm_find(comm), (void)0,
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

static void fenced(frame *f, comm_record *w, int assertion)
{
    if (w != NULL) {
        synchronised(f, w, TRACE_ANY);
        w->fences++;
        w->was_fenced = true;
        w->epoch_kind =
            (assertion & MPI_MODE_NOSUCCEED) != 0 ? TRACE_EPOCH_NONE : TRACE_EPOCH_FENCE;
        w->epoch_site = f->site;
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
     check_locked(&f, w, target, false), locked(&f, w, target, kind))
WRAP(Win_unlock, (int target, MPI_Win win), (target, win), TRACE_WAIT_UNKNOWN,
     comm_record *w = window_find(win);
     check_locked(&f, w, target, true); look_at_accesses(w), unlocked(&f, w, target))
WRAP(Win_lock_all, (int assertion, MPI_Win win), (assertion, win), TRACE_WAIT_UNKNOWN,
     comm_record *w = window_find(win);
     check_locked(&f, w, TRACE_ANY, false), locked(&f, w, TRACE_ANY, 0))
WRAP(Win_unlock_all, (MPI_Win win), (win), TRACE_WAIT_UNKNOWN, comm_record *w = window_find(win);
     check_locked(&f, w, TRACE_ANY, true); look_at_accesses(w), unlocked(&f, w, TRACE_ANY))

/* A flush ends no epoch, but what was begun before it is done. */
static void flushed(frame *f, comm_record *w, int target)
{
    if (w != NULL) {
        remote_complete(f, w->shared->id, target);
        w->locks++;
    }
}

#define FLUSH(Name, PARAMETERS, ARGUMENTS, TARGET)                                                 \
    WRAP(Name, PARAMETERS, ARGUMENTS, TRACE_WAIT_UNKNOWN, comm_record *w = window_find(win);       \
         look_at_accesses(w), flushed(&f, w, TARGET))

FLUSH(Win_flush, (int rank, MPI_Win win), (rank, win), w != NULL ? comm_peer(w, rank) : TRACE_ANY)
FLUSH(Win_flush_local, (int rank, MPI_Win win), (rank, win),
      w != NULL ? comm_peer(w, rank) : TRACE_ANY)
FLUSH(Win_flush_all, (MPI_Win win), (win), TRACE_ANY)
FLUSH(Win_flush_local_all, (MPI_Win win), (win), TRACE_ANY)

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
    if (w != NULL) {
        w->exposed = exposed;
        w->exposed_site = f->site;
    }
}

WRAP(Win_start, (MPI_Group group, int assertion, MPI_Win win), (group, assertion, win),
     TRACE_WAIT_UNKNOWN, comm_record *w = window_find(win), set_epoch(&f, w, TRACE_EPOCH_START))
WRAP(Win_complete, (MPI_Win win), (win), TRACE_WAIT_UNKNOWN, comm_record *w = window_find(win);
     look_at_accesses(w), synchronised(&f, w, TRACE_ANY); set_epoch(&f, w, TRACE_EPOCH_NONE))
WRAP(Win_post, (MPI_Group group, int assertion, MPI_Win win), (group, assertion, win),
     TRACE_WAIT_UNKNOWN, comm_record *w = window_find(win), expose(&f, w, true))
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
} access;

static void find_epoch(const comm_record *w, int target, trace_access *entry)
{
    if (w->lock_all || (target >= 0 && target < w->size && w->lock_list[target].target != 0)) {
        entry->epoch_kind = TRACE_EPOCH_LOCK;
        entry->epoch = w->locks;
        entry->flags |= !w->lock_all && w->lock_list[target].exclusive ? 1 : 0;
    } else {
        entry->epoch_kind = (uint16_t)w->epoch_kind;
        entry->epoch = w->epoch_kind == TRACE_EPOCH_FENCE ? w->fences : w->locks;
    }
}

static trace_operation *post_access(frame *f, const access *a)
{
    comm_record *w = window_find(a->win);
    if (w == NULL || a->count < 0 || a->target < 0 || a->target >= w->size) {
        return NULL;
    }
    uint64_t number, begin, end;
    const type_record *type = type_find(a->target_type);
    trace_access *entry = ring_next(TRACE_SECTION_ACCESSES, &number);
    *entry = (trace_access){.window = w->shared->id,
                            .site = f->site,
                            .posted = f->number,
                            .target = comm_peer(w, a->target),
                            .kind = a->kind,
                            .op = a->op,
                            .call = f->call,
                            .flags = f->is_library ? 2 : 0};
    find_epoch(w, a->target, entry);
    if (type != NULL && type->is_dense && a->target_count > 0) {
        /* In units of the target's window; who reads knows its unit. */
        entry->begin = (uint64_t)a->displacement;
        entry->end = type->size * (uint64_t)a->target_count;
        entry->basic = type->basic;
    }
    if (entry->epoch_kind == TRACE_EPOCH_NONE) {
        issue(f, TRACE_ISSUE_OUTSIDE_EPOCH, 0, 0);
    }
    ring_done(entry, number);
    w->accesses++;
    w->last_access_site = f->site;
    f->comm = entry->window;
    f->peer = entry->target;
    f->bytes = type_bytes(a->type, a->count);

    trace_operation *op = operation_new(f, TRACE_REMOTE, TRACE_STANDARD);
    if (op != NULL) {
        op->comm = entry->window;
        op->record = number;
        op->peer = entry->target;
        op->bytes = f->bytes;
        op->flags |= a->kind == TRACE_GET ? TRACE_WRITES : 0;
        type_piece(a->type, a->count, a->origin, &begin, &end);
        check_overlap(f, a->origin, a->count, a->type, a->kind == TRACE_GET);
        op->begin = begin;
        op->end = end;
        if (a->kind != TRACE_GET || end - begin <= 1024) {
            operation_sum(op, begin, end);
        }
        operation_activate(op);
    }
    return op;
}

static void no_access(trace_operation *op, int code)
{
    if (op != NULL && code != MPI_SUCCESS) {
        operation_drop(op);
    }
}

#define ACCESS_PARAMETERS                                                                          \
    int count, MPI_Datatype type, int target, MPI_Aint displacement, int target_count,             \
        MPI_Datatype target_type
#define ACCESS_ARGUMENTS count, type, target, displacement, target_count, target_type

#define ACCESS(Name, PARAMETERS, ARGUMENTS, ...)                                                   \
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
        no_access(op, code);                                                                       \
        return leave(&f, code);                                                                    \
    }
#define WITH_REQUEST(Name, PARAMETERS, ARGUMENTS, ...)                                             \
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
        operation_request(&f, op, request, code);                                                  \
        return leave(&f, code);                                                                    \
    }

ACCESS(Put, (const void *origin, ACCESS_PARAMETERS, MPI_Win win), (origin, ACCESS_ARGUMENTS, win),
       origin, count, target_count, type, target_type, target, displacement, win, 0, TRACE_PUT)
ACCESS(Get, (void *origin, ACCESS_PARAMETERS, MPI_Win win), (origin, ACCESS_ARGUMENTS, win), origin,
       count, target_count, type, target_type, target, displacement, win, 0, TRACE_GET)
ACCESS(Accumulate, (const void *origin, ACCESS_PARAMETERS, MPI_Op op_, MPI_Win win),
       (origin, ACCESS_ARGUMENTS, op_, win), origin, count, target_count, type, target_type, target,
       displacement, win, op_number(op_), TRACE_ACCUMULATE)
ACCESS(Get_accumulate,
       (const void *origin, int count, MPI_Datatype type, void *result, int result_count,
        MPI_Datatype result_type, int target, MPI_Aint displacement, int target_count,
        MPI_Datatype target_type, MPI_Op op_, MPI_Win win),
       (origin, count, type, result, result_count, result_type, target, displacement, target_count,
        target_type, op_, win),
       origin, count, target_count, type, target_type, target, displacement, win, op_number(op_),
       TRACE_ACCUMULATE)
ACCESS(Fetch_and_op,
       (const void *origin, void *result, MPI_Datatype type, int target, MPI_Aint displacement,
        MPI_Op op_, MPI_Win win),
       (origin, result, type, target, displacement, op_, win), NULL, 1, 1, type, type, target,
       displacement, win, op_number(op_), TRACE_ACCUMULATE)
ACCESS(Compare_and_swap,
       (const void *origin, const void *compare, void *result, MPI_Datatype type, int target,
        MPI_Aint displacement, MPI_Win win),
       (origin, compare, result, type, target, displacement, win), NULL, 1, 1, type, type, target,
       displacement, win, TRACE_USER_OP, TRACE_ACCUMULATE)

WITH_REQUEST(Rput, (const void *origin, ACCESS_PARAMETERS, MPI_Win win, MPI_Request *request),
             (origin, ACCESS_ARGUMENTS, win, request), origin, count, target_count, type,
             target_type, target, displacement, win, 0, TRACE_PUT)
WITH_REQUEST(Rget, (void *origin, ACCESS_PARAMETERS, MPI_Win win, MPI_Request *request),
             (origin, ACCESS_ARGUMENTS, win, request), origin, count, target_count, type,
             target_type, target, displacement, win, 0, TRACE_GET)
WITH_REQUEST(Raccumulate,
             (const void *origin, ACCESS_PARAMETERS, MPI_Op op_, MPI_Win win, MPI_Request *request),
             (origin, ACCESS_ARGUMENTS, op_, win, request), origin, count, target_count, type,
             target_type, target, displacement, win, op_number(op_), TRACE_ACCUMULATE)

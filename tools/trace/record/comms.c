/* Communicators, windows and files: their members, and a number that is the same on all of them.
 *
 * The number follows from what all members know: the parent's number, which collective call on the parent
 * made it, and who the members are. So nothing has to be sent. */
#include "comms.h"
#include "resources.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 256 };

static comm_record *buckets[BUCKETS];
static comm_record *last;
static MPI_Group world_group = MPI_GROUP_NULL;
static trace_comm nowhere; /* where the table has no room */

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15ULL + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdULL;
    return x ^ (x >> 32);
}

static unsigned bucket_of(int kind, uint64_t handle)
{
    return (unsigned)(mix(handle, (uint64_t)kind) % BUCKETS);
}

static comm_record *find(int kind, uint64_t handle)
{
    if (last != NULL && last->handle == handle && last->kind == kind) {
        return last;
    }
    comm_record *found = buckets[bucket_of(kind, handle)];
    while (found != NULL && (found->handle != handle || found->kind != kind)) {
        found = found->next;
    }
    last = found != NULL ? found : last;
    return found;
}

/* Both kinds of communicators are found as one. */
comm_record *comm_find(MPI_Comm comm)
{
    return comm == MPI_COMM_NULL ? NULL : find(TRACE_KIND_COMM, HANDLE(comm));
}

/* NULL: freed, though something is still pending on it. */
comm_record *comm_by_id(uint64_t id)
{
    if (last != NULL && last->shared->id == id) {
        return last;
    }
    for (int i = 0; i < BUCKETS; i++) {
        for (comm_record *c = buckets[i]; c != NULL; c = c->next) {
            if (c->shared->id == id) {
                last = c;
                return c;
            }
        }
    }
    return NULL;
}

comm_record *window_find(MPI_Win window)
{
    return find(TRACE_KIND_WINDOW, HANDLE(window));
}

comm_record *file_find(MPI_File file)
{
    return find(TRACE_KIND_FILE, HANDLE(file));
}

int comm_peer(const comm_record *comm, int rank)
{
    bool is_inter = comm->remote != NULL;
    if (rank == MPI_ANY_SOURCE) {
        return TRACE_ANY;
    }
    if (rank == MPI_PROC_NULL) {
        return TRACE_NO_RANK;
    }
    if (rank < 0 || rank >= (is_inter ? comm->remote_size : comm->size)) {
        return TRACE_FOREIGN;
    }
    return is_inter ? comm->remote[rank] : comm->world[rank];
}

static int *world_ranks(MPI_Group group, int *size)
{
    PMPI_Group_size(group, size);
    int *own = malloc(sizeof *own * ((size_t)*size + 1)),
        *world = malloc(sizeof *world * ((size_t)*size + 1));
    if (own == NULL || world == NULL) {
        abort();
    }
    for (int i = 0; i < *size; i++) {
        own[i] = i;
    }
    PMPI_Group_translate_ranks(group, *size, own, world_group, world);
    for (int i = 0; i < *size; i++) {
        world[i] = world[i] == MPI_UNDEFINED ? TRACE_FOREIGN : world[i];
    }
    free(own);
    return world;
}

/* Puts the members into the record; all of MPI_COMM_WORLD in order need no list of their own. */
static bool keep_members(const int *world, int size, uint32_t *start)
{
    trace_section *members = &record->sections[TRACE_SECTION_MEMBERS];
    int32_t *all = section(TRACE_SECTION_MEMBERS);
    for (uint64_t at = 0; at + (uint64_t)size <= members->used; at++) {
        if (memcmp(all + at, world, sizeof *world * (size_t)size) == 0) {
            *start = (uint32_t)at;
            return true;
        }
        if (at > 4096) {
            break; /* looking on would take longer than it is worth */
        }
    }
    if (members->used + (uint64_t)size > members->capacity) {
        return false;
    }
    *start = (uint32_t)members->used;
    memcpy(all + members->used, world, sizeof *world * (size_t)size);
    members->used += (uint64_t)size;
    return true;
}

static trace_comm *new_entry(void)
{
    trace_section *table = &record->sections[TRACE_SECTION_COMMS];
    trace_comm *entries = section(TRACE_SECTION_COMMS);
    if (table->used < table->capacity) {
        return &entries[table->used++];
    }
    for (uint64_t i = 2; i < table->used; i++) {
        if (entries[i].is_freed) {
            return &entries[i];
        }
    }
    table->lost++;
    return &nowhere;
}

/* Where communicators are made apart from the order on their parent, two may come out with the same
 * number: then the second gets another, on all members alike. */
static uint64_t unused_id(uint64_t id)
{
    trace_section *table = &record->sections[TRACE_SECTION_COMMS];
    trace_comm *entries = section(TRACE_SECTION_COMMS);
    for (uint64_t i = 0; i < table->used; i++) {
        if (entries[i].id == id) {
            return unused_id(mix(id, 1));
        }
    }
    return id;
}

static comm_record *add(int kind, uint64_t handle, uint64_t id, int *world, int size, int rank)
{
    comm_record *made = calloc(1, sizeof *made);
    if (made == NULL) {
        abort();
    }
    made->handle = handle;
    made->kind = kind;
    made->world = world;
    made->size = size;
    made->rank = rank;
    made->shared = new_entry();
    *made->shared = (trace_comm){.id = id,
                                 .kind = (uint32_t)kind,
                                 .rank = (uint32_t)rank,
                                 .size = (uint32_t)size,
                                 .handle = handle,
                                 .is_used = 1};
    made->shared->members_known = keep_members(world, size, &made->shared->members);
    unsigned bucket = bucket_of(kind, handle);
    made->next = buckets[bucket];
    buckets[bucket] = made;
    return made;
}

static int own_rank_in(const int *world, int size)
{
    for (int i = 0; i < size; i++) {
        if (world[i] == record->rank) {
            return i;
        }
    }
    return 0;
}

void comms_begin(void)
{
    int size, self[1] = {record->rank};
    PMPI_Comm_group(MPI_COMM_WORLD, &world_group);
    int *world = world_ranks(world_group, &size);
    comm_record *made = add(TRACE_KIND_COMM, HANDLE(MPI_COMM_WORLD), 1, world, size, record->rank);
    snprintf(made->shared->name, sizeof made->shared->name, "MPI_COMM_WORLD");
    int *alone = malloc(sizeof *alone);
    if (alone != NULL) {
        *alone = self[0];
        made = add(TRACE_KIND_COMM, HANDLE(MPI_COMM_SELF), mix(2, (uint64_t)record->rank), alone, 1,
                   0);
        snprintf(made->shared->name, sizeof made->shared->name, "MPI_COMM_SELF");
    }
}

static uint64_t mix_members(uint64_t id, const int *world, int size)
{
    for (int i = 0; i < size; i++) {
        id = mix(id, (uint64_t)(unsigned)world[i]);
    }
    return id;
}

static void describe(frame *f, comm_record *made, uint64_t parent)
{
    made->shared->parent = parent;
    made->shared->site = f->site;
    made->shared->call = f->call;
    made->shared->is_library = f->is_library;
}

static uint64_t null_site;
static int null_call;

uint64_t comm_null_given(int *call)
{
    *call = null_call;
    return null_site;
}

void comm_made(frame *f, MPI_Comm comm, const comm_record *parent, uint64_t index)
{
    int is_inter = 0, size, remote_size = 0, *remote = NULL;
    MPI_Group group;
    if (comm == MPI_COMM_NULL) {
        null_site = f->site;
        null_call = f->call;
        return;
    }
    uint64_t parent_id = parent != NULL ? parent->shared->id : 0;
    PMPI_Comm_test_inter(comm, &is_inter);
    PMPI_Comm_group(comm, &group);
    int *world = world_ranks(group, &size);
    PMPI_Group_free(&group);
    uint64_t id = mix(mix(parent_id, index), 3);
    if (is_inter) {
        PMPI_Comm_remote_group(comm, &group);
        remote = world_ranks(group, &remote_size);
        PMPI_Group_free(&group);
        /* The two sides have different parents: only what both know may go in. */
        uint64_t a = mix_members(4, world, size), b = mix_members(4, remote, remote_size);
        id = mix(a < b ? a : b, a < b ? b : a);
    } else {
        id = mix_members(id, world, size);
    }
    comm_record *made =
        add(TRACE_KIND_COMM, HANDLE(comm), unused_id(id), world, size, own_rank_in(world, size));
    made->remote = remote;
    made->remote_size = remote_size;
    if (is_inter) {
        made->shared->kind = TRACE_KIND_INTERCOMM;
        made->shared->remote_size = (uint32_t)remote_size;
        made->shared->members_known =
            made->shared->members_known && keep_members(remote, remote_size, &made->shared->remote);
        for (int i = 0; i < remote_size; i++) {
            if (remote[i] == TRACE_FOREIGN) {
                record->unmodelled++;
            }
        }
    }
    describe(f, made, parent_id);
    resource_add(f, TRACE_RESOURCE_COMM, HANDLE(comm));
}

enum { MOST_DUPLICATES = 64 };
static struct duplicate {
    const trace_operation *op;
    const MPI_Comm *made;
    uint64_t parent, index;
    frame f;
} duplicates[MOST_DUPLICATES];

void comm_idup_begun(const frame *f, const trace_operation *op, const MPI_Comm *made,
                     uint64_t index)
{
    for (int i = 0; op != NULL && i < MOST_DUPLICATES; i++) {
        if (duplicates[i].op == NULL) {
            duplicates[i] = (struct duplicate){op, made, op->comm, index, *f};
            break;
        }
    }
}

void comm_idup_done(const trace_operation *op)
{
    for (int i = 0; i < MOST_DUPLICATES; i++) {
        if (duplicates[i].op == op) {
            duplicates[i].op = NULL;
            comm_made(&duplicates[i].f, *duplicates[i].made, comm_by_id(duplicates[i].parent),
                      duplicates[i].index);
        }
    }
}

static comm_record *derived(frame *f, int kind, uint64_t handle, const comm_record *comm,
                            uint64_t index)
{
    int *world = malloc(sizeof *world * ((size_t)comm->size + 1));
    if (world == NULL) {
        abort();
    }
    memcpy(world, comm->world, sizeof *world * (size_t)comm->size);
    uint64_t id = mix(mix(mix(comm->shared->id, index), 5), (uint64_t)kind);
    comm_record *made = add(kind, handle, unused_id(id), world, comm->size, comm->rank);
    describe(f, made, comm->shared->id);
    return made;
}

comm_record *window_made(frame *f, MPI_Win window, comm_record *comm, uint64_t index)
{
    comm_record *made = derived(f, TRACE_KIND_WINDOW, HANDLE(window), comm, index);
    made->lock_list = calloc((size_t)comm->size, sizeof *made->lock_list);
    return made;
}

comm_record *file_made(frame *f, MPI_File file, comm_record *comm, uint64_t index)
{
    return derived(f, TRACE_KIND_FILE, HANDLE(file), comm, index);
}

void comm_gone(comm_record *comm)
{
    comm_record **link = &buckets[bucket_of(comm->kind, comm->handle)];
    while (*link != NULL && *link != comm) {
        link = &(*link)->next;
    }
    if (*link == comm) {
        *link = comm->next;
    }
    last = NULL;
    comm->shared->is_freed = 1;
    free(comm->world);
    free(comm->remote);
    free(comm->lock_list);
    free(comm);
}

void window_check_open(frame *f, comm_record *w)
{
    if (w->lock_count > 0 || w->lock_all) {
        issue(f, TRACE_ISSUE_EPOCH_OPEN, w->epoch_site, CALL_MPI_Win_lock);
    } else if (w->epoch_kind == TRACE_EPOCH_START) {
        issue(f, TRACE_ISSUE_EPOCH_OPEN, w->epoch_site, CALL_MPI_Win_start);
    } else if (w->exposed) {
        issue(f, TRACE_ISSUE_EPOCH_OPEN, w->exposed_site, CALL_MPI_Win_post);
    } else if (w->epoch_kind == TRACE_EPOCH_FENCE && w->accesses > 0) {
        issue(f, TRACE_ISSUE_EPOCH_OPEN, w->last_access_site, CALL_MPI_Win_fence);
    }
}

/* What is still open: an epoch without its end (MPI standard 12.5). */
void windows_end(frame *f)
{
    for (int i = 0; i < BUCKETS; i++) {
        for (comm_record *c = buckets[i]; c != NULL; c = c->next) {
            if (c->kind == TRACE_KIND_WINDOW && !c->shared->is_library) {
                window_check_open(f, c);
            }
        }
    }
}

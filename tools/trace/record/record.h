/* What the parts of the recorder share. A wrapper around an MPI function has always the same shape:
 *
 *     int MPI_Recv(...)
 *     {
 *         frame f;
 *         if (!enter(&f, CALL_MPI_Recv, SITE)) {
 *             return PMPI_Recv(...);          // not recorded: called from inside another MPI call
 *         }
 *         ...                                 // what is about to happen
 *         go(&f, TRACE_WAIT_ALL);
 *         int code = PMPI_Recv(...);
 *         back(&f);
 *         ...                                 // what has happened
 *         return leave(&f, code);
 *     }
 *
 * From enter to go, and from back to leave, the record is being changed and belongs to this thread; in
 * between it is whole. Nothing here allocates MPI objects, sends messages or prints.
 */
#ifndef MPILAB_RECORD_H
#define MPILAB_RECORD_H

#include "calls.h" /* generated: CALL_MPI_Send ..., CALL_COUNT */
#include "tools/trace/basic.h"
#include "tools/trace/format.h"
#include <mpi.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SITE      ((uint64_t)(uintptr_t)__builtin_return_address(0))
#define HANDLE(h) ((uint64_t)(uintptr_t)(h)) /* of an MPI object: a pointer or an int */

extern trace_header *record; /* NULL: nothing is recorded */

/* ---- record.c: frames, events ---- */

typedef struct frame {
    uint64_t begin, site, number, comm, bytes;
    int32_t peer, tag;
    uint16_t call;
    uint16_t waits;
    bool is_library;
} frame;

extern __thread frame *current_frame;

bool enter(frame *f, int call, uint64_t site);
void go(frame *f, int wait);
void back(frame *f);
int leave(frame *f, int code);
int leave_poll(frame *f, int code, bool found); /* a call that only asks */

/* The shape of wrappers of which nothing is known but the name. */
void leave_quietly(frame *f);

/* ---- sections.c ---- */

bool sections_open(const char *directory, int rank, int size); /* sets record */
void *section(int which);
bool section_has_room(int which); /* for one more entry; of a ring: without losing the oldest */
void *ring_next(int which, uint64_t *number); /* the entry to fill; then ring_done */
void *ring_entry(int which, uint64_t number); /* NULL: lost */
void ring_done(void *entry, uint64_t number);

trace_issue *issue(frame *f, int kind, uint64_t other_site, int other_call);
void issue_text(trace_issue *made, const char *text);
void describe_error(trace_issue *made, int code);
uint64_t own_caller(uint64_t site); /* the innermost address of the program on the stack, or site */

uint64_t now(void);
bool record_open(int rank, int size);
void record_world(int rank, int size);
bool is_own(uint64_t address); /* in the program itself, not in a library? */
extern bool synchronous_wanted;

/* ---- comms.c: communicators, windows, files ---- */

typedef struct comm_record {
    uint64_t handle;
    trace_comm *shared; /* in the record; never NULL */
    int kind, size, remote_size, rank;
    int *world, *remote; /* world ranks of the members */
    uint64_t collectives, before;
    /* windows only */
    int epoch_kind;
    bool was_fenced, fence_closed, exposed, is_dynamic;
    uint64_t fences, locks, epoch_site, exposed_site, accesses, last_access_site;
    int lock_count;
    bool lock_all;
    struct lock {
        int target;
        bool exclusive;
        uint64_t site, epoch;
    } * lock_list;
    struct comm_record *next;
} comm_record;

comm_record *comm_find(MPI_Comm comm);
comm_record *comm_by_id(uint64_t id);
comm_record *window_find(MPI_Win window);
comm_record *file_find(MPI_File file);
void comm_made(frame *f, MPI_Comm comm, const comm_record *parent, uint64_t index);
void comm_idup_done(frame *f, const trace_operation *op);
void comms_begin(void); /* WORLD and SELF */
comm_record *window_made(frame *f, MPI_Win window, comm_record *comm, uint64_t index);
comm_record *file_made(frame *f, MPI_File file, comm_record *comm, uint64_t index);
void comm_gone(comm_record *comm);
void windows_end(frame *f); /* at MPI_Finalize */
void window_check_open(frame *f, comm_record *window);
/* The world rank of rank in comm; MPI_ANY_SOURCE too. */
int comm_peer(const comm_record *comm, int rank);

/* ---- types.c: datatypes and operators ---- */

typedef struct type_record {
    uint64_t handle;
    uint64_t hash, length; /* of one */
    uint64_t size, extent;
    int64_t lower; /* where the data begins */
    uint16_t basic;
    bool is_dense; /* without gaps: n of them are n * size bytes in one piece */
    bool is_known, is_named, is_committed;
    uint64_t site;
    struct type_record *next;
} type_record;

void types_begin(void);
const type_record *type_find(MPI_Datatype type); /* NULL: not a type */
void type_made(frame *f, MPI_Datatype type);
void type_commit(MPI_Datatype type);
void type_gone(MPI_Datatype type);
trace_signature type_signature(MPI_Datatype type, int64_t count);
uint64_t type_bytes(MPI_Datatype type, int64_t count);
bool type_piece(MPI_Datatype type, int64_t count, const void *buffer, uint64_t *begin,
                uint64_t *end);
uint32_t op_number(MPI_Op op);

/* ---- operations.c: what is pending ---- */

trace_operation *operation_new(frame *f, int kind, int mode);
trace_operation *post_message(frame *f, int kind, int mode, const void *buffer, int64_t count,
                              MPI_Datatype type, int peer, int tag, MPI_Comm comm);
trace_operation *make_persistent(frame *f, int kind, int mode, const void *buffer, int64_t count,
                                 MPI_Datatype type, int peer, int tag, MPI_Comm comm);
void operation_request(frame *f, trace_operation *op, MPI_Request *request, int code);
void operation_start(frame *f, trace_operation *op);
trace_operation *operation_find(const MPI_Request *request);
uint32_t operation_index(const trace_operation *op);
trace_operation *operation_at(uint32_t index);
void operation_activate(trace_operation *op);
void operation_await(trace_operation *op);
void operation_look(trace_operation *op); /* before a call that may complete it */
void operation_complete(frame *f, trace_operation *op, const MPI_Status *status, int code);
void operation_known_complete(frame *f, trace_operation *op, const MPI_Status *status);
void operation_drop(trace_operation *op);
void operation_detach(frame *f, trace_operation *op);
void operation_sum(trace_operation *op, uint64_t begin, uint64_t end);
void check_type(frame *f, MPI_Datatype type); /* is it committed? */
void check_buffer(frame *f, const void *buffer, int64_t count, MPI_Datatype type);
void check_overlap(frame *f, const void *buffer, int64_t count, MPI_Datatype type, bool writes);
void remote_complete(frame *f, uint64_t window, int target); /* target: world rank, or TRACE_ANY */

/* ---- resources.c ---- */

void resource_add(frame *f, int kind, uint64_t handle);
void resource_remove(int kind, uint64_t handle);

/* ---- life.c ---- */

void catch_signals(void);
void catch_exit(void);
void use_own_handler(MPI_Comm comm);
void use_own_window_handler(MPI_Win window);

/* A wrapper in short: what to do before and, if it went well, after. */
#define WRAP(Name, PARAMETERS, ARGUMENTS, WAIT, BEFORE, AFTER)                                     \
    int MPI_##Name PARAMETERS                                                                      \
    {                                                                                              \
        frame f;                                                                                   \
        if (!enter(&f, CALL_MPI_##Name, SITE)) {                                                   \
            return PMPI_##Name ARGUMENTS;                                                          \
        }                                                                                          \
        BEFORE;                                                                                    \
        go(&f, WAIT);                                                                              \
        int code = PMPI_##Name ARGUMENTS;                                                          \
        back(&f);                                                                                  \
        if (code == MPI_SUCCESS) {                                                                 \
            AFTER;                                                                                 \
        }                                                                                          \
        return leave(&f, code);                                                                    \
    }

#endif

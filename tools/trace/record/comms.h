/* Communicators, windows, files: their members, and a number that is the same on all of them. */
#ifndef MPILAB_COMMS_H
#define MPILAB_COMMS_H

#include "issues.h"
#include <mpi.h>

typedef struct comm_record {
    uint64_t handle;
    trace_comm *shared; /* in the record; never NULL */
    int kind, size, remote_size, rank;
    int *world, *remote; /* world ranks of the members */
    uint64_t collectives, before;
    /* windows only */
    int epoch_kind;
    bool is_viewed; /* files only: offsets are not those of bytes; or its accesses are atomic */
    bool was_fenced, fence_closed, exposed, is_dynamic;
    uint64_t fence_site;
    uint64_t lock_site; /* of the first lock since a fence that may have begun an epoch, or 0 */
    int lock_call;
    bool lock_used;                       /* ... under which something was accessed */
    uint64_t posted_group, started_group; /* as in a trace_access */
    int posted_size, started_size;
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
uint64_t
comm_null_given(int *call); /* the last call that has given MPI_COMM_NULL, and its site; or 0 */
void comm_made(frame *f, MPI_Comm comm, const comm_record *parent, uint64_t index);

/* MPI_Comm_idup: the communicator is there when its request is complete. */
void comm_idup_begun(const frame *f, const trace_operation *op, const MPI_Comm *made,
                     uint64_t index);
void comm_idup_done(const trace_operation *op);

void comms_begin(void); /* WORLD and SELF */
comm_record *window_made(frame *f, MPI_Win window, comm_record *comm, uint64_t index);
comm_record *file_made(frame *f, MPI_File file, comm_record *comm, uint64_t index);
void comm_gone(comm_record *comm);
void windows_end(frame *f); /* at MPI_Finalize */
void window_check_open(frame *f, comm_record *window);
/* The world rank of rank in comm; MPI_ANY_SOURCE too. */
int comm_peer(const comm_record *comm, int rank);

#endif

/* Arguments that the standard does not allow, seen before the library sees them: that may crash, wait for ever, or say
 * only that something is wrong. `role` is the word for the argument, as in "destination". */
#ifndef MPILAB_ARGUMENTS_H
#define MPILAB_ARGUMENTS_H

#include "comms.h"

void check_buffer(frame *f, const void *buffer, int64_t count, MPI_Datatype type);
void check_peer(frame *f, const comm_record *comm, const char *role, int rank, bool any);
void check_count(frame *f, const char *role, int64_t count);
void check_tag(frame *f, int tag, bool any);
void check_comm(frame *f, MPI_Comm comm);
void check_grid(frame *f, const comm_record *comm, int dimensions, const int sizes[]);

/* requests[which] of count is one that no call has made. */
void check_request(frame *f, int which, int count);

/* Any other: enum trace_problem, and what its numbers are. */
void problem(frame *f, int what, const char *role, int64_t value, int64_t limit);

#endif

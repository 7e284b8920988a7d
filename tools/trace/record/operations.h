/* What is pending, and the checks of its buffers. */
#ifndef MPILAB_OPERATIONS_H
#define MPILAB_OPERATIONS_H

#include "issues.h"
#include <mpi.h>

trace_operation *operation_new(frame *f, int kind, int mode);
trace_operation *post_message(frame *f, int kind, int mode, const void *buffer, int64_t count,
                              MPI_Datatype type, int peer, int tag, MPI_Comm comm);
trace_operation *make_persistent(frame *f, int kind, int mode, const void *buffer, int64_t count,
                                 MPI_Datatype type, int peer, int tag, MPI_Comm comm);
void operation_request(frame *f, trace_operation *op, MPI_Request *request, int code);
void operation_start(frame *f, trace_operation *op);
bool requests_are_known(void); /* all that are not MPI_REQUEST_NULL */
trace_operation *operation_find(const MPI_Request *request);
uint32_t operation_index(const trace_operation *op);
trace_operation *operation_at(uint32_t index);
void operation_activate(trace_operation *op);
void operation_await(trace_operation *op);
void operation_look(trace_operation *op); /* before a call that may complete it */
void operation_complete(frame *f, trace_operation *op, const MPI_Status *status, int code);
void operation_known_complete(frame *f, trace_operation *op, const MPI_Status *status);
void operation_left(trace_operation *op); /* a nonblocking collective call returns */
void operation_drop(trace_operation *op);
void operation_detach(frame *f, trace_operation *op);
void operation_sum(trace_operation *op, uint64_t begin, uint64_t end);
void check_type(frame *f, MPI_Datatype type, int64_t count); /* is it committed? */
void check_overlap(frame *f, const void *buffer, int64_t count, MPI_Datatype type, bool writes);
void compare_with_active(frame *f, uint64_t begin, uint64_t end, bool writes);
/* The accesses to a window are complete at the target (world rank, or TRACE_ANY); or done with at the origin. */
void remote_complete(frame *f, uint64_t window, int target);
void remote_release(frame *f, uint64_t window, int target);

/* A call that makes a request, of what BEGIN gives: the operation, or NULL. */
#define WRAP_REQUEST(Name, PARAMETERS, ARGUMENTS, Called, BEGIN)                                   \
    int MPI_##Name PARAMETERS                                                                      \
    {                                                                                              \
        frame f;                                                                                   \
        if (!enter(&f, CALL_MPI_##Name, SITE)) {                                                   \
            return PMPI_##Name ARGUMENTS;                                                          \
        }                                                                                          \
        trace_operation *op = BEGIN;                                                               \
        go(&f, TRACE_WAIT_NOT);                                                                    \
        int code = Called ARGUMENTS;                                                               \
        back(&f);                                                                                  \
        operation_request(&f, op, request, code);                                                  \
        return leave(&f, code);                                                                    \
    }

#endif

/* A collective call, as the wrappers describe it. */
#ifndef MPILAB_COLLECTIVE_H
#define MPILAB_COLLECTIVE_H

#include "comms.h"
#include "operations.h"
#include "record.h"
#include <limits.h>

enum { NO_ROOT = INT_MIN };

/* What of its arguments matters here, on this rank; the rest is left 0. */
typedef struct {
    int root; /* as given; NO_ROOT: has none */
    MPI_Op op;
    bool has_op;
    const void *send, *receive; /* NULL: not significant on this rank */
    int64_t send_count, receive_count;
    MPI_Datatype send_type, receive_type;
    bool send_varies, receive_varies; /* a v-variant: the counts are no part of what must agree */
    bool send_all, receive_all; /* the count is for each member: buffers are size times as long */
    bool is_inout;              /* MPI_Bcast: one buffer; send describes it */
    const int *send_list, *receive_list;     /* of a v-variant: counts for each member, or NULL */
    const int *send_places, *receive_places; /* ... and where they begin, in elements */
    uint64_t extra, bytes;
} collective;

enum { COLLECTIVE_CALL = 1, COLLECTIVE_NONBLOCKING = 2 };

trace_operation *collective_begin(frame *f, comm_record *comm, const collective *what, bool blocks,
                                  uint64_t *index);
void check_collective(frame *f, const comm_record *comm, const collective *what);
uint64_t hash_numbers(const int numbers[], int count);
int64_t sum_of(const int counts[], int count);

/* A collective call on what `record_` finds: the communicator, window or file. */
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

#endif

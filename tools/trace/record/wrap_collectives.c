/* Collective communication (MPI standard, chapter 6), blocking and nonblocking. */
#include "arguments.h"
#include "collective.h"
#include "types.h"

#define UNPACK(...) __VA_ARGS__

/* Makes MPI_Name and MPI_Iname, of the same parameters; the second with a request. DESCRIBE fills `what`
 * from them, with `c` (the communicator's record), `rank` and `size` (of the other side, where there are
 * two) at hand. --synchronous: a collective call may wait for all members (6.1), so let it. */
#define COLLECTIVE(Name, Iname, PARAMETERS, ARGUMENTS, DESCRIBE)                                   \
    static trace_operation *begin_##Name(frame *f, UNPACK PARAMETERS, bool blocks)                 \
    {                                                                                              \
        collective what = {.root = NO_ROOT};                                                       \
        uint64_t index;                                                                            \
        comm_record *c = comm_find(comm);                                                          \
        if (c == NULL) {                                                                           \
            check_comm(f, comm);                                                                   \
            record->unmodelled += comm != MPI_COMM_NULL;                                           \
            return NULL;                                                                           \
        }                                                                                          \
        int rank = c->rank, size = c->remote != NULL ? c->remote_size : c->size;                   \
        (void)rank, (void)size;                                                                    \
        DESCRIBE return collective_begin(f, c, &what, blocks, &index);                             \
    }                                                                                              \
    int MPI_##Name(UNPACK PARAMETERS)                                                              \
    {                                                                                              \
        frame f;                                                                                   \
        if (!enter(&f, CALL_MPI_##Name, SITE)) {                                                   \
            return PMPI_##Name(UNPACK ARGUMENTS);                                                  \
        }                                                                                          \
        trace_operation *pending = begin_##Name(&f, UNPACK ARGUMENTS, true);                       \
        go(&f, TRACE_WAIT_ALL);                                                                    \
        if (synchronous_wanted && pending != NULL) {                                               \
            PMPI_Barrier(comm);                                                                    \
        }                                                                                          \
        int code = PMPI_##Name(UNPACK ARGUMENTS);                                                  \
        back(&f);                                                                                  \
        operation_complete(&f, pending, NULL, code);                                               \
        return leave(&f, code);                                                                    \
    }                                                                                              \
    int MPI_##Iname(UNPACK PARAMETERS, MPI_Request *request)                                       \
    {                                                                                              \
        frame f;                                                                                   \
        if (!enter(&f, CALL_MPI_##Iname, SITE)) {                                                  \
            return PMPI_##Iname(UNPACK ARGUMENTS, request);                                        \
        }                                                                                          \
        trace_operation *pending = begin_##Name(&f, UNPACK ARGUMENTS, false);                      \
        go(&f, TRACE_WAIT_NOT);                                                                    \
        int code = PMPI_##Iname(UNPACK ARGUMENTS, request);                                        \
        back(&f);                                                                                  \
        operation_left(pending);                                                                   \
        operation_request(&f, pending, request, code);                                             \
        return leave(&f, code);                                                                    \
    }

COLLECTIVE(Barrier, Ibarrier, (MPI_Comm comm), (comm), {})

COLLECTIVE(Bcast, Ibcast, (void *buffer, int count, MPI_Datatype type, int root, MPI_Comm comm),
           (buffer, count, type, root, comm), {
               what.root = root;
               what.is_inout = true;
               what.send = buffer;
               what.send_count = count;
               what.send_type = type;
               what.bytes = type_bytes(type, count);
           })

COLLECTIVE(Reduce, Ireduce,
           (const void *send, void *receive, int count, MPI_Datatype type, MPI_Op op, int root,
            MPI_Comm comm),
           (send, receive, count, type, op, root, comm), {
               what.root = root;
               what.has_op = true;
               what.op = op;
               what.send = rank == root && send == MPI_IN_PLACE ? receive : send;
               what.send_count = count;
               what.send_type = type;
               if ((rank == root || root == MPI_ROOT) && send != MPI_IN_PLACE) {
                   what.receive = receive;
                   what.receive_count = count;
                   what.receive_type = type;
               }
               what.bytes = type_bytes(type, count);
           })

#define ALL_REDUCE                                                                                 \
    what.has_op = true;                                                                            \
    what.op = op;                                                                                  \
    what.send = send;                                                                              \
    what.send_count = what.receive_count = count;                                                  \
    what.send_type = what.receive_type = type;                                                     \
    what.receive = receive;                                                                        \
    what.bytes = type_bytes(type, count);

COLLECTIVE(Allreduce, Iallreduce,
           (const void *send, void *receive, int count, MPI_Datatype type, MPI_Op op,
            MPI_Comm comm),
           (send, receive, count, type, op, comm), {ALL_REDUCE})

COLLECTIVE(Scan, Iscan,
           (const void *send, void *receive, int count, MPI_Datatype type, MPI_Op op,
            MPI_Comm comm),
           (send, receive, count, type, op, comm), {ALL_REDUCE})

COLLECTIVE(Exscan, Iexscan,
           (const void *send, void *receive, int count, MPI_Datatype type, MPI_Op op,
            MPI_Comm comm),
           (send, receive, count, type, op, comm), {ALL_REDUCE})

COLLECTIVE(Reduce_scatter, Ireduce_scatter,
           (const void *send, void *receive, const int counts[], MPI_Datatype type, MPI_Op op,
            MPI_Comm comm),
           (send, receive, counts, type, op, comm), {
               int members = c->size;
               what.has_op = true;
               what.op = op;
               what.send = send;
               what.send_count = sum_of(counts, members);
               what.send_type = what.receive_type = type;
               what.receive = receive;
               what.receive_count = counts[rank];
               what.receive_varies = true;
               what.extra = hash_numbers(counts, members);
               what.bytes = type_bytes(type, what.send_count);
           })

COLLECTIVE(Reduce_scatter_block, Ireduce_scatter_block,
           (const void *send, void *receive, int count, MPI_Datatype type, MPI_Op op,
            MPI_Comm comm),
           (send, receive, count, type, op, comm), {
               ALL_REDUCE what.send_all = send != MPI_IN_PLACE;
               what.bytes *= (uint64_t)size;
           })

#define SEND_PART                                                                                  \
    what.send = send;                                                                              \
    what.send_count = send_count;                                                                  \
    what.send_type = send_type;
#define RECEIVE_PART                                                                               \
    what.receive = receive;                                                                        \
    what.receive_count = receive_count;                                                            \
    what.receive_type = receive_type;
#define IS_ROOT (rank == root || root == MPI_ROOT)

COLLECTIVE(Gather, Igather,
           (const void *send, int send_count, MPI_Datatype send_type, void *receive,
            int receive_count, MPI_Datatype receive_type, int root, MPI_Comm comm),
           (send, send_count, send_type, receive, receive_count, receive_type, root, comm), {
               what.root = root;
               if (root != MPI_ROOT) {
                   SEND_PART
               }
               what.bytes = type_bytes(send_type, send_count);
               if (IS_ROOT) {
                   RECEIVE_PART what.receive_all = true;
                   what.bytes = type_bytes(receive_type, receive_count);
               }
           })

COLLECTIVE(Gatherv, Igatherv,
           (const void *send, int send_count, MPI_Datatype send_type, void *receive,
            const int counts[], const int displacements[], MPI_Datatype receive_type, int root,
            MPI_Comm comm),
           (send, send_count, send_type, receive, counts, displacements, receive_type, root, comm),
           {
               what.root = root;
               if (root != MPI_ROOT) {
                   SEND_PART
               }
               what.bytes = root == MPI_ROOT ? 0 : type_bytes(send_type, send_count);
               if (IS_ROOT) {
                   what.receive = receive;
                   what.receive_count = sum_of(counts, size);
                   what.receive_type = receive_type;
                   what.receive_varies = true;
                   what.receive_list = counts;
                   what.receive_places = displacements;
                   what.bytes = type_bytes(receive_type, what.receive_count);
               }
           })

COLLECTIVE(Scatter, Iscatter,
           (const void *send, int send_count, MPI_Datatype send_type, void *receive,
            int receive_count, MPI_Datatype receive_type, int root, MPI_Comm comm),
           (send, send_count, send_type, receive, receive_count, receive_type, root, comm), {
               what.root = root;
               if (IS_ROOT) {
                   SEND_PART what.send_all = true;
                   what.bytes = type_bytes(send_type, send_count);
               }
               if (root != MPI_ROOT) {
                   RECEIVE_PART
                   what.bytes = receive == MPI_IN_PLACE ? what.bytes
                                                        : type_bytes(receive_type, receive_count);
               }
           })

COLLECTIVE(Scatterv, Iscatterv,
           (const void *send, const int counts[], const int displacements[], MPI_Datatype send_type,
            void *receive, int receive_count, MPI_Datatype receive_type, int root, MPI_Comm comm),
           (send, counts, displacements, send_type, receive, receive_count, receive_type, root,
            comm),
           {
               what.root = root;
               if (root != MPI_ROOT) {
                   RECEIVE_PART
                   what.bytes =
                       receive == MPI_IN_PLACE ? 0 : type_bytes(receive_type, receive_count);
               }
               if (IS_ROOT) {
                   what.send = send;
                   what.send_count = sum_of(counts, size);
                   what.send_type = send_type;
                   what.send_varies = true;
                   what.send_list = counts;
                   what.send_places = displacements;
                   what.bytes = type_bytes(send_type, what.send_count);
               }
           })

COLLECTIVE(Allgather, Iallgather,
           (const void *send, int send_count, MPI_Datatype send_type, void *receive,
            int receive_count, MPI_Datatype receive_type, MPI_Comm comm),
           (send, send_count, send_type, receive, receive_count, receive_type, comm), {
               SEND_PART RECEIVE_PART what.receive_all = true;
               what.bytes = type_bytes(receive_type, receive_count);
           })

COLLECTIVE(Allgatherv, Iallgatherv,
           (const void *send, int send_count, MPI_Datatype send_type, void *receive,
            const int counts[], const int displacements[], MPI_Datatype receive_type,
            MPI_Comm comm),
           (send, send_count, send_type, receive, counts, displacements, receive_type, comm), {
               SEND_PART what.send_varies = send != MPI_IN_PLACE;
               what.receive = receive;
               what.receive_count = sum_of(counts, size);
               what.receive_type = receive_type;
               what.receive_varies = true;
               what.receive_list = counts;
               what.receive_places = displacements;
               what.bytes = send == MPI_IN_PLACE ? 0 : type_bytes(send_type, send_count);
           })

COLLECTIVE(Alltoall, Ialltoall,
           (const void *send, int send_count, MPI_Datatype send_type, void *receive,
            int receive_count, MPI_Datatype receive_type, MPI_Comm comm),
           (send, send_count, send_type, receive, receive_count, receive_type, comm), {
               SEND_PART RECEIVE_PART what.receive_all = what.send_all = true;
               what.bytes = type_bytes(receive_type, receive_count) * (uint64_t)size;
           })

COLLECTIVE(Alltoallv, Ialltoallv,
           (const void *send, const int send_counts[], const int send_displacements[],
            MPI_Datatype send_type, void *receive, const int receive_counts[],
            const int receive_displacements[], MPI_Datatype receive_type, MPI_Comm comm),
           (send, send_counts, send_displacements, send_type, receive, receive_counts,
            receive_displacements, receive_type, comm),
           {
               if (send != MPI_IN_PLACE) {
                   what.send = send;
                   what.send_count = sum_of(send_counts, size);
                   what.send_type = send_type;
                   what.send_varies = true;
                   what.send_list = send_counts;
                   what.send_places = send_displacements;
               }
               what.receive = receive;
               what.receive_list = receive_counts;
               what.receive_places = receive_displacements;
               what.receive_count = sum_of(receive_counts, size);
               what.receive_type = receive_type;
               what.receive_varies = true;
               what.bytes = send == MPI_IN_PLACE ? 0 : type_bytes(send_type, what.send_count);
           })

COLLECTIVE(Alltoallw, Ialltoallw,
           (const void *send, const int send_counts[], const int send_displacements[],
            const MPI_Datatype send_types[], void *receive, const int receive_counts[],
            const int receive_displacements[], const MPI_Datatype receive_types[], MPI_Comm comm),
           (send, send_counts, send_displacements, send_types, receive, receive_counts,
            receive_displacements, receive_types, comm),
           {
               for (int i = 0; send != MPI_IN_PLACE && i < size; i++) {
                   what.bytes += type_bytes(send_types[i], send_counts[i]);
               }
           })

/* With neighbours: only that all make the same call can be compared. */
COLLECTIVE(Neighbor_allgather, Ineighbor_allgather,
           (const void *send, int send_count, MPI_Datatype send_type, void *receive,
            int receive_count, MPI_Datatype receive_type, MPI_Comm comm),
           (send, send_count, send_type, receive, receive_count, receive_type, comm),
           { what.bytes = type_bytes(send_type, send_count); })

COLLECTIVE(Neighbor_allgatherv, Ineighbor_allgatherv,
           (const void *send, int send_count, MPI_Datatype send_type, void *receive,
            const int counts[], const int displacements[], MPI_Datatype receive_type,
            MPI_Comm comm),
           (send, send_count, send_type, receive, counts, displacements, receive_type, comm),
           { what.bytes = type_bytes(send_type, send_count); })

COLLECTIVE(Neighbor_alltoall, Ineighbor_alltoall,
           (const void *send, int send_count, MPI_Datatype send_type, void *receive,
            int receive_count, MPI_Datatype receive_type, MPI_Comm comm),
           (send, send_count, send_type, receive, receive_count, receive_type, comm),
           { what.bytes = type_bytes(send_type, send_count); })

COLLECTIVE(Neighbor_alltoallv, Ineighbor_alltoallv,
           (const void *send, const int send_counts[], const int send_displacements[],
            MPI_Datatype send_type, void *receive, const int receive_counts[],
            const int receive_displacements[], MPI_Datatype receive_type, MPI_Comm comm),
           (send, send_counts, send_displacements, send_type, receive, receive_counts,
            receive_displacements, receive_type, comm),
           {})

COLLECTIVE(Neighbor_alltoallw, Ineighbor_alltoallw,
           (const void *send, const int send_counts[], const MPI_Aint send_displacements[],
            const MPI_Datatype send_types[], void *receive, const int receive_counts[],
            const MPI_Aint receive_displacements[], const MPI_Datatype receive_types[],
            MPI_Comm comm),
           (send, send_counts, send_displacements, send_types, receive, receive_counts,
            receive_displacements, receive_types, comm),
           {})

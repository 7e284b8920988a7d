#include "arguments.h"
#include "collective.h"
#include "tools/trace/mpi_facts.h"
#include "types.h"

extern const char *const call_names[]; /* generated */

static void check_in_place(frame *f, const comm_record *comm, const collective *what)
{
    bool has_root = what->root != NO_ROOT, is_root = what->root == comm->rank;
    bool sends = what->send == MPI_IN_PLACE, receives = what->receive == MPI_IN_PLACE;
    if (!sends && !receives) {
        return;
    }
    const mpi_facts *facts = mpi_facts_of(call_names[f->call]);
    if ((sends && what->is_inout) || (receives && !has_root)) {
        problem(f, TRACE_PROBLEM_IN_PLACE, sends ? "buffer" : "receive buffer", 0, 0);
    } else if (has_root && !is_root && (sends || receives)) {
        problem(f, TRACE_PROBLEM_IN_PLACE_ROOT, sends ? "send buffer" : "receive buffer", 0, 0);
    } else if (is_root && ((facts->flags & MPI_FACT_FROM_ROOT) != 0 ? sends : receives)) {
        problem(f, TRACE_PROBLEM_IN_PLACE, sends ? "send buffer" : "receive buffer", 0, 0);
    }
}

static bool overlap(const int counts[], const int places[], int i, int j)
{
    return counts[i] > 0 && counts[j] > 0 && places[i] < places[j] + counts[j] &&
           places[j] < places[i] + counts[i];
}

/* No place of a receive buffer is written twice (MPI standard 6.5 to 6.8, of the v-variants). Of types with gaps,
 * which may lie in each other, nothing is said. */
static void check_places(frame *f, const int counts[], const int places[], MPI_Datatype type,
                         int size)
{
    enum { MOST = 256 };
    const type_record *t = places != NULL ? type_find(type) : NULL;
    bool rises = true;
    int64_t end = INT64_MIN;
    for (int i = 0; t != NULL && t->is_dense && i < size; i++) {
        if (counts[i] > 0) {
            rises = rises && places[i] >= end;
            end = (int64_t)places[i] + counts[i];
        }
    }
    for (int i = 0; !rises && size <= MOST && i < size; i++) {
        for (int j = 0; j < i; j++) {
            if (overlap(counts, places, i, j)) {
                problem(f, TRACE_PROBLEM_PLACES, "displacements", j, i);
                return;
            }
        }
    }
}

static void check_list(frame *f, const char *role, const int counts[], int size)
{
    for (int i = 0; counts != NULL && i < size; i++) {
        check_count(f, role, counts[i]);
    }
}

void check_collective(frame *f, const comm_record *comm, const collective *what)
{
    int size = comm->remote != NULL ? comm->remote_size : comm->size;
    if (what->root != NO_ROOT && what->root != MPI_ROOT) {
        check_peer(f, comm, "root", what->root, false);
    }
    if (comm->remote == NULL) {
        check_in_place(f, comm, what);
    }
    if (HANDLE(what->send_type) != 0 && what->send != MPI_IN_PLACE) {
        check_count(f, what->is_inout || what->has_op ? "count" : "send count", what->send_count);
        check_type(f, what->send_type, what->send_count);
        check_buffer(f, what->send, what->send_count, what->send_type);
    }
    if (HANDLE(what->receive_type) != 0 && what->receive != MPI_IN_PLACE) {
        check_count(f, what->has_op ? "count" : "receive count", what->receive_count);
        check_type(f, what->receive_type, what->receive_count);
        check_buffer(f, what->receive, what->receive_count, what->receive_type);
        check_places(f, what->receive_list, what->receive_places, what->receive_type, size);
    }
    check_list(f, "send count", what->send_list, size);
    check_list(f, "receive count", what->receive_list, size);
}

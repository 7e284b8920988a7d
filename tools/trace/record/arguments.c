#include "arguments.h"
#include "types.h"

static trace_issue *problem_at(frame *f, int what, const char *role, uint64_t site, int call)
{
    trace_issue *made = issue(f, TRACE_ISSUE_ARGUMENT, site, call);
    if (made == NULL || made->count > 1) {
        return NULL;
    }
    made->problem = (uint32_t)what;
    issue_text(made, role);
    return made;
}

void problem(frame *f, int what, const char *role, int64_t value, int64_t limit)
{
    trace_issue *made = problem_at(f, what, role, 0, 0);
    if (made != NULL) {
        made->value = value;
        made->limit = limit;
    }
}

/* MPI_BOTTOM, which may be NULL, goes with datatypes of absolute addresses only (MPI standard 5.1.5). */
void check_buffer(frame *f, const void *buffer, int64_t count, MPI_Datatype type)
{
    const type_record *t = buffer == NULL && count > 0 ? type_find(type) : NULL;
    if (t != NULL && t->basic != 0 && t->is_named && t->size > 0) {
        problem(f, TRACE_PROBLEM_NULL_BUFFER, "buffer", 0, 0);
    }
}

void check_peer(frame *f, const comm_record *comm, const char *role, int rank, bool any)
{
    int size = comm->remote != NULL ? comm->remote_size : comm->size;
    bool special = rank == MPI_PROC_NULL || (any && rank == MPI_ANY_SOURCE);
    if (!special && (rank < 0 || rank >= size)) {
        f->comm = comm->shared->id;
        problem(f, TRACE_PROBLEM_RANK, role, rank, size);
    }
}

void check_count(frame *f, const char *role, int64_t count)
{
    if (count < 0) {
        problem(f, TRACE_PROBLEM_NEGATIVE, role, count, 0);
    }
}

void check_tag(frame *f, int tag, bool any)
{
    static int most;
    int *value, found = 0;
    if (most == 0) {
        PMPI_Comm_get_attr(MPI_COMM_WORLD, MPI_TAG_UB, (void *)&value, &found);
        most = found ? *value : 32767; /* the least that a library may have (MPI standard 9.1.2) */
    }
    if ((tag < 0 || tag > most) && !(any && tag == MPI_ANY_TAG)) {
        problem(f, TRACE_PROBLEM_TAG, "tag", tag, most);
    }
}

void check_comm(frame *f, MPI_Comm comm)
{
    if (comm == MPI_COMM_NULL) {
        int call;
        uint64_t site = comm_null_given(&call);
        problem_at(f, TRACE_PROBLEM_NULL_COMM, "communicator", site, call);
    }
}

void check_request(frame *f, int which, int count)
{
    problem(f, TRACE_PROBLEM_REQUEST, "request", which, count);
}

void check_grid(frame *f, const comm_record *comm, int dimensions, const int sizes[])
{
    int64_t places = 1;
    for (int i = 0; i < dimensions && places >= 0 && places <= INT32_MAX; i++) {
        places = sizes[i] < 0 ? -1 : places * sizes[i];
    }
    if (comm != NULL && dimensions > 0 && (places < 0 || places > comm->size)) {
        problem(f, TRACE_PROBLEM_GRID, "sizes", places, comm->size);
    }
}

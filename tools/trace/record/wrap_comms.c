/* Communicators, groups, topologies, attributes (MPI standard, chapters 7 and 8). */
#include "arguments.h"
#include "collective.h"
#include "resources.h"
#include <stdio.h>

/* A call by which all members of `parent` make a new communicator; EXTRA: a hash of further arguments
 * that must be the same on all, or 0. */
#define MAKE_COMM(Name, PARAMETERS, ARGUMENTS, parent, made, EXTRA)                                \
    ON_ALL(Name, PARAMETERS, ARGUMENTS, comm_find(parent), check_comm(&f, parent);                 \
           what.extra = (EXTRA), comm_made(&f, *made, w, index))

static uint64_t hash_grid(frame *f, MPI_Comm comm, int dimensions, const int sizes[],
                          const int periods[], int reorder)
{
    check_grid(f, comm_find(comm), dimensions, sizes);
    return dimensions <= 0 ? 1
                           : hash_numbers(sizes, dimensions) * 31 +
                                 hash_numbers(periods, dimensions) * 7 + (reorder != 0 ? 2 : 0) + 1;
}

MAKE_COMM(Comm_dup, (MPI_Comm comm, MPI_Comm *made), (comm, made), comm, made, 0)
MAKE_COMM(Comm_dup_with_info, (MPI_Comm comm, MPI_Info info, MPI_Comm *made), (comm, info, made),
          comm, made, 0)
MAKE_COMM(Comm_create, (MPI_Comm comm, MPI_Group group, MPI_Comm *made), (comm, group, made), comm,
          made, 0)
MAKE_COMM(Comm_split, (MPI_Comm comm, int color, int key, MPI_Comm *made), (comm, color, key, made),
          comm, made, 0)
MAKE_COMM(Comm_split_type, (MPI_Comm comm, int type, int key, MPI_Info info, MPI_Comm *made),
          (comm, type, key, info, made), comm, made, 0)
MAKE_COMM(Cart_create,
          (MPI_Comm comm, int dimensions, const int sizes[], const int periods[], int reorder,
           MPI_Comm *made),
          (comm, dimensions, sizes, periods, reorder, made), comm, made,
          hash_grid(&f, comm, dimensions, sizes, periods, reorder))
MAKE_COMM(Cart_sub, (MPI_Comm comm, const int remain[], MPI_Comm *made), (comm, remain, made), comm,
          made, 0)
MAKE_COMM(Graph_create,
          (MPI_Comm comm, int nodes, const int index_[], const int edges[], int reorder,
           MPI_Comm *made),
          (comm, nodes, index_, edges, reorder, made), comm, made, 0)
MAKE_COMM(Dist_graph_create,
          (MPI_Comm comm, int n, const int sources[], const int degrees[], const int destinations[],
           const int weights[], MPI_Info info, int reorder, MPI_Comm *made),
          (comm, n, sources, degrees, destinations, weights, info, reorder, made), comm, made, 0)
MAKE_COMM(Dist_graph_create_adjacent,
          (MPI_Comm comm, int in, const int sources[], const int source_weights[], int out,
           const int destinations[], const int weights[], MPI_Info info, int reorder,
           MPI_Comm *made),
          (comm, in, sources, source_weights, out, destinations, weights, info, reorder, made),
          comm, made, 0)
MAKE_COMM(Intercomm_merge, (MPI_Comm comm, int high, MPI_Comm *made), (comm, high, made), comm,
          made, 0)
MAKE_COMM(Intercomm_create,
          (MPI_Comm comm, int leader, MPI_Comm peers, int remote_leader, int tag, MPI_Comm *made),
          (comm, leader, peers, remote_leader, tag, made), comm, made, 0)

/* Only the members of the group call it: not in the order of the parent's calls. */
WRAP(Comm_create_group, (MPI_Comm comm, MPI_Group group, int tag, MPI_Comm *made),
     (comm, group, tag, made), TRACE_WAIT_UNKNOWN, (void)0,
     comm_made(&f, *made, comm_find(comm), (uint64_t)(unsigned)tag | UINT64_C(1) << 40))

int MPI_Comm_idup(MPI_Comm comm, MPI_Comm *made, MPI_Request *request)
{
    frame f;
    uint64_t index = 0;
    if (!enter(&f, CALL_MPI_Comm_idup, SITE)) {
        return PMPI_Comm_idup(comm, made, request);
    }
    collective what = {.root = NO_ROOT};
    trace_operation *op = collective_begin(&f, comm_find(comm), &what, false, &index);
    comm_idup_begun(&f, op, made, index);
    go(&f, TRACE_WAIT_NOT);
    int code = PMPI_Comm_idup(comm, made, request);
    back(&f);
    operation_request(&f, op, request, code);
    return leave(&f, code);
}

/* ---- the end of a communicator ---- */

static void comm_ends(const comm_record *comm, uint64_t handle)
{
    resource_remove(TRACE_RESOURCE_COMM, handle);
    if (comm != NULL) {
        comm_gone((comm_record *)comm);
    }
}

WRAP(Comm_free, (MPI_Comm * comm), (comm), TRACE_WAIT_UNKNOWN, check_comm(&f, *comm);
     comm_record *c = comm_find(*comm); uint64_t handle = HANDLE(*comm), comm_ends(c, handle))
WRAP(Comm_disconnect, (MPI_Comm * comm), (comm), TRACE_WAIT_UNKNOWN, check_comm(&f, *comm);
     comm_record *c = comm_find(*comm); uint64_t handle = HANDLE(*comm), comm_ends(c, handle))

static void name_comm(comm_record *comm, const char *name)
{
    if (comm != NULL) {
        snprintf(comm->shared->name, sizeof comm->shared->name, "%s", name);
    }
}

WRAP(Comm_set_name, (MPI_Comm comm, const char *name), (comm, name), TRACE_WAIT_NOT, (void)0,
     name_comm(comm_find(comm), name))

/* ---- groups ---- */

static void new_group(frame *f, MPI_Group group)
{
    if (group != MPI_GROUP_NULL && group != MPI_GROUP_EMPTY) {
        resource_add(f, TRACE_RESOURCE_GROUP, HANDLE(group));
    }
}

#define MAKE_GROUP(Name, PARAMETERS, ARGUMENTS)                                                    \
    WRAP(Name, PARAMETERS, ARGUMENTS, TRACE_WAIT_NOT, (void)0, new_group(&f, *made))

MAKE_GROUP(Comm_group, (MPI_Comm comm, MPI_Group *made), (comm, made))
MAKE_GROUP(Comm_remote_group, (MPI_Comm comm, MPI_Group *made), (comm, made))
MAKE_GROUP(Win_get_group, (MPI_Win win, MPI_Group *made), (win, made))
MAKE_GROUP(File_get_group, (MPI_File file, MPI_Group *made), (file, made))
MAKE_GROUP(Group_union, (MPI_Group a, MPI_Group b, MPI_Group *made), (a, b, made))
MAKE_GROUP(Group_intersection, (MPI_Group a, MPI_Group b, MPI_Group *made), (a, b, made))
MAKE_GROUP(Group_difference, (MPI_Group a, MPI_Group b, MPI_Group *made), (a, b, made))
MAKE_GROUP(Group_incl, (MPI_Group group, int n, const int ranks[], MPI_Group *made),
           (group, n, ranks, made))
MAKE_GROUP(Group_excl, (MPI_Group group, int n, const int ranks[], MPI_Group *made),
           (group, n, ranks, made))
MAKE_GROUP(Group_range_incl, (MPI_Group group, int n, int ranges[][3], MPI_Group *made),
           (group, n, ranges, made))
MAKE_GROUP(Group_range_excl, (MPI_Group group, int n, int ranges[][3], MPI_Group *made),
           (group, n, ranges, made))
WRAP(Group_free, (MPI_Group * group), (group), TRACE_WAIT_NOT, uint64_t handle = HANDLE(*group),
     resource_remove(TRACE_RESOURCE_GROUP, handle))

/* ---- what else is made and freed ---- */

#define MAKE_OBJECT(Name, PARAMETERS, ARGUMENTS, KIND, handle)                                     \
    WRAP(Name, PARAMETERS, ARGUMENTS, TRACE_WAIT_NOT, (void)0, resource_add(&f, KIND, handle))
#define FREE_OBJECT(Name, PARAMETERS, ARGUMENTS, KIND, old)                                        \
    WRAP(Name, PARAMETERS, ARGUMENTS, TRACE_WAIT_NOT, uint64_t handle = old,                       \
         resource_remove(KIND, handle))

MAKE_OBJECT(Op_create, (MPI_User_function * function, int commute, MPI_Op *made),
            (function, commute, made), TRACE_RESOURCE_OP, HANDLE(*made))
FREE_OBJECT(Op_free, (MPI_Op * op), (op), TRACE_RESOURCE_OP, HANDLE(*op))
MAKE_OBJECT(Info_create, (MPI_Info * made), (made), TRACE_RESOURCE_INFO, HANDLE(*made))
MAKE_OBJECT(Info_dup, (MPI_Info info, MPI_Info *made), (info, made), TRACE_RESOURCE_INFO,
            HANDLE(*made))
FREE_OBJECT(Info_free, (MPI_Info * info), (info), TRACE_RESOURCE_INFO, HANDLE(*info))
MAKE_OBJECT(Comm_create_keyval,
            (MPI_Comm_copy_attr_function * copy, MPI_Comm_delete_attr_function *drop, int *made,
             void *extra),
            (copy, drop, made, extra), TRACE_RESOURCE_KEYVAL, (uint64_t)*made)
FREE_OBJECT(Comm_free_keyval, (int *keyval), (keyval), TRACE_RESOURCE_KEYVAL, (uint64_t)*keyval)
MAKE_OBJECT(Comm_create_errhandler, (MPI_Comm_errhandler_function * function, MPI_Errhandler *made),
            (function, made), TRACE_RESOURCE_ERRHANDLER, HANDLE(*made))
MAKE_OBJECT(Win_create_errhandler, (MPI_Win_errhandler_function * function, MPI_Errhandler *made),
            (function, made), TRACE_RESOURCE_ERRHANDLER, HANDLE(*made))
MAKE_OBJECT(File_create_errhandler, (MPI_File_errhandler_function * function, MPI_Errhandler *made),
            (function, made), TRACE_RESOURCE_ERRHANDLER, HANDLE(*made))
FREE_OBJECT(Errhandler_free, (MPI_Errhandler * handler), (handler), TRACE_RESOURCE_ERRHANDLER,
            HANDLE(*handler))
MAKE_OBJECT(Alloc_mem, (MPI_Aint size, MPI_Info info, void *made), (size, info, made),
            TRACE_RESOURCE_MEMORY, HANDLE(*(void **)made))
FREE_OBJECT(Free_mem, (void *memory), (memory), TRACE_RESOURCE_MEMORY, HANDLE(memory))

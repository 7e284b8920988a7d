#include "mpi_facts.h"
#include <ctype.h>
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

/* The first row that fits counts. */
static const mpi_facts table[] = {
    {"MPI_Barrier", MPI_CLASS_COLLECTIVE, MPI_FACT_WAITS},
    {"MPI_Bcast", MPI_CLASS_COLLECTIVE, MPI_FACT_SAME_SEND},
    {"MPI_Reduce", MPI_CLASS_COLLECTIVE, MPI_FACT_SAME_SEND | MPI_FACT_ROOT_WAITS},
    {"MPI_Allreduce", MPI_CLASS_COLLECTIVE, MPI_FACT_SAME_SEND | MPI_FACT_WAITS},
    {"MPI_Scan", MPI_CLASS_COLLECTIVE, MPI_FACT_SAME_SEND},
    {"MPI_Exscan", MPI_CLASS_COLLECTIVE, MPI_FACT_SAME_SEND},
    {"MPI_Reduce_scatter", MPI_CLASS_COLLECTIVE, MPI_FACT_SAME_SEND | MPI_FACT_WAITS},
    {"MPI_Reduce_scatter_block", MPI_CLASS_COLLECTIVE, MPI_FACT_SAME_SEND | MPI_FACT_WAITS},
    {"MPI_Gather", MPI_CLASS_COLLECTIVE, MPI_FACT_TO_ROOT | MPI_FACT_ROOT_WAITS},
    {"MPI_Gatherv", MPI_CLASS_COLLECTIVE,
     MPI_FACT_TO_ROOT | MPI_FACT_ROOT_WAITS | MPI_FACT_RECEIVE_LIST},
    {"MPI_Scatter", MPI_CLASS_COLLECTIVE, MPI_FACT_FROM_ROOT},
    {"MPI_Scatterv", MPI_CLASS_COLLECTIVE, MPI_FACT_FROM_ROOT | MPI_FACT_SEND_LIST},
    {"MPI_Allgather", MPI_CLASS_COLLECTIVE, MPI_FACT_SAME_BOTH | MPI_FACT_WAITS},
    {"MPI_Allgatherv", MPI_CLASS_COLLECTIVE,
     MPI_FACT_SAME_BOTH | MPI_FACT_WAITS | MPI_FACT_RECEIVE_LIST},
    {"MPI_Alltoall", MPI_CLASS_COLLECTIVE, MPI_FACT_SAME_BOTH | MPI_FACT_WAITS},
    {"MPI_Alltoallv", MPI_CLASS_COLLECTIVE,
     MPI_FACT_WAITS | MPI_FACT_SEND_LIST | MPI_FACT_RECEIVE_LIST},
    {"MPI_Alltoallw", MPI_CLASS_COLLECTIVE, MPI_FACT_WAITS},
    {"MPI_Neighbor_*", MPI_CLASS_COLLECTIVE, 0},
    {"MPI_Finalize", MPI_CLASS_COLLECTIVE, MPI_FACT_WAITS},
    {"MPI_Comm_dup", MPI_CLASS_COLLECTIVE, MPI_FACT_WAITS},
    {"MPI_Comm_split", MPI_CLASS_COLLECTIVE, MPI_FACT_WAITS},
    {"MPI_Comm_create", MPI_CLASS_COLLECTIVE, MPI_FACT_WAITS},
    {"MPI_Cart_create", MPI_CLASS_COLLECTIVE, MPI_FACT_WAITS},
    {"MPI_Comm_dup_with_info", MPI_CLASS_COLLECTIVE, 0},
    {"MPI_Comm_idup*", MPI_CLASS_COLLECTIVE, 0},
    {"MPI_Comm_split_type", MPI_CLASS_COLLECTIVE, 0},
    {"MPI_Comm_create_group", MPI_CLASS_COLLECTIVE, 0},

    {"MPI_Send", MPI_CLASS_SEND, 0},
    {"MPI_[BRS]send", MPI_CLASS_SEND, 0},
    {"MPI_Psend", MPI_CLASS_SEND, 0},
    {"MPI_Recv", MPI_CLASS_RECEIVE, 0},
    {"MPI_Sendrecv*", MPI_CLASS_RECEIVE, 0},
    {"MPI_Precv", MPI_CLASS_RECEIVE, 0},
    {"MPI_Probe", MPI_CLASS_RECEIVE, 0},
    {"MPI_Mprobe", MPI_CLASS_RECEIVE, 0},
    {"MPI_Mrecv", MPI_CLASS_RECEIVE, MPI_FACT_MATCHED},
    {"MPI_Wait", MPI_CLASS_COMPLETE, 0},
    {"MPI_Waitall", MPI_CLASS_COMPLETE, 0},
    {"MPI_Wait*", MPI_CLASS_COMPLETE, MPI_FACT_BY_TIME},
    {"MPI_Test_cancelled", MPI_CLASS_OTHER, 0},
    {"MPI_Test*", MPI_CLASS_COMPLETE, MPI_FACT_BY_TIME},

    {"MPI_Put", MPI_CLASS_ONE_SIDED, 0},
    {"MPI_Get", MPI_CLASS_ONE_SIDED, 0},
    {"MPI_Rput", MPI_CLASS_ONE_SIDED, 0},
    {"MPI_Rget", MPI_CLASS_ONE_SIDED, 0},
    {"MPI_*ccumulate", MPI_CLASS_ONE_SIDED, 0},
    {"MPI_Fetch_and_op", MPI_CLASS_ONE_SIDED, 0},
    {"MPI_Compare_and_swap", MPI_CLASS_ONE_SIDED, 0},
    {"MPI_Win_fence", MPI_CLASS_ONE_SIDED, MPI_FACT_WAITS},
    {"MPI_Win_free", MPI_CLASS_ONE_SIDED, MPI_FACT_WAITS},
    {"MPI_Win_create", MPI_CLASS_ONE_SIDED, MPI_FACT_WAITS},
    {"MPI_Win_allocate", MPI_CLASS_ONE_SIDED, MPI_FACT_WAITS},

    {"MPI_Init*", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
    {"MPI_Finalized", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
    {"MPI_Abort", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
    {"MPI_Session*", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
    {"MPI_Get_*", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
    {"MPI_Info_*", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
    {"MPI_Error_*", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
    {"MPI_Add_error_*", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
    {"MPI_Aint_*", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
    {"MPI_Wti*", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
    {"MPI_Query_thread", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
    {"MPI_Is_thread_main", MPI_CLASS_OTHER, MPI_FACT_ANY_THREAD},
    {"MPI_Pcontrol", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
    {"MPI_*2[cf]*", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},

    {"MPI_Win_*", MPI_CLASS_ONE_SIDED, 0},
    {"MPI_File_*", MPI_CLASS_FILE, 0},

    {"MPI_Comm_spawn", MPI_CLASS_OTHER, MPI_FACT_UNMODELLED},
    {"MPI_Comm_spawn_multiple", MPI_CLASS_OTHER, MPI_FACT_UNMODELLED},
    {"MPI_Comm_connect", MPI_CLASS_OTHER, MPI_FACT_UNMODELLED},
    {"MPI_Comm_accept", MPI_CLASS_OTHER, MPI_FACT_UNMODELLED},
    {"MPI_Comm_join", MPI_CLASS_OTHER, MPI_FACT_UNMODELLED},
    {"MPI_Pready", MPI_CLASS_OTHER, MPI_FACT_UNMODELLED},
    {"MPI_Pready_range", MPI_CLASS_OTHER, MPI_FACT_UNMODELLED},
    {"MPI_Pready_list", MPI_CLASS_OTHER, MPI_FACT_UNMODELLED},
    {"MPI_Parrived", MPI_CLASS_OTHER, MPI_FACT_UNMODELLED},
};

static const mpi_facts *find(const char *name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *row = table[i].name;
        if (strpbrk(row, "*[") != NULL ? fnmatch(row, name, 0) == 0 : strcmp(row, name) == 0) {
            return &table[i];
        }
    }
    return NULL;
}

static void cut_ending(char name[], const char *ending)
{
    size_t length = strlen(name), of_ending = strlen(ending);
    if (length > of_ending && strcmp(name + length - of_ending, ending) == 0) {
        name[length - of_ending] = '\0';
    }
}

const mpi_facts *mpi_facts_of(const char *name)
{
    static const mpi_facts unknown = {"", MPI_CLASS_OTHER, 0};
    char plain[64];
    snprintf(plain, sizeof plain, "%s", name);
    cut_ending(plain, "_c");
    cut_ending(plain, "_init");
    const mpi_facts *found = find(plain);
    if (found == NULL && strncmp(plain, "MPI_I", 5) == 0) {
        plain[5] = (char)toupper((unsigned char)plain[5]);
        memmove(plain + 4, plain + 5, strlen(plain + 5) + 1);
        found = find(plain);
    }
    return found != NULL ? found : &unknown;
}

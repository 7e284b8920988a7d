#include "common/parts/node.h"
#include <stdio.h>

static void free_own(MPI_Comm comm)
{
    if (comm != MPI_COMM_NULL && comm != MPI_COMM_WORLD && comm != MPI_COMM_SELF) {
        MPI_Comm_free(&comm);
    }
}

MPI_Comm node_part(MPI_Comm node, int nodes)
{
    int rank, size;
    MPI_Comm part = node;
    MPI_Comm_rank(node, &rank);
    MPI_Comm_size(node, &size);
    if (nodes > 1) {
        MPI_Comm_split(node, rank % nodes, rank, &part);
        free_own(node);
    }
    return part;
}

/* By shared memory: Open MPI 4.1 takes the same file for MPI_Win_create on several communicators of one host. And one byte,
 * for those that cannot have none. */
MPI_Win node_turn(MPI_Comm node)
{
    void *unused;
    MPI_Win made;
    MPI_Win_allocate_shared(1, 1, MPI_INFO_NULL, node, &unused, &made);
    return made;
}

void node_end(MPI_Comm node, MPI_Comm leaders, MPI_Win turn)
{
    MPI_Win_free(&turn);
    free_own(node);
    free_own(leaders);
}

int64_t node_memory_used(void)
{
    long long kib = 0;
    char line[256];
    FILE *file = fopen("/proc/self/smaps_rollup", "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL &&
           sscanf(line, "Pss: %lld kB", &kib) != 1) {
    }
    if (file != NULL) {
        fclose(file);
    }
    return kib * 1024;
}

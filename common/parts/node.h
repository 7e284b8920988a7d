/* The ranks of a node: what a program needs around the memory that they share. */
#ifndef MPILAB_NODE_H
#define MPILAB_NODE_H

#include <mpi.h>
#include <stdint.h>

/* A part of a node's ranks, as if the node were `nodes` of them, where nodes > 1 (then `node` is freed); else the
 * communicator itself. Collective over node. */
MPI_Comm node_part(MPI_Comm node, int nodes);

/* A window for its lock alone. Collective over node. */
MPI_Win node_turn(MPI_Comm node);

/* Frees the window, and the communicators if they are neither MPI's own nor MPI_COMM_NULL. Collective over each. */
void node_end(MPI_Comm node, MPI_Comm leaders, MPI_Win turn);

/* How much memory this process has, in bytes: what it shares with n - 1 others counts as an n-th of it (Pss in
 * /proc/self/smaps_rollup, proc(5)). 0 where that is not known. Any rank may call. */
int64_t node_memory_used(void);

#endif

/* Allocates memory, or ends the run with one clear line. */
#ifndef MPILAB_MEMORY_H
#define MPILAB_MEMORY_H

#include <mpi.h>
#include <stddef.h>
#include <stdint.h>

/* count items of item_size bytes, set to zero; count may differ between ranks, and be 0. Free with
 * free(). Collective on comm: it communicates. If a rank cannot have its memory, or all ranks of a
 * host together ask for more than the physical memory of that host, one rank says so and all ranks
 * exit with status 1. */
void *memory_allocate(int64_t count, size_t item_size, MPI_Comm comm);

/* Makes a block from memory_allocate or memory_grow larger: count items of item_size bytes; the old
 * items are kept. Not collective. If there is no memory left, aborts all ranks with one line. */
void *memory_grow(void *block, int64_t count, size_t item_size);

#endif

/* Memory that is there, or one clear line. */
#ifndef MPILAB_MEMORY_H
#define MPILAB_MEMORY_H

#include <mpi.h>
#include <stddef.h>
#include <stdint.h>

/* count items of item_size bytes, set to zero; count may differ between ranks, and be 0. Free with
 * free(). Collective on comm: if one rank cannot have its share, or all ranks of a host together
 * ask for more than that host's physical memory, one rank says so and all exit with status 1. */
void *memory_allocate(int64_t count, size_t item_size, MPI_Comm comm);

/* A block, got from memory_allocate or memory_grow, made larger: count items of item_size bytes,
 * the old ones kept. Not collective. Where no memory is left, aborts all ranks with one line. */
void *memory_grow(void *block, int64_t count, size_t item_size);

#endif

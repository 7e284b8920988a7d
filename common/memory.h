/* Allocates memory, or ends the run with one clear line. */
#ifndef MPILAB_MEMORY_H
#define MPILAB_MEMORY_H

#include <mpi.h>
#include <stddef.h>
#include <stdint.h>

/* Will all ranks of a host together have the memory that they are going to allocate? bytes: of this
 * rank. If it is more than the physical memory of their host, or than a rank may have, one rank says so
 * and all ranks exit with status 1. To be called once, before what grows with the user's options is allocated. Collective. */
void memory_check(int64_t bytes, MPI_Comm comm);

/* count items of item_size bytes, set to zero; count may be 0. Free with free(). Not collective. If
 * there is no memory for them, aborts all ranks with one line. */
void *memory_allocate(int64_t count, size_t item_size);

/* Makes a block from memory_allocate or memory_grow larger: count items of item_size bytes; the old
 * items are kept. Not collective. If there is no memory left, aborts all ranks with one line. */
void *memory_grow(void *block, int64_t count, size_t item_size);

#endif

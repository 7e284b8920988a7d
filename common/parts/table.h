/* A table of doubles that one rank has and that all ranks are to get. */
#ifndef MPILAB_TABLE_H
#define MPILAB_TABLE_H

#include <mpi.h>
#include <stdint.h>

typedef struct {
    int count;      /* doubles */
    double *values; /* [count]; NULL where this rank has no table */
} table;

/* The table at root: all values of the dataset /table (1-D or 2-D, float or double) of the HDF5
 * file `input` or, if input is NULL, `count` values that only depend on their index i:
 *
 *     value(i) = (i * 2654435761 mod 2^32) / 2^32
 *
 * The other ranks get an empty table. If the file is not as it should be, or there is no memory for
 * the table and a copy of it on every rank, one line says why and all ranks exit with status 1.
 * Collective. */
table table_load(const char *input, int count, int root, MPI_Comm comm);

/* Allocates a table of `count` values. If this rank has the table already, as source, its values
 * are copied into it (source stays). Otherwise every value is set to one particular NaN, so that
 * the values that have not arrived can be counted. Aborts all ranks, with one line, if count is
 * negative or there is no memory for it. Not collective. */
table table_room(int count, table source);

/* The number of values that have been written since table_room. */
int64_t table_arrived(table copy);

/* FNV-1a, 64 bit, of the values' bits, least significant byte first. Depends on every bit and on
 * the order: two different tables have the same checksum by a chance of one in 2^64. */
int64_t table_checksum(table copy);

void table_free(table *copy);

#endif

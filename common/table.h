/* A table of doubles that one rank has and all shall get. */
#ifndef MPILAB_TABLE_H
#define MPILAB_TABLE_H

#include <mpi.h>
#include <stdint.h>

typedef struct {
    int count;      /* doubles */
    double *values; /* [count]; NULL where this rank has no table */
} table;

/* The table at root: all values of the dataset /table (1-D or 2-D, float or double) of the HDF5 file
 * `input` or, where input is NULL, `count` values that only depend on their place i:
 *
 *     value(i) = (i * 2654435761 mod 2^32) / 2^32
 *
 * The other ranks get an empty table. If the file is not as it should be, one line says why and all
 * exit with status 1. Collective. */
table table_load(const char *input, int count, int root, MPI_Comm comm);

/* Room for a table of `count` values. Where this rank has the table already, as source, its values are
 * put in (source stays). Elsewhere every value is set to one certain NaN, so that what has not arrived
 * can be counted. Stops all ranks where one asks for a negative number, or for more than there is
 * memory. Collective; count may differ. */
table table_room(int count, table source, MPI_Comm comm);

/* How many of the values have been written since table_room. */
int64_t table_arrived(table copy);

/* FNV-1a, 64 bit, of the values' bits, least significant byte first. Depends on every bit and on the
 * order: two tables with the same checksum are the same, but for one chance in 2^64. */
int64_t table_checksum(table copy);

void table_free(table *copy);

#endif

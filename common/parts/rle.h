/* Patterns of cellular automata in the RLE format, in which they are exchanged (https://conwaylife.com/wiki/Run_Length_Encoded):
 *
 *     #C lines of comment
 *     x = 3, y = 3, rule = B3/S23
 *     bob$2bo$3o!
 *
 * b: a dead cell, o: one alive, $: the end of a row, !: the end; a number before one says how many. */
#ifndef MPILAB_RLE_H
#define MPILAB_RLE_H

#include <mpi.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RLE_MOST = 4096 /* cells to a side */ };

typedef struct {
    int width, height;
    uint8_t *cells; /* [height][width]: 1 alive, 0 dead */
} rle;

/* The pattern that a text describes. False with one line in why (size bytes) where it does not. No MPI. */
bool rle_parse(const char *text, rle *pattern, char *why, size_t size);

/* The pattern in a file, which must fit into a field of this size; a name without '/' and '.' is that of a file in data/: glider, r-pentomino, glider-gun, spaceships. If the
 * file is not as it should be, one rank says so in one line, and all ranks exit with status 1. Collective. */
rle rle_load(const char *name, int height, int width, MPI_Comm comm);

void rle_free(rle *pattern);

#endif

/* Cells of the Game of Life, or a rank's block of them, with a halo of one cell all around.
 *
 * A cell is alive (1) or dead (0). In the next step it is alive if 3 of its 8 neighbours are alive now, or if 2 are and it is
 * itself (Gardner, "Mathematical Games", Scientific American 223, October 1970). No MPI but in cells_write. */
#ifndef MPILAB_CELLS_H
#define MPILAB_CELLS_H

#include "common/parts/frames.h"
#include "common/parts/rle.h"
#include "common/results.h"
#include <stdint.h>

typedef struct {
    int rows, columns;   /* of this block, without the halo */
    int stride;          /* from a row to the next: columns + 2 */
    int32_t *now, *next; /* [rows + 2][stride] */
} cells;

/* The block at `place` of those that a field of size[0] rows and size[1] columns is cut into, dims[0] below and dims[1] beside
 * each other (partition_block). In the middle of the field is the pattern. Aborts all ranks if there is no memory. */
cells cells_create(const rle *pattern, const int size[2], const int dims[2], const int place[2]);

/* A cell of `now`: rows 1 ... rows, columns 1 ... columns; 0, rows + 1 and columns + 1 are the halo. */
int32_t *cells_at(const cells *c, int row, int column);

/* `next` from `now` and its halo; then it becomes `now`. The timing region "compute". */
void cells_step(cells *c);

/* Writes /result/cells, the frames that rank 0 has, with how the field is cut; of each rank how many cells it has
 * (/timing/cells). dims: those of rank 0 count. Frees the frames. Collective. */
void cells_write(const cells *c, frames *kept, const int size[2], const int dims[2], results *file);

void cells_free(cells *c);

#endif

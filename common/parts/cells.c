#include "common/parts/cells.h"
#include "common/memory.h"
#include "common/partition.h"
#include "common/results_names.h"
#include "common/timing.h"
#include <stdlib.h>

cells cells_create(const rle *pattern, const int size[2], const int dims[2], const int place[2])
{
    partition_range rows = partition_block(size[0], dims[0], place[0]),
                    columns = partition_block(size[1], dims[1], place[1]);
    cells made = {.rows = (int)rows.count, .columns = (int)columns.count};
    made.stride = made.columns + 2;
    made.now = memory_allocate((rows.count + 2) * made.stride, sizeof *made.now);
    made.next = memory_allocate((rows.count + 2) * made.stride, sizeof *made.next);
    int64_t top = (size[0] - pattern->height) / 2 - rows.first,
            left = (size[1] - pattern->width) / 2 - columns.first;
    for (int y = 0; y < pattern->height; y++) {
        for (int x = 0; x < pattern->width; x++) {
            int64_t row = top + y, column = left + x;
            if (row >= 0 && row < rows.count && column >= 0 && column < columns.count) {
                *cells_at(&made, (int)row + 1, (int)column + 1) =
                    pattern->cells[y * pattern->width + x];
            }
        }
    }
    return made;
}

int32_t *cells_at(const cells *c, int row, int column)
{
    return c->now + (int64_t)row * c->stride + column;
}

static void step_row(const int32_t *restrict above, const int32_t *restrict here,
                     const int32_t *restrict below, int32_t *restrict next, int columns)
{
    for (int x = 1; x <= columns; x++) {
        int neighbours = above[x - 1] + above[x] + above[x + 1] + here[x - 1] + here[x + 1] +
                         below[x - 1] + below[x] + below[x + 1];
        next[x] = (neighbours | here[x]) == 3; /* 3, or 2 and alive */
    }
}

void cells_step(cells *c)
{
    timing_start("compute");
    for (int row = 1; row <= c->rows; row++) {
        const int32_t *here = cells_at(c, row, 0);
        step_row(here - c->stride, here, here + c->stride, c->next + (int64_t)row * c->stride,
                 c->columns);
    }
    int32_t *now = c->now;
    c->now = c->next;
    c->next = now;
    timing_stop("compute");
}

/* Where the blocks begin along one dimension, and the end. */
static void write_blocks(results *file, const char *name, const char *attribute, int size, int dims)
{
    int64_t *offsets = memory_allocate(dims + 1, sizeof *offsets);
    for (int b = 0; b < dims; b++) {
        offsets[b] = partition_block(size, dims, b).first;
    }
    offsets[dims] = size;
    results_numbers_attribute(file, name, attribute, offsets, dims + 1);
    free(offsets);
}

void cells_write(const cells *c, frames *kept, const int size[2], const int dims[2], results *file)
{
    const char *name = NAME_RESULT "/cells";
    int64_t count = (int64_t)c->rows * c->columns;
    timing_start("output");
    frames_write(kept, name, file, H5T_NATIVE_INT32, "1", true);
    int blocks[2] = {dims[0], dims[1]};
    MPI_Bcast(blocks, 2, MPI_INT, 0, MPI_COMM_WORLD);
    if (blocks[0] > 0 && blocks[1] > 0) {
        write_blocks(file, name, NAME_BLOCK_ROWS, size[0], blocks[0]);
        write_blocks(file, name, NAME_BLOCK_COLUMNS, size[1], blocks[1]);
    }
    results_text_attribute(file, name, NAME_EDGES, "meet");
    results_write_per_rank(file, NAME_TIMING "/cells", H5T_NATIVE_INT64, &count);
    frames_free(kept);
    timing_stop("output");
}

void cells_free(cells *c)
{
    free(c->now);
    free(c->next);
    c->now = c->next = NULL;
}

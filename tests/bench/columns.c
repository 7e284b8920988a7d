/* columns [--quick], 2 ranks: a column of 08-life as a derived type against one that is copied together by hand. */
#define main program_main
#include "solutions/08-life/life.c"
#undef main
#include "tests/bench/ratio.h"
#include <string.h>

enum { ROWS = 2048, COLUMNS = 256, TIMES = 100 };

static int32_t out[ROWS], in[ROWS];

static double by_type(void *state)
{
    const part *mine = state;
    for (int i = 0; i < TIMES; i++) {
        MPI_Sendrecv(cells_at(&mine->cells, 1, 1), 1, mine->column, mine->above, LEFT,
                     cells_at(&mine->cells, 1, COLUMNS + 1), 1, mine->column, mine->below, LEFT,
                     mine->comm, MPI_STATUS_IGNORE);
    }
    return 0;
}

static double by_hand(void *state)
{
    const part *mine = state;
    for (int i = 0; i < TIMES; i++) {
        for (int row = 0; row < ROWS; row++) {
            out[row] = *cells_at(&mine->cells, row + 1, 1);
        }
        MPI_Sendrecv(out, ROWS, MPI_INT32_T, mine->above, LEFT, in, ROWS, MPI_INT32_T, mine->below,
                     LEFT, mine->comm, MPI_STATUS_IGNORE);
        for (int row = 0; row < ROWS; row++) {
            *cells_at(&mine->cells, row + 1, COLUMNS + 1) = in[row];
        }
    }
    return 0;
}

int main(int argc, char *argv[])
{
    MPI_Init(&argc, &argv);
    int ranks, repeats = argc > 1 && strcmp(argv[1], "--quick") == 0 ? 9 : 31;
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    part mine = {.size = {ranks * ROWS, COLUMNS}, .comm = MPI_COMM_NULL};
    rle pattern = rle_load("glider-gun", ROWS, COLUMNS, MPI_COMM_WORLD);
    make_grid(&mine, &pattern); /* ranks x 1 */
    ratio_measure("life.column_type_vs_copies.8KiB",
                  "a column as a type, times as fast as copied by hand", by_type, by_hand, &mine,
                  repeats);
    MPI_Type_free(&mine.column);
    MPI_Comm_free(&mine.comm);
    cells_free(&mine.cells);
    rle_free(&pattern);
    MPI_Finalize();
    return 0;
}

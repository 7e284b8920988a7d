/* life: Conway's Game of Life on a torus, which is cut into blocks, one for each rank.
 *
 * Around its block a rank has a halo of one cell: copies of cells of its eight neighbours. First
 * the columns are exchanged, then the rows with the ends that have just arrived: so a corner comes
 * from the diagonal neighbour in two messages. The edges of the field meet, and those of the grid.
 *
 *     ./lab run solutions/life -n 4 -- --pattern glider-gun --steps 200
 */
#include "common/memory.h"
#include "common/mpi_check.h"
#include "common/options.h"
#include "common/partition.h"
#include "common/parts/cells.h"
#include "common/results.h"
#include "common/timing.h"
#include <mpi.h>
#include <stdlib.h>

enum { UP = 1, DOWN, LEFT, RIGHT, BLOCK }; /* tags: where it travels to */

typedef struct {
    int size[2];   /* cells of the field: rows, columns */
    int dims[2];   /* the grid of ranks, in the same order */
    MPI_Comm comm; /* its ranks; MPI_COMM_NULL: this one has no cells */
    int above, below, left, right;
    cells cells;         /* this rank's block */
    MPI_Datatype column; /* a column of it */
} part;

/* The grid, and this rank's block in it. Collective. */
static void make_grid(part *mine, const rle *pattern)
{
    int ranks, place[2] = {0, 0};
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    // TODO(1): arrange the ranks in a grid, mine->dims, as square as can be. If that makes a block
    //          without cells, do it with one rank less, and so on.
    //          MPI_Dims_create
    // SOLUTION
    do {
        mine->dims[0] = mine->dims[1] = 0;
        mpi_check(MPI_Dims_create(ranks--, 2, mine->dims));
    } while (mine->dims[0] > mine->size[0] || mine->dims[1] > mine->size[1]);
    // END
    // TODO(2): make the communicator of the grid, periodic in both dimensions, the ranks in their
    //          order. Those for which there is no place get MPI_COMM_NULL.
    //          MPI_Cart_create
    // SOLUTION
    const int periods[2] = {1, 1};
    mpi_check(MPI_Cart_create(MPI_COMM_WORLD, 2, mine->dims, periods, 0, &mine->comm));
    // END
    if (mine->comm == MPI_COMM_NULL) {
        return;
    }
    // TODO(3): which place in the grid has this rank, and which ranks are its four neighbours?
    //          MPI_Comm_rank, MPI_Cart_coords, MPI_Cart_shift
    // SOLUTION
    int rank;
    MPI_Comm_rank(mine->comm, &rank);
    MPI_Cart_coords(mine->comm, rank, 2, place);
    MPI_Cart_shift(mine->comm, 0, 1, &mine->above, &mine->below);
    MPI_Cart_shift(mine->comm, 1, 1, &mine->left, &mine->right);
    // END
    mine->cells = cells_create(pattern, mine->size, mine->dims, place);
    // TODO(4): the type of a column of the block: one cell of each row, without those of the halo.
    //          MPI_Type_vector, MPI_Type_commit
    // SOLUTION
    mpi_check(MPI_Type_vector(mine->cells.rows, 1, mine->cells.stride, MPI_INT32_T, &mine->column));
    mpi_check(MPI_Type_commit(&mine->column));
    // END
}

/* One step: first the halo, then the cells. */
static void step_once(part *mine)
{
    timing_start("communication halo");
    // TODO(5): send the first own column to the left and receive the halo column on the right; then
    //          the last own column to the right. cells_at(c, row, column) is where a cell is.
    //          MPI_Sendrecv, two times
    // SOLUTION
    const cells *c = &mine->cells;
    mpi_check(MPI_Sendrecv(cells_at(c, 1, 1), 1, mine->column, mine->left, LEFT,
                           cells_at(c, 1, c->columns + 1), 1, mine->column, mine->right, LEFT,
                           mine->comm, MPI_STATUS_IGNORE));
    mpi_check(MPI_Sendrecv(cells_at(c, 1, c->columns), 1, mine->column, mine->right, RIGHT,
                           cells_at(c, 1, 0), 1, mine->column, mine->left, RIGHT, mine->comm,
                           MPI_STATUS_IGNORE));
    // END
    // TODO(6): the same with the first row, up, and the last row, down: whole rows of the array,
    //          with the two cells of the halo at their ends, so that the corners come along.
    // SOLUTION
    mpi_check(MPI_Sendrecv(cells_at(c, 1, 0), c->columns + 2, MPI_INT32_T, mine->above, UP,
                           cells_at(c, c->rows + 1, 0), c->columns + 2, MPI_INT32_T, mine->below,
                           UP, mine->comm, MPI_STATUS_IGNORE));
    mpi_check(MPI_Sendrecv(cells_at(c, c->rows, 0), c->columns + 2, MPI_INT32_T, mine->below, DOWN,
                           cells_at(c, 0, 0), c->columns + 2, MPI_INT32_T, mine->above, DOWN,
                           mine->comm, MPI_STATUS_IGNORE));
    // END
    timing_stop("communication halo");
    cells_step(&mine->cells);
}

/* Brings all blocks to rank 0, into field[height][width]; keeps that. Collective on the grid. */
static void keep_frame(const part *mine, int step, int32_t *field, frames *kept)
{
    timing_start("communication blocks");
    // TODO(7): every rank sends its block, without the halo; rank 0 receives all into `field`.
    //          MPI_Type_create_subarray, MPI_Isend, MPI_Recv, MPI_Wait, MPI_Type_free
    // SOLUTION
    const cells *c = &mine->cells;
    MPI_Datatype inner, block;
    MPI_Request request;
    int whole[2] = {c->rows + 2, c->stride}, count[2] = {c->rows, c->columns}, first[2] = {1, 1};
    mpi_check(MPI_Type_create_subarray(2, whole, count, first, MPI_ORDER_C, MPI_INT32_T, &inner));
    mpi_check(MPI_Type_commit(&inner));
    mpi_check(MPI_Isend(c->now, 1, inner, 0, BLOCK, mine->comm, &request));
    for (int r = 0, place[2]; field != NULL && r < mine->dims[0] * mine->dims[1]; r++) {
        MPI_Cart_coords(mine->comm, r, 2, place);
        for (int d = 0; d < 2; d++) {
            partition_range range = partition_block(mine->size[d], mine->dims[d], place[d]);
            first[d] = (int)range.first;
            count[d] = (int)range.count;
        }
        mpi_check(MPI_Type_create_subarray(2, mine->size, count, first, MPI_ORDER_C, MPI_INT32_T,
                                           &block));
        mpi_check(MPI_Type_commit(&block));
        mpi_check(MPI_Recv(field, 1, block, r, BLOCK, mine->comm, MPI_STATUS_IGNORE));
        MPI_Type_free(&block);
    }
    mpi_check(MPI_Wait(&request, MPI_STATUS_IGNORE));
    MPI_Type_free(&inner);
    // END
    timing_stop("communication blocks");
    frames_keep(kept, step, false, field, mine->size[1]);
}

int main(int argc, char *argv[])
{
    int rank, width = 96, height = 64, steps = 256;
    const char *name = "r-pentomino";
    MPI_Init(&argc, &argv);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN); /* for mpi_check */
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    const program_option options[] = {
        OPTION_INT("width", &width, 1, 16384, "columns of the field"),
        OPTION_INT("height", &height, 1, 16384, "rows of the field"),
        OPTION_INT("steps", &steps, 0, 1000000000, "end after N steps"),
        OPTION_TEXT("pattern", &name, "NAME", "begin with data/NAME.rle, or a file in that format"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "the Game of Life", options, MPI_COMM_WORLD);
    rle pattern = rle_load(name, height, width, MPI_COMM_WORLD);
    frames kept = frames_plan(rank == 0 ? height : 0, width, steps, FRAMES_MOST, sizeof(int32_t));
    results *file = results_create(output, options, frames_bytes(&kept), MPI_COMM_WORLD);
    memory_check(frames_bytes(&kept) + 12LL * width * height, MPI_COMM_WORLD);
    int32_t *field = rank == 0 ? memory_allocate((int64_t)height * width, sizeof *field) : NULL;
    part mine = {.size = {height, width}, .comm = MPI_COMM_NULL, .column = MPI_DATATYPE_NULL};
    make_grid(&mine, &pattern);
    for (int step = 0; mine.comm != MPI_COMM_NULL && step <= steps; step++) {
        if (step > 0) {
            step_once(&mine);
        }
        if (frames_due(&kept, step)) {
            keep_frame(&mine, step, field, &kept);
        }
    }
    cells_write(&mine.cells, &kept, mine.size, mine.dims, file);
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    if (mine.comm != MPI_COMM_NULL) {
        if (mine.column != MPI_DATATYPE_NULL) {
            MPI_Type_free(&mine.column);
        }
        mpi_check(MPI_Comm_free(&mine.comm));
    }
    cells_free(&mine.cells);
    rle_free(&pattern);
    free(field);
    MPI_Finalize();
    return 0;
}

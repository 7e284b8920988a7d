/* mandelbrot: a picture computed by all ranks, row by row.
 *
 * A point c of the plane belongs to the Mandelbrot set if z -> z^2 + c, started at 0, never leaves
 * the circle |z| <= 2. The program counts for every pixel how many steps that takes. Rows do not
 * depend on each other, so each rank computes some of them: the domain is decomposed. But rows
 * differ in work by factors of hundreds; who gets which row (the schedule) decides how long the
 * slowest rank takes:
 *
 *     block     rank 0 the first height/size rows, rank 1 the next...
 *     cyclic    rank r the rows r, r + size, r + 2 size...
 *     dynamic   whoever is free takes the next row, from a counter that all share
 *
 * At the end all ranks write the picture into one HDF5 file together.
 *
 *     ./lab run solutions/mandelbrot -n 4 -- --width 640 --height 480 --schedule dynamic
 */
#include "common/mpi_check.h"
#include "common/options.h"
#include "common/partition.h"
#include "common/picture.h"
#include "common/progress.h"
#include "common/results.h"
#include "common/timing.h"
#include <mpi.h>
#include <stdio.h>

enum schedule { BLOCK, CYCLIC, DYNAMIC };

/* The rows that are left for this rank: next, next + step, ... below end. */
typedef struct {
    enum schedule schedule;
    int rank, size;
    int64_t rows, next, step, end;
    MPI_Win counter; /* DYNAMIC: the next row that nobody has taken, in rank 0's memory */
} row_queue;

/* Sets up the schedule. Collective. */
static void open_queue(row_queue *queue)
{
    if (queue->schedule == BLOCK) {
        // TODO(2): this rank's block of the rows: set next and end.
        //          partition_block(rows, size, rank) does the arithmetic (common/partition.h)
        // SOLUTION
        partition_range block = partition_block(queue->rows, queue->size, queue->rank);
        queue->next = block.first;
        queue->end = block.first + block.count;
        // END
    } else if (queue->schedule == CYCLIC) {
        // TODO(3): every size-th row, starting with row number `rank`: set next, step and end.
        // SOLUTION
        queue->next = queue->rank;
        queue->step = queue->size;
        queue->end = queue->rows;
        // END
    } else {
        // TODO(4): a counter that all ranks can reach: a window of one int64_t in rank 0's memory
        //          and of 0 bytes elsewhere. It must be 0 before anyone takes a row. Set end, too.
        //          MPI_Win_allocate, MPI_Barrier, MPI_Win_lock_all
        // SOLUTION
        int64_t *value;
        MPI_Aint bytes = queue->rank == 0 ? sizeof *value : 0;
        mpi_check(MPI_Win_allocate(bytes, sizeof *value, MPI_INFO_NULL, MPI_COMM_WORLD, &value,
                                   &queue->counter));
        mpi_check(MPI_Win_lock_all(0, queue->counter));
        if (queue->rank == 0) {
            *value = 0;
            mpi_check(MPI_Win_sync(queue->counter));
        }
        mpi_check(MPI_Barrier(MPI_COMM_WORLD));
        queue->end = queue->rows;
        // END
    }
}

/* The next row for this rank, or -1 when none is left. */
static int64_t take_row(row_queue *queue)
{
    int64_t row = queue->next;
    queue->next += queue->step;
    if (queue->counter != MPI_WIN_NULL) {
        // TODO(5): read the counter and add 1 to it, in one step that no other rank can come
        // between.
        //          MPI_Fetch_and_op with MPI_SUM; the value has arrived after MPI_Win_flush
        // SOLUTION
        const int64_t one = 1;
        mpi_check(MPI_Fetch_and_op(&one, &row, MPI_INT64_T, 0, 0, MPI_SUM, queue->counter));
        mpi_check(MPI_Win_flush(0, queue->counter));
        // END
    }
    return row < queue->end ? row : -1;
}

/* Collective. */
static void close_queue(row_queue *queue)
{
    if (queue->counter != MPI_WIN_NULL) {
        mpi_check(MPI_Win_unlock_all(queue->counter));
        mpi_check(MPI_Win_free(&queue->counter));
    }
}

int main(int argc, char *argv[])
{
    int rank = 0, size = 1;
    int width = 1024, height = 1024, max_iter = 1000, schedule = DYNAMIC;
    double centre[2] = {-0.75, 0}, span = 2.5;

    MPI_Init(&argc, &argv);
    /* Let MPI hand errors back, so that mpi_check can say on which line they happened. */
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);

    // TODO(1): which rank is this, of how many?
    // SOLUTION
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    // END

    const program_option options[] = {
        OPTION_INT("width", &width, 1, 65536, "columns of the picture"),
        OPTION_INT("height", &height, 1, 65536, "rows of the picture"),
        OPTION_INT("max-iter", &max_iter, 1, 1000000000, "steps before a point counts as inside"),
        OPTION_PAIR("centre", centre, -4, 4, "RE,IM", "the point in the middle of the picture"),
        OPTION_DOUBLE("span", &span, 1e-15, 8, "width of the view in the complex plane"),
        OPTION_CHOICE("schedule", &schedule, "block|cyclic|dynamic", "who computes which rows"),
        OPTION_END,
    };
    const char *output =
        options_parse(argc, argv, "draws the Mandelbrot set", options, MPI_COMM_WORLD);
    results *file =
        results_create(output, options, (int64_t)width * height * sizeof(int32_t), MPI_COMM_WORLD);
    picture mine = picture_create(width, height, max_iter, centre, span, MPI_COMM_WORLD);
    row_queue queue = {schedule, rank, size, height, 0, 1, 0, MPI_WIN_NULL};

    open_queue(&queue);
    timing_start("compute");
    for (int64_t row = take_row(&queue); row >= 0; row = take_row(&queue)) {
        picture_compute_row(&mine, row);
        if (rank == 0) {
            progress_update(schedule == DYNAMIC ? row + 1 : mine.rows * size, height);
        }
    }
    timing_stop("compute");
    progress_end();

    timing_start("communication");
    close_queue(&queue);
    int64_t total = 0;
    // TODO(6): add up the iterations that the ranks have done (mine.iterations), in `total` at rank
    // 0.
    //          MPI_Reduce
    // SOLUTION
    mpi_check(MPI_Reduce(&mine.iterations, &total, 1, MPI_INT64_T, MPI_SUM, 0, MPI_COMM_WORLD));
    // END
    timing_stop("communication");

    timing_start("output");
    picture_write(&mine, file);
    results_write_scalar(file, "/result/total_iterations", H5T_NATIVE_INT64, &total);
    timing_stop("output");
    if (rank == 0) { /* who has waited for the sum has waited for the slowest */
        double seconds = timing_seconds("compute") + timing_seconds("communication");
        printf("%d x %d pixels on %d ranks: %.0f Miter/s\n", width, height, size,
               1e-6 * (double)total / seconds);
    }
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    picture_free(&mine);
    MPI_Finalize();
    return 0;
}

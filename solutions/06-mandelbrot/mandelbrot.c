/* mandelbrot: a picture computed by all ranks, row by row.
 *
 * A point c of the plane belongs to the Mandelbrot set if z -> z^2 + c, started at 0, never leaves
 * the circle |z| <= 2. The program counts for every pixel how many steps that takes. Rows do not
 * depend on each other, so each rank computes some of them: the domain is decomposed. But some rows
 * are hundreds of times the work of others; the schedule says which rank computes which rows:
 *
 *     block     rank 0 the first height/size rows, rank 1 the next...
 *     cyclic    rank r the rows r, r + size, r + 2 size...
 *     dynamic   a rank that is free takes the next row, from a counter that all ranks share
 *     master    a rank that is free asks rank 0 for a row; rank 0 computes none
 *
 *     ./lab run solutions/mandelbrot -n 4 -- --width 640 --height 480 --schedule dynamic
 */
#include "common/mpi_check.h"
#include "common/options.h"
#include "common/partition.h"
#include "common/parts/picture.h"
#include "common/progress.h"
#include "common/results.h"
#include "common/timing.h"
#include <mpi.h>
#include <stdio.h>

enum schedule { BLOCK, CYCLIC, DYNAMIC, MASTER };
enum { TAG = 6 };

/* The rows that are left for this rank: next, next + step, ... below end. */
typedef struct {
    enum schedule schedule;
    int rank, size;
    int64_t rows, next, step, end;
    MPI_Win window;   /* DYNAMIC: makes the counter accessible to all ranks */
    int64_t *counter; /* DYNAMIC, on rank 0: the next row that no rank has taken */
} row_queue;

/* Sets up the schedule. Collective. */
static void open_queue(row_queue *queue)
{
    if (queue->schedule == BLOCK) {
        // TODO(1): this rank's block of the rows: set next and end.
        //          partition_block (common/partition.h)
        // SOLUTION
        partition_range block = partition_block(queue->rows, queue->size, queue->rank);
        queue->next = block.first;
        queue->end = block.first + block.count;
        // END
    } else if (queue->schedule == CYCLIC) {
        // TODO(2): every size-th row, the first one is row number `rank`: set next, step and end.
        // SOLUTION
        queue->next = queue->rank;
        queue->step = queue->size;
        queue->end = queue->rows;
        // END
    } else if (queue->schedule == DYNAMIC) {
        // TODO(3): create the window: one int64_t on rank 0, 0 bytes on the others. Make it return
        //          its errors, as MPI_COMM_WORLD does, and open an epoch for access to all ranks.
        //          MPI_Win_allocate, MPI_Win_set_errhandler, MPI_Win_lock_all
        // SOLUTION
        MPI_Aint bytes = queue->rank == 0 ? sizeof *queue->counter : 0;
        mpi_check(MPI_Win_allocate(bytes, sizeof *queue->counter, MPI_INFO_NULL, MPI_COMM_WORLD,
                                   &queue->counter, &queue->window));
        mpi_check(MPI_Win_set_errhandler(queue->window, MPI_ERRORS_RETURN));
        mpi_check(MPI_Win_lock_all(0, queue->window));
        // END

        // TODO(4): set the counter to 0. No rank may take a row before that is done. Set end, too.
        //          MPI_Win_sync, MPI_Barrier
        // SOLUTION
        if (queue->rank == 0) {
            *queue->counter = 0;
            mpi_check(MPI_Win_sync(queue->window));
        }
        mpi_check(MPI_Barrier(MPI_COMM_WORLD));
        queue->end = queue->rows;
        // END
    } else {
        queue->end = queue->rows;
    }
}

/* MASTER, on rank 0: answers one request for each row, and then one more from each other rank, with a
 * number beyond the last row: none is left. Returns such a number, as rank 0 computes no row. */
static int64_t hand_out_rows(const row_queue *queue)
{
    for (int64_t row = 0; row < queue->rows + queue->size - 1; row++) {
        MPI_Status request;
        mpi_check(MPI_Recv(NULL, 0, MPI_BYTE, MPI_ANY_SOURCE, TAG, MPI_COMM_WORLD, &request));
        mpi_check(MPI_Send(&row, 1, MPI_INT64_T, request.MPI_SOURCE, TAG, MPI_COMM_WORLD));
        progress_update(row, queue->rows + queue->size);
    }
    return queue->rows;
}

/* The next row for this rank, or -1 when none is left. */
static int64_t take_row(row_queue *queue)
{
    int64_t row = queue->next;
    queue->next += queue->step;
    timing_start("communication queue"); /* the wait for an answer, too */
    if (queue->window != MPI_WIN_NULL) {
        // TODO(5): read the counter and add 1 to it, as one operation: nothing can come between.
        //          MPI_Fetch_and_op, MPI_Win_flush
        // SOLUTION
        const int64_t one = 1;
        mpi_check(MPI_Fetch_and_op(&one, &row, MPI_INT64_T, 0, 0, MPI_SUM, queue->window));
        mpi_check(MPI_Win_flush(0, queue->window));
        // END
    } else if (queue->schedule == MASTER && queue->rank > 0) {
        mpi_check(MPI_Sendrecv(NULL, 0, MPI_BYTE, 0, TAG, &row, 1, MPI_INT64_T, 0, TAG,
                               MPI_COMM_WORLD, MPI_STATUS_IGNORE));
    } else if (queue->schedule == MASTER && queue->size > 1) {
        row = hand_out_rows(queue);
    }
    timing_stop("communication queue");
    return row < queue->end ? row : -1;
}

int main(int argc, char *argv[])
{
    int rank, size, width = 1024, height = 1024, max_iter = 1000, schedule = DYNAMIC;
    double centre[2] = {-0.75, 0}, span = 2.5;
    MPI_Init(&argc, &argv);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN); /* for mpi_check */
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("width", &width, 1, 65536, "columns of the picture"),
        OPTION_INT("height", &height, 1, 65536, "rows of the picture"),
        OPTION_INT("max-iter", &max_iter, 1, 1000000000, "steps before a point counts as inside"),
        OPTION_PAIR("centre", centre, -4, 4, "RE,IM", "the point in the middle of the picture"),
        OPTION_DOUBLE("span", &span, 1e-15, 8, "width of the view in the complex plane"),
        OPTION_CHOICE("schedule", &schedule, "block|cyclic|dynamic|master", "who gets which rows"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "the Mandelbrot set", options, MPI_COMM_WORLD);
    results *file =
        results_create(output, options, (int64_t)width * height * sizeof(int32_t), MPI_COMM_WORLD);
    picture mine = picture_create(width, height, max_iter, centre, span, MPI_COMM_WORLD);
    row_queue queue = {schedule, rank, size, height, 0, 1, 0, MPI_WIN_NULL, NULL};

    open_queue(&queue);
    double start = MPI_Wtime();
    for (int64_t row = take_row(&queue); row >= 0; row = take_row(&queue)) {
        timing_start("compute");
        picture_compute_row(&mine, row);
        timing_stop("compute");
        if (rank == 0) {
            progress_update(schedule == DYNAMIC ? row + 1 : mine.rows * size, height);
        }
    }
    progress_end();

    timing_start("communication");
    if (queue.window != MPI_WIN_NULL) {
        mpi_check(MPI_Win_unlock_all(queue.window));
        mpi_check(MPI_Win_free(&queue.window));
    }
    int64_t total = 0;
    // TODO(6): add up the iterations of all ranks (mine.iterations), into `total` at rank 0.
    //          MPI_Reduce
    // SOLUTION
    mpi_check(MPI_Reduce(&mine.iterations, &total, 1, MPI_INT64_T, MPI_SUM, 0, MPI_COMM_WORLD));
    // END
    timing_stop("communication");
    if (rank == 0) { /* it has waited for the sum, and so for the slowest rank */
        printf("%d x %d pixels on %d ranks: %.0f Miter/s\n", width, height, size,
               1e-6 * (double)total / (MPI_Wtime() - start));
    }

    timing_start("output");
    picture_write(&mine, file);
    results_write_scalar(file, "/result/total_iterations", H5T_NATIVE_INT64, &total);
    timing_stop("output");
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    picture_free(&mine);
    MPI_Finalize();
    return 0;
}

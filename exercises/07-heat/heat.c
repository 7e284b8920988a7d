/* heat: heat spreads in a plate, its rows shared out among the ranks.
 *
 * In every step each point takes the mean of itself and its four neighbours. So a rank needs copies
 * of the rows around its own, its halo, which must be brought up to date before every step:
 *
 *     sendrecv  the halo first, then all rows
 *     overlap   the inner rows are computed while the messages travel, then those at the border
 *
 *     ./lab run solutions/heat -n 4 -- --exchange overlap --steps 2000
 */
#include "common/memory.h"
#include "common/mpi_check.h"
#include "common/options.h"
#include "common/partition.h"
#include "common/parts/plate.h"
#include "common/progress.h"
#include "common/results.h"
#include "common/timing.h"
#include <math.h>
#include <mpi.h>
#include <stdio.h>

enum exchange { SENDRECV, OVERLAP };
enum { UP = 1, DOWN = 2 }; /* tags: where a row travels to */

/* A rank's rows, and whose are those around them. */
typedef struct {
    plate plate;      /* rows 1 ... plate.rows are its own, 0 and plate.rows + 1 the halo */
    MPI_Comm comm;    /* the ranks that have rows; MPI_COMM_NULL: this one has none */
    int above, below; /* ranks in comm; MPI_PROC_NULL at the edges of the plate */
    double change;    /* the largest of a point in the last step */
} part;

/* Sets comm, above and below. Collective. */
static void find_neighbours(part *mine)
{
    // TODO(1): make mine->comm, a communicator of the ranks that have rows. The others get
    //          MPI_COMM_NULL: they take no part in what follows.
    //          MPI_Comm_split, MPI_UNDEFINED
    if (mine->comm == MPI_COMM_NULL) {
        return;
    }
    // TODO(2): which ranks of mine->comm have the rows above and below? Where there are none, at
    //          the edges of the plate, it remains MPI_PROC_NULL.
    //          MPI_Comm_rank, MPI_Comm_size
}

/* A step: first the halo, then all rows. Returns the largest change of a point of this rank. */
static double step_after_exchange(const part *mine)
{
    const plate *rows = &mine->plate;
    timing_start("communication halo");
    // TODO(3): send the first own row up, and receive the halo row below the last one; then send
    //          the last own row down, and receive the halo row above the first one. No `if`!
    //          MPI_Sendrecv, two times; plate_row(rows, k) is where row k begins
    timing_stop("communication halo");
    timing_start("compute");
    double change = plate_compute(rows, 1, rows->rows);
    timing_stop("compute");
    return change;
}

/* The same, but the inner rows are computed while the messages travel. */
static double step_with_overlap(const part *mine)
{
    const plate *rows = &mine->plate;
    timing_start("communication halo");
    // TODO(5): begin the four messages of TODO(3): first the two receives, then the two sends.
    //          MPI_Irecv, MPI_Isend
    timing_stop("communication halo");
    timing_start("compute inner rows");
    double change = plate_compute(rows, 2, rows->rows - 1);
    timing_stop("compute inner rows");
    timing_start("communication wait");
    // TODO(6): the rows that are left need the halo: wait for all four messages.
    //          MPI_Waitall
    timing_stop("communication wait");
    timing_start("compute border rows");
    change = fmax(change, plate_compute(rows, 1, 1));
    change = fmax(change, plate_compute(rows, rows->rows, rows->rows));
    timing_stop("compute border rows");
    return change;
}

int main(int argc, char *argv[])
{
    int rank, size, width = 512, height = 512, steps = 1000, every = 10, exchange = SENDRECV;
    int most = FRAMES_MOST, step = 0;
    double tolerance = 0.01, change = PLATE_HOTTEST; /* change: the largest of all ranks */
    const char *input = "";
    MPI_Init(&argc, &argv);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN); /* for mpi_check */
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("width", &width, 1, 65536, "points in a row of the plate"),
        OPTION_INT("height", &height, 1, 65536, "rows of the plate"),
        OPTION_INT("steps", &steps, 1, 1000000000, "end after N steps"),
        OPTION_DOUBLE("tolerance", &tolerance, 0, 100, "... or when no point changes by more degC"),
        OPTION_INT("every", &every, 1, 1000000000, "look at the change in every N-th step"),
        OPTION_CHOICE("exchange", &exchange, "sendrecv|overlap", "how the halo travels"),
        OPTION_TEXT("input", &input, "FILE", "begin with a PNG, or a result of mandelbrot"),
        OPTION_INT("frames", &most, 1, FRAMES_MOST, "keep the last N frames only"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "heat in a plate", options, MPI_COMM_WORLD);
    partition_range rows = partition_block(height, size, rank);
    frames kept = frames_plan(rows.count, width, steps, most, sizeof(double));
    results *file = results_create(output, options, frames_bytes(&kept) * size, MPI_COMM_WORLD);
    memory_check(rows.count * plate_row_bytes(width) + frames_bytes(&kept), MPI_COMM_WORLD);
    part mine = {plate_load(input, rows.first, rows.count, height, width, MPI_COMM_WORLD),
                 MPI_COMM_NULL, MPI_PROC_NULL, MPI_PROC_NULL, 0};
    find_neighbours(&mine);

    double start = MPI_Wtime();
    frames_keep(&kept, 0, false, plate_row(&mine.plate, 1), mine.plate.stride);
    for (bool ended = mine.comm == MPI_COMM_NULL; !ended;) {
        mine.change = exchange == OVERLAP ? step_with_overlap(&mine) : step_after_exchange(&mine);
        plate_swap(&mine.plate);
        ended = ++step == steps;
        if (ended || step % every == 0) {
            timing_start("communication end");
            // TODO(4): put the largest mine.change of these ranks into `change`, on each of them,
            //          so that all end after the same step.
            //          MPI_Allreduce
            timing_stop("communication end");
            ended = ended || change <= tolerance;
        }
        frames_keep(&kept, step, ended, plate_row(&mine.plate, 1), mine.plate.stride);
        if (rank == 0) {
            progress_update(step, steps);
        }
    }
    plate_write(&mine.plate, &kept, step, change, MPI_Wtime() - start, file);
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    plate_free(&mine.plate);
    if (mine.comm != MPI_COMM_NULL) {
        mpi_check(MPI_Comm_free(&mine.comm));
    }
    MPI_Finalize();
    return 0;
}

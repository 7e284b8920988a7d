/* pi: throws random points at a square, and counts those that are in a circle.
 *
 * A quarter of a circle with radius 1 covers pi/4 of the square around it. So of N random points about
 * N pi/4 are inside, give or take something that shrinks as 1/sqrt(N): this is Monte Carlo integration.
 * Samples do not depend on each other, so the ranks share them out. Sample i is made from the number i
 * and the seed alone, so that it is the same sample whichever rank computes it.
 *
 * The samples come in blocks; how the blocks' estimates scatter gives the error bar. The ranks can be
 * split into groups, each of which works on other blocks; its ranks share the samples of a block. In
 * every round a group doubles its samples, and adds up its hits so far while it computes the next one.
 *
 *     ./lab run solutions/pi -n 4 -- --samples 200000000 --groups 2
 */
#include "common/mpi_check.h"
#include "common/options.h"
#include "common/partition.h"
#include "common/parts/circle.h"
#include "common/results.h"
#include "common/timing.h"
#include <mpi.h>
#include <stdio.h>

enum numbers { COUNTED, SAME };

int main(int argc, char *argv[])
{
    int rank, size, samples = 200000000, seed = 42, groups = 1, numbers = COUNTED;
    MPI_Init(&argc, &argv);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN); /* for mpi_check */
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("samples", &samples, 1, 2000000000, "how many points"),
        OPTION_INT("seed", &seed, 0, 2147483647, "other points for each seed"),
        OPTION_INT("groups", &groups, 1, CIRCLE_BLOCKS, "of ranks; at most one for each rank"),
        OPTION_CHOICE("numbers", &numbers, "counted|same", "same: all ranks draw the same ones"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "Monte Carlo for pi", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);
    groups = groups < size ? groups : size;

    /* The ranks of a group, a communicator of their own: at first all ranks. */
    MPI_Comm team = MPI_COMM_WORLD;
    int group = rank % groups, team_rank = rank, team_size = size;
    // TODO(3): make a communicator for each group, with the ranks that have the same `group`. Which
    //          rank is this in it, and how many are there? Needed for --groups 2 and more.
    //          MPI_Comm_split, MPI_Comm_rank, MPI_Comm_size
    // SOLUTION
    mpi_check(MPI_Comm_split(MPI_COMM_WORLD, group, rank, &team));
    mpi_check(MPI_Comm_rank(team, &team_rank));
    mpi_check(MPI_Comm_size(team, &team_size));
    // END

    int64_t hits[CIRCLE_TABLE] = {0};     /* [block][round]: of this rank */
    int64_t all_hits[CIRCLE_TABLE] = {0}; /* at rank 0: of all ranks */
    int64_t so_far[CIRCLE_ROUNDS] = {0};  /* after each round: of this rank */
    int64_t running[CIRCLE_ROUNDS] = {0}; /* at rank 0 of a group: of the group */
    int64_t drawn = 0;                    /* samples of this rank */
    MPI_Request request = MPI_REQUEST_NULL;

    for (int round = 0; round < CIRCLE_ROUNDS; round++) {
        timing_start("compute");
        so_far[round] = round > 0 ? so_far[round - 1] : 0;
        for (int block = group; block < CIRCLE_BLOCKS; block += groups) {
            partition_range batch = circle_batch(samples, block, round), mine = {batch.first, 0};
            // TODO(1): all ranks of the team share this batch of samples. Which are this rank's? Set
            //          mine.first and mine.count. Sample numbers begin at batch.first, not at 0.
            //          partition_block (common/partition.h)
            // SOLUTION
            mine = partition_block(batch.count, team_size, team_rank);
            mine.first += batch.first;
            // END
            int64_t first = numbers == SAME ? drawn : mine.first; /* SAME: the trap in the README */
            int64_t new_hits = circle_hits(seed, first, mine.count);
            hits[block * CIRCLE_ROUNDS + round] += new_hits;
            so_far[round] += new_hits;
            drawn += mine.count;
        }
        timing_stop("compute");

        timing_start("communication running");
        // TODO(4): wait for the sum of the round before. Then start the next one, to be added up while
        //          the next round is computed: so_far[round] of the team's ranks, in running[round] at
        //          rank 0 of the team.
        //          MPI_Wait, MPI_Ireduce
        // SOLUTION
        mpi_check(MPI_Wait(&request, MPI_STATUS_IGNORE));
        mpi_check(MPI_Ireduce(&so_far[round], &running[round], 1, MPI_INT64_T, MPI_SUM, 0, team,
                              &request));
        // END
        timing_stop("communication running");
        if (rank == 0 && round > 0) {
            circle_print(samples, group, groups, round - 1, running[round - 1]);
        }
    }

    timing_start("communication");
    mpi_check(MPI_Wait(&request, MPI_STATUS_IGNORE)); /* for the last of these sums */
    // TODO(2): add up the tables of all ranks, each with CIRCLE_TABLE numbers, in all_hits at rank 0.
    //          MPI_Reduce; the type of an int64_t is MPI_INT64_T
    // SOLUTION
    mpi_check(MPI_Reduce(hits, all_hits, CIRCLE_TABLE, MPI_INT64_T, MPI_SUM, 0, MPI_COMM_WORLD));
    // END
    timing_stop("communication");

    timing_start("output");
    int64_t row = group; /* of the group: written by its rank 0 */
    results_write_per_rank(file, "/result/team_size", H5T_NATIVE_INT, &team_size);
    circle_write(file, samples, drawn, all_hits, MPI_COMM_WORLD);
    results_write_numbered_rows(file, "/result/running", H5T_NATIVE_INT64, running, &row,
                                team_rank == 0, groups, CIRCLE_ROUNDS);
    results_write_per_rank(file, "/timing/samples", H5T_NATIVE_INT64, &drawn);
    timing_stop("output");
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    if (team != MPI_COMM_WORLD) {
        mpi_check(MPI_Comm_free(&team));
    }
    MPI_Finalize();
    return 0;
}

/* teams: in every round the ranks form two teams anew, and each team adds up the numbers of its ranks.
 *
 *     ./lab run bugs/teams -n 4 -- --rounds 50
 */
#include "common/memory.h"
#include "common/options.h"
#include "common/results.h"
#include <mpi.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
    int rank = 0, size = 1, rounds = 20;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("rounds", &rounds, 1, 100000, "how often teams are formed"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "adds up in teams", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    int64_t *sums = memory_allocate(rounds, sizeof *sums);
    for (int round = 0; round < rounds; round++) {
        MPI_Comm team;
        int64_t number = 10 * round + rank;
        MPI_Comm_split(MPI_COMM_WORLD, (rank + round) % 3 == 0, rank, &team);
        MPI_Allreduce(&number, &sums[round], 1, MPI_INT64_T, MPI_SUM, team);
        // WRONG
        // SOLUTION
        MPI_Comm_free(&team);
        // END
    }

    results_write_rows(file, "/result/sums", H5T_NATIVE_INT64, sums, 1, rounds);
    results_close(file);
    free(sums);
    MPI_Finalize();
    return 0;
}

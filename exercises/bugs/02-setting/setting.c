/* setting: rank 0 has read a setting, and all ranks are to know it.
 *
 *     ./lab run bugs/setting -n 4 -- --steps 7
 */
#include "common/options.h"
#include "common/results.h"
#include <mpi.h>
#include <stdio.h>

int main(int argc, char *argv[])
{
    int rank = 0, size = 1, steps = 40;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("steps", &steps, 0, 1000000, "the setting"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "shares a setting", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    int setting = -1;
    if (rank == 0) { /* as if from a file that only rank 0 can read */
        setting = steps;
    }
    MPI_Bcast(&setting, 1, MPI_INT, rank, MPI_COMM_WORLD);

    printf("rank %d: %d steps\n", rank, setting);
    results_write_per_rank(file, "/result/setting", H5T_NATIVE_INT, &setting);
    results_close(file);
    MPI_Finalize();
    return 0;
}

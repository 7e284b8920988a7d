/* pass_on: every rank passes a row of numbers on to the next one, the last rank to rank 0.
 *
 *     ./lab run bugs/pass-on -n 4 -- --count 50000
 */
#include "common/memory.h"
#include "common/options.h"
#include "common/results.h"
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
    int rank = 0, size = 1, count = 100;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("count", &count, 1, 1000000, "numbers in a row"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "passes rows on", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    int left = (rank - 1 + size) % size, right = (rank + 1) % size;
    double *own = memory_allocate(count, sizeof *own),
           *passed = memory_allocate(count, sizeof *own);
    for (int i = 0; i < count; i++) {
        own[i] = rank + i / 1000.0;
    }

    MPI_Send(own, count, MPI_DOUBLE, right, 0, MPI_COMM_WORLD);
    MPI_Recv(passed, count, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);

    printf("rank %d got numbers from %g to %g\n", rank, passed[0], passed[count - 1]);
    results_write_rows(file, "/result/passed", H5T_NATIVE_DOUBLE, passed, 1, count);
    results_close(file);
    free(own);
    free(passed);
    MPI_Finalize();
    return 0;
}

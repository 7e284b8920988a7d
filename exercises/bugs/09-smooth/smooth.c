/* smooth: the mean of each rank's value and its left neighbour's.
 *
 *     ./lab run bugs/smooth -n 4
 */
#include "common/options.h"
#include "common/results.h"
#include <mpi.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int rank = 0, size = 1;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {OPTION_END};
    const char *output = options_parse(argc, argv, "smooths values", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    int left = (rank - 1 + size) % size, right = (rank + 1) % size;
    double own = 100 + rank * rank, neighbour = 0;
    MPI_Request receive, send;
    MPI_Irecv(&neighbour, 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, &receive);
    usleep(30000U * (unsigned)rank); /* some ranks need longer for their value */
    MPI_Isend(&own, 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD, &send);
    double smooth = (own + neighbour) / 2;
    MPI_Wait(&send, MPI_STATUS_IGNORE);

    printf("rank %d: %g\n", rank, smooth);
    results_write_per_rank(file, "/result/smooth", H5T_NATIVE_DOUBLE, &smooth);
    results_close(file);
    MPI_Finalize();
    return 0;
}

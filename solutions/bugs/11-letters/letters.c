/* letters: every rank sends a letter to the next rank, and adds what it gets.
 *
 *     ./lab run bugs/letters -n 4 -t 5
 */
#include "common/options.h"
#include "common/results.h"
#include <mpi.h>
#include <stdio.h>

int main(int argc, char *argv[])
{
    int rank = 0, size = 1;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {OPTION_END};
    const char *output = options_parse(argc, argv, "sends letters", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    int left = (rank - 1 + size) % size, right = (rank + 1) % size;
    int letter = 1000 + rank, received = 0;
    MPI_Request request;
    MPI_Isend(&letter, 1, MPI_INT, right, rank, MPI_COMM_WORLD, &request); /* tag: who sends */
    // WRONG
    // MPI_Recv(&received, 1, MPI_INT, left, rank, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    // SOLUTION
    MPI_Recv(&received, 1, MPI_INT, left, left, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    // END
    MPI_Wait(&request, MPI_STATUS_IGNORE);

    printf("rank %d has got the letter %d\n", rank, received);
    results_write_per_rank(file, "/result/received", H5T_NATIVE_INT, &received);
    results_close(file);
    MPI_Finalize();
    return 0;
}

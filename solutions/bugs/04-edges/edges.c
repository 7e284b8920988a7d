/* edges: every rank sends its left and its right edge to its neighbours in a ring.
 *
 *     ./lab run bugs/edges -n 4 -- --length 50000
 */
#include "common/memory.h"
#include "common/options.h"
#include "common/results.h"
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

static void fill(double *edge, int length, double value)
{
    for (int i = 0; i < length; i++) {
        edge[i] = value;
    }
}

int main(int argc, char *argv[])
{
    int rank = 0, size = 1, length = 10;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("length", &length, 1, 1000000, "numbers in an edge"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "exchanges edges", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    int left = (rank - 1 + size) % size, right = (rank + 1) % size;
    double *edges = memory_allocate(2 * length, sizeof *edges);
    double *got = memory_allocate(2 * length, sizeof *got);
    MPI_Request requests[4];
    MPI_Status statuses[4];
    MPI_Irecv(got, length, MPI_DOUBLE, left, 1, MPI_COMM_WORLD, &requests[0]);
    MPI_Irecv(got + length, length, MPI_DOUBLE, right, 2, MPI_COMM_WORLD, &requests[1]);
    fill(edges, length, rank + 0.25);
    MPI_Isend(edges, length, MPI_DOUBLE, right, 1, MPI_COMM_WORLD, &requests[2]);
    // WRONG
    // fill(edges, length, rank + 0.75);
    // MPI_Isend(edges, length, MPI_DOUBLE, left, 2, MPI_COMM_WORLD, &requests[3]);
    // SOLUTION
    fill(edges + length, length, rank + 0.75);
    MPI_Isend(edges + length, length, MPI_DOUBLE, left, 2, MPI_COMM_WORLD, &requests[3]);
    // END
    MPI_Waitall(4, requests, statuses);

    printf("rank %d: left %.2f, right %.2f\n", rank, got[0], got[length]);
    results_write_rows(file, "/result/edges", H5T_NATIVE_DOUBLE, got, 2, length);
    results_close(file);
    free(edges);
    free(got);
    MPI_Finalize();
    return 0;
}

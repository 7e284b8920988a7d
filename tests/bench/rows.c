/* rows WIDTH HEIGHT MAX_ITER: the kernel of 06-mandelbrot alone, on all ranks at once, with the rows dealt
 * out like cards. Prints the seconds of the mean rank: what a program without any cost of being
 * parallel would take. */
#include "common/parts/escape_time.h"
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const int width = argc > 3 ? atoi(argv[1]) : 1024, height = argc > 3 ? atoi(argv[2]) : 1024;
    const int max_iter = argc > 3 ? atoi(argv[3]) : 1000;
    double *re = malloc((size_t)width * sizeof *re), sum = 0;
    int32_t *counts = malloc((size_t)width * sizeof *counts);
    for (int x = 0; x < width; x++) {
        re[x] = -0.75 + 2.5 * ((x + 0.5) / width - 0.5);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    double start = MPI_Wtime();
    for (int y = rank; y < height; y += size) {
        escape_time_row(re, width, 2.5 * height / width * (0.5 - (y + 0.5) / height), max_iter,
                        counts);
    }
    double seconds = MPI_Wtime() - start;
    MPI_Reduce(&seconds, &sum, 1, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("%.6f\n", sum / size);
    }
    free(re);
    free(counts);
    MPI_Finalize();
    return 0;
}

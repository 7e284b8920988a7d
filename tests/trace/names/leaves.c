/* Rank 1 exits in the midst of MPI, which ends the run. Its exit handler takes its time; or, with an argument, is one
 * that makes MPI calls: waits for the others, as HDF5's, or "finalizes". */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *wish;

static void tidy_up(void)
{
    int finalized = 0;
    MPI_Finalized(&finalized);
    if (finalized) {
        return;
    }
    if (strcmp(wish, "finalizes") == 0) {
        MPI_Finalize();
    } else if (strcmp(wish, "waits") == 0) {
        MPI_Bcast(&finalized, 1, MPI_INT, 0, MPI_COMM_WORLD);
    } else {
        usleep(2500000);
    }
    printf("handler ran\n");
}

int main(int argc, char *argv[])
{
    int rank;
    wish = argc > 1 ? argv[1] : "";
    atexit(tidy_up);
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 1) {
        printf("leaving\n");
        exit(3);
    }
    if (strcmp(wish, "finalizes") == 0) {
        exit(0);
    }
    MPI_Recv(&rank, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Finalize();
    return 0;
}

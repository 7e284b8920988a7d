/* What the recorder adds to a call: nanoseconds per call of some kinds, on one rank, so that no other has to
 * be waited for. calls COUNT prints "KIND NANOSECONDS" lines, and the memory of the process at its end. */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_memory(void)
{
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL) {
        if (strncmp(line, "RssAnon:", 8) == 0 || strncmp(line, "VmRSS:", 6) == 0) {
            printf("%.*s %ld kB\n", (int)strcspn(line, ":"), line, atol(strchr(line, ':') + 1));
        }
    }
    if (status != NULL) {
        fclose(status);
    }
}

int main(int argc, char *argv[])
{
    MPI_Init(&argc, &argv);
    int count = argc > 1 ? atoi(argv[1]) : 100000, out = 1, in, flag, self = MPI_PROC_NULL;
    double start = MPI_Wtime(), scale = 1e9 / count;
    MPI_Request requests[2];
    MPI_Comm_rank(MPI_COMM_WORLD, &self);
    for (int i = 0; i < count; i++) {
        MPI_Sendrecv(&out, 1, MPI_INT, self, 0, &in, 1, MPI_INT, self, 0, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
    }
    printf("MPI_Sendrecv %.1f\n", (MPI_Wtime() - start) * scale);
    start = MPI_Wtime();
    for (int i = 0; i < count; i++) {
        MPI_Irecv(&in, 1, MPI_INT, self, 0, MPI_COMM_WORLD, &requests[0]);
        MPI_Isend(&out, 1, MPI_INT, self, 0, MPI_COMM_WORLD, &requests[1]);
        MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    }
    printf("MPI_Irecv+MPI_Isend+MPI_Waitall %.1f\n", (MPI_Wtime() - start) * scale);
    MPI_Irecv(&in, 1, MPI_INT, self, 1, MPI_COMM_WORLD, &requests[0]);
    start = MPI_Wtime();
    for (int i = 0; i < count; i++) {
        MPI_Test(&requests[0], &flag, MPI_STATUS_IGNORE);
    }
    printf("MPI_Test %.1f\n", (MPI_Wtime() - start) * scale);
    MPI_Send(&out, 1, MPI_INT, self, 1, MPI_COMM_WORLD);
    MPI_Wait(&requests[0], MPI_STATUS_IGNORE);
    start = MPI_Wtime();
    for (int i = 0; i < count; i++) {
        MPI_Allreduce(&out, &in, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    }
    printf("MPI_Allreduce %.1f\n", (MPI_Wtime() - start) * scale);
    print_memory();
    MPI_Finalize();
    return 0;
}

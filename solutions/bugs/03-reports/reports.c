/* reports: every rank sends rank 0 a report: first how long it is, then the report itself.
 *
 *     ./lab run bugs/reports -n 4
 */
#include "common/memory.h"
#include "common/options.h"
#include "common/results.h"
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LENGTH = 0, REPORT = 1 }; /* tags */

int main(int argc, char *argv[])
{
    int rank = 0, size = 1;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {OPTION_END};
    const char *output = options_parse(argc, argv, "collects reports", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    MPI_Request sends[2];
    MPI_Status status, statuses[2];
    int length = 10 * (rank + 1), count = 0;
    usleep(50000U * (unsigned)rank); /* a longer report takes longer */
    int64_t *report = memory_allocate(length, sizeof *report);
    int64_t *totals = memory_allocate(size, sizeof *totals);
    for (int i = 0; i < length; i++) {
        report[i] = 1000 * rank + i;
    }
    MPI_Isend(&length, 1, MPI_INT, 0, LENGTH, MPI_COMM_WORLD, &sends[0]);
    MPI_Isend(report, length, MPI_INT64_T, 0, REPORT, MPI_COMM_WORLD, &sends[1]);

    for (int i = 0; rank == 0 && i < size; i++) {
        MPI_Recv(&count, 1, MPI_INT, MPI_ANY_SOURCE, LENGTH, MPI_COMM_WORLD, &status);
        int64_t *received = memory_allocate(count, sizeof *received);
        // WRONG
        // MPI_Recv(received, count, MPI_INT64_T, MPI_ANY_SOURCE, REPORT, MPI_COMM_WORLD, &status);
        // SOLUTION
        MPI_Recv(received, count, MPI_INT64_T, status.MPI_SOURCE, REPORT, MPI_COMM_WORLD, &status);
        // END
        printf("rank %d reports %d numbers\n", status.MPI_SOURCE, count);
        for (int k = 0; k < count; k++) {
            totals[status.MPI_SOURCE] += received[k];
        }
        free(received);
    }
    MPI_Waitall(2, sends, statuses);

    results_write_array(file, "/result/totals", H5T_NATIVE_INT64, totals, 1, &(hsize_t){size}, 0);
    results_close(file);
    free(report);
    free(totals);
    MPI_Finalize();
    return 0;
}

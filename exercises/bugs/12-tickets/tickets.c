/* tickets: every rank draws tickets from a counter that lies at rank 0. No number may be drawn twice.
 *
 *     ./lab run bugs/tickets -n 4
 */
#include "common/options.h"
#include "common/results.h"
#include <mpi.h>
#include <stdio.h>

enum { EACH = 25 };

int main(int argc, char *argv[])
{
    int rank = 0, size = 1;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {OPTION_END};
    const char *output = options_parse(argc, argv, "draws tickets", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    int tickets = size * EACH;
    int64_t *counter, ticket = 0, sum = 0, sums = 0;
    MPI_Win window;
    MPI_Win_allocate(rank == 0 ? sizeof *counter : 0, sizeof *counter, MPI_INFO_NULL,
                     MPI_COMM_WORLD, &counter, &window);
    if (rank == 0) {
        *counter = 0;
    }
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Win_lock_all(0, window);
    for (int i = 0; i < EACH; i++) {
        MPI_Get(&ticket, 1, MPI_INT64_T, 0, 0, 1, MPI_INT64_T, window);
        MPI_Win_flush(0, window);
        const int64_t next = ticket + 1;
        MPI_Put(&next, 1, MPI_INT64_T, 0, 0, 1, MPI_INT64_T, window);
        MPI_Win_flush(0, window);
        sum += ticket;
    }
    MPI_Win_unlock_all(window);
    MPI_Reduce(&sum, &sums, 1, MPI_INT64_T, MPI_SUM, 0, MPI_COMM_WORLD);

    if (rank == 0) {
        printf("the sum of %d tickets is %d, and should be %d\n", tickets, (int)sums,
               tickets * (tickets - 1) / 2);
    }
    results_write_scalar(file, "/result/sum_of_tickets", H5T_NATIVE_INT64, &sums);
    results_close(file);
    MPI_Win_free(&window);
    MPI_Finalize();
    return 0;
}

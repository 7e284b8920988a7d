/* mean: every rank has some of the measurements; all are to know the mean.
 *
 *     ./lab run bugs/mean -n 4 -- --count 1
 */
#include "common/options.h"
#include "common/partition.h"
#include "common/results.h"
#include <mpi.h>
#include <stdio.h>

int main(int argc, char *argv[])
{
    int rank = 0, size = 1, count = 100;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("count", &count, 1, 1000000, "measurements"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "computes a mean", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    partition_range share = partition_block(count, size, rank);
    int64_t sum = 0, total = 0;
    for (int64_t i = share.first; i < share.first + share.count; i++) {
        sum += 20 + i % 7; /* a measurement */
    }
    if (share.count > 0) { /* who has nothing adds nothing */
        MPI_Allreduce(&sum, &total, 1, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
    }

    double mean = (double)total / count;
    if (rank == 0) {
        printf("the mean of %d measurements is %g\n", count, mean);
    }
    results_write_per_rank(file, "/result/mean", H5T_NATIVE_DOUBLE, &mean);
    results_close(file);
    MPI_Finalize();
    return 0;
}

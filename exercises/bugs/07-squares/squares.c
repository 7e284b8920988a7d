/* squares: the sum of the first squares, 1 + 4 + 9 + ..., each rank adding up some of them.
 *
 *     ./lab run bugs/squares -n 4 -- --count 3000
 */
#include "common/options.h"
#include "common/results.h"
#include <mpi.h>
#include <stdio.h>

int main(int argc, char *argv[])
{
    int rank = 0, size = 1, count = 1000;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("count", &count, 0, 1000000, "how many squares"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "adds up squares", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    int64_t part = 0, sum = 0;
    for (int64_t i = rank + 1; i <= count; i += size) {
        part += i * i;
    }
    MPI_Reduce(&part, &sum, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);

    if (rank == 0) {
        printf("the sum of %d squares is %lld\n", count, (long long)sum);
    }
    results_write_scalar(file, "/result/sum", H5T_NATIVE_INT64, &sum);
    results_close(file);
    MPI_Finalize();
    return 0;
}

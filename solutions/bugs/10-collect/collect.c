/* collect: every rank has a part of the numbers; rank 0 puts the parts one behind the other.
 *
 *     ./lab run bugs/collect -n 4 -- --count 13
 */
#include "common/memory.h"
#include "common/options.h"
#include "common/partition.h"
#include "common/results.h"
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
    int rank = 0, size = 1, count = 12;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("count", &count, 1, 1000000, "numbers"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "collects parts", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    partition_range share = partition_block(count, size, rank);
    double *part = memory_allocate(share.count, sizeof *part);
    double *all = memory_allocate(count, sizeof *all);
    int *counts = memory_allocate(size, sizeof *counts);
    int *displacements = memory_allocate(size, sizeof *displacements);
    for (int64_t i = 0; i < share.count; i++) {
        part[i] = 100 + share.first + i;
    }
    for (int r = 0; r < size; r++) {
        counts[r] = (int)partition_block(count, size, r).count;
        // WRONG
        // displacements[r] = r == 0 ? 0 : displacements[r - 1] + counts[r];
        // SOLUTION
        displacements[r] = r == 0 ? 0 : displacements[r - 1] + counts[r - 1];
        // END
    }
    MPI_Gatherv(part, (int)share.count, MPI_DOUBLE, all, counts, displacements, MPI_DOUBLE, 0,
                MPI_COMM_WORLD);

    if (rank == 0) {
        printf("the last of %d numbers is %g\n", count, all[count - 1]);
    }
    results_write_array(file, "/result/all", H5T_NATIVE_DOUBLE, all, 1, &(hsize_t){count}, 0);
    results_close(file);
    free(part);
    free(all);
    free(counts);
    free(displacements);
    MPI_Finalize();
    return 0;
}

/* hello: who runs where?
 *
 * Every process of an MPI run executes this same program (SPMD: single program, multiple data).
 * What makes them different is one number, the rank. Each process finds out its rank, how many
 * processes there are and which host it is on; rank 0 collects a greeting from each and prints them
 * in order.
 *
 *     ./lab run solutions/hello -n 4
 */
#include "common/options.h"
#include "common/results.h"
#include "common/timing.h"
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 64 };

int main(int argc, char *argv[])
{
    int rank = 0; /* the number of this process: 0, 1, ... size - 1 */
    int size = 1; /* how many processes there are */
    char host[MPI_MAX_PROCESSOR_NAME] = "?";

    MPI_Init(&argc, &argv); /* the first MPI call */

    // TODO(1): find out which rank this process is and how many processes there are.
    //          MPI_Comm_rank, MPI_Comm_size

    const program_option options[] = {OPTION_END};
    const char *output = options_parse(argc, argv, "who runs where?", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);
    timing_start("communication");

    // TODO(2): find out the name of the host that this process runs on.
    //          MPI_Get_processor_name

    char greeting[LINE] = "";
    snprintf(greeting, LINE, "Hello from rank %d of %d", rank, size);

    /* Room for the greetings of all ranks, although only rank 0 will use it: that of rank r begins
     * at greetings[r * LINE]. */
    char *greetings = calloc((size_t)size, LINE);

    // TODO(3): collect the greetings of all ranks at rank 0, in `greetings`, ordered by rank.
    //          MPI_Gather, with LINE characters (MPI_CHAR) from each rank

    /* Only one process prints: lines that several print at once may come in any order. */
    if (rank == 0) {
        printf("%d processes, the first one on %s:\n", size, host);
        for (int r = 0; r < size; r++) {
            printf("%s\n", &greetings[r * LINE]);
        }
    }
    timing_stop("communication");

    int host_is_known = strcmp(host, "?") != 0;
    results_write_per_rank(file, "/result/rank", H5T_NATIVE_INT, &rank);
    results_write_per_rank(file, "/result/size", H5T_NATIVE_INT, &size);
    results_write_per_rank(file, "/result/host_is_known", H5T_NATIVE_INT, &host_is_known);
    results_write_texts(file, "/result/greetings", greetings, LINE, size, 0);
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);

    free(greetings);
    MPI_Finalize(); /* the last MPI call */
    return 0;
}

/* As iallreduce_result_written, with MPI_Ialltoallv.
 * expect: receive_buffer_changed
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out[8] = {0}, in[8] = {0}, counts[8], places[8];
    for (int i = 0; i < size; i++) {
        counts[i] = 1;
        places[i] = i;
    }
    MPI_Request request;
    MPI_Ialltoallv(out, counts, places, MPI_INT, in, counts, places, MPI_INT, WORLD, // <- here
                   &request);
    in[1] = 9;
    MPI_Wait(&request, IGNORE);
    MPI_Finalize();
    return 0;
}

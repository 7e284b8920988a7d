/* Many pending sends of one size: the library may give them the same handle.
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int out[300] = {0}, in[300];
    MPI_Request requests[600];
    for (int i = 0; i < 300; i++) {
        MPI_Isend(&out[i], 1, MPI_INT, 1 - rank, i, WORLD, &requests[i]);
    }
    for (int i = 0; i < 300; i++) {
        MPI_Irecv(&in[i], 1, MPI_INT, 1 - rank, i, WORLD, &requests[300 + i]);
    }
    for (int i = 0; i < 600; i++) {
        MPI_Wait(&requests[i], IGNORE);
    }
    MPI_Finalize();
    return 0;
}

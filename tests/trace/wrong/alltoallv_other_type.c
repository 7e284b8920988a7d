/* Two ranks exchange floats as integers.
 * expect: type_mismatch
 * says: which receives it as MPI_INT
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
    MPI_Datatype type = rank == 1 ? MPI_FLOAT : MPI_INT;
    MPI_Alltoallv(out, counts, places, type, in, counts, places, MPI_INT, WORLD); // <- here
    MPI_Finalize();
    return 0;
}

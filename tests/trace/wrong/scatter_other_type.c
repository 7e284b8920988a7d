/* MPI_Scatter sends floats, and integers are received.
 * expect: type_mismatch
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    float all[4] = {0};
    int mine;
    MPI_Scatter(all, 1, MPI_FLOAT, &mine, 1, MPI_INT, 0, WORLD); // <- here
    MPI_Finalize();
    return 0;
}

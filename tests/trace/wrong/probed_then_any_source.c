/* As probed_then_any, with no other use of the status than to know who has sent.
 * expect: message_race
 * says: or use MPI_Mprobe
 * ranks: 3 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, of[8] = {0};
    for (int i = 1; rank == 0 && i < size; i++) {
        MPI_Status status;
        MPI_Probe(MPI_ANY_SOURCE, 3, WORLD, &status);
        int source = status.MPI_SOURCE;
        MPI_Recv(&value, 1, MPI_INT, MPI_ANY_SOURCE, 3, WORLD, &status); // <- here
        of[source] = value;
    }
    if (rank > 0) {
        MPI_Send(&value, 1, MPI_INT, 0, 3, WORLD);
    }
    (void)of;
    MPI_Finalize();
    return 0;
}

/* MPI_Pack on one side, MPI_PACKED or the plain type on the other (5.2).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    char room[200];
    int value = 3, at = 0;
    double number = 4;
    if (rank == 0) {
        MPI_Pack(&value, 1, MPI_INT, room, 200, &at, WORLD);
        MPI_Send(room, at, MPI_PACKED, 1, 0, WORLD);
        at = 0;
        MPI_Pack(&value, 1, MPI_INT, room, 200, &at, WORLD);
        MPI_Pack(&number, 1, MPI_DOUBLE, room, 200, &at, WORLD);
        MPI_Send(room, at, MPI_PACKED, 1, 1, WORLD);
    } else {
        MPI_Recv(&value, 1, MPI_INT, 0, 0, WORLD, IGNORE);
        MPI_Recv(room, 200, MPI_PACKED, 0, 1, WORLD, IGNORE);
        MPI_Unpack(room, 200, &at, &value, 1, MPI_INT, WORLD);
        MPI_Unpack(room, 200, &at, &number, 1, MPI_DOUBLE, WORLD);
    }
    MPI_Finalize();
    return 0;
}

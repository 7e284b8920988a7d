/* Both send first, buffered: that is what MPI_Bsend is for (3.6).
 * ranks: 2 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int value = rank, in, bytes = 1000;
    void *room = malloc(1000);
    MPI_Buffer_attach(room, bytes);
    MPI_Bsend(&value, 1, MPI_INT, 1 - rank, 0, WORLD);
    MPI_Recv(&in, 1, MPI_INT, 1 - rank, 0, WORLD, IGNORE);
    MPI_Buffer_detach(&room, &bytes);
    free(room);
    MPI_Finalize();
    return 0;
}

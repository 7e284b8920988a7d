/* The request of a send is freed, and its buffer used again.
 * expect: request_freed_active
 * says: its buffer is changed before
 * ranks: 2 4 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    int job = 0;
    if (rank == 0) {
        for (int other = 1; other < size; other++) {
            MPI_Request request;
            job = other * 7;
            MPI_Isend(&job, 1, MPI_INT, other, 0, WORLD, &request);
            MPI_Request_free(&request); // <- here
        }
        job = 1;
    } else {
        MPI_Recv(&job, 1, MPI_INT, 0, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}

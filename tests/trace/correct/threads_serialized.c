/* MPI_THREAD_SERIALIZED: the other thread computes, then sends; the first one waits for it outside of MPI.
 * ranks: 2 */
#include "../corpus.h"
#include <pthread.h>

static void *send_later(void *nothing)
{
    static int value = 7;
    usleep(800000);
    MPI_Request request;
    MPI_Isend(&value, 1, MPI_INT, rank, 0, WORLD, &request);
    MPI_Request_free(&request);
    return nothing;
}

int main(int argc, char *argv[])
{
    int provided, value = 0;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_SERIALIZED, &provided);
    MPI_Comm_rank(WORLD, &rank);
    if (provided == MPI_THREAD_SERIALIZED) {
        pthread_t thread;
        pthread_create(&thread, NULL, send_later, NULL);
        pthread_join(thread, NULL);
        MPI_Recv(&value, 1, MPI_INT, rank, 0, WORLD, IGNORE);
    }
    MPI_Finalize();
    return 0;
}

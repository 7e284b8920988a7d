/* MPI_THREAD_MULTIPLE, and a thread that sends to itself what the first one receives (11.6).
 * ranks: 2 */
#include "../corpus.h"
#include <pthread.h>

static void *send_later(void *nothing)
{
    int value = 7;
    usleep(800000);
    MPI_Send(&value, 1, MPI_INT, rank, 0, WORLD);
    return nothing;
}

int main(int argc, char *argv[])
{
    int provided, value = 0;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &provided);
    MPI_Comm_rank(WORLD, &rank);
    if (provided == MPI_THREAD_MULTIPLE) {
        pthread_t thread;
        pthread_create(&thread, NULL, send_later, NULL);
        MPI_Recv(&value, 1, MPI_INT, rank, 0, WORLD, IGNORE);
        pthread_join(thread, NULL);
    }
    MPI_Finalize();
    return 0;
}

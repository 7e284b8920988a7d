/* MPI_THREAD_SERIALIZED, and two threads in MPI at once (11.6).
 * expect: thread_level
 * says: is called while another thread is in
 * ranks: 2 */
#include "../corpus.h"
#include <pthread.h>

static void *send_meanwhile(void *nothing)
{
    int value = 7;
    usleep(300000);
    MPI_Send(&value, 1, MPI_INT, rank, 0, WORLD); // <- here
    return nothing;
}

int main(int argc, char *argv[])
{
    int provided, value = 0;
    pthread_t thread;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_SERIALIZED, &provided);
    MPI_Comm_rank(WORLD, &rank);
    pthread_create(&thread, NULL, send_meanwhile, NULL);
    MPI_Recv(&value, 1, MPI_INT, rank, 0, WORLD, IGNORE); // <- here
    pthread_join(thread, NULL);
    MPI_Finalize();
    return 0;
}

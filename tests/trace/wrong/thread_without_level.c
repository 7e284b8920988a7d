/* MPI_Init, and another thread that sends (11.6).
 * expect: thread_level
 * says: by another thread than MPI_Init
 * ranks: 2 */
#include "../corpus.h"
#include <pthread.h>

static void *exchange(void *nothing)
{
    int value = 7, got = 0;
    MPI_Sendrecv(&value, 1, MPI_INT, 1 - rank, 0, &got, 1, MPI_INT, 1 - rank, 0, WORLD, // <- here
                 IGNORE);                                                               // <- here
    return nothing;
}

int main(int argc, char *argv[])
{
    pthread_t thread;
    begin(&argc, &argv);
    pthread_create(&thread, NULL, exchange, NULL);
    pthread_join(thread, NULL);
    MPI_Finalize();
    return 0;
}

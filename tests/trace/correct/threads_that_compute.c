/* MPI_THREAD_FUNNELED: other threads compute, and one of them asks what all may ask (11.6).
 * ranks: 2 */
#include "../corpus.h"
#include <pthread.h>

static void *compute(void *sum)
{
    int is_main, initialized;
    MPI_Is_thread_main(&is_main);
    MPI_Initialized(&initialized);
    for (int i = 0; i < 1000; i++) {
        *(long *)sum += i * (initialized - is_main);
    }
    return NULL;
}

int main(int argc, char *argv[])
{
    int provided;
    long part = 0, sum = 0;
    pthread_t thread;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided);
    pthread_create(&thread, NULL, compute, &part);
    pthread_join(thread, NULL);
    MPI_Allreduce(&part, &sum, 1, MPI_LONG, MPI_SUM, WORLD);
    MPI_Finalize();
    return 0;
}

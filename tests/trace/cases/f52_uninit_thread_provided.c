/* WRONG. MPI_Init_thread asks for MPI_THREAD_FUNNELED, but a second thread (not the one that initialised) makes the MPI
 * calls, as with OpenMP "single" instead of "master". Expect: a finding: with FUNNELED only the thread that called
 * MPI_Init_thread may call MPI.
 * expect: thread_level
 * says: MPI_THREAD_FUNNELED
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <pthread.h>
#include <stdio.h>

static void *reduce(void *arg)
{
    int one = 1;
    MPI_Allreduce(&one, arg, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    return NULL;
}

int main(int argc, char **argv)
{
    int provided, sum = 0;
    pthread_t t;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided);
    pthread_create(&t, NULL, reduce, &sum);
    pthread_join(t, NULL);
    printf("%d\n", sum);
    MPI_Finalize();
    return 0;
}

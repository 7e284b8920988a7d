/* RIGHT. MPI_THREAD_MULTIPLE: in each rank four threads with a communicator each, exchanging and reducing at the same
 * time; a fifth waits in a receive that the main thread of another rank satisfies late. Expect: nothing found.
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static int rank, size;
static MPI_Comm comm[4];

static void *work(void *arg)
{
    int k = (int)(long)arg, in, out = rank, s;
    for (int i = 0; i < 50; i++) {
        MPI_Sendrecv(&out, 1, MPI_INT, (rank + 1) % size, k, &in, 1, MPI_INT,
                     (rank + size - 1) % size, k, comm[k], MPI_STATUS_IGNORE);
        MPI_Allreduce(&in, &s, 1, MPI_INT, MPI_SUM, comm[k]);
    }
    return NULL;
}

static void *listen(void *arg)
{
    int x;
    (void)arg;
    MPI_Recv(&x, 1, MPI_INT, MPI_ANY_SOURCE, 99, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return NULL;
}

int main(int argc, char **argv)
{
    int provided;
    pthread_t t[5];
    MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &provided);
    if (provided < MPI_THREAD_MULTIPLE)
        MPI_Abort(MPI_COMM_WORLD, 3);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (long k = 0; k < 4; k++)
        MPI_Comm_dup(MPI_COMM_WORLD, &comm[k]);
    for (long k = 0; k < 4; k++)
        pthread_create(&t[k], NULL, work, (void *)k);
    pthread_create(&t[4], NULL, listen, NULL);
    sleep(2);
    int x = 1;
    MPI_Send(&x, 1, MPI_INT, (rank + 1) % size, 99, MPI_COMM_WORLD);
    for (int k = 0; k < 5; k++)
        pthread_join(t[k], NULL);
    for (int k = 0; k < 4; k++)
        MPI_Comm_free(&comm[k]);
    printf("rank %d done\n", rank);
    MPI_Finalize();
    return 0;
}

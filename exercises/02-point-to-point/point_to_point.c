/* point-to-point: a ring of messages, and what a message costs.
 *
 * First the ring: each rank has a vector. All send theirs to the right neighbour and receive one
 * from the left, again and again, until each vector is back where it came from. After each exchange
 * a rank notes the sum of what has arrived. How the two calls are ordered decides whether this
 * works for vectors of any length:
 *
 *     naive      all send first, then receive: hangs as soon as MPI_Send waits for the receiver
 *     order      even ranks send first, odd ranks receive first
 *     sendrecv   one call does both
 *
 * Then the ping-pong: the first and the last rank send messages of 1, 2, 4... bytes back and forth,
 * which gives the latency and the bandwidth of the connection between them.
 *
 *     ./lab run solutions/point-to-point -n 4 -- --count 100000
 */
#include "common/memory.h"
#include "common/mpi_check.h"
#include "common/options.h"
#include "common/parts/cost_model.h"
#include "common/parts/cost_report.h"
#include "common/results.h"
#include "common/timing.h"
#include <mpi.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum exchange { NAIVE, ORDER, SENDRECV };
enum { RING_TAG = 1, PING_TAG = 2, BATCHES = 11, MAX_SIZES = 32 };

static void exchange(enum exchange how, const double *out, double *in, int count, int left,
                     int right, int rank);
static void sweep(results *file, int max_bytes, int rank, int size);

int main(int argc, char *argv[])
{
    int rank = 0, size = 1, count = 10000, how = SENDRECV, max_bytes = 16 << 20;
    MPI_Init(&argc, &argv);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN); /* for mpi_check */
    // TODO(1): which rank is this, and how many are there?
    //          MPI_Comm_rank, MPI_Comm_size

    const program_option options[] = {
        OPTION_INT("count", &count, 1, 100000000, "doubles in each vector of the ring"),
        OPTION_CHOICE("exchange", &how, "naive|order|sendrecv", "how neighbours exchange"),
        OPTION_INT("max-bytes", &max_bytes, 2, 1 << 30, "largest message of the ping-pong"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "a ring of messages, and what a message costs",
                                       options, MPI_COMM_WORLD);
    memory_check(2 * (count * sizeof(double) + max_bytes), MPI_COMM_WORLD); /* for what follows */
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);
    double *vector = memory_allocate(count, sizeof *vector);
    double *arrived = memory_allocate(count, sizeof *arrived);
    double *sums = memory_allocate(size, sizeof *sums);
    for (int i = 0; i < count; i++) {
        vector[i] = 1000.0 * (rank + 1) + i % 1000;
    }

    int right = rank, left = rank;
    // TODO(2): the ranks of the two neighbours. The right neighbour of the last rank is rank 0.
    timing_start("communication ring");
    for (int step = 0; step < size; step++) {
        exchange(how, vector, arrived, count, left, right, rank);
        memcpy(vector, arrived, (size_t)count * sizeof *vector);
        for (int i = 0; i < count; i++) {
            sums[step] += vector[i];
        }
    }
    timing_stop("communication ring");
    results_write_rows(file, "/result/sums", H5T_NATIVE_DOUBLE, sums, 1, size);

    sweep(file, max_bytes, rank, size);
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    free(sums);
    free(arrived);
    free(vector);
    MPI_Finalize();
    return 0;
}

/* Sends count doubles to the right neighbour and receives as many from the left. All ranks call. */
static void exchange(enum exchange how, const double *out, double *in, int count, int left,
                     int right, int rank)
{
    if (how == NAIVE && right != rank) {
        mpi_check(MPI_Send(out, count, MPI_DOUBLE, right, RING_TAG, MPI_COMM_WORLD));
        mpi_check(
            MPI_Recv(in, count, MPI_DOUBLE, left, RING_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE));
    } else if (how == SENDRECV || right == rank) {
        // TODO(3): send to the right and receive from the left in one call.
        //          MPI_Sendrecv
    } else {
        // TODO(4): MPI_Send and MPI_Recv as above, but in an order that cannot deadlock.
    }
}

/* Seconds for n bytes one way: the median of short batches, as other work on the machine disturbs
 * only some of them; -1 where not all arrived. Rank 0 sends `out`, of which all bytes are the same
 * (and one more on the last rank); both ranks receive into `in`. Only the two ranks call. */
static double ping_pong(const char *out, char *in, int n, int rank, int last)
{
    double seconds[BATCHES];
    int trips = n <= 4096 ? 20 : n <= 262144 ? 4 : 1;
    for (int batch = 0; batch < BATCHES; batch++) {
        memset(in, 0, (size_t)n); /* so that an old message is not taken for a new one */
        double start = MPI_Wtime();
        for (int trip = 0; trip < trips; trip++) {
            // TODO(5): rank 0 sends `out` to the last rank and then receives `in` from it. The last
            //          rank receives `in` first and then sends it back.
            //          MPI_Send, MPI_Recv, with n times MPI_BYTE and PING_TAG
        }
        seconds[batch] = (MPI_Wtime() - start) / (2 * trips);
    }
    bool has_all = in[0] + (rank == last) == out[0] && memcmp(in, in + 1, (size_t)n - 1) == 0;
    return has_all ? cost_median(seconds, BATCHES) : -1;
}

/* The ping-pong at sizes up to max_bytes. All ranks call; the first and the last take part. */
static void sweep(results *file, int max_bytes, int rank, int size)
{
    int sizes = 0, last = size - 1, intact[MAX_SIZES] = {0};
    double bytes[MAX_SIZES] = {0}, seconds[MAX_SIZES] = {0};
    char *out = memory_allocate(max_bytes, 1);
    char *in = memory_allocate(max_bytes, 1);
    timing_start("communication ping-pong");
    for (int64_t n = 1; n <= max_bytes && last > 0; n *= 2, sizes++) {
        bytes[sizes] = (double)n;
        if (rank == 0 || rank == last) {
            memset(out, 'A' + sizes + (rank == last), (size_t)n);
            seconds[sizes] = ping_pong(out, in, (int)n, rank, last);
            intact[sizes] = seconds[sizes] > 0;
        }
    }
    timing_stop("communication ping-pong");
    hsize_t shape[] = {(hsize_t)sizes};
    results_write_array(file, "/result/intact_at_first", H5T_NATIVE_INT, intact, 1, shape, 0);
    results_write_array(file, "/result/intact_at_last", H5T_NATIVE_INT, intact, 1, shape, last);
    cost_report(file, bytes, seconds, sizes, rank);
    free(in);
    free(out);
}

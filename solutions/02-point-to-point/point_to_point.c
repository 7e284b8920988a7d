/* point-to-point: a ring of messages, and what a message costs.
 *
 * First the ring: each rank has a vector; all send theirs to the right neighbour and receive one from
 * the left, again and again, until each vector is back where it came from. At every stop a rank notes
 * the sum of what has arrived. How the two calls, send and receive, are ordered decides whether this
 * goes well for long messages, too:
 *
 *     naive      everybody sends first, then receives: stops for ever once MPI_Send has to wait
 *     order      even ranks send first, odd ranks receive first
 *     sendrecv   one call does both
 *
 * Then the ping-pong: the first and the last rank send a message of n bytes to and fro, for n from 1 up,
 * which gives the latency and the bandwidth of the connection between them.
 *
 *     ./lab run solutions/point-to-point -n 4 -- --count 100000
 */
#include "common/cost_model.h"
#include "common/memory.h"
#include "common/options.h"
#include "common/results.h"
#include "common/timing.h"
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum exchange { NAIVE, ORDER, SENDRECV };
enum { RING_TAG = 1, PING_TAG = 2, BATCHES = 11, MAX_SIZES = 32 };

/* Sends count doubles to the right neighbour and receives as many from the left. All ranks call. */
static void exchange_with_neighbours(enum exchange how, const double *out, double *in, int count,
                                     int rank, int size)
{
    int right = 0, left = 0;
    // TODO(2): the neighbours in the ring; the right one of the last rank is rank 0.
    // SOLUTION
    right = (rank + 1) % size;
    left = (rank + size - 1) % size;
    // END

    if (how == NAIVE && size > 1) {
        MPI_Send(out, count, MPI_DOUBLE, right, RING_TAG, MPI_COMM_WORLD);
        MPI_Recv(in, count, MPI_DOUBLE, left, RING_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else if (how == ORDER && size > 1) {
        // TODO(3): the same two calls, in an order that cannot stop: even ranks send first.
        //          MPI_Send, MPI_Recv
        // SOLUTION
        if (rank % 2 == 0) {
            MPI_Send(out, count, MPI_DOUBLE, right, RING_TAG, MPI_COMM_WORLD);
            MPI_Recv(in, count, MPI_DOUBLE, left, RING_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        } else {
            MPI_Recv(in, count, MPI_DOUBLE, left, RING_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            MPI_Send(out, count, MPI_DOUBLE, right, RING_TAG, MPI_COMM_WORLD);
        }
        // END
    } else {
        // TODO(4): send and receive in one call; it works for a rank that is its own neighbour, too.
        //          MPI_Sendrecv
        // SOLUTION
        MPI_Sendrecv(out, count, MPI_DOUBLE, right, RING_TAG, in, count, MPI_DOUBLE, left, RING_TAG,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        // END
    }
}

/* Passes the vectors once around; sums[s] is the sum of what arrived at stop s. All ranks call. */
static void pass_around(enum exchange how, double *vector, int count, double sums[], int rank,
                        int size)
{
    double *arrived = memory_allocate(count, sizeof *arrived, MPI_COMM_WORLD);
    for (int stop = 0; stop < size; stop++) {
        exchange_with_neighbours(how, vector, arrived, count, rank, size);
        sums[stop] = 0;
        for (int i = 0; i < count; i++) {
            vector[i] = arrived[i];
            sums[stop] += arrived[i];
        }
    }
    free(arrived);
}

/* Seconds that n bytes take from rank 0 to the last rank, or back: the median of short batches, which a
 * machine that does other things at times cannot spoil. Only these two ranks call. out is what rank 0
 * sends; in is where it arrives, on both. */
static double ping_pong(const char *out, char *in, int n, int rank, int last)
{
    double seconds[BATCHES];
    int trips = n <= 4096 ? 20 : n <= 262144 ? 4 : 1;
    for (int batch = 0; batch < BATCHES; batch++) {
        double start = MPI_Wtime();
        for (int trip = 0; trip < trips; trip++) {
            memset(in, rank == last, 1); /* so that what arrived before cannot be taken for it */
            // TODO(5): rank 0 sends `out` to the last rank and receives `in` from it; the last rank
            //          receives `in` first, and sends just that back.
            //          MPI_Send, MPI_Recv of n MPI_BYTE
            // SOLUTION
            if (rank == 0) {
                MPI_Send(out, n, MPI_BYTE, last, PING_TAG, MPI_COMM_WORLD);
                MPI_Recv(in, n, MPI_BYTE, last, PING_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            } else {
                MPI_Recv(in, n, MPI_BYTE, 0, PING_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
                MPI_Send(in, n, MPI_BYTE, 0, PING_TAG, MPI_COMM_WORLD);
            }
            // END
        }
        seconds[batch] = (MPI_Wtime() - start) / (2 * trips);
    }
    return cost_median(seconds, BATCHES);
}

/* The ping-pong at all sizes, and what rank 0 learns from it. All ranks call; two of them play. */
static void sweep(results *file, int max_bytes, int rank, int size)
{
    int sizes = 0, last = size - 1;
    double bytes[MAX_SIZES] = {0}, seconds[MAX_SIZES] = {0};
    int intact[MAX_SIZES] = {0};
    char *out = memory_allocate(max_bytes, 1, MPI_COMM_WORLD);
    char *in = memory_allocate(max_bytes, 1, MPI_COMM_WORLD);
    for (int64_t n = 1; n <= max_bytes && size > 1; n *= 2, sizes++) {
        bytes[sizes] = (double)n;
        if (rank == 0 || rank == last) {
            memset(in, 0, (size_t)n);
            memset(out, 'a' + sizes, (size_t)n);
            seconds[sizes] = ping_pong(out, in, (int)n, rank, last);
            intact[sizes] = memcmp(out, in, (size_t)n) == 0;
        }
    }
    hsize_t shape[] = {(hsize_t)sizes};
    results_write_array(file, "/result/message_bytes", H5T_NATIVE_DOUBLE, bytes, 1, shape, 0);
    results_write_array(file, "/result/intact_at_first", H5T_NATIVE_INT, intact, 1, shape, 0);
    results_write_array(file, "/result/intact_at_last", H5T_NATIVE_INT, intact, 1, shape, last);
    if (size > 1) {
        cost_model model = cost_fit(bytes, seconds, sizes);
        cost_write(file, model, bytes, seconds, sizes);
        if (rank == 0) {
            printf("rank 0 to rank %d: latency %.2f us, bandwidth %.0f MB/s\n", last,
                   1e6 * model.latency, 1e-6 * model.bandwidth);
        }
    } else {
        printf("a ping-pong needs two ranks: left out\n");
    }
    free(in);
    free(out);
}

int main(int argc, char *argv[])
{
    int rank = 0, size = 1, count = 10000, how = SENDRECV, max_bytes = 16 << 20;
    MPI_Init(&argc, &argv);

    // TODO(1): which rank is this, of how many?
    // SOLUTION
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    // END

    const program_option options[] = {
        OPTION_INT("count", &count, 0, 100000000, "doubles in each vector of the ring"),
        OPTION_CHOICE("exchange", &how, "naive|order|sendrecv", "how neighbours exchange"),
        OPTION_INT("max-bytes", &max_bytes, 2, 1 << 30, "largest message of the ping-pong"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "a ring of messages, and what a message costs",
                                       options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    double *vector = memory_allocate(count, sizeof *vector, MPI_COMM_WORLD);
    double *sums = memory_allocate(size, sizeof *sums, MPI_COMM_WORLD);
    for (int i = 0; i < count; i++) {
        vector[i] = 1000.0 * rank + i % 1000;
    }
    timing_start("communication ring");
    pass_around(how, vector, count, sums, rank, size);
    timing_stop("communication ring");
    int home = 1;
    for (int i = 0; i < count; i++) {
        home = home && vector[i] == 1000.0 * rank + i % 1000;
    }
    results_write_rows(file, "/result/ring_sums", H5T_NATIVE_DOUBLE, sums, 1, size);
    results_write_per_rank(file, "/result/back_home", H5T_NATIVE_INT, &home);

    timing_start("communication ping-pong");
    sweep(file, max_bytes, rank, size);
    timing_stop("communication ping-pong");

    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    free(sums);
    free(vector);
    MPI_Finalize();
    return 0;
}

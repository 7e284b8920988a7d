#include "common/parts/cost_measure.h"
#include "common/memory.h"
#include "common/mpi_check.h"
#include "common/results_names.h"
#include "common/stop.h"
#include "common/timing.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MIN_SWEEP = 1 << 20, TAG = 41, TRIPS = 15, SIZES = 10, MAX_REPEATS = 1000, MAX_NAME = 16 };

/* Seconds for a message one way: half of the median round trip. The first trip, which sets things
 * up, does not count. */
static double one_way(char buffer[], int bytes, int rank, int one, int other, MPI_Comm comm)
{
    double trips[TRIPS];
    for (int i = -1; i < TRIPS; i++) {
        double start = MPI_Wtime();
        if (rank == one) {
            mpi_check(MPI_Send(buffer, bytes, MPI_CHAR, other, TAG, comm));
            mpi_check(MPI_Recv(buffer, bytes, MPI_CHAR, other, TAG, comm, MPI_STATUS_IGNORE));
        } else {
            mpi_check(MPI_Recv(buffer, bytes, MPI_CHAR, one, TAG, comm, MPI_STATUS_IGNORE));
            mpi_check(MPI_Send(buffer, bytes, MPI_CHAR, one, TAG, comm));
        }
        trips[i < 0 ? 0 : i] = MPI_Wtime() - start;
    }
    double median = cost_median(trips, TRIPS) / 2;
    return median > 0 ? median : 1e-9; /* a clock too coarse to tell */
}

cost_model cost_measure(int one, int other, int64_t max_bytes, MPI_Comm comm)
{
    int rank;
    cost_model model = {0, 0};
    double bytes[SIZES], seconds[SIZES];
    MPI_Comm_rank(comm, &rank);
    max_bytes = max_bytes < MIN_SWEEP ? MIN_SWEEP : max_bytes;
    char *buffer = memory_allocate(rank == one || rank == other ? max_bytes : 0, 1);
    if (one != other && (rank == one || rank == other)) {
        int sizes = 0;
        for (int64_t n = 8; n <= max_bytes && sizes < SIZES; n *= 8) {
            bytes[sizes] = (double)n;
            seconds[sizes++] = one_way(buffer, (int)n, rank, one, other, comm);
        }
        model = cost_fit(bytes, seconds, sizes);
    }
    free(buffer);
    mpi_check(MPI_Bcast(&model, 2, MPI_DOUBLE, one, comm));
    return model;
}

void cost_check_broadcast(const void *buffer, int count, MPI_Datatype type, int root, MPI_Comm comm)
{
    int size;
    MPI_Comm_size(comm, &size);
    if (count < 0 || (count > 0 && buffer == NULL)) {
        stop_here(__FILE__, __LINE__, "broadcast", "there is no room for the values on this rank");
    } else if (type == MPI_DATATYPE_NULL || root < 0 || root >= size) {
        stop_here(__FILE__, __LINE__, "broadcast", "no such type, or no such root");
    }
}

/* "8 B", "2 MiB" */
static void print_bytes(double bytes)
{
    static const char *const units[] = {"B", "KiB", "MiB", "GiB"};
    int unit = 0;
    while (bytes >= 1024 && unit < 3) {
        bytes /= 1024;
        unit++;
    }
    printf("%5.4g %-3s", bytes, units[unit]);
}

static void print_table(const cost_broadcast algorithms[], int count, cost_model model, int sizes,
                        const double bytes[], const double *seconds, const double *predicted)
{
    printf("time in us, and (predicted) by the model\n%-9s", "message");
    for (int a = 0; a < count; a++) {
        printf(" %20s", algorithms[a].name);
    }
    printf("\n");
    for (int i = 0; i < sizes; i++) {
        print_bytes(bytes[i]);
        for (int a = 0; a < count; a++, seconds++, predicted++) {
            char expected[24] = "";
            if (!isnan(*predicted)) {
                snprintf(expected, sizeof expected, "(%.1f)", 1e6 * *predicted);
            }
            printf(" %9.1f %10s", 1e6 * *seconds, expected);
        }
        printf("\n");
    }
    printf("the model: latency %.2f us, bandwidth %.0f MB/s\n", 1e6 * model.latency,
           1e-6 * model.bandwidth);
}

/* Seconds until the last rank has the message. At rank 0. */
static double time_one(const cost_broadcast *algorithm, void *buffer, int bytes, int root,
                       int repeats, MPI_Comm comm)
{
    double seconds[MAX_REPEATS], slowest[MAX_REPEATS] = {0};
    for (int i = 0; i < repeats; i++) {
        mpi_check(MPI_Barrier(comm));
        double start = MPI_Wtime();
        algorithm->broadcast(buffer, bytes, MPI_BYTE, root, comm);
        seconds[i] = MPI_Wtime() - start;
    }
    mpi_check(MPI_Reduce(seconds, slowest, repeats, MPI_DOUBLE, MPI_MAX, 0, comm));
    return cost_median(slowest, repeats);
}

static void write_matrix(results *file, const char *name, const double *values, int sizes,
                         int algorithms)
{
    hsize_t shape[] = {(hsize_t)sizes, (hsize_t)algorithms};
    results_write_array(file, name, H5T_NATIVE_DOUBLE, values, 2, shape, 0);
    results_units(file, name, "s");
    results_axis(file, name, 0, NAME_MESSAGE_BYTES, "message size");
    results_text_attribute(file, name, NAME_COLUMNS, NAME_ALGORITHMS);
}

static void write_model(results *file, cost_model model)
{
    results_write_scalar(file, NAME_LATENCY, H5T_NATIVE_DOUBLE, &model.latency);
    results_units(file, NAME_LATENCY, "s");
    results_write_scalar(file, NAME_BANDWIDTH, H5T_NATIVE_DOUBLE, &model.bandwidth);
    results_units(file, NAME_BANDWIDTH, "B/s");
}

void cost_compare(const cost_broadcast algorithms[], int count, int root, int max_bytes,
                  int repeats, results *file, MPI_Comm comm)
{
    int rank, size, sizes = 0;
    double bytes[SIZES];
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    memory_check(2 * (int64_t)max_bytes, comm); /* here, and in cost_measure */
    cost_model model = cost_measure(root, (root + 1) % size, max_bytes, comm);
    char(*names)[MAX_NAME] = memory_allocate(count, sizeof *names);
    double *seconds = memory_allocate((int64_t)SIZES * count, sizeof *seconds);
    double *predicted = memory_allocate((int64_t)SIZES * count, sizeof *predicted);
    void *buffer = memory_allocate(max_bytes, 1);
    timing_start("communication sweep");
    for (int64_t n = 8; n <= max_bytes && sizes < SIZES; n *= 8, sizes++) {
        bytes[sizes] = (double)n;
        for (int a = 0; a < count; a++) {
            int at = sizes * count + a;
            seconds[at] = time_one(&algorithms[a], buffer, (int)n, root, repeats, comm);
            predicted[at] = algorithms[a].steps < 0
                                ? NAN
                                : algorithms[a].steps * cost_of_message(model, (double)n);
            snprintf(names[a], sizeof names[a], "%s", algorithms[a].name);
        }
    }
    timing_stop("communication sweep");
    hsize_t shape[] = {(hsize_t)sizes};
    results_write_texts(file, NAME_ALGORITHMS, names[0], MAX_NAME, count, 0);
    results_write_array(file, NAME_MESSAGE_BYTES, H5T_NATIVE_DOUBLE, bytes, 1, shape, 0);
    results_units(file, NAME_MESSAGE_BYTES, "B");
    write_matrix(file, NAME_MESSAGE_SECONDS, seconds, sizes, count);
    write_matrix(file, NAME_PREDICTED_SECONDS, predicted, sizes, count);
    write_model(file, model);
    if (rank == 0) {
        print_table(algorithms, count, model, sizes, bytes, seconds, predicted);
    }
    free(names);
    free(seconds);
    free(predicted);
    free(buffer);
}

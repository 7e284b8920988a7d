#include "common/parts/training.h"
#include "common/memory.h"
#include "common/results_names.h"
#include "common/timing.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double MOMENTUM = 0.9; /* how much of the last step goes into the next */

/* By how much results may differ with the number of ranks. Rounding depends on the order of a sum, and
 * that on who has which samples. A mean of N terms below 1 is wrong by N * 1.1e-16 at most; E steps
 * with momentum make that at most E / (1 - MOMENTUM) times as much in the weights, which are about 1:
 * 2.4e-10 for 1,438 digits and 150 epochs. Rounding errors mostly cancel: 1e-15 is what one sees. */
static const double TOLERANCE = 1e-9;

static const char EACH_RANK[] = "curve of each rank over epoch"; /* how ./lab show draws them */

training training_create(const samples *shard, int epochs, MPI_Comm comm)
{
    training t = {.features = shard->features,
                  .classes = shard->classes,
                  .epochs = epochs,
                  .samples = shard->count};
    MPI_Comm_rank(comm, &t.rank);
    t.count = (t.features + 1) * t.classes;
    memory_check((int64_t)sizeof(double) * (2 * t.count + 3LL * epochs), comm);
    t.weights = memory_allocate(t.count, sizeof *t.weights);
    t.velocity = memory_allocate(t.count, sizeof *t.velocity);
    t.loss = memory_allocate(epochs, sizeof *t.loss);
    t.compute = memory_allocate(epochs, sizeof *t.compute);
    t.communication = memory_allocate(epochs, sizeof *t.communication);
    return t;
}

/* Seconds in a region since the last call for it; *before: what it had by then. */
static double seconds_since(const char *region, double *before)
{
    const double now = timing_seconds(region), since = now - *before;
    *before = now;
    return since;
}

void training_step(training *t, const double gradient[], double loss, double rate)
{
    static double computed, communicated;
    for (int i = 0; i < t->count; i++) {
        t->velocity[i] = MOMENTUM * t->velocity[i] + gradient[i];
        t->weights[i] -= rate * t->velocity[i];
    }
    t->loss[t->epoch] = loss;
    t->compute[t->epoch] = seconds_since("compute", &computed);
    t->communication[t->epoch] = seconds_since("communication", &communicated);
    if (t->rank == 0 && (t->epoch % (t->epochs / 10 + 1) == 0 || t->epoch == t->epochs - 1)) {
        printf("epoch %4d   loss %.6f\n", t->epoch, loss);
        fflush(stdout);
    }
    t->epoch++;
}

/* The weights of a class, but for the last, are an image: square, as far as we know. */
static void write_weights_picture(const training *t, results *file)
{
    char how[40];
    int side = (int)(sqrt((double)t->features) + 0.5);
    if (side * side == t->features) {
        snprintf(how, sizeof how, "columns as %d x %d", side, side);
        results_text_attribute(file, "/result/weights", NAME_PICTURE, how);
    }
}

void training_write(const training *t, const int64_t right[2], const int64_t total[2],
                    results *file)
{
    const hsize_t epochs[] = {(hsize_t)t->epochs};
    const hsize_t shape[] = {(hsize_t)t->features + 1, (hsize_t)t->classes};
    double accuracy[2];
    for (int i = 0; i < 2; i++) {
        accuracy[i] = total[i] > 0 ? (double)right[i] / (double)total[i] : 0;
    }
    results_write_array(file, "/result/loss", H5T_NATIVE_DOUBLE, t->loss, 1, epochs, 0);
    results_write_array(file, "/result/weights", H5T_NATIVE_DOUBLE, t->weights, 2, shape, 0);
    results_write_scalar(file, "/result/training_accuracy", H5T_NATIVE_DOUBLE, &accuracy[0]);
    results_write_scalar(file, "/result/test_accuracy", H5T_NATIVE_DOUBLE, &accuracy[1]);
    results_tolerance(file, "/result/loss", TOLERANCE);
    results_tolerance(file, "/result/weights", TOLERANCE);
    results_text_attribute(file, "/result/loss", NAME_PICTURE, "log curve over epoch");
    write_weights_picture(t, file);

    results_write_per_rank(file, "/timing/samples", H5T_NATIVE_INT64, &t->samples);
    results_write_rows(file, "/timing/epoch_compute", H5T_NATIVE_DOUBLE, t->compute, 1, t->epochs);
    results_write_rows(file, "/timing/epoch_communication", H5T_NATIVE_DOUBLE, t->communication, 1,
                       t->epochs);
    results_units(file, "/timing/epoch_compute", "s");
    results_units(file, "/timing/epoch_communication", "s");
    results_text_attribute(file, "/timing/epoch_compute", NAME_PICTURE, EACH_RANK);
    results_text_attribute(file, "/timing/epoch_communication", NAME_PICTURE, EACH_RANK);

    const double seconds = timing_seconds("compute") + timing_seconds("communication");
    if (t->rank == 0) {
        printf("right: %.2f %% of %lld training samples, %.2f %% of %lld test samples\n"
               "speed: %.0f samples/s\n",
               100 * accuracy[0], (long long)total[0], 100 * accuracy[1], (long long)total[1],
               seconds > 0 ? (double)total[0] * t->epochs / seconds : 0);
    }
}

void training_free(training *t)
{
    free(t->weights);
    free(t->velocity);
    free(t->loss);
    free(t->compute);
    free(t->communication);
}

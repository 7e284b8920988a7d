/* gradient_averaging: many ranks train one classifier.
 *
 * A softmax classifier learns which digit an image shows. In every epoch the weights take a step,
 * with momentum, against the gradient of the loss, which is a mean over all training samples. So
 * each rank computes the mean over its own part of the samples (its shard), the ranks average their
 * means, and all take the same step: the weights are never sent, but they are the same on all
 * ranks. They add up by MPI_Allreduce, by MPI_Reduce and MPI_Bcast, or in a ring, written here.
 *
 *     ./lab run solutions/gradient-averaging -n 4 -- --algorithm ring
 */
#include "common/memory.h"
#include "common/mpi_check.h"
#include "common/options.h"
#include "common/partition.h"
#include "common/parts/samples.h"
#include "common/parts/softmax.h"
#include "common/parts/training.h"
#include "common/results.h"
#include "common/timing.h"
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum algorithm { ALLREDUCE, REDUCE_BCAST, RING };

/* Every rank has a vector. On all ranks the sum of these vectors is to replace it. */
typedef struct {
    enum algorithm algorithm;
    int rank, size, count; /* count: numbers in the vector */
    double *values;        /* [count] */
    double *incoming;      /* [count]: room for what the ring receives */
} reduction;

/* The vector is cut into `size` chunks, which travel from rank to rank + 1 and grow on the way. */
static void sum_in_ring(const reduction *r)
{
    if (r->size == 1) {
        return; /* nothing to add */
    }
    // TODO(7): reduce-scatter, in size - 1 steps. In each step send one chunk to the right, receive
    //          another from the left into r->incoming, and add it to your own. In the first step,
    //          send chunk number `rank`. The README has a picture of it.
    //          MPI_Sendrecv; partition_block(r->count, r->size, number) says where a chunk is
    // SOLUTION
    const int right = (r->rank + 1) % r->size, left = (r->rank + r->size - 1) % r->size;
    int number = r->rank;
    partition_range out = partition_block(r->count, r->size, number), in;
    for (int step = 0; step < r->size - 1; step++, out = in) {
        number = (number + r->size - 1) % r->size;
        in = partition_block(r->count, r->size, number);
        mpi_check(MPI_Sendrecv(r->values + out.first, out.count, MPI_DOUBLE, right, 0, r->incoming,
                               in.count, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE));
        for (int i = 0; i < in.count; i++) {
            r->values[in.first + i] += r->incoming[i];
        }
    }
    // END
    // TODO(8): allgather, in size - 1 more steps. The chunk that you added to last is complete:
    //          send it to the right. What you receive is complete, too: put it where it belongs.
    // SOLUTION
    for (int step = 0; step < r->size - 1; step++, out = in) {
        number = (number + r->size - 1) % r->size;
        in = partition_block(r->count, r->size, number);
        mpi_check(MPI_Sendrecv(r->values + out.first, out.count, MPI_DOUBLE, right, 0,
                               r->values + in.first, in.count, MPI_DOUBLE, left, 0, MPI_COMM_WORLD,
                               MPI_STATUS_IGNORE));
    }
    // END
}

static void sum_over_ranks(const reduction *r)
{
    if (r->algorithm == ALLREDUCE) {
        // TODO(4): replace r->values on every rank by the sum over the ranks, in one call.
        //          MPI_Allreduce with MPI_IN_PLACE
        // SOLUTION
        mpi_check(
            MPI_Allreduce(MPI_IN_PLACE, r->values, r->count, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD));
        // END
    } else if (r->algorithm == REDUCE_BCAST) {
        // TODO(6): the same in two calls: the sum goes to rank 0, and from there to all ranks.
        //          MPI_Reduce (MPI_IN_PLACE at the root only), MPI_Bcast
        // SOLUTION
        mpi_check(MPI_Reduce(r->rank == 0 ? MPI_IN_PLACE : r->values, r->values, r->count,
                             MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD));
        mpi_check(MPI_Bcast(r->values, r->count, MPI_DOUBLE, 0, MPI_COMM_WORLD));
        // END
    } else {
        sum_in_ring(r);
    }
}

int main(int argc, char *argv[])
{
    int rank = 0, size = 1, algorithm = ALLREDUCE, data = SAMPLES_DIGITS, epochs = 150, limit = 0;
    const char *input = "";
    double rate = 1;
    MPI_Init(&argc, &argv);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN); /* for mpi_check */
    // TODO(1): which rank is this, and how many are there?
    //          MPI_Comm_rank, MPI_Comm_size
    // SOLUTION
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    // END

    const program_option options[] = {
        OPTION_CHOICE("algorithm", &algorithm, "allreduce|reduce-bcast|ring", "how ranks add up"),
        OPTION_CHOICE("data", &data, SAMPLES_DATA_WORDS, "the images to learn"),
        OPTION_TEXT("input", &input, "PATH", "digits: another file; fashion-mnist: another folder"),
        OPTION_INT("samples", &limit, 0, 1000000000, "learn from the first N only (0: from all)"),
        OPTION_INT("epochs", &epochs, 1, 1000000, "steps of gradient descent"),
        OPTION_DOUBLE("rate", &rate, 1e-6, 1000, "length of a step: X times the gradient"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "trains a classifier", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 8LL * epochs * (2 * size + 1), MPI_COMM_WORLD);
    timing_start("input");
    samples shard = samples_load(data, input, SAMPLES_TRAINING, limit, MPI_COMM_WORLD);
    samples tests = samples_load(data, input, SAMPLES_TEST, 0, MPI_COMM_WORLD);
    timing_stop("input");

    training t = training_create(&shard, epochs, MPI_COMM_WORLD);
    const int count = t.count + 1;
    double *mean = memory_allocate(count, sizeof *mean); /* gradient, then loss */
    double *incoming = memory_allocate(count, sizeof *incoming);
    const reduction over_ranks = {algorithm, rank, size, count, mean, incoming};

    int64_t total = 0;
    // TODO(2): how many training samples do all ranks have together? This rank has shard.count.
    //          Every rank needs the sum, in `total`.
    //          MPI_Allreduce; the type of an int64_t is MPI_INT64_T
    // SOLUTION
    mpi_check(MPI_Allreduce(&shard.count, &total, 1, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD));
    // END
    if (rank == 0) {
        printf("%lld training samples on %d ranks\n", (long long)total, size);
    }

    double share = 0;
    // TODO(3): by what must this rank's mean be multiplied, so that the sum over the ranks is the
    //          mean over all samples? Note that not all ranks have the same number of samples.
    // SOLUTION
    share = (double)shard.count / (double)total;
    // END

    for (int epoch = 0; epoch < epochs; epoch++) {
        timing_start("compute");
        mean[t.count] = softmax_gradient(&shard, t.weights, mean); /* of this rank's samples */
        for (int i = 0; i < count; i++) {
            mean[i] *= share;
        }
        timing_stop("compute");
        timing_start("communication");
        sum_over_ranks(&over_ranks); /* gradient and loss in one message, not in two */
        timing_stop("communication");
        training_step(&t, mean, mean[t.count], rate); /* the same on every rank */
    }

    /* Of the training and the test samples: how many are classified correctly; how many there are. */
    int64_t counts[4] = {softmax_count_right(&shard, t.weights),
                         softmax_count_right(&tests, t.weights), shard.count, tests.count};
    // TODO(5): these are the counts of this rank. Replace them by the sums over all ranks (rank 0
    //          needs them; the others may have them, too).
    //          MPI_Allreduce with MPI_IN_PLACE
    // SOLUTION
    mpi_check(MPI_Allreduce(MPI_IN_PLACE, counts, 4, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD));
    // END

    training_write(&t, counts, counts + 2, file);
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    training_free(&t);
    samples_free(&shard);
    samples_free(&tests);
    free(mean);
    free(incoming);
    MPI_Finalize();
    return 0;
}

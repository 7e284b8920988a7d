/* A softmax classifier in training: its weights, the steps of training, and what is kept of each
 * step. */
#ifndef MPILAB_TRAINING_H
#define MPILAB_TRAINING_H

#include "common/parts/samples.h"
#include "common/results.h"

typedef struct {
    int rank, features, classes, epochs;
    int count;                       /* of the weights: (features + 1) * classes */
    int epoch;                       /* steps taken so far */
    int64_t samples;                 /* of this rank */
    double *weights;                 /* [features + 1][classes], 0 at first; see softmax.h */
    double *velocity;                /* [features + 1][classes] */
    double *loss;                    /* [epochs]: before each step */
    double *compute, *communication; /* [epochs]: seconds in the timing regions of these names */
} training;

/* For `epochs` steps. Collective. */
training training_create(const samples *shard, int epochs, MPI_Comm comm);

/* One step of gradient descent with momentum: velocity = 0.9 velocity + gradient, and
 * weights = weights - rate * velocity. Rank 0 prints a line in some steps. Not collective: the weights
 * are the same on all ranks if gradient is. */
void training_step(training *t, const double gradient[], double loss, double rate);

/* Writes /result (rank 0's), every rank's number of samples and its seconds in every epoch; rank 0
 * prints how well training went. right[k] of total[k] samples are classified correctly; k = 0: of
 * the training samples, k = 1: of the test samples. Collective. */
void training_write(const training *t, const int64_t right[2], const int64_t total[2],
                    results *file);

void training_free(training *t);

#endif

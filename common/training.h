/* A softmax classifier in training: its weights, the steps they take, and what is kept of each. */
#ifndef MPILAB_TRAINING_H
#define MPILAB_TRAINING_H

#include "common/results.h"
#include "common/samples.h"

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
 * weights = weights - rate * velocity. Rank 0 now and then prints a line. Not collective: the weights
 * are the same on all ranks if gradient is. */
void training_step(training *t, const double gradient[], double loss, double rate);

/* Writes /result (rank 0's), every rank's samples and its seconds in every epoch, and lets rank 0 print how well
 * training went. right[2], total[2]: of the training and of the test samples, how many of how many
 * are classified rightly. Collective. */
void training_write(const training *t, const int64_t right[2], const int64_t total[2],
                    results *file);

void training_free(training *t);

#endif

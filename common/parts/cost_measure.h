/* Measures what a message costs, and compares broadcast algorithms with what that predicts. */
#ifndef MPILAB_COST_MEASURE_H
#define MPILAB_COST_MEASURE_H

#include "common/parts/cost_model.h"
#include "common/results.h"
#include <mpi.h>
#include <stdint.h>

/* Latency and bandwidth between two ranks: a short ping-pong over message sizes from 8 B up to
 * max_bytes (but at least up to 1 MiB, as smaller messages do not show the bandwidth), while all
 * other ranks wait; the alpha-beta model is fitted to the medians. If both are the same rank there
 * is no message: latency 0, bandwidth 0 (cost_of_message is then 0). All ranks get the answer.
 * Collective. */
cost_model cost_measure(int one, int other, int64_t max_bytes, MPI_Comm comm);

/* A broadcast algorithm, with the arguments of MPI_Bcast. */
typedef struct {
    const char *name;   /* as in "tree" */
    const char *region; /* for timing.h, as in "communication tree" */
    int (*broadcast)(void *buffer, int count, MPI_Datatype type, int root, MPI_Comm comm);
    int steps; /* how many messages it sends one after the other; -1: not known */
} cost_broadcast;

/* Checks the arguments of a broadcast before any message is sent, as MPI_Bcast does. Arguments that
 * cannot be right end the run with one line. Not collective. */
void cost_check_broadcast(const void *buffer, int count, MPI_Datatype type, int root,
                          MPI_Comm comm);

/* Times every algorithm with messages of 8 B, 64 B, 512 B... up to max_bytes (8 to 2^28): the
 * median of `repeats` (1 to 1000) times, each from a barrier until the last rank is done. The
 * prediction is steps * (latency + bytes / bandwidth), by cost_measure between the root and the
 * next rank. All of it is the timing region "communication sweep", without cost_measure.
 *
 * Writes to /timing: message_bytes, message_seconds[size][algorithm], predicted_seconds[size]
 * [algorithm] (NaN if steps are not known), algorithms (the names of the columns), latency,
 * bandwidth. Rank 0 prints a table. Collective on comm, which must be the file's communicator. */
void cost_compare(const cost_broadcast algorithms[], int count, int root, int max_bytes,
                  int repeats, results *file, MPI_Comm comm);

#endif

/* The alpha-beta model of a message: seconds = latency + bytes / bandwidth.
 *
 * It is the simplest useful model of what a message costs, and the one that textbooks use:
 * R. W. Hockney, "The communication challenge for MPP", Parallel Computing 20 (1994) 389-398.
 * Pure arithmetic, no MPI; any rank may call.
 */
#ifndef MPILAB_COST_MODEL_H
#define MPILAB_COST_MODEL_H

typedef struct {
    double latency;   /* alpha: seconds for a message of no bytes */
    double bandwidth; /* 1 / beta: bytes per second, for a very long message */
} cost_model;

/* The median of count > 0 values (for an even count, the mean of the two in the middle); sorts
 * values. A few slow ones, as on a busy machine, hardly change it. */
double cost_median(double values[], int count);

/* The model that fits count >= 2 measured points best: least squares of the relative error, so that
 * the microseconds of small messages count as much as the milliseconds of large ones. Neither
 * latency nor bandwidth is ever negative. */
cost_model cost_fit(const double bytes[], const double seconds[], int count);

/* Seconds for one message of `bytes` bytes. */
double cost_of_message(cost_model model, double bytes);

/* Steps of a binomial tree over size ranks: the smallest n with 2^n >= size. */
int cost_tree_depth(int size);

#endif

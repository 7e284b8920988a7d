/* The alpha-beta model of a message: seconds = latency + bytes / bandwidth.
 *
 * The simplest model of what a message costs that is of any use, and the one that textbooks reason
 * with: R. W. Hockney, "The communication challenge for MPP", Parallel Computing 20 (1994) 389-398.
 * Pure arithmetic, no MPI; any rank may call.
 */
#ifndef MPILAB_COST_MODEL_H
#define MPILAB_COST_MODEL_H

typedef struct {
    double latency;   /* alpha: seconds for a message of no bytes */
    double bandwidth; /* 1 / beta: bytes per second, for a message without end */
} cost_model;

/* The middle one of count > 0 values (the mean of the two in the middle); sorts values. A few slow
 * ones, as on a machine that does other things too, do not change it. */
double cost_median(double values[], int count);

/* The model that fits count >= 2 measured points best: least squares of the relative error, so that
 * the microseconds of small messages count as much as the milliseconds of large ones. Neither part
 * comes out negative. */
cost_model cost_fit(const double bytes[], const double seconds[], int count);

/* Seconds for one message of `bytes` bytes. */
double cost_of_message(cost_model model, double bytes);

/* Steps of a binomial tree over size ranks: the smallest n with 2^n >= size. */
int cost_tree_depth(int size);

#endif

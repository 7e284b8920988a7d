/* Two pieces of work measured side by side: what counts is their ratio, not the seconds, as a machine with
 * other work to do slows down both.
 *
 * A line of output is KEY<TAB>MEDIAN<TAB>LOW<TAB>HIGH<TAB>TEXT. LOW and HIGH are the quartiles of the
 * pairs. Printed by rank 0. */
#ifndef MPILAB_RATIO_H
#define MPILAB_RATIO_H

#include <mpi.h>

enum { RATIO_REPEATS = 64 }; /* at most */

/* Work of all ranks; its own seconds if it has measured them, else 0, and the time of the call counts. */
typedef double ratio_work(void *state);

/* Seconds from a barrier until the last rank has done the work; the same on all ranks. */
double ratio_seconds(ratio_work *work, void *state);

/* seconds of `other` / seconds of `ours`: how many times as fast ours is. In pairs, once the one first
 * and once the other. Collective. */
void ratio_measure(const char *key, const char *text, ratio_work *ours, ratio_work *other,
                   void *state, int repeats);

/* A figure of its own, or ratios that the caller has: median and quartiles of values[n]. Sorts them. */
void ratio_print(const char *key, const char *text, double values[], int n);

#endif

/* Measured message times into the result file, with the model fitted to them. */
#ifndef MPILAB_COST_REPORT_H
#define MPILAB_COST_REPORT_H

#include "common/results.h"

/* Writes, under /timing, message_bytes, message_seconds (one way) and message_bandwidth of `count`
 * sizes, and the latency and bandwidth of the alpha-beta model (cost_model.h) fitted to them; rank 0
 * prints the last two. Rank 0's values count. Collective; does nothing for fewer than 2 sizes, which
 * must be the same number on all ranks. */
void cost_report(results *file, const double bytes[], const double seconds[], int count, int rank);

#endif

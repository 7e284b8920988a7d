/* Writes measured message times, and the model fitted to them, to the result file. */
#ifndef MPILAB_COST_REPORT_H
#define MPILAB_COST_REPORT_H

#include "common/results.h"

/* Writes to /timing: message_bytes, message_seconds (one way) and message_bandwidth of `count`
 * sizes, and the latency and bandwidth of the alpha-beta model (cost_model.h) fitted to them; rank
 * 0 prints the last two. The values written are rank 0's. Collective; count must be the same on all
 * ranks. Does nothing for a count below 2. */
void cost_report(results *file, const double bytes[], const double seconds[], int count, int rank);

#endif

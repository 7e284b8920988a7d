/* How the process comes to its end, by exit, by MPI or by a signal: written down on its way. And where it is, when asked. */
#ifndef MPILAB_ENDS_H
#define MPILAB_ENDS_H

#include "issues.h"

/* end: enum trace_end. at: where its signal has come, or 0. */
void note_end(int end, int value, uint64_t site, uint64_t at);

void catch_signals(void);
void catch_question(void); /* SIGUSR2 */
void catch_exit(void);

#endif

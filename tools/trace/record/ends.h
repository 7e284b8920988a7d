/* How the process comes to its end, by exit or by a signal: written down on its way. */
#ifndef MPILAB_ENDS_H
#define MPILAB_ENDS_H

void catch_signals(void);
void catch_exit(void);

#endif

/* The processes behind the records of a run, for who starts and ends it. */
#ifndef MPILAB_EXPLAIN_PROCESSES_H
#define MPILAB_EXPLAIN_PROCESSES_H

#include <stdint.h>

/* Sends the signal (0: none) to every process that writes to a record in the directory, which its pid alone does not
 * say: the process may have ended, and the number be another's. Returns how many there are. */
int processes_signal(const char *directory, int signal);

/* How many bytes the records of so many ranks take at most. */
uint64_t processes_bytes(int ranks);

#endif

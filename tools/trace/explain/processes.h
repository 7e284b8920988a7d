/* The processes behind the records of a run, for who starts and ends it. */
#ifndef MPILAB_EXPLAIN_PROCESSES_H
#define MPILAB_EXPLAIN_PROCESSES_H

#include <stdint.h>
#include <sys/types.h>

/* From now on the pids in records are those of a namespace that a descendant of that process has made (a sandbox); 0:
 * ours. */
void processes_inside(pid_t launcher);

/* Which process that is, as we call it; 0: there is none. */
pid_t processes_pid(uint32_t in_record);

/* Sends the signal (0: none) to every process that writes to a record in the directory, which its pid alone does not
 * say: the process may have ended, and the number be another's. Returns how many there are. */
int processes_signal(const char *directory, int signal);

/* How many bytes the records of so many ranks take at most. */
uint64_t processes_bytes(int ranks);

#endif

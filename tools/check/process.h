/* Processes that check starts. */
#ifndef MPILAB_CHECK_PROCESS_H
#define MPILAB_CHECK_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Blocks SIGCHLD and the signals that end check, so that process_wait and pool_run alone see them, and never
 * miss one. To be called once, before anything else here. */
void process_signals_begin(void);

/* The signal by which somebody wants check to end, or 0. Once set, nothing new is begun. */
int process_interrupted(void);
void process_note_signal(int number); /* for those who wait themselves */

/* For the processes that we make: every signal as at first. */
void process_signals_default(void);

/* Starts argv[0] (looked for in PATH), in `folder` (NULL: here), with no stdin, stdout and stderr into `output` (-1:
 * nowhere), as the leader of a process group. -1: no process could be made. */
pid_t process_start(char *const argv[], const char *folder, int output);

/* Waits for its end, and returns its exit status, as a shell counts (128 + signal). When it takes longer than
 * `seconds`, or when check is to end, its group is ended: 124. */
int process_wait(pid_t process, double seconds);

/* Starts it, and takes the first `most` bytes of what it prints; to be freed. Its status as process_wait has it. */
char *process_output(char *const argv[], const char *folder, double seconds, size_t most,
                     int *status);

/* TERM, which launchers hand on, and KILL for what is there after that many seconds. */
void process_end_group(pid_t leader, double seconds);

double process_now(void); /* seconds, of a clock that only goes forward */

#endif

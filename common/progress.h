/* Shows "43 %, about 12 s left" on the terminal of a long run. */
#ifndef MPILAB_PROGRESS_H
#define MPILAB_PROGRESS_H

#include <stdint.h>

/* Reports that `done` of `total` units of work are done. Prints at most twice a second, from the
 * third second on, to stderr, and only if a person reads it: if stderr is a terminal, or
 * MPILAB_PROGRESS=1 says that the launcher's is. Not collective: one rank calls it. */
void progress_update(int64_t done, int64_t total);

/* Removes the line, if there is one. */
void progress_end(void);

#endif

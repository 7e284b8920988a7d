/* What a submission may not ask of the kernel. */
#ifndef MPILAB_GRADE_CONFINE_CALLS_H
#define MPILAB_GRADE_CONFINE_CALLS_H

#include <stdbool.h>

/* For this process, and all that come of it: no memory that no process seems to have, no looking into others, none of what
 * has had many faults in kernels. Where the processor is not known only that nobody gets more rights. */
bool confine_calls(void);

#endif

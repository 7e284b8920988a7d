/* Several jobs at a time, each in a process of its own. */
#ifndef MPILAB_CHECK_POOL_H
#define MPILAB_CHECK_POOL_H

#include <stdbool.h>

/* Calls job(number, context) for each number, at most `width` at a time, in this order. Begins no more once *stop is
 * set (in memory that is shared; NULL: never), or when check is to end: then the running ones get SIGTERM, and are
 * waited for. Told of each beginning: begun(number, context), in this process (NULL: nobody). */
void pool_run(const int numbers[], int count, int width, void (*job)(int, void *),
              void (*begun)(int, void *), void *context, const volatile bool *stop);

#endif

/* How timing.h marks its regions for whoever records the run: MPI_Pcontrol(level, name), of which MPI libraries take no
 * notice. No other use of MPI_Pcontrol has these levels, so that the name is there if one of them is. */
#ifndef MPILAB_MARKS_H
#define MPILAB_MARKS_H

#include <stdint.h>

enum { MARK_REGION_START = 730001, MARK_REGION_STOP = 730002 };

/* Stands for the name in a record. FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv */
static inline uint64_t mark_of_name(const char *name)
{
    uint64_t hash = 14695981039346656037U;
    for (; *name != '\0'; name++) {
        hash = (hash ^ (unsigned char)*name) * 1099511628211U;
    }
    return hash;
}

#endif

/* Room for `count` items of `size` bytes, set to zero. Without memory for it the program ends, with one line
 * and status 2. Free with free(). */
#ifndef MPILAB_SCALE_ROOM_H
#define MPILAB_SCALE_ROOM_H

#include <stddef.h>

void *room_for(size_t count, size_t size);

#endif

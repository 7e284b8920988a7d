/* What the program has made, and must free. */
#ifndef MPILAB_RESOURCES_H
#define MPILAB_RESOURCES_H

#include "issues.h"

void resource_add(frame *f, int kind, uint64_t handle);
void resource_remove(int kind, uint64_t handle);

#endif

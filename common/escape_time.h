#ifndef MPILAB_ESCAPE_TIME_H
#define MPILAB_ESCAPE_TIME_H

#include <stdint.h>

int64_t escape_time_row(const double re[], int width, double im, int max_iter, int32_t counts[]);
const char *escape_time_instruction_set(void);

#endif

/* Makes a picture smaller, row by row: never the whole of it is in memory. */
#ifndef MPILAB_SHRINK_H
#define MPILAB_SHRINK_H

#include <stdint.h>

/* Takes the finished rows: width * 3 bytes, red, green and blue of each pixel. */
typedef void shrink_output(void *to, const uint8_t rgb[]);

typedef struct shrink shrink;

/* From from[] = {width, height} to to_size[], which is not larger in either direction. NULL if there
 * is no memory. */
shrink *shrink_create(const int from[2], const int to_size[2], shrink_output *output, void *to);

/* The next row of the large picture. */
void shrink_row(shrink *picture, const uint8_t rgb[]);

void shrink_free(shrink *picture);

/* The largest size with the proportions of from[] within most[]: 1 x 1 at least, from[] at most. */
void shrink_fit(const int from[2], const int most[2], int size[2]);

#endif

/* From an iteration count to a colour.
 *
 * Dark blue is where points escape at once; blue, then gold, is where they stay longer; black is
 * the set itself; grey is a pixel without a valid count. Along the way lightness only rises and the
 * hues are blue and yellow, the pair that people with any common kind of colour blindness tell
 * apart. That idea is cividis' (Nunez, Anderton and Renslow, 2018); the colours are our own, with
 * more contrast.
 *
 * Usage: palette_create, palette_count for all counts, palette_mix, then palette_colour for each.
 */
#ifndef MPILAB_PALETTE_H
#define MPILAB_PALETTE_H

#include <stddef.h>
#include <stdint.h>

typedef struct palette palette;

/* max_iter: the count of points in the set. NULL if there is no memory. Free with free(). */
palette *palette_create(int32_t max_iter);

void palette_count(palette *colours, const int32_t counts[], size_t n);
void palette_mix(palette *colours);

/* Red, green and blue. */
const uint8_t *palette_colour(const palette *colours, int32_t count);

/* How many of the counts were not from 1 to max_iter. */
uint64_t palette_invalid(const palette *colours);

#endif

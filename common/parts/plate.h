/* A plate in which heat spreads, or a rank's rows of it; and one step in time.
 *
 * In each step every point takes the mean of itself and its four neighbours:
 *
 *     next = (here + left + right + above + below) / 5
 *
 * That is the heat equation dT/dt = a (d2T/dx2 + d2T/dy2) in explicit differences with a dt/dx^2 = 1/5
 * (up to 1/4 such steps are stable: Press et al., Numerical Recipes, 3rd edition, 2007, section 20.2). The order of
 * the additions is fixed, ((left + right) + (above + below) + here) * 0.2, so that a point has the same bits
 * whichever rank computes it, on any processor.
 *
 * Temperatures are in degrees Celsius. Around the plate is a frame that stays at 0.
 */
#ifndef MPILAB_PLATE_H
#define MPILAB_PLATE_H

#include "common/parts/frames.h"
#include "common/results.h"
#include <mpi.h>
#include <stdint.h>

enum { PLATE_HOTTEST = 100 };

typedef struct {
    int64_t height, first; /* rows of the whole plate; which of them is the first of this rank */
    int64_t rows;          /* of this rank; may be 0 */
    int width;             /* points in a row */
    int64_t stride; /* from a row to the next: width + 2, as the frame has a column on each side */
    double *now, *next; /* [rows + 2][stride]: rows 0 and rows + 1 are not its own */
} plate;

/* Bytes that plate_load needs for each row. */
int64_t plate_row_bytes(int width);

/* `rows` rows from number `first` on of a plate of height x width points, as hot as the picture (grey_load) is bright
 * there: 255 is PLATE_HOTTEST. All else is 0. Collective; ends all ranks where the picture cannot be read, or there is no memory. */
plate plate_load(const char *picture, int64_t first, int64_t rows, int64_t height, int width,
                 MPI_Comm comm);

/* The first point of a row of `now`: 1 ... rows are this rank's own, 0 and rows + 1 the halo. */
double *plate_row(const plate *p, int64_t row);

/* Computes the rows from ... to (both included) of `next` from `now`. Returns the largest change of a
 * point in them; 0 for no rows. */
double plate_compute(const plate *p, int64_t from, int64_t to);

/* `next` becomes `now`. */
void plate_swap(plate *p);

/* Writes the frames, how many steps there were and the last largest change; and of each rank how many rows it had
 * (/timing/rows), and of the time from the beginning of the messages to their end the part in which it computed
 * (/timing/hidden_share). Rank 0 prints how fast the steps were: seconds, for all. Frees the frames. Collective. */
void plate_write(const plate *p, frames *kept, int64_t steps, double change, double seconds,
                 results *file);

void plate_free(plate *p);

#endif

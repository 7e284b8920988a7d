/* What a field of numbers looks like as time goes on: it is kept after 0, 1, 4, 16, 64... steps and at the end,
 * and written as one strip, frame beside frame. */
#ifndef MPILAB_FRAMES_H
#define MPILAB_FRAMES_H

#include "common/results.h"
#include <stdbool.h>
#include <stdint.h>

enum { FRAMES_MOST = 20 };

typedef struct {
    int64_t rows, width;       /* of a frame, on this rank */
    size_t item;               /* bytes of a value */
    int count, kept;           /* frames in all, and so far */
    int64_t due[FRAMES_MOST];  /* [count]: after which steps */
    int64_t step[FRAMES_MOST]; /* [kept]: after which they were kept */
    char *values;              /* [rows][count * width] items */
} frames;

/* Of the frames after 0, 1, 4, 16... and `steps` steps the last `most` (1 ... FRAMES_MOST). rows: of this rank; may be
 * 0. No memory is taken before the first is kept. Not collective, as all here but frames_write. */
frames frames_plan(int64_t rows, int64_t width, int64_t steps, int most, size_t item);

/* Bytes that they will take on this rank. */
int64_t frames_bytes(const frames *f);

/* Is one due after this step? */
bool frames_due(const frames *f, int64_t step);

/* Keeps a copy if a frame is due after this step, or if it is the last step; returns whether. stride: items from a row to the next. Aborts
 * all ranks if there is no memory. */
bool frames_keep(frames *f, int64_t step, bool is_last, const void *values, int64_t stride);

/* Writes `name`, [rows of all ranks][frames * width], and /result/frame_step, rank 0's, [frames]. If the end
 * came early, what is left is filled with the last frame. at_root: rank 0 alone has the rows, all of them, and the
 * others none; else each rank has its own, in the order of the ranks. Collective, on MPI_COMM_WORLD. */
void frames_write(frames *f, const char *name, results *file, hid_t type, const char *units,
                  bool at_root);

void frames_free(frames *f);

#endif

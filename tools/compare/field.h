/* A field as time goes on: a matrix of frames side by side (common/parts/frames.h), and who has which block of it. */
#ifndef MPILAB_FIELD_H
#define MPILAB_FIELD_H

#include "owners.h"

enum { FIELD_FRAMES = 64, FIELD_BLOCKS = 1024 /* in a row, or a column */ };

typedef struct {
    int count;                  /* of frames; 0: the dataset is nothing like that */
    int64_t step[FIELD_FRAMES]; /* after which each was taken; -1: not known */
    hsize_t height, width;      /* of a frame */
    int down, across;           /* blocks, which do not lie on each other; 0: not known */
    int64_t *rows, *columns;    /* [down + 1], [across + 1]: where they begin, and the end */
    bool is_torus;              /* the edges meet */
} field;

/* From the attributes picture, block_rows and block_columns, edges; without blocks, whose rows they are. */
field field_read(hid_t file, const read_dataset *dataset, const owners *rows);
void field_free(field *f);

#endif

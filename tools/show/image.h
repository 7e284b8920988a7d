/* The picture in a result file: a matrix of iteration counts with the attribute picture = "escape
 * time". Drawn a few rows at a time, so that its size does not matter. */
#ifndef MPILAB_IMAGE_H
#define MPILAB_IMAGE_H

#include "tools/result_file/read.h"

/* A small copy, for a terminal. Free rgb with free(). */
typedef struct {
    int size[2];  /* columns, rows */
    int rows;     /* of them filled so far */
    uint8_t *rgb; /* [rows][columns][3] */
} thumbnail;

/* Looks for a picture in /result. */
bool image_find(hid_t file, read_dataset *picture);

/* Writes the picture to png_path (NULL: not) and, if small is not NULL, into small: at most `most`
 * = {columns, rows}. At the end why is "", or says what could not be done; small->rgb is NULL
 * where there is no picture. invalid: how many pixels have no valid count. */
void image_draw(hid_t file, const read_dataset *picture, const char *png_path, const int most[2],
                thumbnail *small, uint64_t *invalid, char why[]);

#endif

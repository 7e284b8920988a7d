/* One dataset in two files, of the same shape and kind: the values expected, and those we got.
 *
 * Values are counted through in row order, index 0, 1, ... values - 1; a row is all values with the
 * same first index. They are read block by block, so that memory does not grow with the dataset.
 */
#ifndef MPILAB_PAIR_H
#define MPILAB_PAIR_H

#include "tools/result_file/read.h"

enum { PAIR_EXPECTED, PAIR_GOT, PAIR_SIDES };

typedef struct {
    hid_t dataset, type; /* type: of a value in memory */
    int dimensions;
    hsize_t shape[READ_DIMENSIONS];
    char *buffer;         /* holds the values */
    hsize_t first, count; /* from first on */
} pair_side;

typedef struct {
    pair_side sides[PAIR_SIDES];
    read_kind kind;
    bool is_unsigned;
    size_t size; /* bytes of a value in memory; of a text: with its '\0' */
    int dimensions;
    const hsize_t *shape;
    hsize_t values, rows, row_values; /* a single value is one row of one value */
    hsize_t block;                    /* the most values read at a time */
    double margin;                    /* by how much numbers may differ */
    bool failed;                      /* a block of `got` could not be read */
    bool failed_expected;             /* ... of `expected` */
} pair;

/* Opens both. False if there is no memory, or a type cannot be compared. The shapes must have as many
 * values, but may differ (see shape.h). Close it in any case. */
bool pair_open(pair *both, const hid_t files[PAIR_SIDES],
               const read_dataset *const found[PAIR_SIDES]);
void pair_close(pair *both);

/* The values of a side from `first` on, count <= block, until the next call for the same side. Where
 * reading fails, zeros, and both->failed. */
const char *pair_read(pair *both, int side, hsize_t first, hsize_t count);

/* count values as numbers; texts: 0 if empty, else 1. */
void pair_numbers(const pair *both, const char *values, hsize_t count, double numbers[]);

/* Is it 0, or an empty text? */
bool pair_is_zero(const pair *both, const char *value);

/* May `got` stand for `expected`? */
bool pair_same(const pair *both, const char *expected, const char *got);

/* count values of `expected` from one index on, and as many of `got` from another on: all the same? */
bool pair_same_range(pair *both, hsize_t expected, hsize_t got, hsize_t count);

/* Are these values of `got` all 0 (or empty texts)? */
bool pair_got_is_zero(pair *both, hsize_t first, hsize_t count);

/* The largest finite absolute value expected. */
double pair_scale(pair *both);

/* A value as text, as short as it reads back; texts in quotes, without anything a terminal obeys. */
void pair_text(const pair *both, const char *value, char text[], size_t size);

/* "[3][17]"; "" for a single value. */
void pair_index_text(const pair *both, hsize_t index, char text[], size_t size);

#endif

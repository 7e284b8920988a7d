/* Whose are the rows? Which rank of the run that made a file wrote which rows of a dataset. */
#ifndef MPILAB_OWNERS_H
#define MPILAB_OWNERS_H

#include "tools/result_file/read.h"

typedef struct {
    int ranks; /* of the run; 0: the file does not say */
    hsize_t rows;
    bool known;    /* the file says it; otherwise nothing below holds */
    bool one_each; /* row r is rank r's: "rank 3" says all */
    int64_t
        *offsets; /* [ranks + 1]: the rows of rank r are number offsets[r] to offsets[r + 1] - 1 */
    int64_t *order; /* ... in this list, rank by rank; NULL: in the dataset itself */
    int32_t *rank;  /* [rows]; -1: nobody's. NULL: see offsets */
} owners;

/* The number of ranks that a file states; 0 if none that can be. */
int owners_ranks(hid_t file);

/* How many items each rank of the run had to work on, [ranks], from the first whole numbers per rank in
 * /timing; NULL: the file does not say. Free with free(). */
double *owners_shares(hid_t file, int ranks);

/* Does the path lead through groups of the file itself, not through a link elsewhere? */
bool owners_path_is_inside(hid_t file, const char *path);

/* From the attribute row_offsets or row_owner of the dataset, believed only if it fits; a vector of
 * one value per rank, without either, is each rank's own. */
owners owners_read(hid_t file, const read_dataset *dataset, int ranks);

/* Blocks of rows, as equal as can be: what a program that says nothing may have meant. */
owners owners_assume(hsize_t rows, int ranks);

void owners_free(owners *whose);

/* -1: nobody */
int owners_of(const owners *whose, hsize_t row);

/* Rank r's rows: how many, and the row number of its k-th. */
hsize_t owners_count(const owners *whose, int rank);
hsize_t owners_row(const owners *whose, int rank, hsize_t k);

#endif

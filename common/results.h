/* The result file of a run: HDF5, written by all ranks together (docs/result-format.md).
 *
 *     results *file = results_create(output, options, bytes, MPI_COMM_WORLD);
 *     results_write_rows(file, "/result/rows", H5T_NATIVE_DOUBLE, rows, rows_here, row_length);
 *     timing_report(file, MPI_COMM_WORLD);
 *     results_close(file);
 *
 * Every function here is collective: all ranks of the communicator that the file was made with must
 * call it, in the same order, with the same name, type and shape. If a write fails (on a full disk,
 * say), one rank prints one line that names the file, the unfinished file is removed, and all ranks
 * exit with status 1. An earlier file of the same name stays as it was until results_close.
 *
 * A dataset's name is its whole path. /result/... is what the program computed; ./lab check
 * compares nothing else. /timing/... is what differs from run to run; /run/... where and how the
 * program ran.
 */
#ifndef MPILAB_RESULTS_H
#define MPILAB_RESULTS_H

#include "common/options.h"
#include <hdf5.h>
#include <mpi.h>
#include <stdint.h>

enum { RESULTS_FORMAT_VERSION = 1 };

typedef struct results results;

/* Starts the file `path` as path.partial, with the root attributes, the hosts and CPUs of the ranks
 * and the values of the options (NULL: none). bytes: about how much will be written in all. Ends
 * the run at once (status 1) if the file could not be finished: the directory is missing or not
 * writable, the disk or the file size limit is too small, or another run is writing the same
 * file. */
results *results_create(const char *path, const program_option options[], int64_t bytes,
                        MPI_Comm comm);

/* Writes a matrix whose rows are spread over the ranks in rank order: the first `count` rows are
 * rank 0's, and so on. rows: count * row_length values, one row after the other; row_length 0 makes
 * it a vector, one value for each row. count may be 0. The dataset gets the attribute
 * row_offsets. */
void results_write_rows(results *file, const char *name, hid_t type, const void *rows,
                        int64_t count, int64_t row_length);

/* The same for rows in any order: row k of this rank is row row_numbers[k] of `total`. If this
 * order is not that of results_write_rows, the dataset gets the attribute row_owner instead: the
 * path of a vector that says for every row which rank wrote it, -1 for none. A row that no rank
 * writes is 0. */
void results_write_numbered_rows(results *file, const char *name, hid_t type, const void *rows,
                                 const int64_t row_numbers[], int64_t count, int64_t total,
                                 int64_t row_length);

/* Writes a vector with one value of each rank. */
void results_write_per_rank(results *file, const char *name, hid_t type, const void *value);

/* Writes an array that one rank has. `values` is used at `root` only (NULL elsewhere); the shape
 * must be the same on all ranks. */
void results_write_array(results *file, const char *name, hid_t type, const void *values,
                         int dimensions, const hsize_t shape[], int root);

/* Writes a single value, rank 0's. */
void results_write_scalar(results *file, const char *name, hid_t type, const void *value);

/* Writes root's `count` texts, each in `width` bytes of `texts` and ended by '\0'. */
void results_write_texts(results *file, const char *name, const char *texts, int width, int count,
                         int root);

/* Gives a dataset its unit, as in "s" or "MB/s". */
void results_units(results *file, const char *name, const char *units);

/* Gives a dataset a text attribute; the name "/" stands for the file. */
void results_text_attribute(results *file, const char *name, const char *attribute,
                            const char *text);

/* Gives a dataset an attribute that is a vector of whole numbers, the same on all ranks. */
void results_numbers_attribute(results *file, const char *name, const char *attribute,
                               const int64_t numbers[], int count);

/* Says by how much two right results may differ in this dataset, because of the order of summation:
 * by `relative` times the largest absolute value in it (attribute `tolerance`, an array of one
 * double). Without it they must be equal. */
void results_tolerance(results *file, const char *name, double relative);

/* Makes the vector `scale` (already written) the axis of dimension `dimension` (0: rows) of the
 * dataset `name`, with a label: an HDF5 dimension scale. */
void results_axis(results *file, const char *name, int dimension, const char *scale,
                  const char *label);

/* Completes the file and gives it its name; rank 0 prints where it is. Frees `file`. */
void results_close(results *file);

#endif

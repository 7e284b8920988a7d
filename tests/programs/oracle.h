/* For the oracles: programs that know, each in its own way and without the code under test, what a
 * result file must say. An oracle reads one file and exits 0 if it is right, 1 with one line if not. */
#ifndef MPILAB_ORACLE_H
#define MPILAB_ORACLE_H

#include <hdf5.h>
#include <stdint.h>

/* Opens FILE = argv[1]; ends the program where it cannot. */
hid_t oracle_open(int argc, char *argv[]);

/* The number of ranks of the run. */
int oracle_ranks(hid_t file);

/* The value of an option of the run, as text; valid until the next call. */
const char *oracle_parameter(hid_t file, const char *name);

/* The values of a dataset, which must have this shape (dimensions 0: a scalar). Free with free(). */
int64_t *oracle_ints(hid_t file, const char *name, int dimensions, const hsize_t shape[]);
double *oracle_doubles(hid_t file, const char *name, int dimensions, const hsize_t shape[]);

/* Text number `index` of a vector of `count` texts; valid until the next call. */
const char *oracle_text(hid_t file, const char *name, int count, int index);

/* Ends the program with this line (as printf) and exit 1 unless `right`. */
void oracle_expect(int right, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif

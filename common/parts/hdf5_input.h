/* Reads HDF5 files that others have made. Such a file may be anything: missing, cut off, damaged,
 * of another shape, or made to do harm.
 *
 *     hdf5_input table = {.name = "/table", .kind = H5T_FLOAT, .min_dimensions = 1, .max_dimensions = 2};
 *     hdf5_input_inspect("table.h5", &table, 1, root, comm);
 *     ... memory for table.shape[0] rows ...
 *     bool read = hdf5_input_read_rows("table.h5", &table, 0, table.shape[0], H5T_NATIVE_DOUBLE,
 *                                      values, MPI_COMM_SELF);
 */
#ifndef MPILAB_HDF5_INPUT_H
#define MPILAB_HDF5_INPUT_H

#include <hdf5.h>
#include <mpi.h>
#include <stdbool.h>
#include <stdint.h>

enum { HDF5_INPUT_DIMENSIONS = 3 };

typedef struct {
    char name[32];      /* "/table" */
    H5T_class_t kind;   /* H5T_FLOAT: of 4 or 8 bytes; H5T_INTEGER: unsigned, of 1 byte */
    size_t bytes;       /* of an H5T_INTEGER: 4 for one with a sign, of 4 bytes; else 0 */
    int min_dimensions; /* 1 ... HDF5_INPUT_DIMENSIONS */
    int max_dimensions;
    int64_t shape[HDF5_INPUT_DIMENSIONS]; /* as it must be, 0: any from 1; set to what it is */
    int dimensions;                       /* set to what it is */
} hdf5_input;

/* Checks that the file has these `count` datasets, that each has the right kind and shape and at
 * most INT_MAX values, and that every value can be read. Sets their shapes on all ranks. One rank,
 * `reader`, looks at the file. If anything is wrong it prints one line with the file's name and the
 * reason, and all ranks exit with status 1. Collective on comm, which must hold all processes.
 *
 * The reader reads the whole file once, because a rank that fails alone in the middle of a
 * collective read leaves the others waiting. On some damaged files HDF5 itself crashes: that ends the
 * run, too. A size that the file merely states never makes it allocate memory. It reads no other
 * file: external storage, virtual datasets, external and soft links are refused, and so are filters
 * other than HDF5's own shuffle, deflate and checksum. */
void hdf5_input_inspect(const char *path, hdf5_input datasets[], int count, int reader,
                        MPI_Comm comm);

/* Reads the rows first ... first + count - 1 (all values of a row) of a dataset that has been
 * inspected, as values of memory_type. All ranks of comm open the file together and read at the
 * same time; count may differ between ranks, and be 0: first is not used then. Returns false on a
 * rank whose read failed. Collective on comm. */
bool hdf5_input_read_rows(const char *path, const hdf5_input *dataset, int64_t first, int64_t count,
                          hid_t memory_type, void *rows, MPI_Comm comm);

#endif

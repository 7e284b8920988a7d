/* hdf5_check(H5...(...)): an HDF5 call whose failure is reported where it happened.
 *
 *     hid_t file = hdf5_check(H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT));
 *
 * HDF5 calls return a negative number when they fail. The macro returns the call's value; if that
 * is negative, it prints file, line, rank, the call and HDF5's own text instead, and ends the
 * program with MPI_Abort on all ranks. Any rank may use it.
 */
#ifndef MPILAB_HDF5_CHECK_H
#define MPILAB_HDF5_CHECK_H

#include <hdf5.h>

#define hdf5_check(call) hdf5_check_result((call), #call, __FILE__, __LINE__)

/* Returns value if it is not negative; else reports and aborts. Called through the macro. */
int64_t hdf5_check_result(int64_t value, const char *call, const char *file, int line);

/* Copies the innermost, and so most exact, message of HDF5's error stack into text (size bytes). */
void hdf5_error_text(char *text, size_t size);

#endif

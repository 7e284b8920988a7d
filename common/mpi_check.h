/* mpi_check(MPI_...(...)): an MPI call whose failure is reported where it happened.
 *
 *     mpi_check(MPI_Send(values, count, MPI_DOUBLE, right, tag, comm));
 *
 * By default MPI itself ends the program when a call fails, without saying which line made the
 * call. After
 *
 *     MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
 *
 * calls on that communicator return the error to the caller instead, and mpi_check prints file,
 * line, rank, the call and the library's own text, and ends the program with MPI_Abort on all
 * ranks. A window has an error handler of its own, to be set by MPI_Win_set_errhandler. Any rank
 * may use mpi_check; it communicates only if the call has failed.
 */
#ifndef MPILAB_MPI_CHECK_H
#define MPILAB_MPI_CHECK_H

#include <mpi.h>

#define mpi_check(call) mpi_check_result((call), #call, __FILE__, __LINE__)

/* Does nothing if code is MPI_SUCCESS; else reports and aborts. Called through the macro. */
void mpi_check_result(int code, const char *call, const char *file, int line);

#endif

/* In place of MPI_ERRORS_ARE_FATAL: what is wrong, and where, is written down before the library ends the program. */
#ifndef MPILAB_ERRORS_H
#define MPILAB_ERRORS_H

#include <mpi.h>

void use_own_handler(MPI_Comm comm);
void use_own_window_handler(MPI_Win window);

#endif

/* Linked into a program, turns every MPI_Send into one that waits for its receiver. The MPI standard
 * lets MPI_Send wait; a program that then stops was right by luck. */
#include <mpi.h>

int MPI_Send(const void *buffer, int count, MPI_Datatype type, int to, int tag, MPI_Comm comm)
{
    return PMPI_Ssend(buffer, count, type, to, tag, comm);
}

int MPI_Isend(const void *buffer, int count, MPI_Datatype type, int to, int tag, MPI_Comm comm,
              MPI_Request *request)
{
    return PMPI_Issend(buffer, count, type, to, tag, comm, request);
}

"""Rank 0 waits for a message with another tag than the one sent."""
import array

from mpi4py import MPI

comm = MPI.COMM_WORLD
numbers = array.array("d", [0.0])
if comm.rank == 0:
    comm.Recv(numbers, source=1, tag=7)
else:
    comm.Send(numbers, dest=0, tag=8)
comm.Barrier()

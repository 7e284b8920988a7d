"""The sum of the ranks' numbers from 1 on, and an object as a message."""
from mpi4py import MPI

comm = MPI.COMM_WORLD
total = comm.allreduce(comm.rank + 1)
if comm.rank == 0:
    comm.send(total, dest=1, tag=3)
elif comm.rank == 1:
    print(comm.recv(source=0, tag=3), "is the sum")

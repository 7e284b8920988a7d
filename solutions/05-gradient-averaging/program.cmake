set(TITLE   "Gradient averaging")
set(LESSON  "allreduce; data-parallel training, the weighted mean, the ring")
set(PATTERN "data parallelism with a reduction")
set(LEVEL   4)
set(MINUTES 90)
set(CALLS   MPI_Comm_rank MPI_Comm_size MPI_Allreduce MPI_Reduce MPI_Bcast MPI_Sendrecv)
set(RANKS   1 2 3 4 5 7)
set(DEMANDS "few:MPI_Allreduce,MPI_Iallreduce:the ring is to send and receive itself:--algorithm ring"
            "few:MPI_Allreduce,MPI_Iallreduce:this is to be MPI_Reduce and MPI_Bcast:--algorithm reduce-bcast")
set(STRONG  "--epochs 400")
set(WEAK    "--epochs 400 --samples 200*R")
set(CASES   "--epochs 150"
            "--epochs 20 --algorithm reduce-bcast"
            "--epochs 20 --algorithm ring"
            "--epochs 30 --samples 10"
            "--epochs 10 --samples 3 --algorithm ring"
            "--epochs 10 --samples 2 --algorithm reduce-bcast --rate 0.5"
            "--epochs 1")

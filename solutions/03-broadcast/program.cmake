set(TITLE   "Broadcast")
set(LESSON  "one to all: a loop, a binomial tree, MPI_Bcast; what a message costs")
set(PATTERN "divide and conquer: recursive doubling")
set(LEVEL   3)
set(MINUTES 60)
set(CALLS   MPI_Comm_rank MPI_Comm_size MPI_Send MPI_Recv MPI_Bcast)
set(RANKS   1 2 3 4 5 7)
set(DEMANDS "some@communication library:MPI_Bcast,MPI_Ibcast,MPI_Scatter,MPI_Scatterv,MPI_Allgather,MPI_Allgatherv,MPI_Allreduce:library_broadcast is to let the library do it"
            "no-more@communication loop:MPI_Bcast,MPI_Ibcast,MPI_Scatter,MPI_Scatterv,MPI_Allgather,MPI_Allgatherv,MPI_Allreduce:the loop is to send and receive itself"
            "no-more@communication tree:MPI_Bcast,MPI_Ibcast,MPI_Scatter,MPI_Scatterv,MPI_Allgather,MPI_Allgatherv,MPI_Allreduce:the tree is to send and receive itself"
            "steps@communication tree:-:in a tree all that have it pass it on at the same time")
set(CASES   "--count 1000 --root 0 --max-bytes 4096 --repeats 3"
            "--count 65537 --root -1 --max-bytes 262144 --repeats 2"
            "--count 1 --max-bytes 8 --repeats 1")

set(TITLE   "Broadcast")
set(LESSON  "one to all: a loop, a binomial tree, MPI_Bcast; what a message costs")
set(PATTERN "divide and conquer: recursive doubling")
set(LEVEL   3)
set(MINUTES 60)
set(CALLS   MPI_Comm_rank MPI_Comm_size MPI_Send MPI_Recv MPI_Bcast)
set(RANKS   1 2 3 4 5 7)
set(DEMANDS "some:MPI_Bcast,MPI_Ibcast:library_broadcast is to let the library do it"
            "no-more:MPI_Bcast,MPI_Ibcast:the loop and the tree are to send and receive themselves")
set(CASES   "--count 1000 --root 0 --max-bytes 4096 --repeats 3"
            "--count 65537 --root -1 --max-bytes 262144 --repeats 2"
            "--count 1 --max-bytes 8 --repeats 1")

set(TITLE   "Heat in a plate")
set(LESSON  "halo exchange, nonblocking messages, overlap")
set(PATTERN "geometric decomposition, stencil")
set(LEVEL   3)
set(MINUTES 75)
set(CALLS   MPI_Comm_split MPI_Comm_rank MPI_Comm_size MPI_Sendrecv MPI_Irecv MPI_Isend MPI_Waitall
            MPI_Allreduce)
set(RANKS   1 2 3 4 5 7)
set(DEMANDS "some:MPI_Comm_split,MPI_Comm_create,MPI_Comm_create_group:ranks without rows are to leave"
            "arrived@compute border rows:-:these rows need the halo:--exchange overlap"
            "under-way@compute inner rows:-:the messages are to travel while the inner rows are computed:--exchange overlap")
set(STRONG  "--width 4096 --height 4096 --steps 50 --frames 1")
set(WEAK    "--width 4096 --height 2048*R --steps 50 --frames 1")
set(CASES   "--width 40 --height 37 --steps 30"
            "--width 40 --height 37 --steps 30 --exchange overlap"
            "--width 9 --height 5 --steps 500 --every 7 --tolerance 0.1 --exchange overlap"
            "--width 6 --height 3 --steps 20 --every 3")

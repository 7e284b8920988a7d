set(TITLE   "Monte Carlo for pi")
set(LESSON  "random numbers in parallel, the error bar; groups of ranks, a sum while computing")
set(PATTERN "replicated computation with a reduction")
set(LEVEL   2)
set(MINUTES 45)
set(CALLS   MPI_Reduce MPI_Comm_split MPI_Comm_rank MPI_Comm_size MPI_Ireduce MPI_Wait)
set(RANKS   1 2 3 4 5 7)
set(DEMANDS "share:-:each rank is to draw its share of the samples"
            "some:MPI_Ireduce,MPI_Iallreduce:the sum of a round is to be on its way while the next one is computed"
            "some:MPI_Comm_split,MPI_Comm_create,MPI_Comm_create_group,MPI_Comm_split_type:each group is to have a communicator of its own:--groups")
set(STRONG  "--samples 400000000")
set(WEAK    "--samples 200000000*R")
set(CASES   "--samples 200000"
            "--samples 100000 --groups 2 --seed 7"
            "--samples 7 --groups 3")

set(TITLE   "Gather")
set(LESSON  "all to one with unequal parts; counts, displacements; a sum for everyone")
set(PATTERN "data parallelism, map and gather")
set(LEVEL   3)
set(MINUTES 60)
set(CALLS   MPI_Gather MPI_Gatherv MPI_Allreduce)
set(RANKS   1 2 3 4 5 7)
set(WEAK    "--images 200*R")
set(CASES   "--root 0"
            "--root -1 --images 101"
            "--root -1 --images 3"
            "--images 1")

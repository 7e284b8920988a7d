set(TITLE   "Sample sort")
set(LESSON  "all to all with unequal parts; splitters, places by a scan")
set(PATTERN "divide and conquer, personalised exchange")
set(LEVEL   4)
set(MINUTES 75)
set(CALLS   MPI_Gather MPI_Bcast MPI_Alltoall MPI_Alltoallv MPI_Exscan)
set(RANKS   1 2 3 4 5 7)
set(DEMANDS "share:-:the keys are to be spread over all ranks"
            "even:-:are the splitters taken from the samples of all ranks?"
            "few@communication keys:MPI_Gatherv,MPI_Gather,MPI_Allgather,MPI_Allgatherv,MPI_Scatter,MPI_Scatterv,MPI_Bcast:keys are to go straight to where they belong, and not through a rank that has all of them")
set(STRONG  "--count 4000000")
set(WEAK    "--count 2000000*R")
set(CASES   "--count 20000"
            "--count 3000 --keys reversed --seed 5"
            "--count 5000 --keys few"
            "--count 3")

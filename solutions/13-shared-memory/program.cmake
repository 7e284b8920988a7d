set(TITLE   "Shared memory")
set(LESSON  "one memory for the ranks of a node; races, locks, atomics")
set(PATTERN "geometric decomposition with a reduction in shared memory")
set(LEVEL   4)
set(MINUTES 75)
set(CALLS   MPI_Comm_split_type MPI_Comm_split MPI_Win_allocate_shared MPI_Win_set_errhandler MPI_Win_lock_all
            MPI_Win_shared_query MPI_Win_sync MPI_Barrier MPI_Win_lock MPI_Win_unlock MPI_Reduce)
set(RANKS   1 2 3 4 5 7)
set(DEMANDS "share:-:each rank is to count its share of the rows"
            "some:MPI_Comm_split_type:only it knows which ranks can share memory"
            "some:MPI_Win_allocate_shared:the ranks of a node are to have one picture and one array of counts"
            "each:MPI_Win_lock,MPI_Win_lock_all:each rank is to use the window in an epoch"
            "each:MPI_Win_lock:each rank is to hold the lock while it counts a row:--update lock")
set(STRONG  "--width 8192 --height 8192")
set(WEAK    "--width 8192 --height 4096*R")
set(CASES   "--width 320 --height 200 --nodes 2"
            "--width 97 --height 61 --update lock --nodes 2"
            "--width 97 --height 61 --update atomic --nodes 3"
            "--width 33 --height 3 --update atomic")

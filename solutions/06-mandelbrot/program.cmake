set(TITLE   "The Mandelbrot set")
set(LESSON  "domain decomposition, load balance, one-sided communication")
set(PATTERN "geometric decomposition, task queue")
set(LEVEL   4)
set(MINUTES 90)
set(CALLS   MPI_Win_allocate MPI_Win_set_errhandler MPI_Win_lock_all MPI_Win_sync MPI_Barrier
            MPI_Fetch_and_op MPI_Win_flush MPI_Reduce)
set(RANKS   1 2 3 4 5 7)
set(DEMANDS "share:-:each rank is to compute its block of the rows:--schedule block"
            "share:-:each rank is to compute every size-th row:--schedule cyclic"
            "each:MPI_Fetch_and_op,MPI_Get_accumulate,MPI_Rget_accumulate,MPI_Compare_and_swap,MPI_Get,MPI_Rget:each rank is to take rows from the counter:--schedule dynamic"
            "completed:MPI_Fetch_and_op,MPI_Get_accumulate,MPI_Rget_accumulate,MPI_Compare_and_swap,MPI_Get,MPI_Rget:before that the number of the row is not there:--schedule dynamic")
set(STRONG  "--width 4096 --height 4096 --max-iter 1000")
set(WEAK    "--width 4096 --height 2048*R --max-iter 1000")
set(CASES   "--width 61 --height 47 --max-iter 300 --schedule block"
            "--width 61 --height 47 --max-iter 300 --schedule cyclic"
            "--width 61 --height 47 --max-iter 300 --schedule dynamic"
            "--width 40 --height 3 --max-iter 50 --schedule block"
            "--width 9 --height 2 --max-iter 50 --schedule dynamic"
            "--width 40 --height 5 --max-iter 50 --schedule master")

set(TITLE   "The Mandelbrot set")
set(LESSON  "domain decomposition, load balance, parallel output")
set(PATTERN "geometric decomposition, task queue")
set(LEVEL   4)
set(MINUTES 90)
set(CALLS   MPI_Comm_rank MPI_Comm_size MPI_Win_allocate MPI_Win_lock_all MPI_Fetch_and_op
            MPI_Win_flush MPI_Win_unlock_all MPI_Win_free MPI_Reduce)
set(RANKS   1 2 3 4 5 7)
set(STRONG  "--width 4096 --height 4096 --max-iter 1000")
set(WEAK    "--width 4096 --height 2048*R --max-iter 1000")
set(CASES   "--width 61 --height 47 --max-iter 300 --schedule block"
            "--width 61 --height 47 --max-iter 300 --schedule cyclic"
            "--width 61 --height 47 --max-iter 300 --schedule dynamic"
            "--width 40 --height 3 --max-iter 50 --schedule block"
            "--width 9 --height 2 --max-iter 50 --schedule dynamic")

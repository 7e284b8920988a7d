set(TITLE   "A ring and a ping-pong")
set(LESSON  "send and receive, deadlock; latency and bandwidth")
set(PATTERN "pipeline in a ring")
set(LEVEL   2)
set(MINUTES 45)
set(CALLS   MPI_Comm_rank MPI_Comm_size MPI_Sendrecv MPI_Send MPI_Recv)
set(RANKS   1 2 3 4 5 7)
set(DEMANDS "senders@communication ping-pong:-:a ping-pong sends each message there and back")
set(CASES   "--count 1000 --max-bytes 65536"
            "--count 1 --max-bytes 2"
            "--count 37 --max-bytes 1000 --exchange order"
            "--count 50000 --max-bytes 4 --exchange order"
            "--count 50000 --max-bytes 4")

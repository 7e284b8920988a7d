set(TITLE   "The Game of Life")
set(LESSON  "Cartesian topology, derived datatypes")
set(PATTERN "geometric decomposition, stencil")
set(LEVEL   4)
set(MINUTES 90)
set(CALLS   MPI_Dims_create MPI_Cart_create MPI_Comm_rank MPI_Cart_coords MPI_Cart_shift MPI_Type_vector
            MPI_Type_commit MPI_Sendrecv MPI_Type_create_subarray MPI_Isend MPI_Recv MPI_Wait MPI_Type_free)
set(RANKS   1 2 3 4 5 7)
set(DEMANDS "some:MPI_Cart_create:the ranks are to form a grid"
            "outside@communication blocks:MPI_Type_vector,MPI_Type_create_hvector,MPI_Type_create_subarray,MPI_Type_indexed,MPI_Type_create_indexed_block,MPI_Type_create_struct:columns are to travel as a type"
            "some:MPI_Type_create_subarray,MPI_Type_vector,MPI_Type_create_hvector:blocks are to travel as a type")
set(STRONG  "--width 2048 --height 2048 --steps 100")
set(WEAK    "--width 2048 --height 1024*R --steps 100")
set(CASES   "--width 40 --height 30 --steps 30"
            "--width 37 --height 11 --steps 20 --pattern glider-gun"
            "--width 8 --height 3 --steps 9 --pattern glider")

/* For clang's -Wtype-safety, in front of a student's file: which C type each datatype of MPI stands for, and which of a
 * function's buffers is described by which of its datatypes. (MPICH's mpi.h has that, but Debian's leaves it out.)
 * https://clang.llvm.org/docs/AttributeReference.html#type-safety-checking */
#include <mpi.h>
#include <stdbool.h>
#include <stdint.h>

/* In Open MPI a datatype is the address of a variable, in MPICH a number. */
#ifdef OPEN_MPI
#define DATATYPE(name, NAME, type)                                                                 \
    extern struct ompi_predefined_datatype_t ompi_mpi_##name                                       \
        __attribute__((type_tag_for_datatype(mpi, type)));
#else
#define DATATYPE(name, NAME, type)                                                                 \
    static const MPI_Datatype tag_##name __attribute__((type_tag_for_datatype(mpi, type))) =       \
        MPI_##NAME;
#endif
DATATYPE(char, CHAR, char)
DATATYPE(signed_char, SIGNED_CHAR, signed char)
DATATYPE(unsigned_char, UNSIGNED_CHAR, unsigned char)
DATATYPE(short, SHORT, short)
DATATYPE(unsigned_short, UNSIGNED_SHORT, unsigned short)
DATATYPE(int, INT, int)
DATATYPE(unsigned, UNSIGNED, unsigned)
DATATYPE(long, LONG, long)
DATATYPE(unsigned_long, UNSIGNED_LONG, unsigned long)
DATATYPE(long_long_int, LONG_LONG, long long)
DATATYPE(unsigned_long_long, UNSIGNED_LONG_LONG, unsigned long long)
DATATYPE(float, FLOAT, float)
DATATYPE(double, DOUBLE, double)
DATATYPE(long_double, LONG_DOUBLE, long double)
DATATYPE(int8_t, INT8_T, int8_t)
DATATYPE(uint8_t, UINT8_T, uint8_t)
DATATYPE(int16_t, INT16_T, int16_t)
DATATYPE(uint16_t, UINT16_T, uint16_t)
DATATYPE(int32_t, INT32_T, int32_t)
DATATYPE(uint32_t, UINT32_T, uint32_t)
DATATYPE(int64_t, INT64_T, int64_t)
DATATYPE(uint64_t, UINT64_T, uint64_t)
DATATYPE(c_bool, C_BOOL, bool)

/* The buffer is argument number b, counted from 1, its datatype number d. */
#define BUFFER(name, b, d)                                                                         \
    extern __typeof__(MPI_##name) MPI_##name __attribute__((pointer_with_type_tag(mpi, b, d)));
#define BUFFERS(name, b, d, other_b, other_d) BUFFER(name, b, d) BUFFER(name, other_b, other_d)
BUFFER(Send, 1, 3)
BUFFER(Isend, 1, 3)
BUFFER(Send_init, 1, 3)
BUFFER(Ssend, 1, 3)
BUFFER(Issend, 1, 3)
BUFFER(Bsend, 1, 3)
BUFFER(Ibsend, 1, 3)
BUFFER(Rsend, 1, 3)
BUFFER(Irsend, 1, 3)
BUFFER(Recv, 1, 3)
BUFFER(Irecv, 1, 3)
BUFFER(Recv_init, 1, 3)
BUFFER(Mrecv, 1, 3)
BUFFERS(Sendrecv, 1, 3, 6, 8)
BUFFER(Sendrecv_replace, 1, 3)
BUFFER(Bcast, 1, 3)
BUFFER(Ibcast, 1, 3)
BUFFERS(Gather, 1, 3, 4, 6)
BUFFERS(Igather, 1, 3, 4, 6)
BUFFERS(Gatherv, 1, 3, 4, 7)
BUFFERS(Igatherv, 1, 3, 4, 7)
BUFFERS(Scatter, 1, 3, 4, 6)
BUFFERS(Iscatter, 1, 3, 4, 6)
BUFFERS(Scatterv, 1, 4, 5, 7)
BUFFERS(Iscatterv, 1, 4, 5, 7)
BUFFERS(Allgather, 1, 3, 4, 6)
BUFFERS(Iallgather, 1, 3, 4, 6)
BUFFERS(Allgatherv, 1, 3, 4, 7)
BUFFERS(Iallgatherv, 1, 3, 4, 7)
BUFFERS(Alltoall, 1, 3, 4, 6)
BUFFERS(Ialltoall, 1, 3, 4, 6)
BUFFERS(Alltoallv, 1, 4, 5, 8)
BUFFERS(Ialltoallv, 1, 4, 5, 8)
BUFFERS(Reduce, 1, 4, 2, 4)
BUFFERS(Ireduce, 1, 4, 2, 4)
BUFFERS(Allreduce, 1, 4, 2, 4)
BUFFERS(Iallreduce, 1, 4, 2, 4)
BUFFERS(Reduce_scatter, 1, 4, 2, 4)
BUFFERS(Reduce_scatter_block, 1, 4, 2, 4)
BUFFERS(Scan, 1, 4, 2, 4)
BUFFERS(Exscan, 1, 4, 2, 4)
BUFFER(Put, 1, 3)
BUFFER(Get, 1, 3)
BUFFER(Accumulate, 1, 3)
BUFFERS(Get_accumulate, 1, 3, 4, 6)
BUFFERS(Fetch_and_op, 1, 3, 2, 3)
BUFFERS(Compare_and_swap, 1, 4, 2, 4)
BUFFER(File_read, 2, 4)
BUFFER(File_read_all, 2, 4)
BUFFER(File_read_at, 3, 5)
BUFFER(File_read_at_all, 3, 5)
BUFFER(File_write, 2, 4)
BUFFER(File_write_all, 2, 4)
BUFFER(File_write_at, 3, 5)
BUFFER(File_write_at_all, 3, 5)

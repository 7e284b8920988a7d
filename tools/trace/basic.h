/* The basic datatypes of MPI (MPI standard 3.2.2 and A.1.1), numbered from 1 in the same way on all
 * ranks and by all MPI libraries. Two basic types match (3.3.1) if they have the same class and size;
 * the standard asks for the same name, but MPI_INT and MPI_INT32_T, for example, are the same type of C.
 *
 *   BASIC(name, class, size)   class: i signed integer, u unsigned integer, c character, f floating
 *                              point, z complex, l logical, b byte, p packed; other letters: itself only
 */
#ifndef MPILAB_TRACE_BASIC_H
#define MPILAB_TRACE_BASIC_H

#define BASIC_TYPES(BASIC)                                                                         \
    BASIC(MPI_CHAR, 'c', 1)                                                                        \
    BASIC(MPI_SIGNED_CHAR, 'i', 1)                                                                 \
    BASIC(MPI_UNSIGNED_CHAR, 'u', 1)                                                               \
    BASIC(MPI_BYTE, 'b', 1)                                                                        \
    BASIC(MPI_WCHAR, 'w', 4)                                                                       \
    BASIC(MPI_SHORT, 'i', sizeof(short))                                                           \
    BASIC(MPI_UNSIGNED_SHORT, 'u', sizeof(short))                                                  \
    BASIC(MPI_INT, 'i', sizeof(int))                                                               \
    BASIC(MPI_UNSIGNED, 'u', sizeof(int))                                                          \
    BASIC(MPI_LONG, 'i', sizeof(long))                                                             \
    BASIC(MPI_UNSIGNED_LONG, 'u', sizeof(long))                                                    \
    BASIC(MPI_LONG_LONG, 'i', sizeof(long long))                                                   \
    BASIC(MPI_UNSIGNED_LONG_LONG, 'u', sizeof(long long))                                          \
    BASIC(MPI_FLOAT, 'f', sizeof(float))                                                           \
    BASIC(MPI_DOUBLE, 'f', sizeof(double))                                                         \
    BASIC(MPI_LONG_DOUBLE, 'f', sizeof(long double))                                               \
    BASIC(MPI_INT8_T, 'i', 1)                                                                      \
    BASIC(MPI_INT16_T, 'i', 2)                                                                     \
    BASIC(MPI_INT32_T, 'i', 4)                                                                     \
    BASIC(MPI_INT64_T, 'i', 8)                                                                     \
    BASIC(MPI_UINT8_T, 'u', 1)                                                                     \
    BASIC(MPI_UINT16_T, 'u', 2)                                                                    \
    BASIC(MPI_UINT32_T, 'u', 4)                                                                    \
    BASIC(MPI_UINT64_T, 'u', 8)                                                                    \
    BASIC(MPI_C_BOOL, 'l', 1)                                                                      \
    BASIC(MPI_C_FLOAT_COMPLEX, 'z', 8)                                                             \
    BASIC(MPI_C_DOUBLE_COMPLEX, 'z', 16)                                                           \
    BASIC(MPI_C_LONG_DOUBLE_COMPLEX, 'z', 32)                                                      \
    BASIC(MPI_AINT, 'i', 8)                                                                        \
    BASIC(MPI_COUNT, 'i', 8)                                                                       \
    BASIC(MPI_OFFSET, 'i', 8)                                                                      \
    BASIC(MPI_FLOAT_INT, 'A', 8)                                                                   \
    BASIC(MPI_DOUBLE_INT, 'B', 12)                                                                 \
    BASIC(MPI_LONG_INT, 'C', 12)                                                                   \
    BASIC(MPI_2INT, 'D', 8)                                                                        \
    BASIC(MPI_SHORT_INT, 'E', 6)                                                                   \
    BASIC(MPI_LONG_DOUBLE_INT, 'F', 20)                                                            \
    BASIC(MPI_PACKED, 'p', 1)                                                                      \
    BASIC(MPI_INTEGER, 'i', 4)                                                                     \
    BASIC(MPI_REAL, 'f', 4)                                                                        \
    BASIC(MPI_DOUBLE_PRECISION, 'f', 8)                                                            \
    BASIC(MPI_CHARACTER, 'c', 1)                                                                   \
    BASIC(MPI_LOGICAL, 'L', 4)                                                                     \
    BASIC(MPI_COMPLEX, 'z', 8)                                                                     \
    BASIC(MPI_DOUBLE_COMPLEX, 'z', 16)                                                             \
    BASIC(MPI_CXX_BOOL, 'l', 1)

enum basic_type {
    BASIC_NONE, /* several kinds in one */
#define BASIC_NUMBER(name, class, size) BASIC_##name,
    BASIC_TYPES(BASIC_NUMBER)
#undef BASIC_NUMBER
        BASIC_COUNT
};

#endif

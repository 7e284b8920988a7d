/* The names of MPI's error classes (MPI 3.1, 8.4): what error strings call them differs between libraries. */
#ifndef MPILAB_TRACE_ERROR_CLASS_H
#define MPILAB_TRACE_ERROR_CLASS_H

#include <mpi.h>
#include <stddef.h>

/* "MPI_ERR_RANK"; "MPI_ERR_OTHER" for a class that is none of the standard's. */
static inline const char *error_class_name(int class)
{
    static const struct {
        int class;
        const char *name;
    } names[] = {
#define NAME(error) {error, #error}
        NAME(MPI_ERR_BUFFER),    NAME(MPI_ERR_COUNT),        NAME(MPI_ERR_TYPE),
        NAME(MPI_ERR_TAG),       NAME(MPI_ERR_COMM),         NAME(MPI_ERR_RANK),
        NAME(MPI_ERR_REQUEST),   NAME(MPI_ERR_ROOT),         NAME(MPI_ERR_GROUP),
        NAME(MPI_ERR_OP),        NAME(MPI_ERR_TOPOLOGY),     NAME(MPI_ERR_DIMS),
        NAME(MPI_ERR_ARG),       NAME(MPI_ERR_TRUNCATE),     NAME(MPI_ERR_WIN),
        NAME(MPI_ERR_IN_STATUS), NAME(MPI_ERR_PENDING),      NAME(MPI_ERR_KEYVAL),
        NAME(MPI_ERR_NO_MEM),    NAME(MPI_ERR_BASE),         NAME(MPI_ERR_INFO),
        NAME(MPI_ERR_DISP),      NAME(MPI_ERR_SIZE),         NAME(MPI_ERR_ASSERT),
        NAME(MPI_ERR_LOCKTYPE),  NAME(MPI_ERR_RMA_SYNC),     NAME(MPI_ERR_RMA_CONFLICT),
        NAME(MPI_ERR_RMA_RANGE), NAME(MPI_ERR_RMA_ATTACH),   NAME(MPI_ERR_RMA_SHARED),
        NAME(MPI_ERR_FILE),      NAME(MPI_ERR_NO_SUCH_FILE), NAME(MPI_ERR_FILE_EXISTS),
        NAME(MPI_ERR_AMODE),     NAME(MPI_ERR_ACCESS),       NAME(MPI_ERR_IO),
        NAME(MPI_ERR_BAD_FILE),  NAME(MPI_ERR_READ_ONLY),    NAME(MPI_ERR_UNKNOWN),
        NAME(MPI_ERR_INTERN),    NAME(MPI_ERR_SPAWN),        NAME(MPI_ERR_NAME),
#undef NAME
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].class == class) {
            return names[i].name;
        }
    }
    return "MPI_ERR_OTHER";
}

#endif

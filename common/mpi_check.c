#include "common/mpi_check.h"
#include "common/stop.h"

void mpi_check_result(int code, const char *call, const char *file, int line)
{
    if (code == MPI_SUCCESS) {
        return;
    }
    char text[MPI_MAX_ERROR_STRING] = "unknown error";
    int length = 0;
    MPI_Error_string(code, text, &length);
    stop_here(file, line, call, text);
}

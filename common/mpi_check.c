#include "common/mpi_check.h"
#include "common/stop.h"
#include <string.h>

void mpi_check_result(int code, const char *call, const char *file, int line)
{
    if (code == MPI_SUCCESS) {
        return;
    }
    char text[MPI_MAX_ERROR_STRING] = "unknown error";
    int length = 0;
    MPI_Error_string(code, text, &length);
    for (char *end = strchr(text, '\n'); end != NULL; end = strchr(end, '\n')) {
        *end = ' '; /* MPICH's text has several lines */
    }
    stop_here(file, line, call, text);
}

#include "names.h"
#include "tools/trace/basic.h"
#include <stddef.h>

static const char *const basics[] = {"several types",
#define NAME(name, class, size) #name,
                                     BASIC_TYPES(NAME)
#undef NAME
};

const char *names_basic(unsigned basic)
{
    return basic < BASIC_COUNT ? basics[basic] : "an unknown type";
}

const char *names_op(unsigned op)
{
    static const char *const names[] = {"no operation", "MPI_MAX",     "MPI_MIN",  "MPI_SUM",
                                        "MPI_PROD",     "MPI_LAND",    "MPI_BAND", "MPI_LOR",
                                        "MPI_BOR",      "MPI_LXOR",    "MPI_BXOR", "MPI_MINLOC",
                                        "MPI_MAXLOC",   "MPI_REPLACE", "MPI_NO_OP"};
    return op < sizeof names / sizeof *names ? names[op] : "an operation of the program's own";
}

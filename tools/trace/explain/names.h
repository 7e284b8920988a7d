/* Names of what the records have numbers for. */
#ifndef MPILAB_EXPLAIN_NAMES_H
#define MPILAB_EXPLAIN_NAMES_H

const char *names_basic(unsigned basic); /* "MPI_INT" */
const char *names_op(unsigned op);       /* "MPI_SUM" */

#endif

/* Phrases that several passes use. */
#ifndef MPILAB_EXPLAIN_WORDS_H
#define MPILAB_EXPLAIN_WORDS_H

#include "load.h"

/* "MPI_Recv from rank 1, tag 7" of an operation; one of some texts that are used in turn. */
const char *words_operation(const load_rank *rank, const trace_operation *op);
const char *words_tag(int tag); /* "tag 7" or "any tag" */
/* " on MPI_COMM_WORLD"; "" where it is the only communicator that can be meant. */
const char *words_comm(const load_run *run, uint64_t id);
const char *words_basic(unsigned basic); /* "MPI_INT" */
const char *words_op(unsigned op);
char *words_room(void); /* 512 characters */

#endif

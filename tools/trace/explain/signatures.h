/* Do two type signatures agree? (MPI standard 3.3.1, and 6 for collective calls) */
#ifndef MPILAB_EXPLAIN_SIGNATURES_H
#define MPILAB_EXPLAIN_SIGNATURES_H

#include "load.h"

typedef enum {
    SIGNATURES_AGREE, /* or nothing can be said */
    SIGNATURES_COUNT, /* the same basic type, another number of elements */
    SIGNATURES_TYPE,  /* other basic types */
    SIGNATURES_BYTES  /* one is MPI_BYTE or MPI_PACKED, the other is not; as many bytes */
} signatures_verdict;

signatures_verdict signatures_compare(const trace_signature *a, const trace_signature *b);

/* Is what was sent right for a receive that may take more? */
signatures_verdict signatures_fit(const trace_signature *sent, const trace_signature *receive);

bool signatures_same_basic(const trace_signature *a, const trace_signature *b);

#endif

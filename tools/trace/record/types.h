/* Datatypes and operators. */
#ifndef MPILAB_TYPES_H
#define MPILAB_TYPES_H

#include "issues.h"
#include "tools/trace/basic.h"
#include <mpi.h>

/* Bytes in one piece, from where the buffer begins. */
typedef struct {
    int64_t at;
    uint64_t length;
} type_block;

typedef struct type_record {
    uint64_t handle;
    uint64_t hash, length;            /* of one */
    uint64_t size, extent, alignment; /* alignment: of the largest basic type in it */
    int64_t lower;                    /* where the data begins */
    uint16_t basic;
    bool is_dense;  /* without gaps: n of them are n * size bytes in one piece */
    bool is_packed; /* a member does not lie where the compiler would put it */
    bool is_known, is_named, is_committed;
    bool overlaps;        /* some of its bytes come twice */
    type_block *blocks;   /* of one, by place */
    uint32_t block_count; /* 0: not known, or too many */
    uint64_t kept;        /* where they were last kept in the record: number + 1, or 0 */
    uint64_t site;
    struct type_record *next;
} type_record;

void types_begin(void);
const type_record *type_find(MPI_Datatype type); /* NULL: not a type */
void type_made(frame *f, MPI_Datatype type);
void type_commit(MPI_Datatype type);
void type_gone(MPI_Datatype type);
trace_signature type_signature(MPI_Datatype type, int64_t count);
uint64_t type_bytes(MPI_Datatype type, int64_t count);
bool type_piece(MPI_Datatype type, int64_t count, const void *buffer, uint64_t *begin,
                uint64_t *end);
/* Would some bytes of a buffer of so many be written twice? */
bool type_overlaps(MPI_Datatype type, int64_t count);

/* Writes the blocks into the record, as pairs of counts: the number of the first + 1, or 0 where they are not known. */
uint64_t type_keep_blocks(MPI_Datatype type);
uint32_t op_number(MPI_Op op);

#endif

/* Which rank owns which of `items` items, numbered from 0, when they are divided among `parts`
 * ranks.
 *
 * Pure arithmetic: no MPI, any rank may call. items >= 0, parts >= 1, 0 <= part < parts. No item is
 * left out if parts does not divide items. parts may exceed items: then some ranks get nothing.
 */
#ifndef MPILAB_PARTITION_H
#define MPILAB_PARTITION_H

#include <stdint.h>

typedef struct {
    int64_t first; /* the first item of the block */
    int64_t count; /* how many; may be 0 */
} partition_range;

/* Blocks: consecutive items. The first items % parts blocks are one longer than the others.
 *     10 items, 4 parts:  0 1 2 | 3 4 5 | 6 7 | 8 9 */
partition_range partition_block(int64_t items, int parts, int part);
int partition_block_owner(int64_t items, int parts, int64_t item);

/* Cyclic: dealt out like cards; part owns the items part, part + parts, part + 2 parts...
 *     10 items, 4 parts:  0 4 8 | 1 5 9 | 2 6 | 3 7 */
int64_t partition_cyclic_count(int64_t items, int parts, int part);
int partition_cyclic_owner(int parts, int64_t item);

#endif

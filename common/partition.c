#include "common/partition.h"

partition_range partition_block(int64_t items, int parts, int part)
{
    int64_t each = items / parts;
    int64_t rest = items % parts;
    partition_range range;
    range.first = part * each + (part < rest ? part : rest);
    range.count = each + (part < rest ? 1 : 0);
    return range;
}

int partition_block_owner(int64_t items, int parts, int64_t item)
{
    int64_t each = items / parts;
    int64_t rest = items % parts;
    int64_t in_longer_blocks = rest * each + rest;
    if (item < in_longer_blocks) {
        return (int)(item / (each + 1));
    }
    return (int)(rest + (item - in_longer_blocks) / each);
}

int64_t partition_cyclic_count(int64_t items, int parts, int part)
{
    return items / parts + (part < items % parts ? 1 : 0);
}

int partition_cyclic_owner(int parts, int64_t item)
{
    return (int)(item % parts);
}

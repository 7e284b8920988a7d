#include "common/parts/table.h"
#include "common/memory.h"
#include "common/parts/hdf5_input.h"
#include "common/stop.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A quiet NaN whose payload spells "mpilab". */
static const uint64_t NOT_ARRIVED = 0x7ff86d70696c6162;

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

table table_load(const char *input, int count, int root, MPI_Comm comm)
{
    hdf5_input file = {
        .name = "/table", .kind = H5T_FLOAT, .min_dimensions = 1, .max_dimensions = 2};
    int rank;
    MPI_Comm_rank(comm, &rank);
    if (input != NULL) {
        hdf5_input_inspect(input, &file, 1, root, comm);
        count = (int)(file.shape[0] * (file.dimensions == 2 ? file.shape[1] : 1));
    }
    memory_check((int64_t)sizeof(double) * count * (rank == root ? 2 : 1), comm);
    table loaded = {rank == root ? count : 0, NULL};
    double *values = memory_allocate(loaded.count, sizeof *values);
    bool failed = false;
    if (rank == root && input != NULL) {
        failed = !hdf5_input_read_rows(input, &file, 0, file.shape[0], H5T_NATIVE_DOUBLE, values,
                                       MPI_COMM_SELF);
    } else {
        for (int i = 0; i < loaded.count; i++) {
            values[i] = (uint32_t)i * 2654435761U * 0x1p-32; /* unsigned: modulo 2^32 */
        }
    }
    stop_together(comm, failed, STOP_FAILURE, "cannot read %s: reading /table failed", input);
    if (rank == root) {
        loaded.values = values;
    } else {
        free(values);
    }
    return loaded;
}

table table_room(int count, table source)
{
    if (count < 0) {
        char why[64];
        snprintf(why, sizeof why, "this rank was told that the table has %d values", count);
        stop_here(__FILE__, __LINE__, "table_room", why);
    }
    table room = {count, memory_allocate(count, sizeof(double))};
    for (int i = 0; i < count; i++) {
        memcpy(&room.values[i], i < source.count ? (const void *)&source.values[i] : &NOT_ARRIVED,
               sizeof NOT_ARRIVED);
    }
    return room;
}

int64_t table_arrived(table copy)
{
    int64_t arrived = 0;
    for (int i = 0; i < copy.count; i++) {
        arrived += bits_of(copy.values[i]) != NOT_ARRIVED;
    }
    return arrived;
}

int64_t table_checksum(table copy)
{
    uint64_t hash = 0xcbf29ce484222325;
    for (int i = 0; i < copy.count; i++) {
        uint64_t bits = bits_of(copy.values[i]);
        for (int byte = 0; byte < 8; byte++) {
            hash = (hash ^ (bits >> (8 * byte) & 0xff)) * 0x100000001b3;
        }
    }
    return (int64_t)hash;
}

void table_free(table *copy)
{
    free(copy->values);
    *copy = (table){0, NULL};
}

/* IDX files: arrays of bytes, the format of the MNIST family of data sets, mostly packed with gzip.
 *
 * The format (http://yann.lecun.com/exdb/mnist): 0, 0, 8 (bytes), the number of dimensions; then
 * each dimension in 4 bytes, the most significant first; then the values, the last index fastest.
 *
 * Not collective, no MPI. If a file is not as it should be, the functions return false, with one
 * line in why (size bytes) that names the file and the reason. Files may be packed with gzip or
 * not. In a build without zlib every call returns false and says so.
 */
#ifndef MPILAB_IDX_H
#define MPILAB_IDX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The shape of the array in the file, which must have this many dimensions (1 to 4). */
bool idx_shape(const char *path, int dimensions, int64_t shape[], char *why, size_t size);

/* Reads the items first ... first + count - 1 (items: along the first dimension) into bytes, which
 * has room for them. If this includes the last item, the file must end there, and its checksum is
 * verified. */
bool idx_read(const char *path, int dimensions, int64_t first, int64_t count, uint8_t bytes[],
              char *why, size_t size);

#endif

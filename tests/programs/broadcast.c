/* What broadcast's result must be: every rank has the whole table, by every algorithm. The table is
 * read again, or computed again from its formula, in another way.
 * few items: --count 1 --max-bytes 8 --repeats 1|--count 3 --root -1 --max-bytes 8 --repeats 1 */
#include "oracle.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ALGORITHMS = 3 };

static int64_t fnv1a(const unsigned char *bytes, size_t count)
{
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < count; i++) {
        hash ^= bytes[i];
        hash *= 1099511628211U;
    }
    return (int64_t)hash;
}

/* Any table of a file, as HDF5 converts it. */
static double *read_table(const char *path, int64_t *count)
{
    hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t dataset = H5Dopen2(file, "/table", H5P_DEFAULT);
    hid_t space = H5Dget_space(dataset);
    *count = H5Sget_simple_extent_npoints(space);
    oracle_expect(*count > 0, "%s: no table", path);
    double *values = calloc((size_t)*count, sizeof *values);
    H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
    H5Sclose(space);
    H5Dclose(dataset);
    H5Fclose(file);
    return values;
}

/* Every value is the one before it plus 2654435761 / 2^32, less 1 where that is 1 or more. */
static double *make_table(int64_t count)
{
    const double step = 2654435761.0 / 4294967296.0;
    double *values = calloc((size_t)count, sizeof *values);
    for (int64_t i = 1; i < count; i++) {
        double next = values[i - 1] + step;
        values[i] = next - floor(next);
    }
    return values;
}

int main(int argc, char *argv[])
{
    static const char *const names[] = {"loop", "tree", "library"};
    hid_t file = oracle_open(argc, argv);
    int ranks = oracle_ranks(file);
    char input[1024];
    strcpy(input, oracle_parameter(file, "input"));
    int64_t count = atoi(oracle_parameter(file, "count"));
    double *table = input[0] != '\0' ? read_table(input, &count) : make_table(count);
    int64_t want = fnv1a((const unsigned char *)table, (size_t)count * sizeof *table);

    hsize_t shape[] = {(hsize_t)ranks, ALGORITHMS};
    int64_t *counts = oracle_ints(file, "/result/count", 2, shape);
    int64_t *arrived = oracle_ints(file, "/result/arrived", 2, shape);
    int64_t *checksums = oracle_ints(file, "/result/checksum", 2, shape);
    for (int i = 0; i < ranks * ALGORITHMS; i++) {
        const char *name = names[i % ALGORITHMS];
        oracle_expect(counts[i] == count, "rank %d, %s: %ld values, not %ld", i / ALGORITHMS, name,
                      (long)counts[i], (long)count);
        oracle_expect(arrived[i] == count, "rank %d, %s: %ld of %ld values have arrived",
                      i / ALGORITHMS, name, (long)arrived[i], (long)count);
        oracle_expect(checksums[i] == want, "rank %d, %s: wrong values", i / ALGORITHMS, name);
    }

    /* Times: all there, and the predictions are those of the model. */
    int sizes = 0, depth = 0;
    for (double n = 8; n <= atof(oracle_parameter(file, "max-bytes")); n *= 8) {
        sizes++;
    }
    for (int reached = 1; reached < ranks; reached *= 2) {
        depth++;
    }
    hsize_t swept[] = {(hsize_t)sizes, ALGORITHMS};
    double *bytes = oracle_doubles(file, "/timing/message_bytes", 1, swept);
    double *seconds = oracle_doubles(file, "/timing/message_seconds", 2, swept);
    double *predicted = oracle_doubles(file, "/timing/predicted_seconds", 2, swept);
    double *latency = oracle_doubles(file, "/timing/latency", 0, NULL);
    double *bandwidth = oracle_doubles(file, "/timing/bandwidth", 0, NULL);
    oracle_expect(*latency >= 0 && *bandwidth >= 0, "a model of %g s and %g B/s", *latency,
                  *bandwidth);
    for (int i = 0; i < sizes; i++) {
        /* Bandwidth 0: none was found, as on one rank or with much noise. */
        double message = *latency + (*bandwidth > 0 ? bytes[i] / *bandwidth : 0);
        const double *p = predicted + i * ALGORITHMS;
        oracle_expect(bytes[i] == pow(8, i + 1), "size %d: %g bytes", i, bytes[i]);
        oracle_expect(seconds[3 * i] >= 0 && seconds[3 * i + 1] >= 0 && seconds[3 * i + 2] >= 0,
                      "size %d: a negative time", i);
        oracle_expect(fabs(p[0] - (ranks - 1) * message) <= 1e-12 * p[0] &&
                          fabs(p[1] - depth * message) <= 1e-12 * p[1] && isnan(p[2]),
                      "size %d: predictions %g %g %g", i, p[0], p[1], p[2]);
    }
    free(table);
    free(counts);
    free(arrived);
    free(checksums);
    free(bytes);
    free(seconds);
    free(predicted);
    free(latency);
    free(bandwidth);
    return 0;
}

#include "oracle.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void oracle_expect(int right, const char *format, ...)
{
    if (right) {
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    putchar('\n');
    va_end(arguments);
    exit(1);
}

hid_t oracle_open(int argc, char *argv[])
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s FILE.h5\n", argv[0]);
        exit(2);
    }
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    hid_t file = H5Fopen(argv[1], H5F_ACC_RDONLY, H5P_DEFAULT);
    oracle_expect(file >= 0, "%s cannot be opened", argv[1]);
    return file;
}

int oracle_ranks(hid_t file)
{
    int ranks = 0;
    hid_t attribute = H5Aopen(file, "ranks", H5P_DEFAULT);
    oracle_expect(H5Aread(attribute, H5T_NATIVE_INT, &ranks) >= 0, "no attribute 'ranks'");
    return ranks;
}

const char *oracle_parameter(hid_t file, const char *name)
{
    static char value[1024];
    hid_t attribute = H5Aopen_by_name(file, "/run/parameters", name, H5P_DEFAULT, H5P_DEFAULT);
    oracle_expect(attribute >= 0, "no parameter '%s'", name);
    hid_t type = H5Aget_type(attribute);
    oracle_expect(H5Tget_size(type) < sizeof value, "parameter '%s' is too long", name);
    memset(value, 0, sizeof value);
    H5Aread(attribute, type, value);
    return value;
}

static void *values(hid_t file, const char *name, hid_t type, int dimensions, const hsize_t shape[])
{
    hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT);
    oracle_expect(dataset >= 0, "no dataset %s", name);
    hid_t space = H5Dget_space(dataset);
    hsize_t there[4] = {0}, count = 1;
    oracle_expect(H5Sget_simple_extent_ndims(space) == dimensions, "%s: wrong dimensions", name);
    H5Sget_simple_extent_dims(space, there, NULL);
    for (int d = 0; d < dimensions; d++) {
        oracle_expect(there[d] == shape[d], "%s: dimension %d is %llu, not %llu", name, d,
                      (unsigned long long)there[d], (unsigned long long)shape[d]);
        count *= shape[d];
    }
    void *read = calloc(count > 0 ? count : 1, 8);
    oracle_expect(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, read) >= 0,
                  "%s cannot be read", name);
    H5Sclose(space);
    H5Dclose(dataset);
    return read;
}

int64_t *oracle_ints(hid_t file, const char *name, int dimensions, const hsize_t shape[])
{
    return values(file, name, H5T_NATIVE_INT64, dimensions, shape);
}

double *oracle_doubles(hid_t file, const char *name, int dimensions, const hsize_t shape[])
{
    return values(file, name, H5T_NATIVE_DOUBLE, dimensions, shape);
}

const char *oracle_text(hid_t file, const char *name, int count, int index)
{
    static char text[1024];
    hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT);
    oracle_expect(dataset >= 0, "no dataset %s", name);
    hid_t type = H5Dget_type(dataset), space = H5Dget_space(dataset);
    size_t width = H5Tget_size(type);
    oracle_expect(H5Sget_simple_extent_npoints(space) == count, "%s: not %d texts", name, count);
    oracle_expect(width < sizeof text, "%s: texts of %zu bytes", name, width);
    char *all = calloc((size_t)count, width);
    H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, all);
    memset(text, 0, sizeof text);
    memcpy(text, all + (size_t)index * width, width);
    free(all);
    H5Tclose(type);
    H5Sclose(space);
    H5Dclose(dataset);
    return text;
}

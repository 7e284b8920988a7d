#include "tests/unit/result_file.h"
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <hdf5_hl.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DIMENSIONS = 4, MAX_TEXT = 8192 };

hid_t result_file_open(const char *path)
{
    hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    assert_true(file >= 0);
    return file;
}

void result_file_close(hid_t file)
{
    assert_true(H5Fclose(file) >= 0);
}

bool result_file_has(hid_t file, const char *name)
{
    return H5LTpath_valid(file, name, true) > 0;
}

bool result_file_has_attribute(hid_t file, const char *name, const char *attribute)
{
    return H5Aexists_by_name(file, name, attribute, H5P_DEFAULT) > 0;
}

static hid_t open_dataset(hid_t file, const char *name)
{
    hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT);
    if (dataset < 0) {
        fail_msg("the file has no dataset %s", name);
    }
    return dataset;
}

void result_file_assert_shape(hid_t file, const char *name, hid_t type, int dimensions,
                              const hsize_t shape[])
{
    hsize_t there[MAX_DIMENSIONS];
    hid_t dataset = open_dataset(file, name);
    hid_t space = H5Dget_space(dataset), stored = H5Dget_type(dataset);
    assert_true(H5Tequal(stored, type) > 0);
    assert_int_equal(H5Sget_simple_extent_ndims(space), dimensions);
    H5Sget_simple_extent_dims(space, there, NULL);
    for (int i = 0; i < dimensions; i++) {
        assert_int_equal(there[i], shape[i]);
    }
    H5Tclose(stored);
    H5Sclose(space);
    H5Dclose(dataset);
}

void *result_file_read(hid_t file, const char *name, hid_t type)
{
    hid_t dataset = open_dataset(file, name);
    hid_t space = H5Dget_space(dataset);
    size_t count = (size_t)H5Sget_simple_extent_npoints(space);
    void *values = calloc(count > 0 ? count : 1, H5Tget_size(type));
    assert_non_null(values);
    assert_true(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0);
    H5Sclose(space);
    H5Dclose(dataset);
    return values;
}

void *result_file_read_attribute(hid_t file, const char *name, const char *attribute, hid_t type,
                                 int *length)
{
    hid_t opened = H5Aopen_by_name(file, name, attribute, H5P_DEFAULT, H5P_DEFAULT);
    assert_true(opened >= 0);
    hid_t space = H5Aget_space(opened);
    *length = (int)H5Sget_simple_extent_npoints(space);
    void *values = calloc((size_t)*length, H5Tget_size(type));
    assert_non_null(values);
    assert_true(H5Aread(opened, type, values) >= 0);
    H5Sclose(space);
    H5Aclose(opened);
    return values;
}

const char *result_file_text(hid_t file, const char *name, int index)
{
    static char text[MAX_TEXT];
    hid_t dataset = open_dataset(file, name);
    hid_t type = H5Dget_type(dataset);
    size_t width = H5Tget_size(type);
    assert_true(H5Tget_class(type) == H5T_STRING && width < sizeof text);
    char *all = result_file_read(file, name, type);
    memcpy(text, all + (size_t)index * width, width);
    text[width] = '\0';
    free(all);
    H5Tclose(type);
    H5Dclose(dataset);
    return text;
}

const char *result_file_text_attribute(hid_t file, const char *name, const char *attribute)
{
    static char text[MAX_TEXT];
    size_t size;
    H5T_class_t class;
    memset(text, 0, sizeof text);
    assert_true(H5LTget_attribute_info(file, name, attribute, NULL, &class, &size) >= 0);
    assert_true(class == H5T_STRING && size < sizeof text);
    assert_true(H5LTget_attribute_string(file, name, attribute, text) >= 0);
    return text;
}

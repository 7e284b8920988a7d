/* What goes into a result file: datasets of one rank, of every rank, and spread over the ranks. */
#include "common/results_internal.h"
#include "common/hdf5_check.h"
#include "common/memory.h"
#include "common/results_names.h"
#include "common/stop.h"
#include <hdf5_hl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

hid_t results_new_dataset(results *file, const char *name, hid_t type, hid_t space, bool zero)
{
    results_stop_unless_room_for(file, 0, name);
    hid_t link = H5Pcreate(H5P_LINK_CREATE);
    hid_t create = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_create_intermediate_group(link, 1);
    /* Whoever writes every value need not have zeros written before. */
    H5Pset_fill_time(create, zero ? H5D_FILL_TIME_ALLOC : H5D_FILL_TIME_NEVER);
    hid_t dataset = H5Dcreate2(file->file, name, type, space, link, create, H5P_DEFAULT);
    H5Pclose(create);
    H5Pclose(link);
    results_stop_if(file, dataset < 0, name);

    /* A full disk is found here: Open MPI's collective write does not report every one. */
    haddr_t offset = H5Dget_offset(dataset);
    int64_t bytes = (int64_t)H5Dget_storage_size(dataset);
    file->bytes += bytes;
    bool reserved = file->rank != 0 || offset == HADDR_UNDEF ||
                    results_reserve(file->lock, (int64_t)offset, bytes);
    results_stop_without_space(file, !reserved, name);
    return dataset;
}

void results_write_array(results *file, const char *name, hid_t type, const void *values,
                         int dimensions, const hsize_t shape[], int root)
{
    hid_t space = hdf5_check(dimensions > 0 ? H5Screate_simple(dimensions, shape, NULL)
                                            : H5Screate(H5S_SCALAR));
    hid_t dataset = results_new_dataset(file, name, type, space, false);
    herr_t status = 0;
    if (file->rank == root && H5Sget_simple_extent_npoints(space) > 0) {
        status = H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
    }
    results_stop_if(file, status < 0, name);
    H5Dclose(dataset);
    H5Sclose(space);
}

void results_write_scalar(results *file, const char *name, hid_t type, const void *value)
{
    results_write_array(file, name, type, value, 0, NULL, 0);
}

void results_write_texts(results *file, const char *name, const char *texts, int width, int count,
                         int root)
{
    hid_t type = hdf5_check(H5Tcopy(H5T_C_S1));
    hsize_t shape[1] = {(hsize_t)count};
    H5Tset_size(type, (size_t)width);
    results_write_array(file, name, type, texts, 1, shape, root);
    H5Tclose(type);
}

void results_write_per_rank(results *file, const char *name, hid_t type, const void *value)
{
    int size_of_one = (int)H5Tget_size(type);
    hsize_t shape[1] = {(hsize_t)file->size};
    char *all = memory_allocate(file->size, (size_t)size_of_one);
    MPI_Gather(value, size_of_one, MPI_BYTE, all, size_of_one, MPI_BYTE, 0, file->comm);
    results_write_array(file, name, type, all, 1, shape, 0);
    free(all);
}

void results_text_attribute(results *file, const char *name, const char *attribute,
                            const char *text)
{
    results_stop_unless_room_for(file, 2 * (int64_t)strlen(text), attribute);
    results_stop_if(file, H5LTset_attribute_string(file->file, name, attribute, text) < 0,
                    attribute);
}

void results_units(results *file, const char *name, const char *units)
{
    results_text_attribute(file, name, NAME_UNITS, units);
}

void results_numbers_attribute(results *file, const char *name, const char *attribute,
                               const int64_t numbers[], int count)
{
    results_stop_unless_room_for(file, count * (int64_t)sizeof *numbers, attribute);
    long *copy = memory_allocate(count, sizeof *copy);
    for (int i = 0; i < count; i++) {
        copy[i] = (long)numbers[i];
    }
    herr_t status = H5LTset_attribute_long(file->file, name, attribute, copy, (size_t)count);
    free(copy);
    results_stop_if(file, status < 0, attribute);
}

void results_tolerance(results *file, const char *name, double relative)
{
    results_stop_unless_room_for(file, sizeof relative, NAME_TOLERANCE);
    herr_t status = H5LTset_attribute_double(file->file, name, NAME_TOLERANCE, &relative, 1);
    results_stop_if(file, status < 0, NAME_TOLERANCE);
}

void results_axis(results *file, const char *name, int dimension, const char *scale,
                  const char *label)
{
    hid_t dataset = hdf5_check(H5Dopen2(file->file, name, H5P_DEFAULT));
    hid_t axis = hdf5_check(H5Dopen2(file->file, scale, H5P_DEFAULT));
    if (H5DSis_scale(axis) <= 0) {
        hdf5_check(H5DSset_scale(axis, label));
    }
    hdf5_check(H5DSattach_scale(dataset, axis, (unsigned)dimension));
    hdf5_check(H5DSset_label(dataset, (unsigned)dimension, label));
    H5Dclose(axis);
    H5Dclose(dataset);
}

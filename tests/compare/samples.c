#include "tests/compare/samples.h"
#include <hdf5_hl.h>
#include <stdio.h>
#include <stdlib.h>

char sample_paths[SIDES][SCRATCH_PATH];
hid_t sample_files[SIDES];

static void must(int64_t status)
{
    if (status < 0) {
        fprintf(stderr, "samples: HDF5 has failed\n");
        abort();
    }
}

void samples_start(const char *directory, int ranks)
{
    static const char *const names[SIDES] = {"expected.h5", "got.h5"};
    for (int i = 0; i < SIDES; i++) {
        scratch_path(sample_paths[i], directory, names[i]);
        sample_files[i] = H5Fcreate(sample_paths[i], H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
        must(sample_files[i]);
        must(H5LTset_attribute_int(sample_files[i], "/", "ranks", &ranks, 1));
    }
}

void samples_end(void)
{
    for (int i = 0; i < SIDES; i++) {
        must(H5Fclose(sample_files[i]));
    }
}

void sample_put(int side, const char *name, hid_t type, int dimensions, const hsize_t shape[],
                const void *values)
{
    hid_t link = H5Pcreate(H5P_LINK_CREATE);
    hid_t space =
        dimensions > 0 ? H5Screate_simple(dimensions, shape, NULL) : H5Screate(H5S_SCALAR);
    must(H5Pset_create_intermediate_group(link, 1));
    hid_t dataset =
        H5Dcreate2(sample_files[side], name, type, space, link, H5P_DEFAULT, H5P_DEFAULT);
    must(dataset);
    if (values != NULL) {
        must(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values));
    }
    must(H5Dclose(dataset));
    H5Sclose(space);
    H5Pclose(link);
}

void sample_texts(int side, const char *name, const char *texts, int width, int count)
{
    hid_t type = H5Tcopy(H5T_C_S1);
    hsize_t shape[1] = {(hsize_t)count};
    must(H5Tset_size(type, (size_t)width));
    sample_put(side, name, type, 1, shape, texts);
    H5Tclose(type);
}

void sample_offsets(int side, const char *name, const int64_t offsets[], int count)
{
    hsize_t length = (hsize_t)count;
    hid_t dataset = H5Dopen2(sample_files[side], name, H5P_DEFAULT);
    hid_t space = H5Screate_simple(1, &length, NULL);
    hid_t attribute =
        H5Acreate2(dataset, "row_offsets", H5T_STD_I64LE, space, H5P_DEFAULT, H5P_DEFAULT);
    must(H5Awrite(attribute, H5T_NATIVE_INT64, offsets));
    H5Aclose(attribute);
    H5Sclose(space);
    H5Dclose(dataset);
}

void sample_owner(int side, const char *name, const int32_t ranks[], int rows)
{
    hsize_t shape[1] = {(hsize_t)rows};
    sample_put(side, "/run/row_owner/rows", H5T_NATIVE_INT32, 1, shape, ranks);
    must(H5LTset_attribute_string(sample_files[side], name, "row_owner", "/run/row_owner/rows"));
}

void sample_text(int side, const char *name, const char *attribute, const char *text)
{
    must(H5LTset_attribute_string(sample_files[side], name, attribute, text));
}

void sample_rewrite(const char *name, const double values[])
{
    hid_t dataset = H5Dopen2(sample_files[GOT], name, H5P_DEFAULT);
    must(H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values));
    H5Dclose(dataset);
}

void sample_tolerance(int side, const char *name, double relative)
{
    must(H5LTset_attribute_double(sample_files[side], name, "tolerance", &relative, 1));
}

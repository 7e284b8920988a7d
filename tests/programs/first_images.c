/* first_images N FROM.h5 TO.h5 - a digits file with the first N images of another */
#include <hdf5.h>
#include <stdlib.h>

static void copy(hid_t from, hid_t to, const char *name, hsize_t images)
{
    hid_t dataset = H5Dopen2(from, name, H5P_DEFAULT);
    hid_t space = H5Dget_space(dataset);
    hsize_t shape[3], start[3] = {0};
    int dimensions = H5Sget_simple_extent_dims(space, shape, NULL);
    shape[0] = images;
    H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, shape, NULL);
    hid_t few = H5Screate_simple(dimensions, shape, NULL);
    hid_t copied = H5Dcreate2(to, name, H5T_STD_U8LE, few, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    unsigned char *values = malloc((size_t)H5Sget_select_npoints(space));
    if (H5Dread(dataset, H5T_NATIVE_UCHAR, few, space, H5P_DEFAULT, values) < 0 ||
        H5Dwrite(copied, H5T_NATIVE_UCHAR, few, few, H5P_DEFAULT, values) < 0) {
        exit(1);
    }
    free(values);
    H5Dclose(copied);
    H5Sclose(few);
    H5Sclose(space);
    H5Dclose(dataset);
}

int main(int argc, char *argv[])
{
    if (argc != 4) {
        return 2;
    }
    hid_t from = H5Fopen(argv[2], H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t to = H5Fcreate(argv[3], H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    copy(from, to, "images", (hsize_t)atoll(argv[1]));
    copy(from, to, "labels", (hsize_t)atoll(argv[1]));
    H5Fclose(from);
    return H5Fclose(to) < 0;
}

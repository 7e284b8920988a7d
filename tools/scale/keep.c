#include "keep.h"
#include "common/results_names.h"
#include "room.h"
#include <hdf5.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static herr_t copy_attribute(hid_t from, const char *name, const H5A_info_t *info, void *to)
{
    hid_t attribute = H5Aopen(from, name, H5P_DEFAULT);
    hid_t type = H5Aget_type(attribute), space = H5Aget_space(attribute);
    hid_t copy = H5Acreate2(*(hid_t *)to, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    void *value = room_for((size_t)info->data_size + 1, 1);
    herr_t status = H5Aread(attribute, type, value) >= 0 ? H5Awrite(copy, type, value) : -1;
    free(value);
    H5Aclose(copy);
    H5Sclose(space);
    H5Tclose(type);
    H5Aclose(attribute);
    return status;
}

_Bool keep_times(const char *path)
{
    char small[PATH_MAX];
    snprintf(small, sizeof small, "%.*s.times", PATH_MAX - 10, path);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    hid_t from = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t to = H5Fcreate(small, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    _Bool good = from >= 0 && to >= 0 &&
                 H5Aiterate2(from, H5_INDEX_NAME, H5_ITER_NATIVE, NULL, copy_attribute, &to) >= 0 &&
                 H5Ocopy(from, NAME_TIMING, to, NAME_TIMING, H5P_DEFAULT, H5P_DEFAULT) >= 0;
    if (from >= 0) {
        H5Fclose(from);
    }
    good = to >= 0 && H5Fclose(to) >= 0 && good && rename(small, path) == 0;
    if (!good) {
        remove(small);
    }
    return good;
}

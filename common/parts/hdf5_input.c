#include "common/parts/hdf5_input.h"
#include "common/hdf5_check.h"
#include "common/stop.h"
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    WHY = 256,
    MAX_RATIO = 1100,      /* deflate cannot compress better than 1 to 1032 */
    MAX_CHUNK = 256 << 20, /* bytes */
    BLOCK_BYTES = 16 << 20 /* read at a time while inspecting */
};

/* Remembers the first thing that is wrong. Returns false. */
#define wrong(...) (snprintf(why, WHY, __VA_ARGS__), false)

static bool is_hdf5_file(const char *path, int64_t *bytes, char why[])
{
    struct stat file;
    if (stat(path, &file) != 0) {
        return wrong("%s", strerror(errno));
    } else if (!S_ISREG(file.st_mode)) {
        return wrong("not an ordinary file");
    } else if (file.st_size == 0) {
        return wrong("the file is empty");
    } else if (access(path, R_OK) != 0) {
        return wrong("%s", strerror(errno));
    } else if (H5Fis_hdf5(path) <= 0) {
        return wrong("not an HDF5 file");
    }
    *bytes = file.st_size;
    return true;
}

static bool has_kind(hid_t dataset, const hdf5_input *wanted, char why[])
{
    hid_t type = H5Dget_type(dataset);
    H5T_class_t kind = H5Tget_class(type);
    size_t bytes = H5Tget_size(type);
    bool is_unsigned = kind == H5T_INTEGER && H5Tget_sign(type) == H5T_SGN_NONE;
    H5Tclose(type);
    if (wanted->kind == H5T_FLOAT && (kind != H5T_FLOAT || (bytes != 4 && bytes != 8))) {
        return wrong("%s must hold floating-point numbers of 4 or 8 bytes", wanted->name);
    } else if (wanted->kind == H5T_INTEGER && wanted->bytes > 0 &&
               (kind != H5T_INTEGER || is_unsigned || bytes != wanted->bytes)) {
        return wrong("%s must hold integers of %zu bytes", wanted->name, wanted->bytes);
    } else if (wanted->kind == H5T_INTEGER && wanted->bytes == 0 && (!is_unsigned || bytes != 1)) {
        return wrong("%s must hold unsigned integers of 1 byte", wanted->name);
    }
    return true;
}

static bool has_shape(hid_t dataset, hdf5_input *wanted, int64_t *values, char why[])
{
    hid_t space = H5Dget_space(dataset);
    hsize_t shape[H5S_MAX_RANK] = {0};
    int dimensions =
        H5Sget_simple_extent_type(space) == H5S_SIMPLE ? H5Sget_simple_extent_ndims(space) : 0;
    H5Sget_simple_extent_dims(space, shape, NULL);
    H5Sclose(space);
    if (dimensions < wanted->min_dimensions || dimensions > wanted->max_dimensions) {
        char range[40] = "";
        if (wanted->max_dimensions > wanted->min_dimensions) {
            snprintf(range, sizeof range, " or %d", wanted->max_dimensions);
        }
        return wrong("%s has %d dimensions, must have %d%s", wanted->name, dimensions,
                     wanted->min_dimensions, range);
    }
    *values = 1;
    for (int d = 0; d < dimensions; d++) {
        if (shape[d] == 0) {
            return wrong("%s has no values", wanted->name);
        } else if (wanted->shape[d] > 0 && shape[d] != (hsize_t)wanted->shape[d]) {
            return wrong("%s: dimension %d is %llu, must be %lld", wanted->name, d,
                         (unsigned long long)shape[d], (long long)wanted->shape[d]);
        } else if (shape[d] > (hsize_t)(INT_MAX / *values)) {
            return wrong("%s states more than %d values", wanted->name, INT_MAX);
        }
        wanted->shape[d] = (int64_t)shape[d];
        *values *= wanted->shape[d];
    }
    wanted->dimensions = dimensions;
    return true;
}

static bool has_known_filters(hid_t create, const char *name, char why[])
{
    for (int i = 0; i < H5Pget_nfilters(create); i++) {
        unsigned flags;
        size_t elements = 0;
        char filter[40] = "";
        H5Z_filter_t id = H5Pget_filter2(create, (unsigned)i, &flags, &elements, NULL,
                                         sizeof filter, filter, NULL);
        if (id != H5Z_FILTER_DEFLATE && id != H5Z_FILTER_SHUFFLE && id != H5Z_FILTER_FLETCHER32) {
            return wrong("%s is stored with filter %d, which is not supported", name, (int)id);
        }
    }
    return true;
}

/* Are the values in the file itself, as many as it states? */
static bool is_stored(hid_t dataset, const char *name, int64_t bytes, int64_t file_bytes,
                      char why[])
{
    hid_t create = H5Dget_create_plist(dataset);
    H5D_layout_t layout = H5Pget_layout(create);
    int64_t stored = (int64_t)H5Dget_storage_size(dataset);
    hsize_t chunk[H5S_MAX_RANK] = {0};
    double chunk_bytes = 1;
    bool fine = true;
    if (layout == H5D_VIRTUAL || H5Pget_external_count(create) != 0) {
        fine = wrong("%s has its values in another file", name);
    } else if (stored < 0 || stored > file_bytes || bytes / MAX_RATIO > stored ||
               (layout != H5D_CHUNKED && bytes > stored)) {
        fine = wrong("damaged or cut off: %s states %lld bytes, but the file has not got them",
                     name, (long long)bytes);
    } else if (layout == H5D_CHUNKED) {
        int dimensions = H5Pget_chunk(create, H5S_MAX_RANK, chunk);
        for (int d = 0; d < dimensions; d++) {
            chunk_bytes *= (double)chunk[d];
        }
        hid_t type = H5Dget_type(dataset);
        chunk_bytes *= (double)H5Tget_size(type);
        H5Tclose(type);
        fine = has_known_filters(create, name, why);
        if (fine && chunk_bytes > MAX_CHUNK) {
            fine = wrong("%s is stored in chunks of %.0f bytes, at most %d are supported", name,
                         chunk_bytes, MAX_CHUNK);
        }
    }
    H5Pclose(create);
    return fine;
}

static hid_t rows_of(hid_t dataset, const hdf5_input *shape, int64_t first, int64_t count,
                     hid_t *memory)
{
    hsize_t start[HDF5_INPUT_DIMENSIONS] = {(hsize_t)first}, extent[HDF5_INPUT_DIMENSIONS];
    for (int d = 0; d < shape->dimensions; d++) {
        extent[d] = (hsize_t)(d == 0 ? count : shape->shape[d]);
    }
    hid_t space = H5Dget_space(dataset);
    if (count > 0) {
        *memory = H5Screate_simple(shape->dimensions, extent, NULL);
        H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, extent, NULL);
    } else { /* still takes part in a collective read */
        *memory = H5Scopy(space);
        H5Sselect_none(*memory);
        H5Sselect_none(space);
    }
    return space;
}

static bool read_rows(hid_t dataset, const hdf5_input *shape, int64_t first, int64_t count,
                      hid_t memory_type, hid_t transfer, void *rows)
{
    hid_t memory = H5I_INVALID_HID;
    hid_t space = rows_of(dataset, shape, first, count, &memory);
    bool read = H5Dread(dataset, memory_type, memory, space, transfer, rows) >= 0;
    H5Sclose(memory);
    H5Sclose(space);
    return read;
}

/* Can every value be read? */
static bool is_readable(hid_t dataset, const hdf5_input *shape, int64_t bytes, char why[])
{
    hid_t type = H5Dget_type(dataset);
    int64_t rows = shape->shape[0], row_bytes = bytes / rows;
    int64_t step = row_bytes < BLOCK_BYTES ? BLOCK_BYTES / row_bytes : 1;
    void *block = malloc((size_t)(row_bytes * (step < rows ? step : rows)));
    bool read = block != NULL;
    for (int64_t row = 0; row < rows && read; row += step) {
        int64_t count = step < rows - row ? step : rows - row;
        read = read_rows(dataset, shape, row, count, type, H5P_DEFAULT, block);
    }
    free(block);
    H5Tclose(type);
    return read || wrong("damaged or cut off: the values of %s cannot be read", shape->name);
}

static bool inspect_dataset(hid_t file, hdf5_input *wanted, int64_t file_bytes, char why[])
{
    H5L_info_t link;
    if (H5Lget_info(file, wanted->name, &link, H5P_DEFAULT) < 0) {
        return wrong("has no dataset %s", wanted->name);
    } else if (link.type != H5L_TYPE_HARD) {
        return wrong("%s is a link to elsewhere", wanted->name);
    }
    /* Blocks of rows are read one after the other: a chunk must not be unpacked for each. */
    hid_t access = H5Pcreate(H5P_DATASET_ACCESS);
    H5Pset_chunk_cache(access, H5D_CHUNK_CACHE_NSLOTS_DEFAULT, MAX_CHUNK, 1);
    hid_t dataset = H5Dopen2(file, wanted->name, access);
    H5Pclose(access);
    if (dataset < 0) {
        return wrong("%s is not a dataset, or damaged", wanted->name);
    }
    int64_t values = 0;
    bool fine = has_kind(dataset, wanted, why) && has_shape(dataset, wanted, &values, why);
    if (fine) {
        hid_t type = H5Dget_type(dataset);
        int64_t bytes = values * (int64_t)H5Tget_size(type);
        H5Tclose(type);
        fine = is_stored(dataset, wanted->name, bytes, file_bytes, why) &&
               is_readable(dataset, wanted, bytes, why);
    }
    H5Dclose(dataset);
    return fine;
}

/* Says in why (empty before) what is wrong. */
static void inspect_file(const char *path, hdf5_input datasets[], int count, char why[])
{
    int64_t bytes = 0;
    if (!is_hdf5_file(path, &bytes, why)) {
        return;
    }
    hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    if (file < 0) {
        char text[WHY - 32];
        hdf5_error_text(text, sizeof text);
        if (strstr(text, "unable to lock") != NULL) {
            snprintf(why, WHY, "another program has it open for writing");
        } else {
            snprintf(why, WHY, "damaged or cut off: %s", text);
        }
        return;
    }
    for (int i = 0; i < count && why[0] == '\0'; i++) {
        inspect_dataset(file, &datasets[i], bytes, why);
    }
    H5Fclose(file);
}

void hdf5_input_inspect(const char *path, hdf5_input datasets[], int count, int reader,
                        MPI_Comm comm)
{
    int rank;
    char why[WHY] = "";
    MPI_Comm_rank(comm, &rank);
    if (rank == reader) {
        H5E_BEGIN_TRY
        {
            inspect_file(path, datasets, count, why);
        }
        H5E_END_TRY;
    }
    stop_together(comm, why[0] != '\0', STOP_FAILURE, "cannot read %s: %s", path, why);
    MPI_Bcast(datasets, count * (int)sizeof datasets[0], MPI_BYTE, reader, comm);
}

static bool read_rows_together(const char *path, const hdf5_input *dataset, int64_t first,
                               int64_t count, hid_t memory_type, void *rows, MPI_Comm comm)
{
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    hid_t transfer = H5Pcreate(H5P_DATASET_XFER);
    H5Pset_fapl_mpio(access, comm, MPI_INFO_NULL);
    H5Pset_all_coll_metadata_ops(access, true);
    H5Pset_dxpl_mpio(transfer, H5FD_MPIO_COLLECTIVE);
    bool read = false;
    hid_t file = H5Fopen(path, H5F_ACC_RDONLY, access);
    if (file >= 0) {
        hid_t opened = H5Dopen2(file, dataset->name, H5P_DEFAULT);
        hid_t space = H5Dget_space(opened);
        hsize_t there[H5S_MAX_RANK] = {0};
        H5Sget_simple_extent_dims(space, there, NULL);
        H5Sclose(space);
        /* Whoever asks for rows that are not there reads none, but reads along. */
        bool inside = count == 0 || (first >= 0 && count > 0 && first + count <= (int64_t)there[0]);
        hdf5_input part = {.dimensions = dataset->dimensions};
        for (int d = 0; d < part.dimensions; d++) {
            part.shape[d] = (int64_t)there[d];
        }
        read = read_rows(opened, &part, inside ? first : 0, inside ? count : 0, memory_type,
                         transfer, rows) &&
               inside;
        H5Dclose(opened);
        H5Fclose(file);
    }
    H5Pclose(transfer);
    H5Pclose(access);
    return read;
}

bool hdf5_input_read_rows(const char *path, const hdf5_input *dataset, int64_t first, int64_t count,
                          hid_t memory_type, void *rows, MPI_Comm comm)
{
    bool read;
    H5E_BEGIN_TRY
    {
        read = read_rows_together(path, dataset, first, count, memory_type, rows, comm);
    }
    H5E_END_TRY;
    return read;
}

#include "tools/result_file/read.h"
#include "common/results_names.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAX_BYTES = 64 << 20, /* of a dataset that is read whole */
    MAX_TEXT = 64 << 10,  /* bytes of one text */
    MAX_CHUNK = 16 << 20, /* HDF5 takes memory for a whole chunk */
    MAX_PACKING = 1100,   /* the most that deflate can pack into one byte is 1032 */
    MAX_DEPTH = 3,        /* groups in groups; a group may even contain itself, */
    MAX_LINKS = 10000     /* and many times over */
};

/* ---- opening ---- */

static bool has_ending(const char *path, const char *ending)
{
    size_t length = strlen(path), end = strlen(ending);
    return length > end && strcmp(path + length - end, ending) == 0;
}

static void explain_missing(const char *path, int error, char why[])
{
    char partial[4096];
    struct stat status;
    snprintf(partial, sizeof partial, "%s.partial", path);
    if (error == ENOENT && stat(partial, &status) == 0) {
        snprintf(why, READ_WHY,
                 "not there, but its .partial is: the run has not finished, or was ended before it "
                 "could (wait for it, or run it again)");
    } else {
        snprintf(why, READ_WHY, "%s (./lab run leaves results in results/)", strerror(error));
    }
}

/* Is it an ordinary file that begins as HDF5 files do? */
static bool looks_like_hdf5(const char *path, char why[])
{
    static const char signature[8] = {'\x89', 'H', 'D', 'F', '\r', '\n', '\x1a', '\n'};
    char begin[sizeof signature] = "";
    struct stat status;
    /* O_NONBLOCK: a named pipe that nobody writes must not stop us. */
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        explain_missing(path, errno, why);
        return false;
    }
    ssize_t got = S_ISREG(status.st_mode) ? read(descriptor, begin, sizeof begin) : 0;
    close(descriptor);
    if (S_ISDIR(status.st_mode)) {
        snprintf(why, READ_WHY, "is a directory (name the .h5 files in it)");
    } else if (!S_ISREG(status.st_mode)) {
        snprintf(why, READ_WHY, "is not an ordinary file (name a .h5 file)");
    } else if (has_ending(path, ".partial")) {
        snprintf(why, READ_WHY,
                 "the run that writes it has not finished, or was ended before it could (wait for "
                 "it, or run it again)");
    } else if (got == 0) {
        snprintf(why, READ_WHY, "is empty (run the program again)");
    } else if (got < (ssize_t)sizeof begin || memcmp(begin, signature, sizeof begin) != 0) {
        snprintf(why, READ_WHY, "is not an HDF5 file (name a file that ./lab run made)");
    } else {
        return true;
    }
    return false;
}

static herr_t keep_first(unsigned depth, const H5E_error2_t *error, void *text)
{
    if (depth == 0) {
        snprintf(text, 200, "%s", error->desc);
    }
    return 0;
}

hid_t read_open(const char *path, char why[])
{
    char reason[200] = "no reason given";
    if (!looks_like_hdf5(path, why)) {
        return -1;
    }
    /* What is complete has its final name, so no lock is needed; some file systems have none. */
    setenv("HDF5_USE_FILE_LOCKING", "FALSE", 0);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL); /* we say ourselves what is wrong */
    hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    if (file < 0) {
        H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, reason);
        snprintf(why, READ_WHY,
                 "is damaged or cut off (copy it again, or run the program again); HDF5 says: %s",
                 reason);
    }
    return file;
}

/* ---- texts ---- */

/* A text from a file could tell a terminal to do things: control characters become '?', also those
 * that UTF-8 writes as C2 80 to C2 9F. */
void read_make_printable(char *text)
{
    for (unsigned char *c = (unsigned char *)text; *c != '\0'; c++) {
        if (*c < ' ' || *c == 0x7f) {
            *c = '?';
        } else if (*c == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0) {
            c[0] = c[1] = '?';
        }
    }
}

static bool is_fixed_text(hid_t type)
{
    return H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0 &&
           H5Tget_size(type) > 0 && H5Tget_size(type) <= MAX_TEXT;
}

bool read_bits_are_inside(hid_t type)
{
    size_t bits = 8 * H5Tget_size(type), precision = H5Tget_precision(type);
    size_t sign, exponent, exponent_size, mantissa, mantissa_size;
    int offset = H5Tget_offset(type);
    if (precision == 0 || offset < 0 || precision > bits || (size_t)offset > bits - precision) {
        return false;
    }
    if (H5Tget_class(type) != H5T_FLOAT) {
        return true;
    }
    return H5Tget_fields(type, &sign, &exponent, &exponent_size, &mantissa, &mantissa_size) >= 0 &&
           sign < bits && exponent_size > 0 && exponent_size < 32 && mantissa_size > 0 &&
           exponent + exponent_size <= bits && mantissa + mantissa_size <= bits;
}

/* An attribute that exists and has one value; else -1. */
static hid_t open_single(hid_t file, const char *object, const char *attribute)
{
    if (H5Aexists_by_name(file, object, attribute, H5P_DEFAULT) <= 0) {
        return -1;
    }
    hid_t opened = H5Aopen_by_name(file, object, attribute, H5P_DEFAULT, H5P_DEFAULT);
    hid_t space = H5Aget_space(opened);
    bool single = H5Sget_simple_extent_npoints(space) == 1;
    H5Sclose(space);
    if (opened >= 0 && !single) {
        H5Aclose(opened);
        return -1;
    }
    return opened;
}

bool read_text_attribute(hid_t file, const char *object, const char *attribute, char *text,
                         size_t size)
{
    bool done = false;
    text[0] = '\0';
    hid_t opened = open_single(file, object, attribute);
    if (opened < 0) {
        return false;
    }
    hid_t type = H5Aget_type(opened);
    if (is_fixed_text(type)) {
        char *whole = calloc(1, H5Tget_size(type) + 1);
        done = whole != NULL && H5Aread(opened, type, whole) >= 0;
        if (done) {
            read_make_printable(whole);
            snprintf(text, size, "%s", whole);
        }
        free(whole);
    }
    H5Tclose(type);
    H5Aclose(opened);
    return done;
}

bool read_int_attribute(hid_t file, const char *object, const char *attribute, int64_t *value)
{
    hid_t opened = open_single(file, object, attribute);
    if (opened < 0) {
        return false;
    }
    hid_t type = H5Aget_type(opened);
    bool done = H5Tget_class(type) == H5T_INTEGER && H5Tget_size(type) <= sizeof *value &&
                read_bits_are_inside(type) && H5Aread(opened, H5T_NATIVE_INT64, value) >= 0;
    H5Tclose(type);
    H5Aclose(opened);
    return done;
}

bool read_real_attribute(hid_t file, const char *object, const char *attribute, double *value)
{
    hid_t opened = open_single(file, object, attribute);
    if (opened < 0) {
        return false;
    }
    hid_t type = H5Aget_type(opened);
    bool done = H5Tget_class(type) == H5T_FLOAT && H5Tget_size(type) <= 16 &&
                read_bits_are_inside(type) && H5Aread(opened, H5T_NATIVE_DOUBLE, value) >= 0;
    H5Tclose(type);
    H5Aclose(opened);
    return done;
}

typedef struct {
    char (*names)[READ_NAME];
    int count, room;
} name_list;

static herr_t add_name(hid_t object, const char *name, const H5A_info_t *info, void *data)
{
    name_list *list = data;
    (void)object, (void)info;
    if (list->count == list->room) {
        return 1;
    }
    if (strlen(name) < READ_NAME) { /* a longer one is none of ours */
        strcpy(list->names[list->count], name);
        read_make_printable(list->names[list->count++]);
    }
    return 0;
}

int read_int_list_attribute(hid_t file, const char *object, const char *attribute, int64_t list[],
                            int room)
{
    if (H5Aexists_by_name(file, object, attribute, H5P_DEFAULT) <= 0) {
        return 0;
    }
    hid_t found = H5Aopen_by_name(file, object, attribute, H5P_DEFAULT, H5P_DEFAULT);
    hid_t type = H5Aget_type(found), space = H5Aget_space(found);
    hssize_t count = H5Sget_simple_extent_npoints(space);
    bool good = H5Tget_class(type) == H5T_INTEGER && H5Tget_size(type) <= sizeof(int64_t) &&
                read_bits_are_inside(type) && count > 0 && count <= room &&
                H5Aread(found, H5T_NATIVE_INT64, list) >= 0;
    H5Sclose(space);
    H5Tclose(type);
    H5Aclose(found);
    return good ? (int)count : 0;
}

int read_attribute_names(hid_t file, const char *object, char names[][READ_NAME], int room)
{
    name_list list = {names, 0, room};
    H5Aiterate_by_name(file, object, H5_INDEX_NAME, H5_ITER_INC, NULL, add_name, &list,
                       H5P_DEFAULT);
    return list.count;
}

/* ---- what a dataset is ---- */

static void describe_type(hid_t dataset, read_dataset *found)
{
    hid_t type = H5Dget_type(dataset);
    found->value_size = H5Tget_size(type);
    int bits = (int)(8 * found->value_size);
    found->kind = READ_OTHER;
    snprintf(found->type, sizeof found->type, "other");
    switch (H5Tget_class(type)) {
    case H5T_INTEGER:
        if (found->value_size <= sizeof(int64_t) && read_bits_are_inside(type)) {
            found->kind = READ_INTEGER;
            snprintf(found->type, sizeof found->type, "%sint%d",
                     H5Tget_sign(type) == H5T_SGN_NONE ? "u" : "", bits);
        }
        break;
    case H5T_FLOAT:
        if (found->value_size <= 16 && read_bits_are_inside(type)) {
            found->kind = READ_REAL;
            snprintf(found->type, sizeof found->type, "float%d", bits);
        }
        break;
    case H5T_STRING:
        if (is_fixed_text(type)) {
            found->kind = READ_TEXT;
            snprintf(found->type, sizeof found->type, "text[%zu]", found->value_size);
        }
        break;
    default:
        break;
    }
    H5Tclose(type);
}

/* Shape and number of values; false if it is no array, or an absurdly large one. */
static bool describe_shape(hid_t dataset, read_dataset *found)
{
    hid_t space = H5Dget_space(dataset);
    int dimensions = H5Sget_simple_extent_ndims(space);
    H5S_class_t kind = H5Sget_simple_extent_type(space);
    bool good = dimensions >= 0 && dimensions <= READ_DIMENSIONS && kind != H5S_NO_CLASS &&
                H5Sget_simple_extent_dims(space, found->shape, NULL) >= 0;
    H5Sclose(space);
    found->dimensions = good ? dimensions : 0;
    found->values = kind == H5S_NULL ? 0 : 1;
    for (int i = 0; i < found->dimensions; i++) {
        if (found->shape[i] > 0 && found->values > (hsize_t)(1LL << 46) / found->shape[i]) {
            return false;
        }
        found->values *= found->shape[i];
    }
    return good;
}

static bool chunk_is_small(hid_t create, size_t value_size)
{
    hsize_t chunk[READ_DIMENSIONS] = {0};
    double bytes = (double)value_size;
    int dimensions = H5Pget_chunk(create, READ_DIMENSIONS, chunk);
    for (int i = 0; i < dimensions && i < READ_DIMENSIONS; i++) {
        bytes *= (double)chunk[i];
    }
    return dimensions > 0 && bytes <= MAX_CHUNK;
}

/* Are the values in this file, as many as the shape says? Returns what is wrong, or NULL. */
static const char *check_storage(hid_t dataset, const read_dataset *found)
{
    hsize_t there = 0, stored = H5Dget_storage_size(dataset);
    double claimed = (double)found->values * (double)found->value_size;
    hid_t file = H5Iget_file_id(dataset), create = H5Dget_create_plist(dataset);
    H5D_layout_t layout = H5Pget_layout(create);
    const char *wrong = NULL;
    H5Fget_filesize(file, &there);
    if (H5Pget_external_count(create) != 0 || layout == H5D_VIRTUAL) {
        wrong = "its values are in another file";
    } else if (stored > there) {
        wrong = "it claims more than the file holds";
    } else if (layout == H5D_CHUNKED && !chunk_is_small(create, found->value_size)) {
        wrong = "its chunks are too large";
    } else if (claimed > (double)stored * (layout == H5D_CHUNKED ? MAX_PACKING : 1)) {
        wrong = stored == 0 ? "it has no values" : "it claims more than the file holds";
    }
    H5Pclose(create);
    H5Fclose(file);
    return wrong;
}

bool read_describe(hid_t file, const char *name, read_dataset *dataset)
{
    char class[32];
    memset(dataset, 0, sizeof *dataset);
    snprintf(dataset->name, sizeof dataset->name, "%s", name);
    hid_t opened = H5Dopen2(file, name, H5P_DEFAULT);
    if (opened < 0) {
        return false;
    }
    describe_type(opened, dataset);
    dataset->why = "it has no shape that a result can have";
    if (describe_shape(opened, dataset)) {
        dataset->why = check_storage(opened, dataset);
    }
    if (dataset->why != NULL) {
        dataset->kind = READ_UNREADABLE;
    }
    H5Dclose(opened);
    read_make_printable(dataset->name);
    read_text_attribute(file, name, NAME_UNITS, dataset->units, sizeof dataset->units);
    read_text_attribute(file, name, NAME_PICTURE, dataset->picture, sizeof dataset->picture);
    read_text_attribute(file, name, "CLASS", class, sizeof class);
    dataset->is_axis = strcmp(class, "DIMENSION_SCALE") == 0;
    return true;
}

typedef struct {
    hid_t file;
    const char *group;
    read_dataset *list;
    int count, room, depth;
    int left; /* links that may still be looked at */
} walk;

static herr_t visit(hid_t group, const char *name, const H5L_info_t *info, void *data)
{
    walk *walked = data;
    char path[READ_NAME];
    int length = snprintf(path, sizeof path, "%s/%s", walked->group, name);
    if (walked->count == walked->room || walked->left-- == 0) {
        return 1;
    }
    if (info->type != H5L_TYPE_HARD || length >= (int)sizeof path) {
        return 0; /* a link elsewhere, or a name that is none of ours */
    }
    hid_t object = H5Oopen(group, name, H5P_DEFAULT);
    H5I_type_t type = H5Iget_type(object);
    H5Oclose(object);
    if (type == H5I_DATASET) {
        walked->count += read_describe(walked->file, path, &walked->list[walked->count]);
    } else if (type == H5I_GROUP && walked->depth < MAX_DEPTH) {
        walk below = *walked;
        below.group = path;
        below.depth++;
        H5Literate_by_name(below.file, path, H5_INDEX_NAME, H5_ITER_INC, NULL, visit, &below,
                           H5P_DEFAULT);
        walked->count = below.count;
        walked->left = below.left;
    }
    return 0;
}

int read_list(hid_t file, const char *group, read_dataset list[], int room)
{
    walk walked = {file, group, list, 0, room, 0, MAX_LINKS};
    H5Literate_by_name(file, group, H5_INDEX_NAME, H5_ITER_INC, NULL, visit, &walked, H5P_DEFAULT);
    return walked.count;
}

/* ---- values ---- */

static bool read_whole(hid_t file, const read_dataset *dataset, hid_t type, void *values)
{
    hid_t opened = H5Dopen2(file, dataset->name, H5P_DEFAULT);
    bool done = opened >= 0 && H5Dread(opened, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0;
    H5Dclose(opened);
    return done;
}

double *read_numbers(hid_t file, const read_dataset *dataset)
{
    bool numbers = dataset->kind == READ_INTEGER || dataset->kind == READ_REAL;
    if (!numbers || dataset->values > MAX_BYTES / sizeof(double)) {
        return NULL;
    }
    double *values = calloc(dataset->values + 1, sizeof *values);
    if (values != NULL && !read_whole(file, dataset, H5T_NATIVE_DOUBLE, values)) {
        free(values);
        return NULL;
    }
    return values;
}

char *read_texts(hid_t file, const read_dataset *dataset)
{
    if (dataset->kind != READ_TEXT || dataset->values > MAX_BYTES / (dataset->value_size + 1)) {
        return NULL;
    }
    /* One byte wider than in the file: HDF5 then ends every text with '\0'. */
    size_t width = dataset->value_size + 1;
    char *texts = calloc(dataset->values + 1, width);
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, width);
    if (texts != NULL && !read_whole(file, dataset, type, texts)) {
        free(texts);
        texts = NULL;
    }
    for (hsize_t i = 0; texts != NULL && i < dataset->values; i++) {
        read_make_printable(texts + i * width);
    }
    H5Tclose(type);
    return texts;
}

bool read_rows(hid_t file, const read_dataset *dataset, hsize_t first, hsize_t count,
               int32_t rows[])
{
    hsize_t start[2] = {first, 0}, shape[2] = {count, dataset->shape[1]};
    hid_t opened = H5Dopen2(file, dataset->name, H5P_DEFAULT);
    hid_t space = H5Dget_space(opened), memory = H5Screate_simple(2, shape, NULL);
    bool done = dataset->kind == READ_INTEGER && dataset->dimensions == 2 &&
                H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, shape, NULL) >= 0 &&
                H5Dread(opened, H5T_NATIVE_INT32, memory, space, H5P_DEFAULT, rows) >= 0;
    H5Sclose(memory);
    H5Sclose(space);
    H5Dclose(opened);
    return done;
}

#include "pair.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 16 << 20, SMALL_STEP = 4096 };

/* ---- opening ---- */

static hid_t integer_type(size_t size, bool is_unsigned)
{
    switch (size) {
    case 1:
        return H5Tcopy(is_unsigned ? H5T_NATIVE_UINT8 : H5T_NATIVE_INT8);
    case 2:
        return H5Tcopy(is_unsigned ? H5T_NATIVE_UINT16 : H5T_NATIVE_INT16);
    case 4:
        return H5Tcopy(is_unsigned ? H5T_NATIVE_UINT32 : H5T_NATIVE_INT32);
    case 8:
        return H5Tcopy(is_unsigned ? H5T_NATIVE_UINT64 : H5T_NATIVE_INT64);
    default:
        return -1;
    }
}

/* A text of one byte more than any in the files: HDF5 then fills it up with '\0' behind its end. */
static hid_t text_type(hid_t dataset, size_t size)
{
    hid_t stored = H5Dget_type(dataset), type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, size);
    H5Tset_cset(type, H5Tget_cset(stored));
    H5Tclose(stored);
    return type;
}

static hid_t type_in_memory(const pair *both, hid_t dataset)
{
    switch (both->kind) {
    case READ_INTEGER:
        return integer_type(both->size, both->is_unsigned);
    case READ_REAL:
        return both->size == sizeof(float)    ? H5Tcopy(H5T_NATIVE_FLOAT)
               : both->size == sizeof(double) ? H5Tcopy(H5T_NATIVE_DOUBLE)
                                              : -1;
    case READ_TEXT:
        return text_type(dataset, both->size);
    default:
        return -1;
    }
}

static bool open_side(pair *both, pair_side *side, hid_t file, const read_dataset *found)
{
    side->dataset = H5Dopen2(file, found->name, H5P_DEFAULT);
    side->type = side->dataset < 0 ? -1 : type_in_memory(both, side->dataset);
    side->dimensions = found->dimensions;
    memcpy(side->shape, found->shape, sizeof side->shape);
    side->buffer = malloc((both->block + 1) * both->size);
    return side->type >= 0 && side->buffer != NULL;
}

bool pair_open(pair *both, const hid_t files[PAIR_SIDES],
               const read_dataset *const found[PAIR_SIDES])
{
    const read_dataset *expected = found[PAIR_EXPECTED], *got = found[PAIR_GOT];
    memset(both, 0, sizeof *both);
    both->kind = expected->kind;
    both->is_unsigned = expected->type[0] == 'u';
    both->size = expected->value_size;
    if (both->kind == READ_TEXT) {
        both->size = (got->value_size > both->size ? got->value_size : both->size) + 1;
    }
    both->values = expected->values;
    both->dimensions = expected->dimensions;
    both->rows = expected->dimensions > 0 ? expected->shape[0] : 1;
    both->row_values = both->rows > 0 ? both->values / both->rows : 1;
    both->block = BLOCK_BYTES / both->size;
    both->block = both->values < both->block ? both->values : both->block;
    both->shape = both->sides[PAIR_EXPECTED].shape;
    bool good = true;
    for (int i = 0; i < PAIR_SIDES; i++) {
        good = open_side(both, &both->sides[i], files[i], found[i]) && good;
    }
    return good;
}

void pair_close(pair *both)
{
    for (int i = 0; i < PAIR_SIDES; i++) {
        H5Tclose(both->sides[i].type);
        H5Dclose(both->sides[i].dataset);
        free(both->sides[i].buffer);
    }
}

/* ---- reading ---- */

/* Selects as many of the values from `first` on as are a box in the array, at most `count`. */
static hsize_t select_box(const pair_side *side, hid_t space, hsize_t first, hsize_t count)
{
    hsize_t start[READ_DIMENSIONS], box[READ_DIMENSIONS], rest = first, inner = 1;
    int d = side->dimensions - 1;
    for (int i = d; i >= 0; i--) {
        start[i] = rest % side->shape[i];
        rest /= side->shape[i];
        box[i] = 1;
    }
    for (; d > 0 && start[d] == 0 && count >= inner * side->shape[d]; d--) {
        box[d] = side->shape[d];
        inner *= side->shape[d];
    }
    hsize_t left = side->shape[d] - start[d];
    box[d] = count / inner < left ? count / inner : left;
    return H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, box, NULL) < 0 ? 0
                                                                                  : inner * box[d];
}

static bool read_range(const pair_side *side, hsize_t first, hsize_t count, char *values)
{
    if (side->dimensions == 0) {
        return H5Dread(side->dataset, side->type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0;
    }
    hid_t space = H5Dget_space(side->dataset);
    bool good = space >= 0;
    for (hsize_t done = 0, now; good && done < count; done += now) {
        now = select_box(side, space, first + done, count - done);
        hid_t memory = H5Screate_simple(1, &now, NULL);
        good = now > 0 && H5Dread(side->dataset, side->type, memory, space, H5P_DEFAULT,
                                  values + done * H5Tget_size(side->type)) >= 0;
        H5Sclose(memory);
    }
    H5Sclose(space);
    return good;
}

static void fill(pair *both, int which, hsize_t first, hsize_t count)
{
    pair_side *side = &both->sides[which];
    side->first = first;
    side->count = count;
    if (count > 0 && !read_range(side, first, count, side->buffer)) {
        memset(side->buffer, 0, count * both->size);
        *(which == PAIR_GOT ? &both->failed : &both->failed_expected) = true;
    }
}

const char *pair_read(pair *both, int which, hsize_t first, hsize_t count)
{
    pair_side *side = &both->sides[which];
    if (first < side->first || first + count > side->first + side->count) {
        bool fits = both->values == both->block; /* then it is read only once */
        fill(both, which, fits ? 0 : first, fits ? both->values : count);
    }
    return side->buffer + (first - side->first) * both->size;
}

/* ---- values ---- */

static inline int64_t integer(const pair *both, const char *value)
{
    int8_t one;
    int16_t two;
    int32_t four;
    int64_t eight;
    switch (both->size) {
    case 1:
        memcpy(&one, value, 1);
        return both->is_unsigned ? (int64_t)(uint8_t)one : one;
    case 2:
        memcpy(&two, value, 2);
        return both->is_unsigned ? (int64_t)(uint16_t)two : two;
    case 4:
        memcpy(&four, value, 4);
        return both->is_unsigned ? (int64_t)(uint32_t)four : four;
    default: /* of an unsigned number: the same bits */
        memcpy(&eight, value, 8);
        return eight;
    }
}

static inline double real(const pair *both, const char *value)
{
    float single;
    double number;
    if (both->size == sizeof single) {
        memcpy(&single, value, sizeof single);
        return (double)single;
    }
    memcpy(&number, value, sizeof number);
    return number;
}

static double number_of(const pair *both, const char *value)
{
    if (both->kind == READ_TEXT) {
        return value[0] != '\0';
    }
    if (both->kind == READ_REAL) {
        return real(both, value);
    }
    int64_t number = integer(both, value);
    return both->is_unsigned ? (double)(uint64_t)number : (double)number;
}

/* One loop for the types that large files are made of, one for all others. */
void pair_numbers(const pair *both, const char *values, hsize_t count, double numbers[])
{
    if (both->kind == READ_INTEGER && both->size == sizeof(int32_t) && !both->is_unsigned) {
        for (hsize_t i = 0; i < count; i++) {
            int32_t number;
            memcpy(&number, values + i * sizeof number, sizeof number);
            numbers[i] = number;
        }
    } else if (both->kind == READ_REAL && both->size == sizeof(double)) {
        memcpy(numbers, values, count * sizeof *numbers);
    } else {
        for (hsize_t i = 0; i < count; i++) {
            numbers[i] = number_of(both, values + i * both->size);
        }
    }
}

bool pair_is_zero(const pair *both, const char *value)
{
    return number_of(both, value) == 0;
}

/* memcmp, but without a call for the sizes that numbers have most often. */
static inline bool same_bytes(const char *a, const char *b, size_t size)
{
    if (size == 4) {
        return memcmp(a, b, 4) == 0;
    }
    return size == 8 ? memcmp(a, b, 8) == 0 : memcmp(a, b, size) == 0;
}

bool pair_same(const pair *both, const char *expected, const char *got)
{
    if (same_bytes(expected, got, both->size)) {
        return true;
    }
    if (both->kind != READ_REAL) {
        return false;
    }
    double e = real(both, expected), g = real(both, got);
    return e == g || (isnan(e) && isnan(g)) ||
           (isfinite(e) && isfinite(g) && fabs(e - g) <= both->margin);
}

static bool same_values(const pair *both, const char *expected, const char *got, hsize_t count)
{
    if (memcmp(expected, got, count * both->size) == 0) {
        return true;
    }
    for (hsize_t i = 0; i < count; i++) {
        if (!pair_same(both, expected + i * both->size, got + i * both->size)) {
            return false;
        }
    }
    return true;
}

bool pair_same_range(pair *both, hsize_t expected, hsize_t got, hsize_t count)
{
    hsize_t step = SMALL_STEP; /* small at first: most ranges differ at their beginning */
    for (hsize_t done = 0; done < count && !both->failed; done += step, step *= 8) {
        step = step < both->block ? step : both->block;
        step = step < count - done ? step : count - done;
        if (!same_values(both, pair_read(both, PAIR_EXPECTED, expected + done, step),
                         pair_read(both, PAIR_GOT, got + done, step), step)) {
            return false;
        }
    }
    return true;
}

bool pair_got_is_zero(pair *both, hsize_t first, hsize_t count)
{
    for (hsize_t done = 0, now; done < count; done += now) {
        now = count - done < both->block ? count - done : both->block;
        const char *values = pair_read(both, PAIR_GOT, first + done, now);
        for (hsize_t i = 0; i < now; i++) {
            if (!pair_is_zero(both, values + i * both->size)) {
                return false;
            }
        }
    }
    return true;
}

double pair_scale(pair *both)
{
    double scale = 0;
    for (hsize_t done = 0, now; done < both->values; done += now) {
        now = both->values - done < both->block ? both->values - done : both->block;
        const char *values = pair_read(both, PAIR_EXPECTED, done, now);
        for (hsize_t i = 0; i < now; i++) {
            double size = fabs(number_of(both, values + i * both->size));
            scale = isfinite(size) && size > scale ? size : scale;
        }
    }
    return scale;
}

/* ---- as text ---- */

static void quote(const char *value, char text[], size_t size)
{
    size_t used = (size_t)snprintf(text, size, "\"");
    for (; *value != '\0' && used + 10 < size && used < 120; value++) {
        bool plain = *value >= ' ' && *value < 0x7f;
        used += (size_t)snprintf(text + used, size - used, plain ? "%c" : "\\x%02x",
                                 (unsigned char)*value);
    }
    snprintf(text + used, size - used, "\"%s", *value != '\0' ? "..." : "");
}

static void shortest(const pair *both, double number, char text[], size_t size)
{
    bool single = both->size == sizeof(float);
    for (int digits = single ? 6 : 15; digits <= 17; digits++) {
        snprintf(text, size, "%.*g", digits, number);
        double again = strtod(text, NULL);
        if (again == number || (single && (float)again == (float)number)) {
            return;
        }
    }
}

void pair_text(const pair *both, const char *value, char text[], size_t size)
{
    if (both->kind == READ_TEXT) {
        quote(value, text, size);
    } else if (both->kind == READ_REAL) {
        double number = real(both, value);
        if (isnan(number)) {
            snprintf(text, size, "not a number");
        } else {
            shortest(both, number, text, size);
        }
    } else {
        snprintf(text, size, both->is_unsigned ? "%llu" : "%lld",
                 (unsigned long long)integer(both, value));
    }
}

void pair_index_text(const pair *both, hsize_t index, char text[], size_t size)
{
    hsize_t inner = both->values;
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; i < both->dimensions && used + 24 < size; i++) {
        inner /= both->shape[i];
        used += (size_t)snprintf(text + used, size - used, "[%llu]",
                                 (unsigned long long)(index / inner));
        index %= inner;
    }
}

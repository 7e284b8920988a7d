/* Rows spread over the ranks, written by all of them at once. */
#include "common/results_internal.h"
#include "common/hdf5_check.h"
#include "common/memory.h"
#include "common/results_names.h"
#include "common/stop.h"
#include <hdf5_hl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Selects count rows from `first` on, `step` apart. */
static void select_regular(hid_t space, int64_t first, int64_t step, int64_t count,
                           int64_t row_length)
{
    hsize_t columns = row_length > 0 ? (hsize_t)row_length : 1;
    hsize_t start[2] = {(hsize_t)first, 0}, stride[2] = {(hsize_t)step, columns};
    hsize_t times[2] = {(hsize_t)count, 1}, block[2] = {1, columns};
    hdf5_check(H5Sselect_hyperslab(space, H5S_SELECT_SET, start, stride, times, block));
}

/* A copy of `empty` with these rows selected. Joined by halves, as each join takes as long as what it joins:
 * n runs of rows take n log n steps, where adding one after the other takes n^2. */
static hid_t selection_of(hid_t empty, const int64_t numbers[], int64_t count, int64_t row_length)
{
    int64_t step = count > 1 ? numbers[1] - numbers[0] : 1, regular = 1;
    while (regular < count && numbers[regular] - numbers[regular - 1] == step) {
        regular++;
    }
    if (regular == count) {
        hid_t rows = hdf5_check(H5Scopy(empty));
        select_regular(rows, numbers[0], step, count, row_length);
        return rows;
    }
    int64_t half = count / 2;
    hid_t left = selection_of(empty, numbers, half, row_length);
    hid_t right = selection_of(empty, numbers + half, count - half, row_length);
    hid_t both = hdf5_check(H5Scombine_select(left, H5S_SELECT_OR, right));
    H5Sclose(left);
    H5Sclose(right);
    return both;
}

/* The dataspace with the rows selected that this rank writes; their numbers go up. */
static hid_t select_rows(hid_t space, const int64_t numbers[], int64_t count, int64_t row_length)
{
    hdf5_check(H5Sselect_none(space));
    return count > 0 ? selection_of(space, numbers, count, row_length) : hdf5_check(H5Scopy(space));
}

/* All ranks write their rows into a new dataset at once. */
static hid_t write_rows(results *file, const char *name, hid_t type, const void *rows,
                        const int64_t numbers[], int64_t count, int64_t total, int64_t row_length,
                        bool complete)
{
    int dimensions = row_length > 0 ? 2 : 1;
    hsize_t shape[2] = {(hsize_t)total, (hsize_t)row_length};
    hsize_t here[2] = {(hsize_t)count, (hsize_t)row_length};
    hid_t space = hdf5_check(H5Screate_simple(dimensions, shape, NULL));
    hid_t memory = hdf5_check(H5Screate_simple(dimensions, here, NULL));
    hid_t together = hdf5_check(H5Pcreate(H5P_DATASET_XFER));
    hdf5_check(H5Pset_dxpl_mpio(together, H5FD_MPIO_COLLECTIVE));

    hid_t dataset = results_new_dataset(file, name, type, space, !complete);
    hid_t mine = select_rows(space, numbers, count, row_length);
    if (count == 0) {
        H5Sselect_none(memory);
    }
    int nothing = 0;
    herr_t status = 0;
    if (total > 0) { /* HDF5 gives a dataset without values no place, and cannot write there */
        status = H5Dwrite(dataset, type, memory, mine, together, count > 0 ? rows : &nothing);
    }
    results_stop_if(file, status < 0, name);
    H5Pclose(together);
    H5Sclose(memory);
    H5Sclose(mine);
    H5Sclose(space);
    return dataset;
}

static void write_offsets(results *file, hid_t dataset, const int64_t offsets[])
{
    hsize_t length[1] = {(hsize_t)file->size + 1};
    hid_t space = hdf5_check(H5Screate_simple(1, length, NULL));
    hid_t attribute = hdf5_check(
        H5Acreate2(dataset, NAME_ROW_OFFSETS, H5T_STD_I64LE, space, H5P_DEFAULT, H5P_DEFAULT));
    hdf5_check(H5Awrite(attribute, H5T_NATIVE_INT64, offsets));
    H5Aclose(attribute);
    H5Sclose(space);
}

/* offsets[r]: the rows of the ranks before r; offsets[size]: those of all. */
static int64_t *offsets_of_ranks(results *file, int64_t count)
{
    int64_t *offsets = memory_allocate(file->size + 1, sizeof *offsets);
    MPI_Allgather(&count, 1, MPI_INT64_T, offsets + 1, 1, MPI_INT64_T, file->comm);
    for (int r = 0; r < file->size; r++) {
        offsets[r + 1] += offsets[r];
    }
    return offsets;
}

void results_write_rows(results *file, const char *name, hid_t type, const void *rows,
                        int64_t count, int64_t row_length)
{
    int64_t *offsets = offsets_of_ranks(file, count);
    int64_t *numbers = memory_allocate(count, sizeof *numbers);
    for (int64_t k = 0; k < count; k++) {
        numbers[k] = offsets[file->rank] + k;
    }
    hid_t dataset =
        write_rows(file, name, type, rows, numbers, count, offsets[file->size], row_length, true);
    write_offsets(file, dataset, offsets);
    H5Dclose(dataset);
    free(numbers);
    free(offsets);
}

static void check_numbers(results *file, const char *name, const int64_t numbers[], int64_t count,
                          int64_t total)
{
    int64_t wrong = -1;
    for (int64_t k = 0; k < count && wrong < 0; k++) {
        wrong = numbers[k] < 0 || numbers[k] >= total ? k : -1;
    }
    stop_together(file->comm, wrong >= 0, STOP_FAILURE,
                  "%s: rank %d gives a row number %lld, but there are rows 0 to %lld", name,
                  file->rank, wrong >= 0 ? (long long)numbers[wrong] : 0LL, (long long)total - 1);
}

/* For every row the rank that has it (of several the highest), or -1. The same on all ranks. */
static int *owners_of_rows(results *file, const int64_t numbers[], int64_t count, int64_t total)
{
    int *mine = memory_allocate(total, sizeof *mine);
    int *owner = memory_allocate(total, sizeof *owner);
    for (int64_t row = 0; row < total; row++) {
        mine[row] = -1;
    }
    for (int64_t k = 0; k < count; k++) {
        mine[numbers[k]] = file->rank;
    }
    MPI_Allreduce(mine, owner, (int)total, MPI_INT, MPI_MAX, file->comm);
    free(mine);
    return owner;
}

/* Do the owners go up from rank 0 to the last, and has every row one? */
static bool are_in_rank_order(const int owner[], int64_t total)
{
    for (int64_t row = 0; row < total; row++) {
        if (owner[row] < (row > 0 ? owner[row - 1] : 0)) {
            return false;
        }
    }
    return true;
}

static bool every_row_has_an_owner(const int owner[], int64_t total)
{
    for (int64_t row = 0; row < total; row++) {
        if (owner[row] < 0) {
            return false;
        }
    }
    return true;
}

static void write_owners(results *file, const char *name, hid_t dataset, const int owner[],
                         int64_t total)
{
    char owner_name[256];
    const size_t group = strlen(NAME_RESULT "/");
    snprintf(owner_name, sizeof owner_name, NAME_ROW_OWNERS "/%s",
             strncmp(name, NAME_RESULT "/", group) == 0 ? name + group : name);
    hsize_t shape[1] = {(hsize_t)total};
    results_write_array(file, owner_name, H5T_NATIVE_INT, owner, 1, shape, 0);
    results_stop_if(file, H5LTset_attribute_string(dataset, ".", NAME_ROW_OWNER, owner_name) < 0,
                    owner_name);
}

/* A rank's rows in ascending order, each once: the order in which HDF5 goes through a selection. */
typedef struct {
    int64_t *numbers;
    char *rows;
    int64_t count;
} sorted_rows;

typedef struct {
    int64_t number, position;
} numbered;

static int by_number(const void *a, const void *b)
{
    const numbered *left = a, *right = b;
    if (left->number != right->number) {
        return left->number < right->number ? -1 : 1;
    }
    return left->position < right->position ? -1 : 1;
}

static bool is_ascending(const int64_t numbers[], int64_t count)
{
    for (int64_t k = 1; k < count; k++) {
        if (numbers[k] <= numbers[k - 1]) {
            return false;
        }
    }
    return true;
}

/* Of rows given twice, the later counts. */
static sorted_rows sort_rows(const char *rows, const int64_t numbers[], int64_t count,
                             size_t row_bytes)
{
    sorted_rows sorted = {memory_allocate(count, sizeof *sorted.numbers),
                          memory_allocate(count, row_bytes), 0};
    numbered *order = memory_allocate(count, sizeof *order);
    for (int64_t k = 0; k < count; k++) {
        order[k] = (numbered){numbers[k], k};
    }
    qsort(order, (size_t)count, sizeof *order, by_number);
    for (int64_t k = 0; k < count; k++) {
        if (k + 1 < count && order[k + 1].number == order[k].number) {
            continue;
        }
        sorted.numbers[sorted.count] = order[k].number;
        memcpy(sorted.rows + (size_t)sorted.count * row_bytes,
               rows + (size_t)order[k].position * row_bytes, row_bytes);
        sorted.count++;
    }
    free(order);
    return sorted;
}

/* Are the rows of all ranks one block each, in the order of the ranks, and together all rows? Then nobody needs the
 * list of all owners, which is as long as the dataset. */
static bool are_blocks(const results *file, const int64_t numbers[], int64_t count,
                       const int64_t offsets[], int64_t total)
{
    int fits = offsets[file->size] == total, all_fit;
    for (int64_t k = 0; k < count && fits; k++) {
        fits = numbers[k] == offsets[file->rank] + k;
    }
    MPI_Allreduce(&fits, &all_fit, 1, MPI_INT, MPI_LAND, file->comm);
    return all_fit;
}

void results_write_numbered_rows(results *file, const char *name, hid_t type, const void *rows,
                                 const int64_t row_numbers[], int64_t count, int64_t total,
                                 int64_t row_length)
{
    sorted_rows sorted = {NULL, NULL, 0};
    check_numbers(file, name, row_numbers, count, total);
    if (!is_ascending(row_numbers, count)) {
        size_t row_bytes = H5Tget_size(type) * (size_t)(row_length > 0 ? row_length : 1);
        sorted = sort_rows(rows, row_numbers, count, row_bytes);
        rows = sorted.rows;
        row_numbers = sorted.numbers;
        count = sorted.count;
    }

    int64_t *offsets = offsets_of_ranks(file, count);
    bool blocks = are_blocks(file, row_numbers, count, offsets, total);
    int *owner = blocks ? NULL : owners_of_rows(file, row_numbers, count, total);
    hid_t dataset = write_rows(file, name, type, rows, row_numbers, count, total, row_length,
                               blocks || every_row_has_an_owner(owner, total));
    /* Rows that two ranks gave make more rows than there are: no offsets can say whose they are. */
    if (blocks || (are_in_rank_order(owner, total) && offsets[file->size] == total)) {
        write_offsets(file, dataset, offsets);
    } else {
        write_owners(file, name, dataset, owner, total);
    }
    H5Dclose(dataset);
    free(offsets);
    free(owner);
    free(sorted.numbers);
    free(sorted.rows);
}

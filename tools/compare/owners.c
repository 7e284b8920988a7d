#include "owners.h"
#include "common/partition.h"
#include "common/results_names.h"
#include <stdlib.h>
#include <string.h>

enum {
    MAX_RANKS = 1 << 20,
    MAX_LISTED = 1 << 22, /* rows with an owner each */
    MAX_TIMINGS = 32      /* datasets in /timing */
};

int owners_ranks(hid_t file)
{
    int64_t ranks = 0;
    bool good = read_int_attribute(file, "/", NAME_RANKS, &ranks);
    return good && ranks > 0 && ranks <= MAX_RANKS ? (int)ranks : 0;
}

double *owners_shares(hid_t file, int ranks)
{
    read_dataset list[MAX_TIMINGS];
    int count = read_list(file, NAME_TIMING, list, MAX_TIMINGS);
    for (int i = 0; i < count; i++) {
        if (list[i].kind == READ_INTEGER && list[i].dimensions == 1 &&
            list[i].values == (hsize_t)ranks) {
            return read_numbers(file, &list[i]);
        }
    }
    return NULL;
}

bool owners_path_is_inside(hid_t file, const char *path)
{
    char part[READ_NAME];
    H5L_info_t link;
    size_t length = strlen(path);
    if (path[0] != '/' || length < 2 || length >= sizeof part) {
        return false;
    }
    for (size_t i = 1; i <= length; i++) {
        if (path[i] == '/' || path[i] == '\0') {
            memcpy(part, path, i);
            part[i] = '\0';
            if (H5Lget_info(file, part, &link, H5P_DEFAULT) < 0 || link.type != H5L_TYPE_HARD) {
                return false;
            }
        }
    }
    return true;
}

static bool read_offsets(hid_t file, const char *name, owners *whose)
{
    bool good = read_int_list_attribute(file, name, NAME_ROW_OFFSETS, whose->offsets,
                                        whose->ranks + 1) == whose->ranks + 1;
    for (int r = 0; good && r < whose->ranks; r++) {
        good = whose->offsets[r] <= whose->offsets[r + 1];
    }
    return good && whose->offsets[0] == 0 && (hsize_t)whose->offsets[whose->ranks] == whose->rows;
}

/* Sorts the rows by rank: counts, then where each rank's begin, then the rows. */
static void list_rows(owners *whose)
{
    memset(whose->offsets, 0, ((size_t)whose->ranks + 1) * sizeof *whose->offsets);
    for (hsize_t row = 0; row < whose->rows; row++) {
        if (whose->rank[row] >= 0) {
            whose->offsets[whose->rank[row] + 1]++;
        }
    }
    for (int r = 0; r < whose->ranks; r++) {
        whose->offsets[r + 1] += whose->offsets[r];
    }
    for (hsize_t row = whose->rows; row-- > 0;) { /* from behind, so that it ends at the offsets */
        if (whose->rank[row] >= 0) {
            whose->order[--whose->offsets[whose->rank[row] + 1]] = (int64_t)row;
        }
    }
    memmove(whose->offsets, whose->offsets + 1, (size_t)whose->ranks * sizeof *whose->offsets);
    int64_t owned = 0;
    for (hsize_t row = 0; row < whose->rows; row++) {
        owned += whose->rank[row] >= 0;
    }
    whose->offsets[whose->ranks] = owned;
}

static bool read_owner_of_each(hid_t file, const char *name, owners *whose)
{
    char path[READ_NAME];
    read_dataset found;
    if (whose->rows > MAX_LISTED ||
        !read_text_attribute(file, name, NAME_ROW_OWNER, path, sizeof path) ||
        !owners_path_is_inside(file, path) || !read_describe(file, path, &found) ||
        found.kind != READ_INTEGER || found.dimensions != 1 || found.values != whose->rows) {
        return false;
    }
    double *numbers = read_numbers(file, &found);
    whose->rank = malloc((whose->rows + 1) * sizeof *whose->rank);
    whose->order = malloc((whose->rows + 1) * sizeof *whose->order);
    bool good = numbers != NULL && whose->rank != NULL && whose->order != NULL;
    for (hsize_t row = 0; good && row < whose->rows; row++) {
        good = numbers[row] >= -1 && numbers[row] < whose->ranks;
        whose->rank[row] = good ? (int32_t)numbers[row] : -1;
    }
    free(numbers);
    if (good) {
        list_rows(whose);
    }
    return good;
}

static bool has_one_row_each(const owners *whose)
{
    bool each = whose->known && whose->rows == (hsize_t)whose->ranks && whose->order == NULL;
    for (int r = 0; each && r < whose->ranks; r++) {
        each = whose->offsets[r] == r;
    }
    return each;
}

owners owners_read(hid_t file, const read_dataset *dataset, int ranks)
{
    owners whose = {
        ranks, dataset->dimensions > 0 ? dataset->shape[0] : 0, false, false, NULL, NULL, NULL};
    if (ranks == 0 || whose.rows == 0) {
        return whose;
    }
    whose.offsets = calloc((size_t)ranks + 1, sizeof *whose.offsets);
    whose.known = whose.offsets != NULL && (read_offsets(file, dataset->name, &whose) ||
                                            read_owner_of_each(file, dataset->name, &whose));
    if (!whose.known) {
        owners_free(&whose);
        if (dataset->dimensions == 1 && dataset->values == (hsize_t)ranks) {
            whose = owners_assume(whose.rows, ranks);
            whose.known = whose.offsets != NULL;
        }
    }
    whose.one_each = has_one_row_each(&whose);
    return whose;
}

owners owners_assume(hsize_t rows, int ranks)
{
    owners whose = {ranks, rows, false, false, NULL, NULL, NULL};
    whose.offsets = ranks > 0 ? calloc((size_t)ranks + 1, sizeof *whose.offsets) : NULL;
    for (int r = 0; whose.offsets != NULL && r < ranks; r++) {
        partition_range block = partition_block((int64_t)rows, ranks, r);
        whose.offsets[r + 1] = block.first + block.count;
    }
    return whose;
}

void owners_free(owners *whose)
{
    free(whose->offsets);
    free(whose->order);
    free(whose->rank);
    whose->offsets = whose->order = NULL;
    whose->rank = NULL;
    whose->known = false;
}

int owners_of(const owners *whose, hsize_t row)
{
    if (whose->rank != NULL) {
        return whose->rank[row];
    }
    int low = 0, high = whose->ranks - 1; /* the first rank that ends behind the row */
    while (low < high) {
        int middle = low + (high - low) / 2;
        if ((hsize_t)whose->offsets[middle + 1] > row) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

hsize_t owners_count(const owners *whose, int rank)
{
    return (hsize_t)(whose->offsets[rank + 1] - whose->offsets[rank]);
}

hsize_t owners_row(const owners *whose, int rank, hsize_t k)
{
    int64_t place = whose->offsets[rank] + (int64_t)k;
    return (hsize_t)(whose->order != NULL ? whose->order[place] : place);
}

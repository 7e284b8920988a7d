#include "field.h"
#include "common/results_names.h"
#include <stdlib.h>
#include <string.h>

static const char frames_over[] = "frames over ";

/* The steps, from the dataset that the attribute picture names. */
static void read_steps(hid_t file, const read_dataset *dataset, field *to)
{
    const char *path = dataset->picture + sizeof frames_over - 1;
    read_dataset steps;
    if (dataset->dimensions != 2 ||
        strncmp(dataset->picture, frames_over, sizeof frames_over - 1) != 0 ||
        !owners_path_is_inside(file, path) || !read_describe(file, path, &steps) ||
        steps.kind != READ_INTEGER || steps.dimensions != 1 || steps.values == 0 ||
        steps.values > FIELD_FRAMES || dataset->values == 0 ||
        dataset->shape[1] % steps.values != 0) {
        return;
    }
    double *numbers = read_numbers(file, &steps);
    if (numbers != NULL) {
        to->count = (int)steps.values;
        to->height = dataset->shape[0];
        to->width = dataset->shape[1] / steps.values;
        for (int i = 0; i < to->count; i++) {
            to->step[i] = numbers[i] >= 0 && numbers[i] < 1e15 ? (int64_t)numbers[i] : -1;
        }
    }
    free(numbers);
}

/* From 0 up to `end`, each larger than the last; returns the number of blocks, 0 if they are none. */
static int blocks_in(const int64_t offsets[], int count, hsize_t end)
{
    for (int i = 1; i < count; i++) {
        if (offsets[i] <= offsets[i - 1]) {
            return 0;
        }
    }
    return count > 1 && offsets[0] == 0 && (hsize_t)offsets[count - 1] == end ? count - 1 : 0;
}

/* Ranks without rows have no block. */
static int take_rows(const owners *rows, int64_t offsets[])
{
    int count = 0;
    for (int r = 0; rows->known && rows->order == NULL && r <= rows->ranks; r++) {
        if (count == 0 || rows->offsets[r] > offsets[count - 1]) {
            if (count > FIELD_BLOCKS) {
                return 0;
            }
            offsets[count++] = rows->offsets[r];
        }
    }
    return count;
}

field field_read(hid_t file, const read_dataset *dataset, const owners *rows)
{
    field found = {.count = 0};
    char edges[16];
    read_steps(file, dataset, &found);
    if (found.count == 0) {
        return found;
    }
    found.rows = calloc(FIELD_BLOCKS + 1, sizeof *found.rows);
    found.columns = calloc(FIELD_BLOCKS + 1, sizeof *found.columns);
    if (found.rows == NULL || found.columns == NULL) {
        field_free(&found);
        return found;
    }
    int down = read_int_list_attribute(file, dataset->name, NAME_BLOCK_ROWS, found.rows,
                                       FIELD_BLOCKS + 1),
        across = read_int_list_attribute(file, dataset->name, NAME_BLOCK_COLUMNS, found.columns,
                                         FIELD_BLOCKS + 1);
    if (down == 0 && across == 0) {
        down = take_rows(rows, found.rows);
        found.columns[0] = 0;
        found.columns[1] = (int64_t)found.width;
        across = 2;
    }
    found.down = blocks_in(found.rows, down, found.height);
    found.across = blocks_in(found.columns, across, found.width);
    found.down = found.across > 0 ? found.down : 0;
    read_text_attribute(file, dataset->name, NAME_EDGES, edges, sizeof edges);
    found.is_torus = strcmp(edges, "meet") == 0;
    return found;
}

void field_free(field *f)
{
    free(f->rows);
    free(f->columns);
    *f = (field){.count = 0};
}

#include "shape.h"
#include <stdio.h>
#include <string.h>

/* Does what we got lie column by column? Then either its shape is turned, too, or it has been put into an
 * array that should be filled row by row. Only for matrices that fit into a block. */
static bool is_transposed(pair *both)
{
    const hsize_t *shape = both->shape;
    if (both->dimensions != 2 || both->kind == READ_TEXT || both->values != both->block ||
        shape[0] < 2 || shape[1] < 2) {
        return false;
    }
    const char *expected = pair_read(both, PAIR_EXPECTED, 0, both->values);
    const char *got = pair_read(both, PAIR_GOT, 0, both->values);
    for (hsize_t i = 0; i < both->values; i++) {
        hsize_t row = i / shape[1], column = i % shape[1];
        if (!pair_same(both, expected + i * both->size,
                       got + (column * shape[0] + row) * both->size)) {
            return false;
        }
    }
    return !both->failed;
}

const char *shape_transposed(const evidence *known, finding *about)
{
    const pair *both = known->both;
    if (!is_transposed(known->both)) {
        return NULL;
    }
    if (both->shape[0] != both->shape[1]) {
        finding_put(about, "oblong", "oblong");
    }
    return "transposed";
}

static void put_shape(finding *about, const char *name, const read_dataset *found)
{
    char text[100];
    size_t size = sizeof text,
           used = (size_t)snprintf(text, size, found->dimensions > 0 ? "" : "a single value");
    for (int i = 0; i < found->dimensions; i++) {
        used += (size_t)snprintf(text + used, size - used, i > 0 ? " x %llu" : "%llu",
                                 (unsigned long long)found->shape[i]);
    }
    finding_put(about, name, "%s", text);
}

static bool only_rows_differ(const read_dataset *expected, const read_dataset *got)
{
    return expected->dimensions > 0 && expected->dimensions == got->dimensions &&
           memcmp(expected->shape + 1, got->shape + 1,
                  (size_t)(expected->dimensions - 1) * sizeof *got->shape) == 0;
}

/* Why this number of rows? */
static const char *pattern_of_rows(hsize_t wanted, hsize_t rows, const owners *parts)
{
    hsize_t ranks = parts->offsets != NULL ? (hsize_t)parts->ranks : 0;
    if (ranks > 1 && wanted > ranks && wanted % ranks > 0 && rows == wanted - wanted % ranks) {
        return "remainder_left_out";
    }
    if (ranks > 1 && rows == wanted * ranks) {
        return "every_rank_gives_all";
    }
    if (ranks > 1 && rows > 0 && rows == owners_count(parts, 0)) {
        return "only_roots_part";
    }
    return "wrong_shape";
}

/* Is there 1 wherever the number of ranks is expected? */
static bool is_of_one_rank(const read_dataset *expected, const read_dataset *got, int ranks)
{
    bool one = false;
    for (int i = 0; i < expected->dimensions && expected->dimensions == got->dimensions; i++) {
        if (expected->shape[i] != got->shape[i]) {
            one = ranks > 1 && expected->shape[i] == (hsize_t)ranks && got->shape[i] == 1;
            if (!one) {
                return false;
            }
        }
    }
    return one;
}

bool shape_follows_ranks(const read_dataset *expected, int expected_ranks, const read_dataset *got,
                         int got_ranks)
{
    bool follows = expected->dimensions == got->dimensions && expected_ranks != got_ranks;
    for (int i = 0; i < expected->dimensions && follows; i++) {
        follows = expected->values == 0 || expected->shape[i] == got->shape[i] ||
                  (expected->shape[i] <= (hsize_t)expected_ranks &&
                   got->shape[i] <= (hsize_t)got_ranks && got->values > 0);
    }
    return follows;
}

const char *shape_pattern(const read_dataset *expected, const read_dataset *got,
                          const owners *parts, pair *both, const char *first_todo, finding *about)
{
    put_shape(about, "shape.expected", expected);
    if (got->values == 0) {
        if (first_todo != NULL && first_todo[0] != '\0') {
            finding_put(about, "todo", "%s", first_todo);
        }
        return "untouched";
    }
    put_shape(about, "shape.got", got);
    if (both != NULL && is_transposed(both)) {
        return "transposed";
    }
    if (is_of_one_rank(expected, got, parts->ranks)) {
        return "number_of_ranks_unknown";
    }
    return only_rows_differ(expected, got)
               ? pattern_of_rows(expected->shape[0], got->shape[0], parts)
               : "wrong_shape";
}

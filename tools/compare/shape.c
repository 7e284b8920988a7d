#include "shape.h"
#include <stdio.h>
#include <string.h>

static const char transposed_text[] = "rows and columns are exchanged";

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

const char *shape_transposed(const evidence *known, char sentence[], size_t size)
{
    const pair *both = known->both;
    if (!is_transposed(known->both)) {
        return NULL;
    }
    bool square = both->shape[0] == both->shape[1];
    snprintf(sentence, size, "%s%s",
             square ? "" : "all values lie column by column: ", transposed_text);
    return "transposed";
}

static void shape_text(const read_dataset *found, char text[], size_t size)
{
    size_t used = (size_t)snprintf(text, size, found->dimensions > 0 ? "" : "a single value");
    for (int i = 0; i < found->dimensions; i++) {
        used += (size_t)snprintf(text + used, size - used, i > 0 ? " x %llu" : "%llu",
                                 (unsigned long long)found->shape[i]);
    }
}

static bool only_rows_differ(const read_dataset *expected, const read_dataset *got)
{
    return expected->dimensions > 0 && expected->dimensions == got->dimensions &&
           memcmp(expected->shape + 1, got->shape + 1,
                  (size_t)(expected->dimensions - 1) * sizeof *got->shape) == 0;
}

/* Why this number of rows? */
static const char *pattern_of_rows(hsize_t wanted, hsize_t rows, const owners *parts,
                                   const char **question)
{
    hsize_t ranks = parts->offsets != NULL ? (hsize_t)parts->ranks : 0;
    if (ranks > 1 && wanted > ranks && wanted % ranks > 0 && rows == wanted - wanted % ranks) {
        *question = "were the remainder rows left out?";
        return "remainder_left_out";
    }
    if (ranks > 1 && rows == wanted * ranks) {
        *question = "does every rank give all rows, instead of its own?";
        return "every_rank_gives_all";
    }
    if (ranks > 1 && rows > 0 && rows == owners_count(parts, 0)) {
        *question = "is only one rank's part there?";
        return "only_roots_part";
    }
    return NULL;
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

const char *shape_pattern(const read_dataset *expected, const read_dataset *got,
                          const owners *parts, pair *both, const char *first_todo, char sentence[],
                          size_t size)
{
    char wanted[100], there[100];
    const char *question = "", *name = NULL;
    shape_text(expected, wanted, sizeof wanted);
    shape_text(got, there, sizeof there);
    if (got->values == 0) {
        bool todo = first_todo != NULL && first_todo[0] != '\0';
        snprintf(sentence, size, "there are no values at all, instead of %s%s%s", wanted,
                 todo ? "; the next step in the exercise is " : ": does no rank give any?",
                 todo ? first_todo : "");
        return "untouched";
    }
    if (both != NULL && is_transposed(both)) {
        snprintf(sentence, size, "the shape is %s instead of %s: %s", there, wanted,
                 transposed_text);
        return "transposed";
    }
    if (is_of_one_rank(expected, got, parts->ranks)) {
        question = "does the program know how many ranks there are?";
        name = "number_of_ranks_unknown";
    } else if (only_rows_differ(expected, got)) {
        name = pattern_of_rows(expected->shape[0], got->shape[0], parts, &question);
    }
    snprintf(sentence, size, "the shape is %s instead of %s%s%s", there, wanted,
             name != NULL ? ": " : "", question);
    return name != NULL ? name : "wrong_shape";
}

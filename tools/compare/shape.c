#include "shape.h"
#include <stdio.h>
#include <string.h>

enum { STRIP = 16 /* rows of a tile looked at together, so that they stay in the cache */ };

static const char transposed_text[] = "rows and columns are exchanged";

/* The side of a square that fits into a block. */
static hsize_t tile_side(const pair *both)
{
    hsize_t side = 1;
    while (4 * side * side <= both->block) {
        side *= 2;
    }
    return side;
}

static bool tile_is_transposed(pair *both, hsize_t row, hsize_t column, hsize_t side)
{
    const hsize_t *shape = both->shape;
    hsize_t start[2] = {row, column}, turned[2] = {column, row};
    hsize_t height = shape[0] - row < side ? shape[0] - row : side;
    hsize_t width = shape[1] - column < side ? shape[1] - column : side;
    hsize_t here[2] = {height, width}, there[2] = {width, height};
    const char *expected = pair_read_box(both, PAIR_EXPECTED, start, here);
    const char *got = pair_read_box(both, PAIR_GOT, turned, there);
    for (hsize_t y = 0; y < height; y += STRIP) {
        hsize_t below = height - y < STRIP ? height : y + STRIP;
        for (hsize_t x = 0; x < width; x++) {
            for (hsize_t v = y; v < below; v++) {
                if (!pair_same(both, expected + (v * width + x) * both->size,
                               got + (x * height + v) * both->size)) {
                    return false;
                }
            }
        }
    }
    return !both->failed;
}

static bool is_transposed(pair *both)
{
    const hsize_t *shape = both->shape, *turned = both->sides[PAIR_GOT].shape;
    if (both->dimensions != 2 || both->kind == READ_TEXT || shape[0] != turned[1] ||
        shape[1] != turned[0] || shape[0] < 2 || shape[1] < 2) {
        return false;
    }
    hsize_t side = tile_side(both);
    for (hsize_t row = 0; row < shape[0]; row += side) {
        for (hsize_t column = 0; column < shape[1]; column += side) {
            if (!tile_is_transposed(both, row, column, side)) {
                return false;
            }
        }
    }
    return true;
}

const char *shape_transposed(const evidence *known, char sentence[], size_t size)
{
    if (!is_transposed(known->both)) {
        return NULL;
    }
    snprintf(sentence, size, "%s", transposed_text);
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

#include "parts.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 1024 };

/* ---- rows and parts ---- */

static bool same_rows(const evidence *known, hsize_t expected, hsize_t got, hsize_t count)
{
    hsize_t length = known->both->row_values;
    return pair_same_range(known->both, expected * length, got * length, count * length);
}

static bool rows_are_zero(const evidence *known, hsize_t first, hsize_t count)
{
    hsize_t length = known->both->row_values;
    return pair_got_is_zero(known->both, first * length, count * length);
}

/* Is what we got as rank r's part the first rows of rank s's? */
static bool part_is(const evidence *known, int r, int s)
{
    const owners *parts = known->parts;
    hsize_t count = owners_count(parts, r);
    if (count > owners_count(parts, s)) {
        return false;
    }
    if (parts->order == NULL) {
        return same_rows(known, owners_row(parts, s, 0), owners_row(parts, r, 0), count);
    }
    for (hsize_t k = 0; k < count; k++) {
        if (!same_rows(known, owners_row(parts, s, k), owners_row(parts, r, k), 1)) {
            return false;
        }
    }
    return true;
}

static bool part_is_zero(const evidence *known, int r)
{
    const owners *parts = known->parts;
    hsize_t count = owners_count(parts, r);
    if (parts->order == NULL) {
        return rows_are_zero(known, owners_row(parts, r, 0), count);
    }
    for (hsize_t k = 0; k < count; k++) {
        if (!rows_are_zero(known, owners_row(parts, r, k), 1)) {
            return false;
        }
    }
    return true;
}

static bool has_parts(const evidence *known)
{
    return known->parts->offsets != NULL && known->ranks > 1 && known->ranks <= PATTERNS_RANKS &&
           known->both->dimensions > 0 && known->both->rows > 1 &&
           (hsize_t)known->parts->offsets[known->ranks] == known->both->rows;
}

static bool all_rows_are_equal(const evidence *known, int side)
{
    pair *both = known->both;
    size_t bytes = both->row_values * both->size;
    if (both->rows < 2 || both->rows > PATTERNS_RANKS || both->values != both->block) {
        return false; /* too large for one row per rank */
    }
    const char *rows = pair_read(both, side, 0, both->values);
    return memcmp(rows, rows + bytes, (both->rows - 1) * bytes) == 0;
}

const char *parts_rank_0s(const evidence *known, finding *about)
{
    int with_rows = 0;
    if (!has_parts(known)) {
        return NULL;
    }
    for (int r = 0; r < known->ranks; r++) {
        with_rows += owners_count(known->parts, r) > 0;
        if (!part_is(known, r, 0)) {
            return NULL;
        }
    }
    if (with_rows < 2) {
        return NULL;
    }
    finding_put(about, "part", "%s", known->parts->one_each ? "value" : "part");
    return "every_part_is_rank_0s";
}

const char *parts_same_everywhere(const evidence *known, finding *about)
{
    (void)about;
    if (!has_parts(known) || !known->parts->one_each || !all_rows_are_equal(known, PAIR_GOT) ||
        all_rows_are_equal(known, PAIR_EXPECTED)) {
        return NULL;
    }
    return "same_on_every_rank";
}

const char *parts_written_over(const evidence *known, finding *about)
{
    unsigned long long nobodys = 0;
    for (hsize_t row = 0; known->seen->nobodys && row < known->both->rows; row++) {
        nobodys += owners_of(known->whose, row) < 0;
    }
    if (nobodys == 0 || known->ranks < 2) {
        return NULL;
    }
    finding_put(about, "nobodys", "%llu", nobodys);
    return "written_over";
}

const char *parts_same_rows(const evidence *known, finding *about)
{
    (void)about;
    return known->both->dimensions == 2 && known->both->rows > 2 &&
                   all_rows_are_equal(known, PAIR_GOT) && !all_rows_are_equal(known, PAIR_EXPECTED)
               ? "same_rows"
               : NULL;
}

const char *parts_left_out(const evidence *known, finding *about)
{
    const pair *both = known->both;
    if (!known->seen->differing_zero || known->ranks < 2 || both->dimensions == 0 ||
        both->rows <= (hsize_t)known->ranks || both->rows % (hsize_t)known->ranks == 0) {
        return NULL;
    }
    hsize_t rest = both->rows % (hsize_t)known->ranks, first = both->rows - rest;
    if (known->seen->first / both->row_values < first || !rows_are_zero(known, first, rest)) {
        return NULL;
    }
    finding_put(about, "rows.all", "%llu", (unsigned long long)both->rows);
    finding_put(about, "size", "%d", known->ranks);
    finding_put(about, "rest", "%llu", (unsigned long long)rest);
    return "remainder_left_out";
}

/* Whose parts are missing, and what is there instead. */
static void put_missing(const evidence *known, const bool missing[], finding *about)
{
    bool single = known->parts->one_each && known->both->row_values == 1;
    survey_put_ranks(about, "ranks.missing", missing, known->ranks);
    finding_put(about, "size", "%d", known->ranks);
    finding_put(about, "part", "%s", single ? "value" : "part");
    evidence_put_zero(known, about);
}

/* All rows of a rank are right, or all are 0. */
const char *parts_missing(const evidence *known, finding *about)
{
    bool missing[PATTERNS_RANKS] = {false};
    int right = 0, right_rank = -1;
    if (!has_parts(known) || !known->seen->differing_zero) {
        return NULL;
    }
    for (int r = 0; r < known->ranks; r++) {
        bool is_right = part_is(known, r, r), is_zero = part_is_zero(known, r);
        missing[r] = is_zero && !is_right;
        if (!is_zero && !is_right) {
            return NULL;
        }
        if (!is_zero) {
            right++;
            right_rank = r;
        }
    }
    if (right == 0) {
        return NULL;
    }
    if (right > 1) {
        put_missing(known, missing, about);
        return "parts_missing";
    }
    int writer = known->whose->known
                     ? owners_of(known->whose, owners_row(known->parts, right_rank, 0))
                     : right_rank;
    if (right_rank == 0 && writer > 0) {
        finding_put(about, "writer", "%d", writer);
        return "every_part_is_rank_0s";
    }
    if (known->seen->nobodys) {
        return NULL; /* no rank had them */
    }
    put_missing(known, missing, about);
    finding_put(about, "rank", "%d", right_rank);
    finding_put(about, "cause", "%s", known->parts->one_each ? "call" : "place");
    return "only_roots_part";
}

const char *parts_nobodys(const evidence *known, finding *about)
{
    const bool *differs = known->seen->rank_differs;
    (void)about;
    if (!known->seen->nobodys || !known->seen->differing_zero || differs == NULL ||
        memchr(differs, true, (size_t)known->whose->ranks) != NULL) {
        return NULL;
    }
    return "rows_of_nobody";
}

/* A message that is too short fills the beginning of where it arrives. */
const char *parts_beginning(const evidence *known, finding *about)
{
    pair *both = known->both;
    hsize_t there = both->values, length = both->row_values;
    if (!known->seen->differing_zero || both->kind == READ_TEXT || both->values != both->block) {
        return NULL;
    }
    const char *got = pair_read(both, PAIR_GOT, 0, both->values);
    while (there > 0 && pair_is_zero(both, got + (there - 1) * both->size)) {
        there--;
    }
    /* What is there may end with zeros. */
    hsize_t half = both->values / 2, counted = both->rows;
    if (there <= half && there + length > half && half > length) {
        return "only_the_beginning";
    }
    if (length > 2 && there <= counted && there + length > counted && counted > length) {
        finding_put(about, "values.there", "%llu", (unsigned long long)counted);
        finding_put(about, "values.all", "%llu", (unsigned long long)both->values);
        return "only_the_beginning";
    }
    return NULL;
}

/* ---- right values in wrong places ---- */

/* Finds the part of which rank, not used so far, lies at this row of what we got. */
static int part_at(const evidence *known, hsize_t row, const bool used[])
{
    for (int s = 0; s < known->ranks; s++) {
        hsize_t count = owners_count(known->parts, s);
        if (!used[s] && count > 0 && count <= known->both->rows - row &&
            same_rows(known, owners_row(known->parts, s, 0), row, count)) {
            return s;
        }
    }
    return -1;
}

const char *parts_other_order(const evidence *known, finding *about)
{
    bool used[PATTERNS_RANKS] = {false};
    char order[160] = "";
    size_t length = 0;
    if (!has_parts(known) || known->parts->order != NULL) {
        return NULL;
    }
    for (hsize_t row = 0; row < known->both->rows;) {
        int s = part_at(known, row, used);
        if (s < 0) {
            return NULL;
        }
        used[s] = true;
        if (length < 60) {
            length += (size_t)snprintf(order + length, sizeof order - length, "%s%d",
                                       row > 0 ? ", " : "", s);
        } else {
            strcpy(order + length, ", ...");
        }
        row += owners_count(known->parts, s);
    }
    finding_put(about, "order", "%s", order);
    return "blocks_in_wrong_order";
}

/* Rows in the order of the ranks that computed them, where they should be in their own. */
const char *parts_rank_order(const evidence *known, finding *about)
{
    (void)about;
    if (!has_parts(known) || known->parts->order == NULL) {
        return NULL;
    }
    for (hsize_t k = 0; k < known->both->rows; k++) {
        if (!same_rows(known, (hsize_t)known->parts->order[k], k, 1)) {
            return NULL;
        }
    }
    return "rows_in_rank_order";
}

/* The parts lie one over the other, at the beginning; the rest is 0. */
const char *parts_on_top(const evidence *known, finding *about)
{
    if (!has_parts(known) || known->parts->order != NULL) {
        return NULL;
    }
    hsize_t longest = 0;
    for (int r = 0; r < known->ranks; r++) {
        hsize_t count = owners_count(known->parts, r);
        longest = count > longest ? count : longest;
    }
    if (longest == known->both->rows ||
        !rows_are_zero(known, longest, known->both->rows - longest)) {
        return NULL;
    }
    for (int s = 1; s < known->ranks; s++) {
        hsize_t count = owners_count(known->parts, s), tail = longest - count;
        if (count == 0 || !same_rows(known, owners_row(known->parts, s, 0), 0, count) ||
            !(rows_are_zero(known, count, tail) || same_rows(known, count, count, tail))) {
            continue;
        }
        finding_put(about, "rank", "%d", s);
        return "parts_on_top_of_each_other";
    }
    return NULL;
}

const char *parts_shifted(const evidence *known, finding *about)
{
    const pair *both = known->both;
    if (both->dimensions == 0 || both->rows < 4 || known->seen->rows < 3) {
        return NULL;
    }
    bool up = same_rows(known, 1, 0, both->rows - 1);
    if (!up && !same_rows(known, 0, 1, both->rows - 1)) {
        return NULL;
    }
    finding_put(about, "holds", "%s", up ? "next" : "previous");
    return "off_by_one_row";
}

/* Do all parts but rank 0's begin `shift` rows from where they should or, if growing, rank r's r times
 * as many? Their first and last rows may be under a neighbour's. */
static bool are_displaced(const evidence *known, int shift, bool growing)
{
    hsize_t looked_at = 0;
    for (int r = 0; r < known->ranks; r++) {
        hsize_t count = owners_count(known->parts, r);
        int64_t by = growing ? (int64_t)shift * r : r > 0 ? shift : 0;
        if (count < 3) {
            continue;
        }
        int64_t first = (int64_t)owners_row(known->parts, r, 1), to = first + by;
        if (to < 0 || to + (int64_t)count - 2 > (int64_t)known->both->rows ||
            !same_rows(known, (hsize_t)first, (hsize_t)to, count - 2)) {
            return false;
        }
        looked_at += r > 0 ? count - 2 : 0;
    }
    return looked_at >= 3;
}

const char *parts_displaced(const evidence *known, finding *about)
{
    if (!has_parts(known) || known->parts->order != NULL || known->seen->rows < 3) {
        return NULL;
    }
    for (int shift = -1; shift <= 1; shift += 2) {
        if (are_displaced(known, shift, false)) {
            finding_put(about, "begin", "%s", shift < 0 ? "early" : "late");
            return "off_by_one_row";
        }
        if (are_displaced(known, shift, true)) {
            finding_put(about, "gap", "%s", shift < 0 ? "close to" : "far from");
            return "off_by_one_row";
        }
    }
    return NULL;
}

static int by_size(const void *a, const void *b)
{
    double left, right;
    memcpy(&left, a, sizeof left);
    memcpy(&right, b, sizeof right);
    return (left > right) - (left < right);
}

const char *parts_other_columns(const evidence *known, finding *about)
{
    (void)about;
    double expected[MOST_COLUMNS], got[MOST_COLUMNS];
    pair *both = known->both;
    hsize_t length = both->row_values;
    if (both->kind == READ_TEXT || both->dimensions != 2 || length < 2 || length > MOST_COLUMNS ||
        both->values != both->block || known->seen->not_finite > 0) {
        return NULL;
    }
    for (hsize_t row = 0; row < both->rows; row++) {
        pair_numbers(both, pair_read(both, PAIR_EXPECTED, row * length, length), length, expected);
        pair_numbers(both, pair_read(both, PAIR_GOT, row * length, length), length, got);
        qsort(expected, length, sizeof *expected, by_size);
        qsort(got, length, sizeof *got, by_size);
        for (hsize_t i = 0; i < length; i++) {
            if (!(expected[i] == got[i])) {
                return NULL;
            }
        }
    }
    return "values_in_wrong_order";
}

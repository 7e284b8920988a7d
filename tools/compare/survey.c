#include "survey.h"
#include "tools/findings/words.h"
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1024 /* values that are looked at together */ };

typedef struct {
    survey *seen;
    pair *both;
    const owners *whose;
    hsize_t last_row; /* with a differing value */
    double least;     /* the smallest differing value that is neither 0 nor absurdly small */
    bool strange;     /* one is absurdly small */
} look;

/* Uninitialised memory read as a real number is most often of a size that no computation yields. */
static bool is_absurdly_small(const pair *both, double size)
{
    return both->kind == READ_REAL && size > 0 &&
           size < (both->size == sizeof(float) ? FLT_MIN : 1e-290);
}

/* A row with values that differ, between these columns. */
static void look_at_row(look *at, hsize_t row, hsize_t from, hsize_t to)
{
    survey *seen = at->seen;
    seen->column_from = from < seen->column_from ? from : seen->column_from;
    seen->column_to = to > seen->column_to ? to : seen->column_to;
    if (seen->rows > 0 && row == at->last_row) {
        return;
    }
    at->last_row = row;
    seen->rows++;
    if (at->whose->known && at->both->dimensions > 0) {
        int rank = owners_of(at->whose, row);
        if (rank < 0) {
            seen->nobodys = true;
        } else if (seen->rank_differs != NULL) {
            seen->rank_differs[rank] = true;
        }
    }
}

static inline void look_at_difference(look *at, hsize_t index, double expected, double got)
{
    survey *seen = at->seen;
    double size = fabs(got), difference = fabs(got - expected);
    if (!(difference <= seen->worst_difference)) {
        seen->worst = index;
        seen->worst_difference = isnan(difference) ? INFINITY : difference;
    }
    seen->differing_zero &= got == 0;
    seen->not_finite += !isfinite(got) && isfinite(expected);
    if (is_absurdly_small(at->both, size)) {
        at->strange = true;
    } else if (size > 0 && size < at->least) {
        at->least = size;
    } else if (isnan(size)) {
        at->least = 0; /* it has a pattern of its own */
    }
}

/* Values of a single row, as numbers too. */
static void look_at_values(look *at, hsize_t index, hsize_t count, const char *expected,
                           const char *got, const double e[], const double g[])
{
    const pair *both = at->both;
    survey *seen = at->seen;
    hsize_t differing = 0, first = 0, last = 0;
    for (hsize_t i = 0; i < count; i++) {
        seen->all_zero &= g[i] == 0;
        if (!pair_same(both, expected + i * both->size, got + i * both->size)) {
            first = differing++ == 0 ? i : first;
            last = i;
            look_at_difference(at, index + i, e[i], g[i]);
        }
    }
    if (differing > 0) {
        hsize_t row = index / both->row_values, begin = row * both->row_values;
        look_at_row(at, row, index + first - begin, index + last - begin);
        seen->first = seen->differing == 0 ? index + first : seen->first;
        seen->last = index + last;
        seen->differing += differing;
    }
}

/* At most CHUNK values. */
static void look_at_chunk(look *at, hsize_t index, hsize_t count, const char *expected,
                          const char *got)
{
    double e[CHUNK], g[CHUNK];
    const pair *both = at->both;
    pair_numbers(both, expected, count, e);
    pair_numbers(both, got, count, g);
    for (hsize_t done = 0, now; done < count; done += now) {
        now = both->row_values - (index + done) % both->row_values; /* to the end of the row */
        now = now < count - done ? now : count - done;
        look_at_values(at, index + done, now, expected + done * both->size, got + done * both->size,
                       e + done, g + done);
    }
}

static void look_at_block(look *at, hsize_t first, hsize_t count)
{
    pair *both = at->both;
    const char *expected = pair_read(both, PAIR_EXPECTED, first, count);
    const char *got = pair_read(both, PAIR_GOT, first, count);
    if (memcmp(expected, got, count * both->size) == 0) {
        /* The same: only whether it is all zeros may matter. */
        at->seen->all_zero = at->seen->all_zero && pair_got_is_zero(both, first, count);
        return;
    }
    for (hsize_t done = 0; done < count; done += CHUNK) {
        look_at_chunk(at, first + done, count - done < CHUNK ? count - done : CHUNK,
                      expected + done * both->size, got + done * both->size);
    }
}

survey survey_take(pair *both, const owners *whose)
{
    survey seen = {.all_zero = true,
                   .differing_zero = true,
                   .worst_difference = -1,
                   .column_from = (hsize_t)-1};
    look at = {&seen, both, whose, 0, INFINITY, false};
    if (whose->known) {
        seen.rank_differs = calloc((size_t)whose->ranks, sizeof *seen.rank_differs);
    }
    for (hsize_t done = 0, now; done < both->values && !both->failed; done += now) {
        now = both->values - done < both->block ? both->values - done : both->block;
        look_at_block(&at, done, now);
    }
    double absurd = both->kind == READ_REAL ? 1e30 : 1e6; /* times what is expected */
    if (seen.differing > 0 && both->kind != READ_TEXT && !seen.differing_zero &&
        (at.strange || at.least < INFINITY) && at.least > absurd) {
        seen.differing_garbage = at.least > absurd * (pair_scale(both) + 1);
    }
    return seen;
}

void survey_free(survey *seen)
{
    free(seen->rank_differs);
    seen->rank_differs = NULL;
}

/* ---- as values ---- */

void survey_put_ranks(finding *about, const char *name, const bool chosen[], int ranks)
{
    char text[128] = "";
    size_t used = 0;
    for (int r = 0, end, groups = 0; r < ranks; r = end) {
        for (end = r + 1; end < ranks && chosen[end] == chosen[r]; end++) {
        }
        if (!chosen[r]) {
            continue;
        }
        if (groups == 5) {
            snprintf(text + used, sizeof text - used, ",...");
            break;
        }
        used += (size_t)snprintf(text + used, sizeof text - used, groups++ > 0 ? ",%d" : "%d", r);
        if (end > r + 1) {
            used += (size_t)snprintf(text + used, sizeof text - used, "-%d", end - 1);
        }
    }
    finding_put(about, name, "%s", text);
}

static void put_rows(const survey *seen, const pair *both, const owners *whose, finding *about)
{
    unsigned long long first = seen->first / both->row_values, last = seen->last / both->row_values;
    bool is_row = both->dimensions > 1 || whose->known;
    finding_put(about, "row", "%s", is_row ? "row" : "index");
    finding_put(about, "rows.first", "%llu", first);
    if (first != last) {
        finding_put(about, "rows.last", "%llu", last);
    }
    if (seen->rows != last - first + 1) {
        finding_put(about, "gaps", "%llu", last - first + 1 - (unsigned long long)seen->rows);
    }
}

void survey_put(const survey *seen, const pair *both, const owners *whose, finding *about)
{
    char where[FINDING_TEXT];
    finding_put(about, "differing", "%llu", (unsigned long long)seen->differing);
    if (both->dimensions == 0) {
        return;
    }
    finding_put(about, "rows", "%llu", (unsigned long long)seen->rows);
    finding_put(about, "row_length", "%llu", (unsigned long long)both->row_values);
    put_rows(seen, both, whose, about);
    if (whose->one_each) {
        finding_put(about, "one_each", "%d", whose->ranks);
    }
    if (seen->rank_differs != NULL && memchr(seen->rank_differs, true, (size_t)whose->ranks)) {
        survey_put_ranks(about, "ranks.owners", seen->rank_differs, whose->ranks);
        finding_put(about, "size.owners", "%d", whose->ranks);
    }
    if (seen->nobodys) {
        finding_put(about, "nobody", "nobody");
    }
    if (both->dimensions == 2 && both->row_values > 1 && seen->column_from == seen->column_to &&
        seen->differing > 1) {
        finding_put(about, "column", "%llu", (unsigned long long)seen->column_from);
    }
    words_where(about, where, sizeof where);
    if (where[0] != '\0') {
        finding_put(about, "where", "%s", where);
    }
}

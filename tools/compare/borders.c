#include "borders.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* What was in the halo, as far as the values tell. */
typedef enum { HALO_RIGHT, HALO_ZERO, HALO_ROW, HALO_OTHER } halo_kind;

typedef struct {
    halo_kind kind;
    int64_t row;    /* HALO_ROW: which has been there, */
    int64_t wanted; /* ... and which should */
} halo;

typedef struct {
    const field *f;
    hsize_t length;                 /* values in a row of the matrix */
    const double *wanted, *got;     /* [height][length] */
    int frame;                      /* the first that is wrong */
    int64_t reach;                  /* steps since the frame before */
    hsize_t rows, columns, corners; /* wrong, near a border above or below; beside; both */
    hsize_t outer;                  /* ... near an edge of the whole, where no rank is beyond */
    hsize_t far;                    /* values, all right, that are near no border */
    int64_t first_row, last_row;    /* with wrong values */
} look;

static hsize_t place(const look *at, int frame, hsize_t y, hsize_t x)
{
    return y * at->length + (hsize_t)frame * at->f->width + x;
}

static bool is_wrong(const look *at, int frame, hsize_t y, hsize_t x)
{
    hsize_t i = place(at, frame, y, x);
    return !(at->wanted[i] == at->got[i]) && !(isnan(at->wanted[i]) && isnan(at->got[i]));
}

static bool find_frame(look *at)
{
    for (at->frame = 0; at->frame < at->f->count; at->frame++) {
        for (hsize_t y = 0; y < at->f->height; y++) {
            for (hsize_t x = 0; x < at->f->width; x++) {
                if (is_wrong(at, at->frame, y, x)) {
                    at->reach =
                        at->frame > 0 ? at->f->step[at->frame] - at->f->step[at->frame - 1] : 0;
                    return at->reach > 0;
                }
            }
        }
    }
    return false;
}

/* How near is the point to another block (1: side by side)? *outer: to the edge of the whole. */
static int64_t distance(const int64_t offsets[], int blocks, int64_t point, bool is_torus,
                        int64_t *outer)
{
    int64_t end = offsets[blocks], nearest = INT64_MAX;
    *outer = point + 1 < end - point ? point + 1 : end - point;
    for (int b = 1; b < blocks; b++) {
        int64_t away = point < offsets[b] ? offsets[b] - point : point - offsets[b] + 1;
        nearest = away < nearest ? away : nearest;
    }
    if (is_torus) {
        nearest = *outer < nearest ? *outer : nearest;
        *outer = INT64_MAX;
    }
    return nearest;
}

/* False where it is wrong, though too far from any border. */
static bool look_at_point(look *at, hsize_t y, hsize_t x)
{
    const field *f = at->f;
    int64_t outer_row, outer_column;
    bool wrong = is_wrong(at, at->frame, y, x);
    bool row = distance(f->rows, f->down, (int64_t)y, f->is_torus, &outer_row) <= at->reach;
    bool column =
        distance(f->columns, f->across, (int64_t)x, f->is_torus, &outer_column) <= at->reach;
    bool outer = outer_row <= at->reach || (f->across > 1 && outer_column <= at->reach);
    at->far += !row && !column && !outer;
    if (!wrong) {
        return true;
    }
    at->rows += row && !column;
    at->columns += column && !row;
    at->corners += row && column;
    at->outer += outer && !row && !column;
    at->first_row = at->first_row < 0 ? (int64_t)y : at->first_row;
    at->last_row = (int64_t)y;
    return row || column || outer;
}

/* ---- what was in the halo? Of real numbers, after one step ---- */

/* A row is a sum of the rows around it, each with a factor: what is wrong with it is a multiple of what is wrong with
 * one of those. Is it, if row `candidate` (-1: zeros) has been in the place of row `wanted`? */
static bool explains(const look *at, int64_t row, int64_t candidate, int64_t wanted)
{
    double dot = 0, square = 0, size = 0, factor;
    for (int pass = 0; pass < 2; pass++) {
        factor = square > 0 ? dot / square : 0;
        for (hsize_t x = 0; x < at->f->width; x++) {
            hsize_t i = place(at, at->frame, (hsize_t)row, x);
            double wrong = at->got[i] - at->wanted[i], before = 0;
            before +=
                candidate >= 0 ? at->wanted[place(at, at->frame - 1, (hsize_t)candidate, x)] : 0;
            before -= wanted >= 0 ? at->wanted[place(at, at->frame - 1, (hsize_t)wanted, x)] : 0;
            if (pass == 0) {
                dot += wrong * before;
                square += before * before;
                size = fmax(size, fabs(before));
            } else if (!(fabs(wrong - factor * before) <= 1e-9 * size)) {
                return false;
            }
        }
    }
    return factor > 0 && factor <= 1;
}

/* Around `row`, on the side of `wanted`, which is a row of another rank, or -1 or height: beyond the edge. */
static halo halo_of(const look *at, int64_t row, int64_t wanted)
{
    int64_t height = (int64_t)at->f->height;
    bool beyond = wanted < 0 || wanted >= height, wrong = false;
    for (hsize_t x = 0; x < at->f->width; x++) {
        wrong = wrong || is_wrong(at, at->frame, (hsize_t)row, x);
    }
    halo found = {wrong ? HALO_OTHER : HALO_RIGHT, -1, beyond ? -1 : wanted};
    if (wrong && !beyond && explains(at, row, -1, wanted)) {
        found.kind = HALO_ZERO;
    }
    for (int64_t away = 1; found.kind == HALO_OTHER && away < height; away++) {
        for (int side = -1; side <= 1 && found.kind == HALO_OTHER; side += 2) {
            int64_t candidate = row + side * away;
            if (candidate >= 0 && candidate < height && candidate != wanted &&
                explains(at, row, candidate, found.wanted)) {
                found.kind = HALO_ROW;
                found.row = candidate;
            }
        }
    }
    return found;
}

typedef struct {
    int zero, row, other, right; /* halos */
    halo example;                /* of kind HALO_ROW */
} halos;

static void count_halo(halos *all, halo one)
{
    all->zero += one.kind == HALO_ZERO;
    all->other += one.kind == HALO_OTHER;
    all->right += one.kind == HALO_RIGHT;
    if (one.kind == HALO_ROW && all->row++ == 0) {
        all->example = one;
    }
}

/* above: of halos above the first row of a part; below: below its last one. */
static const char *cause_of_halos(const look *at, finding *about)
{
    halos above = {0}, below = {0};
    const field *f = at->f;
    for (int b = 1; b < f->down; b++) {
        count_halo(&above, halo_of(at, f->rows[b], f->rows[b] - 1));
        count_halo(&below, halo_of(at, f->rows[b] - 1, f->rows[b]));
    }
    if (at->outer > 0) {
        return "exchanged";
    }
    if (above.other + below.other > 0) {
        return NULL;
    }
    if (above.zero + below.zero > 0 && above.row + below.row == 0) {
        return above.zero == 0 ? "nothing below" : below.zero == 0 ? "nothing above" : "nothing";
    }
    const halo *example = above.row > 0 ? &above.example : &below.example;
    if (above.row + below.row == 0) {
        return NULL;
    }
    finding_put(about, "halo.is", "%lld", (long long)example->row);
    finding_put(about, "halo.wanted", "%lld", (long long)example->wanted);
    finding_put(about, "side", "%s", above.row > 0 ? "above" : "below");
    return "row";
}

/* ---- all of it ---- */

static void put_place(const look *at, finding *about)
{
    const field *f = at->f;
    finding_put(about, "step", "%lld", (long long)f->step[at->frame]);
    finding_put(about, "steps.right", "%lld", (long long)f->step[at->frame - 1]);
    if (at->outer == 0 && f->across > 1 && at->rows + at->columns == 0) {
        finding_put(about, "only", "corners");
    } else if (f->across > 1 && at->rows == 0) {
        finding_put(about, "only", "sides");
    } else if (f->across > 1 && at->columns == 0 && f->down > 1) {
        finding_put(about, "only", "rows");
    }
    finding_put(about, "edge.first", "%lld", (long long)at->first_row);
    finding_put(about, "edge.last", "%lld", (long long)at->last_row);
}

static const char *explain(const evidence *known, look *at, finding *about)
{
    const field *f = at->f;
    if (!find_frame(at)) {
        return NULL;
    }
    for (hsize_t y = 0; y < f->height; y++) {
        for (hsize_t x = 0; x < f->width; x++) {
            if (!look_at_point(at, y, x)) {
                return NULL;
            }
        }
    }
    if (at->far == 0 || at->rows + at->columns + at->corners + at->outer == 0) {
        return NULL;
    }
    const char *cause = f->step[at->frame - 1] > 0 ? "late" : NULL;
    if (cause == NULL && at->reach == 1 && f->across == 1 && known->both->kind == READ_REAL) {
        cause = cause_of_halos(at, about);
    }
    put_place(at, about);
    finding_put(about, "halo", "%s", cause != NULL ? cause : "unknown");
    return "wrong_at_borders";
}

const char *borders_spread(const evidence *known, finding *about)
{
    pair *both = known->both;
    look at = {.f = known->field, .length = both->row_values, .first_row = -1};
    if (at.f->count < 2 || at.f->down * at.f->across < 2 || both->values != both->block ||
        both->kind == READ_TEXT) {
        return NULL;
    }
    double *wanted = malloc(both->values * sizeof *wanted),
           *got = malloc(both->values * sizeof *got);
    const char *name = NULL;
    if (wanted != NULL && got != NULL) {
        pair_numbers(both, pair_read(both, PAIR_EXPECTED, 0, both->values), both->values, wanted);
        pair_numbers(both, pair_read(both, PAIR_GOT, 0, both->values), both->values, got);
        at.wanted = wanted;
        at.got = got;
        name = explain(known, &at, about);
    }
    free(wanted);
    free(got);
    return name;
}

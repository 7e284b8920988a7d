#include "numbers.h"
#include <math.h>
#include <stdio.h>

enum { CHUNK = 1024 };

static const double EXACT = 1e-9, HARDLY_OFF = 0.01, NEAR = 0.3;

/* ---- the ranks' shares ---- */

/* Where all ranks have the same number of items, a mean is the same with and without weights. */
static bool shares_are_unequal(const evidence *known)
{
    for (int r = 1; known->shares != NULL && r < known->ranks; r++) {
        if (known->shares[r] != known->shares[0]) {
            return true;
        }
    }
    return false;
}

/* "480,479,479"; of many ranks the first and the last */
static void put_shares(const evidence *known, finding *about)
{
    char text[200] = "";
    size_t used = 0, size = sizeof text;
    int last = known->ranks - 1;
    for (int r = 0; r <= last && used < size; r++) {
        if (r >= 4 && r < last - 1) {
            used += (size_t)snprintf(text + used, size - used, ",...");
            r = last - 1;
        }
        if (used < size) {
            used += (size_t)snprintf(text + used, size - used, r > 0 ? ",%.15g" : "%.15g",
                                     known->shares[r]);
        }
    }
    finding_put(about, "list.shares", "%s", text);
}

/* ---- all values ---- */

/* Is every value got `factor` times the expected one, but for this part of it? */
static bool all_are(const evidence *known, double factor, double relative)
{
    double expected[CHUNK], got[CHUNK];
    pair *both = known->both;
    double margin = fmax(factor, 1) * both->margin;
    for (hsize_t done = 0, now; done < both->values; done += now) {
        now = both->values - done < CHUNK ? both->values - done : CHUNK;
        now = now < both->block ? now : both->block;
        pair_numbers(both, pair_read(both, PAIR_EXPECTED, done, now), now, expected);
        pair_numbers(both, pair_read(both, PAIR_GOT, done, now), now, got);
        for (hsize_t i = 0; i < now; i++) {
            double wanted = factor * expected[i];
            if (!(fabs(got[i] - wanted) <= relative * fabs(wanted) + margin)) {
                return false;
            }
        }
    }
    return true;
}

static const char *sum_for_mean(const evidence *known, const char *what, finding *about)
{
    finding_put(about, "what", "%s", what);
    finding_put(about, "size", "%d", known->ranks);
    return known->both->kind == READ_REAL ? "sum_instead_of_mean" : "counted_on_every_rank";
}

static const char *divided(const evidence *known, const char *what, finding *about)
{
    finding_put(about, "what", "%s", what);
    finding_put(about, "size", "%d", known->ranks);
    return "divided_twice";
}

/* Of every value only the lower 4 bytes are there. */
static const char *cut_to_4_bytes(const evidence *known, finding *about)
{
    static const double range = 4294967296.0; /* 2^32 */
    double expected[CHUNK], got[CHUNK];
    pair *both = known->both;
    if (both->kind != READ_INTEGER || both->size < 8) {
        return NULL;
    }
    for (hsize_t done = 0, now; done < both->values; done += now) {
        now = both->values - done < CHUNK ? both->values - done : CHUNK;
        now = now < both->block ? now : both->block;
        pair_numbers(both, pair_read(both, PAIR_EXPECTED, done, now), now, expected);
        pair_numbers(both, pair_read(both, PAIR_GOT, done, now), now, got);
        for (hsize_t i = 0; i < now; i++) {
            if (fabs(got[i]) >= range || fmod(expected[i] - got[i], range) != 0) {
                return NULL;
            }
        }
    }
    finding_put(about, "what", "%s", both->values == 1 ? "the value" : "the values");
    return "cut_to_4_bytes";
}

const char *numbers_factor(const evidence *known, finding *about)
{
    const char *all = known->both->values == 1 ? "single value" : "every value";
    bool real = known->both->kind == READ_REAL;
    const char *cut = cut_to_4_bytes(known, about);
    if (cut != NULL) {
        return cut;
    }
    if (known->ranks < 2 || known->both->kind == READ_TEXT) {
        return NULL;
    }
    if (all_are(known, known->ranks, real ? EXACT : 0)) {
        return sum_for_mean(known, all, about);
    }
    if (all_are(known, known->ranks, HARDLY_OFF)) {
        finding_put(about, "about", "about");
        return sum_for_mean(known, all, about);
    }
    if (real && all_are(known, 1.0 / known->ranks, EXACT)) {
        return divided(known, all, about);
    }
    return NULL;
}

const char *numbers_near(const evidence *known, finding *about)
{
    if (known->ranks < 2 || known->both->kind != READ_REAL ||
        2 * known->seen->differing <= known->both->values || !all_are(known, 1, NEAR)) {
        return NULL; /* or a few values are wrong */
    }
    finding_put(about, "what", "%s", known->both->values == 1 ? "single value" : "values");
    if (shares_are_unequal(known) && all_are(known, 1, HARDLY_OFF)) {
        put_shares(known, about);
        return "unweighted_mean";
    }
    return "near";
}

/* ---- sums over ranks ---- */

typedef struct {
    double expected, got; /* of all values */
    bool less, more, falls;
} totals;

static totals add_up(const evidence *known)
{
    double expected[CHUNK], got[CHUNK], last = -INFINITY;
    pair *both = known->both;
    totals sum = {0};
    for (hsize_t done = 0, now; done < both->values; done += now) {
        now = both->values - done < CHUNK ? both->values - done : CHUNK;
        now = now < both->block ? now : both->block;
        pair_numbers(both, pair_read(both, PAIR_EXPECTED, done, now), now, expected);
        pair_numbers(both, pair_read(both, PAIR_GOT, done, now), now, got);
        for (hsize_t i = 0; i < now; i++) {
            sum.expected += expected[i];
            sum.got += got[i];
            sum.less |= got[i] < expected[i] || got[i] < 0;
            sum.more |= got[i] > expected[i] || expected[i] < 0;
            sum.falls |= expected[i] < last;
            last = expected[i];
        }
    }
    return sum;
}

const char *numbers_summed(const evidence *known, finding *about)
{
    static const double OFF = 0.1;
    const pair *both = known->both;
    if (both->kind != READ_INTEGER || both->values < 3 || known->ranks < 2 ||
        2 * known->seen->differing < both->values) {
        return NULL;
    }
    totals sum = add_up(known);
    double ratio = sum.got / sum.expected, ranks = nearbyint(ratio * known->ranks);
    if (!sum.falls || !(sum.expected > 0)) {
        return NULL; /* values in their order, which a shift makes all less */
    }
    finding_put(about, "size", "%d", known->ranks);
    if (!sum.more && ranks >= 1 && ranks < known->ranks &&
        fabs(ratio * known->ranks - ranks) <= OFF) {
        finding_put(about, "of", "%.0f", ranks);
        return "part_of_sum";
    }
    if (!sum.less && nearbyint(ratio) >= 2 && fabs(ratio - nearbyint(ratio)) <= OFF) {
        finding_put(about, "factor", "%.0f", nearbyint(ratio));
        return "more_than_sum";
    }
    return NULL;
}

/* The only row of `got` that is not 0; -1: there are others, or none. */
static int64_t only_row(pair *both)
{
    int64_t only = -1;
    for (hsize_t row = 0; row < both->rows; row++) {
        if (!pair_got_is_zero(both, row * both->row_values, both->row_values)) {
            if (only >= 0) {
                return -1;
            }
            only = (int64_t)row;
        }
    }
    return only;
}

const char *numbers_one_row(const evidence *known, finding *about)
{
    pair *both = known->both;
    double sum[CHUNK] = {0}, values[CHUNK];
    hsize_t length = both->row_values;
    int64_t only = both->kind != READ_TEXT && both->dimensions == 2 && both->rows > 1 &&
                           length <= CHUNK && both->values == both->block
                       ? only_row(both)
                       : -1;
    if (only < 0) {
        return NULL;
    }
    for (hsize_t row = 0; row < both->rows; row++) {
        pair_numbers(both, pair_read(both, PAIR_EXPECTED, row * length, length), length, values);
        for (hsize_t i = 0; i < length; i++) {
            sum[i] += values[i];
        }
    }
    pair_numbers(both, pair_read(both, PAIR_GOT, (hsize_t)only * length, length), length, values);
    for (hsize_t i = 0; i < length; i++) {
        if (!(fabs(values[i] - sum[i]) <= EXACT * fabs(sum[i]))) {
            return NULL;
        }
    }
    finding_put(about, "row.of_sum", "%lld", (long long)only);
    return "all_in_one_row";
}

/* ---- a series: one value after the other, each computed with the help of the last ---- */

/* Already the first value is a multiple of what it should be. */
static const char *first_factor(const evidence *known, finding *about)
{
    double expected, got;
    pair_numbers(known->both, pair_read(known->both, PAIR_EXPECTED, 0, 1), 1, &expected);
    pair_numbers(known->both, pair_read(known->both, PAIR_GOT, 0, 1), 1, &got);
    double ratio = got / expected, whole = nearbyint(ratio);
    const char *what = "first value";
    if (!isfinite(ratio) || ratio == 0) {
        return NULL;
    }
    if (known->ranks > 1 && fabs(ratio / known->ranks - 1) <= EXACT) {
        return sum_for_mean(known, what, about);
    }
    if (known->ranks > 1 && fabs(ratio * known->ranks - 1) <= EXACT) {
        return divided(known, what, about);
    }
    if (whole >= 2 && whole <= 1e12 && fabs(ratio / whole - 1) <= EXACT) {
        finding_put(about, "what", "%s", what);
        finding_put(about, "factor", "%.0f", whole);
        return "sum_instead_of_mean";
    }
    return NULL;
}

const char *numbers_series(const evidence *known, finding *about)
{
    const survey *seen = known->seen;
    const pair *both = known->both;
    if (both->kind != READ_REAL || both->dimensions != 1 || both->values < 3 ||
        known->whose->known || seen->differing != both->values - seen->first) {
        return NULL;
    }
    if (seen->first == 0) {
        return first_factor(known, about);
    }
    if (known->ranks < 2 || seen->first > both->values / 2) {
        return NULL;
    }
    finding_put(about, "from", "[%llu]", (unsigned long long)seen->first);
    if (shares_are_unequal(known)) {
        put_shares(known, about);
        return "unweighted_mean";
    }
    return "drifts_away";
}

/* ---- one count ---- */

int numbers_compare(const evidence *known)
{
    double expected, got;
    if (known->both->kind != READ_INTEGER || known->both->values != 1 || known->ranks < 2) {
        return 0;
    }
    pair_numbers(known->both, pair_read(known->both, PAIR_EXPECTED, 0, 1), 1, &expected);
    pair_numbers(known->both, pair_read(known->both, PAIR_GOT, 0, 1), 1, &got);
    if (expected <= 0 || got <= 0 || known->both->dimensions > 0) {
        return 0;
    }
    return got < expected ? -1 : 1;
}

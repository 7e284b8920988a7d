#include "patterns.h"
#include "borders.h"
#include "numbers.h"
#include "order.h"
#include "parts.h"
#include "shape.h"
#include <stdio.h>
#include <string.h>

static const char *untouched(const evidence *known, finding *about)
{
    const pair *both = known->both;
    if (!known->seen->all_zero) {
        return NULL;
    }
    if (!evidence_has_todo(known) && known->parts->one_each) {
        const char *name = parts_rank_0s(known, about); /* whose value may well be 0 */
        if (name != NULL) {
            return name;
        }
    }
    finding_put(about, "what", "%s",
                both->values == 1         ? "single value"
                : known->whose->one_each  ? "value of every rank"
                : both->kind == READ_TEXT ? "every text"
                                          : "every value");
    evidence_put_zero(known, about);
    if (evidence_has_todo(known)) {
        finding_put(about, "todo", "%s", known->first_todo);
    } else if (known->ranks > 1) {
        finding_put(about, "size", "%d", known->ranks);
    }
    return "untouched";
}

/* ---- what cannot be right at all ---- */

static const char *not_a_number(const evidence *known, finding *about)
{
    (void)about;
    return known->seen->not_finite == known->seen->differing ? "not_a_number" : NULL;
}

static const char *garbage(const evidence *known, finding *about)
{
    (void)about;
    return known->seen->differing_garbage ? "garbage" : NULL;
}

/* ---- what is left ---- */

/* Are all values that differ 1, say, and should be 4? */
static bool put_instead(const evidence *known, finding *about)
{
    pair *both = known->both;
    char wanted[200], there[200];
    const char *should = NULL, *is = NULL;
    if (both->values != both->block) {
        return false; /* large */
    }
    const char *expected = pair_read(both, PAIR_EXPECTED, 0, both->values);
    const char *got = pair_read(both, PAIR_GOT, 0, both->values);
    for (size_t i = 0; i < both->values * both->size; i += both->size) {
        if (pair_same(both, expected + i, got + i)) {
            continue;
        }
        if (should != NULL && (memcmp(should, expected + i, both->size) != 0 ||
                               memcmp(is, got + i, both->size) != 0)) {
            return false;
        }
        should = expected + i;
        is = got + i;
    }
    if (should != NULL) {
        pair_text(both, should, wanted, sizeof wanted);
        pair_text(both, is, there, sizeof there);
        finding_put(about, "there", "%s", there);
        finding_put(about, "wanted", "%s", wanted);
    }
    return should != NULL;
}

static const char *some_ranks(const evidence *known, finding *about)
{
    const bool *differs = known->seen->rank_differs;
    bool right[PATTERNS_RANKS] = {false};
    int wrong = 0, good = 0;
    if (differs == NULL || known->seen->nobodys || known->whose->ranks > PATTERNS_RANKS) {
        return NULL;
    }
    for (int r = 0; r < known->whose->ranks; r++) {
        right[r] = !differs[r] && owners_count(known->whose, r) > 0;
        good += right[r];
        wrong += differs[r];
    }
    if (good == 0 || wrong == 0) {
        return NULL;
    }
    survey_put_ranks(about, "ranks.wrong", differs, known->whose->ranks);
    survey_put_ranks(about, "ranks.right", right, known->whose->ranks);
    finding_put(about, "size", "%d", known->whose->ranks);
    if (known->whose->one_each) {
        put_instead(known, about);
    }
    return "only_some_ranks_right";
}

static const char *other(const evidence *known, finding *about)
{
    int count = numbers_compare(known);
    if (put_instead(known, about)) {
        if (count != 0) {
            finding_put(about, "count_is", "%s", count < 0 ? "less" : "more");
        }
    } else if (known->seen->differing_zero) {
        evidence_put_zero(known, about);
    } else if (known->seen->not_finite > 0) {
        finding_put(about, "not_finite", "%llu", (unsigned long long)known->seen->not_finite);
    }
    return "values_differ";
}

/* All texts that differ are the beginnings of those expected. */
static const char *cut_off(const evidence *known, finding *about)
{
    pair *both = known->both;
    size_t shortest = 0;
    if (both->kind != READ_TEXT || both->values != both->block) {
        return NULL;
    }
    const char *expected = pair_read(both, PAIR_EXPECTED, 0, both->values);
    const char *got = pair_read(both, PAIR_GOT, 0, both->values);
    for (size_t i = 0; i < both->values * both->size; i += both->size) {
        size_t length = strlen(got + i);
        if (pair_same(both, expected + i, got + i)) {
            continue;
        }
        if (length == 0 || strncmp(expected + i, got + i, length) != 0 ||
            (shortest > 0 && shortest != length)) {
            return NULL;
        }
        shortest = length;
    }
    if (both->values == 1) {
        finding_put(about, "what", "single text");
    }
    finding_put(about, "characters", "%zu", shortest);
    return "cut_off";
}

typedef const char *pattern(const evidence *known, finding *about);

/* In this order: the first that fits is named. The last one always fits. */
static pattern *const patterns[] = {
    untouched,           not_a_number,
    numbers_factor,      numbers_one_row,
    parts_left_out,      parts_missing,
    parts_nobodys,       parts_on_top,
    parts_rank_0s,       parts_same_everywhere,
    parts_other_order,   parts_rank_order,
    parts_shifted,       parts_displaced,
    shape_transposed,    parts_same_rows,
    parts_beginning,     garbage,
    parts_written_over,  order_falls,
    borders_spread,      some_ranks,
    parts_other_columns, cut_off,
    numbers_summed,      numbers_series,
    numbers_near,        other,
};

const char *patterns_of_values(const evidence *known, finding *about)
{
    const char *name = NULL;
    for (size_t i = 0; name == NULL; i++) {
        name = patterns[i](known, about);
    }
    return name;
}

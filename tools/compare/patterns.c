#include "patterns.h"
#include "numbers.h"
#include "parts.h"
#include "shape.h"
#include <stdio.h>
#include <string.h>

void patterns_subject(const evidence *known, char text[], size_t size)
{
    const char *comma = strchr(known->where, ',') != NULL ? "," : "";
    if (known->where[0] == '\0') {
        snprintf(text, size, "the value is");
    } else if (known->seen->differing == 1) {
        snprintf(text, size, "%s value of %s%s is", known->both->row_values > 1 ? "one" : "the",
                 known->where, comma);
    } else {
        snprintf(text, size, "%s%s%s %s", known->whose->one_each ? "the values of " : "",
                 known->where, comma, known->seen->rows == 1 ? "is" : "are");
    }
}

bool patterns_has_todo(const evidence *known)
{
    return known->first_todo != NULL && known->first_todo[0] != '\0';
}

static const char *untouched(const evidence *known, char sentence[], size_t size)
{
    const pair *both = known->both;
    if (!known->seen->all_zero) {
        return NULL;
    }
    if (!patterns_has_todo(known) && known->parts->one_each) {
        const char *name = parts_rank_0s(known, sentence, size); /* whose value may well be 0 */
        if (name != NULL) {
            return name;
        }
    }
    const char *what = both->kind == READ_TEXT ? "empty" : "0";
    const char *place = both->values == 1         ? "the value is "
                        : known->whose->one_each  ? "on every rank the value is "
                        : both->kind == READ_TEXT ? "every text is "
                                                  : "every value is ";
    if (patterns_has_todo(known)) {
        snprintf(sentence, size, "%s%s, as in the unfinished exercise; the next step there is %s",
                 place, what, known->first_todo);
    } else {
        snprintf(sentence, size, "%s%s: is it never computed, or does it never arrive%s?", place,
                 what, known->ranks > 1 ? " at the rank that writes it" : "");
    }
    return "untouched";
}

/* ---- what cannot be right at all ---- */

static const char *not_a_number(const evidence *known, char sentence[], size_t size)
{
    char subject[FINDING_TEXT];
    if (known->seen->not_finite != known->seen->differing) {
        return NULL;
    }
    patterns_subject(known, subject, sizeof subject);
    snprintf(sentence, size, "%s not finite: a division by 0, or memory that was never set?",
             subject);
    return "not_a_number";
}

static const char *garbage(const evidence *known, char sentence[], size_t size)
{
    char subject[FINDING_TEXT];
    if (!known->seen->differing_garbage) {
        return NULL;
    }
    patterns_subject(known, subject, sizeof subject);
    snprintf(sentence, size,
             "%s nothing that a computation gives: is memory read before anything has arrived "
             "there?",
             subject);
    return "garbage";
}

/* ---- what is left ---- */

/* "1 instead of 4" where all values that differ are 1, and should be 4; else "". */
static void instead_text(const evidence *known, char text[], size_t size)
{
    pair *both = known->both;
    char wanted[200], there[200];
    const char *should = NULL, *is = NULL;
    text[0] = '\0';
    if (both->values != both->block) {
        return; /* large */
    }
    const char *expected = pair_read(both, PAIR_EXPECTED, 0, both->values);
    const char *got = pair_read(both, PAIR_GOT, 0, both->values);
    for (size_t i = 0; i < both->values * both->size; i += both->size) {
        if (pair_same(both, expected + i, got + i)) {
            continue;
        }
        if (should != NULL && (memcmp(should, expected + i, both->size) != 0 ||
                               memcmp(is, got + i, both->size) != 0)) {
            return;
        }
        should = expected + i;
        is = got + i;
    }
    if (should != NULL) {
        pair_text(both, should, wanted, sizeof wanted);
        pair_text(both, is, there, sizeof there);
        snprintf(text, size, "%s instead of %s", there, wanted);
    }
}

static const char *some_ranks(const evidence *known, char sentence[], size_t size)
{
    const bool *differs = known->seen->rank_differs;
    bool right[PATTERNS_RANKS] = {false};
    char those[128], others[128];
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
    survey_ranks_text(differs, true, known->whose->ranks, those, sizeof those);
    survey_ranks_text(right, true, known->whose->ranks, others, sizeof others);
    char instead[FINDING_TEXT / 2 + 128] = "";
    if (known->whose->one_each) {
        instead_text(known, instead, sizeof instead);
    }
    const char *be = wrong == 1 ? "is" : "are", *have = wrong == 1 ? "has" : "have";
    snprintf(sentence, size, "%s %s right, %s of %d %s %s", others, good == 1 ? "is" : "are", those,
             known->whose->ranks, instead[0] != '\0' ? have : be,
             instead[0] != '\0' ? instead : "not");
    return "only_some_ranks_right";
}

static const char *other(const evidence *known, char sentence[], size_t size)
{
    char subject[FINDING_TEXT], instead[FINDING_TEXT / 2 + 128];
    patterns_subject(known, subject, sizeof subject);
    instead_text(known, instead, sizeof instead);
    if (instead[0] != '\0') {
        snprintf(sentence, size, "%s %s%s", subject, instead, numbers_question(known));
    } else if (known->seen->differing_zero) {
        snprintf(sentence, size, "%s %s where there should be something else", subject,
                 known->both->kind == READ_TEXT ? "empty" : "0");
    } else {
        snprintf(sentence, size, "%s not as expected%s", subject,
                 known->seen->not_finite > 0 ? ", and some not even finite" : "");
    }
    return "values_differ";
}

/* All texts that differ are the beginnings of those expected. */
static const char *cut_off(const evidence *known, char sentence[], size_t size)
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
    snprintf(sentence, size, "%s %s cut off after %zu character%s: is a count too small?",
             both->values == 1 ? "the text" : known->where, known->seen->rows == 1 ? "is" : "are",
             shortest, shortest == 1 ? "" : "s");
    return "cut_off";
}

typedef const char *pattern(const evidence *known, char sentence[], size_t size);

/* In this order: the first that fits is named. The last one always fits. */
static pattern *const patterns[] = {
    untouched,
    not_a_number,
    numbers_factor,
    parts_left_out,
    parts_missing,
    parts_nobodys,
    parts_on_top,
    parts_rank_0s,
    parts_same_everywhere,
    parts_other_order,
    parts_rank_order,
    parts_shifted,
    parts_displaced,
    shape_transposed,
    parts_beginning,
    garbage,
    some_ranks,
    parts_other_columns,
    cut_off,
    numbers_series,
    numbers_near,
    other,
};

const char *patterns_of_values(const evidence *known, char sentence[], size_t size)
{
    const char *name = NULL;
    for (size_t i = 0; name == NULL; i++) {
        name = patterns[i](known, sentence, size);
    }
    return name;
}

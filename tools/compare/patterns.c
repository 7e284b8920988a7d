#include "patterns.h"
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

static const char *untouched(const evidence *known, char sentence[], size_t size)
{
    const pair *both = known->both;
    if (!known->seen->all_zero) {
        return NULL;
    }
    const char *what = both->kind == READ_TEXT ? "empty" : "0";
    const char *place = both->values == 1         ? "the value is "
                        : known->whose->one_each  ? "on every rank the value is "
                        : both->kind == READ_TEXT ? "every text is "
                                                  : "every value is ";
    if (known->first_todo != NULL && known->first_todo[0] != '\0') {
        snprintf(sentence, size, "%s%s, as in the unfinished exercise; the next step there is %s",
                 place, what, known->first_todo);
    } else {
        snprintf(sentence, size, "%s%s: is it never computed, or does it never arrive?", place,
                 what);
    }
    return "untouched";
}

static const char *factor(const evidence *known, char sentence[], size_t size)
{
    const char *all = known->both->values == 1 ? "the value" : "every value";
    if (known->seen->times_ranks && known->both->kind == READ_REAL) {
        snprintf(sentence, size,
                 "%s is %d times the expected one, and there are %d ranks: a sum where the mean is "
                 "wanted?",
                 all, known->ranks, known->ranks);
        return "sum_instead_of_mean";
    }
    if (known->seen->times_ranks) {
        snprintf(sentence, size,
                 "%s is %d times the expected one, and there are %d ranks: does every rank count "
                 "all of it, instead of its own part?",
                 all, known->ranks, known->ranks);
        return "counted_on_every_rank";
    }
    if (known->seen->per_ranks) {
        snprintf(sentence, size,
                 "%s is the expected one divided by %d, the number of ranks: is it divided twice, "
                 "or is only one rank's share there?",
                 all, known->ranks);
        return "divided_twice";
    }
    return NULL;
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
    snprintf(sentence, size, "%s %s right, %s of %d %s not", others, good == 1 ? "is" : "are",
             those, known->whose->ranks, wrong == 1 ? "is" : "are");
    return "only_some_ranks_right";
}

/* "1 instead of 4" where all values expected are equal, and all we got; else "". */
static void instead_text(const evidence *known, char text[], size_t size)
{
    pair *both = known->both;
    char wanted[200], there[200];
    text[0] = '\0';
    if (both->values != both->block) {
        return; /* large */
    }
    const char *expected = pair_read(both, PAIR_EXPECTED, 0, both->values);
    const char *got = pair_read(both, PAIR_GOT, 0, both->values);
    size_t rest = (both->values - 1) * both->size;
    if (memcmp(expected, expected + both->size, rest) == 0 &&
        memcmp(got, got + both->size, rest) == 0) {
        pair_text(both, expected, wanted, sizeof wanted);
        pair_text(both, got, there, sizeof there);
        snprintf(text, size, "%s instead of %s", there, wanted);
    }
}

static const char *other(const evidence *known, char sentence[], size_t size)
{
    char subject[FINDING_TEXT], instead[FINDING_TEXT / 2 + 128];
    patterns_subject(known, subject, sizeof subject);
    instead_text(known, instead, sizeof instead);
    if (instead[0] != '\0') {
        snprintf(sentence, size, "%s %s", subject, instead);
    } else if (known->seen->differing_zero) {
        snprintf(sentence, size, "%s %s where there should be something else", subject,
                 known->both->kind == READ_TEXT ? "empty" : "0");
    } else {
        snprintf(sentence, size, "%s not as expected%s", subject,
                 known->seen->not_finite > 0 ? ", and some not even finite" : "");
    }
    return "values_differ";
}

typedef const char *pattern(const evidence *known, char sentence[], size_t size);

/* In this order: the first that fits is named. The last one always fits. */
static pattern *const patterns[] = {
    untouched,
    not_a_number,
    factor,
    parts_left_out,
    parts_missing,
    parts_on_top,
    parts_every_is_one,
    parts_other_order,
    parts_rank_order,
    parts_shifted,
    shape_transposed,
    garbage,
    some_ranks,
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

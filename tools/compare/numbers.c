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

/* "480, 479 and 479"; of many ranks the first and the last */
static void shares_text(const evidence *known, char text[], size_t size)
{
    size_t used = 0;
    int last = known->ranks - 1;
    for (int r = 0; r <= last && used < size; r++) {
        if (r >= 4 && r < last - 1) {
            used += (size_t)snprintf(text + used, size - used, ", ...");
            r = last - 1;
        }
        if (used < size) {
            used += (size_t)snprintf(text + used, size - used, "%s%.15g",
                                     r == 0      ? ""
                                     : r == last ? " and "
                                                 : ", ",
                                     known->shares[r]);
        }
    }
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

static const char *sum_for_mean(const evidence *known, const char *subject, const char *about,
                                char sentence[], size_t size)
{
    bool real = known->both->kind == READ_REAL;
    snprintf(sentence, size, "%s is %s%d times the expected one, and there are %d ranks: %s",
             subject, about, known->ranks, known->ranks,
             real ? "a sum where the mean is wanted?"
                  : "does every rank count all of it, instead of its own part?");
    return real ? "sum_instead_of_mean" : "counted_on_every_rank";
}

static const char *divided(const evidence *known, const char *subject, char sentence[], size_t size)
{
    snprintf(
        sentence, size,
        "%s is the expected one divided by %d, the number of ranks: is it divided twice, or is "
        "only one rank's share there?",
        subject, known->ranks);
    return "divided_twice";
}

const char *numbers_factor(const evidence *known, char sentence[], size_t size)
{
    const char *all = known->both->values == 1 ? "the value" : "every value";
    bool real = known->both->kind == READ_REAL;
    if (known->ranks < 2 || known->both->kind == READ_TEXT) {
        return NULL;
    }
    if (all_are(known, known->ranks, real ? EXACT : 0)) {
        return sum_for_mean(known, all, "", sentence, size);
    }
    if (all_are(known, known->ranks, HARDLY_OFF)) {
        return sum_for_mean(known, all, "about ", sentence, size);
    }
    if (real && all_are(known, 1.0 / known->ranks, EXACT)) {
        return divided(known, all, sentence, size);
    }
    return NULL;
}

const char *numbers_near(const evidence *known, char sentence[], size_t size)
{
    if (known->ranks < 2 || known->both->kind != READ_REAL ||
        2 * known->seen->differing <= known->both->values || !all_are(known, 1, NEAR)) {
        return NULL; /* or a few values are wrong */
    }
    const char *subject = known->both->values == 1 ? "the value is" : "the values are";
    if (shares_are_unequal(known) && all_are(known, 1, HARDLY_OFF)) {
        char shares[200];
        shares_text(known, shares, sizeof shares);
        snprintf(sentence, size,
                 "%s very near what is expected, but not the same: is it a mean of the ranks' "
                 "means, not weighted by how many items each rank has (%s)?",
                 subject, shares);
        return "unweighted_mean";
    }
    snprintf(sentence, size,
             "%s near what is expected, but not the same: is one rank's part taken for that of "
             "all, or is something left out?",
             subject);
    return "near";
}

/* ---- a series: one value after the other, each computed with the help of the last ---- */

/* Already the first value is a multiple of what it should be. */
static const char *first_factor(const evidence *known, char sentence[], size_t size)
{
    double expected, got;
    pair_numbers(known->both, pair_read(known->both, PAIR_EXPECTED, 0, 1), 1, &expected);
    pair_numbers(known->both, pair_read(known->both, PAIR_GOT, 0, 1), 1, &got);
    double ratio = got / expected, whole = nearbyint(ratio);
    const char *subject = "already the first value";
    if (!isfinite(ratio) || ratio == 0) {
        return NULL;
    }
    if (known->ranks > 1 && fabs(ratio / known->ranks - 1) <= EXACT) {
        return sum_for_mean(known, subject, "", sentence, size);
    }
    if (known->ranks > 1 && fabs(ratio * known->ranks - 1) <= EXACT) {
        return divided(known, subject, sentence, size);
    }
    if (whole >= 2 && whole <= 1e12 && fabs(ratio / whole - 1) <= EXACT) {
        snprintf(
            sentence, size,
            "%s is %.0f times the expected one: is a sum never divided by the number of items?",
            subject, whole);
        return "sum_instead_of_mean";
    }
    return NULL;
}

const char *numbers_series(const evidence *known, char sentence[], size_t size)
{
    const survey *seen = known->seen;
    const pair *both = known->both;
    if (both->kind != READ_REAL || both->dimensions != 1 || both->values < 3 ||
        known->whose->known || seen->differing != both->values - seen->first) {
        return NULL;
    }
    if (seen->first == 0) {
        return first_factor(known, sentence, size);
    }
    if (known->ranks < 2 || seen->first > both->values / 2) {
        return NULL;
    }
    size_t used = (size_t)snprintf(
        sentence, size, "the beginning is right, but from [%llu] on the values drift away: ",
        (unsigned long long)seen->first);
    if (shares_are_unequal(known)) {
        char shares[200];
        shares_text(known, shares, sizeof shares);
        snprintf(sentence + used, size - used,
                 "is a mean of the ranks' means not weighted by how many items each rank has (%s)?",
                 shares);
        return "unweighted_mean";
    }
    snprintf(sentence + used, size - used,
             "does every rank get the sum over all ranks, and all of it, before it goes on?");
    return "drifts_away";
}

/* ---- one count ---- */

const char *numbers_question(const evidence *known)
{
    double expected, got;
    if (known->both->kind != READ_INTEGER || known->both->values != 1 || known->ranks < 2) {
        return "";
    }
    pair_numbers(known->both, pair_read(known->both, PAIR_EXPECTED, 0, 1), 1, &expected);
    pair_numbers(known->both, pair_read(known->both, PAIR_GOT, 0, 1), 1, &got);
    if (expected <= 0 || got <= 0 || known->both->dimensions > 0) {
        return "";
    }
    return got < expected ? ": is not every rank's part in it?"
                          : ": is something in it more than once?";
}

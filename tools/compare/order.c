#include "order.h"
#include <math.h>
#include <string.h>

enum { CHUNK = 1024 };

/* One pass over a side. */
typedef struct {
    hsize_t falls, first;    /* how often a value is less than the one before; the first that is */
    hsize_t falls_at_border; /* of them, where another rank's rows begin */
    uint64_t mixed;          /* the same for the same values in any order */
} pass;

static uint64_t mix(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    bits *= UINT64_C(0x9e3779b97f4a7c15);
    return (bits ^ bits >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
}

static pass go_through(const evidence *known, int side)
{
    pair *both = known->both;
    double values[CHUNK], last = -INFINITY;
    pass seen = {0};
    for (hsize_t done = 0, now; done < both->values; done += now) {
        now = both->values - done < CHUNK ? both->values - done : CHUNK;
        now = now < both->block ? now : both->block;
        pair_numbers(both, pair_read(both, side, done, now), now, values);
        for (hsize_t i = 0; i < now; last = values[i++]) {
            hsize_t at = done + i;
            seen.mixed += mix(values[i]);
            if (values[i] < last) {
                seen.first = seen.falls == 0 ? at : seen.first;
                seen.falls++;
                seen.falls_at_border += known->whose->known && owners_of(known->whose, at) !=
                                                                   owners_of(known->whose, at - 1);
            }
        }
    }
    return seen;
}

const char *order_falls(const evidence *known, finding *about)
{
    const pair *both = known->both;
    if (both->kind != READ_INTEGER || both->dimensions != 1 || both->values < 3 ||
        known->whose->one_each) {
        return NULL;
    }
    pass expected = go_through(known, PAIR_EXPECTED), got = go_through(known, PAIR_GOT);
    if (expected.falls > 0 || got.falls == 0) {
        return NULL;
    }
    finding_put(about, "falls", "%llu", (unsigned long long)got.falls);
    finding_put(about, "from", "[%llu]", (unsigned long long)got.first);
    if (got.mixed == expected.mixed) {
        finding_put(about, "all_there", "all");
    }
    return got.falls == got.falls_at_border ? "sorted_by_parts" : "not_sorted";
}

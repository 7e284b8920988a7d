#include "palette.h"
#include <math.h>
#include <stdlib.h>

/* Counts may be up to 2^31, so there is not a bin for each: up to EXACT there is, and above it 2048
 * for each doubling, as with the digits of a floating-point number. */
enum { EXACT = 4096, PER_DOUBLING = 2048, DOUBLINGS = 19, BINS = EXACT + DOUBLINGS * PER_DOUBLING };

struct palette {
    int32_t max_iter;
    uint64_t invalid;
    uint64_t pixels[BINS];
    uint8_t colours[BINS][3];
};

static const uint8_t inside[3] = {0, 0, 0}, no_count[3] = {128, 128, 128};

typedef struct {
    double at; /* from 0, the first to escape, to 1, the last */
    double rgb[3];
} anchor;

static const anchor anchors[] = {
    {0.00, {3, 7, 28}},      {0.12, {7, 30, 84}},     {0.26, {14, 66, 142}},
    {0.40, {34, 110, 178}},  {0.52, {86, 152, 190}},  {0.63, {158, 186, 178}},
    {0.74, {222, 202, 132}}, {0.85, {251, 218, 104}}, {0.94, {255, 236, 160}},
    {1.00, {255, 253, 236}},
};
enum { ANCHORS = sizeof anchors / sizeof anchors[0] };

palette *palette_create(int32_t max_iter)
{
    palette *made = calloc(1, sizeof *made);
    if (made != NULL) {
        made->max_iter = max_iter;
    }
    return made;
}

static int bin(int32_t count)
{
    int doublings = 0;
    while (count >> doublings >= EXACT) {
        doublings++;
    }
    return (count >> doublings) + doublings * PER_DOUBLING;
}

static int is_valid(const palette *colours, int32_t count)
{
    return count >= 1 && count <= colours->max_iter;
}

void palette_count(palette *colours, const int32_t counts[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!is_valid(colours, counts[i])) {
            colours->invalid++;
        } else if (counts[i] < colours->max_iter) {
            colours->pixels[bin(counts[i])]++;
        }
    }
}

static void mix_colour(double at, uint8_t rgb[3])
{
    int i = 0;
    while (i < ANCHORS - 2 && at > anchors[i + 1].at) {
        i++;
    }
    double part = (at - anchors[i].at) / (anchors[i + 1].at - anchors[i].at);
    for (int c = 0; c < 3; c++) {
        double from = anchors[i].rgb[c], to = anchors[i + 1].rgb[c];
        rgb[c] = (uint8_t)lround(from + part * (to - from));
    }
}

/* How much of the colours a count gets: the more, the more pixels have it, so that the colours are
 * used up in a view of the whole set and in a deep one (histogram equalisation). In plain proportion
 * the few counts of the large even areas would take nearly all; hence the exponent. */
static double share(uint64_t pixels)
{
    return pow((double)pixels, 0.6);
}

void palette_mix(palette *colours)
{
    double total = 0, below = 0;
    int last = 0;
    for (int i = 0; i < BINS; i++) {
        total += share(colours->pixels[i]);
        last = colours->pixels[i] > 0 ? i : last;
    }
    total -= share(colours->pixels[last]); /* so that the last count has the last colour */
    for (int i = 0; i < BINS; i++) {
        mix_colour(total > 0 ? fmin(below / total, 1) : 0, colours->colours[i]);
        below += share(colours->pixels[i]);
    }
}

const uint8_t *palette_colour(const palette *colours, int32_t count)
{
    if (!is_valid(colours, count)) {
        return no_count;
    }
    return count == colours->max_iter ? inside : colours->colours[bin(count)];
}

uint64_t palette_invalid(const palette *colours)
{
    return colours->invalid;
}

/* The work is two products of matrices: scores = samples x weights, and gradient = samples
 * transposed x errors. Both are done for BLOCK samples at a time, which stay in the cache, and in
 * tiles of TILE rows by WIDTH classes, which stay in registers. Within a tile every sum is one chain
 * of additions, in the order of the samples (or features), and the lanes of a vector belong to
 * different sums: so no result depends on how long vectors are. For the same reason multiplication
 * and addition are not fused (-ffp-contract=off). */
#include "common/parts/softmax.h"
#include "common/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = SOFTMAX_MAX_CLASSES, /* classes, padded */
    LANES = 4,
    VECTORS = WIDTH / LANES,
    TILE = 4,   /* samples, or features, to a tile: TILE * VECTORS sums at once */
    BLOCK = 32, /* samples converted to double at once */
};

typedef double vec __attribute__((vector_size(LANES * sizeof(double)), aligned(8), may_alias));

/* One binary for all x86-64 processors: the loader picks the code that suits. */
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) &&       \
    !defined(__SANITIZE_ADDRESS__)
#define FOR_EVERY_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EVERY_PROCESSOR
#endif

/* Memory for one pass over a shard. Samples are padded to whole tiles with zeros. */
typedef struct {
    int rows;         /* features + 1, padded to whole tiles */
    double *weights;  /* [rows][WIDTH] */
    double *gradient; /* [rows][WIDTH] */
    double *values;   /* [BLOCK][rows]: features, the 1 for the bias, zeros */
    double (*scores)[WIDTH];
} workspace;

static workspace open_workspace(const samples *shard, const double weights[])
{
    workspace w = {.rows = (shard->features + 1 + TILE - 1) / TILE * TILE};
    const size_t tiles = (size_t)w.rows * WIDTH;
    w.weights = memory_grow(NULL, (int64_t)(2 * tiles + (size_t)BLOCK * (w.rows + WIDTH)),
                            sizeof *w.weights);
    w.gradient = w.weights + tiles;
    w.values = w.gradient + tiles;
    w.scores = (double(*)[WIDTH])(w.values + (size_t)BLOCK * w.rows);
    memset(w.weights, 0, 2 * tiles * sizeof *w.weights);
    for (int f = 0; f <= shard->features; f++) {
        memcpy(w.weights + (size_t)f * WIDTH, weights + (size_t)f * shard->classes,
               (size_t)shard->classes * sizeof *weights);
    }
    return w;
}

/* Samples first ... first + count - 1 as doubles; samples up to the next whole tile are zeros. */
static void convert(const workspace *w, const samples *shard, int64_t first, int count)
{
    for (int s = 0; s < BLOCK; s++) {
        double *to = w->values + (size_t)s * w->rows;
        memset(to + shard->features, 0, (size_t)(w->rows - shard->features) * sizeof *to);
        if (s < count) {
            const uint8_t *from = shard->bytes + (first + s) * shard->features;
            for (int f = 0; f < shard->features; f++) {
                to[f] = shard->scale * from[f];
            }
            to[shard->features] = 1;
        } else {
            memset(to, 0, (size_t)w->rows * sizeof *to);
        }
    }
}

/* scores[TILE][WIDTH] = values[TILE][rows] x weights[rows][WIDTH] */
FOR_EVERY_PROCESSOR
static void score_tile(int rows, const double values[], const double weights[], double scores[])
{
    vec sums[TILE][VECTORS] = {{{0}}};
    for (int f = 0; f < rows; f++) {
        const vec *w = (const vec *)(weights + (size_t)f * WIDTH);
        for (int s = 0; s < TILE; s++) {
            for (int v = 0; v < VECTORS; v++) {
                sums[s][v] += values[(size_t)s * rows + f] * w[v];
            }
        }
    }
    memcpy(scores, sums, sizeof sums);
}

/* gradient[rows][WIDTH] += values[BLOCK][rows] transposed x errors[BLOCK][WIDTH] */
FOR_EVERY_PROCESSOR
static void add_gradient(int rows, const double values[], const double errors[], double gradient[])
{
    for (int f = 0; f < rows; f += TILE) {
        vec sums[TILE][VECTORS];
        memcpy(sums, gradient + (size_t)f * WIDTH, sizeof sums);
        for (int s = 0; s < BLOCK; s++) {
            const vec *e = (const vec *)(errors + (size_t)s * WIDTH);
            for (int t = 0; t < TILE; t++) {
                for (int v = 0; v < VECTORS; v++) {
                    sums[t][v] += values[(size_t)s * rows + f + t] * e[v];
                }
            }
        }
        memcpy(gradient + (size_t)f * WIDTH, sums, sizeof sums);
    }
}

static void score_block(const workspace *w)
{
    for (int s = 0; s < BLOCK; s += TILE) {
        score_tile(w->rows, w->values + (size_t)s * w->rows, w->weights, w->scores[s]);
    }
}

/* Turns the scores of one sample into its errors p_c - [c = label], and returns its loss. The
 * highest score is taken off before exp, which then cannot overflow. */
static double loss_and_errors(double scores[], int classes, int label)
{
    double highest = scores[0], sum = 0;
    for (int c = 1; c < classes; c++) {
        highest = scores[c] > highest ? scores[c] : highest;
    }
    const double of_label = scores[label] - highest;
    for (int c = 0; c < classes; c++) {
        scores[c] = exp(scores[c] - highest);
        sum += scores[c];
    }
    for (int c = 0; c < classes; c++) {
        scores[c] /= sum;
    }
    scores[label] -= 1;
    return log(sum) - of_label;
}

double softmax_gradient(const samples *shard, const double weights[], double gradient[])
{
    workspace w = open_workspace(shard, weights);
    double loss = 0;
    for (int64_t first = 0; first < shard->count; first += BLOCK) {
        const int count = shard->count - first < BLOCK ? (int)(shard->count - first) : BLOCK;
        convert(&w, shard, first, count);
        score_block(&w);
        for (int s = 0; s < count; s++) {
            loss += loss_and_errors(w.scores[s], shard->classes, shard->labels[first + s]);
        }
        add_gradient(w.rows, w.values, w.scores[0], w.gradient);
    }
    const double samples_here = shard->count > 0 ? (double)shard->count : 1;
    for (int f = 0; f <= shard->features; f++) {
        for (int c = 0; c < shard->classes; c++) {
            gradient[f * shard->classes + c] = w.gradient[f * WIDTH + c] / samples_here;
        }
    }
    free(w.weights);
    return loss / samples_here;
}

int64_t softmax_count_right(const samples *shard, const double weights[])
{
    workspace w = open_workspace(shard, weights);
    int64_t right = 0;
    for (int64_t first = 0; first < shard->count; first += BLOCK) {
        const int count = shard->count - first < BLOCK ? (int)(shard->count - first) : BLOCK;
        convert(&w, shard, first, count);
        score_block(&w);
        for (int s = 0; s < count; s++) {
            int best = 0;
            for (int c = 1; c < shard->classes; c++) {
                best = w.scores[s][c] > w.scores[s][best] ? c : best;
            }
            right += best == shard->labels[first + s];
        }
    }
    free(w.weights);
    return right;
}

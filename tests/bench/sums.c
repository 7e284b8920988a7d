/* sums [--quick], 2 ranks: the three ways of 05-gradient-averaging to add up, against each other.
 * sums --seconds BYTES [ring]: seconds of MPI_Allreduce, or of the ring, for peers.sh and growth.sh. */
#define main program_main
#include "solutions/05-gradient-averaging/gradient_averaging.c"
#undef main
#include "common/parts/cost_measure.h"
#include "tests/bench/ratio.h"
#include <string.h>

static double by_library(void *state)
{
    reduction *r = state;
    r->algorithm = ALLREDUCE;
    sum_over_ranks(r);
    return 0;
}

static double by_two_calls(void *state)
{
    reduction *r = state;
    r->algorithm = REDUCE_BCAST;
    sum_over_ranks(r);
    return 0;
}

static double by_ring(void *state)
{
    reduction *r = state;
    r->algorithm = RING;
    sum_over_ranks(r);
    return 0;
}

static void print_seconds(reduction *r, ratio_work *work)
{
    double seconds[RATIO_REPEATS];
    int batches = r->count < 1 << 17 ? 41 : 7;
    ratio_seconds(work, r);
    for (int i = 0; i < batches; i++) {
        seconds[i] = ratio_seconds(work, r);
    }
    if (r->rank == 0) {
        printf("%.9f\n", cost_median(seconds, batches));
    }
}

static void compare(reduction *r, int quick)
{
    static const struct {
        const char *name;
        int bytes;
    } sizes[] = {{"1KiB", 1 << 10}, {"1MiB", 1 << 20}, {"64MiB", 1 << 26}};
    for (int i = 0; i < 3; i++) {
        char key[64];
        int repeats = i < 2 ? (quick ? 15 : 41) : (quick ? 5 : 15);
        r->count = sizes[i].bytes / (int)sizeof(double);
        snprintf(key, sizeof key, "allreduce.ring_vs_library.%s", sizes[i].name);
        ratio_measure(key, "the ring, times as fast as MPI_Allreduce", by_ring, by_library, r,
                      repeats);
        snprintf(key, sizeof key, "allreduce.two_calls_vs_library.%s", sizes[i].name);
        ratio_measure(key, "reduce and broadcast, times as fast as MPI_Allreduce", by_two_calls,
                      by_library, r, repeats);
    }
}

int main(int argc, char *argv[])
{
    MPI_Init(&argc, &argv);
    int quick = argc > 1 && strcmp(argv[1], "--quick") == 0;
    int bytes = argc > 2 && strcmp(argv[1], "--seconds") == 0 ? atoi(argv[2]) : 0;
    reduction r = {.values = calloc(1 << 26, 1), .incoming = calloc(1 << 26, 1)};
    MPI_Comm_rank(MPI_COMM_WORLD, &r.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &r.size);
    if (bytes > 0) {
        r.count = bytes / (int)sizeof(double);
        print_seconds(&r, argc > 3 && strcmp(argv[3], "ring") == 0 ? by_ring : by_library);
    } else {
        compare(&r, quick);
    }
    free(r.values);
    free(r.incoming);
    MPI_Finalize();
    return 0;
}

/* broadcasts [--quick], any number of ranks: the three broadcasts of 03-broadcast against each other, and so
 * MPI_Gather, a loop of receives and a binomial tree. */
#define main program_main
#include "solutions/03-broadcast/broadcast.c"
#undef main
#include "tests/bench/ratio.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
    int rank, size, count; /* doubles of each rank */
    double *own, *all;     /* all: of this rank and of those that it gathers from in the tree */
} load;

/* The ranks in the binomial tree below this one, itself included. */
static int in_tree(int rank, int size)
{
    int step = 1;
    while (rank % (2 * step) == 0 && step < size) {
        step *= 2;
    }
    return step < size - rank ? step : size - rank;
}

static double by_loop(void *state)
{
    load *l = state;
    loop_broadcast(l->own, l->count, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    return 0;
}

static double by_tree(void *state)
{
    load *l = state;
    tree_broadcast(l->own, l->count, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    return 0;
}

static double by_library(void *state)
{
    load *l = state;
    library_broadcast(l->own, l->count, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    return 0;
}

static double gather_by_loop(void *state)
{
    load *l = state;
    if (l->rank != 0) {
        MPI_Send(l->own, l->count, MPI_DOUBLE, 0, 0, MPI_COMM_WORLD);
        return 0;
    }
    memcpy(l->all, l->own, (size_t)l->count * sizeof *l->own);
    for (int r = 1; r < l->size; r++) {
        MPI_Recv(l->all + (size_t)r * (size_t)l->count, l->count, MPI_DOUBLE, r, 0, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    }
    return 0;
}

static double gather_by_tree(void *state)
{
    load *l = state;
    memcpy(l->all, l->own, (size_t)l->count * sizeof *l->own);
    for (int step = 1; step < l->size; step *= 2) {
        if (l->rank % (2 * step) != 0) {
            MPI_Send(l->all, in_tree(l->rank, l->size) * l->count, MPI_DOUBLE, l->rank - step, 0,
                     MPI_COMM_WORLD);
            break;
        }
        if (l->rank + step < l->size) {
            MPI_Recv(l->all + (size_t)step * (size_t)l->count,
                     in_tree(l->rank + step, l->size) * l->count, MPI_DOUBLE, l->rank + step, 0,
                     MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        }
    }
    return 0;
}

/* Does the tree bring every rank's values to their place at rank 0? */
static void check_tree(load *l)
{
    l->count = 3;
    for (int i = 0; i < l->count; i++) {
        l->own[i] = l->rank + 0.1 * i;
    }
    gather_by_tree(l);
    for (int i = 0; l->rank == 0 && i < l->count * l->size; i++) {
        if (l->all[i] != i / l->count + 0.1 * (i % l->count)) {
            fprintf(stderr, "broadcasts: the tree gathers wrong values from rank %d\n",
                    i / l->count);
            MPI_Abort(MPI_COMM_WORLD, 1);
        }
    }
}

static double gather_by_library(void *state)
{
    load *l = state;
    MPI_Gather(l->own, l->count, MPI_DOUBLE, l->all, l->count, MPI_DOUBLE, 0, MPI_COMM_WORLD);
    return 0;
}

int main(int argc, char *argv[])
{
    static const struct {
        const char *name;
        int bytes;
    } sizes[] = {{"1KiB", 1 << 10}, {"64KiB", 1 << 16}, {"1MiB", 1 << 20}, {"16MiB", 1 << 24}};
    MPI_Init(&argc, &argv);
    int quick = argc > 1 && strcmp(argv[1], "--quick") == 0, repeats = quick ? 9 : 31;
    load l;
    MPI_Comm_rank(MPI_COMM_WORLD, &l.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &l.size);
    l.own = calloc(1 << 24, 1);
    l.all = calloc(1 << 24, (size_t)in_tree(l.rank, l.size));
    check_tree(&l);
    for (int i = 0; i < 4; i++) {
        char key[64], text[80];
        l.count = sizes[i].bytes / (int)sizeof(double);
        snprintf(key, sizeof key, "broadcast.tree_vs_loop.%s", sizes[i].name);
        snprintf(text, sizeof text, "times as fast as the loop, %d ranks", l.size);
        ratio_measure(key, text, by_tree, by_loop, &l, repeats);
        snprintf(key, sizeof key, "broadcast.tree_vs_library.%s", sizes[i].name);
        snprintf(text, sizeof text, "times as fast as MPI_Bcast, %d ranks", l.size);
        ratio_measure(key, text, by_tree, by_library, &l, repeats);
        snprintf(key, sizeof key, "gather.library_vs_loop.%s", sizes[i].name);
        snprintf(text, sizeof text, "MPI_Gather, times as fast as a loop of receives, %d ranks",
                 l.size);
        ratio_measure(key, text, gather_by_library, gather_by_loop, &l, repeats);
        snprintf(key, sizeof key, "gather.tree_vs_loop.%s", sizes[i].name);
        snprintf(text, sizeof text, "binomial tree, times as fast as the loop, %d ranks", l.size);
        ratio_measure(key, text, gather_by_tree, gather_by_loop, &l, repeats);
    }
    free(l.own);
    free(l.all);
    MPI_Finalize();
    return 0;
}

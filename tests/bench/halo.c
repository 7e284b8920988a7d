/* halo [--quick], 2 ranks: the kernel of 07-heat against a plain loop and against the memory's bandwidth, and its two
 * ways to exchange the halo against each other. */
#define main program_main
#include "solutions/07-heat/heat.c"
#undef main
#include "tests/bench/ratio.h"
#include <string.h>

static int steps_at_a_time;

static double by_kernel(void *state)
{
    part *mine = state;
    for (int i = 0; i < steps_at_a_time; i++) {
        mine->change = plate_compute(&mine->plate, 1, mine->plate.rows);
        plate_swap(&mine->plate);
    }
    return 0;
}

/* The same, as one would write it down. */
static double by_plain_loop(void *state)
{
    part *mine = state;
    for (int i = 0; i < steps_at_a_time; i++) {
        const plate *p = &mine->plate;
        double most = 0;
        for (int64_t y = 1; y <= p->rows; y++) {
            for (int64_t x = 1; x <= p->width; x++) {
                const double *here = p->now + y * p->stride + x;
                double sum = here[-1] + here[1] + here[-p->stride] + here[p->stride] + *here;
                double change = fabs(sum * 0.2 - *here);
                p->next[y * p->stride + x] = sum * 0.2;
                most = change > most ? change : most;
            }
        }
        mine->change = most;
        plate_swap(&mine->plate);
    }
    return 0;
}

/* What the memory can do: each number read once, and one written. */
static double by_memory(void *state)
{
    part *mine = state;
    for (int i = 0; i < steps_at_a_time; i++) {
        const double *restrict from = mine->plate.now;
        double *restrict to = mine->plate.next;
        for (int64_t k = 0; k < (mine->plate.rows + 2) * mine->plate.stride; k++) {
            to[k] = from[k] * 0.999;
        }
        plate_swap(&mine->plate);
    }
    return 0;
}

static double by_overlap(void *state)
{
    part *mine = state;
    for (int i = 0; i < steps_at_a_time; i++) {
        mine->change = step_with_overlap(mine);
        plate_swap(&mine->plate);
    }
    return 0;
}

static double by_sendrecv(void *state)
{
    part *mine = state;
    for (int i = 0; i < steps_at_a_time; i++) {
        mine->change = step_after_exchange(mine);
        plate_swap(&mine->plate);
    }
    return 0;
}

static part part_of(int64_t rows, int width)
{
    int rank, size;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    return (part){plate_load("", rank * rows, rows, size * rows, width, MPI_COMM_WORLD),
                  MPI_COMM_WORLD, rank > 0 ? rank - 1 : MPI_PROC_NULL,
                  rank < size - 1 ? rank + 1 : MPI_PROC_NULL, 0};
}

static void measure(const char *key, const char *text, ratio_work *ours, ratio_work *other,
                    int64_t rows, int width, int steps, int repeats)
{
    part mine = part_of(rows, width);
    steps_at_a_time = steps;
    ratio_measure(key, text, ours, other, &mine, repeats);
    plate_free(&mine.plate);
}

int main(int argc, char *argv[])
{
    MPI_Init(&argc, &argv);
    int repeats = argc > 1 && strcmp(argv[1], "--quick") == 0 ? 9 : 31;
    measure("heat.kernel_vs_plain", "the kernel, times as fast as a plain loop, in cache",
            by_kernel, by_plain_loop, 64, 1024, 40, repeats);
    measure("heat.kernel_vs_memory", "the kernel's part of what the memory can do", by_kernel,
            by_memory, 2048, 4096, 1, repeats);
    measure("heat.overlap_vs_sendrecv.1KiB", "overlap, times as fast as sendrecv", by_overlap,
            by_sendrecv, 128, 128, 200, repeats);
    measure("heat.overlap_vs_sendrecv.64KiB", "overlap, times as fast as sendrecv", by_overlap,
            by_sendrecv, 32, 8192, 20, repeats);
    MPI_Finalize();
    return 0;
}

/* balance: how evenly block, cyclic and dynamic scheduling share out the rows of the whole Mandelbrot set
 * (2,048 rows, 1,000 iterations): the most work of a rank / the mean. Serial, and exact: work is counted
 * in iterations, and in dynamic scheduling the next row goes to the rank that is free first, as it would
 * with a core for each rank. */
#include "common/partition.h"
#include "common/parts/escape_time.h"
#include "tests/bench/ratio.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 2048, WIDTH = 2048, MOST_RANKS = 64 };
static const char *const names[] = {"block", "cyclic", "dynamic"};

static int owner(int schedule, int row, int ranks, const int64_t work[])
{
    if (schedule < 2) {
        return schedule == 0 ? partition_block_owner(ROWS, ranks, row)
                             : partition_cyclic_owner(ranks, row);
    }
    int free = 0;
    for (int r = 1; r < ranks; r++) {
        free = work[r] < work[free] ? r : free;
    }
    return free;
}

int main(void)
{
    static double re[WIDTH];
    static int32_t counts[WIDTH];
    static int64_t row_work[ROWS];
    int64_t total = 0;
    for (int x = 0; x < WIDTH; x++) {
        re[x] = -0.75 + 2.5 * ((x + 0.5) / WIDTH - 0.5);
    }
    for (int y = 0; y < ROWS; y++) {
        row_work[y] = escape_time_row(re, WIDTH, 2.5 * (0.5 - (y + 0.5) / ROWS), 1000, counts);
        total += row_work[y];
    }
    for (int schedule = 0; schedule < 3; schedule++) {
        for (int ranks = 2; ranks <= MOST_RANKS; ranks = ranks == 16 ? 64 : 2 * ranks) {
            int64_t work[MOST_RANKS] = {0}, most = 0;
            for (int y = 0; y < ROWS; y++) {
                int r = owner(schedule, y, ranks, work);
                work[r] += row_work[y];
                most = work[r] > most ? work[r] : most;
            }
            char key[64];
            double imbalance = (double)most * ranks / (double)total;
            snprintf(key, sizeof key, "mandelbrot.imbalance.%s.%d", names[schedule], ranks);
            ratio_print(key, "most work of a rank / mean, in iterations", &imbalance, 1);
        }
    }
    return 0;
}

/* messages [--quick], 2 ranks: the ping-pong of 02-point-to-point against a bare loop of MPI_Send and
 * MPI_Recv, and messages against memcpy. */
#define main program_main
#include "solutions/02-point-to-point/point_to_point.c"
#undef main
#include "tests/bench/ratio.h"

enum { LARGE = 4 << 20, COPIES = 4 };

typedef struct {
    int rank, bytes, trips;
    char *out, *in;
} ping;

static double ours(void *state)
{
    ping *p = state;
    return ping_pong(p->out, p->in, p->bytes, p->rank, 1);
}

static double bare(void *state)
{
    ping *p = state;
    double seconds[BATCHES];
    for (int batch = 0; batch < BATCHES; batch++) {
        double start = MPI_Wtime();
        for (int i = 0; i < p->trips; i++) {
            if (p->rank == 0) {
                MPI_Send(p->out, p->bytes, MPI_BYTE, 1, 0, MPI_COMM_WORLD);
                MPI_Recv(p->in, p->bytes, MPI_BYTE, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            } else {
                MPI_Recv(p->in, p->bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
                MPI_Send(p->in, p->bytes, MPI_BYTE, 0, 0, MPI_COMM_WORLD);
            }
        }
        seconds[batch] = (MPI_Wtime() - start) / (2 * p->trips);
    }
    return cost_median(seconds, BATCHES);
}

static double copy(void *state)
{
    ping *p = state;
    double seconds[BATCHES];
    for (int batch = 0; batch < BATCHES; batch++) {
        double start = MPI_Wtime();
        for (int i = 0; i < COPIES; i++) {
            p->out[0] = (char)i;
            memcpy(p->in, p->out, (size_t)p->bytes);
        }
        seconds[batch] = (MPI_Wtime() - start) / COPIES;
    }
    return cost_median(seconds, BATCHES);
}

/* As ratio_measure, the other way round: seconds of ours / seconds of the bare loop. */
static void time_of(const char *key, const char *text, ping *p, int repeats)
{
    double ratios[RATIO_REPEATS];
    for (int i = 0; i < repeats; i++) {
        double first = ratio_seconds(i % 2 == 0 ? ours : bare, p);
        double second = ratio_seconds(i % 2 == 0 ? bare : ours, p);
        ratios[i] = i % 2 == 0 ? first / second : second / first;
    }
    ratio_print(key, text, ratios, repeats);
}

int main(int argc, char *argv[])
{
    MPI_Init(&argc, &argv);
    int quick = argc > 1 && strcmp(argv[1], "--quick") == 0, repeats = quick ? 15 : 41;
    ping p = {.bytes = 8, .trips = 20};
    MPI_Comm_rank(MPI_COMM_WORLD, &p.rank);
    p.out = calloc(LARGE, 1);
    p.in = calloc(LARGE, 1);
    time_of("pingpong.latency_vs_bare", "time of 8 bytes, ours / bare loop (1: equal)", &p,
            repeats);
    p.bytes = LARGE;
    p.trips = 1;
    ratio_measure("pingpong.bandwidth_vs_bare", "4 MiB, ours / bare loop", ours, bare, &p, repeats);
    ratio_measure("pingpong.bandwidth_vs_memcpy", "4 MiB between ranks / within one, by memcpy",
                  ours, copy, &p, repeats);
    free(p.out);
    free(p.in);
    MPI_Finalize();
    return 0;
}

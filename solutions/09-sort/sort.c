/* sort: many keys, each rank with some of them, so that no rank ever has all.
 *
 * Sample sort: each rank sorts its own keys and shows some of them, at regular places, to rank 0. That one
 * chooses the splitters: keys up to the first splitter are for rank 0, those up to the second for rank
 * 1, and so on. All ranks send every other rank what belongs there, in one call, and merge what they
 * have received. Then the keys of rank 0, followed by those of rank 1..., are all keys in their order.
 *
 *     ./lab run solutions/sort -n 4 -- --count 10000000 --keys uniform
 */
#include "common/memory.h"
#include "common/mpi_check.h"
#include "common/options.h"
#include "common/partition.h"
#include "common/parts/keys.h"
#include "common/results.h"
#include "common/timing.h"
#include <mpi.h>
#include <stdlib.h>

/* How many keys go to, or come from, each rank, and where they begin. */
typedef struct {
    int *counts;        /* [size] */
    int *displacements; /* [size] */
} parts;

static parts parts_create(int size)
{
    return (parts){memory_allocate(size, sizeof(int)), memory_allocate(size, sizeof(int))};
}

static void parts_free(parts *p)
{
    free(p->counts);
    free(p->displacements);
}

/* splitters[size - 1], the same on all ranks. Collective. */
static void find_splitters(const int64_t keys[], int64_t count, int rank, int size,
                           int64_t splitters[])
{
    int64_t *samples = memory_allocate(size, sizeof *samples); /* of this rank */
    int64_t *all_samples = memory_allocate(rank == 0 ? (int64_t)size * size : 0, sizeof *samples);
    keys_regular_samples(keys, count, size, samples);
    // TODO(1): rank 0 gets the samples of all ranks, `size` from each, in all_samples.
    //          MPI_Gather; the type of an int64_t is MPI_INT64_T
    // SOLUTION
    mpi_check(
        MPI_Gather(samples, size, MPI_INT64_T, all_samples, size, MPI_INT64_T, 0, MPI_COMM_WORLD));
    // END
    if (rank == 0) {
        keys_choose_splitters(all_samples, size, splitters);
    }
    // TODO(2): all ranks get the splitters of rank 0; there are size - 1.
    //          MPI_Bcast
    // SOLUTION
    mpi_check(MPI_Bcast(splitters, size - 1, MPI_INT64_T, 0, MPI_COMM_WORLD));
    // END
    free(samples);
    free(all_samples);
}

/* From the counts of what is sent, all else that the ranks must know before they exchange keys. Returns how many keys
 * this rank will receive. Collective. */
static int64_t plan_exchange(parts *send, parts *receive, int size)
{
    int64_t here = 0;
    // TODO(3): send->counts[r] keys go from here to rank r. How many come from each rank? Every rank
    //          tells every other one: set receive->counts.
    //          MPI_Alltoall
    // SOLUTION
    mpi_check(MPI_Alltoall(send->counts, 1, MPI_INT, receive->counts, 1, MPI_INT, MPI_COMM_WORLD));
    // END

    send->displacements[0] = receive->displacements[0] = 0;
    // TODO(4): where does the part for, or of, each rank begin? The parts follow one another without
    //          gaps, in the order of the ranks. Set the other displacements of both.
    // SOLUTION
    for (int r = 1; r < size; r++) {
        send->displacements[r] = send->displacements[r - 1] + send->counts[r - 1];
        receive->displacements[r] = receive->displacements[r - 1] + receive->counts[r - 1];
    }
    // END
    for (int r = 0; r < size; r++) {
        here += receive->counts[r];
    }
    return here;
}

int main(int argc, char *argv[])
{
    int rank, size, count = 4000000, seed = 1, kind = KEYS_UNIFORM;
    MPI_Init(&argc, &argv);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN); /* for mpi_check */
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("count", &count, 1, 2147483647, "how many keys, of all ranks together"),
        OPTION_CHOICE("keys", &kind, KEYS_WORDS, "what they are like"),
        OPTION_INT("seed", &seed, 0, 2147483647, "other keys for each seed"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "sorts keys", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 8LL * count, MPI_COMM_WORLD);

    timing_start("input");
    partition_range mine = partition_block(count, size, rank);
    /* Keys, before and after; as many to merge, and their places. */
    memory_check(4 * 8 * mine.count, MPI_COMM_WORLD);
    int64_t *keys = memory_allocate(mine.count, sizeof *keys), hash[2];
    keys_make(kind, seed, count, mine.first, mine.count, keys);
    keys_hash(keys, mine.count, hash);
    timing_stop("input");

    int64_t *splitters = memory_allocate(size, sizeof *splitters);
    parts send = parts_create(size), receive = parts_create(size);
    timing_start("compute");
    keys_sort(keys, mine.count);
    timing_stop("compute");

    timing_start("communication");
    find_splitters(keys, mine.count, rank, size, splitters);
    keys_split(keys, mine.count, splitters, size, send.counts);
    int64_t here = plan_exchange(&send, &receive, size), offset = 0;
    int64_t *sorted = memory_allocate(here, sizeof *sorted);
    timing_start("communication keys");
    // TODO(5): send all keys to where they belong; what comes is for `sorted`.
    //          MPI_Alltoallv
    // SOLUTION
    mpi_check(MPI_Alltoallv(keys, send.counts, send.displacements, MPI_INT64_T, sorted,
                            receive.counts, receive.displacements, MPI_INT64_T, MPI_COMM_WORLD));
    // END
    timing_stop("communication keys");
    timing_stop("communication");

    timing_start("compute");
    keys_merge(sorted, receive.counts, size); /* each rank's keys came in their order */
    timing_stop("compute");

    timing_start("communication");
    // TODO(6): which place has the first of this rank's keys among all? Set `offset` to the number of
    //          keys on the ranks before this one.
    //          MPI_Exscan, which says nothing to rank 0
    // SOLUTION
    mpi_check(MPI_Exscan(&here, &offset, 1, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD));
    if (rank == 0) {
        offset = 0;
    }
    // END
    timing_stop("communication");

    timing_start("output");
    keys_write(file, sorted, here, offset, count, mine.count, hash, MPI_COMM_WORLD);
    timing_stop("output");
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    free(keys);
    free(sorted);
    free(splitters);
    parts_free(&send);
    parts_free(&receive);
    MPI_Finalize();
    return 0;
}

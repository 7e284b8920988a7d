/* shared-memory: how bright is a large photo? All ranks of a node count its pixels in one array.
 *
 * Ranks on one node can have a window in common, whose memory all of them read and write without
 * messages: one picture for all, one array of counts. --update says what is done when two of them
 * add to the same count at the same moment:
 *
 *     race     nothing: both read 7, and both write 8. A pixel is lost
 *     lock     a rank has the counts for itself while it counts a row
 *     atomic   each addition is one step, nothing can come between
 *     private  each rank has counts of its own, which are added up at the end
 *
 *     ./lab run solutions/shared-memory -n 4 -- --update race
 */
#include "common/mpi_check.h"
#include "common/options.h"
#include "common/partition.h"
#include "common/parts/node.h"
#include "common/parts/photo.h"
#include "common/results.h"
#include "common/timing.h"
#include <mpi.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum update { RACE, LOCK, ATOMIC, PRIVATE };

/* Memory that the ranks of a node have in common. */
typedef struct {
    MPI_Comm node;
    int rank;         /* in node */
    MPI_Win window;   /* MPI_WIN_NULL: not yet; then each rank has memory of its own */
    MPI_Win turn;     /* of no bytes: who holds its lock may count (LOCK) */
    photo_data *data; /* the memory of the node's rank 0 */
} node_memory;

/* Shares what rank 0 of the node has loaded; frees `loaded`. Collective over the node. */
static void share(node_memory *shared, photo_data *loaded)
{
    shared->turn = node_turn(shared->node);
    shared->data = loaded;
    // TODO(3): make shared->window, photo_bytes(loaded) bytes on rank 0 and 0 on others; let it return
    //          its errors; open an epoch; set shared->data, on every rank, to where rank 0's memory
    //          is. Rank 0 copies there what it has loaded. Free that.
    //          MPI_Win_allocate_shared, MPI_Win_set_errhandler, MPI_Win_lock_all, MPI_Win_shared_query
}

/* Waits for the other ranks of the node. What they have written before, this one sees behind it. */
static void meet(const node_memory *shared)
{
    // TODO(4): wait, and before and behind it make this rank's view of the memory that of all.
    //          MPI_Win_sync, MPI_Barrier
    (void)shared;
}

static void count_row(const uint8_t pixels[], int width, int64_t counts[], enum update how,
                      const node_memory *shared)
{
    if (how == LOCK) {
        // TODO(5): as below, but hold the lock of shared->turn at rank 0, and see what was counted before.
        //          MPI_Win_lock with MPI_LOCK_EXCLUSIVE, MPI_Win_sync, MPI_Win_unlock
    } else if (how == ATOMIC) {
        // TODO(6): for each pixel, add 1 to the count of its level, in one step, without MPI:
        //          atomic_fetch_add_explicit, with a pointer to _Atomic int64_t.
    } else {
        photo_count(pixels, width, counts);
    }
    (void)shared;
}

int main(int argc, char *argv[])
{
    static uint8_t pixels[65536];
    int rank, size, width = 4096, height = 4096, nodes = 0, update = PRIVATE;
    const char *input = "";
    MPI_Init(&argc, &argv);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN); /* for mpi_check */
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("width", &width, 1, 65536, "pixels in a row of the photo"),
        OPTION_INT("height", &height, 1, 65536, "rows of the photo"),
        OPTION_TEXT("input", &input, "FILE", "a PNG or a result of mandelbrot, not the digits"),
        OPTION_CHOICE("update", &update, "race|lock|atomic|private", "how the ranks count"),
        OPTION_INT("nodes", &nodes, 0, 65536, "act as if a node were so many; 0: as it is"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "brightness", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    node_memory shared = {MPI_COMM_SELF, 0, MPI_WIN_NULL, MPI_WIN_NULL, NULL};
    MPI_Comm leaders = MPI_COMM_WORLD; /* at first each rank is a node of its own, and its leader */
    // TODO(1): make shared.node, a communicator of the ranks that can share memory with this one.
    //          MPI_Comm_split_type with MPI_COMM_TYPE_SHARED
    shared.node = node_part(shared.node, nodes); /* for --nodes */
    mpi_check(MPI_Comm_rank(shared.node, &shared.rank));
    // TODO(2): make a communicator of the leaders, rank 0 of each node; MPI_COMM_NULL on other ranks.
    //          MPI_Comm_split with MPI_UNDEFINED
    int64_t memory = node_memory_used();
    share(&shared, photo_load(input, leaders, shared.node));
    meet(&shared); /* before it nobody reads, or counts */
    partition_range mine = partition_block(height, size, rank);
    int64_t own[PHOTO_LEVELS] = {0}, total[PHOTO_LEVELS] = {0}; /* total: at rank 0 */
    int64_t *counts = update == PRIVATE ? own : shared.data->counts;
    for (int64_t row = mine.first; row < mine.first + mine.count; row++) {
        photo_row(shared.data, row, height, width, pixels);
        timing_start("compute counts");
        count_row(pixels, width, counts, update, &shared);
        timing_stop("compute counts");
    }
    timing_start("communication");
    if (update == PRIVATE) {
        // TODO(7): add up the ranks' own counts, in shared.data->counts of the leader.
        //          MPI_Reduce
    }
    meet(&shared); /* all have counted */
    // TODO(8): add up the counts of the nodes, in `total` at rank 0. Who takes part?
    //          MPI_Reduce
    timing_stop("communication");
    photo_write(file, total, (int64_t)width * height, mine.count, memory, shared.node);
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    if (shared.window != MPI_WIN_NULL) {
        mpi_check(MPI_Win_unlock_all(shared.window));
        mpi_check(MPI_Win_free(&shared.window));
    } else {
        free(shared.data);
    }
    node_end(shared.node, leaders, shared.turn);
    MPI_Finalize();
    return 0;
}

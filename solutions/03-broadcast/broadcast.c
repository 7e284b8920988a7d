/* broadcast: a table that one rank has, for all ranks, in three ways.
 *
 * One rank, the root, reads a table of doubles from a file, or makes one. The others know nothing
 * about it, not even how large it is. There are three ways to send it to them:
 *
 *     loop      the root sends it to every other rank: size - 1 messages, one after the other
 *     tree      each rank that has it passes it on: 1 rank has it, then 2, then 4... (a binomial tree)
 *     library   MPI_Bcast
 *
 * Every rank then says how many values it got, and their checksum. Finally the three are timed over
 * message sizes, next to the time that a simple model of a message's cost predicts.
 *
 *     ./lab run solutions/broadcast -n 4 -- --root 2 --count 1000000
 */
#include "common/mpi_check.h"
#include "common/options.h"
#include "common/parts/cost_measure.h"
#include "common/parts/table.h"
#include "common/results.h"
#include "common/stop.h"
#include "common/timing.h"
#include <mpi.h>

enum { ALGORITHMS = 3, TAG = 3 };

static int loop_broadcast(void *buffer, int count, MPI_Datatype type, int root, MPI_Comm comm)
{
    cost_check_broadcast(buffer, count, type, root, comm);
    // TODO(2): the root sends the message to every other rank; the others receive it from the root.
    //          MPI_Comm_rank, MPI_Comm_size, MPI_Send, MPI_Recv
    // SOLUTION
    int rank, size;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    if (rank != root) {
        mpi_check(MPI_Recv(buffer, count, type, root, TAG, comm, MPI_STATUS_IGNORE));
        return MPI_SUCCESS;
    }
    for (int other = 0; other < size; other++) {
        if (other != root) {
            mpi_check(MPI_Send(buffer, count, type, other, TAG, comm));
        }
    }
    // END
    return MPI_SUCCESS;
}

static int tree_broadcast(void *buffer, int count, MPI_Datatype type, int root, MPI_Comm comm)
{
    cost_check_broadcast(buffer, count, type, root, comm);
    // TODO(3): a binomial tree, as in the README's picture, for any root and any number of ranks:
    //          every rank but the root receives from its parent, and then sends to its children.
    //          MPI_Comm_rank, MPI_Comm_size, MPI_Recv, MPI_Send
    // SOLUTION
    int rank, size, bit = 1;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    int place = (rank - root + size) % size;
    while (bit < size && (place & bit) == 0) {
        bit *= 2;
    }
    if (place != 0) {
        int parent = (place - bit + root) % size;
        mpi_check(MPI_Recv(buffer, count, type, parent, TAG, comm, MPI_STATUS_IGNORE));
    }
    for (bit /= 2; bit > 0; bit /= 2) {
        if (place + bit < size) {
            int child = (place + bit + root) % size;
            mpi_check(MPI_Send(buffer, count, type, child, TAG, comm));
        }
    }
    // END
    return MPI_SUCCESS;
}

static int library_broadcast(void *buffer, int count, MPI_Datatype type, int root, MPI_Comm comm)
{
    cost_check_broadcast(buffer, count, type, root, comm);
    // TODO(4): the same by one call of the library.
    //          MPI_Bcast
    // SOLUTION
    mpi_check(MPI_Bcast(buffer, count, type, root, comm));
    // END
    return MPI_SUCCESS;
}

int main(int argc, char *argv[])
{
    int size, root = 0, count = 100000, max_bytes = 2097152, repeats = 9;
    const char *input = NULL;
    MPI_Init(&argc, &argv);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN); /* for mpi_check */
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_INT("root", &root, -1, 1e9, "the rank that has the table; -1: the last one"),
        OPTION_TEXT("input", &input, "FILE", "HDF5 file with the dataset /table; none: made here"),
        OPTION_INT("count", &count, 1, 1e9, "doubles in a table that is made here"),
        OPTION_INT("max-bytes", &max_bytes, 8, 1 << 28, "largest message that is timed"),
        OPTION_INT("repeats", &repeats, 1, 1000, "how often; the median counts"),
        OPTION_END,
    };
    const char *output =
        options_parse(argc, argv, "one table for all ranks", options, MPI_COMM_WORLD);
    stop_together(MPI_COMM_WORLD, root >= size, STOP_USAGE,
                  "--root %d: the ranks are 0 to %d (see --help)", root, size - 1);
    root = root < 0 ? size - 1 : root;

    timing_start("input");
    table source = table_load(input, count, root, MPI_COMM_WORLD); /* empty on all but the root */
    timing_stop("input");
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    /* The last number: how many messages one after the other it takes until all ranks have it. */
    const cost_broadcast algorithms[ALGORITHMS] = {
        {"loop", "communication loop", loop_broadcast, size - 1},
        {"tree", "communication tree", tree_broadcast, cost_tree_depth(size)},
        {"library", "communication library", library_broadcast, -1}, /* not known */
    };
    int64_t counts[ALGORITHMS], arrived[ALGORITHMS], checksums[ALGORITHMS];
    for (int a = 0; a < ALGORITHMS; a++) {
        int values = 0;
        table copy = {0, NULL};
        timing_start(algorithms[a].region);
        // TODO(1): every rank gets the table, in three steps. Broadcast `values`, the number of
        //          values, which only the root knows: it is source.count there. Make room on all
        //          ranks: copy = table_room(values, source). At the root it puts the table in.
        //          Stop the clock for this, as room is no communication. Broadcast copy.values.
        //          algorithms[a].broadcast, which has the arguments of MPI_Bcast; timing_stop,
        //          timing_start
        // SOLUTION
        values = source.count;
        algorithms[a].broadcast(&values, 1, MPI_INT, root, MPI_COMM_WORLD);
        timing_stop(algorithms[a].region);
        copy = table_room(values, source);
        timing_start(algorithms[a].region);
        algorithms[a].broadcast(copy.values, values, MPI_DOUBLE, root, MPI_COMM_WORLD);
        // END
        timing_stop(algorithms[a].region);
        counts[a] = values;
        arrived[a] = table_arrived(copy);
        checksums[a] = table_checksum(copy);
        table_free(&copy);
    }
    results_write_rows(file, "/result/count", H5T_NATIVE_INT64, counts, 1, ALGORITHMS);
    results_write_rows(file, "/result/arrived", H5T_NATIVE_INT64, arrived, 1, ALGORITHMS);
    results_write_rows(file, "/result/checksum", H5T_NATIVE_INT64, checksums, 1, ALGORITHMS);

    cost_compare(algorithms, ALGORITHMS, root, max_bytes, repeats, file, MPI_COMM_WORLD);
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    table_free(&source);
    MPI_Finalize();
    return 0;
}

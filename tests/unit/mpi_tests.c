#include "tests/unit/mpi_tests.h"
#include "tests/unit/scratch.h"
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int mpi_tests_rank, mpi_tests_size;

static char directory[SCRATCH_PATH];

/* cmocka calls abort() when an assertion fails, as CMOCKA_TEST_ABORT asks it to. So this runs at a
 * known place, not in the middle of another library call, and may do what it likes. */
static void end_all_ranks(int signal_number)
{
    (void)signal_number;
    fprintf(stderr, "\nfailed on rank %d of %d\n", mpi_tests_rank, mpi_tests_size);
    fflush(NULL);
    scratch_remove(directory);
    MPI_Abort(MPI_COMM_WORLD, 1);
}

void mpi_tests_begin(int argc, char *argv[])
{
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &mpi_tests_rank);
    MPI_Comm_size(MPI_COMM_WORLD, &mpi_tests_size);
    setenv("CMOCKA_TEST_ABORT", "1", 1);
    signal(SIGABRT, end_all_ranks);
    if (mpi_tests_rank != 0 && freopen("/dev/null", "w", stdout) == NULL) {
        abort();
    }
    if (mpi_tests_rank == 0) {
        scratch_create(directory);
    }
    MPI_Bcast(directory, sizeof directory, MPI_CHAR, 0, MPI_COMM_WORLD);
}

const char *mpi_tests_path(const char *name)
{
    static char paths[4][SCRATCH_PATH];
    static int next;
    char *path = paths[next++ % 4];
    scratch_path(path, directory, name);
    return path;
}

int mpi_tests_end(int failures)
{
    MPI_Barrier(MPI_COMM_WORLD);
    if (mpi_tests_rank == 0) {
        scratch_remove(directory);
    }
    MPI_Finalize();
    return failures != 0;
}

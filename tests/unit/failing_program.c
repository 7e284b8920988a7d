/* A program that fails as its argument says, for test_stop.c, test_memory_refused.c and
 * test_timing_refused.c:
 *
 *     failing_program [watched] CASE
 *
 * watched: each process says on stdout how it ended, and the launcher sees success. A program that ought
 * to have ended but goes on says "went on". */
#include "common/hdf5_check.h"
#include "common/memory.h"
#include "common/mpi_check.h"
#include "common/stop.h"
#include "common/timing.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int rank;

#if defined(__SANITIZE_ADDRESS__)
/* A request that cannot be met gives NULL, as it does without the sanitizer. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}
#endif

/* ---- stop.h, mpi_check.h, hdf5_check.h ---- */

static void nobody_fails(void)
{
    stop_together(MPI_COMM_WORLD, false, STOP_USAGE, "never said");
    mpi_check(MPI_Barrier(MPI_COMM_WORLD));
    if (hdf5_check(12) != 12) {
        exit(3);
    }
}

static void rank_2_fails(void)
{
    stop_together(MPI_COMM_WORLD, rank == 2, STOP_USAGE, "rank %d has %s", rank, "failed");
}

static void ranks_1_and_2_fail(void)
{
    stop_together(MPI_COMM_WORLD, rank >= 1, 7, "rank %d has failed", rank);
}

static void all_ranks_fail(void)
{
    stop_together(MPI_COMM_WORLD, true, STOP_FAILURE, "rank %d has failed", rank);
}

/* What was printed before is not lost, although the program does not end by exit(). */
static void fails_after_output(void)
{
    if (rank == 0) {
        printf("before");
    }
    stop_together(MPI_COMM_WORLD, rank == 1, STOP_FAILURE, "rank %d has failed", rank);
}

static void call_of_mpi_fails(void)
{
    int value = 0;
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    if (rank == 1) {
#line 1234 "example.c"
        mpi_check(MPI_Send(&value, 1, MPI_INT, 99, 0, MPI_COMM_WORLD));
#line 74 "failing_program.c"
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

static void call_of_hdf5_fails(void)
{
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    if (rank == 2) {
#line 4321 "example.c"
        hdf5_check(H5Fopen("not/there.h5", H5F_ACC_RDONLY, H5P_DEFAULT));
#line 85 "failing_program.c"
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

/* ---- memory.h ---- */

enum { TERABYTE_BITS = 40 };

static void too_much_on_all_ranks(void)
{
    memory_check(INT64_C(1024) << TERABYTE_BITS, MPI_COMM_WORLD);
}

static void too_much_on_rank_1(void)
{
    memory_check(rank == 1 ? INT64_C(1024) << TERABYTE_BITS : 1, MPI_COMM_WORLD);
}

/* The other ranks wait for it. */
static void too_much_on_rank_1_alone(void)
{
    free(memory_allocate(rank == 1 ? INT64_C(1) << TERABYTE_BITS : 1, 1024));
    MPI_Barrier(MPI_COMM_WORLD);
}

/* No rank asks for more than there is, but all together do. */
static void too_much_together(void)
{
    int64_t pages = sysconf(_SC_PHYS_PAGES);
    memory_check(pages / 2 * sysconf(_SC_PAGESIZE), MPI_COMM_WORLD);
}

/* The sum over the ranks has more bits than an integer. */
static void more_than_can_be_counted(void)
{
    memory_check(INT64_MAX, MPI_COMM_WORLD);
}

/* The product of count and size has more bits than an integer. */
static void more_than_can_be_counted_on_rank_1(void)
{
    free(memory_allocate(rank == 1 ? INT64_MAX : 1, 8));
    MPI_Barrier(MPI_COMM_WORLD);
}

/* Rank 1 may have 16 MB more than it has now. */
static void limit_rank_1(void)
{
    long pages = 0;
    FILE *statistics = fopen("/proc/self/statm", "r");
    if (statistics == NULL || fscanf(statistics, "%ld", &pages) != 1 || fclose(statistics) != 0) {
        exit(3);
    }
    rlim_t bytes = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + (16 << 20);
    if (rank == 1 && setrlimit(RLIMIT_AS, &(struct rlimit){bytes, bytes}) != 0) {
        exit(3);
    }
}

static void limit_on_rank_1(void)
{
    limit_rank_1();
    free(memory_allocate(100 << 20, 1));
    MPI_Barrier(MPI_COMM_WORLD);
}

static void limit_that_is_asked_for(void)
{
    limit_rank_1();
    memory_check(100 << 20, MPI_COMM_WORLD);
}

static void growing_too_much(void)
{
    char *block = memory_allocate(10, 1);
    if (rank == 1) {
        volatile int64_t count = INT64_C(1) << 60;
        block = memory_grow(block, count, 1);
    }
    MPI_Barrier(MPI_COMM_WORLD);
    free(block);
}

/* ---- timing.h ---- */

static void region_started_twice(void)
{
    timing_start("compute");
    if (rank == 1) {
        timing_start("compute");
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

static void region_stopped_without_start(void)
{
    timing_start("compute");
    if (rank == 1) {
        timing_stop("output");
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

static void region_stopped_twice(void)
{
    timing_start("compute");
    timing_stop("compute");
    if (rank == 1) {
        timing_stop("compute");
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

static void too_many_regions(void)
{
    char name[TIMING_MAX_NAME];
    for (int i = 0; i < TIMING_MAX_REGIONS + (rank == 1); i++) {
        snprintf(name, sizeof name, "region %d", i);
        timing_start(name);
        timing_stop(name);
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

static void name_too_long(void)
{
    if (rank == 1) {
        timing_start("communication of the middle rows");
    }
    MPI_Barrier(MPI_COMM_WORLD);
}

#define CASE(function)                                                                             \
    {                                                                                              \
#function, function                                                                        \
    }

static const struct {
    const char *name;
    void (*run)(void);
} cases[] = {
    CASE(nobody_fails),
    CASE(rank_2_fails),
    CASE(ranks_1_and_2_fail),
    CASE(all_ranks_fail),
    CASE(fails_after_output),
    CASE(call_of_mpi_fails),
    CASE(call_of_hdf5_fails),
    CASE(too_much_on_all_ranks),
    CASE(too_much_on_rank_1),
    CASE(too_much_together),
    CASE(too_much_on_rank_1_alone),
    CASE(more_than_can_be_counted),
    CASE(more_than_can_be_counted_on_rank_1),
    CASE(limit_on_rank_1),
    CASE(limit_that_is_asked_for),
    CASE(growing_too_much),
    CASE(region_started_twice),
    CASE(region_stopped_without_start),
    CASE(region_stopped_twice),
    CASE(too_many_regions),
    CASE(name_too_long),
};

/* Goes on in a child process; this one waits, and says how that one ended. */
static void watch(void)
{
    int ended;
    pid_t pid = fork();
    if (pid == 0) {
        return;
    }
    waitpid(pid, &ended, 0);
    printf("ended with %d\n", WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended));
    exit(0);
}

int main(int argc, char *argv[])
{
    if (argc == 3 && strcmp(argv[1], "watched") == 0) {
        watch();
    }
    if (strcmp(argv[argc - 1], "without_mpi") == 0) {
        stop_here("example.c", 12, "malloc(9)", "no memory left");
    }
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (strcmp(argv[argc - 1], cases[i].name) == 0) {
            cases[i].run();
        }
    }
    printf("went on\n");
    MPI_Finalize();
    return 0;
}

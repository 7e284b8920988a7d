/* memory.h, requests that are met. (For those that are not see test_memory_refused.c.) */
#include "common/memory.h"
#include "tests/unit/mpi_tests.h"
#include <stdlib.h>

static void block_is_zero(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) { /* the second may get what the first has freed */
        double *values = memory_allocate(1000, sizeof *values);
        for (int k = 0; k < 1000; k++) {
            assert_true(values[k] == 0);
            values[k] = 1;
        }
        free(values);
    }
}

static void count_may_differ_and_be_0(void **state)
{
    (void)state;
    int64_t count = 100 * (mpi_tests_size - 1 - mpi_tests_rank);
    int *values = memory_allocate(count, sizeof *values);
    assert_non_null(values);
    for (int64_t k = 0; k < count; k++) {
        assert_int_equal(values[k], 0);
    }
    free(values);
}

static void ranks_of_a_communicator(void **state)
{
    (void)state;
    MPI_Comm half;
    MPI_Comm_split(MPI_COMM_WORLD, mpi_tests_rank % 2, 0, &half);
    if (mpi_tests_rank % 2 == 0) { /* the others do not take part */
        memory_check(10, half);
    }
    MPI_Comm_free(&half);
}

static void one_rank_alone(void **state)
{
    (void)state;
    if (mpi_tests_rank == 0) {
        char *bytes = memory_allocate(10, 1);
        assert_int_equal(bytes[9], 0);
        free(bytes);
    }
}

static void larger_block_keeps_what_was_in_it(void **state)
{
    (void)state;
    int64_t *values = memory_allocate(1, sizeof *values);
    values[0] = 5;
    for (int64_t room = 2; room <= 4096; room *= 2) {
        values = memory_grow(values, room, sizeof *values);
        for (int64_t k = room / 2; k < room; k++) {
            values[k] = 5 + k;
        }
    }
    for (int64_t k = 0; k < 4096; k++) {
        assert_int_equal(values[k], 5 + k);
    }
    free(values);
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(block_is_zero),
        cmocka_unit_test(count_may_differ_and_be_0),
        cmocka_unit_test(ranks_of_a_communicator),
        cmocka_unit_test(one_rank_alone),
        cmocka_unit_test(larger_block_keeps_what_was_in_it),
    };
    mpi_tests_begin(argc, argv);
    return mpi_tests_end(cmocka_run_group_tests(tests, NULL, NULL));
}

/* results_write_rows and results_write_numbered_rows: which rows come to stand where, and whom the file
 * names as their owners. */
#include "common/results.h"
#include "tests/unit/mpi_tests.h"
#include "tests/unit/result_file.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TOTAL = 37, MAX_GIVEN = 2 * MAX_TOTAL };

static results *create(const char *name)
{
    return results_create(mpi_tests_path(name), NULL, 0, MPI_COMM_WORLD);
}

/* Rank 0 alone reads the file; the others go on. */
static bool reads_back(void)
{
    return mpi_tests_rank == 0;
}

/* ---- rows in rank order ---- */

static double value_at(int64_t row, int64_t column)
{
    return 1000.0 * (double)row + (double)column + 0.5;
}

static int64_t some_rows(int rank)
{
    return (3 * rank + 1) % 5; /* 1 4 2 0 3 1 4 */
}

static int64_t no_rows(int rank)
{
    (void)rank;
    return 0;
}

static int64_t rows_on_the_last_rank(int rank)
{
    return rank == mpi_tests_size - 1 ? 3 : 0;
}

static void write_in_rank_order(results *file, const char *name, int64_t (*rows_of)(int),
                                int64_t row_length)
{
    double values[5 * 8];
    int64_t first = 0, each = row_length > 0 ? row_length : 1;
    for (int r = 0; r < mpi_tests_rank; r++) {
        first += rows_of(r);
    }
    for (int64_t k = 0; k < rows_of(mpi_tests_rank) * each; k++) {
        values[k] = value_at(first + k / each, k % each);
    }
    int64_t count = rows_of(mpi_tests_rank);
    results_write_rows(file, name, H5T_NATIVE_DOUBLE, count > 0 ? values : NULL, count, row_length);
}

static void check_rank_order(hid_t file, const char *name, int64_t (*rows_of)(int),
                             int64_t row_length)
{
    int length;
    int64_t *offsets =
        result_file_read_attribute(file, name, "row_offsets", H5T_NATIVE_INT64, &length);
    assert_int_equal(length, mpi_tests_size + 1);
    int64_t total = 0;
    for (int r = 0; r < mpi_tests_size; r++) {
        assert_int_equal(offsets[r], total);
        total += rows_of(r);
    }
    assert_int_equal(offsets[mpi_tests_size], total);
    free(offsets);
    assert_false(result_file_has_attribute(file, name, "row_owner"));

    hsize_t shape[2] = {(hsize_t)total, (hsize_t)row_length};
    result_file_assert_shape(file, name, H5T_IEEE_F64LE, row_length > 0 ? 2 : 1, shape);
    double *values = result_file_read(file, name, H5T_NATIVE_DOUBLE);
    int64_t each = row_length > 0 ? row_length : 1;
    for (int64_t k = 0; k < total * each; k++) {
        assert_true(values[k] == value_at(k / each, k % each));
    }
    free(values);
}

static void rows_follow_the_ranks(void **state)
{
    (void)state;
    const struct {
        const char *name;
        int64_t (*rows_of)(int);
        int64_t row_length;
    } cases[] = {
        {"/result/uneven", some_rows, 4},
        {"/result/uneven vector", some_rows, 0},
        {"/result/deep/er/uneven column", some_rows, 1},
        {"/result/none", no_rows, 4},
        {"/result/none vector", no_rows, 0},
        {"/result/last", rows_on_the_last_rank, 8},
        {"/result/last vector", rows_on_the_last_rank, 0},
    };
    const int count = sizeof cases / sizeof cases[0];
    results *file = create("rows.h5");
    for (int i = 0; i < count; i++) {
        write_in_rank_order(file, cases[i].name, cases[i].rows_of, cases[i].row_length);
    }
    results_close(file);
    if (reads_back()) {
        hid_t written = result_file_open(mpi_tests_path("rows.h5"));
        for (int i = 0; i < count; i++) {
            check_rank_order(written, cases[i].name, cases[i].rows_of, cases[i].row_length);
        }
        result_file_close(written);
    }
}

static void types_are_kept(void **state)
{
    (void)state;
    results *file = create("types.h5");
    int8_t small[2] = {(int8_t)mpi_tests_rank, -1};
    float real = 0.25f * (float)mpi_tests_rank;
    results_write_rows(file, "/result/small", H5T_NATIVE_INT8, small, 1, 2);
    results_write_rows(file, "/result/real", H5T_NATIVE_FLOAT, &real, 1, 0);
    results_close(file);
    if (reads_back()) {
        hid_t written = result_file_open(mpi_tests_path("types.h5"));
        hsize_t shape[2] = {(hsize_t)mpi_tests_size, 2};
        result_file_assert_shape(written, "/result/small", H5T_STD_I8LE, 2, shape);
        result_file_assert_shape(written, "/result/real", H5T_IEEE_F32LE, 1, shape);
        int8_t *smalls = result_file_read(written, "/result/small", H5T_NATIVE_INT8);
        float *reals = result_file_read(written, "/result/real", H5T_NATIVE_FLOAT);
        for (int r = 0; r < mpi_tests_size; r++) {
            assert_int_equal(smalls[2 * r], r);
            assert_int_equal(smalls[2 * r + 1], -1);
            assert_true(reals[r] == 0.25f * (float)r);
        }
        free(smalls);
        free(reals);
        result_file_close(written);
    }
}

/* ---- numbered rows ---- */

/* Which rows a rank gives, in which order, into numbers; returns how many. */
typedef int64_t deal(int rank, int size, int64_t total, int64_t numbers[]);

static int64_t in_blocks(int rank, int size, int64_t total, int64_t numbers[])
{
    int64_t count = 0;
    for (int64_t row = 0; row < total; row++) {
        if (row * size / total == rank) {
            numbers[count++] = row;
        }
    }
    return count;
}

static int64_t in_blocks_backwards(int rank, int size, int64_t total, int64_t numbers[])
{
    int64_t forwards[MAX_GIVEN];
    int64_t count = in_blocks(rank, size, total, forwards);
    for (int64_t k = 0; k < count; k++) {
        numbers[k] = forwards[count - 1 - k];
    }
    return count;
}

static int64_t in_blocks_from_the_last_rank(int rank, int size, int64_t total, int64_t numbers[])
{
    return in_blocks(size - 1 - rank, size, total, numbers);
}

static int64_t cyclic(int rank, int size, int64_t total, int64_t numbers[])
{
    int64_t count = 0;
    for (int64_t row = rank; row < total; row += size) {
        numbers[count++] = row;
    }
    return count;
}

static int64_t in_pairs_cyclic(int rank, int size, int64_t total, int64_t numbers[])
{
    int64_t count = 0;
    for (int64_t row = 0; row < total; row++) {
        if (row / 2 % size == rank) {
            numbers[count++] = row;
        }
    }
    return count;
}

static int64_t shuffled_unevenly(int rank, int size, int64_t total, int64_t numbers[])
{
    int64_t order[MAX_TOTAL], count = 0;
    uint32_t random = 12345;
    for (int64_t k = 0; k < total; k++) {
        random = random * 1664525u + 1013904223u;
        int64_t other = (random >> 8) % (k + 1);
        order[k] = order[other];
        order[other] = k;
    }
    for (int64_t k = 0; k < total; k++) {
        if (k * k % size == rank) { /* some ranks get nothing */
            numbers[count++] = order[k];
        }
    }
    return count;
}

static int64_t with_gaps(int rank, int size, int64_t total, int64_t numbers[])
{
    int64_t count = 0;
    for (int64_t row = rank; row < total; row += size) {
        if (row % 3 != 1) {
            numbers[count++] = row;
        }
    }
    return count;
}

static int64_t without_the_last_row(int rank, int size, int64_t total, int64_t numbers[])
{
    return total > 1 ? in_blocks(rank, size, total - 1, numbers) : 0;
}

static int64_t all_from_the_last_rank(int rank, int size, int64_t total, int64_t numbers[])
{
    return rank == size - 1 ? in_blocks(0, 1, total, numbers) : 0;
}

static int64_t nothing(int rank, int size, int64_t total, int64_t numbers[])
{
    (void)rank, (void)size, (void)total, (void)numbers;
    return 0;
}

static int64_t each_twice(int rank, int size, int64_t total, int64_t numbers[])
{
    int64_t count = in_blocks(rank, size, total, numbers);
    return count + in_blocks_backwards(rank, size, total, numbers + count);
}

static int64_t first_row_from_all(int rank, int size, int64_t total, int64_t numbers[])
{
    int64_t count = in_blocks(rank, size, total, numbers);
    if (rank != 0 && total > 0) {
        numbers[count++] = 0;
    }
    return count;
}

/* A row's value; -1 where the same rank gives the row again later. */
static int64_t value_given(const int64_t numbers[], int64_t count, int64_t k, int64_t column)
{
    for (int64_t later = k + 1; later < count; later++) {
        if (numbers[later] == numbers[k]) {
            return -1;
        }
    }
    return 1000 * numbers[k] + column + 1;
}

static void write_numbered(results *file, const char *name, deal *rows_of, int64_t total,
                           int64_t row_length)
{
    int64_t numbers[MAX_GIVEN], each = row_length > 0 ? row_length : 1;
    int64_t count = rows_of(mpi_tests_rank, mpi_tests_size, total, numbers);
    int64_t *values = calloc((size_t)(count * each + 1), sizeof *values);
    for (int64_t k = 0; k < count; k++) {
        for (int64_t column = 0; column < each; column++) {
            values[k * each + column] = value_given(numbers, count, k, column);
        }
    }
    results_write_numbered_rows(file, name, H5T_NATIVE_INT64, count > 0 ? values : NULL,
                                count > 0 ? numbers : NULL, count, total, row_length);
    free(values);
}

/* What the file should say, found by asking every rank for its rows: owner[row], -1 for none. Returns
 * whether every row was given by one rank, and the ranks go up with the rows. */
static bool find_owners(deal *rows_of, int64_t total, int owner[])
{
    int64_t numbers[MAX_GIVEN];
    bool ordered = true;
    for (int64_t row = 0; row < total; row++) {
        owner[row] = -1;
    }
    for (int r = 0; r < mpi_tests_size; r++) {
        int64_t count = rows_of(r, mpi_tests_size, total, numbers);
        for (int64_t k = 0; k < count; k++) {
            int before = owner[numbers[k]];
            ordered = ordered && (before == -1 || before == r);
            owner[numbers[k]] = r;
        }
    }
    for (int64_t row = 0; row < total; row++) {
        ordered = ordered && owner[row] >= (row > 0 ? owner[row - 1] : 0);
    }
    return ordered;
}

static void check_offsets(hid_t file, const char *name, const int owner[], int64_t total)
{
    int length;
    int64_t *offsets =
        result_file_read_attribute(file, name, "row_offsets", H5T_NATIVE_INT64, &length);
    assert_false(result_file_has_attribute(file, name, "row_owner"));
    assert_int_equal(length, mpi_tests_size + 1);
    assert_int_equal(offsets[0], 0);
    assert_int_equal(offsets[mpi_tests_size], total);
    for (int64_t row = 0; row < total; row++) {
        assert_true(offsets[owner[row]] <= row && row < offsets[owner[row] + 1]);
    }
    free(offsets);
}

static void check_owners(hid_t file, const char *name, const int owner[], int64_t total)
{
    hsize_t shape[1] = {(hsize_t)total};
    assert_false(result_file_has_attribute(file, name, "row_offsets"));
    const char *where = result_file_text_attribute(file, name, "row_owner");
    assert_int_equal(strncmp(where, "/run/row_owner/", 15), 0);
    result_file_assert_shape(file, where, H5T_STD_I32LE, 1, shape);
    int *owners = result_file_read(file, where, H5T_NATIVE_INT);
    for (int64_t row = 0; row < total; row++) {
        assert_int_equal(owners[row], owner[row]);
    }
    free(owners);
}

static void check_numbered(hid_t file, const char *name, deal *rows_of, int64_t total,
                           int64_t row_length)
{
    int owner[MAX_TOTAL + 1];
    int64_t each = row_length > 0 ? row_length : 1;
    hsize_t shape[2] = {(hsize_t)total, (hsize_t)row_length};
    if (find_owners(rows_of, total, owner)) {
        check_offsets(file, name, owner, total);
    } else {
        check_owners(file, name, owner, total);
    }
    result_file_assert_shape(file, name, H5T_STD_I64LE, row_length > 0 ? 2 : 1, shape);
    int64_t *values = result_file_read(file, name, H5T_NATIVE_INT64);
    for (int64_t k = 0; k < total * each; k++) {
        int64_t row = k / each, expected = owner[row] >= 0 ? 1000 * row + k % each + 1 : 0;
        assert_int_equal(values[k], expected);
    }
    free(values);
}

static const struct {
    const char *name;
    deal *rows_of;
} deals[] = {
    {"in blocks", in_blocks},
    {"in blocks backwards", in_blocks_backwards},
    {"in blocks from the last rank", in_blocks_from_the_last_rank},
    {"cyclic", cyclic},
    {"in pairs cyclic", in_pairs_cyclic},
    {"shuffled unevenly", shuffled_unevenly},
    {"with gaps", with_gaps},
    {"without the last row", without_the_last_row},
    {"all from the last rank", all_from_the_last_rank},
    {"nothing", nothing},
    {"each twice", each_twice},
    {"first row from all", first_row_from_all},
};
enum { DEALS = sizeof deals / sizeof deals[0] };

/* Shapes of the datasets; with length 0 they are vectors. All go into one file, which is quicker. */
static const struct {
    int64_t total, row_length;
} shapes[] = {
    {MAX_TOTAL, 5},
    {MAX_TOTAL, 0},
    {3, 2}, /* fewer rows than ranks */
    {2, 0},
};

static const char *name_of(int dealt, int shape)
{
    static char name[128];
    snprintf(name, sizeof name, "/result/shape %d/%s %d", shape, deals[dealt].name, shape);
    return name;
}

static void numbered_rows_in_any_order(void **state)
{
    (void)state;
    results *file = create("numbered.h5");
    for (int shape = 0; shape < 4; shape++) {
        for (int i = 0; i < DEALS; i++) {
            write_numbered(file, name_of(i, shape), deals[i].rows_of, shapes[shape].total,
                           shapes[shape].row_length);
        }
    }
    results_close(file);
    if (!reads_back()) {
        return;
    }
    hid_t written = result_file_open(mpi_tests_path("numbered.h5"));
    for (int shape = 0; shape < 4; shape++) {
        for (int i = 0; i < DEALS; i++) {
            check_numbered(written, name_of(i, shape), deals[i].rows_of, shapes[shape].total,
                           shapes[shape].row_length);
        }
    }
    result_file_close(written);
}

static void no_numbered_rows_at_all(void **state)
{
    (void)state;
    results *file = create("none.h5");
    write_numbered(file, "/result/rows", nothing, 0, 3);
    write_numbered(file, "/result/values", nothing, 0, 0);
    results_close(file);
    if (reads_back()) {
        hid_t written = result_file_open(mpi_tests_path("none.h5"));
        check_numbered(written, "/result/rows", nothing, 0, 3);
        check_numbered(written, "/result/values", nothing, 0, 0);
        result_file_close(written);
    }
}

/* The caller's rows and numbers are only read, even where they have to be put in order. */
static void what_is_given_stays_as_it_is(void **state)
{
    (void)state;
    int64_t numbers[3], total = 3 * (int64_t)mpi_tests_size;
    int values[3] = {30, 10, 20};
    const int order[3] = {2, 0, 1};
    for (int k = 0; k < 3; k++) {
        numbers[k] = order[k] * mpi_tests_size + mpi_tests_rank;
    }
    results *file = create("given.h5");
    results_write_numbered_rows(file, "/result/x", H5T_NATIVE_INT, values, numbers, 3, total, 0);
    results_close(file);
    assert_true(values[0] == 30 && values[1] == 10 && values[2] == 20);
    for (int k = 0; k < 3; k++) {
        assert_int_equal(numbers[k], order[k] * mpi_tests_size + mpi_tests_rank);
    }
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_follow_the_ranks),        cmocka_unit_test(types_are_kept),
        cmocka_unit_test(numbered_rows_in_any_order),   cmocka_unit_test(no_numbered_rows_at_all),
        cmocka_unit_test(what_is_given_stays_as_it_is),
    };
    mpi_tests_begin(argc, argv);
    return mpi_tests_end(cmocka_run_group_tests(tests, NULL, NULL));
}

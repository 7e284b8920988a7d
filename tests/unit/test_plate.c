/* plate.h and frames.h: a step against the formula, however the rows are cut; when frames are kept. */
#include "common/parts/frames.h"
#include "common/parts/plate.h"
#include "tests/unit/mpi_tests.h"
#include <math.h>
#include <string.h>

enum { HEIGHT = 21, WIDTH = 37 };

static void a_step_is_the_mean_of_five(void **state)
{
    (void)state;
    plate p = plate_load("", 0, HEIGHT, HEIGHT, WIDTH, MPI_COMM_WORLD);
    double before[HEIGHT + 2][WIDTH + 2], most = 0;
    assert_int_equal(p.stride, WIDTH + 2);
    memcpy(before, p.now, sizeof before);
    double change = plate_compute(&p, 1, HEIGHT);
    plate_swap(&p);
    for (int y = 1; y <= HEIGHT; y++) {
        for (int x = 1; x <= WIDTH; x++) {
            double sum =
                (before[y][x - 1] + before[y][x + 1]) + (before[y - 1][x] + before[y + 1][x]);
            double mean = (sum + before[y][x]) * 0.2;
            assert_true(plate_row(&p, y)[x - 1] == mean);
            most = fmax(most, fabs(mean - before[y][x]));
        }
    }
    assert_true(change == most);
    assert_true(most > 0 && most <= PLATE_HOTTEST);
    assert_true(plate_compute(&p, 2, 1) == 0); /* no rows */
    plate_free(&p);
}

/* Bit by bit the same in parts. */
static void parts_are_as_the_whole(void **state)
{
    (void)state;
    plate whole = plate_load("", 0, HEIGHT, HEIGHT, WIDTH, MPI_COMM_WORLD);
    plate part = plate_load("", 8, 5, HEIGHT, WIDTH, MPI_COMM_WORLD);
    for (int row = 1; row <= 5; row++) {
        assert_memory_equal(plate_row(&part, row), plate_row(&whole, 8 + row),
                            sizeof(double[WIDTH]));
    }
    memcpy(plate_row(&part, 0), plate_row(&whole, 8), sizeof(double[WIDTH]));
    memcpy(plate_row(&part, 6), plate_row(&whole, 14), sizeof(double[WIDTH]));
    plate_compute(&whole, 1, HEIGHT);
    plate_compute(&part, 2, 4);
    plate_compute(&part, 1, 1);
    plate_compute(&part, 5, 5);
    plate_swap(&whole);
    plate_swap(&part);
    for (int row = 1; row <= 5; row++) {
        assert_memory_equal(plate_row(&part, row), plate_row(&whole, 8 + row),
                            sizeof(double[WIDTH]));
    }
    plate_free(&part);
    plate_free(&whole);
}

static void a_rank_without_rows(void **state)
{
    (void)state;
    plate p = plate_load("", HEIGHT, 0, HEIGHT, WIDTH, MPI_COMM_WORLD);
    assert_true(plate_compute(&p, 1, 0) == 0);
    plate_free(&p);
}

static void expect_due(int64_t steps, int most, int count, const int64_t due[])
{
    frames f = frames_plan(1, 1, steps, most, 1);
    assert_int_equal(f.count, count);
    assert_memory_equal(f.due, due, sizeof(int64_t[count]));
}

static void when_frames_are_due(void **state)
{
    (void)state;
    expect_due(100, 20, 6, (int64_t[]){0, 1, 4, 16, 64, 100});
    expect_due(64, 20, 5, (int64_t[]){0, 1, 4, 16, 64});
    expect_due(1, 20, 2, (int64_t[]){0, 1});
    expect_due(0, 20, 1, (int64_t[]){0});
    expect_due(100, 2, 2, (int64_t[]){64, 100});
    frames f = frames_plan(1, 1, 1000000000, FRAMES_MOST, 1);
    assert_true(f.count <= FRAMES_MOST && f.due[f.count - 1] == 1000000000);
}

static void frames_are_kept_side_by_side(void **state)
{
    (void)state;
    int32_t now[2][3] = {{1, 2, 0}, {3, 4, 0}};
    frames f = frames_plan(2, 2, 5, FRAMES_MOST, sizeof(int32_t)); /* 0 1 4 5 */
    assert_int_equal(frames_bytes(&f), 2 * 4 * 2 * 4);
    assert_true(frames_keep(&f, 0, false, now, 3));
    now[0][0] = 9;
    assert_true(frames_keep(&f, 1, false, now, 3));
    assert_false(frames_keep(&f, 2, false, now, 3));
    assert_true(frames_keep(&f, 3, true, now, 3)); /* the end comes early */
    const int32_t *values = (const int32_t *)f.values;
    const int32_t rows[2][4] = {{1, 2, 9, 2}, {3, 4, 3, 4}};
    assert_memory_equal(values, rows[0], sizeof rows[0]);
    assert_memory_equal(values + 8, rows[1], sizeof rows[1]);
    assert_int_equal(f.kept, 3);
    frames_free(&f);
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_is_the_mean_of_five),   cmocka_unit_test(parts_are_as_the_whole),
        cmocka_unit_test(a_rank_without_rows),          cmocka_unit_test(when_frames_are_due),
        cmocka_unit_test(frames_are_kept_side_by_side),
    };
    mpi_tests_begin(argc, argv);
    return mpi_tests_end(cmocka_run_group_tests(tests, NULL, NULL));
}

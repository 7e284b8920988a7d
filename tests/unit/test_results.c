/* results.h: a file's life, what it says about its run, and all that is not spread over the ranks (for
 * that see test_results_rows.c; for what goes wrong, test_results_failures.c). */
#include "common/results.h"
#include "common/options.h"
#include "tests/unit/mpi_tests.h"
#include "tests/unit/result_file.h"
#include "tests/unit/scratch.h"
#include <hdf5_hl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static results *create(const char *path)
{
    return results_create(path, NULL, 0, MPI_COMM_WORLD);
}

static bool reads_back(void)
{
    return mpi_tests_rank == 0;
}

static int read_int(hid_t file, const char *name)
{
    int *there = result_file_read(file, name, H5T_NATIVE_INT);
    int value = *there;
    free(there);
    return value;
}

static int read_int_attribute(hid_t file, const char *attribute)
{
    int value = -1;
    assert_true(H5LTget_attribute_int(file, "/", attribute, &value) >= 0);
    return value;
}

/* ---- a file's life ---- */

static void name_is_given_at_the_end(void **state)
{
    (void)state;
    const char *path = mpi_tests_path("life.h5"), *partial = mpi_tests_path("life.h5.partial");
    results *file = create(path);
    assert_true(scratch_exists(partial));
    assert_false(scratch_exists(path));
    MPI_Barrier(MPI_COMM_WORLD);
    results_close(file);
    assert_false(scratch_exists(partial));
    assert_true(scratch_exists(path));
}

static void write_value(const char *path, int value)
{
    results *file = create(path);
    results_write_scalar(file, "/result/value", H5T_NATIVE_INT, &value);
    results_close(file);
}

static void older_file_stays_until_the_end(void **state)
{
    (void)state;
    const char *path = mpi_tests_path("older.h5");
    write_value(path, 1);
    int value = 2;
    results *file = create(path);
    results_write_scalar(file, "/result/value", H5T_NATIVE_INT, &value);
    if (reads_back()) {
        hid_t older = result_file_open(path);
        assert_int_equal(read_int(older, "/result/value"), 1);
        result_file_close(older);
    }
    results_close(file);
    if (reads_back()) {
        hid_t newer = result_file_open(path);
        assert_int_equal(read_int(newer, "/result/value"), 2);
        result_file_close(newer);
    }
}

static void what_a_killed_run_left_is_no_hindrance(void **state)
{
    (void)state;
    const char *path = mpi_tests_path("killed.h5");
    if (mpi_tests_rank == 0) {
        scratch_write(mpi_tests_path("killed.h5.partial"), "half a file");
    }
    write_value(path, 3);
    if (reads_back()) {
        hid_t file = result_file_open(path);
        assert_int_equal(read_int(file, "/result/value"), 3);
        result_file_close(file);
    }
}

static void name_without_a_directory(void **state)
{
    (void)state;
    char before[SCRATCH_PATH];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(mpi_tests_path(".")), 0);
    write_value("plain.h5", 4);
    assert_true(scratch_exists("plain.h5"));
    assert_int_equal(chdir(before), 0);
}

/* Ranks of different communicators write different files at the same time. */
static void file_of_some_ranks(void **state)
{
    (void)state;
    MPI_Comm half;
    int parity = mpi_tests_rank % 2, rank, size;
    const char *path = mpi_tests_path(parity == 0 ? "even.h5" : "odd.h5");
    MPI_Comm_split(MPI_COMM_WORLD, parity, mpi_tests_rank, &half);
    MPI_Comm_rank(half, &rank);
    MPI_Comm_size(half, &size);
    results *file = results_create(path, NULL, 0, half);
    results_write_per_rank(file, "/result/rank", H5T_NATIVE_INT, &mpi_tests_rank);
    results_close(file);
    MPI_Comm_free(&half);
    if (rank == 0) {
        hid_t written = result_file_open(path);
        assert_int_equal(read_int_attribute(written, "ranks"), size);
        int *ranks = result_file_read(written, "/result/rank", H5T_NATIVE_INT);
        for (int r = 0; r < size; r++) {
            assert_int_equal(ranks[r], 2 * r + parity);
        }
        free(ranks);
        result_file_close(written);
    }
}

/* ---- what it says about its run ---- */

static void assert_text(hid_t file, const char *attribute, const char *text)
{
    assert_string_equal(result_file_text_attribute(file, "/", attribute), text);
}

static void root_attributes_describe_the_run(void **state)
{
    (void)state;
    const char *path = mpi_tests_path("attributes.h5");
    results_close(create(path));
    if (reads_back()) {
        unsigned major, minor, release;
        char version[32];
        H5get_libversion(&major, &minor, &release);
        snprintf(version, sizeof version, "%u.%u.%u", major, minor, release);
        hid_t file = result_file_open(path);
        assert_text(file, "program", "unit");
        assert_text(file, "variant", "test");
        assert_text(file, "hdf5_version", version);
        assert_int_equal(read_int_attribute(file, "format_version"), RESULTS_FORMAT_VERSION);
        assert_int_equal(read_int_attribute(file, "ranks"), mpi_tests_size);
        const char *library = result_file_text_attribute(file, "/", "mpi_library");
        assert_true(strlen(library) > 4 && strchr(library, '\n') == NULL);
        const char *created = result_file_text_attribute(file, "/", "created");
        int year, month, day, hour, minute, second, length = 0;
        sscanf(created, "%4d-%2d-%2dT%2d:%2d:%2dZ%n", &year, &month, &day, &hour, &minute, &second,
               &length);
        assert_int_equal(length, 20);
        assert_int_equal(strlen(created), 20);
        result_file_close(file);
    }
}

/* mpirun may give every rank its own. */
static void command_line_is_that_of_rank_0(void **state)
{
    (void)state;
    const program_option options[] = {OPTION_END};
    const char *path = mpi_tests_path("command.h5");
    char words[3][SCRATCH_PATH] = {"unit", "-o", "elsewhere.h5"};
    if (mpi_tests_rank == 0) {
        strcpy(words[2], path);
    }
    char *arguments[] = {words[0], words[1], words[2], NULL};
    options_parse(3, arguments, "a test", options, MPI_COMM_WORLD);
    results_close(create(path));
    if (reads_back()) {
        hid_t file = result_file_open(path);
        char expected[2 * SCRATCH_PATH];
        snprintf(expected, sizeof expected, "unit -o %s", path);
        assert_text(file, "command_line", expected);
        result_file_close(file);
    }
}

static void slurm_job_is_named_where_there_is_one(void **state)
{
    (void)state;
    const char *without = mpi_tests_path("without.h5"), *with = mpi_tests_path("with.h5");
    unsetenv("SLURM_JOB_ID");
    unsetenv("SLURM_JOB_NODELIST");
    unsetenv("SLURM_JOB_PARTITION");
    results_close(create(without));
    if (mpi_tests_rank == 0) {
        setenv("SLURM_JOB_ID", "4711", 1);
    }
    results_close(create(with));
    unsetenv("SLURM_JOB_ID");
    if (reads_back()) {
        hid_t file = result_file_open(without);
        assert_false(result_file_has_attribute(file, "/", "slurm_job_id"));
        result_file_close(file);
        file = result_file_open(with);
        assert_text(file, "slurm_job_id", "4711");
        assert_false(result_file_has_attribute(file, "/", "slurm_job_nodelist"));
        result_file_close(file);
    }
}

static void places_of_the_ranks_are_told(void **state)
{
    (void)state;
    const char *path = mpi_tests_path("places.h5");
    results_close(create(path));
    if (reads_back()) {
        char host[MPI_MAX_PROCESSOR_NAME];
        int length;
        hsize_t shape[1] = {(hsize_t)mpi_tests_size};
        MPI_Get_processor_name(host, &length);
        hid_t file = result_file_open(path);
        for (int r = 0; r < mpi_tests_size; r++) {
            assert_string_equal(result_file_text(file, "/run/host", r), host);
        }
        result_file_assert_shape(file, "/run/cpu", H5T_STD_I32LE, 1, shape);
        result_file_close(file);
    }
}

static void values_of_the_options_are_kept(void **state)
{
    (void)state;
    int width = 640, schedule = 1;
    double centre[2] = {-0.75, 0.1};
    bool flag = true;
    const char *none = NULL;
    const program_option options[] = {
        OPTION_INT("width", &width, 1, 1000, ""),
        OPTION_PAIR("centre", centre, -4, 4, "X,Y", ""),
        OPTION_CHOICE("schedule", &schedule, "block|cyclic", ""),
        OPTION_FLAG("flag", &flag, ""),
        OPTION_TEXT("none", &none, "WORD", ""),
        OPTION_END,
    };
    const char *path = mpi_tests_path("options.h5");
    results_close(results_create(path, options, 0, MPI_COMM_WORLD));
    if (reads_back()) {
        const char *const expected[][2] = {{"width", "640"},
                                           {"centre", "-0.75,0.1"},
                                           {"schedule", "cyclic"},
                                           {"flag", "yes"},
                                           {"none", ""}};
        hid_t file = result_file_open(path);
        for (int i = 0; i < 5; i++) {
            assert_string_equal(result_file_text_attribute(file, "/run/parameters", expected[i][0]),
                                expected[i][1]);
        }
        result_file_close(file);
    }
}

/* ---- what is written into it ---- */

static void one_value_of_each_rank(void **state)
{
    (void)state;
    const char *path = mpi_tests_path("per-rank.h5");
    double seconds = 0.5 * mpi_tests_rank;
    int64_t large = (INT64_C(1) << 40) + mpi_tests_rank;
    results *file = create(path);
    results_write_per_rank(file, "/timing/some/seconds", H5T_NATIVE_DOUBLE, &seconds);
    results_write_per_rank(file, "/result/large", H5T_NATIVE_INT64, &large);
    results_close(file);
    if (reads_back()) {
        hsize_t shape[1] = {(hsize_t)mpi_tests_size};
        hid_t written = result_file_open(path);
        result_file_assert_shape(written, "/timing/some/seconds", H5T_IEEE_F64LE, 1, shape);
        result_file_assert_shape(written, "/result/large", H5T_STD_I64LE, 1, shape);
        double *all = result_file_read(written, "/timing/some/seconds", H5T_NATIVE_DOUBLE);
        int64_t *larges = result_file_read(written, "/result/large", H5T_NATIVE_INT64);
        for (int r = 0; r < mpi_tests_size; r++) {
            assert_true(all[r] == 0.5 * r);
            assert_true(larges[r] == (INT64_C(1) << 40) + r);
        }
        free(all);
        free(larges);
        result_file_close(written);
    }
}

static void array_that_any_one_rank_has(void **state)
{
    (void)state;
    const char *path = mpi_tests_path("arrays.h5");
    const hsize_t shape[3] = {2, 3, 4};
    char name[64];
    int values[24];
    results *file = create(path);
    for (int root = 0; root < mpi_tests_size; root++) {
        for (int i = 0; i < 24; i++) {
            values[i] = 100 * root + i;
        }
        snprintf(name, sizeof name, "/result/from %d", root);
        results_write_array(file, name, H5T_NATIVE_INT, mpi_tests_rank == root ? values : NULL, 3,
                            shape, root);
    }
    results_close(file);
    if (reads_back()) {
        hid_t written = result_file_open(path);
        for (int root = 0; root < mpi_tests_size; root++) {
            snprintf(name, sizeof name, "/result/from %d", root);
            result_file_assert_shape(written, name, H5T_STD_I32LE, 3, shape);
            int *there = result_file_read(written, name, H5T_NATIVE_INT);
            for (int i = 0; i < 24; i++) {
                assert_int_equal(there[i], 100 * root + i);
            }
            free(there);
        }
        result_file_close(written);
    }
}

static void array_of_nothing(void **state)
{
    (void)state;
    const char *path = mpi_tests_path("nothing.h5");
    const hsize_t shape[2] = {0, 3};
    results *file = create(path);
    results_write_array(file, "/result/nothing", H5T_NATIVE_INT, NULL, 2, shape, 0);
    results_close(file);
    if (reads_back()) {
        hid_t written = result_file_open(path);
        result_file_assert_shape(written, "/result/nothing", H5T_STD_I32LE, 2, shape);
        result_file_close(written);
    }
}

static void scalar_is_that_of_rank_0(void **state)
{
    (void)state;
    const char *path = mpi_tests_path("scalar.h5");
    double value = 1.5 + mpi_tests_rank;
    results *file = create(path);
    results_write_scalar(file, "/result/value", H5T_NATIVE_DOUBLE, &value);
    results_close(file);
    if (reads_back()) {
        hid_t written = result_file_open(path);
        result_file_assert_shape(written, "/result/value", H5T_IEEE_F64LE, 0, NULL);
        double *there = result_file_read(written, "/result/value", H5T_NATIVE_DOUBLE);
        assert_true(*there == 1.5);
        free(there);
        result_file_close(written);
    }
}

static void texts_that_any_one_rank_has(void **state)
{
    (void)state;
    const char *path = mpi_tests_path("texts.h5");
    static const char texts[3][8] = {"one", "", "sevench"};
    int root = mpi_tests_size - 1;
    hsize_t shape[1] = {3};
    results *file = create(path);
    results_write_texts(file, "/result/texts", mpi_tests_rank == root ? texts[0] : NULL, 8, 3,
                        root);
    results_close(file);
    if (reads_back()) {
        hid_t written = result_file_open(path), type = H5Tcopy(H5T_C_S1);
        H5Tset_size(type, 8);
        result_file_assert_shape(written, "/result/texts", type, 1, shape);
        for (int i = 0; i < 3; i++) {
            assert_string_equal(result_file_text(written, "/result/texts", i), texts[i]);
        }
        H5Tclose(type);
        result_file_close(written);
    }
}

static void units_and_other_texts_beside_the_values(void **state)
{
    (void)state;
    const char *path = mpi_tests_path("units.h5");
    double speed = 12;
    results *file = create(path);
    results_write_scalar(file, "/timing/speed", H5T_NATIVE_DOUBLE, &speed);
    results_units(file, "/timing/speed", "MB/s");
    results_text_attribute(file, "/timing/speed", "remark", "first");
    results_text_attribute(file, "/timing/speed", "remark", "second, which counts");
    results_text_attribute(file, "/", "empty", "");
    results_close(file);
    if (reads_back()) {
        hid_t written = result_file_open(path);
        const char *name = "/timing/speed";
        assert_string_equal(result_file_text_attribute(written, name, "units"), "MB/s");
        assert_string_equal(result_file_text_attribute(written, name, "remark"),
                            "second, which counts");
        assert_text(written, "empty", "");
        result_file_close(written);
    }
}

static void assert_axis(hid_t file, const char *name, unsigned dimension, const char *scale,
                        const char *label)
{
    char there[32] = "";
    hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT), axis = H5Dopen2(file, scale, H5P_DEFAULT);
    assert_true(H5DSis_scale(axis) > 0);
    assert_true(H5DSis_attached(dataset, axis, dimension) > 0);
    assert_true(H5DSget_label(dataset, dimension, there, sizeof there) >= 0);
    assert_string_equal(there, label);
    H5Dclose(axis);
    H5Dclose(dataset);
}

static void axes_have_scales_and_labels(void **state)
{
    (void)state;
    const char *path = mpi_tests_path("axes.h5");
    int64_t rows[6] = {0};
    double x[3] = {1, 2, 3};
    hsize_t columns = 3, lines = 2 * (hsize_t)mpi_tests_size;
    double *y = calloc(lines, sizeof *y);
    results *file = create(path);
    results_write_rows(file, "/result/first", H5T_NATIVE_INT64, rows, 2, 3);
    results_write_rows(file, "/result/second", H5T_NATIVE_INT64, rows, 2, 3);
    results_write_array(file, "/result/x", H5T_NATIVE_DOUBLE, x, 1, &columns, 0);
    results_write_array(file, "/result/y", H5T_NATIVE_DOUBLE, y, 1, &lines, 0);
    results_axis(file, "/result/first", 0, "/result/y", "imaginary");
    results_axis(file, "/result/first", 1, "/result/x", "real");
    results_axis(file, "/result/second", 1, "/result/x", "real");
    results_close(file);
    free(y);
    if (reads_back()) {
        hid_t written = result_file_open(path);
        assert_axis(written, "/result/first", 0, "/result/y", "imaginary");
        assert_axis(written, "/result/first", 1, "/result/x", "real");
        assert_axis(written, "/result/second", 1, "/result/x", "real");
        result_file_close(written);
    }
}

/* Many objects, attributes and values: what does not fit into the room kept for a small file. */
static void file_larger_than_foreseen(void **state)
{
    (void)state;
    enum { DATASETS = 20, VALUES = 20000 };
    const char *path = mpi_tests_path("many.h5");
    char name[64];
    int *values = calloc(VALUES, sizeof *values);
    results *file = create(path);
    for (int i = 0; i < DATASETS; i++) {
        snprintf(name, sizeof name, "/result/group %d/value", i);
        results_write_rows(file, name, H5T_NATIVE_INT, values, i == 10 ? VALUES : i % 3, 0);
        results_units(file, name, "m");
    }
    results_close(file);
    free(values);
    if (reads_back()) {
        hid_t written = result_file_open(path);
        for (int i = 0; i < DATASETS; i++) {
            snprintf(name, sizeof name, "/result/group %d/value", i);
            hsize_t shape[1] = {(hsize_t)mpi_tests_size * (i == 10 ? VALUES : (hsize_t)(i % 3))};
            result_file_assert_shape(written, name, H5T_STD_I32LE, 1, shape);
        }
        result_file_close(written);
    }
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(name_is_given_at_the_end),
        cmocka_unit_test(older_file_stays_until_the_end),
        cmocka_unit_test(what_a_killed_run_left_is_no_hindrance),
        cmocka_unit_test(name_without_a_directory),
        cmocka_unit_test(file_of_some_ranks),
        cmocka_unit_test(root_attributes_describe_the_run),
        cmocka_unit_test(command_line_is_that_of_rank_0),
        cmocka_unit_test(slurm_job_is_named_where_there_is_one),
        cmocka_unit_test(places_of_the_ranks_are_told),
        cmocka_unit_test(values_of_the_options_are_kept),
        cmocka_unit_test(one_value_of_each_rank),
        cmocka_unit_test(array_that_any_one_rank_has),
        cmocka_unit_test(array_of_nothing),
        cmocka_unit_test(scalar_is_that_of_rank_0),
        cmocka_unit_test(texts_that_any_one_rank_has),
        cmocka_unit_test(units_and_other_texts_beside_the_values),
        cmocka_unit_test(axes_have_scales_and_labels),
        cmocka_unit_test(file_larger_than_foreseen),
    };
    mpi_tests_begin(argc, argv);
    return mpi_tests_end(cmocka_run_group_tests(tests, NULL, NULL));
}

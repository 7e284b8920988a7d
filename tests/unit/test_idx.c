/* idx.h: good files and files that are wrong in every way that one comes across. */
#include "common/parts/idx.h"
#include "tests/unit/scratch.h"
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 3 items of 2 x 2 bytes: 10, 11, ... 21; plain, and packed by gzip. */
static const uint8_t PLAIN[] = {0, 0, 8,  3,  0,  0,  0,  3,  0,  0,  0,  2,  0,  0,
                                0, 2, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21};
static const uint8_t PACKED[] = {
    31,  139, 8,   0,   0,   0,  0,  0,  2,  3,  99, 96, 224, 96,  102, 96, 96, 0,  97, 38, 16, 230,
    226, 230, 225, 229, 227, 23, 16, 20, 18, 22, 17, 5,  0,   100, 76,  56, 23, 28, 0,  0,  0};

static char directory[SCRATCH_PATH], path[SCRATCH_PATH];

static void write_file(const uint8_t bytes[], size_t count)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
}

static int begin(void **state)
{
    (void)state;
    scratch_create(directory);
    scratch_path(path, directory, "items-idx3-ubyte");
    return 0;
}

static int end(void **state)
{
    (void)state;
    scratch_remove(directory);
    return 0;
}

/* The file is refused, with its name and this reason. */
static void assert_refused(const char *reason)
{
    uint8_t bytes[16];
    char why[1024] = "";
    assert_false(idx_read(path, 3, 0, 3, bytes, why, sizeof why));
    if (strstr(why, path) == NULL || strstr(why, reason) == NULL || strchr(why, '\n') != NULL) {
        fail_msg("said '%s' instead of '%s'", why, reason);
    }
}

static void reads_any_part(void **state)
{
    (void)state;
    for (int packed = 0; packed <= 1; packed++) {
        write_file(packed ? PACKED : PLAIN, packed ? sizeof PACKED : sizeof PLAIN);
        char why[1024] = "";
        int64_t shape[3];
        assert_true(idx_shape(path, 3, shape, why, sizeof why));
        assert_int_equal(shape[0], 3);
        assert_int_equal(shape[1], 2);
        assert_int_equal(shape[2], 2);
        for (int first = 0; first <= 3; first++) {
            for (int count = 0; first + count <= 3; count++) {
                uint8_t bytes[16] = {0};
                assert_true(idx_read(path, 3, first, count, bytes, why, sizeof why));
                assert_memory_equal(bytes, PLAIN + 16 + 4 * first, 4 * (size_t)count);
                assert_int_equal(bytes[4 * count], 0);
            }
        }
    }
}

static void refuses_more_items_than_there_are(void **state)
{
    (void)state;
    uint8_t bytes[16];
    char why[1024] = "";
    write_file(PLAIN, sizeof PLAIN);
    assert_false(idx_read(path, 3, 2, 2, bytes, why, sizeof why));
    assert_non_null(strstr(why, "too few items"));
}

static void refuses_files_that_are_cut_off(void **state)
{
    (void)state;
    for (size_t length = 0; length < sizeof PLAIN; length++) {
        write_file(PLAIN, length);
        assert_refused("is truncated");
    }
    for (size_t length = 20; length < sizeof PACKED; length++) {
        uint8_t bytes[16];
        char why[1024] = "";
        write_file(PACKED, length);
        assert_false(idx_read(path, 3, 0, 3, bytes, why, sizeof why));
    }
}

static void refuses_damaged_files(void **state)
{
    (void)state;
    uint8_t wrong[sizeof PACKED];
    for (size_t at = 10; at < sizeof PACKED; at++) { /* gzip's header has no checksum of its own */
        uint8_t bytes[16];
        char why[1024] = "";
        memcpy(wrong, PACKED, sizeof wrong);
        wrong[at] ^= 0x55;
        write_file(wrong, sizeof wrong);
        assert_false(idx_read(path, 3, 0, 3, bytes, why, sizeof why));
        assert_non_null(strstr(why, path));
    }
}

static void refuses_files_of_another_kind(void **state)
{
    (void)state;
    uint8_t wrong[sizeof PLAIN + 1] = {0};
    char why[1024];
    int64_t shape[3];
    memcpy(wrong, PLAIN, sizeof PLAIN);
    write_file(wrong, sizeof wrong);
    assert_refused("is longer than its header says");
    wrong[2] = 13; /* floats */
    write_file(wrong, sizeof PLAIN);
    assert_refused("is no IDX file of bytes");
    write_file(PLAIN, sizeof PLAIN);
    assert_false(idx_shape(path, 1, shape, why, sizeof why));
    assert_non_null(strstr(why, "has 3 dimensions instead of 1"));
    memcpy(wrong, PLAIN, sizeof PLAIN);
    memset(wrong + 8, 255, 8); /* items of 2^64 bytes */
    write_file(wrong, sizeof PLAIN);
    assert_refused("has items of more than 2 GiB");
    assert_int_equal(remove(path), 0);
    assert_refused("No such file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_any_part),
        cmocka_unit_test(refuses_more_items_than_there_are),
        cmocka_unit_test(refuses_files_that_are_cut_off),
        cmocka_unit_test(refuses_damaged_files),
        cmocka_unit_test(refuses_files_of_another_kind),
    };
    char why[256];
    int64_t shape[1];
    if (!idx_shape("", 1, shape, why, sizeof why) && strstr(why, "without zlib") != NULL) {
        puts("skipped: built without zlib");
        return 77;
    }
    return cmocka_run_group_tests(tests, begin, end);
}

#include "tools/check/files.h"
#include "tests/check/support.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static void removes_a_folder_with_all_in_it(void **state)
{
    (void)state;
    const char *outside = put_file("outside", "stays");
    put_file("in/deep/below/file", "");
    assert_int_equal(symlink(outside, in_folder("in/link")), 0);
    assert_int_equal(symlink("nowhere", in_folder("in/broken")), 0);
    files_remove(in_folder("in"));
    assert_false(scratch_exists(in_folder("in")));
    assert_true(scratch_holds(outside, "stays"));
    files_remove(in_folder("in")); /* it is gone */
    files_remove(outside);
    assert_false(scratch_exists(outside));
}

static void removes_what_a_program_has_closed(void **state)
{
    (void)state;
    put_file("in/closed/below/file", "");
    assert_int_equal(chmod(in_folder("in/closed/below"), 0), 0);
    assert_int_equal(chmod(in_folder("in/closed"), S_IRUSR), 0);
    files_remove(in_folder("in"));
    assert_false(scratch_exists(in_folder("in")));
}

static void makes_folders(void **state)
{
    (void)state;
    assert_true(files_make_folder(in_folder("a/b c/d")));
    assert_true(scratch_exists(in_folder("a/b c/d")));
    assert_true(files_make_folder(in_folder("a/b c/d")));
    put_file("file", "");
    assert_false(files_make_folder(in_folder("file/below")));
    assert_false(files_make_folder(in_folder("file")));
}

static void copies(void **state)
{
    (void)state;
    char *large = calloc(1, 200001), *copy;
    assert_non_null(large);
    memset(large, 'x', 200000);
    put_file("large", large);
    assert_true(files_copy(in_folder("large"), in_folder("copy")));
    copy = read_whole(in_folder("copy"));
    assert_string_equal(copy, large);
    free(copy);
    free(large);
    put_file("small", "short");
    assert_true(files_copy(in_folder("small"), in_folder("copy")));
    assert_true(scratch_holds(in_folder("copy"), "short"));
}

static void says_where_it_could_not_copy(void **state)
{
    (void)state;
    put_file("small", "short");
    assert_false(files_copy(in_folder("none"), in_folder("copy")));
    assert_false(files_copy(in_folder("small"), in_folder("none/copy")));
    assert_false(files_copy(folder, in_folder("copy")));
    if (access("/dev/full", W_OK) == 0) {
        assert_false(files_copy(in_folder("small"), "/dev/full"));
    }
}

static void room(void **state)
{
    (void)state;
    assert_true(files_have_room(folder));
    assert_false(scratch_exists(in_folder("room")));
    assert_false(files_have_room(in_folder("none")));
}

/* A second one who opens the file finds it locked, until it is unlocked. */
static void locks(void **state)
{
    (void)state;
    int lock = files_lock(in_folder("lock"));
    assert_true(lock >= 0);
    int other = open(in_folder("lock"), O_WRONLY);
    assert_true(other >= 0);
    assert_int_equal(flock(other, LOCK_EX | LOCK_NB), -1);
    assert_int_equal(errno, EWOULDBLOCK);
    files_unlock(lock);
    assert_int_equal(flock(other, LOCK_EX | LOCK_NB), 0);
    close(other);
    assert_int_equal(files_lock(in_folder("none/lock")), -1);
    files_unlock(-1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_folder_test(removes_a_folder_with_all_in_it),
        in_folder_test(removes_what_a_program_has_closed),
        in_folder_test(makes_folders),
        in_folder_test(copies),
        in_folder_test(says_where_it_could_not_copy),
        in_folder_test(room),
        in_folder_test(locks),
    };
    return cmocka_run_group_tests_name("check_files", tests, NULL, NULL);
}

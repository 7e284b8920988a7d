/* results.h where the file cannot be written: results_program at 3 ranks. Each time there must be one line
 * that names the file, status 1, no half-written file, and the older file as it was. */
#include "common/stop.h"
#include "tests/unit/child.h"
#include "tests/unit/scratch.h"
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { RANKS = 3 };

static const char OLDER[] = "an older file";

static char directory[SCRATCH_PATH];
static char
    disk[SCRATCH_PATH]; /* a directory that is a disk of 4 MiB; "" if that could not be had */

/* ---- the small disk ---- */

static bool write_line(const char *path, const char *line)
{
    FILE *file = fopen(path, "w");
    return file != NULL && fputs(line, file) != EOF && fclose(file) == 0;
}

/* The right to mount: of this process and its children alone, so that nothing stays mounted. Whoever is
 * not root may be it in a user namespace, where the system allows that. */
static bool may_mount(void)
{
    char map[64];
    unsigned user = geteuid(), group = getegid();
    if (unshare(CLONE_NEWNS) != 0) {
        if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) {
            return false;
        }
        snprintf(map, sizeof map, "%u %u 1\n", user, user);
        if (!write_line("/proc/self/setgroups", "deny") || !write_line("/proc/self/uid_map", map)) {
            return false;
        }
        snprintf(map, sizeof map, "%u %u 1\n", group, group);
        if (!write_line("/proc/self/gid_map", map)) {
            return false;
        }
    }
    return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static int make_places(void **state)
{
    (void)state;
    scratch_create(directory);
    scratch_path(disk, directory, "disk");
    if (mkdir(disk, 0777) != 0) {
        return -1;
    }
    if (!may_mount() || mount("tmpfs", disk, "tmpfs", 0, "size=4m") != 0) {
        disk[0] = '\0';
        puts("skipped: no full disk: a small one cannot be mounted here (a container, a chroot?)");
    }
    return 0;
}

static int remove_places(void **state)
{
    (void)state;
    if (disk[0] != '\0') {
        umount(disk);
    }
    scratch_remove(directory);
    return 0;
}

/* ---- one file ---- */

typedef struct {
    char path[SCRATCH_PATH], partial[SCRATCH_PATH];
} place;

/* result.h5 in a directory, where an older file of that name is. */
static place place_in(const char *where)
{
    place made;
    scratch_path(made.path, where, "result.h5");
    scratch_path(made.partial, where, "result.h5.partial");
    scratch_write(made.path, OLDER);
    return made;
}

static void assert_untouched(const child *run, const place *where)
{
    child_assert(run, scratch_holds(where->path, OLDER), "the older file has changed");
    child_assert(run, !scratch_exists(where->partial), "a half-written file was left");
}

static void assert_refused_untouched(const child *run, const place *where, const char *why)
{
    assert_refused(run, STOP_FAILURE, where->path, why);
    assert_untouched(run, where);
}

/* ---- refused at once ---- */

static void directory_that_is_missing(void **state)
{
    (void)state;
    char path[SCRATCH_PATH], missing[SCRATCH_PATH];
    scratch_path(missing, directory, "missing");
    scratch_path(path, missing, "result.h5");
    child run = run_child(RANKS, path, "0", "rows", "9000");
    assert_refused(&run, STOP_FAILURE, path, "No such file or directory", "mkdir");
    assert_false(scratch_exists(missing));
}

static void directory_that_may_not_be_written(void **state)
{
    (void)state;
    char path[SCRATCH_PATH] = "/proc/result.h5"; /* not even by root */
    if (geteuid() != 0) {
        char closed[SCRATCH_PATH];
        scratch_path(closed, directory, "closed");
        assert_int_equal(mkdir(closed, 0500), 0);
        scratch_path(path, closed, "result.h5");
    }
    child run = run_child(RANKS, path, "0", "rows", "9000");
    assert_refused(&run, STOP_FAILURE, path);
    assert_false(scratch_exists(path));
}

static void path_that_is_a_directory(void **state)
{
    (void)state;
    char path[SCRATCH_PATH], partial[SCRATCH_PATH];
    scratch_path(path, directory, "directory.h5");
    scratch_path(partial, directory, "directory.h5.partial");
    assert_int_equal(mkdir(path, 0777), 0);
    child run = run_child(RANKS, path, "0", "rows", "9000");
    assert_refused(&run, STOP_FAILURE, path, "not an ordinary file");
    assert_true(scratch_exists(path));
    assert_false(scratch_exists(partial));
}

static void path_that_is_a_device(void **state)
{
    (void)state;
    child run = run_child(RANKS, "/dev/null", "0", "rows", "9000");
    assert_refused(&run, STOP_FAILURE, "/dev/null", "not an ordinary file");
    assert_false(scratch_exists("/dev/null.partial"));
}

static void path_below_a_file(void **state)
{
    (void)state;
    char file[SCRATCH_PATH], path[SCRATCH_PATH];
    scratch_path(file, directory, "file");
    scratch_path(path, file, "result.h5");
    scratch_write(file, OLDER);
    child run = run_child(RANKS, path, "0", "rows", "9000");
    assert_refused(&run, STOP_FAILURE, path, "not a directory");
    assert_true(scratch_holds(file, OLDER));
}

static void file_that_another_run_is_writing(void **state)
{
    (void)state;
    place where = place_in(directory);
    scratch_write(where.partial, "the other's");
    int lock = open(where.partial, O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(lock, LOCK_EX), 0);
    child run = run_child(RANKS, where.path, "0", "rows", "9000");
    assert_refused(&run, STOP_FAILURE, where.path, "another run");
    assert_true(scratch_holds(where.path, OLDER));
    assert_true(scratch_holds(where.partial, "the other's"));
    close(lock); /* as when the other run ends */
    run = run_child(RANKS, where.path, "0", "rows", "9000");
    child_assert(&run, run.status == 0, "expected success");
    assert_false(scratch_exists(where.partial));
}

static void more_than_files_may_have(void **state)
{
    (void)state;
    place where = place_in(directory);
    child run = run_child(RANKS, where.path, "3000000", "rows", "9000", "1000000");
    assert_refused_untouched(&run, &where, "ulimit -f");
}

static void more_than_the_disk_has(void **state)
{
    (void)state;
    if (disk[0] == '\0') {
        skip();
    }
    place where = place_in(disk);
    child run = run_child(RANKS, where.path, "5000000", "rows", "9000");
    assert_refused_untouched(&run, &where, "it needs 5.07 MB, but the disk has 4.");
}

/* ---- more than it said: found out while it is written ---- */

static void limit_reached_while_writing(void **state)
{
    (void)state;
    const char *const kinds[] = {"rows", "numbered", "alone", "attributes"};
    for (int i = 0; i < 4; i++) {
        place where = place_in(directory);
        child run = run_child(RANKS, where.path, "0", kinds[i], "3000000", "1000000");
        assert_refused_untouched(&run, &where, "File too large");
    }
}

static void disk_full_while_writing(void **state)
{
    (void)state;
    if (disk[0] == '\0') {
        skip();
    }
    const char *const kinds[] = {"rows", "numbered", "alone", "attributes"};
    for (int i = 0; i < 4; i++) {
        place where = place_in(disk);
        child run = run_child(RANKS, where.path, "0", kinds[i], "6000000");
        assert_refused_untouched(&run, &where, "No space left");
    }
}

static void disk_that_another_has_filled(void **state)
{
    (void)state;
    if (disk[0] == '\0') {
        skip();
    }
    place where = place_in(disk);
    char other[SCRATCH_PATH];
    scratch_path(other, disk, "result.h5.other");
    child run = run_child(RANKS, where.path, "0", "hog", "600000");
    assert_refused_untouched(&run, &where, "No space left");
    assert_int_equal(unlink(other), 0);
}

/* What a run said at its start that it would write is its own from then on. */
static void reserved_space_is_there_although_another_fills_the_disk(void **state)
{
    (void)state;
    if (disk[0] == '\0') {
        skip();
    }
    place where = place_in(disk);
    char other[SCRATCH_PATH];
    scratch_path(other, disk, "result.h5.other");
    child run = run_child(RANKS, where.path, "600000", "hog", "600000");
    child_assert(&run, run.status == 0, "expected success");
    assert_false(scratch_exists(where.partial));
    assert_int_equal(unlink(other), 0);
    assert_int_equal(unlink(where.path), 0);
}

static void row_that_is_not_there(void **state)
{
    (void)state;
    place where = place_in(directory);
    child run = run_child(RANKS, where.path, "0", "row-number", "0");
    assert_refused(&run, STOP_FAILURE, "/result/rows: rank 1 gives a row number 10", "rows 0 to 9");
    assert_untouched(&run, &where);
}

static void program_that_stops_for_another_reason(void **state)
{
    (void)state;
    place where = place_in(directory);
    child run = run_child(RANKS, where.path, "0", "stop", "0");
    assert_refused(&run, STOP_FAILURE, "rank 1 has had enough");
    assert_untouched(&run, &where);
    run = run_child(RANKS, where.path, "0", "abort", "0");
    assert_aborted(&run, "rank 1: ");
    assert_untouched(&run, &where);
}

static void file_that_is_never_closed(void **state)
{
    (void)state;
    place where = place_in(directory);
    child run = run_child(RANKS, where.path, "0", "open", "0");
    assert_refused_untouched(&run, &where, "results_close has to come before MPI_Finalize");
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(directory_that_is_missing),
        cmocka_unit_test(directory_that_may_not_be_written),
        cmocka_unit_test(path_that_is_a_directory),
        cmocka_unit_test(path_that_is_a_device),
        cmocka_unit_test(path_below_a_file),
        cmocka_unit_test(file_that_another_run_is_writing),
        cmocka_unit_test(more_than_files_may_have),
        cmocka_unit_test(more_than_the_disk_has),
        cmocka_unit_test(limit_reached_while_writing),
        cmocka_unit_test(disk_full_while_writing),
        cmocka_unit_test(disk_that_another_has_filled),
        cmocka_unit_test(reserved_space_is_there_although_another_fills_the_disk),
        cmocka_unit_test(row_that_is_not_there),
        cmocka_unit_test(program_that_stops_for_another_reason),
        cmocka_unit_test(file_that_is_never_closed),
    };
    child_begin(argc, argv);
    return cmocka_run_group_tests(tests, make_places, remove_places);
}

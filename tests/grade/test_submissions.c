/* Whose a file is, and of which program. */
#include "tools/grade/submissions.h"
#include "tests/check/support.h"
#include "tools/check/text.h"
#include "tools/grade/results.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static submissions found;

static int end(void **state)
{
    submissions_free(&found);
    return folder_end(state);
}

static void hand_in(const char *path)
{
    char *whole = text_format("class/%s", path);
    put_file(whole, "int x;\n");
    free(whole);
}

static bool look(const char *only, const char *pattern)
{
    const char *manifest =
        put_file("programs.tsv", "ID\tNAME\tSOURCE\n"
                                 "01-hello\thello\thello.c\t\n"
                                 "02-point-to-point\tpoint-to-point\tpoint_to_point.c\t\n"
                                 "bugs/03-point\tpoint\tpoint.c\t\n");
    return submissions_find(in_folder("class"), manifest, only, pattern, &found);
}

/* "student program path" of each, in their order. */
static void assert_found(int count, const char *const expected[])
{
    for (int i = 0; i < count && i < found.count; i++) {
        char *is = text_format("%s %s %s", found.all[i].student,
                               found.programs[found.all[i].program].name, found.all[i].path);
        assert_string_equal(is, expected[i]);
        free(is);
    }
    assert_int_equal(found.count, count);
}

static bool is_strange(const char *path)
{
    for (int i = 0; i < found.strange_count; i++) {
        if (strncmp(found.strange[i], path, strlen(path)) == 0) {
            return true;
        }
    }
    return false;
}

static void of_course_systems(void **state)
{
    (void)state;
    hand_in("Lee Anna_12345_assignsubmission_file_/hello.c");
    hand_in("leebob_123_456_hello.c");
    hand_in("leecarl_LATE_124_457_point_to_point-2.c");
    hand_in("dora/exercises/01-hello/hello.c");
    hand_in("dora/solutions/01-hello/hello.c");
    hand_in("dora/my/try/hello.c");
    hand_in("emil_point.c");
    hand_in("fay_2_hello.c");
    assert_true(look(NULL, NULL));
    assert_found(
        6, (const char *[]){"Lee Anna hello Lee Anna_12345_assignsubmission_file_/hello.c",
                            "dora hello dora/exercises/01-hello/hello.c", "emil point emil_point.c",
                            "fay_2 hello fay_2_hello.c", "leebob hello leebob_123_456_hello.c",
                            "leecarl point-to-point leecarl_LATE_124_457_point_to_point-2.c"});
    assert_true(is_strange("dora/my/try/hello.c: not taken"));
}

static void namesakes_have_numbers(void **state)
{
    (void)state;
    hand_in("Lee_1_assignsubmission_file_/hello.c");
    hand_in("Lee_2_assignsubmission_file_/hello.c");
    hand_in("may_7_1_hello.c");
    hand_in("may_7_2_hello-1.c");
    assert_true(look(NULL, NULL));
    assert_found(3, (const char *[]){"Lee_1 hello Lee_1_assignsubmission_file_/hello.c",
                                     "Lee_2 hello Lee_2_assignsubmission_file_/hello.c",
                                     "may hello may_7_2_hello-1.c"}); /* the later one */
}

static void what_is_strange_is_said(void **state)
{
    (void)state;
    hand_in("anna/hullo.c");
    hand_in("bob/report.pdf");
    hand_in("hello.c");
    hand_in("carl/hello.c");
    hand_in(".git/hello.c");
    assert_int_equal(symlink("carl/hello.c", in_folder("class/dora_hello.c")), 0);
    assert_int_equal(symlink("carl", in_folder("class/emil")), 0);
    assert_int_equal(mkfifo(in_folder("class/fay_hello.c"), 0666), 0);
    assert_true(look(NULL, NULL));
    assert_found(1, (const char *[]){"carl hello carl/hello.c"});
    assert_true(is_strange("anna/hullo.c: no program"));
    assert_true(is_strange("bob: there is no program"));
    assert_true(is_strange("hello.c: whose is it?"));
    assert_true(is_strange("dora_hello.c: a link"));
    assert_true(is_strange("emil: a link"));
    assert_true(is_strange("fay_hello.c: no plain file"));
}

static void odd_names_stay(void **state)
{
    (void)state;
    hand_in("a\nb\033[2J<script>/hello.c");
    hand_in("..x/hello.c");
    hand_in("-o/hello.c");
    assert_true(look(NULL, NULL));
    assert_int_equal(found.count, 2);
    char *name = results_file_name("a\nb\033[2J<script>/../\xff"), *dots = results_file_name("..");
    assert_string_equal(name, "a%0Ab%1B%5B2J%3Cscript%3E%2F..%2F%FF");
    assert_string_equal(dots, "%2E.");
    free(name);
    free(dots);
    char long_name[2000];
    memset(long_name, '<', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    name = results_file_name(long_name);
    assert_true(strlen(name) < 230);
    free(name);
}

static void by_a_pattern_and_a_list(void **state)
{
    (void)state;
    hand_in("group 7/anna/hello.c");
    hand_in("group 7/bob/point.c");
    hand_in("carl/hello.c");
    assert_true(look("hello,bugs/03", "^group [0-9]+/([a-z]+)/"));
    assert_found(
        2, (const char *[]){"anna hello group 7/anna/hello.c", "bob point group 7/bob/point.c"});
    assert_true(is_strange("carl/hello.c: the pattern"));
}

static void only_some_programs(void **state)
{
    (void)state;
    hand_in("anna/hello.c");
    hand_in("anna/point.c");
    assert_true(look("point", NULL));
    assert_found(1, (const char *[]){"anna point anna/point.c"});
}

static void what_cannot_be(void **state)
{
    (void)state;
    hand_in("anna/hello.c");
    assert_false(look("helo", NULL));
    submissions_free(&found);
    assert_false(look(NULL, "no group"));
    submissions_free(&found);
    assert_false(look(NULL, "(unclosed"));
    submissions_free(&found);
    assert_false(
        submissions_find(in_folder("none"), in_folder("programs.tsv"), NULL, NULL, &found));
}

#define submissions_test(test) cmocka_unit_test_setup_teardown(test, folder_begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        submissions_test(of_course_systems),       submissions_test(namesakes_have_numbers),
        submissions_test(what_is_strange_is_said), submissions_test(odd_names_stay),
        submissions_test(by_a_pattern_and_a_list), submissions_test(only_some_programs),
        submissions_test(what_cannot_be)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

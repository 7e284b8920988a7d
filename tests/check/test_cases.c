#include "tools/check/cases.h"
#include "tests/check/support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static case_list list;

/* All cases as "RANKS:LINE" with blanks between. */
static const char *planned(const char *program_ranks, const char *lines, const char *ranks,
                           bool all)
{
    static char text[8192];
    program what = {.ranks = program_ranks, .cases = lines};
    cases_free(&list);
    cases_plan(&what, ranks, all, &list);
    text[0] = '\0';
    for (int i = 0; i < list.count; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%d:%d", i > 0 ? " " : "", list.cases[i].ranks,
                 list.cases[i].line);
    }
    return text;
}

static int end(void **state)
{
    (void)state;
    cases_free(&list);
    return 0;
}

static void one_line_at_every_number_of_ranks(void **state)
{
    (void)state;
    assert_string_equal(planned("1 2 3 7", "", NULL, false), "1:1 2:1 3:1 7:1");
    assert_string_equal(list.cases[3].arguments, "");
}

static void other_lines_at_two_ranks_and_one_more(void **state)
{
    (void)state;
    assert_string_equal(planned("1 2 3", "|--count 0|--count 9", NULL, false),
                        "1:1 1:3 2:1 2:2 2:3 3:1 3:2");
    assert_string_equal(list.cases[1].arguments, "--count 9");
}

/* --root 1 has been at 3 ranks, with --count 5; so --root 1 --count 7 goes elsewhere. */
static void options_meet_as_many_ranks_as_can_be(void **state)
{
    (void)state;
    assert_string_equal(planned("2 3 4", "|--root 1 --count 5|--root 1 --count 7", NULL, false),
                        "2:1 2:2 2:3 3:1 3:3 4:1 4:2");
}

static void a_program_that_is_never_run_at_two_ranks(void **state)
{
    (void)state;
    assert_string_equal(planned("4", "|--a 1", NULL, false), "4:1 4:2");
    assert_string_equal(planned("3 4", "|--a 1", NULL, false), "3:1 3:2 4:1 4:2");
}

static void with_ranks_every_line_at_each(void **state)
{
    (void)state;
    assert_string_equal(planned("1 2 3", "|--a 1|--a 2", "3,2", false), "3:1 3:2 3:3 2:1 2:2 2:3");
    assert_string_equal(planned("1 2", "|--a 1", NULL, true), "1:1 1:2 2:1 2:2");
}

static void no_more_than_there_is_room_for(void **state)
{
    (void)state;
    char lines[64 * 4] = "";
    for (int i = 0; i < 63; i++) {
        strcat(lines, "|-a");
    }
    planned("1 2 3 4 5 6 7 8 9 10", lines, NULL, true);
    assert_int_equal(list.count, CASES_MOST);
}

static void names(void **state)
{
    (void)state;
    const check_case one = {.ranks = 1, .arguments = ""},
                     three = {.ranks = 3, .arguments = "--count 7"};
    char *name = cases_name(&one);
    assert_string_equal(name, "1 rank");
    free(name);
    name = cases_name(&three);
    assert_string_equal(name, "3 ranks, --count 7");
    free(name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(one_line_at_every_number_of_ranks, end),
        cmocka_unit_test_teardown(other_lines_at_two_ranks_and_one_more, end),
        cmocka_unit_test_teardown(options_meet_as_many_ranks_as_can_be, end),
        cmocka_unit_test_teardown(a_program_that_is_never_run_at_two_ranks, end),
        cmocka_unit_test_teardown(with_ranks_every_line_at_each, end),
        cmocka_unit_test_teardown(no_more_than_there_is_room_for, end),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests_name("check_cases", tests, NULL, NULL);
}

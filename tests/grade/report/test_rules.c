#include "tests/check/support.h"
#include "tools/grade/report/rules.h"
#include <stdlib.h>
#include <string.h>

static book b;
static rules by;

static int begin(void **state)
{
    b = (book){0};
    book_add_program(&b, "07-heat");
    book_add_program(&b, "01-hello");
    book_add_program(&b, "bugs/01-pass-on");
    rules_start(&by);
    return folder_begin(state);
}

static int end(void **state)
{
    book_free(&b);
    return folder_end(state);
}

static void assert_wrong(const char *text, const char *expected)
{
    char *why = NULL;
    assert_false(rules_read(&by, &b, put_file("rules", text), &why));
    assert_contains(why, expected);
    assert_null(strchr(why, '\n'));
    free(why);
}

static void read_rules(const char *text)
{
    char *why = NULL;
    if (!rules_read(&by, &b, put_file("rules", text), &why)) {
        fail_msg("%s", why);
    }
}

static double points_of(const char *program, verdict v, int open_todos, int late)
{
    double points = -1;
    json_t *details = json_pack("{s:[]}", "open_todos");
    for (int i = 0; i < open_todos; i++) {
        json_array_append_new(json_object_get(details, "open_todos"), json_object());
    }
    const book_grade g = {.is_there = true, .verdict = v, .details = details};
    int p = book_find_program(&b, program);
    assert_true(p >= 0);
    rules_apply(&by, &b); /* what each program can give */
    bool is_judged = rules_points(&by, &b.programs[p], &g, late, &points);
    json_decref(details);
    return is_judged ? points : -1;
}

static void without_rules_all_or_nothing(void **state)
{
    (void)state;
    assert_true(points_of("heat", VERDICT_PASS, 0, 9) == 1);
    assert_true(points_of("heat", VERDICT_TODO, 1, 0) == 0);
    assert_true(points_of("heat", VERDICT_FAIL, 0, 0) == 0);
    assert_true(points_of("heat", VERDICT_ERROR, 0, 0) == -1);
    assert_true(b.most == 3);
}

static void points_todos_and_bonus(void **state)
{
    (void)state;
    read_rules("# a course\r\n\n points * 2 # each\npoints 07-heat 4,5\ntodos heat 3\nbonus "
               "bugs/pass-on 0.5\n");
    assert_true(points_of("hello", VERDICT_PASS, 0, 0) == 2);
    assert_true(points_of("heat", VERDICT_PASS, 0, 0) == 4.5);
    assert_true(points_of("heat", VERDICT_TODO, 1, 0) == 3);
    assert_true(points_of("heat", VERDICT_TODO, 5, 0) == 0);
    assert_true(points_of("heat", VERDICT_FAIL, 1, 0) == 0);
    assert_true(points_of("hello", VERDICT_TODO, 1, 0) == 0);
    assert_true(points_of("bugs/pass-on", VERDICT_PASS, 0, 0) == 0.5);
    assert_true(b.most == 6.5);
}

static void late_days_cost(void **state)
{
    (void)state;
    read_rules("late 10%\ngrace 1\nclosed 20\npoints hello 3");
    assert_true(points_of("hello", VERDICT_PASS, 0, 1) == 3);
    assert_true(points_of("hello", VERDICT_PASS, 0, 2) == 2.7);
    assert_true(points_of("hello", VERDICT_PASS, 0, 15) == 0);
    read_rules("late 1\nclosed 2\n");
    assert_true(points_of("hello", VERDICT_PASS, 0, 2) == 2.97);
    assert_true(points_of("hello", VERDICT_PASS, 0, 3) == 0);
}

static void a_rule_may_name_what_nobody_handed_in(void **state)
{
    (void)state;
    read_rules("points 03-broadcast 2\n");
    assert_int_equal(book_find_program(&b, "broadcast"), 1);
    assert_int_equal(book_find_program(&b, "heat"), 2);
    assert_true(points_of("heat", VERDICT_PASS, 0, 0) == 1);
    assert_true(b.most == 5);
}

static void wrong_rules_are_named_by_line(void **state)
{
    (void)state;
    assert_wrong("\npionts heat 4\n", "rules:2: there is no rule 'pionts': there are points");
    assert_wrong("points heat\n", "rules:1: points wants a program and a number of points");
    assert_wrong("points heat four\n", "rules:1: points wants");
    assert_wrong("points heat -1\n", "rules:1: points wants");
    assert_wrong("points heat 1 2\n", "rules:1: points wants");
    assert_wrong("points heat nan\n", "rules:1: points wants");
    assert_wrong("points heat 1e3\n", "rules:1: points wants");
    assert_wrong("points heat 99999\n", "rules:1: points wants");
    assert_wrong("bonus * 1\n", "rules:1: bonus wants");
    assert_wrong("todos heat 1.5\n", "rules:1: todos wants a program and a whole number");
    assert_wrong("points heta 1\n", "rules:1: nobody has handed in a program 'heta'");
    assert_wrong("late\n", "rules:1: late wants the percent");
    assert_wrong("late 101\n", "rules:1: late wants the percent");
    assert_wrong("late 10%%\n", "rules:1: late wants the percent");
    assert_wrong("grace 1%\n", "rules:1: grace wants a number of days");
    assert_wrong("closed 1.5\n", "rules:1: closed wants a number of days");
    char *why = NULL;
    assert_false(rules_read(&by, &b, in_folder("missing"), &why));
    assert_contains(why, "missing: there is no such file");
    free(why);
}

int main(void)
{
#define rules_test(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        rules_test(without_rules_all_or_nothing),
        rules_test(points_todos_and_bonus),
        rules_test(late_days_cost),
        rules_test(a_rule_may_name_what_nobody_handed_in),
        rules_test(wrong_rules_are_named_by_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

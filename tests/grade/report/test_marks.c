#include "tests/check/support.h"
#include "tools/grade/report/marks.h"
#include "tools/grade/report/rules.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static book b;

static void put_result(const char *stem, const char *student, const char *verdict)
{
    char path[100], *text = NULL;
    size_t length;
    FILE *to = open_memstream(&text, &length);
    fprintf(to,
            "{\"format_version\": 1, \"student\": \"%s\", \"programs\": [{\"program\": "
            "\"01-hello\", \"verdict\": \"%s\", \"sentence\": \"why\"}]}",
            student, verdict);
    fclose(to);
    snprintf(path, sizeof path, "results/%s.json", stem);
    put_file(path, text);
    free(text);
}

static int begin(void **state)
{
    folder_begin(state);
    put_result("ann", "ann", "PASS");
    put_result("b%C3%B6rn", "b\303\266rn", "FAIL");
    put_result("err", "err", "ERROR");
    return 0;
}

static int end(void **state)
{
    book_free(&b);
    return folder_end(state);
}

/* Students in the order of their files' names. */
enum { ANN, BJORN, ERR };

static void mark(const char *text)
{
    rules by;
    assert_true(book_read(&b, folder));
    assert_int_equal(b.student_count, 3);
    put_file("marks.tsv", text);
    marks_read(&b, folder);
    rules_start(&by);
    rules_apply(&by, &b);
}

static void makes_its_file_once(void **state)
{
    (void)state;
    assert_true(book_read(&b, folder));
    marks_read(&b, folder);
    char *made = read_whole(in_folder("marks.tsv"));
    assert_string_equal(made, "student\tprogram\tpoints\tremark\n");
    free(made);
    book_free(&b);
    mark("ann\thello\t5\tmine\n");
    made = read_whole(in_folder("marks.tsv"));
    assert_string_equal(made, "ann\thello\t5\tmine\n");
    free(made);
}

static void its_points_hold(void **state)
{
    (void)state;
    mark("student\tprogram\tpoints\tremark\nann\thello\t0\tcopied\nb\303\266rn\t01-hello\t0,5\r\n"
         "err\thello\t\tlater\nann\t*\t2\t\n# a remark\n\n");
    assert_int_equal(b.complaint_count, 0);
    assert_true(b.students[ANN].grades[0].points == 0 && b.students[ANN].total == 2);
    assert_string_equal(b.students[ANN].grades[0].remark, "copied");
    assert_true(b.students[BJORN].grades[0].points == 0.5);
    assert_null(b.students[BJORN].grades[0].remark);
    assert_false(b.students[ERR].grades[0].has_points);
    assert_int_equal(b.students[ERR].open, 1);
    assert_string_equal(b.students[ERR].grades[0].remark, "later");
}

static void it_may_say_how_late(void **state)
{
    (void)state;
    mark("ann\tlate\t3\tagreed\nerr\tlate\t-1\n");
    assert_int_equal(b.complaint_count, 0);
    assert_int_equal(b.students[ANN].late_days, 3);
    assert_string_equal(b.students[ANN].remark, "agreed");
    assert_true(b.students[ANN].total == 1);
    assert_int_equal(b.students[ERR].late_days, 0);
}

static void takes_what_spreadsheets_write(void **state)
{
    (void)state;
    mark("\xEF\xBB\xBF\"student\"\t\"program\"\t\"points\"\t\"remark\"\r\n"
         "\"b%C3%B6rn\"\t\"hello\"\t\"1\"\t\"well, \"\r\n err \t hello \t 1 \t\r\n");
    assert_int_equal(b.complaint_count, 0);
    assert_true(b.students[BJORN].grades[0].points == 1);
    assert_string_equal(b.students[BJORN].grades[0].remark, "well, ");
    assert_true(b.students[ERR].grades[0].has_points && b.students[ERR].open == 0);
}

static void says_what_it_cannot_use(void **state)
{
    (void)state;
    mark("nobody\thello\t1\t\nann\theat\t1\t\nann\thello\tmuch\t\nann hello "
         "1\nann\thello\t0.25\tfine\n");
    static const char *const said[] = {
        "marks.tsv:1: there is no student 'nobody'",
        "marks.tsv:2: nobody has handed in a program 'heat'", "marks.tsv:3: 'much' are no points",
        "marks.tsv:4: there must be a student, a program and points"};
    assert_int_equal(b.complaint_count, 4);
    for (int i = 0; i < 4; i++) {
        assert_contains(b.complaints[i], said[i]);
    }
    assert_true(b.students[ANN].total == 0.25); /* the others hold all the same */
}

int main(void)
{
#define marks_test(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        marks_test(makes_its_file_once),     marks_test(its_points_hold),
        marks_test(it_may_say_how_late),     marks_test(takes_what_spreadsheets_write),
        marks_test(says_what_it_cannot_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "tests/check/support.h"
#include "tools/grade/report/mistakes.h"
#include <stdlib.h>

static void assert_kind(const char *sentence, const char *expected)
{
    char *kind = mistakes_kind(sentence);
    assert_string_equal(kind, expected);
    free(kind);
}

static void numbers_go(void **state)
{
    (void)state;
    assert_kind("rows 36-39, owned by rank 2 of 4, are 0 instead of 1,797.5",
                "row N, owned by rank N of N, are N instead of N");
    assert_kind("row 7, owned by rank 1 of 2, are -3e-05 instead of 0x7f",
                "row N, owned by rank N of N, are N instead of N");
    assert_kind("ranks 0, 1 and 2 crashed", "rank N crashed");
    assert_kind("[1][2] is 99 instead of 13", "[N][N] is N instead of N");
    assert_kind("up to step 1 all is right.", "up to step N all is right.");
    assert_kind("less than 3", "less than N");
}

static void names_go(void **state)
{
    (void)state;
    assert_kind("writes 64 bytes of `greetings`, freed at line 57",
                "writes N bytes of ``, freed at line N");
    assert_kind("the root is 0 on rank 0 (pi.c:89), but 1", "the root is N on rank N (F), but N");
    assert_kind("in \"compute border rows\" of src/a-b.c:7:3", "in \"\" of F");
    assert_kind("gives MPI a 'int64_t *' with", "gives MPI a '' with");
}

static void words_stay(void **state)
{
    (void)state;
    assert_kind("rank 0's value is not the student's", "rank N's value is not the student's");
    assert_kind("MPI_2INT and int64_t", "MPI_2INT and int64_t");
    assert_kind("'cut off", "'cut off");
    assert_kind("", "");
    assert_kind("\033[31mred\033[0m 1\n2", "red N N");
    assert_kind("it does not compile: see line 2", "it does not compile: see line N");
}

static book_student students[3];

static void put(book *b, int s, int p, verdict v, const char *sentence)
{
    b->students[s].grades[p] = (book_grade){.is_there = true, .verdict = v, .sentence = sentence};
}

static void counts_kinds_over_programs(void **state)
{
    (void)state;
    book b = {.students = students, .student_count = 3, .program_count = 2};
    mistake_list found;
    b.programs[0].id = "01-hello";
    b.programs[1].id = "07-heat";
    put(&b, 0, 0, VERDICT_FAIL, "row 1 is 0");
    put(&b, 1, 1, VERDICT_FAIL, "rows 3 and 4 is 7");
    put(&b, 2, 0, VERDICT_TODO, "TODO(1): send");
    put(&b, 2, 1, VERDICT_PASS, "right in all cases");
    put(&b, 1, 0, VERDICT_TODO, "TODO(2): receive");
    put(&b, 0, 1, VERDICT_ERROR, "no time");
    mistakes_count(&b, &found);
    assert_int_equal(found.count, 3);
    assert_string_equal(found.all[0].kind, "row N is N");
    assert_string_equal(found.all[0].example, "row 1 is 0");
    assert_int_equal(found.all[0].count, 2);
    assert_int_equal(found.all[0].places[1].student, 1);
    assert_int_equal(found.all[0].places[1].program, 1);
    assert_string_equal(found.all[1].kind, "01-hello: TODO(1): send");
    assert_string_equal(found.all[2].kind, "01-hello: TODO(2): receive");
    mistakes_free(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_go),
        cmocka_unit_test(names_go),
        cmocka_unit_test(words_stay),
        cmocka_unit_test(counts_kinds_over_programs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

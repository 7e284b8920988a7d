#include "tools/check/program.h"
#include "tests/check/support.h"
#include <string.h>

/* Columns in another order than anywhere else, and one that check does not know. */
static const char manifest[] =
    "ID\tNAME\tSOURCE\tLEVEL\tCASES\tTITLE\tRANKS\tDEMANDS\n"
    "01-hello\thello\thello.c\t1\t\tHello\t1 2 3\t-\n"
    "02-two-words\ttwo-words\ttwo_words.c\t2\t--a 1|--b 2\tTwo\t2 4\tsome:X:y\n";

static void reads_a_row_by_the_names_of_its_columns(void **state)
{
    (void)state;
    program p;
    assert_true(program_read(put_file("programs.tsv", manifest), "02-two-words", &p));
    assert_string_equal(p.id, "02-two-words");
    assert_string_equal(p.name, "two-words");
    assert_string_equal(p.source, "two_words.c");
    assert_string_equal(p.title, "Two");
    assert_string_equal(p.ranks, "2 4");
    assert_string_equal(p.demands, "some:X:y");
    assert_string_equal(p.cases, "--a 1|--b 2");
    assert_string_equal(p.next, "");
    program_free(&p);
}

static void knows_the_program_after_it(void **state)
{
    (void)state;
    program p;
    assert_true(program_read(put_file("programs.tsv", manifest), "01-hello", &p));
    assert_string_equal(p.cases, "");
    assert_string_equal(p.next, "02-two-words");
    program_free(&p);
}

static void is_whole_where_it_says_what_is_wrong(void **state)
{
    static const struct {
        const char *row;
        bool is_whole;
    } cases[] = {{"ID\tWRONG\n01-a\tdeadlock", true},
                 {"ID\tWRONG\n01-a\t-", false},
                 {"ID\tNAME\n01-a\ta", false}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        program p;
        assert_true(program_read(put_file("programs.tsv", cases[i].row), "01-a", &p));
        assert_int_equal(program_is_whole(&p), cases[i].is_whole);
        program_free(&p);
    }
}

static void what_a_row_lacks_is_empty(void **state)
{
    (void)state;
    program p;
    assert_true(
        program_read(put_file("programs.tsv", "ID\tNAME\n01-hello\thello"), "01-hello", &p));
    assert_string_equal(p.name, "hello");
    assert_string_equal(p.demands, "");
    assert_string_equal(p.cases, "");
    program_free(&p);
}

static void no_such_row(void **state)
{
    (void)state;
    program p;
    assert_false(program_read(in_folder("none.tsv"), "01-hello", &p));
    assert_false(program_read(put_file("programs.tsv", ""), "01-hello", &p));
    put_file("programs.tsv", manifest);
    assert_false(program_read(in_folder("programs.tsv"), "01", &p));
    assert_false(program_read(in_folder("programs.tsv"), "01-hello-again", &p));
    assert_false(program_read(in_folder("programs.tsv"), "", &p));
    assert_null(p.row);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_folder_test(reads_a_row_by_the_names_of_its_columns),
        in_folder_test(knows_the_program_after_it),
        in_folder_test(is_whole_where_it_says_what_is_wrong),
        in_folder_test(what_a_row_lacks_is_empty),
        in_folder_test(no_such_row),
    };
    return cmocka_run_group_tests_name("check_program", tests, NULL, NULL);
}

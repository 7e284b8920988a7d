/* options.h, command lines that are wrong, and --help: how the program ends, at 3 ranks. */
#include "common/stop.h"
#include "tests/unit/child.h"
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { RANKS = 3 };

/* options_program with these arguments says one line with `text` in it, which also tells where help
 * is, and prints nothing else. */
#define assert_wrong(text, ...)                                                                    \
    do {                                                                                           \
        child run = run_child(RANKS, __VA_ARGS__);                                                 \
        assert_refused(&run, STOP_USAGE, text, "--help");                                          \
        assert_string_equal(run.out, "");                                                          \
    } while (0)

static void right_command_line_is_accepted(void **state)
{
    (void)state;
    child run = run_child(RANKS, "--integer=100", "--real", "0", "--flag");
    child_assert(&run, run.status == 0, "expected success");
    assert_string_equal(run.out, "accepted\n");
    assert_string_equal(run.err, "");
}

static void option_that_is_not_there(void **state)
{
    (void)state;
    assert_wrong("'--colour'", "--colour", "red");
    assert_wrong("'-x'", "-x");
    assert_wrong("'--intiger': did you mean --integer?", "--intiger", "3");
    assert_wrong("'--falg=1': did you mean --flag?", "--falg=1");
}

static void abbreviation_that_means_two(void **state)
{
    (void)state;
    assert_wrong("ambiguous option '--int'", "--int", "3");
}

static void value_that_is_missing(void **state)
{
    (void)state;
    assert_wrong("--integer needs a value", "--integer");
    assert_wrong("-o needs a value", "--flag", "-o");
}

static void value_where_none_belongs(void **state)
{
    (void)state;
    assert_wrong("--flag takes no value", "--flag=yes");
}

static void whole_number_that_is_none(void **state)
{
    (void)state;
    assert_wrong("--integer: 'many' is not a whole number", "--integer", "many");
    assert_wrong("--integer: '12x' is not a whole number", "--integer", "12x");
    assert_wrong("--integer: '1.5' is not a whole number", "--integer", "1.5");
    assert_wrong("--integer: '' is not a whole number", "--integer=");
}

static void whole_number_out_of_range(void **state)
{
    (void)state;
    assert_wrong("--integer 0: must be from 1 to 100", "--integer", "0");
    assert_wrong("--integer 101: must be from 1 to 100", "--integer", "101");
    assert_wrong("--interval -6: must be from -5 to 5", "--interval", "-6");
    /* too large for an int, and for a long long */
    assert_wrong("must be from 1 to 100", "--integer", "4294967297");
    assert_wrong("must be from 1 to 100", "--integer", "99999999999999999999999");
}

static void real_number_that_is_none(void **state)
{
    (void)state;
    assert_wrong("--real: 'much' is not a number", "--real", "much");
    assert_wrong("--real: '1.5 m' is not a number", "--real", "1.5 m");
}

static void real_number_out_of_range(void **state)
{
    (void)state;
    assert_wrong("--real -0.5: must be from 0 to 10", "--real", "-0.5");
    assert_wrong("--real nan: must be from 0 to 10", "--real", "nan");
    assert_wrong("--real inf: must be from 0 to 10", "--real", "inf");
    assert_wrong("--real 1e999: must be from 0 to 10", "--real", "1e999");
}

static void pair_that_is_none(void **state)
{
    (void)state;
    assert_wrong("--pair: '1' is not two numbers with a comma between", "--pair", "1");
    assert_wrong("is not two numbers with a comma between", "--pair", "1,2,3");
    assert_wrong("must be from -4 to 4", "--pair", "1,5");
    assert_wrong("must be from -4 to 4", "--pair", "nan,1");
}

static void word_that_is_no_choice(void **state)
{
    (void)state;
    assert_wrong("--choice 'cycl': must be one of block|cyclic", "--choice", "cycl");
    assert_wrong("must be one of block|cyclic", "--choice", "block|cyclic");
    assert_wrong("must be one of block|cyclic", "--choice=");
}

static void argument_that_nobody_expects(void **state)
{
    (void)state;
    assert_wrong("unexpected argument 'stray'", "--flag", "stray", "--real=1");
    assert_wrong("unexpected argument '--flag'", "--", "--flag");
}

static void output_file_that_is_no_name(void **state)
{
    (void)state;
    assert_wrong("--output: not a file name: ''", "-o", "");
    char too_long[PATH_MAX];
    memset(too_long, 'x', sizeof too_long - 1);
    too_long[sizeof too_long - 1] = '\0';
    assert_wrong("--output: not a file name: 'xxx", "-o", too_long);
}

static void first_mistake_is_the_one_told(void **state)
{
    (void)state;
    assert_wrong("--integer 0:", "--integer", "0", "--choice", "none", "stray");
}

static void help_is_printed_once(void **state)
{
    (void)state;
    const char *const forms[] = {"--help", "-h", "--he"};
    for (int i = 0; i < 3; i++) {
        child run = run_child(RANKS, forms[i]);
        child_assert(&run, run.status == 0, "expected success");
        child_assert(&run, run.err[0] == '\0', "expected nothing on stderr");
        child_assert(&run, child_occurrences(run.out, "unit: tests its options\n") == 1,
                     "expected the title once");
        child_assert(&run, child_occurrences(run.out, "accepted") == 0, "the program went on");
    }
}

static void help_tells_every_option_and_its_default(void **state)
{
    (void)state;
    const char *const parts[] = {"--integer N",
                                 "whole number (default 7)",
                                 "--real X",
                                 "real number (default 0.5)",
                                 "--pair X,Y",
                                 "two of them (default 1,2)",
                                 "--choice block|cyclic",
                                 "one of two (default block)",
                                 "--text WORD",
                                 "a word (default word)",
                                 "--flag",
                                 "on or off (default no)",
                                 "-o, --output FILE",
                                 "(default results/unit-test.h5)",
                                 "-h, --help"};
    child run = run_child(RANKS, "--help");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        child_assert(&run, child_occurrences(run.out, parts[i]) == 1, parts[i]);
    }
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_command_line_is_accepted),
        cmocka_unit_test(option_that_is_not_there),
        cmocka_unit_test(abbreviation_that_means_two),
        cmocka_unit_test(value_that_is_missing),
        cmocka_unit_test(value_where_none_belongs),
        cmocka_unit_test(whole_number_that_is_none),
        cmocka_unit_test(whole_number_out_of_range),
        cmocka_unit_test(real_number_that_is_none),
        cmocka_unit_test(real_number_out_of_range),
        cmocka_unit_test(pair_that_is_none),
        cmocka_unit_test(word_that_is_no_choice),
        cmocka_unit_test(argument_that_nobody_expects),
        cmocka_unit_test(output_file_that_is_no_name),
        cmocka_unit_test(first_mistake_is_the_one_told),
        cmocka_unit_test(help_is_printed_once),
        cmocka_unit_test(help_tells_every_option_and_its_default),
    };
    child_begin(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

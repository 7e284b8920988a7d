/* options.h, command lines that are right: what ends up in the variables. (For those that are wrong see
 * test_options_refused.c: they end the program.) */
#include "common/options.h"
#include "tests/unit/mpi_tests.h"
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

/* One option of each kind, and what they hold. */
static struct {
    int integer, choice;
    double real, pair[2];
    const char *text;
    bool flag;
} values;

static const program_option options[] = {
    OPTION_INT("integer", &values.integer, INT_MIN, INT_MAX, "any"),
    OPTION_DOUBLE("real", &values.real, -1e300, INFINITY, "any above"),
    OPTION_PAIR("pair", values.pair, -4, 4, "X,Y", "a point"),
    OPTION_CHOICE("choice", &values.choice, "block|cyclic|block-cyclic", "one of three"),
    OPTION_TEXT("text", &values.text, "WORD", "any"),
    OPTION_FLAG("flag", &values.flag, "on or off"),
    OPTION_FLAG("flagrant", &values.flag, "another that begins in the same way"),
    OPTION_END,
};

static int set_defaults(void **state)
{
    (void)state;
    values.integer = 7, values.choice = 1, values.real = 0.5;
    values.pair[0] = -0.75, values.pair[1] = 0.25;
    values.text = "words", values.flag = false;
    return 0;
}

/* Parses a command line given as words, the last one NULL; returns the output file's name. */
static const char *parse_words(const char *const words[])
{
    static char copies[16][PATH_MAX];
    char *arguments[17] = {NULL};
    int count = 0;
    for (; words[count] != NULL; count++) {
        assert_true(count < 16 && strlen(words[count]) < PATH_MAX);
        arguments[count] = strcpy(copies[count], words[count]);
    }
    return options_parse(count, arguments, "a test", options, MPI_COMM_WORLD);
}

#define parse(...) parse_words((const char *const[]){"unit", __VA_ARGS__, NULL})

static const char *value_of(int number)
{
    static char text[256];
    options_value(&options[number], text, sizeof text);
    return text;
}

static void command_line_is_empty_before_the_first_parse(void **state)
{
    (void)state;
    assert_string_equal(options_command_line(), "");
}

static void nothing_given_leaves_the_defaults(void **state)
{
    (void)state;
    assert_string_equal(parse_words((const char *const[]){"unit", NULL}), "results/unit-test.h5");
    assert_int_equal(values.integer, 7);
    assert_true(values.real == 0.5);
    assert_true(values.pair[0] == -0.75 && values.pair[1] == 0.25);
    assert_int_equal(values.choice, 1);
    assert_string_equal(values.text, "words");
    assert_false(values.flag);
}

static void every_kind_takes_its_value_from_the_next_word(void **state)
{
    (void)state;
    parse("--integer", "-12", "--real", "2.5e-3", "--pair", "-1.5,.5", "--choice", "block",
          "--text", "a text", "--flag");
    assert_int_equal(values.integer, -12);
    assert_true(values.real == 2.5e-3);
    assert_true(values.pair[0] == -1.5 && values.pair[1] == 0.5);
    assert_int_equal(values.choice, 0);
    assert_string_equal(values.text, "a text");
    assert_true(values.flag);
}

static void every_kind_takes_its_value_after_an_equals_sign(void **state)
{
    (void)state;
    parse("--integer=-12", "--real=-1e300", "--pair=4,-4", "--choice=block-cyclic", "--text=a=b");
    assert_int_equal(values.integer, -12);
    assert_true(values.real == -1e300);
    assert_true(values.pair[0] == 4 && values.pair[1] == -4);
    assert_int_equal(values.choice, 2);
    assert_string_equal(values.text, "a=b");
    assert_false(values.flag);
}

static void ends_of_a_range_belong_to_it(void **state)
{
    (void)state;
    parse("--integer=-2147483648", "--real=inf");
    assert_int_equal(values.integer, INT_MIN);
    assert_true(values.real == INFINITY);
    parse("--integer=+2147483647");
    assert_int_equal(values.integer, INT_MAX);
}

static void names_may_be_cut_short(void **state)
{
    (void)state;
    parse("--i", "3", "--p=1,2", "--cho", "cyclic");
    assert_int_equal(values.integer, 3);
    assert_true(values.pair[0] == 1 && values.pair[1] == 2);
    assert_int_equal(values.choice, 1);
    assert_string_equal(parse("--out", "short.h5"), "short.h5");
}

static void a_whole_name_is_not_ambiguous(void **state)
{
    (void)state;
    parse("--flag"); /* although --flagrant begins in the same way */
    assert_true(values.flag);
}

static void the_last_of_several_counts(void **state)
{
    (void)state;
    parse("--integer", "1", "--integer", "2");
    assert_int_equal(values.integer, 2);
}

static void each_parse_begins_anew(void **state)
{
    (void)state;
    assert_string_equal(parse("-o", "first.h5", "--integer", "1"), "first.h5");
    assert_string_equal(parse("--integer", "2"), "results/unit-test.h5");
    assert_int_equal(values.integer, 2);
}

static void output_file_in_each_form(void **state)
{
    (void)state;
    assert_string_equal(parse("-o", "a.h5"), "a.h5");
    assert_string_equal(parse("-oa.h5"), "a.h5");
    assert_string_equal(parse("--output", "a b.h5"), "a b.h5");
    assert_string_equal(parse("--output=dir/a.h5"), "dir/a.h5");
}

static void output_file_may_be_almost_as_long_as_a_path(void **state)
{
    (void)state;
    char longest[PATH_MAX - 16];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_string_equal(parse("-o", longest), longest);
}

static void two_dashes_end_the_options(void **state)
{
    (void)state;
    parse("--integer", "5", "--");
    assert_int_equal(values.integer, 5);
}

static void values_are_told_as_the_command_line_would_say_them(void **state)
{
    (void)state;
    assert_string_equal(value_of(0), "7");
    assert_string_equal(value_of(1), "0.5");
    assert_string_equal(value_of(2), "-0.75,0.25");
    assert_string_equal(value_of(3), "cyclic");
    assert_string_equal(value_of(4), "words");
    assert_string_equal(value_of(5), "no");
    parse("--real=0.1", "--choice=block-cyclic", "--flag");
    assert_string_equal(value_of(3), "block-cyclic");
    assert_string_equal(value_of(5), "yes");
    assert_string_equal(value_of(1), "0.1");
    values.real = 1.0 / 3; /* has no short form */
    char given_back[64] = "--real=";
    strcat(given_back, value_of(1));
    parse(given_back);
    assert_true(values.real == 1.0 / 3); /* to the last bit */
    values.text = NULL;
    assert_string_equal(value_of(4), "");
}

static void command_line_is_kept(void **state)
{
    (void)state;
    parse("--integer=3", "--pair", "1,2");
    assert_string_equal(options_command_line(), "unit --integer=3 --pair 1,2");
}

static void long_command_line_is_cut(void **state)
{
    (void)state;
    char half[3000];
    memset(half, 'x', sizeof half - 1);
    half[sizeof half - 1] = '\0';
    parse("--text", half, "--text", half);
    assert_int_equal(strlen(options_command_line()), 4095);
    assert_string_equal(values.text, half);
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(command_line_is_empty_before_the_first_parse, set_defaults),
        cmocka_unit_test_setup(nothing_given_leaves_the_defaults, set_defaults),
        cmocka_unit_test_setup(every_kind_takes_its_value_from_the_next_word, set_defaults),
        cmocka_unit_test_setup(every_kind_takes_its_value_after_an_equals_sign, set_defaults),
        cmocka_unit_test_setup(ends_of_a_range_belong_to_it, set_defaults),
        cmocka_unit_test_setup(names_may_be_cut_short, set_defaults),
        cmocka_unit_test_setup(a_whole_name_is_not_ambiguous, set_defaults),
        cmocka_unit_test_setup(the_last_of_several_counts, set_defaults),
        cmocka_unit_test_setup(each_parse_begins_anew, set_defaults),
        cmocka_unit_test_setup(output_file_in_each_form, set_defaults),
        cmocka_unit_test_setup(output_file_may_be_almost_as_long_as_a_path, set_defaults),
        cmocka_unit_test_setup(two_dashes_end_the_options, set_defaults),
        cmocka_unit_test_setup(values_are_told_as_the_command_line_would_say_them, set_defaults),
        cmocka_unit_test_setup(command_line_is_kept, set_defaults),
        cmocka_unit_test_setup(long_command_line_is_cut, set_defaults),
    };
    mpi_tests_begin(argc, argv);
    return mpi_tests_end(cmocka_run_group_tests(tests, NULL, NULL));
}

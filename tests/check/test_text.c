#include "tools/check/text.h"
#include "tests/check/support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void formats_texts_of_any_length(void **state)
{
    (void)state;
    char *text = text_format("%s-%0*d", "a", 5000, 7);
    assert_int_equal(strlen(text), 5002);
    assert_int_equal(text[5001], '7');
    free(text);
}

static void reads_files(void **state)
{
    (void)state;
    size_t length = 0;
    char *long_text = text_format("%0*d", 20000, 1);
    char *text = text_read(put_file("long", long_text), 1 << 20, &length);
    assert_int_equal(length, 20000);
    assert_string_equal(text, long_text);
    free(text);
    text = text_read(in_folder("long"), 4999, &length);
    assert_int_equal(length, 4999);
    assert_int_equal(strlen(text), 4999);
    free(text);
    free(long_text);
    text = text_read(put_file("empty", ""), 100, &length);
    assert_int_equal(length, 0);
    assert_string_equal(text, "");
    free(text);
}

static void reads_no_folder_and_waits_for_no_pipe(void **state)
{
    (void)state;
    assert_null(text_read(in_folder("missing"), 100, NULL));
    assert_null(text_read(folder, 100, NULL));
    assert_int_equal(mkfifo(in_folder("pipe"), 0600), 0);
    char *text = text_read(in_folder("pipe"), 100, NULL);
    assert_string_equal(text, "");
    free(text);
}

static void assert_line(const char *text, int number, const char *expected)
{
    char line[16];
    text_line(text, number, line, sizeof line);
    assert_string_equal(line, expected);
}

static void finds_lines(void **state)
{
    (void)state;
    const char *text = "first\n\t  second\tline \r\n\nlast, which is long";
    assert_line(text, 1, "first");
    assert_line(text, 2, "second line ");
    assert_line(text, 3, "");
    assert_line(text, 4, "last, which is ");
    assert_line(text, 5, "");
    assert_line(text, 0, "");
    assert_line(text, -1, "");
    assert_line(NULL, 1, "");
}

static void assert_plain(const char *from, const char *expected)
{
    char *text = text_format("%s", from);
    text_without_colour(text);
    assert_string_equal(text, expected);
    free(text);
}

static void takes_out_colours_only(void **state)
{
    (void)state;
    assert_plain("\033[1;31merror:\033[0m \033[Kno\033[m", "error: no");
    assert_plain("\033[2J\033]0;title\007", "\033[2J\033]0;title\007");
    assert_plain("cut \033[", "cut \033[");
    assert_plain("cut \033[31", "cut \033[31");
}

static void assert_utf8(const char *from, const char *expected)
{
    char *text = text_format("%s", from);
    text_make_utf8(text);
    assert_string_equal(text, expected);
    free(text);
}

static void makes_utf8(void **state)
{
    (void)state;
    assert_utf8("\303\244 \342\202\254 \360\237\230\200\n\t",
                "\303\244 \342\202\254 \360\237\230\200\n\t");
    assert_utf8("\033[31m\r\001\177", "?[31m???");
    assert_utf8("\344x", "?x");                                   /* Latin-1 */
    assert_utf8("\303", "?");                                     /* cut short */
    assert_utf8("\342\202", "??");                                /* */
    assert_utf8("\300\257 \340\200\257", "?? ???");               /* longer than need be */
    assert_utf8("\355\240\200 \364\220\200\200", "??? ????");     /* a surrogate; above U+10FFFF */
    assert_utf8("\357\277\276 \357\277\275", "??? \357\277\275"); /* U+FFFE, U+FFFD */
    assert_utf8("\377\376", "??");
}

/* What is not seen, and changes how the rest is: in the names of files and in what a program prints. */
static void leaves_no_unseen_character(void **state)
{
    (void)state;
    assert_utf8("\302\23331m \302\205", "??31m ??");                   /* C1: CSI, NEL */
    assert_utf8("a\342\200\256b\342\201\246c\330\234", "a???b???c??"); /* bidi: RLO, LRI, ALM */
    assert_utf8("\342\200\250 \357\273\277", "??? ???");               /* U+2028, BOM */
    assert_utf8("\302\240 \342\200\234 \330\262\342\200\214\331\206",
                "\302\240 \342\200\234 \330\262\342\200\214\331\206"); /* words need these */
}

static void may_keep_colours(void **state)
{
    (void)state;
    char text[] = "\033[1;31mred\033[0m \033[2J\033]0;title\007 \033[K\377";
    text_make_utf8_in_colour(text);
    assert_string_equal(text, "\033[1;31mred\033[0m ?[2J?]0;title? \033[K?");
}

static void takes_fields(void **state)
{
    (void)state;
    char text[] = "a\t\tb", *rest = text;
    assert_string_equal(text_field(&rest, '\t'), "a");
    assert_string_equal(text_field(&rest, '\t'), "");
    assert_string_equal(text_field(&rest, '\t'), "b");
    assert_null(text_field(&rest, '\t'));
    assert_null(text_field(&rest, '\t'));
}

static void the_last_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *last;
        int count;
    } of[] = {{"1\n2\n3\n4\n", "3\n4", 2},
              {"1\n2\n3\n4", "1\n2\n3\n4", 4},
              {"1\n2", "1\n2", 4},
              {"", "", 4},
              {"\n\n", "", 4},
              {"1\n\n3\n", "\n3", 2}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        char text[20];
        snprintf(text, sizeof text, "%s", of[i].text);
        text_last_lines(text, of[i].count);
        assert_string_equal(text, of[i].last);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_texts_of_any_length),
        in_folder_test(reads_files),
        in_folder_test(reads_no_folder_and_waits_for_no_pipe),
        cmocka_unit_test(finds_lines),
        cmocka_unit_test(the_last_lines),
        cmocka_unit_test(takes_out_colours_only),
        cmocka_unit_test(makes_utf8),
        cmocka_unit_test(leaves_no_unseen_character),
        cmocka_unit_test(may_keep_colours),
        cmocka_unit_test(takes_fields),
    };
    return cmocka_run_group_tests_name("check_text", tests, NULL, NULL);
}

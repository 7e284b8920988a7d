/* By a stand-in for the compiler: a script, which is the first line of compile.args. */
#include "tools/check/build.h"
#include "tests/check/support.h"
#include "tools/check/process.h"
#include "tools/check/text.h"
#include <stdlib.h>
#include <string.h>

static const program what = {.name = "two-words"};
static source_file student;
static build_result built;

/* Compiles folder/my file.c by that script, with these arguments, one a line. */
static void build(const char *script, const char *arguments)
{
    const settings how = {.build = folder};
    char *lines = text_format("%s\n%s", put_script("cc", script), arguments);
    put_file("compile.args", lines);
    source_read(&student, put_file("my file.c", "int x;\n"), "my file.c");
    build_student(&how, "compile.args", &what, &student, folder, &built);
    free(lines);
}

static int end(void **state)
{
    build_free(&built);
    source_free(&student);
    return folder_end(state);
}

#define build_test(test) cmocka_unit_test_setup_teardown(test, folder_begin, end)

static void what_differs_is_put_in(void **state)
{
    (void)state;
    build("#!/bin/sh\nfor a; do echo \"<$a>\"; done\n",
          "-DNAME=\"@NAME@\"\n@SOURCE@\n\n-o\n@OUTPUT@\n-a b\n");
    char *expected = text_format(
        "<-DNAME=\"two-words\">\n<%s/my file.c>\n<-o>\n<%s/two-words>\n<-a b>", folder, folder);
    assert_true(built.is_built);
    assert_string_equal(built.says, expected);
    assert_string_equal(built.executable, in_folder("two-words"));
    assert_int_equal(built.line, 0);
    free(expected);
}

static void the_line_of_the_first_error(void **state)
{
    (void)state;
    build("#!/bin/sh\n"
          "printf '%s:3:1: warning: unused\\n' \"$1\"\n"
          "printf '/usr/include/other.h:4:1: error: not here\\n'\n"
          "printf '\\033[1m%s:12:5:\\033[0m \\033[31merror:\\033[0m no\\n' \"$1\"\n"
          "printf '%s:20:5: error: later\\n' \"$1\"; exit 1\n",
          "@SOURCE@");
    assert_false(built.is_built);
    assert_int_equal(built.line, 12);
    assert_contains(built.says, "\033[31merror:\033[0m no\n");
}

static void what_the_linker_says(void **state)
{
    (void)state;
    build(
        "#!/bin/sh\n"
        "printf '/usr/bin/ld: /tmp/cc1.o: in function \\140main'\"'\"':\\n'\n"
        "printf '/usr/bin/ld: %s:7: undefined reference to \\140nothing'\"'\"'\\n' \"$1\"\n"
        "printf '%s:9:(.text.startup+0x5): undefined reference to \\140far'\"'\"'\\n' \"$1\"; exit "
        "1\n",
        "@SOURCE@");
    char *expected = text_format("%s:7: undefined reference to `nothing'\n%s:9: undefined "
                                 "reference to `far'",
                                 student.path, student.path);
    assert_int_equal(built.line, 7);
    assert_string_equal(built.says, expected);
    free(expected);
}

static void warnings_are_kept(void **state)
{
    (void)state;
    build("#!/bin/sh\nprintf '%s:3:1: warning: error of no kind\\n' \"$1\" >&2\n", "@SOURCE@");
    assert_true(built.is_built);
    assert_int_equal(built.line, 0);
    assert_contains(built.says, "warning: error of no kind");
    assert_int_equal(built.warning_line, 3);
    assert_string_equal(built.warning, "error of no kind");
}

static void the_first_warning_of_the_file(void **state)
{
    (void)state;
    build("#!/bin/sh\n"
          "printf '/usr/include/other.h:4:1: warning: not here [-Wx]\\n'\n"
          "printf '\\033[1m%s:12:5:\\033[0m \\033[35mwarning: \\033[0munused [-Wy]\\n' \"$1\"\n"
          "printf '%s:3:1: warning: later\\n' \"$1\"\n",
          "@SOURCE@");
    assert_int_equal(built.warning_line, 12);
    assert_string_equal(built.warning, "unused");
}

static void an_endless_compiler_is_cut_short(void **state)
{
    (void)state;
    build("#!/bin/sh\nawk 'BEGIN { for (i = 1; i <= 100000; i++) print \"line \" i }'; exit 1\n",
          "x");
    assert_contains(built.says, "line 200");
    assert_null(strstr(built.says, "line 201"));
}

static void no_compiler_and_no_command(void **state)
{
    (void)state;
    const settings how = {.build = folder};
    source_read(&student, in_folder("my file.c"), "my file.c");
    build_student(&how, "compile.args", &what, &student, folder, &built);
    assert_false(built.is_built);
    assert_contains(built.says, "compile.args: there is no such file");
    build_free(&built);
    put_file("compile.args", "/nonexistent/cc\n@SOURCE@\n");
    build_student(&how, "compile.args", &what, &student, folder, &built);
    assert_false(built.is_built);
    assert_contains(built.says, "/nonexistent/cc: No such file");
}

int main(void)
{
    process_signals_begin();
    const struct CMUnitTest tests[] = {
        build_test(what_differs_is_put_in),        build_test(the_line_of_the_first_error),
        build_test(what_the_linker_says),          build_test(warnings_are_kept),
        build_test(the_first_warning_of_the_file), build_test(an_endless_compiler_is_cut_short),
        build_test(no_compiler_and_no_command),
    };
    return cmocka_run_group_tests_name("check_build", tests, NULL, NULL);
}

#include "tools/check/source.h"
#include "tests/check/support.h"
#include "tools/check/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The fault that is found in a file of these bytes; NULL: none. */
static const char *fault_of(const char *bytes, size_t length)
{
    source_file s;
    FILE *file = fopen(in_folder("hello.c"), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    source_read(&s, in_folder("hello.c"), "my hello.c");
    const char *fault = s.fault;
    assert_non_null(s.text);
    source_free(&s);
    return fault;
}

static void assert_fault(const char *bytes, size_t length, const char *part)
{
    const char *fault = fault_of(bytes, length);
    assert_non_null(fault);
    assert_contains(fault, part);
}

static void knows_what_no_compiler_reads(void **state)
{
    (void)state;
    char *large = calloc(1, 4 << 20);
    assert_non_null(large);
    memset(large, ' ', 4 << 20);
    assert_null(fault_of("int x;\n", 7));
    assert_fault("", 0, "is empty");
    assert_fault(" \t\r\n\n", 5, "is empty");
    assert_fault("\377\376i\0n\0t\0", 8, "UTF-16");
    assert_fault("\376\377\0i\0n\0t", 8, "UTF-16");
    assert_fault("i\0n\0t\0", 6, "UTF-16"); /* with nothing before it that says so */
    assert_fault("\0i\0n\0t", 6, "UTF-16");
    assert_fault("\177ELF\0\0", 6, "zero bytes");
    assert_fault(large, 4 << 20, "larger than 4 MB");
    free(large);
}

static void a_file_that_is_not_there(void **state)
{
    (void)state;
    source_file s;
    source_read(&s, in_folder("none.c"), "none.c");
    assert_null(s.text);
    assert_null(s.fault);
    assert_string_equal(source_base(&s), "none.c");
    source_free(&s);
}

static void has_two_names(void **state)
{
    (void)state;
    source_file s;
    const char *path = put_file("a folder/my hello.c", "int x;\n");
    source_read(&s, path, "exercises/01-hello/hello.c");
    assert_string_equal(s.path, path);
    assert_string_equal(s.shown, "exercises/01-hello/hello.c");
    assert_string_equal(source_base(&s), "my hello.c");
    source_free(&s);
}

static void assert_todo(const char *text, int line, const char *expected)
{
    char number[16];
    source_file s = {.text = (char *)text};
    source_todo_above(&s, line, number, sizeof number);
    assert_string_equal(number, expected);
}

static void finds_the_todo_above_a_line(void **state)
{
    (void)state;
    const char *text = "int a;\n// TODO(1): one\nint b;\n// TODO(x) TODO(12) see TODO(3\nint c;";
    assert_todo(text, 1, "");
    assert_todo(text, 2, "1");
    assert_todo(text, 3, "1");
    assert_todo(text, 4, "12");
    assert_todo(text, 5, "12");
    assert_todo(text, 99, "12");
    assert_todo(text, 0, "");
    assert_todo(NULL, 5, "");
}

static void assert_function(const char *line, const char *expected)
{
    char name[32];
    source_function_in(line, name, sizeof name);
    assert_string_equal(name, expected);
}

static void finds_the_function_that_a_line_calls(void **state)
{
    (void)state;
    assert_function("results_close(file);", "results_close");
    assert_function("double t = timing_stop(\"a\") + other();", "timing_stop");
    assert_function("MPI_Barrier(comm);", "MPI_Barrier");
    assert_function("if (x == 1) {", "");
    assert_function("if(x == 1) {", "");
    assert_function("while(sizeof(x) > size_of(y)) {", "size_of");
    assert_function("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_folder_test(knows_what_no_compiler_reads),
        in_folder_test(a_file_that_is_not_there),
        in_folder_test(has_two_names),
        cmocka_unit_test(finds_the_todo_above_a_line),
        cmocka_unit_test(finds_the_function_that_a_line_calls),
    };
    return cmocka_run_group_tests_name("check_source", tests, NULL, NULL);
}

/* test_todos ROOT: with the checkout's own tools/open_todos, and with stand-ins for it. */
#include "tools/check/todos.h"
#include "tests/check/support.h"
#include "tools/check/process.h"
#include <stdlib.h>

static const char *root;
static const program hello = {.id = "01-hello", .source = "hello.c"};
static source_file student;
static todo_list found;
static char *why;

static bool find(const char *where)
{
    const settings how = {.root = where};
    source_read(&student, put_file("student.c", "int x;\n"), "student.c");
    return todos_find(&how, &hello, &student, &found, &why);
}

static int end(void **state)
{
    todos_free(&found);
    source_free(&student);
    free(why);
    why = NULL;
    return folder_end(state);
}

static void rows_become_todos(void **state)
{
    (void)state;
    put_script("tools/open_todos", "#!/bin/sh\n"
                                   "printf '2\\t14\\tsum: a\\tb\\n'\n"
                                   "printf '3\\t20\\t\\n'\n"
                                   "printf 'nonsense\\n4\\t5\\n'\n");
    assert_true(find(folder));
    assert_int_equal(found.count, 2);
    assert_int_equal(found.open[0].number, 2);
    assert_int_equal(found.open[0].line, 14);
    assert_string_equal(found.open[0].text, "sum: a\tb");
    assert_int_equal(found.open[1].number, 3);
    assert_string_equal(found.open[1].text, "");
}

static void it_is_told_both_files(void **state)
{
    (void)state;
    put_script("tools/open_todos",
               "#!/bin/sh\nprintf '1\\t1\\t%s %s\\n' \"${1#\"${0%/*/*}\"}\" \"${2##*/}\"\n");
    assert_true(find(folder));
    assert_string_equal(found.open[0].text, "/solutions/01-hello/hello.c student.c");
}

static void no_more_than_there_is_room_for(void **state)
{
    (void)state;
    put_script("tools/open_todos",
               "#!/bin/sh\nawk 'BEGIN { for (i = 1; i < 99; i++) print i \"\\t1\\tx\" }'\n");
    assert_true(find(folder));
    assert_int_equal(found.count, TODOS_MOST);
}

static void what_fails_says_why(void **state)
{
    (void)state;
    put_script("tools/open_todos", "#!/bin/sh\necho 'open_todos: no'; exit 2\n");
    assert_false(find(folder));
    assert_string_equal(why, "open_todos: no\n");
    assert_int_equal(found.count, 0);
}

static void the_real_tool(void **state)
{
    (void)state;
    const settings how = {.root = root};
    char path[SCRATCH_PATH];
    scratch_path(path, root, "exercises/01-hello/hello.c");
    source_read(&student, path, path);
    assert_true(todos_find(&how, &hello, &student, &found, &why));
    assert_true(found.count > 0);
    assert_int_equal(found.open[0].number, 1);
    todos_free(&found);
    source_free(&student);
    scratch_path(path, root, "solutions/01-hello/hello.c");
    source_read(&student, path, path);
    assert_true(todos_find(&how, &hello, &student, &found, &why));
    assert_int_equal(found.count, 0);
}

#define todos_test(test) cmocka_unit_test_setup_teardown(test, folder_begin, end)

int main(int argc, char *argv[])
{
    if (argc != 2) {
        return 2;
    }
    root = argv[1];
    process_signals_begin();
    const struct CMUnitTest tests[] = {
        todos_test(rows_become_todos),
        todos_test(it_is_told_both_files),
        todos_test(no_more_than_there_is_room_for),
        todos_test(what_fails_says_why),
        todos_test(the_real_tool),
    };
    return cmocka_run_group_tests_name("check_todos", tests, NULL, NULL);
}

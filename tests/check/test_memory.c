/* Reports of AddressSanitizer: gcc 12's, but for what newer ones say in other words. */
#include "tools/check/memory.h"
#include "tests/check/support.h"
#include "tools/findings/words.h"
#include <stdio.h>

static const source_file source = {
    .path = "/x/hello.c",
    .text = "int main(void)\n{\n    queue->room[0] = calloc(1, 64);\n    double *more =\n}\n"};
static finding found;

static void assert_says(const char *report, const char *expected)
{
    char sentence[WORDS_SENTENCE];
    assert_true(memory_read(report, &source, &found));
    words_sentence(&found, sentence, sizeof sentence);
    assert_string_equal(sentence, expected);
}

static void behind_a_block(void **state)
{
    (void)state;
    assert_says(
        "==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x6 at pc 0x1\n"
        "WRITE of size 64 at 0x6 thread T0\n"
        "    #0 0x1 in __interceptor_memcpy ../asan.cpp:52\n"
        "    #1 0x2 in PMPI_Gather (/usr/lib/libmpi.so+0x1)\n"
        "    #2 0x3 in main /x/hello.c:57\n"
        "    #3 0x3 in start /x/hello.c:99\n\n"
        "0x6 is located 0 bytes to the right of 64-byte region [0x5,0x6)\n"
        "allocated by thread T0 here:\n"
        "    #0 0x1 in __interceptor_calloc ../asan.cpp:77\n"
        "    #1 0x3 in main /x/hello.c:3\n\n"
        "SUMMARY: AddressSanitizer: ...\n",
        "heap-buffer-overflow: writes 64 bytes behind `queue->room[0]`, allocated at line 3; "
        "line 57");
}

static void before_a_block_without_a_name(void **state)
{
    (void)state;
    assert_says("==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x6 at pc 0x1\n"
                "READ of size 8 at 0x6 thread T0\n"
                "    #1 0x3 in main /x/hello.c:57\n\n"
                "0x6 is located 8 bytes before 64-byte region [0x5,0x6)\n"
                "allocated by thread T0 here:\n"
                "    #1 0x3 in main /x/hello.c:4\n\n",
                "heap-buffer-overflow: reads 8 bytes before what was allocated at line 4; "
                "line 57");
}

static void after_its_end(void **state)
{
    (void)state;
    assert_says("==7==ERROR: AddressSanitizer: attempting double-free on 0x6 in thread T0:\n"
                "    #0 0x1 in free\n    #1 0x2 in main /x/hello.c:5\n\n"
                "0x6 is located 0 bytes inside of 64-byte region [0x6,0x7)\n"
                "freed by thread T0 here:\n    #1 0x2 in main /x/hello.c:4\n\n"
                "previously allocated by thread T0 here:\n    #1 0x2 in main /x/hello.c:3\n\n",
                "double-free: of `queue->room[0]`, freed at line 4, allocated at line 3; line 5");
}

static void a_variable_on_the_stack(void **state)
{
    (void)state;
    static const char report[] =
        "==7==ERROR: AddressSanitizer: stack-buffer-overflow on address 0x7 at pc 0x7\n"
        "WRITE of size 256 at 0x7 thread T0\n    #1 0x5 in main /x/hello.c:45\n\n"
        "Address 0x7 is located in stack of thread T0 at offset %d in frame\n"
        "    #0 0x5 in main /x/hello.c:21\n\n"
        "  This frame has 3 object(s):\n"
        "    [112, 116) 'argc' (line 20)\n"
        "    [128, 136) 'host' (line 24)\n"
        "    [160, 168) 'argv' (line 20) <== Memory access at offset 136 partially underflows\n";
    char text[2000];
    snprintf(text, sizeof text, report, 136);
    assert_says(text, "stack-buffer-overflow: writes 256 bytes behind `host`, declared at line 24; "
                      "line 45");
    snprintf(text, sizeof text, report, 104);
    assert_says(text, "stack-buffer-overflow: writes 256 bytes before `argc`, declared at line 20; "
                      "line 45");
}

static void of_others_no_line_is_known(void **state)
{
    (void)state;
    assert_says("==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x6 at pc 0x1\n"
                "READ of size 4 at 0x6 thread T0\n    #0 0x1 in other /x/other.c:5\n",
                "heap-use-after-free: reads 4 bytes");
    assert_false(memory_read("results: hello.h5\n", &source, &found));
    assert_false(memory_read("", &source, &found));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(behind_a_block),
        cmocka_unit_test(before_a_block_without_a_name),
        cmocka_unit_test(after_its_end),
        cmocka_unit_test(a_variable_on_the_stack),
        cmocka_unit_test(of_others_no_line_is_known),
    };
    return cmocka_run_group_tests_name("check_memory", tests, NULL, NULL);
}

/* Reports of AddressSanitizer: gcc 12's, but for what newer ones say in other words. */
#include "tests/check/support.h"
#include "tools/findings/words.h"
#include "tools/sanitizer/report.h"
#include <stdio.h>
#include <unistd.h>

static const char *const paths[] = {"hello.c", "part.c"};
static const report_sources one = {paths, 1}, both = {paths, 2};
static finding found;

static void assert_says_of(const char *report, const report_sources *sources, const char *expected)
{
    char sentence[WORDS_SENTENCE];
    assert_true(report_read(report, sources, &found));
    words_sentence(&found, sentence, sizeof sentence);
    assert_string_equal(sentence, expected);
}

static void assert_says(const char *report, const char *expected)
{
    assert_says_of(report, &one, expected);
}

static void behind_a_block(void **state)
{
    (void)state;
    assert_says(
        "==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x6 at pc 0x1\n"
        "WRITE of size 64 at 0x6 thread T0\n"
        "    #0 0x1 in __interceptor_memcpy ../asan.cpp:52\n"
        "    #1 0x2 in PMPI_Gather (/usr/lib/libmpi.so+0x1)\n"
        "    #2 0x3 in main hello.c:57\n"
        "    #3 0x3 in start hello.c:99\n\n"
        "0x6 is located 0 bytes to the right of 64-byte region [0x5,0x6)\n"
        "allocated by thread T0 here:\n"
        "    #0 0x1 in __interceptor_calloc ../asan.cpp:77\n"
        "    #1 0x3 in main hello.c:3\n\n"
        "SUMMARY: AddressSanitizer: ...\n",
        "heap-buffer-overflow: writes 64 bytes behind `queue->room[0]`, allocated at line 3; "
        "line 57");
}

static void before_a_block_without_a_name(void **state)
{
    (void)state;
    assert_says("==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x6 at pc 0x1\n"
                "READ of size 8 at 0x6 thread T0\n"
                "    #1 0x3 in main hello.c:57\n\n"
                "0x6 is located 8 bytes before 64-byte region [0x5,0x6)\n"
                "allocated by thread T0 here:\n"
                "    #1 0x3 in main hello.c:4\n\n",
                "heap-buffer-overflow: reads 8 bytes before what was allocated at line 4; "
                "line 57");
}

static void after_its_end(void **state)
{
    (void)state;
    assert_says("==7==ERROR: AddressSanitizer: attempting double-free on 0x6 in thread T0:\n"
                "    #0 0x1 in free\n    #1 0x2 in main hello.c:5\n\n"
                "0x6 is located 0 bytes inside of 64-byte region [0x6,0x7)\n"
                "freed by thread T0 here:\n    #1 0x2 in main hello.c:4\n\n"
                "previously allocated by thread T0 here:\n    #1 0x2 in main hello.c:3\n\n",
                "double-free: of `queue->room[0]`, freed at line 4, allocated at line 3; line 5");
}

static void a_variable_on_the_stack(void **state)
{
    (void)state;
    static const char report[] =
        "==7==ERROR: AddressSanitizer: stack-buffer-overflow on address 0x7 at pc 0x7\n"
        "WRITE of size 256 at 0x7 thread T0\n    #1 0x5 in main hello.c:45\n\n"
        "Address 0x7 is located in stack of thread T0 at offset %d in frame\n"
        "    #0 0x5 in main hello.c:21\n\n"
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
                "READ of size 4 at 0x6 thread T0\n    #0 0x1 in other other.c:5\n",
                "heap-use-after-free: reads 4 bytes");
    assert_false(report_read("results: hello.h5\n", &one, &found));
    assert_false(report_read("", &one, &found));
}

static void a_global_variable(void **state)
{
    (void)state;
    assert_says("==7==ERROR: AddressSanitizer: global-buffer-overflow on address 0x6 at pc 0x1\n"
                "READ of size 4 at 0x6 thread T0\n    #0 0x5 in main hello.c:4\n\n"
                "0x6 is located 24 bytes to the left of global variable 'next' defined in "
                "'hello.c:2:5' (0x7) of size 40\n"
                "0x6 is located 0 bytes to the right of global variable 'table' defined in "
                "'hello.c:1:5' (0x7) of size 40\n",
                "global-buffer-overflow: reads 4 bytes before `next`, declared at line 2; line 4");
    assert_says("==7==ERROR: AddressSanitizer: global-buffer-overflow on address 0x6 at pc 0x1\n"
                "READ of size 4 at 0x6 thread T0\n    #0 0x5 in main hello.c:4\n\n"
                "0x6 is located 0 bytes after global variable 'table' defined in "
                "'other.c:1:5' (0x7) of size 40\n",
                "global-buffer-overflow: reads 4 bytes behind `table`; line 4");
}

static void addresses_that_are_nobodys(void **state)
{
    (void)state;
    assert_says("==7==ERROR: AddressSanitizer: SEGV on unknown address 0x000000000000 (pc 0x1)\n"
                "==7==The signal is caused by a WRITE memory access.\n"
                "==7==Hint: address points to the zero page.\n    #0 0x5 in main hello.c:4\n",
                "SEGV: writes at NULL, or near it; line 4");
    assert_says(
        "==7==ERROR: AddressSanitizer: SEGV on unknown address 0x7f0000000000 (pc 0x1)\n"
        "==7==The signal is caused by a READ memory access.\n    #0 0x5 in main hello.c:4\n",
        "SEGV: reads where there is no memory; line 4");
    assert_says(
        "==7==ERROR: AddressSanitizer: attempting free on address which was not malloc()-ed: "
        "0x6 in thread T0\n    #0 0x1 in free\n    #1 0x5 in main hello.c:4\n",
        "bad-free; line 4");
}

static void lines_of_several_files(void **state)
{
    (void)state;
    assert_says_of("==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x6 at pc 0x1\n"
                   "READ of size 4 at 0x6 thread T0\n    #0 0x1 in add part.c:5\n"
                   "    #1 0x1 in main hello.c:9\n\n"
                   "0x6 is located 0 bytes inside of 64-byte region [0x6,0x7)\n"
                   "freed by thread T0 here:\n    #1 0x2 in main hello.c:4\n\n"
                   "previously allocated by thread T0 here:\n    #1 0x2 in room part.c:2\n\n",
                   &both,
                   "heap-use-after-free: reads 4 bytes of `rows`, freed at hello.c:4, allocated at "
                   "part.c:2; part.c:5");
}

/* The lowest rank's that is whole. */
static void of_several_ranks(void **state)
{
    (void)state;
    static const char cut[] = "==7==ERROR: AddressSanitizer: SEGV\n",
                      whole[] = "==7==ERROR: AddressSanitizer: double-free\nSUMMARY: ...\n";
    assert_false(report_find(".", &one, &found));
    scratch_write("memory-0.5", cut);
    scratch_write("memory-2.6", whole);
    scratch_write("memory-10.4", whole);
    scratch_write("memory-1.9", "");
    assert_true(report_find(".", &one, &found));
    assert_string_equal(finding_text(&found, "error"), "double-free");
    assert_string_equal(finding_text(&found, "ranks.who"), "2");
}

static int begin(void **state)
{
    if (folder_begin(state) != 0 || chdir(folder) != 0) {
        return -1;
    }
    scratch_write("hello.c", "int main(void)\n{\n    queue->room[0] = calloc(1, 64);\n"
                             "    double *more =\n}\n");
    scratch_write("part.c", "/* room */\nint *rows = malloc(8);\n");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(behind_a_block),
        cmocka_unit_test(before_a_block_without_a_name),
        cmocka_unit_test(after_its_end),
        cmocka_unit_test(a_variable_on_the_stack),
        cmocka_unit_test(of_others_no_line_is_known),
        cmocka_unit_test(a_global_variable),
        cmocka_unit_test(addresses_that_are_nobodys),
        cmocka_unit_test(lines_of_several_files),
        cmocka_unit_test(of_several_ranks),
    };
    return cmocka_run_group_tests_name("check_memory", tests, begin, folder_end);
}

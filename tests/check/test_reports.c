/* test_reports FOLDER: reports on judgements made by hand, against those in FOLDER. To see what has changed, give a
 * second folder, into which all are written. */
#include "tests/check/judgements.h"
#include "tests/check/support.h"
#include "tools/check/report.h"
#include "tools/check/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef MPILAB_JANSSON
#include <jansson.h>
#endif
#ifdef MPILAB_LIBXML2
#include <libxml/parser.h>
#endif

static const char *golden, *to_write;
static settings how = {.mpi = "Some \"MPI\" v1", .columns = 72};
static judgement all[MADE_KINDS];
static char *report;

static int begin(void **state)
{
    (void)state;
    for (int i = 0; i < MADE_KINDS; i++) {
        judgement_make((made_kind)i, &all[i]);
    }
    how.has_colour = how.all = false;
    return 0;
}

static int end(void **state)
{
    (void)state;
    for (int i = 0; i < MADE_KINDS; i++) {
        judgement_free(&all[i]);
    }
    free(report);
    report = NULL;
    return 0;
}

static FILE *into_report(size_t *length)
{
    free(report);
    FILE *to = open_memstream(&report, length);
    assert_non_null(to);
    return to;
}

static void assert_golden(const char *name)
{
    char path[SCRATCH_PATH];
    if (to_write != NULL) {
        scratch_path(path, to_write, name);
        scratch_write(path, report);
        return;
    }
    scratch_path(path, golden, name);
    char *expected = read_whole(path);
    if (strcmp(report, expected) != 0) {
        fail_msg("%s is another one now:\n%s", path, report);
    }
    free(expected);
}

/* Nothing that a terminal obeys, and nothing that is no UTF-8. */
static void assert_harmless(void)
{
    char *copy = text_format("%s", report);
    text_make_utf8(copy);
    assert_string_equal(report, copy);
    free(copy);
}

/* ---- for people ---- */

static void tell(made_kind kind)
{
    size_t length;
    FILE *to = into_report(&length);
    report_text(&how, &all[kind], to);
    assert_int_equal(fclose(to), 0);
}

static void texts(void **state)
{
    (void)state;
    for (int i = 0; i < MADE_KINDS; i++) {
        char *name = text_format("%s.txt", made_names[i]);
        tell((made_kind)i);
        assert_harmless();
        assert_golden(name);
        free(name);
    }
}

static void a_text_in_colour(void **state)
{
    (void)state;
    how.has_colour = true;
    tell(MADE_PASS);
    assert_contains(report, "\033[1;32mPASS \033[0m 01-pass\n");
    assert_contains(report, "\033[36m  next: exercises/02-todo/README.md\033[0m\n");
    tell(MADE_COMPILE);
    assert_contains(report, "\033[1;31merror:\033[0m");
    tell(MADE_CRASH);
    assert_contains(report, "\033[2m       2 | MPI_Send(\"<&>\"); // ?[2J\033[0m\n");
}

/* In colour or not: what a program printed, and what a compiler quotes, gives no orders to a terminal. */
static void no_orders_to_a_terminal(void **state)
{
    (void)state;
    how.has_colour = true;
    tell(MADE_CRASH);
    assert_null(strstr(report, "\033[31mred"));
    for (made_kind kind = MADE_CRASH; kind <= MADE_COMPILE; kind++) {
        tell(kind);
        assert_null(strstr(report, "\033]0;"));
        assert_null(strstr(report, "\033[2J"));
        assert_null(strstr(report, "\377"));
    }
}

static void every_case_that_fails(void **state)
{
    (void)state;
    judgement *j = &all[MADE_CRASH];
    j->by_case[2] = j->by_case[1];
    j->student_runs[2].has_run = true;
    how.all = true;
    tell(MADE_CRASH);
    assert_contains(report, "\n  3 ranks, --text <a&b>\n");
    assert_contains(report, "wrong in 2 of 3 cases: with 2, 3 ranks");
}

/* ---- for other programs ---- */

/* False: this build cannot write it. */
static bool write_all(report_format format)
{
    size_t length;
    if (report_missing(format) != NULL) {
        return false;
    }
    FILE *to = into_report(&length);
    assert_true(report_write(format, &how, all, MADE_KINDS, "2030-01-02T03:04:05Z", to));
    assert_int_equal(fclose(to), 0);
    assert_harmless();
    return true;
}

static void json(void **state)
{
    (void)state;
    if (!write_all(REPORT_JSON)) {
        skip();
    }
    assert_golden("all.json");
#ifdef MPILAB_JANSSON
    json_t *read = json_loads(report, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(read);
    assert_int_equal(json_array_size(json_object_get(read, "programs")), MADE_KINDS);
    json_decref(read);
#endif
}

static void gradescope(void **state)
{
    (void)state;
    if (!write_all(REPORT_GRADESCOPE)) {
        skip();
    }
    assert_golden("gradescope.json");
}

static void junit(void **state)
{
    (void)state;
    if (!write_all(REPORT_JUNIT)) {
        skip();
    }
    assert_golden("junit.xml");
#ifdef MPILAB_LIBXML2
    xmlDoc *read = xmlReadMemory(report, (int)strlen(report), "junit.xml", NULL, XML_PARSE_NONET);
    assert_non_null(read);
    xmlFreeDoc(read);
    xmlCleanupParser();
#endif
}

static void a_disk_that_is_full(void **state)
{
    (void)state;
    for (int format = 0; format < REPORTS; format++) {
        FILE *to = fopen("/dev/full", "w");
        if (to == NULL || report_missing((report_format)format) != NULL) {
            skip();
        }
        setvbuf(to, NULL, _IONBF, 0);
        assert_false(report_write((report_format)format, &how, all, MADE_KINDS, "now", to));
        fclose(to);
    }
}

#define report_test(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(int argc, char *argv[])
{
    if (argc < 2) {
        return 2;
    }
    golden = argv[1];
    to_write = argc > 2 ? argv[2] : NULL;
    const struct CMUnitTest tests[] = {
        report_test(texts),
        report_test(a_text_in_colour),
        report_test(no_orders_to_a_terminal),
        report_test(every_case_that_fails),
        report_test(json),
        report_test(gradescope),
        report_test(junit),
        report_test(a_disk_that_is_full),
    };
    return cmocka_run_group_tests_name("check_reports", tests, NULL, NULL);
}

/* Findings as data: values, places, lists, and those that come from another process. */
#include "tools/findings/finding.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void values_by_name(void **state)
{
    (void)state;
    finding f;
    finding_start(&f, FINDING_ERROR, "deadlock");
    assert_int_equal(f.count, 1);
    assert_null(finding_get(&f, "root"));
    assert_string_equal(finding_text(&f, "root"), "");
    finding_put(&f, "root", "%d", 2);
    finding_put(&f, "rank.0", "%s", "");
    finding_put(&f, "call", "%s", "MPI_Bcast");
    assert_string_equal(finding_get(&f, "root"), "2");
    assert_string_equal(finding_get(&f, "rank.0"), "");
    finding_put(&f, "root", "%s", "another, longer");
    assert_string_equal(finding_get(&f, "root"), "another, longer");
    assert_string_equal(finding_get(&f, "call"), "MPI_Bcast");
    assert_null(finding_get(&f, "another, longer")); /* a text is no name */
}

static void names_in_order(void **state)
{
    (void)state;
    finding f;
    finding_start(&f, FINDING_NOTE, "some");
    assert_null(finding_next(&f, NULL));
    finding_put(&f, "a", "1");
    finding_put(&f, "b", "2");
    finding_put(&f, "a", "3");
    const char *name = finding_next(&f, NULL);
    assert_string_equal(name, "b");
    name = finding_next(&f, name);
    assert_string_equal(name, "a");
    assert_null(finding_next(&f, name));
}

static void texts_are_cut_and_printable(void **state)
{
    (void)state;
    finding f;
    char large[2 * FINDING_VALUES];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    finding_start(&f, FINDING_ERROR, "some");
    finding_put(&f, "escape", "a\033[31mb\tc\177d\302\233e\303\244");
    assert_string_equal(finding_get(&f, "escape"), "a?[31mb?c?d??e\303\244");
    finding_put(&f, "large", "%s", large);
    assert_in_range(strlen(finding_get(&f, "large")), FINDING_VALUES - 100, FINDING_VALUES);
    finding_put(&f, "more", "%s", "no room");
    assert_string_equal(finding_text(&f, "more"), "");
    assert_true(f.values_used <= sizeof f.values);
    finding_put(&f, "large", "%s", "small"); /* makes room again */
    finding_put(&f, "more", "%s", "room");
    assert_string_equal(finding_get(&f, "more"), "room");
}

static void expect_ranks(const int ranks[], int count, const char *expected)
{
    finding f;
    finding_start(&f, FINDING_NOTE, "some");
    finding_put_ranks(&f, "ranks", ranks, count);
    assert_string_equal(finding_get(&f, "ranks"), expected);
}

static void lists_of_ranks(void **state)
{
    (void)state;
    int even[300];
    expect_ranks(NULL, 0, "");
    expect_ranks((const int[]){3}, 1, "3");
    expect_ranks((const int[]){0, 1}, 2, "0,1");
    expect_ranks((const int[]){0, 1, 2, 3}, 4, "0-3");
    expect_ranks((const int[]){0, 2, 3, 4, 7}, 5, "0,2-4,7");
    for (int i = 0; i < 300; i++) {
        even[i] = 2 * i;
    }
    finding f;
    finding_start(&f, FINDING_NOTE, "some");
    finding_put_ranks(&f, "ranks", even, 300);
    const char *text = finding_get(&f, "ranks");
    assert_string_equal(text + strlen(text) - 4, ",...");
}

static void places_once_each(void **state)
{
    (void)state;
    finding f;
    finding_start(&f, FINDING_ERROR, "some");
    finding_place_add(&f, 0, "MPI_Send", "a.c", 3);
    finding_place_add(&f, 0, "MPI_Send", "a.c", 3);
    finding_place_add(&f, 1, NULL, NULL, 0);
    assert_int_equal(f.place_count, 2);
    assert_string_equal(f.places[1].call, "");
    for (int i = 0; i < 2 * FINDING_PLACES; i++) {
        finding_place_add(&f, i, "MPI_Send", "b.c", 3);
    }
    assert_int_equal(f.place_count, FINDING_PLACES);
}

static void equal_findings_are_one(void **state)
{
    (void)state;
    finding_list list;
    finding f;
    assert_true(findings_start(&list));
    for (int r = 0; r < 3; r++) {
        finding_start(&f, FINDING_WARNING, "some");
        finding_put(&f, "call", "MPI_Send");
        finding_place_add(&f, r, "MPI_Send", "a.c", 3);
        assert_true((findings_add(&list, &f) != NULL) == (r == 0));
    }
    finding_put(&f, "call", "MPI_Recv");
    findings_add(&list, &f);
    finding_start(&f, FINDING_ERROR, "another");
    findings_add(&list, &f);
    assert_int_equal(list.count, 3);
    assert_int_equal(list.all[0].place_count, 3);
    assert_int_equal(list.all[0].count, 3);
    assert_int_equal(findings_count(&list, FINDING_ERROR), 1);
    assert_int_equal(findings_count(&list, FINDING_NOTE), 3);
    assert_true(findings_have(&list, "another"));
    assert_false(findings_have(&list, "a third"));
    findings_sort(&list);
    assert_string_equal(list.all[0].kind, "another");
    assert_string_equal(finding_get(&list.all[1], "call"), "MPI_Send"); /* the order stays */
    findings_free(&list);
}

static void too_many_are_counted(void **state)
{
    (void)state;
    finding_list list;
    finding f;
    assert_true(findings_start(&list));
    for (int i = 0; i < FINDING_MOST + 5; i++) {
        finding_start(&f, FINDING_NOTE, "some");
        finding_put(&f, "number", "%d", i);
        findings_add(&list, &f);
    }
    assert_int_equal(list.count, FINDING_MOST);
    assert_int_equal(list.dropped, 5);
    findings_free(&list);
}

/* Whatever another process has sent, reading it stays within it. */
static void garbage_is_made_safe(void **state)
{
    (void)state;
    uint64_t random = 88172645463325252u;
    finding *f = malloc(sizeof *f); /* of its own, so that a sanitizer sees its end */
    assert_non_null(f);
    for (int round = 0; round < 500; round++) {
        for (size_t i = 0; i < sizeof *f; i++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            ((unsigned char *)f)[i] = (unsigned char)(round % 3 == 0 ? 0xff : random >> 56);
        }
        f->values_used = round % 2 == 0 ? random : random % (sizeof f->values + 1);
        finding_make_safe(f);
        assert_in_range(f->severity, FINDING_NOTE, FINDING_ERROR);
        assert_in_range(f->place_count, 0, FINDING_PLACES);
        assert_true(f->count >= 1 && f->values_used <= sizeof f->values);
        assert_true(strlen(f->kind) < sizeof f->kind);
        assert_null(strchr(f->kind, '\033'));
        for (int i = 0; i < f->place_count; i++) {
            assert_true(strlen(f->places[i].call) < sizeof f->places[i].call);
            assert_true(strlen(f->places[i].file) < sizeof f->places[i].file);
        }
        for (const char *name = NULL; (name = finding_next(f, name)) != NULL;) {
            assert_null(strchr(finding_text(f, name), '\n'));
        }
        finding_put(f, "root", "%d", 1);
        finding_get(f, "none");
    }
    free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_by_name),
                                       cmocka_unit_test(names_in_order),
                                       cmocka_unit_test(texts_are_cut_and_printable),
                                       cmocka_unit_test(lists_of_ranks),
                                       cmocka_unit_test(places_once_each),
                                       cmocka_unit_test(equal_findings_are_one),
                                       cmocka_unit_test(too_many_are_counted),
                                       cmocka_unit_test(garbage_is_made_safe)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

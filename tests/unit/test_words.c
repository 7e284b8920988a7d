/* Findings in words: every kind that the tools find has a sentence, every template can come out, and some sentences in
 * full. That they are right, tests/compare, tests/trace and tests/students hold. */
#include "tools/findings/words.h"
#include "tools/findings/words_tables.h"
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* ---- sentences in full ---- */

/* values: "name=text" with '|' between */
static void put_values(finding *f, const char *values)
{
    char copy[2000], *rest = copy;
    snprintf(copy, sizeof copy, "%s", values);
    for (char *pair; (pair = strsep(&rest, "|")) != NULL && pair[0] != '\0';) {
        char *name = strsep(&pair, "=");
        finding_put(f, name, "%s", pair != NULL ? pair : "");
    }
}

static void must_say(const char *kind, const char *values, const char *expected)
{
    finding f;
    char text[WORDS_SENTENCE];
    finding_start(&f, FINDING_ERROR, kind);
    finding_place_add(&f, 2, "MPI_Send", "a.c", 3);
    finding_place_add(&f, 0, "MPI_Send", "a.c", 3);
    finding_place_add(&f, 2, "MPI_Recv", "a.c", 4);
    put_values(&f, values);
    words_sentence(&f, text, sizeof text);
    assert_string_equal(text, expected);
}

static void sentences(void **state)
{
    (void)state;
    must_say("second_init", "call=MPI_Init|file=/x/a.c|line=3",
             "MPI_Init at a.c:3 is called a second time (ranks 0 and 2)");
    must_say("second_init", "call=MPI_Init|at=a.out+0x12",
             "MPI_Init at a.out+0x12 is called a second time (ranks 0 and 2)");
    must_say("leak_group", "call=C|file=a.c|line=3",
             "the group made by C at a.c:3 is never freed by MPI_Group_free (on ranks 0 and 2)");
    must_say("leak_group", "call=C|file=a.c|line=3|times=4",
             "the group made by C at a.c:3 is never freed by MPI_Group_free (on ranks 0 and 2, 4 "
             "times)");
    must_say("op_mismatch",
             "call=MPI_Reduce|file=a.c|line=3|file.other=b.c|line.other=4|operation=MPI_MAX|"
             "operation.other=MPI_SUM|ranks.first=0-2,5,7|ranks.other=3|comm_kind=window|"
             "file.comm=c.c|line.comm=5",
             "MPI_Reduce on the window made at c.c:5: the operation is MPI_MAX on ranks 0-2, 5 and "
             "7 (a.c:3), but MPI_SUM on rank 3 (b.c:4)");
    must_say("parts_missing", "ranks.missing=1|part=value|size=4|zero=0",
             "the value of rank 1 of 4 is 0, those of the others are right");
    must_say(
        "parts_missing", "ranks.missing=0,2,4,6,8,...|part=part|size=64|zero=empty",
        "the parts of ranks 0, 2, 4, 6, 8, ... of 64 are empty, those of the others are right");
    must_say("no kind at all", "", "no kind at all");
}

static void a_cut_sentence_ends(void **state)
{
    (void)state;
    finding f;
    char text[10];
    finding_start(&f, FINDING_ERROR, "no_result_file");
    words_sentence(&f, text, sizeof text);
    assert_string_equal(text, "the progr");
}

/* ---- ranks that wait ---- */

#define STEP_0 "rank.0=0|call.0=MPI_Recv|file.0=/x/ring.c|line.0=41|way.0=receive|peer.0=1|tag.0=7"
#define STEP_1                                                                                     \
    "|rank.1=1|call.1=MPI_Recv|file.1=ring.c|line.1=41|way.1=receive|peer.1=any|tag.1=any"

static void deadlocks(void **state)
{
    (void)state;
    must_say("deadlock", STEP_0 STEP_1 "|end=rank|rank.end=0|circle=receives",
             "deadlock: rank 0 waits at ring.c:41 (MPI_Recv from rank 1, tag 7) for rank 1, which "
             "waits at ring.c:41 (MPI_Recv from any rank, any tag) for rank 0; both receive before "
             "they send");
    must_say("deadlock", STEP_0 STEP_1 "|end=rank|rank.end=0|option=--synchronous",
             "deadlock: rank 0 waits at ring.c:41 (MPI_Recv from rank 1, tag 7) for rank 1, which "
             "waits at ring.c:41 (MPI_Recv from any rank, any tag) for rank 0. This was a run with "
             "--synchronous: without, it works by luck");
    must_say("deadlock",
             STEP_0 "|end=finalized|rank.end=1|miss=tag|rank.miss=1|tag.miss=8|file.miss=a.c|"
                    "line.miss=9|rank.waiting=0|tag.waiting=7",
             "deadlock: rank 0 waits at ring.c:41 (MPI_Recv from rank 1, tag 7) for rank 1, which "
             "is past its last message: it has called MPI_Finalize. Rank 1 has sent tag 8 (a.c:9), "
             "but rank 0 waits for tag 7");
    must_say("deadlock", STEP_0 "|rank.1=1",
             "deadlock: rank 0 waits at ring.c:41 (MPI_Recv from rank 1, tag 7) for rank 1, which "
             "cannot go on");
    must_say("deadlock",
             "rank.0=0|call.0=MPI_Wait|file.0=a.c|line.0=5|operation.0=MPI_Isend|"
             "file.operation.0=a.c|line.operation.0=4|way.0=send|peer.0=1|tag.0=2|comm.0=ROW|"
             "end=exited|rank.end=1|status.end=3",
             "deadlock: rank 0 waits at a.c:5 (MPI_Wait for the MPI_Isend to rank 1, tag 2 on ROW "
             "of a.c:4) for rank 1, which has ended with exit status 3");
}

/* The call stands in a function of common/: then the program's own line, and not where that function made its
 * communicator. */
static void deadlocks_in_a_function_of_ours(void **state)
{
    (void)state;
    must_say("deadlock",
             "rank.0=0|call.0=MPI_Gather|file.0=results.c|line.0=22|comm_kind.0=communicator|"
             "file.comm.0=results.c|line.comm.0=9|file.own.0=hello.c|line.own.0=57|"
             "function.0=results_create|end=ended|rank.end=1",
             "deadlock: rank 0 waits at hello.c:57 (MPI_Gather in results_create) for rank 1, "
             "which has ended");
    must_say("no_progress",
             "rank.0=0|state.0=in|call.0=MPI_Gather|file.0=results.c|line.0=22|file.own.0=hello.c|"
             "line.own.0=57|rank.1=1|state.1=left|call.1=MPI_Init|file.1=hello.c|line.1=5",
             "the run was ended before it was over; rank 0 is in MPI_Gather (hello.c:57); rank 1 "
             "computes since it left MPI_Init (hello.c:5)");
}

/* ---- all templates ---- */

static void put_what_is_needed(finding *f, const char *name)
{
    char line[80];
    if (strncmp(name, "at", 2) == 0 && (name[2] == '.' || name[2] == '\0')) {
        snprintf(line, sizeof line, "file%s", name + 2);
        finding_put(f, line, "a.c");
        snprintf(line, sizeof line, "line%s", name + 2);
        finding_put(f, line, "7");
    } else if (strncmp(name, "ranks.", 6) == 0 || strncmp(name, "list.", 5) == 0) {
        finding_put(f, name, "0-2");
    } else if (strcmp(name, "subject") == 0) {
        finding_put(f, "where", "row 7");
    } else if (strcmp(name, "ranks") != 0 && strcmp(name, "advice") != 0 &&
               finding_get(f, name) == NULL) {
        finding_put(f, name, "7");
    }
}

/* A finding with just the values that the row asks for. */
static void fill(finding *f, const words_row *row)
{
    char name[64];
    size_t equals = strcspn(row->when, "=");
    finding_start(f, FINDING_ERROR, row->kind);
    finding_place_add(f, 3, "MPI_Send", "a.c", 7);
    if (row->when[0] != '\0') {
        snprintf(name, sizeof name, "%.*s", (int)equals, row->when);
        finding_put(f, name, "%s", row->when[equals] == '=' ? row->when + equals + 1 : "7");
    }
    for (const char *at = row->text; (at = strchr(at, '{')) != NULL;) {
        snprintf(name, sizeof name, "%.*s", (int)strcspn(at + 1, "}"), at + 1);
        at++;
        if (strncmp(name, "is.", 3) != 0 && strncmp(name, "has.", 4) != 0 &&
            strncmp(name, "s.", 2) != 0) {
            put_what_is_needed(f, name);
        }
    }
}

static void must_come_out(const words_row *row)
{
    finding f;
    char wanted[WORDS_SENTENCE] = "", text[WORDS_SENTENCE];
    for (; row->kind != NULL; row++) {
        fill(&f, row);
        words_room to = {wanted, sizeof wanted, 0};
        assert_true(words_expand(&f, row->text, 0, &to));
        words_sentence(&f, text, sizeof text);
        assert_string_equal(text, wanted);
        assert_null(strpbrk(text, "{}[]"));
        assert_string_not_equal(text, "");
    }
}

static void every_template_can_come_out(void **state)
{
    (void)state;
    must_come_out(words_of_results);
    must_come_out(words_of_runs);
}

static void advice(void **state)
{
    (void)state;
    finding f;
    finding_start(&f, FINDING_ERROR, "crashed");
    assert_string_equal(words_advice(&f), "");
    finding_put(&f, "signal", "8");
    assert_string_equal(words_advice(&f),
                        "Is something divided by a count that can be 0 on some ranks?");
    for (const words_row *row = words_advices; row->kind != NULL; row++) {
        fill(&f, row);
        assert_string_equal(words_advice(&f), row->text);
        assert_true(strcmp(row->kind, "*") == 0 || words_know(row->kind));
    }
}

/* ---- every kind in the sources ---- */

static int known;

/* Each word in quotes between the two. */
static void must_know_words(const char *file, const char *from, const char *end)
{
    char word[64];
    while (from < end && (from = memchr(from, '"', (size_t)(end - from))) != NULL) {
        size_t length = strcspn(++from, "\"");
        snprintf(word, sizeof word, "%.*s", (int)length, from);
        from += length + 1;
        if (strspn(word, "abcdefghijklmnopqrstuvwxyz_0123456789") == length) {
            known++;
            if (!words_know(word)) {
                fail_msg("%s: the kind %s has no sentence", file, word);
            }
        }
    }
}

/* What comes after the mark: the word that it has begun, or all up to the end of the statement. */
static void look_into(const char *file, const char *mark)
{
    static char text[200000];
    size_t length = strlen(mark);
    FILE *from = fopen(file, "r");
    assert_non_null(from);
    text[fread(text, 1, sizeof text - 1, from)] = '\0';
    fclose(from);
    for (const char *at = text; (at = strstr(at, mark)) != NULL;) {
        bool has_begun = mark[length - 1] == '"';
        at += has_begun ? length - 1 : length;
        must_know_words(file, at, at + strcspn(at, has_begun ? "," : ";"));
    }
}

static void every_kind_has_a_sentence(void **state)
{
    (void)state;
    static const char *const marks[] = {"finding_start(", "set_kind(", "start_pair(", "start_two(",
                                        "add_about("};
    glob_t files;
    known = 0;
    assert_int_equal(glob(TOOLS "/compare/*.c", 0, NULL, &files), 0);
    assert_int_equal(glob(TOOLS "/trace/explain/*.c", GLOB_APPEND, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
            look_into(files.gl_pathv[i], marks[m]);
        }
    }
    globfree(&files);
    look_into(TOOLS "/trace/explain/issues.c", "] = {\"");
    look_into(TOOLS "/trace/explain/resources.c", "] = {\"");
    look_into(TOOLS "/compare/numbers.c", "return "); /* patterns return their names */
    look_into(TOOLS "/compare/parts.c", "return ");
    look_into(TOOLS "/compare/patterns.c", "return ");
    look_into(TOOLS "/compare/shape.c", "return ");
    assert_true(known > 90);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sentences),
                                       cmocka_unit_test(a_cut_sentence_ends),
                                       cmocka_unit_test(deadlocks),
                                       cmocka_unit_test(deadlocks_in_a_function_of_ours),
                                       cmocka_unit_test(every_template_can_come_out),
                                       cmocka_unit_test(advice),
                                       cmocka_unit_test(every_kind_has_a_sentence)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

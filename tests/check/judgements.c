#include "tests/check/judgements.h"
#include "tools/check/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const made_names[MADE_KINDS] = {"pass", "todo", "wrong", "crash", "compile", "error"};

/* ESC, what ends XML's CDATA, quotes, a byte that is no UTF-8, control characters, and a character that is. */
#define HOSTILE "\033[31mred\033[0m \033]0;title\007 ]]> <b a=\"1\" c='2'>&amp; \\ \377\r \303\244"

static void make_cases(judgement *j, int count, const char *arguments)
{
    for (int k = 0; k < count; k++) {
        j->cases.cases[k] = (check_case){k + 1, 1, text_format("%s", arguments)};
    }
    j->cases.count = count;
    j->by_case = calloc((size_t)count + 1, sizeof *j->by_case);
    j->planned = count;
    j->student_runs = outcomes_new(count);
    j->solution_runs = outcomes_new(count);
    if (j->by_case == NULL || j->student_runs == NULL || j->solution_runs == NULL) {
        text_no_memory();
    }
    for (int k = 0; k < count; k++) {
        j->student_runs[k].has_run = j->solution_runs[k].has_run = true;
        j->student_runs[k].seconds = 0.25 * (k + 1);
        j->solution_runs[k].seconds = 0.5;
    }
}

static void fail(judgement *j, int k, chain_link link, const finding *what)
{
    j->by_case[k].verdict = VERDICT_FAIL;
    j->by_case[k].link = j->link = link;
    j->by_case[k].what = *what;
    j->first = j->first < 0 ? k : j->first;
}

/* ---- each kind ---- */

static void make_pass(judgement *j)
{
    make_cases(j, 2, "--count 7");
    j->verdict = VERDICT_PASS;
    j->link = LINK_COMMUNICATION;
    j->right = 2;
    j->built.says = text_format("%s:2:5: warning: unused", j->student.path);
    finding_start(&j->luck[0], FINDING_WARNING, "messages_to_spare");
    finding_put(&j->luck[0], "rank", "0");
    finding_put(&j->luck[0], "sent", "12");
    finding_put(&j->luck[0], "wanted", "6");
    finding_put(&j->luck[0], "case", "2 ranks, --count 7");
    j->luck_count = 1;
    j->further = text_format("Do this\nand that.");
    j->next = text_format("next: exercises/02-todo/README.md");
    j->speed_case = 1;
    j->own_seconds = 1;
    j->solution_seconds = 0.5;
    snprintf(j->sentence, sizeof j->sentence, "right in all 2 cases");
}

static void make_todo(judgement *j)
{
    finding what;
    make_cases(j, 2, "");
    j->verdict = VERDICT_TODO;
    j->right = 1;
    j->todos = (todo_list){.open = {{1, 1, "send it"}, {2, 3, "receive it"}}, .count = 2};
    finding_start(&what, FINDING_ERROR, "values_differ");
    finding_put(&what, "subject", "rows 3-5, owned by rank 1 of 2, are");
    finding_put(&what, "dataset", "/result/rows");
    fail(j, 1, LINK_RESULT, &what);
    j->student_runs[1].differences[0] = what;
    j->student_runs[1].difference_count = 1;
    j->next = text_format("./lab hint todo");
    snprintf(j->sentence, sizeof j->sentence, "TODO(1): send it");
}

static void make_wrong(judgement *j)
{
    finding what;
    make_cases(j, 1, "");
    j->verdict = VERDICT_FAIL;
    finding_start(&what, FINDING_ERROR, "values_differ");
    finding_put(&what, "dataset", "/result/rows");
    finding_put(&what, "where", "[1][2], owned by rank 0 of 1");
    finding_put(&what, "expected", "12 13 14");
    finding_put(&what, "got", "12 99 14");
    finding_put(&what, "count", "1 of 6 values differ");
    finding_put(&what, "worst", "[1][2], difference 86");
    finding_put(&what, "tolerance", "0.001 relative");
    fail(j, 0, LINK_RESULT, &what);
    finding *cause = &j->by_case[0].cause;
    finding_start(cause, FINDING_ERROR, "root_mismatch");
    finding_put(cause, "call", "MPI_Gather");
    finding_put(cause, "root", "0");
    finding_put(cause, "root.other", "1");
    finding_put(cause, "ranks.first", "0");
    finding_put(cause, "ranks.other", "1");
    finding_put(cause, "at", "a");
    finding_put(cause, "at.other", "b");
    finding_place_add(cause, 0, "MPI_Gather", j->student.path, 2);
    j->student_runs[0].found[0] = *cause;
    j->student_runs[0].found_count = 1;
    j->student_runs[0].differences[0] = what;
    finding_put(&what, "dataset", "/result/total");
    j->student_runs[0].differences[1] = what;
    finding_start(&j->student_runs[0].differences[2], FINDING_NOTE, "extra_dataset");
    j->student_runs[0].difference_count = 3;
    snprintf(j->sentence, sizeof j->sentence, "[1][2] is 99 instead of 13");
}

static void make_crash(judgement *j)
{
    finding what;
    make_cases(j, 3, "--text <a&b>");
    j->verdict = VERDICT_FAIL;
    j->right = 1;
    finding_start(&what, FINDING_ERROR, "crash");
    finding_put(&what, "signal", "11");
    finding_put(&what, "ranks.who", "0,1");
    finding_place_add(&what, 0, "MPI_Send", j->student.path, 2);
    finding_place_add(&what, 1, "MPI_Send", j->student.path, 2);
    finding_place_add(&what, 2, "MPI_Recv", "/elsewhere.c", 7);
    fail(j, 1, LINK_RUNS, &what);
    j->student_runs[1].status = 139;
    snprintf(j->student_runs[1].tail, OUTCOME_TAIL, "%s\nlast", HOSTILE);
    j->by_case[2].verdict = VERDICT_SKIP;
    j->student_runs[2].has_run = false;
    j->next = text_format("./lab hint crash");
    snprintf(j->sentence, sizeof j->sentence,
             "ranks 0 and 1 crashed: segmentation fault (SIGSEGV)");
}

static void make_compile(judgement *j)
{
    j->verdict = VERDICT_FAIL;
    j->built = (build_result){.is_built = false, .line = 2};
    j->built.says = text_format("%s:2:5: \033[1;31merror:\033[0m %s", j->student.path, HOSTILE);
    snprintf(j->sentence, sizeof j->sentence, "it does not compile: see line 2");
}

static void make_error(judgement *j)
{
    make_cases(j, 1, "");
    j->verdict = VERDICT_ERROR;
    j->link = LINK_RUNS;
    j->output = text_format("mpirun: no slots\nare left");
    snprintf(j->sentence, sizeof j->sentence,
             "the solution itself did not end as it should (1 rank): is MPI set up well here?");
}

void judgement_make(made_kind kind, judgement *to)
{
    static void (*const makers[MADE_KINDS])(judgement *) = {make_pass,  make_todo,    make_wrong,
                                                            make_crash, make_compile, make_error};
    const char *name = made_names[kind];
    *to = (judgement){.first = -1, .speed_case = -1, .built = {.is_built = true}};
    to->what.row = text_format("%02d-%s", kind + 1, name);
    to->what.id = to->what.row;
    to->what.name = name;
    to->what.title = "A \"title\" & more";
    to->student.path = text_format("/lab/exercises/%s/%s.c", to->what.id, name);
    to->student.shown = text_format("exercises/%s/%s.c", to->what.id, name);
    to->student.text = text_format("int x;\n\tMPI_Send(\"<&>\"); // \033[2J\n// TODO(2)\n");
    makers[kind](to);
}

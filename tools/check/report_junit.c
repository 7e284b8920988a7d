/* JUnit's XML: a suite for each program, a test for each case; a program that does not compile has one. */
#include "junit.h"
#include "report.h"
#include "tools/findings/words.h"
#include <stdlib.h>

static void test_case(junit *to, const judgement *j, int k)
{
    const case_judgement *c = &j->by_case[k];
    char sentence[JUDGEMENT_SENTENCE] = "", *name = cases_name(&j->cases.cases[k]);
    const char *advice = "";
    if (c->what.kind[0] != '\0') {
        words_sentence(judgement_reason(c), sentence, sizeof sentence);
        advice = words_advice(judgement_reason(c));
    }
    junit_test(to, j->what.id, name, j->student_runs[k].seconds, c->verdict, sentence, advice);
    free(name);
}

static void suite(junit *to, const judgement *j, const char *created)
{
    int counts[VERDICT_SKIP + 1] = {0}, cases = j->by_case != NULL ? j->cases.count : 0;
    for (int k = 0; k < cases; k++) {
        counts[j->by_case[k].verdict]++;
    }
    /* The verdict does not stand in any case. */
    bool is_whole = cases == 0 || (j->verdict == VERDICT_ERROR && counts[VERDICT_ERROR] == 0);
    counts[j->verdict == VERDICT_ERROR ? VERDICT_ERROR : VERDICT_FAIL] += is_whole;
    junit_suite(to, j->what.id, counts, created);
    if (is_whole) {
        junit_test(to, j->what.id, j->what.id, 0, j->verdict, j->sentence, report_compiler(j));
    }
    for (int k = 0; k < cases; k++) {
        test_case(to, j, k);
    }
    junit_suite_end(to);
}

bool report_junit(const judgement all[], int count, const char *created, FILE *to)
{
    junit *xml = junit_begin();
    for (int i = 0; i < count; i++) {
        suite(xml, &all[i], created);
    }
    return junit_end(xml, to);
}

/* JUnit's XML: a suite for each program, a test for each case; a program that does not compile has one. */
#include "report.h"
#include "text.h"
#include "tools/findings/words.h"
#include <libxml/xmlwriter.h>
#include <stdlib.h>
#include <string.h>

#define X(text) ((const xmlChar *)(text))

static void attribute(xmlTextWriter *xml, const char *name, const char *value)
{
    char *copy = text_format("%s", value);
    text_without_colour(copy);
    text_make_utf8(copy);
    xmlTextWriterWriteAttribute(xml, X(name), X(copy));
    free(copy);
}

static void number(xmlTextWriter *xml, const char *name, int value)
{
    xmlTextWriterWriteFormatAttribute(xml, X(name), "%d", value);
}

static void test(xmlTextWriter *xml, const judgement *j, const char *name, double seconds,
                 verdict v, const char *sentence, const char *more)
{
    xmlTextWriterStartElement(xml, X("testcase"));
    attribute(xml, "classname", j->what.id);
    attribute(xml, "name", name);
    xmlTextWriterWriteFormatAttribute(xml, X("time"), "%.3f", seconds);
    if (v != VERDICT_PASS) {
        xmlTextWriterStartElement(xml, X(v == VERDICT_SKIP    ? "skipped"
                                         : v == VERDICT_ERROR ? "error"
                                                              : "failure"));
        attribute(xml, "message", sentence);
        if (v != VERDICT_SKIP) {
            attribute(xml, "type", judgement_word(v));
        }
        char *copy = text_format("%s", more);
        text_without_colour(copy);
        text_make_utf8(copy);
        xmlTextWriterWriteString(xml, X(copy));
        free(copy);
        xmlTextWriterEndElement(xml);
    }
    xmlTextWriterEndElement(xml);
}

static void test_case(xmlTextWriter *xml, const judgement *j, int k)
{
    const case_judgement *c = &j->by_case[k];
    char sentence[JUDGEMENT_SENTENCE] = "", *name = cases_name(&j->cases.cases[k]);
    const char *advice = "";
    if (c->what.kind[0] != '\0') {
        words_sentence(judgement_reason(c), sentence, sizeof sentence);
        advice = words_advice(judgement_reason(c));
    }
    test(xml, j, name, j->student_runs[k].seconds, c->verdict, sentence, advice);
    free(name);
}

static void suite(xmlTextWriter *xml, const judgement *j, const char *created)
{
    int counts[VERDICT_SKIP + 1] = {0}, cases = j->by_case != NULL ? j->cases.count : 0;
    for (int k = 0; k < cases; k++) {
        counts[j->by_case[k].verdict]++;
    }
    /* The verdict does not stand in any case. */
    bool is_whole = cases == 0 || (j->verdict == VERDICT_ERROR && counts[VERDICT_ERROR] == 0);
    counts[j->verdict == VERDICT_ERROR ? VERDICT_ERROR : VERDICT_FAIL] += is_whole;
    xmlTextWriterStartElement(xml, X("testsuite"));
    attribute(xml, "name", j->what.id);
    number(xml, "tests", cases + is_whole);
    number(xml, "failures", counts[VERDICT_FAIL]);
    number(xml, "errors", counts[VERDICT_ERROR]);
    number(xml, "skipped", counts[VERDICT_SKIP]);
    attribute(xml, "timestamp", created);
    if (is_whole) {
        test(xml, j, j->what.id, 0, j->verdict, j->sentence, report_compiler(j));
    }
    for (int k = 0; k < cases; k++) {
        test_case(xml, j, k);
    }
    xmlTextWriterEndElement(xml);
}

bool report_junit(const judgement all[], int count, const char *created, FILE *to)
{
    xmlBuffer *text = xmlBufferCreate();
    xmlTextWriter *xml = text != NULL ? xmlNewTextWriterMemory(text, 0) : NULL;
    if (xml == NULL) {
        text_no_memory();
    }
    xmlTextWriterSetIndent(xml, 1);
    xmlTextWriterStartDocument(xml, NULL, "UTF-8", NULL);
    xmlTextWriterStartElement(xml, X("testsuites"));
    attribute(xml, "name", "mpilab");
    for (int i = 0; i < count; i++) {
        suite(xml, &all[i], created);
    }
    xmlTextWriterEndElement(xml);
    bool done = xmlTextWriterEndDocument(xml) >= 0;
    xmlFreeTextWriter(xml);
    done = done && fputs((const char *)xmlBufferContent(text), to) >= 0;
    xmlBufferFree(text);
    return done;
}

#include "junit.h"
#include "text.h"
#include <libxml/xmlwriter.h>
#include <stdlib.h>

#define X(text) ((const xmlChar *)(text))

struct junit {
    xmlBuffer *text;
    xmlTextWriter *xml;
};

static char *plain(const char *text)
{
    char *copy = text_format("%s", text);
    text_without_colour(copy);
    text_make_utf8(copy);
    return copy;
}

static void attribute(junit *to, const char *name, const char *value)
{
    char *copy = plain(value);
    xmlTextWriterWriteAttribute(to->xml, X(name), X(copy));
    free(copy);
}

static void number(junit *to, const char *name, int value)
{
    xmlTextWriterWriteFormatAttribute(to->xml, X(name), "%d", value);
}

junit *junit_begin(void)
{
    junit *to = malloc(sizeof *to);
    xmlBuffer *text = to != NULL ? xmlBufferCreate() : NULL;
    xmlTextWriter *xml = text != NULL ? xmlNewTextWriterMemory(text, 0) : NULL;
    if (xml == NULL) {
        text_no_memory();
    }
    *to = (junit){text, xml};
    xmlTextWriterSetIndent(xml, 1);
    xmlTextWriterStartDocument(xml, NULL, "UTF-8", NULL);
    xmlTextWriterStartElement(xml, X("testsuites"));
    attribute(to, "name", "mpilab");
    return to;
}

void junit_suite(junit *to, const char *name, const int counts[VERDICT_SKIP + 1],
                 const char *created)
{
    int failures = counts[VERDICT_FAIL] + counts[VERDICT_TODO], errors = counts[VERDICT_ERROR],
        skipped = counts[VERDICT_SKIP];
    xmlTextWriterStartElement(to->xml, X("testsuite"));
    attribute(to, "name", name);
    number(to, "tests", counts[VERDICT_PASS] + failures + errors + skipped);
    number(to, "failures", failures);
    number(to, "errors", errors);
    number(to, "skipped", skipped);
    attribute(to, "timestamp", created);
}

void junit_suite_end(junit *to)
{
    xmlTextWriterEndElement(to->xml);
}

void junit_test(junit *to, const char *suite, const char *name, double seconds, verdict v,
                const char *sentence, const char *more)
{
    xmlTextWriterStartElement(to->xml, X("testcase"));
    attribute(to, "classname", suite);
    attribute(to, "name", name);
    xmlTextWriterWriteFormatAttribute(to->xml, X("time"), "%.3f", seconds);
    if (v != VERDICT_PASS) {
        xmlTextWriterStartElement(to->xml, X(v == VERDICT_SKIP    ? "skipped"
                                             : v == VERDICT_ERROR ? "error"
                                                                  : "failure"));
        attribute(to, "message", sentence);
        if (v != VERDICT_SKIP) {
            attribute(to, "type", judgement_word(v));
        }
        char *copy = plain(more);
        xmlTextWriterWriteString(to->xml, X(copy));
        free(copy);
        xmlTextWriterEndElement(to->xml);
    }
    xmlTextWriterEndElement(to->xml);
}

bool junit_end(junit *to, FILE *file)
{
    xmlTextWriterEndElement(to->xml);
    bool done = xmlTextWriterEndDocument(to->xml) >= 0;
    xmlFreeTextWriter(to->xml);
    done = done && fputs((const char *)xmlBufferContent(to->text), file) >= 0;
    xmlBufferFree(to->text);
    free(to);
    return done;
}

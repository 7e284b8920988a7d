#include "pages.h"
#include "tools/check/junit.h"

bool pages_junit(const book *b, FILE *to)
{
    junit *xml = junit_begin();
    for (int i = 0; i < b->student_count; i++) {
        const book_student *s = &b->students[i];
        int counts[VERDICT_SKIP + 1] = {0};
        for (int p = 0; p < b->program_count; p++) {
            counts[s->grades[p].is_there ? s->grades[p].verdict : VERDICT_SKIP]++;
        }
        junit_suite(xml, s->name, counts, b->created);
        for (int p = 0; p < b->program_count; p++) {
            const book_grade *g = &s->grades[p];
            const json_t *finding = pages_finding(pages_case(g), 0);
            junit_test(xml, s->name, b->programs[p].id, 0, g->is_there ? g->verdict : VERDICT_SKIP,
                       g->is_there ? g->sentence : "not handed in", book_text(finding, "advice"));
        }
        junit_suite_end(xml);
    }
    return junit_end(xml, to);
}

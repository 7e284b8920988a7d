#include "report.h"
#include "text.h"
#include "tools/findings/words.h"
#include <string.h>

static bool is_in_file(const judgement *j, const finding_place *place)
{
    return place->line > 0 && strcmp(place->file, j->student.path) == 0;
}

static void add_rank(place_group *group, int rank)
{
    size_t used = strlen(group->list);
    snprintf(group->list + used, sizeof group->list - used, "%s%d", used > 0 ? " " : "", rank);
    words_ranks(group->list, group->ranks, sizeof group->ranks);
}

int report_places(const judgement *j, const finding *f, place_group groups[REPORT_GROUPS])
{
    int count = 0;
    for (int i = 0; i < f->place_count; i++) {
        const finding_place *place = &f->places[i];
        place_group next = {.line = is_in_file(j, place) ? place->line : 0};
        int at = 0;
        words_place(place, next.doing, sizeof next.doing);
        while (at < count &&
               (groups[at].line != next.line || strcmp(groups[at].doing, next.doing) != 0)) {
            at++;
        }
        if (at == REPORT_GROUPS) {
            break;
        }
        if (at == count) {
            text_line(j->student.text, next.line, next.source, sizeof next.source);
            groups[count++] = next;
        }
        add_rank(&groups[at], place->rank);
    }
    return count;
}

const char *report_warnings(const judgement *j)
{
    return j->built.is_built && j->built.says != NULL ? j->built.says : "";
}

const char *report_compiler(const judgement *j)
{
    return !j->built.is_built && j->built.says != NULL ? j->built.says : "";
}

const char *report_output(const judgement *j, int k)
{
    bool is_told = j->by_case[k].verdict == VERDICT_FAIL && j->by_case[k].link == LINK_RUNS;
    return is_told ? j->student_runs[k].tail : "";
}

const char *report_missing(report_format format)
{
#ifndef MPILAB_JANSSON
    if (format != REPORT_JUNIT) {
        return "jansson (Debian: libjansson-dev)";
    }
#endif
#ifndef MPILAB_LIBXML2
    if (format == REPORT_JUNIT) {
        return "libxml2 (Debian: libxml2-dev)";
    }
#endif
    (void)format;
    return NULL;
}

bool report_write(report_format format, const settings *how, const judgement all[], int count,
                  const char *created, FILE *to)
{
    switch (format) {
#ifdef MPILAB_JANSSON
    case REPORT_JSON:
        return report_json(how, all, count, created, to);
    case REPORT_GRADESCOPE:
        return report_gradescope(how, all, count, to);
#endif
#ifdef MPILAB_LIBXML2
    case REPORT_JUNIT:
        return report_junit(all, count, created, to);
#endif
    default:
        (void)how, (void)all, (void)count, (void)created, (void)to;
        return false;
    }
}

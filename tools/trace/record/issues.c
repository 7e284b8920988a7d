#include "issues.h"
#include "tools/trace/error_class.h"
#include <mpi.h>
#include <stdio.h>
#include <string.h>

__thread frame *current_frame;

/* The same from the same lines is counted, not repeated. */
trace_issue *issue(frame *f, int kind, uint64_t other_site, int other_call)
{
    trace_section *table = &record->sections[TRACE_SECTION_ISSUES];
    trace_issue *issues = section(TRACE_SECTION_ISSUES);
    if (f->is_library) {
        return NULL;
    }
    for (uint64_t i = 0; i < table->used; i++) {
        if (issues[i].kind == (uint32_t)kind && issues[i].site == f->site &&
            issues[i].other_site == other_site && issues[i].call == f->call) {
            issues[i].count++;
            return &issues[i];
        }
    }
    if (table->used >= table->capacity) {
        table->lost++;
        return NULL;
    }
    trace_issue *made = &issues[table->used];
    *made = (trace_issue){.kind = (uint32_t)kind,
                          .count = 1,
                          .call = f->call,
                          .other_call = (uint32_t)other_call,
                          .site = f->site,
                          .other_site = other_site,
                          .time = now(),
                          .peer = f->peer,
                          .tag = f->tag,
                          .comm = f->comm};
    table->used++;
    return made;
}

void issue_text(trace_issue *made, const char *text)
{
    if (made != NULL) {
        snprintf(made->text, sizeof made->text, "%s", text);
        for (char *c = made->text; *c != '\0'; c++) {
            *c = (unsigned char)*c < ' ' ? ' ' : *c;
        }
    }
}

/* "MPI_ERR_RANK: invalid rank": without the class where the library names it, without its stack. */
void describe_error(trace_issue *made, int code)
{
    char text[MPI_MAX_ERROR_STRING] = "", line[TRACE_TEXT];
    int length, class = 0;
    PMPI_Error_class(code, &class);
    PMPI_Error_string(code, text, &length);
    const char *name = error_class_name(class), *words = text;
    char *stack = strstr(text, ", error stack:");
    if (stack != NULL) {
        *stack = '\0';
    }
    if (strncmp(words, "MPI_ERR_", 8) == 0 && strchr(words, ':') != NULL) {
        words = strchr(words, ':') + 1;
        words += strspn(words, " ");
    }
    snprintf(line, sizeof line, "%s: %.60s", name, words);
    issue_text(made, line);
    if (made != NULL) {
        made->value = class;
    }
}

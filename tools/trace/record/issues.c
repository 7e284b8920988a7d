#include "issues.h"
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

/* MPI 3.1, 8.4: what error strings call the classes differs between libraries. "MPI_ERR_RANK"; "MPI_ERR_OTHER" for a class that is none of the standard's. */
static const char *class_name(int class)
{
    static const struct {
        int class;
        const char *name;
    } names[] = {
#define NAME(error) {error, #error}
        NAME(MPI_ERR_BUFFER),    NAME(MPI_ERR_COUNT),        NAME(MPI_ERR_TYPE),
        NAME(MPI_ERR_TAG),       NAME(MPI_ERR_COMM),         NAME(MPI_ERR_RANK),
        NAME(MPI_ERR_REQUEST),   NAME(MPI_ERR_ROOT),         NAME(MPI_ERR_GROUP),
        NAME(MPI_ERR_OP),        NAME(MPI_ERR_TOPOLOGY),     NAME(MPI_ERR_DIMS),
        NAME(MPI_ERR_ARG),       NAME(MPI_ERR_TRUNCATE),     NAME(MPI_ERR_WIN),
        NAME(MPI_ERR_IN_STATUS), NAME(MPI_ERR_PENDING),      NAME(MPI_ERR_KEYVAL),
        NAME(MPI_ERR_NO_MEM),    NAME(MPI_ERR_BASE),         NAME(MPI_ERR_INFO),
        NAME(MPI_ERR_DISP),      NAME(MPI_ERR_SIZE),         NAME(MPI_ERR_ASSERT),
        NAME(MPI_ERR_LOCKTYPE),  NAME(MPI_ERR_RMA_SYNC),     NAME(MPI_ERR_RMA_CONFLICT),
        NAME(MPI_ERR_RMA_RANGE), NAME(MPI_ERR_RMA_ATTACH),   NAME(MPI_ERR_RMA_SHARED),
        NAME(MPI_ERR_FILE),      NAME(MPI_ERR_NO_SUCH_FILE), NAME(MPI_ERR_FILE_EXISTS),
        NAME(MPI_ERR_AMODE),     NAME(MPI_ERR_ACCESS),       NAME(MPI_ERR_IO),
        NAME(MPI_ERR_BAD_FILE),  NAME(MPI_ERR_READ_ONLY),    NAME(MPI_ERR_UNKNOWN),
        NAME(MPI_ERR_INTERN),    NAME(MPI_ERR_SPAWN),        NAME(MPI_ERR_NAME),
#undef NAME
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].class == class) {
            return names[i].name;
        }
    }
    return "MPI_ERR_OTHER";
}

/* "MPI_ERR_RANK: invalid rank": without the class where the library names it, without its stack. */
void describe_error(trace_issue *made, int code)
{
    char text[MPI_MAX_ERROR_STRING] = "", line[TRACE_TEXT];
    int length, class = 0;
    PMPI_Error_class(code, &class);
    PMPI_Error_string(code, text, &length);
    const char *name = class_name(class), *words = text;
    char *stack = strstr(text, ", error stack:");
    if (stack != NULL) {
        *stack = '\0';
    }
    if (strncmp(words, "MPI_ERR_", 8) == 0 && strchr(words, ':') != NULL) {
        words = strchr(words, ':') + 1;
        words += strspn(words, " ");
    }
    snprintf(line, sizeof line, "%s: %.70s", name, words);
    issue_text(made, line);
    if (made != NULL) {
        made->value = class;
    }
}

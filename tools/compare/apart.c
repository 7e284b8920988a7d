#include "tools/result_file/apart.h"
#include "compare.h"
#include <sys/stat.h>
#include <unistd.h>

enum {
    SECONDS = 20,                /* for small files; */
    BYTES_PER_SECOND = 20000000, /* large ones may take longer */
    MEMORY = 2000000000          /* bytes of address space */
};

/* In shared memory. */
typedef struct {
    const char *expected, *got, *first_todo;
    bool other_ranks;
    int verdict, count, dropped;
    finding found[FINDING_MOST]; /* [count] */
} comparison;

/* How long it may take, judged by the file that can be trusted. */
static unsigned seconds_for(const char *expected)
{
    struct stat status;
    return SECONDS +
           (stat(expected, &status) == 0 ? (unsigned)(status.st_size / BYTES_PER_SECOND) : 0);
}

static void compare_here(void *argument)
{
    comparison *c = argument;
    finding_list found = {.all = c->found};
    c->verdict = (int)compare_files(c->expected, c->got, c->first_todo, c->other_ranks, &found);
    c->count = found.count;
    c->dropped = found.dropped;
}

/* False: it is not whole. */
static bool receive(comparison *c, finding_list *found, compare_verdict *verdict)
{
    if (c->verdict < COMPARE_SAME || c->verdict > COMPARE_FAILED || c->count < 0 ||
        c->count > FINDING_MOST) {
        return false;
    }
    for (int i = 0; i < c->count; i++) {
        finding_make_safe(&c->found[i]);
        findings_add(found, &c->found[i]);
    }
    found->dropped += c->dropped > 0 ? c->dropped : 0;
    *verdict = (compare_verdict)c->verdict;
    return true;
}

static void add_damaged(finding_list *found, bool slow)
{
    finding about;
    finding_start(&about, FINDING_ERROR, "unreadable");
    finding_put(&about, "why", "is damaged: %s",
                slow ? "reading it takes far too long" : "reading it is not possible");
    findings_add(found, &about);
}

bool compare_apart(const char *expected, const char *got, const char *first_todo, bool other_ranks,
                   finding_list *found, compare_verdict *verdict)
{
    comparison *shared = apart_memory(sizeof *shared);
    if (shared == NULL) {
        return false;
    }
    shared->expected = expected;
    shared->got = got;
    shared->first_todo = first_todo;
    shared->other_ranks = other_ranks;
    shared->verdict = -1;
    apart_end end = apart_do(compare_here, shared, seconds_for(expected), MEMORY);
    if (end != APART_NOT_STARTED && (end != APART_DONE || !receive(shared, found, verdict))) {
        *verdict = COMPARE_DIFFERENT;
        add_damaged(found, end == APART_TOO_LONG);
    }
    apart_memory_free(shared, sizeof *shared);
    return end != APART_NOT_STARTED;
}

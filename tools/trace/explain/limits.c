/* What was not judged: where a section of the records had no room for all, where the run was too long or too entangled to
 * be compared, and what no call shows. Else "nothing found" would be read as "right". */
#include "passes.h"
#include "tell.h"

static const struct {
    int section;
    const char *what;
} sections[] = {{TRACE_SECTION_SENDS, "messages sent"},
                {TRACE_SECTION_RECEIVES, "receives"},
                {TRACE_SECTION_COLLECTIVES, "collective calls"},
                {TRACE_SECTION_ACCESSES, "one-sided accesses"},
                {TRACE_SECTION_OPERATIONS, "pending operations"},
                {TRACE_SECTION_CHANNELS, "pairs of peer and tag"},
                {TRACE_SECTION_COMMS, "communicators and windows"},
                {TRACE_SECTION_RESOURCES, "objects to be freed"},
                {TRACE_SECTION_ISSUES, "lines with a fault"}};

/* One for all ranks: the rank that has lost most is told. */
static void look_at_section(const load_run *run, finding_list *to, int section, const char *what)
{
    uint64_t most = 0, total = 0, kept = 0;
    finding f;
    finding_start(&f, FINDING_NOTE, "too_much");
    for (int r = 0; r < run->size; r++) {
        const load_section *s = &run->ranks[r].sections[section];
        uint64_t lost = s->first + s->lost;
        if (lost > 0) {
            tell_place(&f, run, r, 0, 0);
        }
        if (lost > most) {
            most = lost;
            kept = s->count;
            total = s->count + lost;
        }
    }
    if (most > 0) {
        finding_put(&f, "what", "%s", what);
        finding_put(&f, "total", "%llu", (unsigned long long)total);
        finding_put(&f, "kept", "%llu", (unsigned long long)kept);
        findings_add(to, &f);
    }
}

static void look_at_windows(const load_run *run, finding_list *to, int rank)
{
    const load_rank *r = &run->ranks[rank];
    for (size_t i = 0; i < LOAD_COUNT(r, COMMS); i++) {
        const trace_comm *w = &LOAD_COMMS(r)[i];
        if (w->is_used && w->kind == TRACE_KIND_WINDOW && !w->is_library &&
            load_call_is(r, w->call, "MPI_Win_allocate_shared")) {
            finding f;
            finding_start(&f, FINDING_NOTE, "not_seen");
            tell_place(&f, run, rank, w->site, w->call);
            tell_call(&f, "", r, w->call, w->site);
            findings_add(to, &f);
        }
    }
}

void pass_limits(const load_run *run, finding_list *to)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        look_at_section(run, to, sections[i].section, sections[i].what);
    }
    for (int r = 0; r < run->size; r++) {
        look_at_windows(run, to, r);
    }
}

void limits_tell(const load_run *run, finding_list *to, const char *what)
{
    finding f;
    finding_start(&f, FINDING_NOTE, "not_judged");
    for (int r = 0; r < run->size; r++) {
        tell_place(&f, run, r, 0, 0);
    }
    finding_put(&f, "what", "%s", what);
    findings_add(to, &f);
}

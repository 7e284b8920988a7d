#include "outcome.h"
#include "tools/result_file/apart.h"

static int bounded(int count, int most)
{
    return count < 0 ? 0 : count > most ? most : count;
}

void outcome_make_safe(outcome *o)
{
    o->found_count = bounded(o->found_count, OUTCOME_FINDINGS);
    o->difference_count = bounded(o->difference_count, OUTCOME_FINDINGS);
    o->call_count = bounded(o->call_count, OUTCOME_CALLS);
    o->region_count = bounded(o->region_count, OUTCOME_REGIONS);
    for (int i = 0; i < o->found_count; i++) {
        finding_make_safe(&o->found[i]);
    }
    for (int i = 0; i < o->difference_count; i++) {
        finding_make_safe(&o->differences[i]);
    }
    for (int i = 0; i < o->call_count; i++) {
        o->calls[i].call[sizeof o->calls[i].call - 1] = '\0';
        o->calls[i].op[sizeof o->calls[i].op - 1] = '\0';
    }
    o->tail[sizeof o->tail - 1] = '\0';
    o->crash_in[sizeof o->crash_in - 1] = '\0';
    finding_make_safe(&o->end);
}

const finding *outcome_first(const outcome *o, finding_severity severity)
{
    for (int i = 0; i < o->found_count; i++) {
        if (o->found[i].severity == severity) {
            return &o->found[i];
        }
    }
    return NULL;
}

outcome *outcomes_new(int count)
{
    return apart_memory(((size_t)count + 1) * sizeof(outcome));
}

void outcomes_free(outcome *all, int count)
{
    apart_memory_free(all, ((size_t)count + 1) * sizeof(outcome));
}

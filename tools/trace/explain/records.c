/* Is every rank's record there, whole, and of this run? If not, the others are explained as far as they go. */
#include "explain.h"
#include "passes.h"
#include "sites.h"

void pass_records(const load_run *run, finding_list *to)
{
    for (int r = 0; r < run->size; r++) {
        load_state state = run->ranks[r].state;
        finding f;
        if (state != LOAD_WHOLE) {
            finding_start(&f, FINDING_WARNING,
                          state == LOAD_MISSING ? "record_missing"
                          : state == LOAD_CUT   ? "record_cut"
                                                : "record_foreign");
            finding_place_add(&f, r, "", "", 0);
            findings_add(to, &f);
        }
    }
}

bool explain_run(const load_run *run, finding_list *found)
{
    /* pass_luck asks for runs without errors: it comes after all those that find them. */
    static pass *const passes[] = {pass_records,  pass_issues,   pass_collectives, pass_hang,
                                   pass_messages, pass_windows,  pass_files,       pass_races,
                                   pass_luck,     pass_requests, pass_resources,   pass_limits};
    sites_find(run, true);
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++) {
        passes[i](run, found);
    }
    put_causes_first(found);
    return run->size > 0;
}

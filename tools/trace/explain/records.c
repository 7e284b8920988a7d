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
    sites_find(run);
    pass_records(run, found);
    pass_issues(run, found);
    pass_collectives(run, found);
    pass_hang(run, found);
    pass_messages(run, found);
    pass_windows(run, found);
    pass_races(run, found);
    pass_luck(run, found); /* of runs without errors: after all those that find them */
    pass_requests(run, found);
    pass_resources(run, found);
    findings_sort(found);
    return run->size > 0;
}

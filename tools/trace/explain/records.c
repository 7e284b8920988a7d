/* Is every rank's record there, whole, and of this run? If not, the others are explained as far as they go. */
#include "passes.h"

void pass_records(report *to)
{
    for (int r = 0; r < to->run->size; r++) {
        const load_rank *rank = &to->run->ranks[r];
        if (rank->state == LOAD_MISSING) {
            report_add(to, WARNING, "record_missing", r, 0, 0, NULL,
                       "there is no record of {ranks}: was MPI_Init never called there?");
        } else if (rank->state == LOAD_CUT) {
            report_add(to, WARNING, "record_cut", r, 0, 0, NULL,
                       "the record of {ranks} is cut short, and was not used");
        } else if (rank->state != LOAD_WHOLE) {
            report_add(to, WARNING, "record_foreign", r, 0, 0, NULL,
                       "the record of {ranks} is not of this run, and was not used");
        }
    }
}

void passes_run(report *to)
{
    pass_records(to);
    pass_issues(to);
    pass_collectives(to);
    pass_hang(to);
    pass_messages(to);
    pass_windows(to);
    pass_races(to);
    pass_luck(to); /* of runs without errors: after all those that find them */
    pass_requests(to);
    pass_resources(to);
}

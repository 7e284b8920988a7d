#include "judgement.h"
#include <stdlib.h>

void judgement_free(judgement *j)
{
    outcomes_free(j->student_runs, j->planned);
    outcomes_free(j->solution_runs, j->planned);
    free(j->by_case);
    cases_free(&j->cases);
    todos_free(&j->todos);
    build_free(&j->built);
    source_free(&j->student);
    program_free(&j->what);
    free(j->output);
    free(j->further);
    free(j->next);
}

const char *judgement_word(verdict v)
{
    static const char *const words[] = {"PASS", "TODO", "FAIL", "ERROR", "SKIP"};
    return words[v];
}

const char *judgement_link(chain_link link)
{
    static const char *const words[] = {"builds", "runs and ends", "result", "MPI used correctly",
                                        "communication"};
    return words[link];
}

const finding *judgement_reason(const case_judgement *c)
{
    return c->cause.kind[0] != '\0' ? &c->cause : &c->what;
}

verdict judgement_of_link(const judgement *j, chain_link link)
{
    if (j->verdict == VERDICT_PASS) {
        return VERDICT_PASS;
    }
    if (link == j->link) {
        return j->verdict == VERDICT_TODO ? VERDICT_FAIL : j->verdict;
    }
    return link == LINK_BUILDS || link < j->link ? VERDICT_PASS : VERDICT_SKIP;
}

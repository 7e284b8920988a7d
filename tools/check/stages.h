/* The stages of a check, each for all cases of a program, as many at a time as there are cores. */
#ifndef MPILAB_CHECK_STAGES_H
#define MPILAB_CHECK_STAGES_H

#include "judgement.h"
#include "reference.h"
#include "settings.h"

/* Of the solution what is kept, into solution_runs. */
void stages_read_kept(judgement *j, const reference *kept);

/* The student's program, until a run fails (with --all: in all cases), into student_runs. */
void stages_run_student(const settings *how, const char *folder, judgement *j);

/* The solution, in those cases that went well and of which nothing is kept. The case in which it did not end as it
 * should; -1: none. Leaves the cache unsealed. */
int stages_run_solution(const settings *how, const char *folder, reference *kept, judgement *j);

/* The results of the cases that went well, into student_runs. */
void stages_compare(const settings *how, const char *folder, const reference *kept, judgement *j);

/* Sets speed_case and the times. Those of the runs themselves; where the program looks slower than its solution, of
 * two more runs, one after the other, with nothing beside them. */
void stages_compare_speed(const settings *how, judgement *j);

#endif

/* Of a right result: was it communicated as the exercise asks? */
#ifndef MPILAB_CHECK_DEMANDS_H
#define MPILAB_CHECK_DEMANDS_H

#include "cases.h"
#include "outcome.h"

/* Does the student's program make the calls that its facts demand (DEMANDS in program.cmake: a list with '|' between)?
 * Counted are calls in the own files of the program and of its solution, over all ranks. False: one demand is not met;
 * then a finding is in `to`, of kind "call_missing" (values call, why) or "calls_too_many" (call, made, wanted, why). */
bool demands_are_met(const char *demands, const check_case *c, const char *file,
                     const outcome *student, const outcome *solution, finding *to);

/* Does some rank send at least twice what any rank of the solution sends? Then of kind "messages_to_spare" or
 * "bytes_to_spare" (values rank, sent, wanted, case). */
bool demands_spare_messages(const check_case *c, const outcome *student, const outcome *solution,
                            finding *to);

#endif

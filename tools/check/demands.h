/* Of a right result: was it communicated as the exercise asks? */
#ifndef MPILAB_CHECK_DEMANDS_H
#define MPILAB_CHECK_DEMANDS_H

#include "cases.h"
#include "outcome.h"
#include "source.h"

/* Is met what the program's facts demand (DEMANDS in program.cmake, which has the kinds: a list with '|' between)?
 * Counted are calls in the own files of the program and of its solution. False: one demand is not met; then a finding is
 * in `to`, with the values why, and region where it speaks of one:
 *   call_missing      call
 *   call_missing_on   call, ranks.who
 *   call_missing_outside   call
 *   calls_too_many    call, made, wanted
 *   never_completed   call, rank, made, after: how often it calls what completes it
 *   sends_nothing     ranks.who, unless it is all
 *   steps_too_many    made, wanted, size
 *   nothing_under_way ranks.who, what: send or receive
 *   still_under_way   ranks.who
 *   work_missing      ranks.who
 *   work_uneven       rank, made, wanted */
bool demands_are_met(const char *demands, const check_case *c, const char *file,
                     const outcome *student, const outcome *solution, finding *to);

/* Do the ranks make several times as many collective calls as those of the solution? Then of kind
 * "collectives_to_spare" (values call and its line, made and wanted: by each rank, case). */
bool demands_spare_calls(const check_case *c, const char *file, const outcome *student,
                         const outcome *solution, finding *to);

/* Has a receive taken a message of any source, though the file never says MPI_ANY_SOURCE? Then a number has the same
 * value, which is another one with other libraries: of kind "any_source_by_number" (call and its line, rank). */
bool demands_any_source(const source_file *source, const outcome *student, finding *to);

/* Does a rank reduce with an operation with which the solution never calls that function? Then of kind "other_operation"
 * (call and its line, rank, op, wanted). */
bool demands_other_operation(const char *file, const outcome *student, const outcome *solution,
                             finding *to);

/* Does some rank send at least twice what any rank of the solution sends? Then of kind "messages_to_spare" or
 * "bytes_to_spare" (values rank, sent, wanted, case). */
bool demands_spare_messages(const check_case *c, const outcome *student, const outcome *solution,
                            finding *to);

#endif

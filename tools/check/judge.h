/* The chain: from a student's source to a verdict. */
#ifndef MPILAB_CHECK_JUDGE_H
#define MPILAB_CHECK_JUDGE_H

#include "judgement.h"
#include "settings.h"

/* Judges the program with that id: its exercise (is_solution: the solution itself, for those who want to see that it
 * passes), or --file. Interrupted (process_interrupted), it leaves a judgement that nobody should read.
 *
 * False: there is no such program. */
bool judge(const settings *how, const char *id, bool is_solution, judgement *to);

#endif

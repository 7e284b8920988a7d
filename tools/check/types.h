/* What no run can see: memory of one C type that is given to MPI as one of another. Clang knows, where it is there. */
#ifndef MPILAB_CHECK_TYPES_H
#define MPILAB_CHECK_TYPES_H

#include "judgement.h"
#include "settings.h"

/* The first in the student's file, as kind "type_not_of_memory" with the values line, type (of the memory) and wanted
 * (which the datatype stands for). False: there is none, or no clang. */
bool types_find(const settings *how, const judgement *j, finding_severity severity, finding *to);

/* The same of what clang has said. Left out is what does no harm: other signs, const, long long where long is as long;
 * char, which is memory for anything; and structs, whose members may well be what the datatype says. */
bool types_read(const char *says, const source_file *source, finding_severity severity,
                finding *to);

#endif

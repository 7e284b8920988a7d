/* What damages memory, and where: a case that has crashed runs once more, built with AddressSanitizer. */
#ifndef MPILAB_CHECK_MEMORY_H
#define MPILAB_CHECK_MEMORY_H

#include "judgement.h"
#include "settings.h"

/* False: it has found nothing, or cannot be used here. Else a finding as report_find makes it. */
bool memory_find(const settings *how, const judgement *j, int k, const char *folder, finding *to);

#endif

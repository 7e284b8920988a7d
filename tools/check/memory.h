/* What damages memory, and where: a case that has crashed runs once more, built with AddressSanitizer. */
#ifndef MPILAB_CHECK_MEMORY_H
#define MPILAB_CHECK_MEMORY_H

#include "judgement.h"
#include "settings.h"

/* False: it has found nothing, or cannot be used here. Else kind "memory_error" is in `to`: values error
 * ("heap-buffer-overflow"), and where known
 *   access ("writes", "reads"), bytes       what was done
 *   side ("behind", "before", "of")         ... to which end of the block, or to all of it
 *   variable or size                        which block: its name, or how many bytes it has
 *   allocated, freed, declared              the line where that was done
 *   ranks.who, line                         who did it, and where */
bool memory_find(const settings *how, const judgement *j, int k, const char *folder, finding *to);

/* The first error in that report of AddressSanitizer, as above; ranks are left out. False: there is none. */
bool memory_read(const char *report, const source_file *source, finding *to);

#endif

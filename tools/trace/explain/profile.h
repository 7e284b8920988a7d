/* Where the time went, and how often what was called. */
#ifndef MPILAB_EXPLAIN_PROFILE_H
#define MPILAB_EXPLAIN_PROFILE_H

#include "load.h"
#include <stdio.h>

typedef struct {
    uint64_t messages, bytes;
} profile_sent;

/* From where a rank has called what, and how often, as far as its log still has it. */
typedef struct {
    int rank;
    const char *call; /* of the run's records: lives as long as they do */
    char file[256];   /* as the compiler was given it */
    int line;
    unsigned count;
    uint64_t region; /* in which it was called (common/marks.h: the innermost); 0: none */
} profile_site;

/* In which region a rank was at each of the events that its log has, [events + 1], from the first that is there; to be
 * freed. NULL: no memory. */
uint64_t *profile_regions(const load_rank *rank);

/* What a rank has sent; zeros where it has no record. */
profile_sent profile_sent_by(const load_run *run, int rank);

/* Of all ranks, those whose line is known (sites_find). *count of them; free with free(). NULL: none, or no memory. */
profile_site *profile_sites(const load_run *run, size_t *count);

void profile_text(const load_run *run, FILE *to);
void profile_json(const load_run *run, FILE *to);

#endif

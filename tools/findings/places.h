/* The places of a finding, for people: ranks that stood at the same line, doing the same, are one place. */
#ifndef MPILAB_FINDINGS_PLACES_H
#define MPILAB_FINDINGS_PLACES_H

#include "finding.h"

typedef struct {
    int ranks[FINDING_PLACES]; /* [count], as they come */
    int count;
    char names[300];  /* "ranks 0-2 and 5" */
    char doing[128];  /* "in MPI_Recv" */
    const char *file; /* of the finding; "" where the line is not known */
    int line;         /* 0: not known */
} place_group;

/* Returns how many there are. own_file: lines of other files are left out; NULL: all are told. */
int places_group(const finding *f, const char *own_file, place_group groups[FINDING_PLACES]);

#endif

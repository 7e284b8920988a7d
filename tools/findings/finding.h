/* What a tool has found out about a run or a result: data, which words.h makes sentences of. A finding has no
 * pointers, so that it can go from one process to another as it is.
 *
 * Serial; no MPI. */
#ifndef MPILAB_FINDING_H
#define MPILAB_FINDING_H

#include <stdbool.h>
#include <stddef.h>

typedef enum { FINDING_NOTE, FINDING_WARNING, FINDING_ERROR } finding_severity;

enum {
    FINDING_PLACES = 24,   /* places of one finding; further ones are left out */
    FINDING_VALUES = 4096, /* bytes for the names and texts of its values */
    FINDING_PATH = 256,
    FINDING_MOST = 400 /* findings in a list; further ones are counted only */
};

/* What a rank was doing at a place. */
typedef enum {
    PLACE_HERE,     /* in the call, or simply at this line */
    PLACE_COMPUTES, /* in no MPI call */
    PLACE_CRASHED,
    PLACE_EXITED, /* with exit status `status` */
    PLACE_UNKNOWN /* it has left no record */
} finding_doing;

/* Where: a rank, and what is known of the line at which it stood. */
typedef struct {
    int rank; /* -1: no rank in particular */
    finding_doing doing;
    int status;
    char call[64];           /* "MPI_Recv"; "": in no MPI call */
    char file[FINDING_PATH]; /* as the compiler has named it; "": not known */
    int line;                /* from 1; 0: not known */
} finding_place;

typedef struct {
    finding_severity severity;
    char kind[40]; /* a stable word, as in "deadlock" or "remainder_left_out" */
    finding_place places[FINDING_PLACES];
    int place_count;
    int count;                   /* how often the same was found, from 1 */
    char values[FINDING_VALUES]; /* see finding_put */
    size_t values_used;          /* bytes */
} finding;

void finding_start(finding *f, finding_severity severity, const char *kind);

/* Sets the value of that name, as in finding_put(f, "root", "%d", 2). A text without room is cut; control characters
 * become '?'. Names that come more than once are numbered by the caller: "rank.0", "rank.1". */
void finding_put(finding *f, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
const char *finding_get(const finding *f, const char *name);  /* NULL: it has none */
const char *finding_text(const finding *f, const char *name); /* "": it has none */

/* The names of the values, one after the other: of NULL the first; NULL after the last. */
const char *finding_next(const finding *f, const char *name);

/* A list of ranks in rising order as a value: "0-2,5". Very long ones end with ",...". */
void finding_put_ranks(finding *f, const char *name, const int ranks[], int count);

/* Adds a place, unless it is there already. file: NULL or "" where it is not known. */
void finding_place_add(finding *f, int rank, const char *call, const char *file, int line);
void finding_place_copy(finding *f, const finding_place *place); /* of bytes set to 0 at first */

/* Of another process: may be anything. Ends texts, makes them printable, and takes numbers into their bounds. */
void finding_make_safe(finding *f);

typedef struct {
    finding *all; /* [count] */
    int count, dropped;
} finding_list;

bool findings_start(finding_list *list); /* false: no memory */
void findings_free(finding_list *list);

/* A copy of it, or NULL where it was merged into an equal one (kind, severity and values; its places are added), or
 * where there was no room. */
finding *findings_add(finding_list *list, const finding *f);

bool findings_have(const finding_list *list, const char *kind);
int findings_count(const finding_list *list, finding_severity at_least);
void findings_sort(finding_list *list); /* the worst first; among equals the order stays */

const char *finding_severity_name(finding_severity severity); /* "error", "warning", "note" */

#endif

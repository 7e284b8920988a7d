/* All records of a run, copied into memory and checked: whatever the files hold, no count, index or text
 * below can lead outside of its array. */
#ifndef MPILAB_EXPLAIN_LOAD_H
#define MPILAB_EXPLAIN_LOAD_H

#include "tools/trace/mpi_facts.h"
#include "tools/trace/format.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LOAD_MOST_RANKS = 65536 };

typedef enum {
    LOAD_MISSING, /* no file: the rank never called MPI, or its file is gone */
    LOAD_WHOLE,
    LOAD_CUT,     /* shorter than it says */
    LOAD_FOREIGN, /* of another run, another version, or no record at all */
    LOAD_BUSY     /* of a live rank: changes all the time */
} load_state;

/* One section. Of a ring: from the oldest that is there to the newest, `first` the number of the oldest. */
typedef struct {
    void *entries;
    size_t count;
    uint64_t first, total, lost; /* total: ever written; lost: those without room */
} load_section;

typedef struct {
    load_state state;
    trace_header header;
    load_section sections[TRACE_SECTIONS];
} load_rank;

/* The line of the program's own source file that a rank stands in, where that has called a function of common/. */
typedef struct {
    char file[256];    /* as the compiler was given it */
    int line;          /* 0: not known */
    char function[64]; /* that is called there; "": not known */
} load_own_place;

typedef struct {
    int size; /* ranks; 0: nothing could be read */
    uint64_t run;
    load_rank *ranks;
    bool is_whole;             /* every rank's record is there */
    bool hung;                 /* the run was ended because of a deadlock, */
    bool timed_out;            /* ... or at the time limit */
    int exit_status;           /* of the launcher; -1: not known */
    const load_own_place *own; /* [size], the caller's, or NULL: for what is said of a hang */
} load_run;

/* What the record of one rank says now of itself; false: there is none, or none that makes sense. */
bool load_header(const char *directory, int rank, trace_header *to);

/* Sets run->size to 0 where there is no record at all. False: no memory. */
bool load_all(load_run *run, const char *directory, uint64_t run_id, bool is_live);
void load_free(load_run *run);

/* The parts of a rank as arrays, for (size_t i = 0; i < COUNT(r, SENDS); i++) ... SENDS(r)[i] */
#define LOAD_COUNT(r, NAME) ((r)->sections[TRACE_SECTION_##NAME].count)
#define LOAD_CALLS(r)       ((const trace_call *)(r)->sections[TRACE_SECTION_CALLS].entries)
#define LOAD_MODULES(r)     ((const trace_module *)(r)->sections[TRACE_SECTION_MODULES].entries)
#define LOAD_TEXTS(r)       ((const trace_text *)(r)->sections[TRACE_SECTION_TEXTS].entries)
#define LOAD_STACK(r)       ((const uint64_t *)(r)->sections[TRACE_SECTION_STACK].entries)
#define LOAD_COMMS(r)       ((const trace_comm *)(r)->sections[TRACE_SECTION_COMMS].entries)
#define LOAD_MEMBERS(r)     ((const int32_t *)(r)->sections[TRACE_SECTION_MEMBERS].entries)
#define LOAD_OPERATIONS(r)                                                                         \
    ((const trace_operation *)(r)->sections[TRACE_SECTION_OPERATIONS].entries)
#define LOAD_SENDS(r)    ((const trace_message *)(r)->sections[TRACE_SECTION_SENDS].entries)
#define LOAD_RECEIVES(r) ((const trace_message *)(r)->sections[TRACE_SECTION_RECEIVES].entries)
#define LOAD_COLLECTIVES(r)                                                                        \
    ((const trace_collective *)(r)->sections[TRACE_SECTION_COLLECTIVES].entries)
#define LOAD_CHANNELS(r)  ((const trace_channel *)(r)->sections[TRACE_SECTION_CHANNELS].entries)
#define LOAD_PEERS(r)     ((const trace_peer *)(r)->sections[TRACE_SECTION_PEERS].entries)
#define LOAD_RESOURCES(r) ((const trace_resource *)(r)->sections[TRACE_SECTION_RESOURCES].entries)
#define LOAD_ISSUES(r)    ((const trace_issue *)(r)->sections[TRACE_SECTION_ISSUES].entries)
#define LOAD_ACCESSES(r)  ((const trace_access *)(r)->sections[TRACE_SECTION_ACCESSES].entries)
#define LOAD_EVENTS(r)    ((const trace_event *)(r)->sections[TRACE_SECTION_EVENTS].entries)

/* "MPI_Send"; never NULL. */
const char *load_call(const load_rank *rank, unsigned call);
bool load_call_is(const load_rank *rank, unsigned call, const char *name);
/* Has it one of these enum mpi_facts_flags? */
bool load_call_has(const load_rank *rank, unsigned call, unsigned flags);

const trace_comm *load_comm(const load_rank *rank, uint64_t id); /* NULL: not on this rank */

/* What a list of counts of a collective call says of a member; false: it was not kept. */
bool load_count(const load_rank *rank, uint64_t list, uint64_t length, uint64_t index,
                uint64_t *elements);

/* World ranks of the members: of the own group, or of the other one of an intercommunicator. NULL and 0
 * where they are not known. */
const int32_t *load_members(const load_rank *rank, const trace_comm *comm, size_t *count);
const int32_t *load_partners(const load_rank *rank, const trace_comm *comm, size_t *count);

/* Did all ranks come to MPI_Finalize, and are all records there? Did this one? */
bool load_all_finalized(const load_run *run);
bool load_reached_end(const load_rank *rank);

/* Is everything that moves messages known, on all ranks? If not, nothing can be said about what is missing. */
bool load_is_complete(const load_run *run);

#endif

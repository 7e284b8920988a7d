/* What a wrapper begins and ends with. A wrapper around an MPI function has always the same shape:
 *
 *     int MPI_Recv(...)
 *     {
 *         frame f;
 *         if (!enter(&f, CALL_MPI_Recv, SITE)) {
 *             return PMPI_Recv(...);          // not recorded: called from inside another MPI call
 *         }
 *         ...                                 // what is about to happen
 *         go(&f, TRACE_WAIT_ALL);
 *         int code = PMPI_Recv(...);
 *         back(&f);
 *         ...                                 // what has happened
 *         return leave(&f, code);
 *     }
 *
 * From enter to go, and from back to leave, the record is being changed and belongs to this thread; in
 * between it is whole. Nothing here allocates MPI objects, sends messages or prints.
 */
#ifndef MPILAB_RECORD_H
#define MPILAB_RECORD_H

#include "issues.h"
#include <mpi.h>

extern bool synchronous_wanted;

bool begin_call(frame *f, int call, uint64_t site);

/* Of ends only: where MPI begins and ends, and objects are made that have handlers for errors of their own. */
static inline bool enter(frame *f, int call, uint64_t site)
{
    bool is_of_ends = call == CALL_MPI_Init || call == CALL_MPI_Init_thread ||
                      call == CALL_MPI_Finalize || call == CALL_MPI_Abort ||
                      call == CALL_MPI_Win_create || call == CALL_MPI_Win_create_dynamic ||
                      call == CALL_MPI_Win_allocate || call == CALL_MPI_Win_allocate_shared;
    return (is_of_ends || !ends_only) && begin_call(f, call, site);
}

void go(frame *f, int wait);
void back(frame *f);
void threads_begin(const frame *f); /* this thread has called MPI_Init */
int leave(frame *f, int code);
int leave_poll(frame *f, int code, bool found); /* a call that only asks */
void leave_quietly(frame *f);                   /* one that returns no code */
void mark(int level, uint64_t name);            /* MPI_Pcontrol as in common/marks.h */

/* A wrapper in short: what to do before and, if it went well, after. */
#define WRAP(Name, PARAMETERS, ARGUMENTS, WAIT, BEFORE, AFTER)                                     \
    int MPI_##Name PARAMETERS                                                                      \
    {                                                                                              \
        frame f;                                                                                   \
        if (!enter(&f, CALL_MPI_##Name, SITE)) {                                                   \
            return PMPI_##Name ARGUMENTS;                                                          \
        }                                                                                          \
        BEFORE;                                                                                    \
        go(&f, WAIT);                                                                              \
        int code = PMPI_##Name ARGUMENTS;                                                          \
        back(&f);                                                                                  \
        if (code == MPI_SUCCESS) {                                                                 \
            AFTER;                                                                                 \
        }                                                                                          \
        return leave(&f, code);                                                                    \
    }

#endif

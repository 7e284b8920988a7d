/* Shared by the results_*.c files only. */
#ifndef MPILAB_RESULTS_INTERNAL_H
#define MPILAB_RESULTS_INTERNAL_H

#include "common/results.h"
#include <limits.h>
#include <stdbool.h>

enum { RESULTS_METADATA_BYTES = 64 * 1024 }; /* what a small file takes, with room to spare */

struct results {
    MPI_Comm comm; /* a duplicate of the program's, so that its messages cannot match ours */
    int rank, size;
    hid_t file;
    char path[PATH_MAX];    /* the final name */
    char partial[PATH_MAX]; /* the name until it is complete */
    int64_t bytes;          /* about how much has been written; rather too much than too little */
    int lock;               /* rank 0: descriptor that holds the lock on `partial`; else -1 */
    int keyval;             /* of the attribute by which MPI_Finalize asks about the file */
    bool closed;
};

/* results_place.c, rank 0 only: is there a place for `bytes` at path? Returns the locked descriptor
 * of the partial file, or -1 with the reason in why. */
int results_take_place(const char *path, const char *partial, int64_t bytes, char *why, int size);

/* results_place.c, rank 0 only: reserves `bytes` of disk space at `offset` of the file, without
 * changing what is in the file. False, with errno set, if the disk or the quota does not have them;
 * true if the file system cannot tell. */
bool results_reserve(int descriptor, int64_t offset, int64_t bytes);

/* results.c: goes on if `failed` is false on all ranks, else removes the unfinished file and ends
 * the run with one line that says so and gives the reason. Collective. */
void results_stop_if(results *file, bool failed, const char *doing);

/* The same where the reason is not HDF5's but in errno. */
void results_stop_without_space(results *file, bool failed, const char *doing);

/* results.c: reserves space for all that has been written so far, for `bytes` more, and for what
 * HDF5 adds to describe them; if the disk does not have it, ends the run as above. Call it before
 * the metadata grows: MPI libraries do not report every failed write, or only on some ranks.
 * Collective. */
void results_stop_unless_room_for(results *file, int64_t bytes, const char *doing);

/* results_write.c: a new dataset of this shape, with the groups in its path. */
hid_t results_new_dataset(results *file, const char *name, hid_t type, hid_t space, bool zero);

#endif

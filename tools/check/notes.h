/* What the ranks of a run have noted about their end (witness.c has the format). */
#ifndef MPILAB_CHECK_NOTES_H
#define MPILAB_CHECK_NOTES_H

#include <stdbool.h>
#include <stdint.h>

enum { NOTES_MOST_RANKS = 1024, NOTES_FRAMES = 64 };

typedef enum { NOTE_NONE, NOTE_CRASH, NOTE_ERROR, NOTE_ABORT, NOTE_WAITS, NOTE_EXIT } note_event;

typedef struct {
    note_event event;
    long long time;  /* milliseconds */
    char detail[64]; /* the signal, the error class, the exit status */
    char text[512];  /* of an error; of an exit where it stood to MPI: "inside"... */
    char call[64];   /* the MPI function that the program had called; "" */
    uint64_t
        frames[NOTES_FRAMES]; /* [frame_count] offsets in the executable, the innermost first */
    int frame_count;
    int line; /* of the student's file, of the innermost frame there; 0: not known */
} rank_note;

typedef struct {
    rank_note *ranks; /* [size] */
    int size;
} run_notes;

/* Reads FOLDER/rank-0, rank-1, ... and finds the lines of frames in that source file. */
void notes_read(const char *folder, const char *executable, const char *source_path, run_notes *to);
void notes_free(run_notes *notes);

/* Is it the launcher that the time went to? A rank stands in MPI_Init, or all have ended with 0 and outside of MPI. */
bool notes_launcher_is_slow(const run_notes *notes, int ranks);

#endif

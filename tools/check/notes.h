/* What the records of a run say of the end of its ranks (tools/trace/format.h). */
#ifndef MPILAB_CHECK_NOTES_H
#define MPILAB_CHECK_NOTES_H

#ifdef MPILAB_TRACER
#include "tools/trace/explain/load.h"
#endif
#include <stdbool.h>

enum { NOTES_MOST_RANKS = 1024 };

typedef enum { NOTE_NONE, NOTE_CRASH, NOTE_ERROR, NOTE_ABORT, NOTE_WAITS, NOTE_EXIT } note_event;

typedef struct {
    note_event event;
    long long time;  /* milliseconds */
    char detail[64]; /* the signal, the error class, the exit status */
    char text[512];  /* of an error; of an exit where it stood to MPI: "inside"... */
    char call[64];   /* the MPI function that the program had called; "" */
    int line;        /* of the student's file, of the innermost call there; 0: not known */
} rank_note;

typedef struct {
    rank_note *ranks; /* [size] */
    int size;
} run_notes;

/* Reads FOLDER/rank-0, rank-1, ... and finds the lines in that source file. */
void notes_read(const char *folder, const char *source_path, run_notes *to);
#ifdef MPILAB_TRACER
void notes_take(const load_run *run, const char *source_path, run_notes *to);
#endif
void notes_free(run_notes *notes);

/* Is it the launcher that the time went to? A rank stands in MPI_Init, or all have ended with 0 and outside of MPI. */
bool notes_launcher_is_slow(const run_notes *notes, int ranks);

#endif

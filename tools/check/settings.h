/* What one call of check is to do, and where. Set once, by main.c; read by all. */
#ifndef MPILAB_CHECK_SETTINGS_H
#define MPILAB_CHECK_SETTINGS_H

#include <stdbool.h>

typedef struct {
    /* of the checkout: its top, build/PRESET, and the place for what is remembered of a student */
    const char *root, *build, *preset, *state;
    const char *work;   /* a folder of our own, for all that is written during a check */
    char *mpi;          /* "Open MPI v4.1.4, ..." */
    const char *file;   /* --file, or NULL */
    const char *inside; /* --inside: starts what is a student's in a sandbox; NULL: nothing does */
    const char *ranks;  /* --ranks, as in "1,2,4", or NULL */
    int time_limit;     /* --time-limit in seconds; 0: not given */
    bool all;           /* --all */
    bool is_on_nodes;   /* tools/launch starts runs on the nodes of a job, */
    int start_seconds;  /* ... which may take as long each time, beside the limit, */
    bool is_recorded;   /* ... runs are recorded (tools/trace) */
    bool is_handout;    /* results are kept in ROOT/kept: there are no solutions */
    bool is_terminal;   /* stderr is one: show what is being done there */
    bool has_colour;    /* in the report on stdout */
    bool says_what_it_does; /* a line on stderr for each program */
    int columns, cores;
    int at_once; /* runs, of different cases */
} settings;

#endif

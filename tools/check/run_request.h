/* What is to be run, and where. */
#ifndef MPILAB_CHECK_RUN_REQUEST_H
#define MPILAB_CHECK_RUN_REQUEST_H

#include "cases.h"
#include "source.h"

typedef struct {
    const char *executable;
    const char *name; /* how lines begin in which the program says why it stops */
    const check_case *what;
    const char *folder;         /* made for it; the result will be folder/fresh/result.h5 */
    const source_file *student; /* whose lines are told; NULL: not a student's program */
    const char *own_file; /* the base name of its own source file, as calls are counted there */
    bool is_solution;     /* ours, so that it needs no sandbox */
    int limit;            /* seconds */
    bool
        is_last_try; /* with more time: before there was too little, through no fault of the program's */
} run_request;

#endif

/* The result files of a scaling study, as a table with one row for each number of ranks. */
#ifndef MPILAB_RUNS_H
#define MPILAB_RUNS_H

#include <stddef.h>

/* Where the time of the slowest rank goes; means over the ranks, in seconds. The parts add up to `total`. */
typedef struct {
    double total;         /* of the rank that took longest */
    double compute;       /* regions whose names begin with "compute" */
    double communication; /* ... with "communication" */
    double io;            /* ... with "input" or "output" */
    double imbalance;     /* longest compute / mean compute, a ratio; 1 if there is none */
} run_times;

typedef struct {
    int ranks;
    int count;          /* runs at this number of ranks */
    double *seconds;    /* [count], `total` of each, in the order of the files */
    run_times median;   /* of the runs, each figure by itself */
    double least, most; /* of `seconds` */
} scale_row;

typedef struct {
    char program[100], variant[100], created[40], mpi_library[200];
    int n;
    scale_row *rows; /* [n], in order of the ranks */
} scale_runs;

enum { RUNS_WHY = 700 };

/* Reads all files[n > 0]. False with the reason, and the name of the file, in why[RUNS_WHY]. */
_Bool runs_read(char *const files[], int n, scale_runs *runs, char why[]);
void runs_free(scale_runs *runs);

/* On how many hosts the ranks of a result file were; 0: it does not say. */
int runs_hosts(const char *path);

#endif

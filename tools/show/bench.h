/* The file of ./lab bench: ratios, each with a key, a text, a median and its quartiles. */
#ifndef MPILAB_BENCH_H
#define MPILAB_BENCH_H

#include "tools/result_file/read.h"

typedef struct {
    size_t count;
    size_t key_size, text_size;  /* bytes of one, with the '\0' */
    char *key, *text;            /* [count] */
    double *median, *low, *high; /* [count] */
} bench_ratios;

/* Is there a group of ratios in the file? */
bool bench_is_in(hid_t file);

/* False if it is not as it should be. Free in both cases. */
bool bench_read(hid_t file, bench_ratios *ratios);
void bench_free(bench_ratios *ratios);

/* A table on stdout. */
void bench_print(hid_t file, const char *path, const bench_ratios *ratios);

/* The data of its plot; false if it cannot be written. */
bool bench_plot(hid_t file, const bench_ratios *ratios, const char *folder);

#endif

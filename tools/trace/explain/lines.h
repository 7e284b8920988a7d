/* Offsets in a program or a library to lines of its source. */
#ifndef MPILAB_EXPLAIN_LINES_H
#define MPILAB_EXPLAIN_LINES_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    char file[256]; /* as the compiler was given it; "": not known */
    int line;
} source_line;

/* By one run of addr2line. Where nothing is known, or there is no addr2line, `to` keeps what it has. */
void lines_find(const char *path, const uint64_t offsets[], size_t count, source_line to[]);

#endif

/* Which program this is, and whether exercise or solution: set by the build for each executable. */
#ifndef MPILAB_PROGRAM_H
#define MPILAB_PROGRAM_H

extern const char program_name[];    /* as in "mandelbrot" */
extern const char program_variant[]; /* "exercise" or "solution" */

#endif

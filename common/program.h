/* The program's name, and whether it is the exercise or the solution; the build sets both. */
#ifndef MPILAB_PROGRAM_H
#define MPILAB_PROGRAM_H

extern const char program_name[];    /* as in "mandelbrot" */
extern const char program_variant[]; /* "exercise" or "solution" */

#endif

/* A PNG file that appears under its name when it is complete, or not at all. */
#ifndef MPILAB_PNGFILE_H
#define MPILAB_PNGFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct pngfile pngfile;

/* False where `show` was built without libpng: pngfile_create then always fails. */
extern const bool pngfile_available;

/* Begins a picture with 8 bits for each of red, green and blue. NULL with the reason in why. */
pngfile *pngfile_create(const char *path, const int size[2], char why[], size_t why_size);

/* The next row, size[0] * 3 bytes. An error is kept for pngfile_close. file: a pngfile * (void *, so
 * that it can be the output of shrink). */
void pngfile_row(void *file, const uint8_t rgb[]);

/* Gives the file its name; keep false: drops it. False with the reason in why if that failed. Frees
 * file. */
bool pngfile_close(pngfile *file, bool keep, char why[], size_t why_size);

#endif

#include "pngfile.h"
#include <stdio.h>

#ifndef HAVE_PNG

const bool pngfile_available = false;

pngfile *pngfile_create(const char *path, const int size[2], char why[], size_t why_size)
{
    (void)size;
    snprintf(why, why_size,
             "cannot write %s: built without libpng (install libpng-dev and build again)", path);
    return NULL;
}

void pngfile_row(void *file, const uint8_t rgb[])
{
    (void)file, (void)rgb;
}

bool pngfile_close(pngfile *file, bool keep, char why[], size_t why_size)
{
    (void)file, (void)keep, (void)why, (void)why_size;
    return false;
}

#else

#include <errno.h>
#include <limits.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const bool pngfile_available = true;

struct pngfile {
    char path[PATH_MAX];      /* the final name */
    char temporary[PATH_MAX]; /* the name until it is complete */
    FILE *stream;
    png_structp png;
    png_infop info;
    int error; /* errno of the first failure; 0 */
};

/* libpng's way to report: it must not return. */
static void fail(png_structp png, png_const_charp message)
{
    pngfile *file = png_get_error_ptr(png);
    (void)message;
    file->error = errno != 0 ? errno : EIO;
    longjmp(png_jmpbuf(png), 1);
}

static void ignore(png_structp png, png_const_charp message)
{
    (void)png, (void)message;
}

static void explain(const char *path, int error, char why[], size_t why_size)
{
    snprintf(why, why_size, "cannot write %s: %s (choose another place with --png FILE)", path,
             strerror(error));
}

/* A new file beside the final one: only within a directory can a rename be atomic. False with errno
 * set where that cannot be. */
static bool open_temporary(pngfile *file, const char *path)
{
    snprintf(file->path, sizeof file->path, "%s", path);
    snprintf(file->temporary, sizeof file->temporary, "%.*s.XXXXXX", PATH_MAX - 8, path);
    int descriptor = mkstemp(file->temporary);
    if (descriptor < 0) {
        return false;
    }
    mode_t mask = umask(0);
    umask(mask);
    fchmod(descriptor, 0666 & ~mask); /* mkstemp's files are for their owner only */
    file->stream = fdopen(descriptor, "wb");
    return file->stream != NULL;
}

static void begin(pngfile *file, const int size[2])
{
    if (setjmp(png_jmpbuf(file->png)) != 0) {
        return;
    }
    png_init_io(file->png, file->stream);
    png_set_IHDR(file->png, file->info, (png_uint_32)size[0], (png_uint_32)size[1], 8,
                 PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_filter(file->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_write_info(file->png, file->info);
}

pngfile *pngfile_create(const char *path, const int size[2], char why[], size_t why_size)
{
    pngfile *file = calloc(1, sizeof *file);
    if (file == NULL || !open_temporary(file, path)) {
        explain(path, errno, why, why_size);
        free(file);
        return NULL;
    }
    file->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, file, fail, ignore);
    file->info = file->png != NULL ? png_create_info_struct(file->png) : NULL;
    if (file->info == NULL) {
        file->error = ENOMEM;
    } else {
        begin(file, size);
    }
    return file;
}

void pngfile_row(void *to, const uint8_t rgb[])
{
    pngfile *file = to;
    if (file->error != 0 || setjmp(png_jmpbuf(file->png)) != 0) {
        return;
    }
    errno = 0;
    png_write_row(file->png, rgb);
}

static void end(pngfile *file)
{
    if (setjmp(png_jmpbuf(file->png)) == 0) {
        errno = 0;
        png_write_end(file->png, NULL);
    }
}

bool pngfile_close(pngfile *file, bool keep, char why[], size_t why_size)
{
    if (keep && file->error == 0) {
        end(file);
    }
    png_destroy_write_struct(&file->png, &file->info);
    if (fclose(file->stream) != 0 && file->error == 0) {
        file->error = errno;
    }
    if (keep && file->error == 0 && rename(file->temporary, file->path) != 0) {
        file->error = errno;
    }
    bool done = keep && file->error == 0;
    if (!done) {
        unlink(file->temporary);
        explain(file->path, file->error, why, why_size);
    }
    free(file);
    return done;
}

#endif

#include "common/parts/idx.h"
#include <stdio.h>

#ifdef HAVE_ZLIB
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <zlib.h>

enum { MAX_DIMENSIONS = 4, BYTES = 8 };

/* An open file. */
typedef struct {
    gzFile file;
    const char *path;
    int64_t items, item_size; /* the first dimension; the product of the others */
    char *why;
    size_t size;
} reader;

static bool refuse(const reader *r, const char *reason)
{
    snprintf(r->why, r->size, "cannot read %s: %s", r->path, reason);
    return false;
}

/* Reads `bytes` bytes into `to`, or reads over them where that is NULL. */
static bool take(const reader *r, uint8_t *to, int64_t bytes)
{
    uint8_t skipped[16384];
    while (bytes > 0) {
        int64_t most = to != NULL ? INT_MAX / 2 : (int64_t)sizeof skipped;
        int part = (int)(bytes < most ? bytes : most);
        int got = gzread(r->file, to != NULL ? to : skipped, (unsigned)part);
        if (got < part) {
            int code;
            const char *text = gzerror(r->file, &code);
            bool damaged = code == Z_DATA_ERROR || code == Z_STREAM_ERROR;
            return refuse(r, code == Z_ERRNO ? strerror(errno)
                             : damaged       ? "it is damaged (it cannot be unpacked)"
                             : code == Z_OK || code == Z_BUF_ERROR ? "it is truncated"
                                                                   : text);
        }
        to = to != NULL ? to + part : NULL;
        bytes -= part;
    }
    return true;
}

/* Nothing comes after the last item, and gzip's checksum is right. */
static bool at_end(const reader *r)
{
    uint8_t more;
    int got = gzread(r->file, &more, 1), code = Z_OK;
    gzerror(r->file, &code);
    if (got > 0) {
        return refuse(r, "it is longer than its header says");
    }
    return got == 0 && code != Z_BUF_ERROR ? true : refuse(r, "it is damaged (wrong checksum)");
}

static bool read_header(reader *r, int dimensions, int64_t shape[])
{
    uint8_t header[4 + 4 * MAX_DIMENSIONS];
    char text[128];
    if (!take(r, header, 4)) {
        return false;
    }
    if (header[0] != 0 || header[1] != 0 || header[2] != BYTES) {
        return refuse(r, "it is no IDX file of bytes");
    }
    if (header[3] != dimensions) {
        snprintf(text, sizeof text, "it has %d dimensions instead of %d", header[3], dimensions);
        return refuse(r, text);
    }
    if (!take(r, header + 4, (int64_t)4 * dimensions)) {
        return false;
    }
    r->item_size = 1;
    for (int d = 0; d < dimensions; d++) {
        const uint8_t *b = header + 4 + 4 * d;
        shape[d] = (int64_t)b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3];
        if (d > 0 && shape[d] > 0 && r->item_size > INT_MAX / shape[d]) {
            return refuse(r, "it has items of more than 2 GiB");
        }
        r->item_size *= d > 0 ? shape[d] : 1;
    }
    r->items = shape[0];
    return true;
}

static bool open_reader(reader *r, const char *path, int dimensions, int64_t shape[], char *why,
                        size_t size)
{
    *r = (reader){.path = path, .why = why, .size = size};
    errno = 0;
    r->file = gzopen(path, "rb");
    if (r->file == NULL) {
        return refuse(r, errno != 0 ? strerror(errno) : "no memory left");
    }
    gzbuffer(r->file, 1 << 17);
    if (read_header(r, dimensions, shape)) {
        return true;
    }
    gzclose(r->file);
    return false;
}

bool idx_shape(const char *path, int dimensions, int64_t shape[], char *why, size_t size)
{
    reader r;
    if (!open_reader(&r, path, dimensions, shape, why, size)) {
        return false;
    }
    gzclose(r.file);
    return true;
}

bool idx_read(const char *path, int dimensions, int64_t first, int64_t count, uint8_t bytes[],
              char *why, size_t size)
{
    reader r;
    int64_t shape[MAX_DIMENSIONS];
    if (!open_reader(&r, path, dimensions, shape, why, size)) {
        return false;
    }
    bool good = first + count <= r.items || refuse(&r, "it has too few items");
    good = good && take(&r, NULL, first * r.item_size) && take(&r, bytes, count * r.item_size);
    good = good && (first + count < r.items || at_end(&r));
    gzclose(r.file);
    return good;
}

#else

static bool no_zlib(const char *path, char *why, size_t size)
{
    snprintf(why, size,
             "cannot read %s: mpilab was built without zlib (Debian, Ubuntu: zlib1g-dev)", path);
    return false;
}

bool idx_shape(const char *path, int dimensions, int64_t shape[], char *why, size_t size)
{
    for (int d = 0; d < dimensions; d++) {
        shape[d] = 0;
    }
    return no_zlib(path, why, size);
}

bool idx_read(const char *path, int dimensions, int64_t first, int64_t count, uint8_t bytes[],
              char *why, size_t size)
{
    if (dimensions > 0 && first + count > 0 && bytes != NULL) {
        bytes[0] = 0;
    }
    return no_zlib(path, why, size);
}

#endif

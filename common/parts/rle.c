#include "common/parts/rle.h"
#include "common/memory.h"
#include "common/parts/digits.h"
#include "common/stop.h"
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHY = 200, MOST_BYTES = 1 << 22 };

/* Remembers what is wrong. Returns false. */
#define wrong(...) (snprintf(why, size, __VA_ARGS__), false)

static const char *next_line(const char *text)
{
    text += strcspn(text, "\n");
    return *text == '\n' ? text + 1 : text;
}

/* "x = 3, y = 3", after the lines with '#'. Sets *text to what follows. */
static bool read_header(const char **text, rle *pattern, char *why, size_t size)
{
    char rule[32] = "B3/S23";
    while (**text == '#' || **text == '\n' || **text == '\r') {
        *text = next_line(*text);
    }
    int found = sscanf(*text, "x = %d , y = %d , rule = %31[^ \r\n]", &pattern->width,
                       &pattern->height, rule);
    if (found < 2) {
        return wrong("no line 'x = COLUMNS, y = ROWS' after the comments");
    }
    if (pattern->width < 1 || pattern->height < 1 || pattern->width > RLE_MOST ||
        pattern->height > RLE_MOST) {
        return wrong("%d x %d cells, but 1 to %d to a side are possible", pattern->width,
                     pattern->height, RLE_MOST);
    }
    if (strcmp(rule, "B3/S23") != 0 && strcmp(rule, "b3/s23") != 0 && strcmp(rule, "23/3") != 0) {
        return wrong("its rule is %s, not that of the Game of Life, B3/S23", rule);
    }
    *text = next_line(*text);
    return true;
}

static bool read_cells(const char *text, rle *pattern, char *why, size_t size)
{
    int x = 0, y = 0, count = 0;
    for (; *text != '!'; text++) {
        if (*text == '\0') {
            return wrong("cut off: there is no '!' at the end");
        }
        if (isspace((unsigned char)*text)) {
            continue;
        }
        if (isdigit((unsigned char)*text)) {
            count = 10 * count + (*text - '0');
            if (count > RLE_MOST) {
                return wrong("row %d: a run of more than %d cells", y, RLE_MOST);
            }
            continue;
        }
        int run = count > 0 ? count : 1;
        count = 0;
        if (*text == '$') {
            x = 0;
            y += run;
        } else if (*text != 'b' && *text != 'o') {
            return wrong("row %d: '%c' is none of b, o, $ and !", y,
                         isprint((unsigned char)*text) ? *text : '?');
        } else if (y >= pattern->height || run > pattern->width - x) {
            return wrong("row %d: more cells than %d x %d", y, pattern->width, pattern->height);
        } else {
            memset(pattern->cells + y * pattern->width + x, *text == 'o', (size_t)run);
            x += run;
        }
    }
    return true;
}

bool rle_parse(const char *text, rle *pattern, char *why, size_t size)
{
    *pattern = (rle){0, 0, NULL};
    if (!read_header(&text, pattern, why, size)) {
        return false;
    }
    pattern->cells = memory_allocate((int64_t)pattern->width * pattern->height, 1);
    if (!read_cells(text, pattern, why, size)) {
        rle_free(pattern);
        return false;
    }
    return true;
}

static bool read_file(const char *path, rle *pattern, char *why, size_t size)
{
    FILE *file = fopen(path, "r");
    char *text = memory_allocate(MOST_BYTES + 1, 1);
    errno = 0;
    size_t bytes = file != NULL ? fread(text, 1, MOST_BYTES, file) : 0;
    bool read = file != NULL && !ferror(file);
    if (!read) {
        snprintf(why, size, "%s",
                 file == NULL ? "there is no such file (a file, or the name of one in data/)"
                              : strerror(errno));
    } else if (strlen(text) < bytes || bytes == MOST_BYTES) {
        read = wrong("%s", bytes == MOST_BYTES ? "it is too long" : "it is no text");
    }
    read = read && rle_parse(text, pattern, why, size);
    free(text);
    if (file != NULL) {
        fclose(file);
    }
    return read;
}

/* "glider" stands for data/glider.rle, which is beside the digits. */
static void find_file(const char *name, char path[], size_t size)
{
    const char *digits = digits_file();
    if (strpbrk(name, "/.") != NULL) {
        snprintf(path, size, "%s", name);
    } else {
        snprintf(path, size, "%.*s/%s.rle", (int)(strrchr(digits, '/') - digits), digits, name);
    }
}

rle rle_load(const char *name, int height, int width, MPI_Comm comm)
{
    char path[4500], why[WHY] = "";
    rle pattern = {0, 0, NULL};
    int rank;
    MPI_Comm_rank(comm, &rank);
    find_file(name, path, sizeof path);
    bool failed = rank == 0 && !read_file(path, &pattern, why, sizeof why);
    stop_together(comm, failed, STOP_FAILURE, "cannot read %s: %s", path, why);
    stop_together(comm, pattern.height > height || pattern.width > width, STOP_FAILURE,
                  "%s has %d x %d cells, the field only %d x %d", path, pattern.width,
                  pattern.height, width, height);
    int shape[2] = {pattern.width, pattern.height};
    MPI_Bcast(shape, 2, MPI_INT, 0, comm);
    if (rank != 0) {
        pattern = (rle){shape[0], shape[1], memory_allocate((int64_t)shape[0] * shape[1], 1)};
    }
    MPI_Bcast(pattern.cells, shape[0] * shape[1], MPI_BYTE, 0, comm);
    return pattern;
}

void rle_free(rle *pattern)
{
    free(pattern->cells);
    *pattern = (rle){0, 0, NULL};
}

#include "sections.h"
#include "tools/trace/layout.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

trace_header *record;

static char path[PATH_MAX + 32];
bool ends_only;
static uint64_t reserved[TRACE_SECTIONS]; /* entries */

enum { STEPS = 16 };

/* To touch memory that cannot be had would be a SIGBUS. So it is reserved before: of these sections, step by step. */
static bool reserve(int file, const trace_section *s, int which)
{
    uint64_t from = reserved[which], more = (layout_plan[which].flags & LAYOUT_FILLS) != 0
                                                ? s->capacity / STEPS + 1
                                                : s->capacity;
    more = more < s->capacity - from ? more : s->capacity - from;
    if (posix_fallocate(file, (off_t)(s->offset + from * s->entry_size),
                        (off_t)(more * s->entry_size)) != 0) {
        return false;
    }
    reserved[which] = from + more;
    return true;
}

static bool reserve_all(int file, const trace_section sections[], uint64_t bytes)
{
    bool good =
        ftruncate(file, (off_t)bytes) == 0 && posix_fallocate(file, 0, TRACE_HEADER_SIZE) == 0;
    for (int i = 0; good && i < TRACE_SECTIONS; i++) {
        reserved[i] = 0;
        good = reserve(file, &sections[i], i);
    }
    return good;
}

/* Of a record of ends only: a file anywhere, which is written by sections_save. */
static void *make_light(int file, trace_section sections[], int size, uint64_t *bytes)
{
    *bytes = layout_make(sections, size, CALL_COUNT + TRACE_OUTER_CALLS, LAYOUT_LIGHT);
    for (int i = 0; i < TRACE_SECTIONS; i++) {
        reserved[i] = sections[i].capacity;
    }
    return ftruncate(file, (off_t)*bytes) != 0
               ? MAP_FAILED
               : mmap(NULL, *bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

bool sections_open(const char *directory, int rank, int size)
{
    trace_section sections[TRACE_SECTIONS];
    snprintf(path, sizeof path, "%s/rank-%d", directory, rank);
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    void *memory = MAP_FAILED;
    uint64_t bytes = 0;
    if (file >= 0 && ends_only) {
        memory = make_light(file, sections, size, &bytes);
    }
    for (int divisor = 1; file >= 0 && !ends_only && divisor <= 64 && memory == MAP_FAILED;
         divisor *= 8) {
        bytes = layout_make(sections, size, CALL_COUNT + TRACE_OUTER_CALLS, divisor);
        if (reserve_all(file, sections, bytes)) {
            memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        } else if (ftruncate(file, 0) != 0) {
            break;
        }
    }
    if (file >= 0) {
        close(
            file); /* not in the way of a program that expects its own files to be number 3, 4, ... */
    }
    if (memory == MAP_FAILED) {
        return false;
    }
    record = memory;
    memcpy(record->sections, sections, sizeof sections);
    record->file_size = bytes;
    return true;
}

void sections_save(bool whole)
{
    int before = errno, file = ends_only ? open(path, O_WRONLY | O_CLOEXEC) : -1;
    if (file >= 0) {
        ssize_t written = pwrite(file, record, whole ? record->file_size : TRACE_HEADER_SIZE, 0);
        (void)written; /* nobody is there who could do anything about it */
        close(file);
    }
    errno = before;
}

void *section(int which)
{
    return (char *)record + record->sections[which].offset;
}

bool section_has_room(int which)
{
    trace_section *s = &record->sections[which];
    if (s->used >= reserved[which] && reserved[which] < s->capacity) {
        int file = open(path, O_RDWR | O_CLOEXEC);
        if (file < 0 || !reserve(file, s, which)) {
            s->capacity = reserved[which];
        }
        if (file >= 0) {
            close(file);
        }
    }
    return s->used < s->capacity;
}

/* ---- rings ---- */

void *ring_next(int which, uint64_t *number)
{
    trace_section *ring = &record->sections[which];
    section_has_room(which);
    *number = ring->used++;
    char *entry = (char *)record + ring->offset + *number % ring->capacity * ring->entry_size;
    /* All entries begin with the number. */
    __atomic_store_n((uint64_t *)(void *)entry, 0, __ATOMIC_RELEASE);
    return entry;
}

void ring_done(void *entry, uint64_t number)
{
    __atomic_store_n((uint64_t *)entry, number + 1, __ATOMIC_RELEASE);
}

void *ring_entry(int which, uint64_t number)
{
    trace_section *ring = &record->sections[which];
    char *entry = (char *)record + ring->offset + number % ring->capacity * ring->entry_size;
    return *(uint64_t *)(void *)entry == number + 1 ? entry : NULL;
}

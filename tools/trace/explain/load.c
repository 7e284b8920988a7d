#include "load.h"
#include "tools/trace/layout.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_ENTRIES = 1 << 22, TRIES = 20 };

static bool is_ring(int section)
{
    return (layout_plan[section].flags & LAYOUT_RING) != 0;
}

/* ---- one file ---- */

static bool read_at(int file, void *to, size_t bytes, uint64_t at)
{
    char *next = to;
    while (bytes > 0) {
        ssize_t got = pread(file, next, bytes, (off_t)at);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        next += got;
        at += (uint64_t)got;
        bytes -= (size_t)got;
    }
    return true;
}

static bool is_sane(const trace_header *h)
{
    if (h->magic != TRACE_MAGIC || h->version != TRACE_VERSION || h->header_size != sizeof *h ||
        h->size < 1 || h->size > LOAD_MOST_RANKS || h->rank < 0 || h->rank >= h->size ||
        h->file_size > UINT64_C(1) << 40) {
        return false;
    }
    for (int i = 0; i < TRACE_SECTIONS; i++) {
        const trace_section *s = &h->sections[i];
        if (s->entry_size != layout_plan[i].size || s->capacity > MOST_ENTRIES ||
            s->offset < TRACE_HEADER_SIZE || s->offset > h->file_size ||
            s->capacity * s->entry_size > h->file_size - s->offset ||
            (s->used > s->capacity && (!is_ring(i) || s->capacity == 0))) {
            return false;
        }
    }
    return true;
}

/* The ring, turned so that the oldest comes first; entries that are not whole are left out. */
static void turn(load_section *to, const trace_section *from, char *raw)
{
    size_t size = from->entry_size, kept = 0;
    uint64_t first = from->used > from->capacity ? from->used - from->capacity : 0;
    char *turned = to->entries;
    for (uint64_t number = first; number < from->used; number++) {
        const char *entry = raw + number % from->capacity * size;
        uint64_t written;
        memcpy(&written, entry, sizeof written);
        if (written == number + 1) {
            memcpy(turned + kept * size, entry, size);
            kept++;
        }
    }
    to->count = kept;
    to->first = first;
}

static load_state read_section(load_section *to, const trace_section *from, int which, int file)
{
    uint64_t count = from->used < from->capacity ? from->used : from->capacity;
    size_t bytes = (size_t)count * from->entry_size;
    to->entries = calloc((size_t)count + 1, from->entry_size);
    to->total = from->used;
    to->lost = from->lost;
    to->count = (size_t)count;
    if (to->entries == NULL) {
        return LOAD_MISSING;
    }
    if (!is_ring(which)) {
        return read_at(file, to->entries, bytes, from->offset) ? LOAD_WHOLE : LOAD_CUT;
    }
    char *raw = malloc(bytes + 1);
    bool read = raw != NULL && read_at(file, raw, bytes, from->offset);
    if (read) {
        turn(to, from, raw);
    }
    free(raw);
    return read ? LOAD_WHOLE : LOAD_CUT;
}

static void free_sections(load_rank *rank)
{
    for (int i = 0; i < TRACE_SECTIONS; i++) {
        free(rank->sections[i].entries);
    }
    memset(rank->sections, 0, sizeof rank->sections);
}

#define END_TEXT(text) ((text)[sizeof(text) - 1] = '\0')

/* Texts end, and hold nothing that a terminal would obey. */
static void clean_text(char *text)
{
    for (; *text != '\0'; text++) {
        *text = (unsigned char)*text < ' ' || *text == 127 ? '?' : *text;
    }
}

#define CLEAN_ALL(rank, NAME, type, field)                                                         \
    for (size_t i = 0; i < LOAD_COUNT(rank, NAME); i++) {                                          \
        type *entry = (type *)(rank)->sections[TRACE_SECTION_##NAME].entries + i;                  \
        END_TEXT(entry->field);                                                                    \
        clean_text(entry->field);                                                                  \
    }

static void clean(load_rank *rank)
{
    END_TEXT(rank->header.host);
    END_TEXT(rank->header.library);
    clean_text(rank->header.host);
    clean_text(rank->header.library);
    CLEAN_ALL(rank, CALLS, trace_call, name)
    CLEAN_ALL(rank, COMMS, trace_comm, name)
    CLEAN_ALL(rank, ISSUES, trace_issue, text)
    CLEAN_ALL(rank, TEXTS, trace_text, text)
    trace_module *modules = rank->sections[TRACE_SECTION_MODULES].entries;
    for (size_t i = 0; i < LOAD_COUNT(rank, MODULES); i++) {
        END_TEXT(modules[i].path); /* as it is: a file is opened by it */
    }
}

/* A copy of what a rank may be changing is good if nothing has changed meanwhile. */
static load_state read_once(load_rank *rank, int file, bool is_live)
{
    trace_header after;
    struct stat status;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        return LOAD_FOREIGN;
    }
    if (!read_at(file, &rank->header, sizeof rank->header, 0)) {
        return status.st_size < (off_t)sizeof rank->header ? LOAD_CUT : LOAD_FOREIGN;
    }
    if (!is_sane(&rank->header)) {
        return LOAD_FOREIGN;
    }
    if ((uint64_t)status.st_size < rank->header.file_size) {
        return LOAD_CUT;
    }
    for (int i = 0; i < TRACE_SECTIONS; i++) {
        load_state state = read_section(&rank->sections[i], &rank->header.sections[i], i, file);
        if (state != LOAD_WHOLE) {
            return state;
        }
    }
    if (is_live &&
        (!read_at(file, &after, sizeof after, 0) || (after.change & 1) != 0 ||
         after.change != rank->header.change || after.state.change != rank->header.state.change ||
         (after.state.change & 1) != 0)) {
        return LOAD_BUSY;
    }
    return LOAD_WHOLE;
}

static void read_file(load_rank *rank, const char *path, bool is_live)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (file < 0) {
        return;
    }
    for (int i = 0; i < TRIES; i++) {
        free_sections(rank);
        rank->state = read_once(rank, file, is_live);
        if (rank->state != LOAD_BUSY) {
            break;
        }
    }
    close(file);
    if (rank->state == LOAD_WHOLE) {
        clean(rank);
    } else {
        free_sections(rank);
    }
}

/* ---- all files ---- */

bool load_header(const char *directory, int rank, trace_header *to)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/rank-%d", directory, rank);
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    bool good = file >= 0 && read_at(file, to, sizeof *to, 0) && is_sane(to);
    if (file >= 0) {
        close(file);
    }
    return good;
}

/* The size of the run: what the first good file says. */
static int size_of_run(const char *directory, uint64_t *run_id)
{
    trace_header header;
    for (int i = 0; i < 4096; i++) {
        if (load_header(directory, i, &header) && (*run_id == 0 || header.run == *run_id)) {
            *run_id = *run_id == 0 ? header.run : *run_id;
            return header.size;
        }
    }
    return 0;
}

bool load_all(load_run *run, const char *directory, uint64_t run_id, bool is_live)
{
    memset(run, 0, sizeof *run);
    run->exit_status = -1;
    run->run = run_id;
    run->size = size_of_run(directory, &run->run);
    run->ranks = calloc((size_t)run->size + 1, sizeof *run->ranks);
    if (run->ranks == NULL) {
        return false;
    }
    run->is_whole = run->size > 0;
    for (int i = 0; i < run->size; i++) {
        char path[4096];
        load_rank *rank = &run->ranks[i];
        snprintf(path, sizeof path, "%s/rank-%d", directory, i);
        read_file(rank, path, is_live);
        if (rank->state == LOAD_WHOLE && (rank->header.run != run->run || rank->header.rank != i ||
                                          rank->header.size != run->size)) {
            rank->state = LOAD_FOREIGN;
            free_sections(rank);
        }
        run->is_whole = run->is_whole && rank->state == LOAD_WHOLE;
    }
    return true;
}

void load_free(load_run *run)
{
    for (int i = 0; i < run->size; i++) {
        free_sections(&run->ranks[i]);
    }
    free(run->ranks);
    memset(run, 0, sizeof *run);
}

/* ---- looking things up ---- */

const char *load_call(const load_rank *rank, unsigned call)
{
    return call > 0 && call < LOAD_COUNT(rank, CALLS) ? LOAD_CALLS(rank)[call].name : "no MPI call";
}

bool load_call_is(const load_rank *rank, unsigned call, const char *name)
{
    return strcmp(load_call(rank, call), name) == 0;
}

bool load_call_has(const load_rank *rank, unsigned call, unsigned flags)
{
    return (mpi_facts_of(load_call(rank, call))->flags & flags) != 0;
}

const trace_comm *load_comm(const load_rank *rank, uint64_t id)
{
    for (size_t i = 0; i < LOAD_COUNT(rank, COMMS); i++) {
        if (LOAD_COMMS(rank)[i].is_used && LOAD_COMMS(rank)[i].id == id) {
            return &LOAD_COMMS(rank)[i];
        }
    }
    return NULL;
}

bool load_count(const load_rank *rank, uint64_t list, uint64_t length, uint64_t index,
                uint64_t *elements)
{
    const load_section *s = &rank->sections[TRACE_SECTION_COUNTS];
    if (list == 0 || index >= length || list - 1 + index < s->first ||
        list - 1 + index - s->first >= s->count) {
        return false;
    }
    const trace_count *entry = (const trace_count *)s->entries + (list - 1 + index - s->first);
    *elements = entry->elements;
    return entry->number == list + index;
}

static const int32_t *members_at(const load_rank *rank, uint32_t start, uint32_t size,
                                 size_t *count)
{
    *count = 0;
    if (start > LOAD_COUNT(rank, MEMBERS) || size > LOAD_COUNT(rank, MEMBERS) - start) {
        return NULL;
    }
    *count = size;
    return LOAD_MEMBERS(rank) + start;
}

const int32_t *load_members(const load_rank *rank, const trace_comm *comm, size_t *count)
{
    *count = 0;
    return comm->members_known ? members_at(rank, comm->members, comm->size, count) : NULL;
}

const int32_t *load_partners(const load_rank *rank, const trace_comm *comm, size_t *count)
{
    *count = 0;
    if (comm->kind != TRACE_KIND_INTERCOMM) {
        return load_members(rank, comm, count);
    }
    return comm->members_known ? members_at(rank, comm->remote, comm->remote_size, count) : NULL;
}

/* A crash inside of MPI_Finalize comes after all that the program had to do. */
bool load_reached_end(const load_rank *rank)
{
    return rank->state == LOAD_WHOLE && rank->header.life >= TRACE_LIFE_FINALIZING;
}

bool load_all_finalized(const load_run *run)
{
    bool all = run->is_whole;
    for (int i = 0; all && i < run->size; i++) {
        all = load_reached_end(&run->ranks[i]);
    }
    return all;
}

bool load_is_complete(const load_run *run)
{
    bool all = run->is_whole;
    for (int i = 0; all && i < run->size; i++) {
        const load_rank *r = &run->ranks[i];
        all = r->header.unmodelled == 0 && r->sections[TRACE_SECTION_CHANNELS].lost == 0 &&
              r->sections[TRACE_SECTION_OPERATIONS].lost == 0 &&
              r->sections[TRACE_SECTION_COMMS].lost == 0;
    }
    return all;
}

#include "sites.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PLACES = 20000, TEXTS = 32 };

typedef struct {
    char path[TRACE_PATH];
    uint64_t offset;
    site where;
} place;

static place *places;
static size_t count;
static bool is_full;

/* ---- which addresses ---- */

/* The call stands before its return address. */
static bool to_place(const load_rank *rank, uint64_t address, place *made)
{
    for (size_t i = 0; i < LOAD_COUNT(rank, MODULES); i++) {
        const trace_module *m = &LOAD_MODULES(rank)[i];
        if (address >= m->start && address < m->end && address > m->base) {
            snprintf(made->path, sizeof made->path, "%s", m->path);
            made->offset = address - m->base - 1;
            return true;
        }
    }
    return false;
}

static void add(const load_rank *rank, uint64_t address)
{
    if (address != 0 && count < MOST_PLACES && to_place(rank, address, &places[count])) {
        count++;
    }
}

static int compare(const void *a, const void *b)
{
    const place *left = a, *right = b;
    int paths = strcmp(left->path, right->path);
    return paths != 0 ? paths : (left->offset > right->offset) - (left->offset < right->offset);
}

static void sort_places(void)
{
    size_t kept = 0;
    qsort(places, count, sizeof *places, compare);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || compare(&places[kept - 1], &places[i]) != 0) {
            places[kept++] = places[i];
        }
    }
    count = kept;
}

/* Most addresses come again and again: they are put together when the room is used up. */
static void add_room(void)
{
    if (count == MOST_PLACES && !is_full) {
        sort_places();
        is_full = count > MOST_PLACES / 2; /* from a program that large, or a damaged record */
    }
}

static void add_rank(const load_rank *r)
{
    add(r, r->header.end_site);
    add(r, r->header.state.site);
    add(r, r->header.state.last_site);
#define ADD_ALL(NAME, field)                                                                       \
    for (size_t i = 0; i < LOAD_COUNT(r, NAME); i++) {                                             \
        add(r, LOAD_##NAME(r)[i].field);                                                           \
        add_room();                                                                                \
    }
    ADD_ALL(ISSUES, site)
    ADD_ALL(ISSUES, other_site)
    ADD_ALL(OPERATIONS, site)
    ADD_ALL(OPERATIONS, made_site)
    ADD_ALL(OPERATIONS, reuse_site)
    ADD_ALL(RESOURCES, site)
    ADD_ALL(COMMS, site)
    ADD_ALL(SENDS, site)
    ADD_ALL(RECEIVES, site)
    ADD_ALL(RECEIVES, complete_site)
    ADD_ALL(SENDS, complete_site)
    ADD_ALL(SENDS, changed_site)
    ADD_ALL(RECEIVES, probe_site)
    ADD_ALL(CHANNELS, sent_site)
    ADD_ALL(CHANNELS, received_site)
    ADD_ALL(COLLECTIVES, site)
    ADD_ALL(ACCESSES, site)
    ADD_ALL(EVENTS, site)
#undef ADD_ALL
}

/* ---- asking ---- */

/* Of places in one module. */
static void ask(place *first, size_t some)
{
    uint64_t *offsets = calloc(some + 1, sizeof *offsets);
    site *lines = calloc(some + 1, sizeof *lines);
    for (size_t i = 0; offsets != NULL && i < some; i++) {
        offsets[i] = first[i].offset;
    }
    if (offsets != NULL && lines != NULL) {
        lines_find(first->path, offsets, some, lines);
        for (size_t i = 0; i < some; i++) {
            first[i].where = lines[i];
        }
    }
    free(offsets);
    free(lines);
}

void sites_find(const load_run *run)
{
    count = 0;
    is_full = false;
    places = calloc(MOST_PLACES + 1, sizeof *places);
    if (places == NULL) {
        return;
    }
    for (int i = 0; i < run->size; i++) {
        if (run->ranks[i].state == LOAD_WHOLE) {
            add_rank(&run->ranks[i]);
        }
    }
    sort_places();
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && strcmp(places[i].path, places[end].path) == 0; end++) {
        }
        if (places[i].path[0] == '/') { /* not the kernel's own module, which has no file */
            ask(&places[i], end - i);
        }
    }
}

void sites_free(void)
{
    free(places);
    places = NULL;
    count = 0;
}

static const place *find(const load_rank *rank, uint64_t address)
{
    place wanted;
    if (places == NULL || !to_place(rank, address, &wanted)) {
        return NULL;
    }
    return bsearch(&wanted, places, count, sizeof *places, compare);
}

site sites_of(const load_rank *rank, uint64_t address)
{
    const place *found = find(rank, address);
    return found != NULL ? found->where : (site){"", 0};
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

const char *sites_text(const load_rank *rank, uint64_t address)
{
    static char texts[TEXTS][300];
    static int next;
    char *text = texts[next++ % TEXTS];
    const place *found = find(rank, address);
    if (found == NULL) {
        snprintf(text, sizeof texts[0], "an unknown line");
    } else if (found->where.line > 0) {
        snprintf(text, sizeof texts[0], "%s:%d", base_name(found->where.file), found->where.line);
    } else {
        snprintf(text, sizeof texts[0], "%s+0x%llx", base_name(found->path),
                 (unsigned long long)found->offset);
    }
    return text;
}

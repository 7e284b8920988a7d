#include "regions.h"
#include "common/marks.h"
#include "text.h"
#include "tools/trace/explain/profile.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_RANKS = 64, AHEAD = 200 };

/* The ways that messages took in one region: to whom each rank has sent, in the order of the first messages. */
typedef struct {
    int to[MOST_RANKS][MOST_RANKS];
    int count[MOST_RANKS];
    bool is_reached[MOST_RANKS]; /* some rank has sent to it */
} ways;

static void add_way(ways *w, int from, int to)
{
    for (int i = 0; i < w->count[from]; i++) {
        if (w->to[from][i] == to) {
            return;
        }
    }
    w->to[from][w->count[from]++] = to;
    w->is_reached[to] = true;
}

/* When the last rank has a message that begins at those to whom none is sent, where each rank passes it on to one after
 * the other, and each message takes one step. Of a tree of messages: its depth. 0: there is no beginning. */
static int steps_of(const ways *w, int size)
{
    int at[MOST_RANKS], last = 0;
    for (int r = 0; r < size; r++) {
        at[r] = w->is_reached[r] ? size * size : 0;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (int r = 0; r < size; r++) {
            for (int i = 0; i < w->count[r] && at[r] < size * size; i++) {
                int *other = &at[w->to[r][i]];
                changed = changed || at[r] + i + 1 < *other;
                *other = at[r] + i + 1 < *other ? at[r] + i + 1 : *other;
            }
        }
    }
    for (int r = 0; r < size; r++) {
        last = at[r] < size * size && at[r] > last ? at[r] : last;
    }
    return last;
}

/* Marks the rank in *ranks of each region that begins while the message is under way. Looks at AHEAD events at most. */
static void mark_under_way(const load_rank *rank, const trace_message *m, int r,
                           const uint64_t regions[], uint64_t name, uint64_t *ranks)
{
    size_t end = LOAD_COUNT(rank, EVENTS);
    end = m->posted + AHEAD < end ? m->posted + AHEAD : end;
    end = m->completed > 0 && m->completed - 1 < end ? m->completed - 1 : end;
    for (size_t i = m->posted + 1; i < end; i++) {
        const trace_event *e = &LOAD_EVENTS(rank)[i];
        if (regions[i] == name && e->tag == MARK_REGION_START &&
            load_call_is(rank, e->call, "MPI_Pcontrol")) {
            *ranks |= 1ULL << r;
        }
    }
}

static void take_under_way(const load_rank *rank, int r, const uint64_t regions[],
                           region_traffic *to)
{
    for (size_t i = 0; i < LOAD_COUNT(rank, SENDS); i++) {
        mark_under_way(rank, &LOAD_SENDS(rank)[i], r, regions, to->name, &to->sending);
    }
    for (size_t i = 0; i < LOAD_COUNT(rank, RECEIVES); i++) {
        mark_under_way(rank, &LOAD_RECEIVES(rank)[i], r, regions, to->name, &to->receiving);
    }
}

static void take_region(const load_run *run, uint64_t *const regions[], uint64_t name,
                        region_traffic *to)
{
    ways *w = calloc(1, sizeof *w);
    if (w == NULL) {
        text_no_memory();
    }
    *to = (region_traffic){.name = name};
    for (int r = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        take_under_way(rank, r, regions[r], to);
        for (size_t i = 0; i < LOAD_COUNT(rank, SENDS); i++) {
            const trace_message *m = &LOAD_SENDS(rank)[i];
            if (m->posted < LOAD_COUNT(rank, EVENTS) && regions[r][m->posted] == name &&
                m->peer >= 0 && m->peer < run->size) {
                to->senders |= 1ULL << r;
                add_way(w, r, m->peer);
            }
        }
    }
    to->steps = steps_of(w, run->size);
    free(w);
}

static bool is_whole(const load_run *run)
{
    for (int r = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        if (rank->state != LOAD_WHOLE || rank->sections[TRACE_SECTION_EVENTS].first > 0 ||
            rank->sections[TRACE_SECTION_SENDS].first > 0 ||
            rank->sections[TRACE_SECTION_RECEIVES].first > 0) {
            return false;
        }
    }
    return run->size <= MOST_RANKS;
}

static bool is_known(const outcome *to, uint64_t name)
{
    for (int i = 0; i < to->region_count; i++) {
        if (to->regions[i].name == name) {
            return true;
        }
    }
    return name == 0;
}

void regions_take(const load_run *run, outcome *to)
{
    uint64_t *regions[MOST_RANKS] = {NULL};
    to->region_count = 0;
    if (!is_whole(run)) {
        return;
    }
    for (int r = 0; r < run->size; r++) {
        regions[r] = profile_regions(&run->ranks[r]);
        if (regions[r] == NULL) {
            text_no_memory();
        }
    }
    for (int r = 0; r < run->size; r++) {
        for (size_t i = 0; i < LOAD_COUNT(&run->ranks[r], EVENTS); i++) {
            if (to->region_count < OUTCOME_REGIONS && !is_known(to, regions[r][i])) {
                take_region(run, regions, regions[r][i], &to->regions[to->region_count++]);
            }
        }
    }
    for (int r = 0; r < run->size; r++) {
        free(regions[r]);
    }
}

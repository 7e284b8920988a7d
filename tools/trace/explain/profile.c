/* Where the time went: per rank, per call; who was late for whom. Collective calls and messages only of
 * those that the rings still hold. */
#include "print.h"
#include "profile.h"
#include "common/marks.h"
#include "replay.h"
#include "sites.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
    double total, in_mpi; /* seconds */
    uint64_t sent, sent_bytes;
} rank_times;

typedef struct {
    const char *name;
    uint64_t count, bytes;
    double time;
} call_times;

static double seconds(uint64_t nanoseconds)
{
    return (double)nanoseconds * 1e-9;
}

static rank_times times_of(const load_rank *r)
{
    rank_times t = {0, 0, 0, 0};
    const trace_header *h = &r->header;
    uint64_t end = h->ended > h->started ? h->ended : h->state.last_left;
    t.total = end > h->started ? seconds(end - h->started) : 0;
    for (size_t i = 1; i < LOAD_COUNT(r, CALLS); i++) {
        const trace_call *c = &LOAD_CALLS(r)[i];
        if (strncmp(c->name, "MPI_Init", 8) == 0 || strcmp(c->name, "MPI_Finalize") == 0) {
            t.total -= seconds(c->time[0]); /* starting and ending are not the program's own */
        } else {
            t.in_mpi += seconds(c->time[0]);
        }
    }
    t.total = t.total > t.in_mpi ? t.total : t.in_mpi;
    for (size_t i = 0; i < LOAD_COUNT(r, PEERS); i++) {
        t.sent += LOAD_PEERS(r)[i].sent;
        t.sent_bytes += LOAD_PEERS(r)[i].sent_bytes;
    }
    return t;
}

/* ---- waiting ---- */

/* For whom a rank waited, and at which line most. */
typedef struct {
    double late_sender, late_receiver, collective; /* seconds */
    int worst_rank;
    double worst;
    uint64_t worst_site;
} wait_times;

static void blame(wait_times *w, double waited, int rank, uint64_t site)
{
    if (waited > w->worst) {
        w->worst = waited;
        w->worst_rank = rank;
        w->worst_site = site;
    }
}

/* From its own coming to that of the other, but not longer than it was in the call. */
static double waited_for(uint64_t own_begin, uint64_t own_end, uint64_t other_begin)
{
    uint64_t until = other_begin < own_end ? other_begin : own_end;
    return until > own_begin ? seconds(until - own_begin) : 0;
}

static void wait_for_message(const replay_rank *all, const replay_operation *op, wait_times *w)
{
    if (op->partner < 0 || op->is_nonblocking || op->is_library) {
        return; /* of a nonblocking call we do not know how long its MPI_Wait took */
    }
    const replay_operation *other = &all[op->partner].operations[op->partner_index];
    double waited = waited_for(op->message->begin, op->message->end, other->message->begin);
    if (op->kind == REPLAY_RECEIVE) {
        w->late_sender += waited;
    } else {
        w->late_receiver += waited;
    }
    blame(w, waited, op->partner, op->site);
}

typedef struct {
    const replay_operation *op;
} call_of;

static int by_call(const void *a, const void *b)
{
    const trace_collective *x = ((const call_of *)a)->op->collective,
                           *y = ((const call_of *)b)->op->collective;
    if (x->comm != y->comm) {
        return x->comm < y->comm ? -1 : 1;
    }
    return (x->index > y->index) - (x->index < y->index);
}

/* All calls that belong together: the last to come is who the others wait for. */
static void wait_for_last(const call_of calls[], size_t count, wait_times waits[])
{
    const replay_operation *last = calls[0].op;
    for (size_t i = 1; i < count; i++) {
        last = calls[i].op->collective->begin > last->collective->begin ? calls[i].op : last;
    }
    for (size_t i = 0; i < count; i++) {
        const replay_operation *op = calls[i].op;
        if (op != last && !op->is_nonblocking && !op->is_library) {
            double waited =
                waited_for(op->collective->begin, op->collective->end, last->collective->begin);
            waits[op->rank].collective += waited;
            blame(&waits[op->rank], waited, last->rank, op->site);
        }
    }
}

/* [run->size]; zeros where the run is too long to be known. */
static wait_times *find_waits(const load_run *run)
{
    wait_times *waits = calloc((size_t)run->size + 1, sizeof *waits);
    replay_rank *all = waits != NULL ? replay_begin(run, false) : NULL;
    size_t room = 1, count = 0;
    for (int r = 0; all != NULL && r < run->size; r++) {
        room += all[r].count;
    }
    call_of *calls = all != NULL ? calloc(room, sizeof *calls) : NULL;
    for (int r = 0; calls != NULL && r < run->size; r++) {
        for (size_t i = 0; i < all[r].count; i++) {
            const replay_operation *op = &all[r].operations[i];
            if (op->kind == REPLAY_COLLECTIVE &&
                !load_call_is(&run->ranks[r], op->call, "MPI_Finalize")) {
                calls[count++].op = op;
            } else if (op->kind == REPLAY_SEND || op->kind == REPLAY_RECEIVE) {
                wait_for_message(all, op, &waits[r]);
            }
        }
    }
    if (count > 0) {
        qsort(calls, count, sizeof *calls, by_call);
    }
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && by_call(&calls[i], &calls[end]) == 0; end++) {
        }
        wait_for_last(calls + i, end - i, waits);
    }
    free(calls);
    replay_free(all, run->size);
    return waits;
}

static int by_time(const void *a, const void *b)
{
    const call_times *x = a, *y = b;
    return (x->time < y->time) - (x->time > y->time);
}

/* Sums over ranks. Returns how many calls were used. */
static int sum_calls(const load_run *run, call_times all[], int most)
{
    int count = 0;
    for (int r = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        for (size_t i = 1; i < LOAD_COUNT(rank, CALLS); i++) {
            const trace_call *c = &LOAD_CALLS(rank)[i];
            int at = 0;
            while (c->count[0] > 0 && at < count && strcmp(all[at].name, c->name) != 0) {
                at++;
            }
            if (c->count[0] == 0 || at >= most) {
                continue;
            }
            if (at == count) {
                all[count++] = (call_times){c->name, 0, 0, 0};
            }
            all[at].count += c->count[0];
            all[at].bytes += c->bytes[0];
            all[at].time += seconds(c->time[0]);
        }
    }
    qsort(all, (size_t)count, sizeof *all, by_time);
    return count;
}

static void print_ranks(const load_run *run, const wait_times waits[], FILE *to)
{
    fprintf(to, "rank   seconds  computing   in MPI   late sender  late receiver  collective   "
                "messages        bytes\n");
    for (int r = 0; r < run->size; r++) {
        if (run->ranks[r].state != LOAD_WHOLE) {
            continue;
        }
        rank_times t = times_of(&run->ranks[r]);
        double whole = t.total > 0 ? t.total / 100 : 1;
        fprintf(to, "%4d %9.3f %9.1f%% %7.1f%% %12.1f%% %13.1f%% %10.1f%% %10llu %12llu\n", r,
                t.total, (t.total - t.in_mpi) / whole, t.in_mpi / whole,
                waits[r].late_sender / whole, waits[r].late_receiver / whole,
                waits[r].collective / whole, (unsigned long long)t.sent,
                (unsigned long long)t.sent_bytes);
    }
    for (int r = 0; r < run->size; r++) {
        if (waits[r].worst > 0.01) {
            fprintf(to, "rank %d waited longest at %s: %.3f s for rank %d\n", r,
                    sites_text(&run->ranks[r], waits[r].worst_site), waits[r].worst,
                    waits[r].worst_rank);
        }
    }
}

void profile_text(const load_run *run, FILE *to)
{
    call_times *calls = calloc(TRACE_CALLS, sizeof *calls);
    wait_times *waits = find_waits(run);
    int count = calls != NULL ? sum_calls(run, calls, TRACE_CALLS) : 0;
    if (waits != NULL) {
        print_ranks(run, waits, to);
    }
    fprintf(to, "%-28s %10s %12s %14s\n", "call (all ranks)", "count", "seconds", "bytes");
    for (int i = 0; i < count && i < 12; i++) {
        fprintf(to, "%-28s %10llu %12.6f %14llu\n", calls[i].name,
                (unsigned long long)calls[i].count, calls[i].time,
                (unsigned long long)calls[i].bytes);
    }
    free(calls);
    free(waits);
}

/* ---- as data ---- */

profile_sent profile_sent_by(const load_run *run, int rank)
{
    rank_times t = run->ranks[rank].state == LOAD_WHOLE ? times_of(&run->ranks[rank])
                                                        : (rank_times){0, 0, 0, 0};
    return (profile_sent){t.sent, t.sent_bytes};
}

typedef struct {
    uint64_t site, region;
    unsigned call, count;
} counted;

enum { MOST_SITES = 2000 /* of a rank */, MOST_OPEN = 8 /* regions within regions */ };

uint64_t *profile_regions(const load_rank *rank)
{
    size_t count = LOAD_COUNT(rank, EVENTS), open = 0;
    uint64_t *regions = calloc(count + 1, sizeof *regions), stack[MOST_OPEN + 1] = {0};
    for (size_t i = 0; regions != NULL && i < count; i++) {
        const trace_event *e = &LOAD_EVENTS(rank)[i];
        if (e->tag == MARK_REGION_START && load_call_is(rank, e->call, "MPI_Pcontrol") &&
            open < MOST_OPEN) {
            stack[++open] = e->comm;
        } else if (e->tag == MARK_REGION_STOP && load_call_is(rank, e->call, "MPI_Pcontrol")) {
            open -= open > 0;
        }
        regions[i] = stack[open];
    }
    return regions;
}

static size_t count_sites(const load_rank *rank, counted places[])
{
    size_t used = 0;
    uint64_t *regions = profile_regions(rank);
    for (size_t i = 0; regions != NULL && i < LOAD_COUNT(rank, EVENTS); i++) {
        const trace_event *e = &LOAD_EVENTS(rank)[i];
        size_t at = 0;
        while (at < used && (places[at].site != e->site || places[at].call != e->call ||
                             places[at].region != regions[i])) {
            at++;
        }
        if (at == used && used < MOST_SITES) {
            places[used++] = (counted){e->site, regions[i], e->call, 0};
        }
        if (at < used) {
            places[at].count++;
        }
    }
    free(regions);
    return used;
}

/* Adds the sites of one rank to those in all[*count]. False: no memory. */
static bool add_sites(const load_run *run, int rank, counted places[], profile_site **all,
                      size_t *count)
{
    const load_rank *r = &run->ranks[rank];
    size_t used = r->state == LOAD_WHOLE ? count_sites(r, places) : 0;
    profile_site *more = realloc(*all, (*count + used + 1) * sizeof *more);
    if (more == NULL) {
        return false;
    }
    *all = more;
    for (size_t i = 0; i < used; i++) {
        site where = sites_of(r, places[i].site);
        if (where.line > 0) {
            profile_site *made = &more[(*count)++];
            *made = (profile_site){.rank = rank,
                                   .call = load_call(r, places[i].call),
                                   .line = where.line,
                                   .count = places[i].count,
                                   .region = places[i].region};
            snprintf(made->file, sizeof made->file, "%s", where.file);
        }
    }
    return true;
}

profile_site *profile_sites(const load_run *run, size_t *count)
{
    counted *places = calloc(MOST_SITES, sizeof *places);
    profile_site *all = NULL;
    *count = 0;
    for (int r = 0; places != NULL && r < run->size; r++) {
        if (!add_sites(run, r, places, &all, count)) {
            break;
        }
    }
    free(places);
    return all;
}

void profile_json(const load_run *run, FILE *to)
{
    wait_times *waits = find_waits(run);
    fprintf(to, "[");
    for (int r = 0; waits != NULL && r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        rank_times t = rank->state == LOAD_WHOLE ? times_of(rank) : (rank_times){0, 0, 0, 0};
        fprintf(to,
                "%s\n    {\"rank\": %d, \"seconds\": %.6f, \"in_mpi\": %.6f, \"late_sender\": "
                "%.6f, \"late_receiver\": %.6f, "
                "\"collective_wait\": %.6f, \"sent\": %llu, "
                "\"sent_bytes\": %llu, \"calls\": {",
                r > 0 ? "," : "", r, t.total, t.in_mpi, waits[r].late_sender,
                waits[r].late_receiver, waits[r].collective, (unsigned long long)t.sent,
                (unsigned long long)t.sent_bytes);
        bool first = true;
        for (size_t i = 1; i < LOAD_COUNT(rank, CALLS); i++) {
            const trace_call *c = &LOAD_CALLS(rank)[i];
            if (c->count[0] > 0) {
                fprintf(to, "%s", first ? "" : ", ");
                json_string(c->name, to);
                fprintf(to, ": {\"count\": %llu, \"bytes\": %llu, \"seconds\": %.6f}",
                        (unsigned long long)c->count[0], (unsigned long long)c->bytes[0],
                        seconds(c->time[0]));
                first = false;
            }
        }
        fprintf(to, "}}");
    }
    fprintf(to, "%s]", run->size > 0 ? "\n  " : "");
    free(waits);
}

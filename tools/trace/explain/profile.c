/* Where the time went: per rank, per call; who was late for whom. Collective calls and messages only of
 * those that the rings still hold. */
#include "finding.h"
#include "passes.h"
#include "sites.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
    double total, in_mpi, late_sender, collective; /* seconds */
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
    rank_times t = {0, 0, 0, 0, 0, 0};
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

/* What the ranks wait for in collective calls: from their own coming to that of the last. */
static double collective_wait(const load_run *run, int rank)
{
    const load_rank *r = &run->ranks[rank];
    double waited = 0;
    for (size_t i = 0; i < LOAD_COUNT(r, COLLECTIVES) && run->size <= 64; i++) {
        const trace_collective *c = &LOAD_COLLECTIVES(r)[i];
        uint64_t last = c->begin;
        for (int o = 0; o < run->size && c->comm == 1; o++) {
            const load_rank *other = &run->ranks[o];
            size_t guess = LOAD_COUNT(other, COLLECTIVES);
            const trace_collective *all = LOAD_COLLECTIVES(other);
            size_t at = i < guess ? i : 0;
            if (guess > 0 && all[at].comm == 1 && all[at].index == c->index &&
                all[at].begin > last) {
                last = all[at].begin;
            }
        }
        last = c->end != 0 && last > c->end ? c->end : last;
        waited += last > c->begin ? seconds(last - c->begin) : 0;
    }
    return waited;
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

void profile_text(const load_run *run, FILE *to)
{
    call_times *calls = calloc(TRACE_CALLS, sizeof *calls);
    int count = calls != NULL ? sum_calls(run, calls, TRACE_CALLS) : 0;
    fprintf(to, "rank   seconds   in MPI   waiting for others   messages sent        bytes\n");
    for (int r = 0; r < run->size; r++) {
        if (run->ranks[r].state == LOAD_WHOLE) {
            rank_times t = times_of(&run->ranks[r]);
            fprintf(to, "%4d %9.3f %7.1f%% %19.1f%% %15llu %12llu\n", r, t.total,
                    t.total > 0 ? 100 * t.in_mpi / t.total : 0,
                    t.total > 0 ? 100 * collective_wait(run, r) / t.total : 0,
                    (unsigned long long)t.sent, (unsigned long long)t.sent_bytes);
        }
    }
    fprintf(to, "%-28s %10s %12s %14s\n", "call", "count", "seconds", "bytes");
    for (int i = 0; i < count && i < 12; i++) {
        fprintf(to, "%-28s %10llu %12.6f %14llu\n", calls[i].name,
                (unsigned long long)calls[i].count, calls[i].time,
                (unsigned long long)calls[i].bytes);
    }
    free(calls);
}

/* From where the program has made its calls, as far as the log still has them. */
static void rows_of_sites(const load_rank *rank, int number, FILE *to)
{
    typedef struct {
        uint64_t site;
        unsigned call, count;
    } place;
    enum { MOST = 2000 };
    place *places = calloc(MOST, sizeof *places);
    int used = 0;
    for (size_t i = 0; places != NULL && i < LOAD_COUNT(rank, EVENTS); i++) {
        const trace_event *e = &LOAD_EVENTS(rank)[i];
        int at = 0;
        while (at < used && (places[at].site != e->site || places[at].call != e->call)) {
            at++;
        }
        if (at == used && used < MOST) {
            places[used++] = (place){e->site, e->call, 0};
        }
        if (at < used) {
            places[at].count++;
        }
    }
    for (int i = 0; i < used; i++) {
        site where = sites_of(rank, places[i].site);
        if (where.line > 0) {
            fprintf(to, "site\t%d\t%s\t%s\t%d\t%u\n", number, load_call(rank, places[i].call),
                    where.file, where.line, places[i].count);
        }
    }
    free(places);
}

void profile_rows(const load_run *run, FILE *to)
{
    for (int r = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        if (rank->state != LOAD_WHOLE) {
            continue;
        }
        rank_times t = times_of(rank);
        fprintf(to, "sent\t%d\t%llu\t%llu\n", r, (unsigned long long)t.sent,
                (unsigned long long)t.sent_bytes);
        for (size_t i = 1; i < LOAD_COUNT(rank, CALLS); i++) {
            const trace_call *c = &LOAD_CALLS(rank)[i];
            if (c->count[0] > 0) {
                fprintf(to, "calls\t%d\t%s\t%llu\t%llu\n", r, c->name,
                        (unsigned long long)c->count[0], (unsigned long long)c->bytes[0]);
            }
        }
        rows_of_sites(rank, r, to);
    }
}

void profile_json(const load_run *run, FILE *to)
{
    fprintf(to, "[");
    for (int r = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        rank_times t = rank->state == LOAD_WHOLE ? times_of(rank) : (rank_times){0, 0, 0, 0, 0, 0};
        fprintf(to,
                "%s\n    {\"rank\": %d, \"seconds\": %.6f, \"in_mpi\": %.6f, \"sent\": %llu, "
                "\"sent_bytes\": %llu, \"calls\": {",
                r > 0 ? "," : "", r, t.total, t.in_mpi, (unsigned long long)t.sent,
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
}

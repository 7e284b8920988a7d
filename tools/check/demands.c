#include "demands.h"
#include "common/marks.h"
#include "text.h"
#include "tools/trace/mpi_facts.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TIMES = 4,         /* "few": so many times as often as the solution */
    FEW_MESSAGES = 4,  /* no difference that matters: so many messages, */
    FEW_BYTES = 65536, /* ... so many bytes, */
    FEW_CALLS = 10,    /* ... and so many collective calls of each rank */
    LEAST_RANKS = 5,
    MOST_RANKS = 64,
    MOST_NAMES = 12
};

/* "KIND[@REGION]:CALL,CALL...:WHY[:TEXT]" */
typedef struct {
    const char *kind, *region, *why, *text;
    const char *calls[MOST_NAMES];
    int call_count;
    uint64_t mark; /* of the region; 0: the whole program */
} demand;

typedef struct {
    const char *file; /* of the student */
    int ranks;
    const outcome *student, *solution;
} pair;

static bool read_demand(char *from, demand *to)
{
    char *kind = text_field(&from, ':'), *calls = text_field(&from, ':');
    *to = (demand){.kind = text_field(&kind, '@'), .region = kind, .why = text_field(&from, ':')};
    to->text = from != NULL ? from : "";
    to->mark = to->region != NULL ? mark_of_name(to->region) : 0;
    while (to->call_count < MOST_NAMES &&
           (to->calls[to->call_count] = text_field(&calls, ',')) != NULL) {
        to->call_count++;
    }
    return to->why != NULL && to->call_count > 0;
}

/* ---- calls ---- */

static bool is_among(const demand *d, const own_call *made)
{
    for (int i = 0; i < d->call_count; i++) {
        if (strcmp(d->calls[i], made->call) == 0) {
            return d->mark == 0 || d->mark == made->region;
        }
    }
    return false;
}

static long count_calls(const demand *d, const outcome *in, int rank)
{
    long count = 0;
    for (int i = 0; i < in->call_count; i++) {
        bool counts = (rank < 0 || rank == in->calls[i].rank) && is_among(d, &in->calls[i]);
        count += counts ? in->calls[i].count : 0;
    }
    return count;
}

static void start(const demand *d, const char *kind, finding *to)
{
    finding_start(to, FINDING_ERROR, kind);
    finding_put(to, "call", "%s", d->calls[0]);
    finding_put(to, "why", "%s", d->why);
    if (d->region != NULL) {
        finding_put(to, "region", "%s", d->region);
    }
}

static void put_places(const demand *d, const pair *p, int rank, finding *to)
{
    for (int i = 0; i < p->student->call_count; i++) {
        const own_call *made = &p->student->calls[i];
        if (is_among(d, made) && (rank < 0 || rank == made->rank)) {
            finding_place_add(to, made->rank, made->call, p->file, made->line);
        }
    }
}

/* Calls outside of the region, on all ranks. */
static long count_outside(const demand *d, const outcome *in)
{
    demand all = *d;
    all.mark = 0;
    return count_calls(&all, in, -1) - count_calls(d, in, -1);
}

static bool outside_is_met(const demand *d, const pair *p, finding *to)
{
    bool met = count_outside(d, p->student) > 0 || count_outside(d, p->solution) == 0;
    if (!met) {
        start(d, "call_missing_outside", to);
    }
    return met;
}

static bool some_is_met(const demand *d, const pair *p, finding *to)
{
    bool met = count_calls(d, p->student, -1) > 0 || count_calls(d, p->solution, -1) == 0;
    if (!met) {
        start(d, "call_missing", to);
    }
    return met;
}

static bool are_few(const demand *d, const pair *p, long times, finding *to)
{
    long made = count_calls(d, p->student, -1), wanted = count_calls(d, p->solution, -1);
    if (made > times * wanted) {
        start(d, "calls_too_many", to);
        finding_put(to, "made", "%ld", made);
        finding_put(to, "wanted", "%ld", wanted);
        put_places(d, p, -1, to);
    }
    return made <= times * wanted;
}

static bool no_more_is_met(const demand *d, const pair *p, finding *to)
{
    return are_few(d, p, 1, to);
}

static bool few_is_met(const demand *d, const pair *p, finding *to)
{
    return are_few(d, p, TIMES, to);
}

static bool each_is_met(const demand *d, const pair *p, finding *to)
{
    int who[MOST_RANKS], count = 0;
    for (int r = 0; r < p->ranks && r < MOST_RANKS; r++) {
        if (count_calls(d, p->solution, r) > 0 && count_calls(d, p->student, r) == 0) {
            who[count++] = r;
        }
    }
    if (count > 0) {
        start(d, "call_missing_on", to);
        finding_put_ranks(to, "ranks.who", who, count);
    }
    return count == 0;
}

/* Calls that begin something, and are to be followed by one that completes it. */
static bool completed_is_met(const demand *d, const pair *p, finding *to)
{
    static const demand completing = {
        .calls = {"MPI_Win_flush", "MPI_Win_flush_all", "MPI_Win_flush_local",
                  "MPI_Win_flush_local_all", "MPI_Win_unlock", "MPI_Win_unlock_all",
                  "MPI_Win_fence", "MPI_Win_complete", "MPI_Wait", "MPI_Waitall", "MPI_Test"},
        .call_count = 11};
    for (int r = 0; r < p->ranks; r++) {
        long made = count_calls(d, p->student, r), after = count_calls(&completing, p->student, r);
        if (made > after) {
            start(d, "never_completed", to);
            finding_put(to, "rank", "%d", r);
            finding_put(to, "made", "%ld", made);
            finding_put(to, "after", "%ld", after);
            put_places(d, p, r, to);
            return false;
        }
    }
    return true;
}

/* ---- messages of a region ---- */

static const region_traffic *region_of(const demand *d, const outcome *in)
{
    for (int i = 0; i < in->region_count; i++) {
        if (in->regions[i].name == d->mark) {
            return &in->regions[i];
        }
    }
    return NULL;
}

/* Starts a finding about those ranks; true where there are none. */
static bool are_none(const demand *d, uint64_t ranks, const char *kind, finding *to)
{
    int who[MOST_RANKS], count = 0;
    for (int r = 0; r < MOST_RANKS; r++) {
        if ((ranks >> r & 1) != 0) {
            who[count++] = r;
        }
    }
    if (count > 0) {
        start(d, kind, to);
        finding_put_ranks(to, "ranks.who", who, count);
    }
    return count == 0;
}

static bool senders_is_met(const demand *d, const pair *p, finding *to)
{
    return are_none(d, region_of(d, p->solution)->senders & ~region_of(d, p->student)->senders,
                    "sends_nothing", to);
}

static bool under_way_is_met(const demand *d, const pair *p, finding *to)
{
    const region_traffic *student = region_of(d, p->student), *solution = region_of(d, p->solution);
    bool sends = are_none(d, solution->sending & ~student->sending, "nothing_under_way", to);
    if (!sends ||
        !are_none(d, solution->receiving & ~student->receiving, "nothing_under_way", to)) {
        finding_put(to, "what", sends ? "receive" : "send");
        return false;
    }
    return true;
}

static bool arrived_is_met(const demand *d, const pair *p, finding *to)
{
    return are_none(d, region_of(d, p->student)->receiving & ~region_of(d, p->solution)->receiving,
                    "still_under_way", to);
}

static void put_senders(const demand *d, const pair *p, finding *to)
{
    for (int i = 0; i < p->student->call_count; i++) {
        const own_call *made = &p->student->calls[i];
        if (made->region == d->mark && strstr(made->call, "end") != NULL) { /* MPI_Isend... */
            finding_place_add(to, made->rank, made->call, p->file, made->line);
        }
    }
}

/* With few ranks a tree in a bad order needs as many steps as a loop. */
static bool steps_is_met(const demand *d, const pair *p, finding *to)
{
    int made = region_of(d, p->student)->steps, wanted = region_of(d, p->solution)->steps;
    bool met = made <= wanted || made < p->ranks - 1 || p->ranks < LEAST_RANKS;
    if (region_of(d, p->solution)->senders != 0 && region_of(d, p->student)->senders == 0) {
        start(d, "sends_nothing", to);
        return false;
    }
    if (!met) {
        start(d, "steps_too_many", to);
        finding_put(to, "made", "%d", made);
        finding_put(to, "wanted", "%d", wanted);
        finding_put(to, "size", "%d", p->ranks);
        put_senders(d, p, to);
    }
    return met;
}

/* ---- rows ---- */

/* Has a rank nothing to work on, where the solution's has? compare notes it. */
static bool share_is_met(const demand *d, const pair *p, finding *to)
{
    for (int i = 0; i < p->student->difference_count; i++) {
        const finding *f = &p->student->differences[i];
        if (strcmp(f->kind, "idle_ranks") == 0) {
            start(d, "work_missing", to);
            finding_put(to, "ranks.who", "%s", finding_text(f, "ranks.who"));
            return false;
        }
    }
    return true;
}

/* Had a rank much more to work on than any of the solution's? compare notes that, too. */
static bool even_is_met(const demand *d, const pair *p, finding *to)
{
    for (int i = 0; i < p->student->difference_count; i++) {
        const finding *f = &p->student->differences[i];
        if (strcmp(f->kind, "uneven_shares") == 0) {
            start(d, "work_uneven", to);
            finding_put(to, "rank", "%s", finding_text(f, "rank"));
            finding_put(to, "made", "%s", finding_text(f, "made"));
            finding_put(to, "wanted", "%s", finding_text(f, "wanted"));
            return false;
        }
    }
    return true;
}

/* ---- all of them ---- */

static const struct {
    const char *kind;
    bool (*is_met)(const demand *, const pair *, finding *);
} kinds[] = {
    {"some", some_is_met},       {"outside", outside_is_met}, {"no-more", no_more_is_met},
    {"few", few_is_met},         {"each", each_is_met},       {"completed", completed_is_met},
    {"senders", senders_is_met}, {"steps", steps_is_met},     {"under-way", under_way_is_met},
    {"arrived", arrived_is_met}, {"share", share_is_met},     {"even", even_is_met}};

static bool is_met(const demand *d, const pair *p, finding *to)
{
    if (d->mark != 0 && (region_of(d, p->student) == NULL || region_of(d, p->solution) == NULL)) {
        return true; /* not known */
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].kind, d->kind) == 0) {
            return kinds[i].is_met(d, p, to);
        }
    }
    return true;
}

bool demands_are_met(const char *demands, const check_case *c, const char *file,
                     const outcome *student, const outcome *solution, finding *to)
{
    if (strcmp(demands, "-") == 0 || !student->is_recorded || !solution->is_recorded) {
        return true;
    }
    const pair both = {file, c->ranks, student, solution};
    char *copy = text_format("%s", demands), *rest = copy;
    bool met = true;
    for (char *one; met && (one = text_field(&rest, '|')) != NULL;) {
        demand d;
        if (read_demand(one, &d) && strstr(c->arguments, d.text) != NULL) {
            met = is_met(&d, &both, to);
        }
    }
    free(copy);
    return met;
}

/* ---- what is right, but costs too much, or works by luck ---- */

/* Collective calls of the own file, per rank. */
static long collectives_of(const outcome *in, int ranks, const own_call **most)
{
    long count = 0;
    *most = NULL;
    for (int i = 0; i < in->call_count; i++) {
        const own_call *made = &in->calls[i];
        if (mpi_facts_of(made->call)->class == MPI_CLASS_COLLECTIVE) {
            count += made->count;
            *most = *most == NULL || made->count > (*most)->count ? made : *most;
        }
    }
    return count / ranks;
}

bool demands_spare_calls(const check_case *c, const char *file, const outcome *student,
                         const outcome *solution, finding *to)
{
    const own_call *most, *other;
    long made = collectives_of(student, c->ranks, &most),
         wanted = collectives_of(solution, c->ranks, &other);
    if (!student->is_recorded || !solution->is_recorded || most == NULL || made < TIMES * wanted ||
        made < wanted + FEW_CALLS) {
        return false;
    }
    char *name = cases_name(c);
    finding_start(to, FINDING_WARNING, "collectives_to_spare");
    finding_put(to, "call", "%s", most->call);
    finding_put(to, "file", "%s", file);
    finding_put(to, "line", "%d", most->line);
    finding_put(to, "made", "%ld", made);
    finding_put(to, "wanted", "%ld", wanted);
    finding_put(to, "case", "%s", name);
    finding_place_add(to, most->rank, most->call, file, most->line);
    free(name);
    return true;
}

bool demands_any_source(const source_file *source, const outcome *student, finding *to)
{
    for (int i = 0; i < student->call_count; i++) {
        const own_call *made = &student->calls[i];
        if (made->from_any && strstr(source->text, "MPI_ANY_SOURCE") == NULL) {
            finding_start(to, FINDING_WARNING, "any_source_by_number");
            finding_put(to, "call", "%s", made->call);
            finding_put(to, "rank", "%d", made->rank);
            finding_put(to, "file", "%s", source->path);
            finding_put(to, "line", "%d", made->line);
            finding_place_add(to, made->rank, made->call, source->path, made->line);
            return true;
        }
    }
    return false;
}

/* The operation of the solution's calls of that function; NULL: that one is among them, or there is no such call. */
static const char *operation_instead(const own_call *made, const outcome *solution)
{
    const char *instead = NULL;
    for (int i = 0; i < solution->call_count; i++) {
        const own_call *own = &solution->calls[i];
        if (strcmp(own->call, made->call) == 0 && own->op[0] != '\0') {
            if (strcmp(own->op, made->op) == 0) {
                return NULL;
            }
            instead = own->op;
        }
    }
    return instead;
}

bool demands_other_operation(const char *file, const outcome *student, const outcome *solution,
                             finding *to)
{
    for (int i = 0; i < student->call_count; i++) {
        const own_call *made = &student->calls[i];
        const char *wanted = made->op[0] != '\0' ? operation_instead(made, solution) : NULL;
        if (wanted != NULL) {
            finding_start(to, FINDING_WARNING, "other_operation");
            finding_put(to, "call", "%s", made->call);
            finding_put(to, "rank", "%d", made->rank);
            finding_put(to, "op", "%s", made->op);
            finding_put(to, "wanted", "%s", wanted);
            finding_put(to, "file", "%s", file);
            finding_put(to, "line", "%d", made->line);
            finding_place_add(to, made->rank, made->call, file, made->line);
            return true;
        }
    }
    return false;
}

bool demands_spare_messages(const check_case *c, const outcome *student, const outcome *solution,
                            finding *to)
{
    const traffic *own = &student->sent, *wanted = &solution->sent;
    if (!student->is_recorded || !solution->is_recorded) {
        return false;
    }
    bool messages =
        own->messages >= 2 * wanted->messages && own->messages >= wanted->messages + FEW_MESSAGES;
    bool bytes = own->bytes >= 2 * wanted->bytes && own->bytes >= wanted->bytes + FEW_BYTES;
    if (messages || bytes) {
        char *name = cases_name(c);
        finding_start(to, FINDING_WARNING, messages ? "messages_to_spare" : "bytes_to_spare");
        finding_put(to, "rank", "%d", messages ? own->messages_rank : own->bytes_rank);
        finding_put(to, "sent", "%" PRIu64, messages ? own->messages : own->bytes);
        finding_put(to, "wanted", "%" PRIu64, messages ? wanted->messages : wanted->bytes);
        finding_put(to, "case", "%s", name);
        free(name);
    }
    return messages || bytes;
}

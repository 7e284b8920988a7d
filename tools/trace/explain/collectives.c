/* All members of a communicator make the same collective calls, in the same order, with arguments that
 * agree (MPI standard 6.1; for windows and files likewise). The k-th call of each is compared. */
#include "names.h"
#include "passes.h"
#include "signatures.h"
#include "tell.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_MEMBERS = 4096, MOST_COMMS = 4096, MOST_PER_COMM = 4 };

/* The calls of one rank on one communicator. */
typedef struct {
    int rank;
    const trace_collective **calls;
    size_t count;
    uint64_t first; /* index of calls[0] */
} member;

typedef struct {
    finding_list *to;
    const load_run *run;
    uint64_t comm;
    member *members;
    size_t count;
    int told;
    bool differ; /* their calls, from some call on */
} look;

static const trace_collective *call_at(const member *m, uint64_t index)
{
    return index >= m->first && index - m->first < m->count ? m->calls[index - m->first] : NULL;
}

static const char *name_of(const look *l, const member *m, const trace_collective *c)
{
    return load_call(&l->run->ranks[m->rank], c->call);
}

/* ---- groups of ranks that say the same ---- */

typedef bool (*same_function)(const look *l, const member *a, const trace_collective *x,
                              const member *b, const trace_collective *y);

static bool is_of_program(const trace_collective *c)
{
    return (c->flags & TRACE_LIBRARY) == 0;
}

/* Do all say the same as the first that is there? The first that does not, or NULL. */
static const member *differs(const look *l, uint64_t index, same_function same,
                             const member **first)
{
    *first = NULL;
    for (size_t i = 0; i < l->count; i++) {
        const member *m = &l->members[i];
        const trace_collective *c = call_at(m, index);
        if (c != NULL && *first == NULL) {
            *first = m;
        } else if (c != NULL && !same(l, *first, call_at(*first, index), m, c)) {
            return m;
        }
    }
    return NULL;
}

/* The ranks that agree with `like` at this call. */
static void put_ranks_like(const look *l, finding *f, const char *name, uint64_t index,
                           const member *like, same_function same)
{
    int *ranks = calloc(l->count + 1, sizeof *ranks), count = 0;
    for (size_t i = 0; ranks != NULL && i < l->count; i++) {
        const trace_collective *c = call_at(&l->members[i], index);
        if (c != NULL && same(l, like, call_at(like, index), &l->members[i], c)) {
            ranks[count++] = l->members[i].rank;
        }
    }
    finding_put_ranks(f, name, ranks, count);
    free(ranks);
}

static void put_call(const look *l, finding *f, const char *suffix, const member *m,
                     const trace_collective *c)
{
    tell_call(f, suffix, &l->run->ranks[m->rank], c->call, c->site);
}

static void put_place(const look *l, finding *f, const member *m, const trace_collective *c)
{
    tell_place(f, l->run, m->rank, c->site, c->call);
}

static void put_places(const look *l, finding *f, uint64_t index, const member *main,
                       const member *other)
{
    put_place(l, f, main, call_at(main, index));
    put_place(l, f, other, call_at(other, index));
    for (size_t i = 0; i < l->count; i++) {
        const trace_collective *c = call_at(&l->members[i], index);
        if (c != NULL) {
            put_place(l, f, &l->members[i], c);
        }
    }
}

/* Two groups of ranks that do not say the same at this call: what all such findings have. */
static void start_pair(const look *l, finding *f, const char *kind, uint64_t index,
                       const member *first, const member *other, same_function same)
{
    finding_start(f, FINDING_ERROR, kind);
    put_places(l, f, index, other, first);
    put_call(l, f, "", first, call_at(first, index));
    put_call(l, f, "other", other, call_at(other, index));
    tell_comm(f, "", l->run, l->comm);
    put_ranks_like(l, f, "ranks.first", index, first, same);
    put_ranks_like(l, f, "ranks.other", index, other, same);
}

/* ---- what must be the same ---- */

static bool same_call(const look *l, const member *a, const trace_collective *x, const member *b,
                      const trace_collective *y)
{
    return strcmp(name_of(l, a, x), name_of(l, b, y)) == 0;
}

static bool same_root(const look *l, const member *a, const trace_collective *x, const member *b,
                      const trace_collective *y)
{
    (void)l, (void)a, (void)b;
    return x->root == y->root || x->root < 0 || y->root < 0;
}

static bool same_op(const look *l, const member *a, const trace_collective *x, const member *b,
                    const trace_collective *y)
{
    (void)l, (void)a, (void)b;
    return x->op == y->op;
}

static bool same_extra(const look *l, const member *a, const trace_collective *x, const member *b,
                       const trace_collective *y)
{
    (void)l, (void)a, (void)b;
    return x->extra == y->extra || x->extra == 0 || y->extra == 0;
}

/* `gone` ended without the call that `here` has made. */
static void tell_missing(const look *l, uint64_t index, const member *here, const member *gone)
{
    finding f;
    finding_start(&f, FINDING_ERROR, "collective_missing");
    put_places(l, &f, index, here, gone);
    put_call(l, &f, "", here, call_at(here, index));
    tell_comm(&f, "", l->run, l->comm);
    put_ranks_like(l, &f, "ranks.there", index, here, same_call);
    put_ranks_like(l, &f, "ranks.gone", index, gone, same_call);
    findings_add(l->to, &f);
}

static bool compare_calls(look *l, uint64_t index)
{
    const member *first, *other = differs(l, index, same_call, &first);
    if (other == NULL) {
        return true;
    }
    const trace_collective *x = call_at(first, index), *y = call_at(other, index);
    l->differ = true;
    if (!is_of_program(x) && !is_of_program(y)) {
        return false;
    }
    if (strcmp(name_of(l, other, y), "MPI_Finalize") == 0) {
        tell_missing(l, index, first, other);
    } else if (strcmp(name_of(l, first, x), "MPI_Finalize") == 0) {
        tell_missing(l, index, other, first);
    } else {
        finding f;
        start_pair(l, &f, "collective_mismatch", index, first, other, same_call);
        findings_add(l->to, &f);
    }
    return false;
}

static void compare_roots(look *l, uint64_t index)
{
    finding f;
    const member *first, *other = differs(l, index, same_root, &first);
    if (other != NULL) {
        start_pair(l, &f, "root_mismatch", index, first, other, same_root);
        finding_put(&f, "root", "%d", call_at(first, index)->root);
        finding_put(&f, "root.other", "%d", call_at(other, index)->root);
        findings_add(l->to, &f);
        l->told++;
    }
}

static void compare_ops(look *l, uint64_t index)
{
    finding f;
    const member *first, *other = differs(l, index, same_op, &first);
    if (other != NULL) {
        start_pair(l, &f, "op_mismatch", index, first, other, same_op);
        finding_put(&f, "operation", "%s", names_op(call_at(first, index)->op));
        finding_put(&f, "operation.other", "%s", names_op(call_at(other, index)->op));
        findings_add(l->to, &f);
        l->told++;
    }
}

static void compare_extras(look *l, uint64_t index)
{
    finding f;
    const member *first, *other = differs(l, index, same_extra, &first);
    if (other != NULL) {
        bool is_grid = strcmp(name_of(l, first, call_at(first, index)), "MPI_Cart_create") == 0;
        start_pair(l, &f, is_grid ? "argument_mismatch" : "count_mismatch", index, first, other,
                   same_extra);
        findings_add(l->to, &f);
        l->told++;
    }
}

/* ---- how much of what ---- */

/* What a rank says that the others must agree with: one or two signatures. */
static int says(const look *l, const member *m, const trace_collective *c,
                const trace_signature *what[2])
{
    const load_rank *r = &l->run->ranks[m->rank];
    const trace_comm *comm = load_comm(r, c->comm);
    bool is_root = comm != NULL && c->root >= 0 && (uint32_t)c->root == comm->rank;
    bool in_place = (c->flags & TRACE_IN_PLACE) != 0;
    unsigned is = mpi_facts_of(name_of(l, m, c))->flags;
    int count = 0;
    if ((is & MPI_FACT_SAME_SEND) != 0) {
        what[count++] = in_place && c->send.known == 0 ? &c->receive : &c->send;
    } else if ((is & MPI_FACT_SAME_BOTH) != 0) {
        what[count++] = &c->receive;
        what[count++] = &c->send;
    } else if ((is & (MPI_FACT_TO_ROOT | MPI_FACT_FROM_ROOT)) != 0) {
        bool receives = is_root == ((is & MPI_FACT_TO_ROOT) != 0);
        what[count++] = receives ? &c->receive : &c->send;
        if (is_root) {
            what[count++] = receives ? &c->send : &c->receive;
        }
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (what[i]->known != 0) {
            what[kept++] = what[i];
        }
    }
    return kept;
}

static bool has(const look *l, const member *m, const trace_collective *c, unsigned flags)
{
    return load_call_has(&l->run->ranks[m->rank], c->call, flags);
}

/* Of a v-variant the counts are each rank's own. */
static signatures_verdict compare_two(bool varies, const trace_signature *a,
                                      const trace_signature *b)
{
    if (varies || a->known == 2 || b->known == 2) {
        return signatures_same_basic(a, b) ? SIGNATURES_AGREE : SIGNATURES_TYPE;
    }
    return signatures_compare(a, b);
}

/* Two signatures, or two counts, of two ranks: what both kinds of findings have. */
static void start_two(const look *l, finding *f, finding_severity severity, const char *kind,
                      uint64_t index, const member *m, const member *other)
{
    const trace_collective *x = call_at(m, index), *y = call_at(other, index);
    finding_start(f, severity, kind);
    put_call(l, f, "", m, x);
    tell_comm(f, "", l->run, l->comm);
    finding_put(f, "rank", "%d", m->rank);
    finding_put(f, "rank.other", "%d", other->rank);
    tell_site(f, "other", &l->run->ranks[other->rank], y->site);
}

static uint64_t elements_in(const trace_signature *s)
{
    return s->count * s->unit;
}

/* What may have been meant; NULL: not known. own: the two are of one rank. */
static const char *remedy(const look *l, const member *m, const trace_collective *c, uint64_t one,
                          uint64_t other, bool own)
{
    static const char *const parts[] = {"MPI_Gather", "MPI_Scatter", "MPI_Allgather",
                                        "MPI_Alltoall"};
    const char *name = mpi_facts_of(name_of(l, m, c))->name;
    uint64_t less = one < other ? one : other, more = one < other ? other : one;
    if (has(l, m, c, MPI_FACT_SAME_SEND)) {
        return "same";
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(name, parts[i]) == 0) {
            return !own && (more != less * l->count || l->count < 2) ? parts[i]
                   : has(l, m, c, MPI_FACT_FROM_ROOT)                ? "send_total"
                                                                     : "receive_total";
        }
    }
    return NULL;
}

static void tell_signatures(look *l, uint64_t index, const member *first,
                            const trace_signature *expected, const member *m,
                            const trace_signature *there, signatures_verdict v)
{
    finding f;
    const trace_collective *c = call_at(m, index);
    bool own = first == m && v == SIGNATURES_COUNT;
    start_two(l, &f, v == SIGNATURES_BYTES ? FINDING_WARNING : FINDING_ERROR,
              v == SIGNATURES_COUNT ? "count_mismatch" : "type_mismatch", index, first, m);
    put_place(l, &f, m, c);
    put_place(l, &f, first, call_at(first, index));
    tell_signature(&f, "", expected);
    tell_signature(&f, "other", there);
    if (own) {
        finding_put(&f, "own", "%s", has(l, m, c, MPI_FACT_FROM_ROOT) ? "send" : "receive");
    }
    const char *meant = v == SIGNATURES_COUNT
                            ? remedy(l, m, c, elements_in(expected), elements_in(there), own)
                            : NULL;
    if (meant != NULL) {
        finding_put(&f, "remedy", "%s", meant);
    }
    findings_add(l->to, &f);
    l->told++;
}

static void compare_signatures(look *l, uint64_t index)
{
    const member *first = NULL;
    const trace_signature *expected = NULL;
    for (size_t i = 0; i < l->count; i++) {
        const member *m = &l->members[i];
        const trace_collective *c = call_at(m, index);
        const trace_signature *what[2];
        int count = c != NULL ? says(l, m, c, what) : 0;
        for (int j = 0; j < count; j++) {
            if (expected == NULL) {
                expected = what[j];
                first = m;
                continue;
            }
            signatures_verdict v = compare_two(has(l, m, c, MPI_FACT_LIST), expected, what[j]);
            if (v != SIGNATURES_AGREE) {
                tell_signatures(l, index, first, expected, m, what[j], v);
                return;
            }
        }
    }
}

/* ---- v-variants: what one sends to another, and what that expects of it ---- */

static uint64_t own_rank(const look *l, const member *m)
{
    const trace_comm *comm = load_comm(&l->run->ranks[m->rank], l->comm);
    return comm != NULL ? comm->rank : UINT64_MAX;
}

static bool elements_of(const trace_signature *s, uint64_t *elements)
{
    *elements = s->count * s->unit;
    return s->known == 1 && s->count <= UINT64_C(1) << 40;
}

/* What m sends to (or, of MPI_Scatterv, what it receives as) `other`'s partner: by its own arguments. */
static bool sent_to(const look *l, const member *m, const trace_collective *c, const member *other,
                    uint64_t *elements)
{
    if (has(l, m, c, MPI_FACT_SEND_LIST)) {
        return load_count(&l->run->ranks[m->rank], c->send_list, c->list_length, own_rank(l, other),
                          elements);
    }
    *elements = c->send.count * c->send.unit;
    return c->send.known != 0 && c->send.count <= UINT64_C(1) << 40;
}

static bool expected_from(const look *l, const member *m, const trace_collective *c,
                          const member *other, uint64_t *elements)
{
    if (!has(l, m, c, MPI_FACT_RECEIVE_LIST)) {
        return elements_of(&c->receive, elements);
    }
    return load_count(&l->run->ranks[m->rank], c->receive_list, c->list_length, own_rank(l, other),
                      elements);
}

/* Of MPI_Alltoallv each pair may have a type of its own. */
static bool compare_types(look *l, uint64_t index, const member *from, const member *to,
                          uint64_t sent)
{
    const trace_collective *x = call_at(from, index), *y = call_at(to, index);
    bool both = has(l, from, x, MPI_FACT_SEND_LIST) && has(l, from, x, MPI_FACT_RECEIVE_LIST);
    if (!both || sent == 0 || signatures_same_basic(&x->send, &y->receive)) {
        return true;
    }
    finding f;
    start_two(l, &f, FINDING_ERROR, "type_mismatch", index, from, to);
    put_place(l, &f, from, x);
    put_place(l, &f, to, y);
    finding_put(&f, "elements", "%llu", (unsigned long long)sent);
    finding_put(&f, "elements.other", "%llu", (unsigned long long)sent);
    finding_put(&f, "type", "%s", names_basic(x->send.basic));
    finding_put(&f, "type.other", "%s", names_basic(y->receive.basic));
    finding_put(&f, "pair", "send");
    findings_add(l->to, &f);
    l->told++;
    return false;
}

static void compare_lists(look *l, uint64_t index)
{
    for (size_t i = 0; i < l->count; i++) {
        for (size_t j = 0; j < l->count; j++) {
            const member *from = &l->members[i], *to = &l->members[j];
            const trace_collective *x = call_at(from, index), *y = call_at(to, index);
            uint64_t sent, expected;
            if (x == NULL || y == NULL || !has(l, from, x, MPI_FACT_LIST) ||
                (x->flags & TRACE_IN_PLACE) != 0 || (y->flags & TRACE_IN_PLACE) != 0 ||
                !sent_to(l, from, x, to, &sent) || !expected_from(l, to, y, from, &expected)) {
                continue;
            }
            if (sent == expected && compare_types(l, index, from, to, sent)) {
                continue;
            }
            if (sent == expected) {
                return;
            }
            finding f;
            start_two(l, &f, FINDING_ERROR, "count_mismatch", index, from, to);
            put_place(l, &f, from, x);
            put_place(l, &f, to, y);
            finding_put(&f, "sent", "%llu", (unsigned long long)sent);
            finding_put(&f, "expected", "%llu", (unsigned long long)expected);
            findings_add(l->to, &f);
            l->told++;
            return;
        }
    }
}

/* ---- one communicator ---- */

/* The first call from this one on that any rank has made: between what is kept of two ranks there may be a gap. */
static uint64_t next_call(const look *l, uint64_t index)
{
    uint64_t next = UINT64_MAX;
    for (size_t i = 0; i < l->count; i++) {
        const member *m = &l->members[i];
        if (call_at(m, index) != NULL) {
            return index;
        }
        next = m->count > 0 && m->first > index && m->first < next ? m->first : next;
    }
    return next;
}

static void compare_all(look *l)
{
    uint64_t first = UINT64_MAX, end = 0;
    for (size_t i = 0; i < l->count; i++) {
        const member *m = &l->members[i];
        if (m->count > 0) {
            first = m->first < first ? m->first : first;
            end = m->first + m->count > end ? m->first + m->count : end;
        }
    }
    for (uint64_t index = first; index < end && l->told < MOST_PER_COMM;
         index = next_call(l, index + 1)) {
        if (!compare_calls(l, index)) {
            return; /* what follows is a consequence */
        }
        compare_roots(l, index);
        compare_ops(l, index);
        compare_extras(l, index);
        compare_signatures(l, index);
        compare_lists(l, index);
    }
}

/* The call of `most` that m has come to its end without; NULL: none. */
static const trace_collective *left_out(const look *l, const member *m, const member *most)
{
    const load_rank *r = &l->run->ranks[m->rank];
    const trace_comm *comm = load_comm(r, l->comm);
    const trace_collective *c =
        load_reached_end(r) && comm != NULL ? call_at(most, comm->collectives) : NULL;
    return c != NULL && is_of_program(c) ? c : NULL;
}

/* Ranks that have come to their end without a call that others on this communicator have made: those that lack the
 * same call are one finding. */
static void find_missing(look *l)
{
    const member *most = NULL;
    int *ranks = calloc(l->count + 1, sizeof *ranks);
    for (size_t i = 0; !l->differ && i < l->count; i++) {
        const member *m = &l->members[i];
        if (m->count > 0 && (most == NULL || m->first + m->count > most->first + most->count)) {
            most = m;
        }
    }
    for (size_t index = 0; ranks != NULL && most != NULL && index < most->count; index++) {
        const trace_collective *c = most->calls[index];
        finding f;
        int count = 0;
        finding_start(&f, FINDING_ERROR, "collective_missing");
        for (size_t i = 0; i < l->count; i++) {
            if (left_out(l, &l->members[i], most) == c) {
                ranks[count++] = l->members[i].rank;
                put_place(l, &f, &l->members[i], c);
            }
        }
        if (count > 0) {
            put_place(l, &f, most, c);
            put_call(l, &f, "", most, c);
            tell_comm(&f, "", l->run, l->comm);
            finding_put(&f, "rank.there", "%d", most->rank);
            finding_put_ranks(&f, "ranks.absent", ranks, count);
            findings_add(l->to, &f);
        }
    }
    free(ranks);
}

static int by_call(const void *a, const void *b)
{
    const trace_collective *left = *(const trace_collective *const *)a,
                           *right = *(const trace_collective *const *)b;
    if (left->comm != right->comm) {
        return left->comm < right->comm ? -1 : 1;
    }
    return (left->index > right->index) - (left->index < right->index);
}

/* The calls of all ranks, sorted by communicator and index. */
typedef struct {
    const trace_collective **calls;
    size_t count;
} sorted_calls;

static member slice(const sorted_calls *all, int rank, uint64_t comm)
{
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (all->calls[middle]->comm < comm) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    member m = {rank, all->calls + low, 0, low < all->count ? all->calls[low]->index : 0};
    while (low + m.count < all->count && all->calls[low + m.count]->comm == comm &&
           all->calls[low + m.count]->index == m.first + m.count) {
        m.count++;
    }
    return m;
}

static void look_at(finding_list *to, const load_run *run, const sorted_calls *all, uint64_t id,
                    const load_rank *rank, const trace_comm *comm)
{
    size_t count;
    const int32_t *list = load_members(rank, comm, &count);
    look l = {to, run, id, calloc(count + 1, sizeof *l.members), 0, 0, false};
    for (size_t i = 0; l.members != NULL && list != NULL && i < count && count < MOST_MEMBERS;
         i++) {
        if (list[i] >= 0 && list[i] < run->size && run->ranks[list[i]].state == LOAD_WHOLE) {
            l.members[l.count++] = slice(&all[list[i]], list[i], id);
        }
    }
    if (l.members != NULL) {
        compare_all(&l);
        if (l.told == 0 && comm->kind != TRACE_KIND_INTERCOMM) {
            find_missing(&l);
        }
    }
    free(l.members);
}

static bool was_seen(const uint64_t ids[], int count, uint64_t id)
{
    for (int i = 0; i < count; i++) {
        if (ids[i] == id) {
            return true;
        }
    }
    return false;
}

void pass_collectives(const load_run *run, finding_list *to)
{
    sorted_calls *all = calloc((size_t)run->size + 1, sizeof *all);
    uint64_t *seen = calloc(MOST_COMMS, sizeof *seen);
    int seen_count = 0;
    for (int r = 0; all != NULL && r < run->size; r++) {
        size_t count = LOAD_COUNT(&run->ranks[r], COLLECTIVES);
        all[r].calls = calloc(count + 1, sizeof *all[r].calls);
        for (size_t i = 0; all[r].calls != NULL && i < count; i++) {
            all[r].calls[all[r].count++] = &LOAD_COLLECTIVES(&run->ranks[r])[i];
        }
        if (all[r].count > 0) {
            qsort(all[r].calls, all[r].count, sizeof *all[r].calls, by_call);
        }
    }
    for (int r = 0; all != NULL && seen != NULL && r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        for (size_t i = 0; i < LOAD_COUNT(rank, COMMS) && seen_count < MOST_COMMS; i++) {
            const trace_comm *comm = &LOAD_COMMS(rank)[i];
            if (comm->is_used && !was_seen(seen, seen_count, comm->id)) {
                seen[seen_count++] = comm->id;
                look_at(to, run, all, comm->id, rank, comm);
            }
        }
    }
    for (int r = 0; all != NULL && r < run->size; r++) {
        free(all[r].calls);
    }
    free(all);
    free(seen);
}

/* Datatypes: which basic types, how many bytes, in one piece or not. Found out with
 * MPI_Type_get_contents when a datatype is first used, and remembered by its handle. */
#include "types.h"
#include "tools/trace/signature.h"
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 256, CACHE = 16, MOST_BLOCKS = 256, MOST_KEPT = 64 };

static type_record *buckets[BUCKETS];
static const type_record *cache[CACHE];

static unsigned hash_handle(uint64_t handle)
{
    return (unsigned)((handle >> 4 ^ handle >> 12 ^ handle) * 2654435761u >> 8);
}

static type_record *add(uint64_t handle)
{
    type_record *made = calloc(1, sizeof *made);
    if (made == NULL) {
        abort();
    }
    made->handle = handle;
    unsigned bucket = hash_handle(handle) % BUCKETS;
    made->next = buckets[bucket];
    buckets[bucket] = made;
    return made;
}

static void measure(type_record *made, MPI_Datatype type)
{
    MPI_Count size = 0, lower = 0, extent = 0, true_lower = 0, true_extent = 0;
    PMPI_Type_size_x(type, &size);
    PMPI_Type_get_extent_x(type, &lower, &extent);
    PMPI_Type_get_true_extent_x(type, &true_lower, &true_extent);
    made->size = size > 0 ? (uint64_t)size : 0;
    made->extent = extent > 0 ? (uint64_t)extent : 0;
    made->lower = true_lower;
    made->is_dense = size > 0 && extent == size && true_extent == size;
}

static void add_basic(MPI_Datatype type, int number, int class, int size)
{
    if (type == MPI_DATATYPE_NULL) {
        return; /* a language that this MPI was built without */
    }
    for (type_record *t = buckets[hash_handle(HANDLE(type)) % BUCKETS]; t != NULL; t = t->next) {
        if (t->handle == HANDLE(type)) {
            return; /* two names of one type */
        }
    }
    type_record *made = add(HANDLE(type));
    measure(made, type);
    made->basic = (uint16_t)number;
    made->alignment = size <= 16 ? (uint64_t)size : 1;
    made->hash = (uint64_t) class * 1000003u + (uint64_t)size;
    made->length = 1;
    made->is_known = made->is_named = made->is_committed = true;
    made->blocks = calloc(1, sizeof *made->blocks);
    if (made->blocks != NULL) {
        *made->blocks = (type_block){0, made->size};
        made->block_count = 1;
    }
}

void types_begin(void)
{
#define ADD(name, class, size) add_basic(name, BASIC_##name, class, (int)(size));
    BASIC_TYPES(ADD)
#undef ADD
}

static type_record *find(uint64_t handle);

static void learn_struct(type_record *made, int count, const int lengths[], const MPI_Aint at[],
                         const MPI_Datatype types[])
{
    signature_sum sum = {0, 0};
    made->basic = BASIC_NONE;
    made->is_known = true;
    for (int i = 0; i < count; i++) {
        const type_record *part = type_find(types[i]);
        if (part == NULL || !part->is_known) {
            made->is_known = false;
            return;
        }
        if (lengths[i] > 0 && part->length > 0) {
            made->alignment = part->alignment > made->alignment ? part->alignment : made->alignment;
            made->is_packed =
                made->is_packed || (part->alignment > 1 && at[i] % (MPI_Aint)part->alignment != 0);
            made->basic = sum.length == 0 || made->basic == part->basic ? part->basic : BASIC_NONE;
            signature_sum unit = {part->hash, part->length};
            sum = signature_join(sum, signature_repeat(unit, (uint64_t)lengths[i]));
        }
    }
    made->hash = sum.hash;
    made->length = sum.length;
}

/* All other constructors repeat one type; how often follows from the sizes. */
static void learn_repetition(type_record *made, int combiner, MPI_Datatype old)
{
    const type_record *part = type_find(old);
    if (part == NULL || !part->is_known) {
        return;
    }
    signature_sum unit = {part->hash, part->length};
    uint64_t count = part->size > 0 ? made->size / part->size : 0;
    signature_sum sum = signature_repeat(unit, count);
    made->hash = sum.hash;
    made->length = sum.length;
    made->basic = part->basic;
    made->alignment = part->alignment;
    made->is_known = true;
    made->is_named = part->is_named && made->is_dense &&
                     (combiner == MPI_COMBINER_CONTIGUOUS || combiner == MPI_COMBINER_DUP);
}

/* ---- which bytes ---- */

/* Blocks are put together here. */
static struct {
    type_block all[MOST_BLOCKS];
    uint32_t count;
    bool is_full, overlaps;
} pieces;

static void add_block(int64_t at, uint64_t length)
{
    type_block *last = pieces.count > 0 ? &pieces.all[pieces.count - 1] : NULL;
    int64_t end = at + (int64_t)length;
    int64_t last_end = last != NULL ? last->at + (int64_t)last->length : 0;
    if (last != NULL && at >= last->at && at <= last_end) {
        pieces.overlaps = pieces.overlaps || at < last_end;
        last->length = (uint64_t)((end > last_end ? end : last_end) - last->at);
    } else if (pieces.count == MOST_BLOCKS) {
        pieces.is_full = true;
    } else {
        pieces.all[pieces.count++] = (type_block){at, length};
    }
}

/* `count` of a type, one behind the other. */
static void add_run(const type_record *part, int64_t at, int64_t count)
{
    pieces.is_full = pieces.is_full || part == NULL || (part->block_count == 0 && part->size > 0);
    if (pieces.is_full || part->size == 0 || count <= 0) {
        return;
    }
    pieces.overlaps = pieces.overlaps || part->overlaps;
    if (part->is_dense && part->block_count == 1) {
        add_block(at + part->blocks->at, part->size * (uint64_t)count);
        return;
    }
    for (int64_t i = 0; i < count && !pieces.is_full; i++) {
        for (uint32_t b = 0; b < part->block_count; b++) {
            add_block(at + i * (int64_t)part->extent + part->blocks[b].at, part->blocks[b].length);
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const type_block *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

/* By place, and those that touch made one. */
static void sort_blocks(void)
{
    uint32_t count = pieces.count;
    qsort(pieces.all, count, sizeof *pieces.all, by_place);
    pieces.count = 0;
    for (uint32_t i = 0; i < count; i++) {
        type_block next = pieces.all[i];
        add_block(next.at, next.length);
    }
}

static void add_subarray(const type_record *part, const int integer[])
{
    int dimensions = integer[0], at[16] = {0};
    const int *sizes = integer + 1, *of = sizes + dimensions, *starts = of + dimensions;
    bool is_c = integer[3 * dimensions + 1] == MPI_ORDER_C;
    int fastest = is_c ? dimensions - 1 : 0, step = is_c ? -1 : 1;
    for (bool more = dimensions <= 16; more && !pieces.is_full && part != NULL;) {
        int64_t place = 0;
        for (int i = 0; i < dimensions; i++) {
            int d = is_c ? i : dimensions - 1 - i;
            place = place * sizes[d] + starts[d] + at[d];
        }
        add_run(part, place * (int64_t)part->extent, of[fastest]);
        int d = fastest + step;
        while (d >= 0 && d < dimensions && ++at[d] == of[d]) {
            at[d] = 0;
            d += step;
        }
        more = d >= 0 && d < dimensions;
    }
}

/* The arguments of the call that made it (MPI standard 5.1.13). */
static void add_parts(int combiner, const int i[], const MPI_Aint a[], const MPI_Datatype parts[])
{
    const type_record *part = type_find(parts[0]);
    int64_t unit = part != NULL ? (int64_t)part->extent : 0;
    for (int k = 0; k < i[0] && combiner == MPI_COMBINER_STRUCT; k++) {
        add_run(type_find(parts[k]), a[k], i[1 + k]);
    }
    for (int k = 0; k < i[0] && !pieces.is_full; k++) {
        if (combiner == MPI_COMBINER_VECTOR) {
            add_run(part, k * unit * i[2], i[1]);
        } else if (combiner == MPI_COMBINER_HVECTOR) {
            add_run(part, k * (int64_t)a[0], i[1]);
        } else if (combiner == MPI_COMBINER_INDEXED) {
            add_run(part, unit * i[1 + i[0] + k], i[1 + k]);
        } else if (combiner == MPI_COMBINER_HINDEXED) {
            add_run(part, a[k], i[1 + k]);
        } else if (combiner == MPI_COMBINER_INDEXED_BLOCK) {
            add_run(part, unit * i[2 + k], i[1]);
        } else if (combiner == MPI_COMBINER_HINDEXED_BLOCK) {
            add_run(part, a[k], i[1]);
        }
    }
    if (combiner == MPI_COMBINER_CONTIGUOUS) {
        add_run(part, 0, i[0]);
    } else if (combiner == MPI_COMBINER_DUP || combiner == MPI_COMBINER_RESIZED) {
        add_run(part, 0, 1);
    } else if (combiner == MPI_COMBINER_SUBARRAY) {
        add_subarray(part, i);
    }
}

static void learn_blocks(type_record *made, int combiner, const int integer[],
                         const MPI_Aint address[], const MPI_Datatype parts[])
{
    pieces.count = 0;
    pieces.is_full = pieces.overlaps = false;
    add_parts(combiner, integer, address, parts);
    sort_blocks();
    made->overlaps = pieces.overlaps && !pieces.is_full;
    if (!pieces.is_full && pieces.count > 0) {
        made->blocks = calloc(pieces.count, sizeof *made->blocks);
        made->block_count = made->blocks != NULL ? pieces.count : 0;
    }
    if (made->block_count > 0) {
        memcpy(made->blocks, pieces.all, pieces.count * sizeof *made->blocks);
    }
}

bool type_overlaps(MPI_Datatype type, int64_t count)
{
    const type_record *t = type_find(type);
    if (t == NULL || count <= 0 || t->is_dense || t->block_count == 0) {
        return false;
    }
    const type_block *last = &t->blocks[t->block_count - 1];
    if (t->overlaps || count == 1 ||
        last->at + (int64_t)last->length - t->blocks->at <= (int64_t)t->extent) {
        return t->overlaps;
    }
    pieces.count = 0;
    pieces.is_full = pieces.overlaps = false;
    add_run(t, 0, count < MOST_BLOCKS / t->block_count ? count : MOST_BLOCKS / t->block_count);
    sort_blocks();
    return pieces.overlaps && !pieces.is_full;
}

uint64_t type_keep_blocks(MPI_Datatype type)
{
    type_record *t = type == MPI_DATATYPE_NULL ? NULL : find(HANDLE(type));
    const trace_section *ring = &record->sections[TRACE_SECTION_COUNTS];
    if (t == NULL || t->block_count == 0 || t->block_count > MOST_KEPT) {
        return 0;
    }
    if (t->kept != 0 && ring->used - t->kept < ring->capacity / 2) {
        return t->kept;
    }
    for (uint32_t i = 0; i < 2 * t->block_count; i++) {
        uint64_t number;
        trace_count *entry = ring_next(TRACE_SECTION_COUNTS, &number);
        const type_block *b = &t->blocks[i / 2];
        entry->elements = i % 2 == 0 ? (uint64_t)b->at : b->length;
        ring_done(entry, number);
        t->kept = i == 0 ? number + 1 : t->kept;
    }
    return t->kept;
}

static const type_record *learn(MPI_Datatype type, type_record *made);

/* Open MPI hands out copies of the parts, with handles that nobody knows: which of them are. */
static bool *learn_parts(int count, const MPI_Datatype parts[])
{
    bool *is_copy = calloc((size_t)count + 1, sizeof *is_copy);
    if (is_copy == NULL) {
        abort();
    }
    for (int i = 0; i < count; i++) {
        if (type_find(parts[i]) == NULL) {
            type_record *made = add(HANDLE(parts[i]));
            made->site = 1; /* so that it may go */
            learn(parts[i], made);
            is_copy[i] = true;
        }
    }
    return is_copy;
}

static const type_record *learn(MPI_Datatype type, type_record *made)
{
    int integers, addresses, types, combiner;
    measure(made, type);
    PMPI_Type_get_envelope(type, &integers, &addresses, &types, &combiner);
    if (combiner == MPI_COMBINER_NAMED || types == 0) {
        /* A basic type that is not in our list. */
        made->hash = 7000003u + made->size;
        made->length = 1;
        made->is_known = false;
        return made;
    }
    int *integer = calloc((size_t)integers + 1, sizeof *integer);
    MPI_Aint *address = calloc((size_t)addresses + 1, sizeof *address);
    MPI_Datatype *parts = calloc((size_t)types + 1, sizeof *parts);
    if (integer == NULL || address == NULL || parts == NULL) {
        abort();
    }
    PMPI_Type_get_contents(type, integers, addresses, types, integer, address, parts);
    bool *is_copy = learn_parts(types, parts);
    if (combiner == MPI_COMBINER_STRUCT) {
        learn_struct(made, integer[0], integer + 1, address, parts);
    } else {
        learn_repetition(made, combiner, parts[0]);
    }
    learn_blocks(made, combiner, integer, address, parts);
    for (int i = 0; i < types; i++) {
        int a, b, c, part_combiner;
        PMPI_Type_get_envelope(parts[i], &a, &b, &c, &part_combiner);
        if (is_copy[i]) {
            type_gone(parts[i]);
        }
        if (part_combiner != MPI_COMBINER_NAMED) {
            PMPI_Type_free(&parts[i]);
        }
    }
    free(is_copy);
    free(integer);
    free(address);
    free(parts);
    return made;
}

static type_record *find(uint64_t handle)
{
    type_record *found = buckets[hash_handle(handle) % BUCKETS];
    while (found != NULL && found->handle != handle) {
        found = found->next;
    }
    return found;
}

const type_record *type_find(MPI_Datatype type)
{
    uint64_t handle = HANDLE(type);
    unsigned slot = hash_handle(handle) % CACHE;
    if (cache[slot] != NULL && cache[slot]->handle == handle) {
        return cache[slot];
    }
    type_record *found = type == MPI_DATATYPE_NULL ? NULL : find(handle);
    cache[slot] = found != NULL ? found : cache[slot];
    return found;
}

static bool is_type(MPI_Datatype type)
{
    return type != MPI_DATATYPE_NULL;
}

/* A datatype that was made by a call that we do not know stays unknown: looking into a handle that is
 * none would be a crash. */
void type_made(frame *f, MPI_Datatype type)
{
    if (!is_type(type) || find(HANDLE(type)) != NULL) {
        return;
    }
    type_record *made = add(HANDLE(type));
    made->site = f->site;
    learn(type, made);
}

void type_commit(MPI_Datatype type)
{
    type_record *found = is_type(type) ? find(HANDLE(type)) : NULL;
    if (found != NULL) {
        found->is_committed = true;
    }
}

void type_gone(MPI_Datatype type)
{
    uint64_t handle = HANDLE(type);
    type_record **link = &buckets[hash_handle(handle) % BUCKETS];
    while (*link != NULL && (*link)->handle != handle) {
        link = &(*link)->next;
    }
    if (*link != NULL && (*link)->site != 0) {
        type_record *gone = *link;
        *link = gone->next;
        memset(cache, 0, sizeof cache);
        free(gone->blocks);
        free(gone);
    }
}

trace_signature type_signature(MPI_Datatype type, int64_t count)
{
    const type_record *t = type_find(type);
    if (t == NULL || !t->is_known || count < 0) {
        return (trace_signature){0, 0, 0, 0, 0};
    }
    return (trace_signature){t->hash, (uint64_t)count, (uint32_t)t->length, t->basic, 1};
}

uint64_t type_bytes(MPI_Datatype type, int64_t count)
{
    const type_record *t = type_find(type);
    return t != NULL && count > 0 ? t->size * (uint64_t)count : 0;
}

bool type_piece(MPI_Datatype type, int64_t count, const void *buffer, uint64_t *begin,
                uint64_t *end)
{
    const type_record *t = type_find(type);
    *begin = *end = 0;
    if (t == NULL || !t->is_dense || count <= 0 || buffer == MPI_BOTTOM || buffer == MPI_IN_PLACE) {
        return false;
    }
    *begin = HANDLE(buffer) + (uint64_t)t->lower;
    *end = *begin + t->size * (uint64_t)count;
    return t->is_named;
}

uint32_t op_number(MPI_Op op)
{
    const MPI_Op known[] = {MPI_MAX,    MPI_MIN,    MPI_SUM,     MPI_PROD, MPI_LAND,
                            MPI_BAND,   MPI_LOR,    MPI_BOR,     MPI_LXOR, MPI_BXOR,
                            MPI_MINLOC, MPI_MAXLOC, MPI_REPLACE, MPI_NO_OP};
    for (uint32_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (op == known[i]) {
            return i + 1;
        }
    }
    return op == MPI_OP_NULL ? 0 : TRACE_USER_OP;
}

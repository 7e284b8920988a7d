#include "signatures.h"
#include "tools/trace/basic.h"
#include "tools/trace/signature.h"

static const struct {
    int class;
    unsigned size;
} basics[] = {{0, 0},
#define ROW(name, class, size) {class, (unsigned)(size)},
              BASIC_TYPES(ROW)
#undef ROW
};

static bool is_known(const trace_signature *s)
{
    return s->known != 0 && s->basic < BASIC_COUNT && s->unit <= 1u << 30 &&
           s->count <= UINT64_C(1) << 40;
}

static bool is_raw(unsigned basic)
{
    return basics[basic].class == 'b' || basics[basic].class == 'p';
}

static bool same_basic(unsigned a, unsigned b)
{
    return basics[a].class == basics[b].class && basics[a].size == basics[b].size;
}

static uint64_t elements(const trace_signature *s)
{
    return s->count * s->unit;
}

bool signatures_same_basic(const trace_signature *a, const trace_signature *b)
{
    if (!is_known(a) || !is_known(b) || a->basic == 0 || b->basic == 0 || elements(a) == 0 ||
        elements(b) == 0) {
        return true; /* nothing can be said */
    }
    return same_basic(a->basic, b->basic) || is_raw(a->basic) || is_raw(b->basic);
}

static uint64_t whole_hash(const trace_signature *s)
{
    signature_sum unit = {s->hash % SIGNATURE_PRIME, s->unit};
    return signature_repeat(unit, s->count).hash;
}

/* Both of one basic type. */
static signatures_verdict compare_plain(const trace_signature *a, const trace_signature *b)
{
    if (is_raw(a->basic) != is_raw(b->basic) || (is_raw(a->basic) && a->basic != b->basic)) {
        uint64_t bytes_a = elements(a) * basics[a->basic].size,
                 bytes_b = elements(b) * basics[b->basic].size;
        return basics[a->basic].class == 'p' || basics[b->basic].class == 'p' ? SIGNATURES_AGREE
               : bytes_a == bytes_b                                           ? SIGNATURES_BYTES
                                                                              : SIGNATURES_COUNT;
    }
    if (!same_basic(a->basic, b->basic)) {
        return SIGNATURES_TYPE;
    }
    return elements(a) == elements(b) ? SIGNATURES_AGREE : SIGNATURES_COUNT;
}

signatures_verdict signatures_compare(const trace_signature *a, const trace_signature *b)
{
    if (!is_known(a) || !is_known(b) || (elements(a) == 0 && elements(b) == 0)) {
        return SIGNATURES_AGREE;
    }
    if (elements(a) == 0 || elements(b) == 0) {
        return SIGNATURES_COUNT;
    }
    if (a->basic != 0 && b->basic != 0) {
        return compare_plain(a, b);
    }
    if ((a->basic != 0 && is_raw(a->basic)) || (b->basic != 0 && is_raw(b->basic))) {
        return SIGNATURES_AGREE; /* bytes of a struct: wrong by the letter, and common */
    }
    if (a->basic != 0 || b->basic != 0) {
        return SIGNATURES_TYPE;
    }
    if (elements(a) != elements(b)) {
        return SIGNATURES_COUNT;
    }
    return whole_hash(a) == whole_hash(b) ? SIGNATURES_AGREE : SIGNATURES_TYPE;
}

/* A shorter message is legal (3.2.4): of the receive only as much is compared. */
signatures_verdict signatures_fit(const trace_signature *sent, const trace_signature *receive)
{
    if (!is_known(sent) || !is_known(receive) || elements(sent) == 0) {
        return SIGNATURES_AGREE;
    }
    if (sent->basic != 0 && receive->basic != 0) {
        if (is_raw(sent->basic) != is_raw(receive->basic)) {
            return basics[sent->basic].class == 'p' || basics[receive->basic].class == 'p'
                       ? SIGNATURES_AGREE
                       : SIGNATURES_BYTES;
        }
        return same_basic(sent->basic, receive->basic) || is_raw(sent->basic) ? SIGNATURES_AGREE
                                                                              : SIGNATURES_TYPE;
    }
    if (receive->unit == 0 || elements(sent) > elements(receive) ||
        elements(sent) % receive->unit != 0) {
        return SIGNATURES_AGREE;
    }
    trace_signature part = *receive;
    part.count = elements(sent) / receive->unit;
    signatures_verdict v = signatures_compare(sent, &part);
    return v == SIGNATURES_COUNT ? SIGNATURES_AGREE : v;
}

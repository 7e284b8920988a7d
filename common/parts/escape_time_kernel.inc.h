// The kernel of escape_time.c for one instruction set. escape_time.c includes this text once per
// set (hence no include guard), each time with these defined; the end of this text undefines them:
//   KERNEL(name)   a name of that set's own
//   TARGET         the function attribute that lets the compiler use the set
//   VECTOR_BYTES   bytes in one vector register
//
// Vectors are GCC vector extensions: + - * work lane by lane, a comparison gives -1 (true) or 0 per
// lane. They stay inside functions that are inlined; between functions a lane is an array element.

#define LANES  (VECTOR_BYTES / (int)sizeof(double))
#define TESTED (TESTED_VECTORS * LANES)
#define GROUP  (VECTORS * LANES)
#define vec    KERNEL(vec)
#define mask   KERNEL(mask)
#define tested KERNEL(tested)
#define group  KERNEL(group)

typedef double vec __attribute__((vector_size(VECTOR_BYTES), may_alias));
typedef int64_t mask __attribute__((vector_size(VECTOR_BYTES), may_alias));

// Vector number v of an array of lanes.
#define VEC(lanes)  (*(vec *)&(lanes)[v * LANES])
#define MASK(lanes) (*(mask *)&(lanes)[v * LANES])

// Pixels in passes 1 and 3: z_n of c = cr + i*im, n, and whether |z| <= 2 in z_1 ... z_n.
typedef struct {
    _Alignas(VECTOR_BYTES) double cr[TESTED], zr[TESTED], zi[TESTED];
    int64_t n[TESTED], inside[TESTED];
} tested;

// Pixels in pass 2, at the start or at the end of a block.
typedef struct {
    _Alignas(VECTOR_BYTES) double zr[GROUP], zi[GROUP];
    int64_t escaped[GROUP];
} group;

// z <- z*z + c in every lane; zr + zr is 2*zr to the last bit. One vector's step is a chain of three
// operations that wait for each other; the others' steps fill the gaps.
static ALWAYS_INLINE TARGET void KERNEL(step)(int vectors, vec zr[], vec zi[], const vec cr[],
                                              double im)
{
    for (int v = 0; v < vectors; v++) {
        const vec next = zr[v] * zr[v] - zi[v] * zi[v] + cr[v];
        zi[v] = (zr[v] + zr[v]) * zi[v] + im;
        zr[v] = next;
    }
}

static ALWAYS_INLINE TARGET bool KERNEL(any)(int vectors, const mask masks[])
{
    mask lanes = masks[0];
    for (int v = 1; v < vectors; v++)
        lanes |= masks[v];
    int64_t any = 0;
    for (int k = 0; k < LANES; k++)
        any |= lanes[k];
    return any != 0;
}

// Iterates, testing |z| after every step, until each lane has escaped or reached n >= limit. A lane's
// n stands still from its escape on, whatever its z grows to; LOOK_EVERY steps are done between looks
// at the lanes, so that n may pass the limit, and the caller cuts it.
static ALWAYS_INLINE TARGET void KERNEL(tested_steps)(tested *t, double im, int limit)
{
    vec cr[TESTED_VECTORS], zr[TESTED_VECTORS], zi[TESTED_VECTORS];
    mask n[TESTED_VECTORS], inside[TESTED_VECTORS], active[TESTED_VECTORS];
    for (int v = 0; v < TESTED_VECTORS; v++) {
        cr[v] = VEC(t->cr), zr[v] = VEC(t->zr), zi[v] = VEC(t->zi), n[v] = MASK(t->n);
        inside[v] = n[v] >= 0; // all are
        active[v] = n[v] < limit;
    }
    while (KERNEL(any)(TESTED_VECTORS, active)) {
        for (int i = 0; i < LOOK_EVERY; i++) {
            KERNEL(step)(TESTED_VECTORS, zr, zi, cr, im);
            for (int v = 0; v < TESTED_VECTORS; v++) {
                n[v] -= inside[v];
                inside[v] &= ~(zr[v] * zr[v] + zi[v] * zi[v] > 4.0);
            }
        }
        for (int v = 0; v < TESTED_VECTORS; v++)
            active[v] = inside[v] & (n[v] < limit);
    }
    for (int v = 0; v < TESTED_VECTORS; v++) {
        VEC(t->zr) = zr[v], VEC(t->zi) = zi[v];
        MASK(t->n) = n[v], MASK(t->inside) = inside[v];
    }
}

// Pass 1: the first steps of every pixel. Counts those that escape; returns the number that do not,
// now in pixels[].
static TARGET int KERNEL(first_steps)(const double re[], int width, double im, int max_iter,
                                      int32_t counts[], pixel pixels[])
{
    int survivors = 0;
    for (int first = 0; first < width; first += TESTED) {
        const int used = smaller(width - first, TESTED);
        tested t;
        for (int k = 0; k < TESTED; k++) { // lanes without a pixel repeat the last one
            t.cr[k] = re[first + smaller(k, used - 1)];
            t.zr[k] = t.zi[k] = 0.0;
            t.n[k] = 0;
        }
        KERNEL(tested_steps)(&t, im, smaller(FIRST_STEPS, max_iter));
        for (int k = 0; k < used; k++) {
            counts[first + k] = smaller(t.n[k], max_iter);
            pixels[survivors] = (pixel){t.zr[k], t.zi[k], t.n[k], first + k};
            survivors += t.inside[k] && max_iter > FIRST_STEPS;
        }
    }
    return survivors;
}

// One block of every lane without a test. Returns whether a lane has escaped in it. The test after
// it sees every escape: z_1 = c was inside, so |c| <= 2, and then a |z| beyond 2 only grows, at last
// to infinity or NaN. Rounding could undo that at most for c next to -2: near_minus_two in the test.
static ALWAYS_INLINE TARGET bool KERNEL(block)(const double c[], group *before, group *after,
                                               double im)
{
    vec cr[VECTORS], zr[VECTORS], zi[VECTORS];
    mask escaped[VECTORS];
    for (int v = 0; v < VECTORS; v++) {
        cr[v] = VEC(c), zr[v] = VEC(before->zr), zi[v] = VEC(before->zi);
    }
    for (int i = 0; i < BLOCK; i++)
        KERNEL(step)(VECTORS, zr, zi, cr, im);
    for (int v = 0; v < VECTORS; v++) {
        escaped[v] = ~(zr[v] * zr[v] + zi[v] * zi[v] <= 4.0);
        VEC(after->zr) = zr[v], VEC(after->zi) = zi[v], MASK(after->escaped) = escaped[v];
    }
    return KERNEL(any)(VECTORS, escaped);
}

// Seats the next pixel, if one is left, in lane k from block `now` on.
static ALWAYS_INLINE TARGET void KERNEL(seat)(int k, int64_t now, const double re[], queue *q,
                                              lane lanes[], double cr[], group *start)
{
    lanes[k].x = -1;
    if (q->taken < q->length) {
        const pixel p = q->pixels[q->taken++];
        lanes[k] = (lane){p.x, now};
        cr[k] = re[p.x], start->zr[k] = p.zr, start->zi[k] = p.zi;
    }
}

// Pass 2: whole blocks. A lane that has escaped, or has no whole block left to do, hands its pixel
// back as of the last step known to be inside, and takes the next one from the queue.
static TARGET void KERNEL(whole_blocks)(const double re[], double im, int blocks, queue *q)
{
    group groups[2] = {{{0}, {0}, {0}}}; // the start and the end of a block, in turn
    _Alignas(VECTOR_BYTES) double cr[GROUP] = {0};
    lane lanes[GROUP];
    for (int k = 0; k < GROUP; k++)
        KERNEL(seat)(k, 0, re, q, lanes, cr, &groups[0]);
    int64_t oldest = 0; // no lane's first block is before this one
    for (int64_t now = 1; q->handed_back < q->length; now++) {
        group *start = &groups[(now - 1) % 2], *end = &groups[now % 2];
        if (!KERNEL(block)(cr, start, end, im) && now - oldest < blocks)
            continue;
        oldest = now;
        for (int k = 0; k < GROUP; k++) {
            const bool escaped = end->escaped[k];
            if (lanes[k].x >= 0 && (escaped || now - lanes[k].since == blocks)) {
                const group *inside = escaped ? start : end;
                const int32_t n = FIRST_STEPS + BLOCK * (now - lanes[k].since - escaped);
                q->pixels[q->handed_back++] = (pixel){inside->zr[k], inside->zi[k], n, lanes[k].x};
                KERNEL(seat)(k, now, re, q, lanes, cr, end);
            }
            if (lanes[k].x >= 0 && lanes[k].since < oldest)
                oldest = lanes[k].since;
        }
    }
}

// Pass 3: the last steps of the pixels that pass 2 handed back.
static TARGET void KERNEL(last_steps)(const double re[], double im, int max_iter, const queue *q,
                                      int32_t counts[])
{
    for (int first = 0; first < q->length; first += TESTED) {
        const int used = smaller(q->length - first, TESTED);
        tested t;
        for (int k = 0; k < TESTED; k++) {
            const pixel p = q->pixels[first + smaller(k, used - 1)];
            t.cr[k] = re[p.x], t.zr[k] = p.zr, t.zi[k] = p.zi, t.n[k] = p.n;
        }
        KERNEL(tested_steps)(&t, im, max_iter);
        for (int k = 0; k < used; k++)
            counts[q->pixels[first + k].x] = smaller(t.n[k], max_iter);
    }
}

static TARGET void KERNEL(part_of_row)(const double re[], int width, double im, int max_iter,
                                       int32_t counts[])
{
    pixel pixels[PART];
    queue q = {.pixels = pixels};
    q.length = KERNEL(first_steps)(re, width, im, max_iter, counts, pixels);
    if (max_iter - FIRST_STEPS >= BLOCK)
        KERNEL(whole_blocks)(re, im, (max_iter - FIRST_STEPS) / BLOCK, &q);
    KERNEL(last_steps)(re, im, max_iter, &q, counts);
}

#undef LANES
#undef TESTED
#undef GROUP
#undef vec
#undef mask
#undef tested
#undef group
#undef VEC
#undef MASK
#undef VECTOR_BYTES
#undef TARGET
#undef KERNEL

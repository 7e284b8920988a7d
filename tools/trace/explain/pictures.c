/* Pictures of a run: a timeline and a matrix as SVG, and the events for viewers of traces.
 *
 * Of a long run only the newest events are there: a timeline begins where all ranks have some. */
#include "print.h"
#include "match.h"
#include "passes.h"
#include "sites.h"
#include "tools/findings/markup.h"
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = 1200,
    LEFT = 70,
    ROW = 34,
    BAR = 22,
    TOP = 40,
    MOST_BARS = 20000,
    MOST_ARROWS = 4000
};

/* ---- what kind of call ---- */

static const struct {
    const char *name, *colour;
} groups[] = {{"computing", "#eceff1"}, {"sending", "#1e88e5"},    {"receiving", "#43a047"},
              {"waiting", "#fb8c00"},   {"collective", "#8e24aa"}, {"windows and files", "#00897b"},
              {"other MPI", "#90a4ae"}};
enum { COMPUTING, SENDING, RECEIVING, WAITING, COLLECTIVE, REMOTE, OTHER, GROUPS };

static int group_of(const load_rank *r, unsigned call)
{
    static const int group[] = {[MPI_CLASS_OTHER] = OTHER,
                                [MPI_CLASS_SEND] = SENDING,
                                [MPI_CLASS_RECEIVE] = RECEIVING,
                                [MPI_CLASS_COMPLETE] = WAITING,
                                [MPI_CLASS_COLLECTIVE] = COLLECTIVE,
                                [MPI_CLASS_ONE_SIDED] = REMOTE,
                                [MPI_CLASS_FILE] = REMOTE};
    return group[mpi_facts_of(load_call(r, call))->class];
}

/* ---- the stretch of time ---- */

typedef struct {
    uint64_t begin, end;
} span;

static uint64_t end_of(const load_rank *r, const trace_event *e)
{
    if (e->end != 0) {
        return e->end;
    }
    return r->header.ended > e->begin ? r->header.ended : e->begin;
}

static span find_span(const load_run *run)
{
    span s = {0, 0};
    uint64_t first = UINT64_MAX;
    for (int i = 0; i < run->size; i++) {
        const load_rank *r = &run->ranks[i];
        size_t count = LOAD_COUNT(r, EVENTS);
        if (count == 0) {
            continue;
        }
        size_t from =
            strncmp(load_call(r, LOAD_EVENTS(r)[0].call), "MPI_Init", 8) == 0 && count > 1 ? 1 : 0;
        bool is_cut = r->sections[TRACE_SECTION_EVENTS].first > 0;
        uint64_t begin = LOAD_EVENTS(r)[from].begin; /* starting takes longer than most runs */
        first = begin < first ? begin : first;
        s.begin = is_cut && begin > s.begin ? begin : s.begin;
        for (size_t e = 0; e < count; e++) {
            uint64_t end = end_of(r, &LOAD_EVENTS(r)[e]);
            s.end = end > s.end ? end : s.end;
        }
    }
    s.begin = s.begin == 0 ? first : s.begin;
    s.end = s.end > s.begin ? s.end : s.begin + 1;
    /* What hangs does so until the end of the picture: let it be seen. */
    for (int i = 0; i < run->size; i++) {
        if (run->ranks[i].state == LOAD_WHOLE && run->ranks[i].header.state.call != 0) {
            s.end += (s.end - s.begin) / 10 + 1;
            break;
        }
    }
    return s;
}

static double place(const span *s, uint64_t time)
{
    double part = time < s->begin ? 0 : (double)(time - s->begin) / (double)(s->end - s->begin);
    return LEFT + (WIDTH - LEFT - 20) * (part > 1 ? 1 : part);
}

/* ---- timeline ---- */

static void legend(FILE *to, int y)
{
    int x = LEFT;
    for (int g = 0; g < GROUPS; g++) {
        fprintf(to,
                "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>"
                "<text x=\"%d\" y=\"%d\">%s</text>\n",
                x, y, groups[g].colour, x + 16, y + 11, groups[g].name);
        x += 40 + 8 * (int)strlen(groups[g].name);
    }
}

static void draw_bar(FILE *to, const load_rank *r, const span *s, const trace_event *e, int y,
                     bool stuck)
{
    bool is_last = e->end == 0;
    double x = place(s, e->begin),
           end = is_last && stuck ? place(s, s->end) : place(s, end_of(r, e));
    double width = end - x < 0.6 ? 0.6 : end - x;
    const char *name = load_call(r, e->call);
    fprintf(to, "<rect x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\" fill=\"%s\"%s><title>", x,
            y, width, BAR, groups[group_of(r, e->call)].colour,
            is_last && stuck ? " stroke=\"#c62828\" stroke-width=\"3\"" : "");
    markup_put(to, name);
    fputs(" at ", to);
    markup_put(to, sites_text(r, e->site));
    fprintf(to, ", %.6f s", (double)(end_of(r, e) - e->begin) * 1e-9);
    if (e->peer >= 0) {
        fprintf(to, ", rank %d", e->peer);
    }
    if (e->bytes > 0) {
        fprintf(to, ", %llu bytes", (unsigned long long)e->bytes);
    }
    fputs("</title></rect>\n", to);
}

static void draw_rank(const load_run *run, int rank, const span *s, bool stuck, FILE *to)
{
    const load_rank *r = &run->ranks[rank];
    size_t count = LOAD_COUNT(r, EVENTS);
    int y = TOP + rank * ROW;
    fprintf(to, "<text x=\"8\" y=\"%d\">rank %d</text>\n", y + 15, rank);
    fprintf(to, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", LEFT, y,
            WIDTH - LEFT - 20, BAR, groups[COMPUTING].colour);
    size_t first = count > MOST_BARS ? count - MOST_BARS : 0;
    for (size_t i = first; i < count; i++) {
        const trace_event *e = &LOAD_EVENTS(r)[i];
        if (end_of(r, e) >= s->begin && (e->flags & TRACE_EVENT_LIBRARY) == 0) {
            draw_bar(to, r, s, e, y, stuck);
        }
    }
}

/* From each send to its receive: the k-th of a channel to the k-th. */
static void draw_arrows(const load_run *run, const span *s, FILE *to)
{
    int drawn = 0;
    for (int from = 0; from < run->size; from++) {
        const load_rank *sender = &run->ranks[from];
        size_t next = 0;
        for (size_t i = 0; i < LOAD_COUNT(sender, SENDS) && drawn < MOST_ARROWS; i++) {
            const trace_message *m = &LOAD_SENDS(sender)[i];
            if (m->peer < 0 || m->peer >= run->size || m->begin < s->begin ||
                (m->flags & TRACE_LIBRARY) != 0) {
                continue;
            }
            const load_rank *receiver = &run->ranks[m->peer];
            size_t ordinal = 0, seen = 0;
            for (size_t j = 0; j < i; j++) {
                const trace_message *o = &LOAD_SENDS(sender)[j];
                ordinal += o->peer == m->peer && o->comm == m->comm && o->tag == m->tag;
            }
            for (next = 0; next < LOAD_COUNT(receiver, RECEIVES); next++) {
                const trace_message *g = &LOAD_RECEIVES(receiver)[next];
                if (g->completed != 0 && g->peer == from && g->comm == m->comm &&
                    g->tag == m->tag && seen++ == ordinal) {
                    fprintf(to,
                            "<line x1=\"%.2f\" y1=\"%d\" x2=\"%.2f\" y2=\"%d\" stroke=\"#37474f\" "
                            "stroke-width=\"0.8\" marker-end=\"url(#tip)\"/>\n",
                            place(s, m->begin), TOP + from * ROW + BAR / 2, place(s, g->end),
                            TOP + m->peer * ROW + BAR / 2);
                    drawn++;
                    break;
                }
            }
        }
    }
}

void picture_timeline(const load_run *run, FILE *to)
{
    span s = find_span(run);
    bool *stuck = calloc((size_t)run->size + 1, sizeof *stuck);
    int height = TOP + run->size * ROW + 60;
    if (stuck != NULL && (run->hung || run->timed_out)) {
        hang_find(run, stuck);
    }
    fprintf(to,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
            "font-family=\"sans-serif\" font-size=\"12\">\n"
            "<defs><marker id=\"tip\" viewBox=\"0 0 6 6\" refX=\"6\" refY=\"3\" markerWidth=\"6\" "
            "markerHeight=\"6\" orient=\"auto\"><path d=\"M0,0 L6,3 L0,6 z\" "
            "fill=\"#37474f\"/></marker>"
            "</defs>\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
            WIDTH, height);
    legend(to, 12);
    for (int r = 0; r < run->size; r++) {
        draw_rank(run, r, &s, stuck != NULL && stuck[r], to);
    }
    if (run->size <= 64) {
        draw_arrows(run, &s, to);
    }
    double seconds = (double)(s.end - s.begin) * 1e-9;
    for (int i = 0; i <= 5; i++) {
        fprintf(to, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%.4g s</text>\n",
                LEFT + (WIDTH - LEFT - 20) * i / 5, height - 30, seconds * i / 5);
    }
    fputs("</svg>\n", to);
    free(stuck);
}

/* ---- matrix ---- */

static const char *size_text(uint64_t bytes)
{
    static char texts[8][24];
    static int next;
    char *text = texts[next++ % 8];
    const char *units[] = {"B", "kB", "MB", "GB", "TB"};
    double value = (double)bytes;
    int unit = 0;
    for (; value >= 1000 && unit < 4; unit++) {
        value /= 1000;
    }
    snprintf(text, sizeof texts[0], "%.3g %s", value, units[unit]);
    return text;
}

void picture_matrix(const load_run *run, FILE *to)
{
    int shown = run->size > 128 ? 128 : run->size, cell = shown > 32 ? 8 : 56;
    uint64_t most = 1;
    for (int r = 0; r < shown; r++) {
        for (size_t p = 0; p < LOAD_COUNT(&run->ranks[r], PEERS) && p < (size_t)shown; p++) {
            uint64_t bytes = LOAD_PEERS(&run->ranks[r])[p].sent_bytes;
            most = bytes > most ? bytes : most;
        }
    }
    fprintf(to,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
            "font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%%\" height=\"100%%\" "
            "fill=\"white\"/>\n<text x=\"%d\" y=\"18\">sent to rank</text>\n<text x=\"8\" "
            "y=\"18\">from</text>\n",
            LEFT + shown * cell + 20, TOP + shown * cell + 20, LEFT);
    for (int r = 0; r < shown; r++) {
        if (cell > 8) {
            fprintf(to, "<text x=\"%d\" y=\"34\" text-anchor=\"middle\">%d</text>\n",
                    LEFT + r * cell + cell / 2, r);
        }
        if (cell > 8 || r % 8 == 0) {
            fprintf(to, "<text x=\"8\" y=\"%d\">rank %d</text>\n", TOP + r * cell + cell / 2 + 4,
                    r);
        }
        for (size_t p = 0; p < LOAD_COUNT(&run->ranks[r], PEERS) && p < (size_t)shown; p++) {
            const trace_peer *peer = &LOAD_PEERS(&run->ranks[r])[p];
            double part = (double)peer->sent_bytes / (double)most;
            int shade = peer->sent == 0 ? 255 : 235 - (int)(115 * part);
            fprintf(to,
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"rgb(%d,%d,255)\" "
                    "stroke=\"#cfd8dc\"><title>rank %d to rank %zu: %llu messages, %llu "
                    "bytes</title></rect>\n",
                    LEFT + (int)p * cell, TOP + r * cell, cell, cell, shade, shade, r, p,
                    (unsigned long long)peer->sent, (unsigned long long)peer->sent_bytes);
            if (cell > 8 && peer->sent > 0) {
                fprintf(to,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%llu</text>"
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                        LEFT + (int)p * cell + cell / 2, TOP + r * cell + cell / 2 - 3,
                        (unsigned long long)peer->sent, LEFT + (int)p * cell + cell / 2,
                        TOP + r * cell + cell / 2 + 11, size_text(peer->sent_bytes));
            }
        }
    }
    fputs("</svg>\n", to);
}

/* ---- Trace Event format ---- */

void picture_chrome(const load_run *run, FILE *to)
{
    span s = find_span(run);
    bool first = true;
    fputs("{\"displayTimeUnit\": \"ms\", \"traceEvents\": [", to);
    for (int r = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        fprintf(to,
                "%s\n{\"ph\": \"M\", \"pid\": 0, \"tid\": %d, \"name\": \"thread_name\", \"args\": "
                "{\"name\": \"rank %d\"}}",
                first ? "" : ",", r, r);
        first = false;
        for (size_t i = 0; i < LOAD_COUNT(rank, EVENTS); i++) {
            const trace_event *e = &LOAD_EVENTS(rank)[i];
            uint64_t end = e->end != 0 ? e->end : s.end;
            if (e->begin < s.begin) {
                continue;
            }
            fprintf(to,
                    ",\n{\"ph\": \"X\", \"pid\": 0, \"tid\": %d, \"ts\": %.3f, \"dur\": %.3f, "
                    "\"name\": ",
                    r, (double)(e->begin - s.begin) * 1e-3,
                    (double)(end > e->begin ? end - e->begin : 0) * 1e-3);
            json_string(load_call(rank, e->call), to);
            fprintf(to, ", \"cat\": \"%s\", \"args\": {\"line\": ",
                    (e->flags & TRACE_EVENT_LIBRARY) != 0 ? "library" : "program");
            json_string(sites_text(rank, e->site), to);
            if (e->peer >= 0) {
                fprintf(to, ", \"peer\": %d", e->peer);
            }
            fprintf(to, ", \"bytes\": %llu}}", (unsigned long long)e->bytes);
        }
    }
    fputs("\n]}\n", to);
}

#include "words.h"
#include "words_tables.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static __attribute__((format(printf, 2, 3))) bool add(words_room *to, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(to->text + to->used, to->size - to->used, format, arguments);
    va_end(arguments);
    to->used += length > 0 ? (size_t)length : 0;
    to->used = to->used < to->size ? to->used : to->size - 1;
    return true;
}

/* The value NAME.SUFFIX, or NAME where there is no suffix. */
static const char *value(const finding *f, const char *name, const char *suffix)
{
    char whole[128];
    snprintf(whole, sizeof whole, suffix[0] != '\0' ? "%s.%s" : "%s", name, suffix);
    return finding_get(f, whole);
}

/* ---- lists ---- */

/* "0-2,5": "0-2 and 5" */
static bool put_list_text(const char *list, words_room *to)
{
    for (const char *at = list; at != NULL && *at != '\0';) {
        const char *end = strchr(at, ','), *last = strrchr(list, ',');
        int length = end != NULL ? (int)(end - at) : (int)strlen(at);
        bool is_last = last != NULL && at == last + 1 && at[0] != '.';
        add(to, "%s%.*s", at == list ? "" : is_last ? " and " : ", ", length, at);
        at = end != NULL ? end + 1 : NULL;
    }
    return list != NULL;
}

static bool put_list(const finding *f, const char *suffix, words_room *to)
{
    return put_list_text(value(f, "list", suffix), to);
}

static bool is_one(const finding *f, const char *suffix)
{
    const char *ranks = value(f, "ranks", suffix);
    return ranks != NULL ? strpbrk(ranks, ",-") == NULL : strcmp(finding_text(f, suffix), "1") == 0;
}

static int by_number(const void *a, const void *b)
{
    const int *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static void put_ranks_of_places(const finding *f, finding *to)
{
    int ranks[FINDING_PLACES], count = 0, kept = 0;
    for (int i = 0; i < f->place_count; i++) {
        if (f->places[i].rank >= 0) {
            ranks[count++] = f->places[i].rank;
        }
    }
    qsort(ranks, (size_t)count, sizeof *ranks, by_number);
    for (int i = 0; i < count; i++) {
        if (kept == 0 || ranks[kept - 1] != ranks[i]) {
            ranks[kept++] = ranks[i];
        }
    }
    finding_put_ranks(to, "ranks", ranks, kept);
}

static bool put_ranks_text(const char *ranks, words_room *to)
{
    if (ranks != NULL) {
        add(to, "%s", strpbrk(ranks, ",-") == NULL ? "rank " : "ranks ");
    }
    return put_list_text(ranks, to);
}

void words_ranks(const char *ranks, char text[], size_t size)
{
    words_room to = {text, size, 0};
    put_ranks_text(ranks, &to);
}

void words_place(const finding_place *place, char text[], size_t size)
{
    switch (place->doing) {
    case PLACE_UNKNOWN:
        snprintf(text, size, "not known: it left no record");
        break;
    case PLACE_EXITED:
        snprintf(text, size, "had ended, with exit status %d", place->status);
        break;
    case PLACE_CRASHED:
        snprintf(text, size, "crashed here");
        break;
    case PLACE_COMPUTES:
        snprintf(text, size, "computing, in no MPI call");
        break;
    default:
        snprintf(text, size, "%s%s", place->call[0] != '\0' ? "in " : "",
                 place->call[0] != '\0' ? place->call : "here");
    }
}

static bool put_ranks(const finding *f, const char *suffix, words_room *to)
{
    finding own = {.values_used = 0};
    if (suffix[0] == '\0') {
        put_ranks_of_places(f, &own);
        f = &own;
    }
    return put_ranks_text(value(f, "ranks", suffix), to);
}

static bool put_is(const finding *f, const char *suffix, words_room *to)
{
    return add(to, "%s", is_one(f, suffix) ? "is" : "are");
}

static bool put_has(const finding *f, const char *suffix, words_room *to)
{
    return add(to, "%s", is_one(f, suffix) ? "has" : "have");
}

/* "3 times", of what was found more than once. */
static bool put_repeats(const finding *f, const char *suffix, words_room *to)
{
    (void)suffix;
    return f->count > 1 && add(to, "%d times", f->count);
}

static bool put_s(const finding *f, const char *suffix, words_room *to)
{
    return add(to, "%s", is_one(f, suffix) ? "" : "s");
}

/* ---- of a run ---- */

static bool put_at(const finding *f, const char *suffix, words_room *to)
{
    const char *file = value(f, "file", suffix), *line = value(f, "line", suffix);
    const char *at = value(f, "at", suffix), *slash = file != NULL ? strrchr(file, '/') : NULL;
    if (file != NULL && line != NULL) {
        return add(to, "%s:%s", slash != NULL ? slash + 1 : file, line);
    }
    if (line != NULL) {
        return add(to, "line %s", line);
    }
    return at != NULL && add(to, "%s", at);
}

static bool put_comm(const finding *f, const char *suffix, words_room *to)
{
    char place[100];
    const char *name = value(f, "comm", suffix), *kind = value(f, "comm_kind", suffix);
    if (name != NULL) {
        return add(to, " on %s", name);
    }
    if (kind != NULL) {
        snprintf(place, sizeof place, suffix[0] != '\0' ? "comm.%s" : "comm", suffix);
        add(to, " on the %s made at ", kind);
        put_at(f, place, to);
    }
    return true;
}

static bool put_numbered(const char *number, const char *what, words_room *to)
{
    return number != NULL &&
           (strcmp(number, "any") == 0 ? add(to, "any %s", what) : add(to, "%s %s", what, number));
}

static bool put_peer(const finding *f, const char *suffix, words_room *to)
{
    return put_numbered(value(f, "peer", suffix), "rank", to);
}

static bool put_tag(const finding *f, const char *suffix, words_room *to)
{
    return put_numbered(value(f, "tag", suffix), "tag", to);
}

static bool put_signature(const finding *f, const char *suffix, words_room *to)
{
    const char *elements = value(f, "elements", suffix), *type = value(f, "type", suffix);
    return elements == NULL ? add(to, "an unknown type")
           : type == NULL   ? add(to, "%s elements of several types", elements)
                            : add(to, "%s x %s", elements, type);
}

/* "MPI_Barrier", or "H5Fclose, in its MPI_Barrier" where the program has called that. */
static bool put_call(const finding *f, const char *suffix, words_room *to)
{
    const char *call = value(f, "call", suffix), *outer = value(f, "outer", suffix);
    return call != NULL &&
           (outer != NULL ? add(to, "%s, in its %s", outer, call) : add(to, "%s", call));
}

static bool put_signal(const finding *f, const char *suffix, words_room *to)
{
    const char *number = value(f, "signal", suffix);
    return number != NULL && add(to, "%s", words_signal(atoi(number)));
}

/* What is to be said about the class of an error that MPI has reported. */
static bool put_advice(const finding *f, const char *suffix, words_room *to)
{
    const char *error = value(f, "error", suffix);
    const char *text = error != NULL ? words_class(error) : NULL;
    return text != NULL && add(to, "%s", text);
}

/* ---- of a result ---- */

/* The values that differ, as the beginning of a sentence: "rows 36-39, owned by rank 3 of 4, are". */
static bool put_subject(const finding *f, const char *suffix, words_room *to)
{
    const char *where = finding_text(f, "where"), *comma = strchr(where, ',') != NULL ? "," : "";
    (void)suffix;
    if (where[0] == '\0') {
        return add(to, "the value is");
    }
    if (strcmp(finding_text(f, "differing"), "1") == 0) {
        return add(to, "%s value of %s%s is",
                   strcmp(finding_text(f, "row_length"), "1") == 0 ? "the" : "one", where, comma);
    }
    return add(to, "%s%s%s %s", finding_get(f, "one_each") != NULL ? "the values of " : "", where,
               comma, is_one(f, "rows") ? "is" : "are");
}

/* ---- templates ---- */

static bool put_value(const finding *f, const char *name, const char *base, words_room *to)
{
    const char *text = finding_get(f, name);
    for (const words_phrase *p = words_phrases; text != NULL && p->name != NULL; p++) {
        if (strcmp(p->name, base) == 0 && strcmp(p->value, text) == 0) {
            return add(to, "%s", p->text);
        }
    }
    return text != NULL && add(to, "%s", text);
}

static bool put_named(const finding *f, const char *name, words_room *to)
{
    static const struct {
        const char *name;
        bool (*put)(const finding *f, const char *suffix, words_room *to);
    } all[] = {{"ranks", put_ranks},     {"list", put_list},     {"is", put_is},
               {"has", put_has},         {"s", put_s},           {"at", put_at},
               {"comm", put_comm},       {"peer", put_peer},     {"tag", put_tag},
               {"signal", put_signal},   {"advice", put_advice}, {"signature", put_signature},
               {"subject", put_subject}, {"call", put_call},     {"repeats", put_repeats}};
    char base[64];
    snprintf(base, sizeof base, "%.*s", (int)strcspn(name, "."), name);
    const char *suffix = name[strlen(base)] == '.' ? name + strlen(base) + 1 : "";
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (strcmp(all[i].name, base) == 0) {
            return all[i].put(f, suffix, to);
        }
    }
    return put_value(f, name, base, to);
}

/* "call.#" with the number put in */
static void name_at(const char *from, size_t length, int number, char name[64])
{
    size_t before = strcspn(from, "#");
    if (before < length) {
        snprintf(name, 64, "%.*s%d", (int)before, from, number);
    } else {
        snprintf(name, 64, "%.*s", (int)length, from);
    }
}

static bool expand_part(const finding *f, const char *from, const char *end, int number,
                        words_room *to)
{
    char name[64];
    while (from < end) {
        size_t plain = strcspn(from, "{"), left = (size_t)(end - from);
        add(to, "%.*s", (int)(plain < left ? plain : left), from);
        from += plain < left ? plain : left;
        if (from < end) {
            size_t length = strcspn(++from, "}");
            name_at(from, length, number, name);
            if (!put_named(f, name, to)) {
                return false;
            }
            from += length + 1;
        }
    }
    return true;
}

bool words_expand(const finding *f, const char *text, int number, words_room *to)
{
    while (*text != '\0') {
        size_t plain = strcspn(text, "["), used;
        if (!expand_part(f, text, text + plain, number, to)) {
            return false;
        }
        text += plain;
        if (*text == '[') {
            size_t length = strcspn(++text, "]");
            used = to->used;
            if (!expand_part(f, text, text + length, number, to)) {
                to->text[to->used = used] = '\0';
            }
            text += length + 1;
        }
    }
    return true;
}

static bool holds(const finding *f, const char *when)
{
    char name[64];
    size_t length = strcspn(when, "=");
    snprintf(name, sizeof name, "%.*s", (int)length, when);
    const char *text = finding_get(f, name);
    return when[0] == '\0' ||
           (text != NULL && (when[length] == '\0' || strcmp(text, when + length + 1) == 0));
}

/* The next row for the finding, from `row` on; NULL: there is none. */
static const words_row *next_row(const finding *f, const words_row *row)
{
    while (row->kind != NULL && ((strcmp(row->kind, f->kind) != 0 && strcmp(row->kind, "*") != 0) ||
                                 !holds(f, row->when))) {
        row++;
    }
    return row->kind != NULL ? row : NULL;
}

static bool say(const finding *f, const words_row *rows, words_room *to)
{
    while ((rows = next_row(f, rows)) != NULL) {
        to->text[to->used = 0] = '\0';
        if (words_expand(f, rows->text, 0, to)) {
            return true;
        }
        rows++;
    }
    return false;
}

void words_sentence(const finding *f, char text[], size_t size)
{
    words_room to = {text, size, 0};
    text[0] = '\0';
    if (!words_of_hang(f, &to) && !say(f, words_of_results, &to) && !say(f, words_of_runs, &to) &&
        !say(f, words_of_ends, &to)) {
        snprintf(text, size, "%s", f->kind);
        return;
    }
    words_expand(f, "[; {more} more like it, on {ranks.too}]", 0, &to);
}

const char *words_advice(const finding *f)
{
    const words_row *row = next_row(f, words_advices);
    return row != NULL ? row->text : "";
}

static bool has_row(const words_row *rows, const char *kind)
{
    for (; rows->kind != NULL; rows++) {
        if (strcmp(rows->kind, kind) == 0) {
            return true;
        }
    }
    return false;
}

bool words_know(const char *kind)
{
    finding f;
    char text[100] = "";
    finding_start(&f, FINDING_NOTE, kind);
    return has_row(words_of_results, kind) || has_row(words_of_runs, kind) ||
           has_row(words_of_ends, kind) || words_of_hang(&f, &(words_room){text, sizeof text, 0});
}

#include "finding.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void finding_start(finding *f, finding_severity severity, const char *kind)
{
    memset(f, 0, sizeof *f);
    f->severity = severity;
    f->count = 1;
    snprintf(f->kind, sizeof f->kind, "%s", kind);
}

/* ---- values: name, '\0', text, '\0', and so on ---- */

/* Nothing that a terminal obeys, also none of the control characters that UTF-8 has above ASCII's. */
static void make_printable(char text[], size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i], next = (unsigned char)text[i + 1];
        if ((c < ' ' && c != '\0') || c == 0x7f) {
            text[i] = '?';
        } else if (c == 0xc2 && next >= 0x80 && next < 0xa0) {
            text[i] = text[i + 1] = '?';
        }
    }
}

static const char *value_after(const finding *f, const char *name)
{
    return name + strlen(name) + 1 < f->values + f->values_used ? name + strlen(name) + 1 : NULL;
}

const char *finding_get(const finding *f, const char *name)
{
    const char *at = f->values, *end = f->values + f->values_used;
    while (at < end) {
        const char *text = value_after(f, at);
        if (text == NULL) {
            return NULL;
        }
        if (strcmp(at, name) == 0) {
            return text;
        }
        at = text + strlen(text) + 1;
    }
    return NULL;
}

const char *finding_next(const finding *f, const char *name)
{
    const char *text = name != NULL ? value_after(f, name) : NULL;
    const char *next = name == NULL ? f->values : text != NULL ? text + strlen(text) + 1 : NULL;
    return next != NULL && next < f->values + f->values_used && value_after(f, next) != NULL ? next
                                                                                             : NULL;
}

const char *finding_text(const finding *f, const char *name)
{
    const char *text = finding_get(f, name);
    return text != NULL ? text : "";
}

static void take_out(finding *f, const char *name)
{
    const char *text = finding_get(f, name);
    if (text != NULL) {
        char *begin = f->values + (text - f->values) - strlen(name) - 1;
        const char *next = text + strlen(text) + 1;
        memmove(begin, next, (size_t)(f->values + f->values_used - next));
        f->values_used -= (size_t)(next - begin);
    }
}

void finding_put(finding *f, const char *name, const char *format, ...)
{
    take_out(f, name);
    size_t need = strlen(name) + 1;
    if (f->values_used + need + 1 > sizeof f->values) {
        return;
    }
    char *text = f->values + f->values_used + need;
    size_t room = sizeof f->values - f->values_used - need;
    memcpy(f->values + f->values_used, name, need);
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, room, format, arguments);
    va_end(arguments);
    size_t used = length < 0 ? 0 : (size_t)length < room ? (size_t)length : room - 1;
    text[used] = '\0';
    make_printable(text, used);
    f->values_used += need + used + 1;
}

void finding_put_ranks(finding *f, const char *name, const int ranks[], int count)
{
    char text[256] = "";
    size_t used = 0;
    for (int i = 0, end; i < count && used + 40 < sizeof text; i = end) {
        for (end = i + 1; end < count && ranks[end] == ranks[end - 1] + 1; end++) {
        }
        end = end - i > 2 ? end : i + 1; /* two in a row are no range */
        used += (size_t)snprintf(text + used, sizeof text - used, i > 0 ? ",%d" : "%d", ranks[i]);
        if (end - i > 1) {
            used += (size_t)snprintf(text + used, sizeof text - used, "-%d", ranks[end - 1]);
        }
        if (end < count && used + 40 >= sizeof text) {
            snprintf(text + used, sizeof text - used, ",...");
        }
    }
    finding_put(f, name, "%s", text);
}

/* ---- places ---- */

void finding_place_add(finding *f, int rank, const char *call, const char *file, int line)
{
    finding_place place;
    memset(&place, 0, sizeof place); /* they are compared as bytes */
    place.rank = rank;
    place.line = line;
    snprintf(place.call, sizeof place.call, "%s", call != NULL ? call : "");
    snprintf(place.file, sizeof place.file, "%s", file != NULL ? file : "");
    finding_place_copy(f, &place);
}

void finding_place_copy(finding *f, const finding_place *place)
{
    for (int i = 0; i < f->place_count; i++) {
        if (memcmp(&f->places[i], place, sizeof *place) == 0) {
            return;
        }
    }
    if (f->place_count < FINDING_PLACES) {
        f->places[f->place_count++] = *place;
    }
}

static void end_text(char text[], size_t size)
{
    text[size - 1] = '\0';
    make_printable(text, size - 1);
}

void finding_make_safe(finding *f)
{
    f->severity = f->severity > FINDING_ERROR ? FINDING_ERROR : f->severity;
    end_text(f->kind, sizeof f->kind);
    f->place_count = f->place_count < 0                ? 0
                     : f->place_count > FINDING_PLACES ? FINDING_PLACES
                                                       : f->place_count;
    for (int i = 0; i < f->place_count; i++) {
        f->places[i].doing = f->places[i].doing > PLACE_UNKNOWN ? PLACE_HERE : f->places[i].doing;
        end_text(f->places[i].call, sizeof f->places[i].call);
        end_text(f->places[i].file, sizeof f->places[i].file);
    }
    f->values_used = f->values_used > sizeof f->values ? sizeof f->values : f->values_used;
    f->count = f->count < 1 ? 1 : f->count;
    if (f->values_used > 0) {
        end_text(f->values, f->values_used);
    }
}

/* ---- lists ---- */

bool findings_start(finding_list *list)
{
    *list = (finding_list){.all = calloc(FINDING_MOST, sizeof *list->all)};
    return list->all != NULL;
}

void findings_free(finding_list *list)
{
    free(list->all);
    *list = (finding_list){0};
}

static bool same(const finding *a, const finding *b)
{
    return a->severity == b->severity && strcmp(a->kind, b->kind) == 0 &&
           a->values_used == b->values_used && memcmp(a->values, b->values, a->values_used) == 0;
}

finding *findings_add(finding_list *list, const finding *f)
{
    for (int i = 0; i < list->count; i++) {
        finding *known = &list->all[i];
        if (same(known, f)) {
            known->count += f->count;
            for (int p = 0; p < f->place_count; p++) {
                const finding_place *place = &f->places[p];
                finding_place_add(known, place->rank, place->call, place->file, place->line);
            }
            return NULL;
        }
    }
    if (list->count >= FINDING_MOST) {
        list->dropped++;
        return NULL;
    }
    list->all[list->count] = *f;
    return &list->all[list->count++];
}

bool findings_have(const finding_list *list, const char *kind)
{
    for (int i = 0; i < list->count; i++) {
        if (strcmp(list->all[i].kind, kind) == 0) {
            return true;
        }
    }
    return false;
}

int findings_count(const finding_list *list, finding_severity at_least)
{
    int count = 0;
    for (int i = 0; i < list->count; i++) {
        count += list->all[i].severity >= at_least;
    }
    return count;
}

void findings_sort(finding_list *list)
{
    for (int i = 1; i < list->count; i++) { /* by insertion: few, and mostly in order */
        finding moved = list->all[i];
        int to = i;
        for (; to > 0 && list->all[to - 1].severity < moved.severity; to--) {
            list->all[to] = list->all[to - 1];
        }
        list->all[to] = moved;
    }
}

const char *finding_severity_name(finding_severity severity)
{
    return severity == FINDING_ERROR ? "error" : severity == FINDING_WARNING ? "warning" : "note";
}

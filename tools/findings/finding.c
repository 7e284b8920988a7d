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

bool finding_next(const finding *f, size_t *at, const char **name, const char **text)
{
    if (*at >= f->values_used) {
        return false;
    }
    *name = f->values + *at;
    *text = value_after(f, *name);
    *at = *text != NULL ? (size_t)(*text - f->values) + strlen(*text) + 1 : f->values_used;
    return *text != NULL;
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
    for (size_t i = 0; i < used; i++) {
        text[i] = (unsigned char)text[i] < ' ' || text[i] == 127 ? '?' : text[i];
    }
    text[used] = '\0';
    f->values_used += need + used + 1;
}

void finding_put_ranks(finding *f, const char *name, const int ranks[], int count)
{
    char text[FINDING_VALUES] = "";
    size_t used = 0;
    for (int i = 0; i < count && used < sizeof text; i++) {
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%s%d", i > 0 ? " " : "", ranks[i]);
    }
    finding_put(f, name, "%s", text);
}

/* ---- places ---- */

void finding_place_add(finding *f, int rank, const char *call, const char *file, int line)
{
    finding_place place;
    memset(&place, 0, sizeof place); /* compared as bytes */
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
    if (f->values_used > 0) {
        f->values[f->values_used - 1] = '\0';
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
                finding_place_copy(known, &f->places[p]);
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

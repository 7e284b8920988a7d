#include "demands.h"
#include "text.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TIMES = 4,         /* "few": so many times as often as the solution */
    FEW_MESSAGES = 4,  /* no difference that matters: so many messages, */
    FEW_BYTES = 65536, /* ... and so many bytes */
    MOST_NAMES = 8
};

/* "KIND:CALL,CALL...:WHY[:TEXT]" */
typedef struct {
    const char *kind, *why, *text;
    const char *calls[MOST_NAMES];
    int call_count;
} demand;

static bool read_demand(char *from, demand *to)
{
    *to = (demand){.kind = text_field(&from, ':')};
    char *calls = text_field(&from, ':');
    to->why = text_field(&from, ':');
    to->text = from != NULL ? from : "";
    while (to->call_count < MOST_NAMES &&
           (to->calls[to->call_count] = text_field(&calls, ',')) != NULL) {
        to->call_count++;
    }
    return to->why != NULL && to->call_count > 0;
}

static bool is_among(const demand *d, const char *call)
{
    for (int i = 0; i < d->call_count; i++) {
        if (strcmp(d->calls[i], call) == 0) {
            return true;
        }
    }
    return false;
}

static long count_calls(const demand *d, const outcome *in)
{
    long count = 0;
    for (int i = 0; i < in->call_count; i++) {
        count += is_among(d, in->calls[i].call) ? in->calls[i].count : 0;
    }
    return count;
}

static void put_places(const demand *d, const outcome *in, const char *file, finding *to)
{
    for (int i = 0; i < in->call_count; i++) {
        if (is_among(d, in->calls[i].call)) {
            finding_place_add(to, in->calls[i].rank, in->calls[i].call, file, in->calls[i].line);
        }
    }
}

static bool is_met(const demand *d, const char *file, const outcome *student,
                   const outcome *solution, finding *to)
{
    long made = count_calls(d, student), wanted = count_calls(d, solution);
    bool is_missing = strcmp(d->kind, "some") == 0 && made == 0 && wanted > 0;
    bool is_too_many = (strcmp(d->kind, "no-more") == 0 && made > wanted) ||
                       (strcmp(d->kind, "few") == 0 && made > TIMES * wanted);
    if (is_missing || is_too_many) {
        finding_start(to, FINDING_ERROR, is_missing ? "call_missing" : "calls_too_many");
        finding_put(to, "call", "%s", d->calls[0]);
        finding_put(to, "why", "%s", d->why);
    }
    if (is_too_many) {
        finding_put(to, "made", "%ld", made);
        finding_put(to, "wanted", "%ld", wanted);
        put_places(d, student, file, to);
    }
    return !is_missing && !is_too_many;
}

bool demands_are_met(const char *demands, const check_case *c, const char *file,
                     const outcome *student, const outcome *solution, finding *to)
{
    if (strcmp(demands, "-") == 0 || !student->is_recorded || !solution->is_recorded) {
        return true;
    }
    char *copy = text_format("%s", demands), *rest = copy;
    bool met = true;
    for (char *one; met && (one = text_field(&rest, '|')) != NULL;) {
        demand d;
        if (read_demand(one, &d) && strstr(c->arguments, d.text) != NULL) {
            met = is_met(&d, file, student, solution, to);
        }
    }
    free(copy);
    return met;
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

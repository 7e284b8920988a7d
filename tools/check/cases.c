#include "cases.h"
#include "text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_RANKS = 64, MOST_LINES = 64, MOST_WORDS = 64, USUAL_RANKS = 2 };

typedef struct {
    int ranks[MOST_RANKS], rank_count;
    char *lines[MOST_LINES];
    int line_count;
    bool wanted[MOST_LINES][MOST_RANKS];
} plan;

static void read_ranks(const char *list, plan *p)
{
    for (const char *at = list; *at != '\0' && p->rank_count < MOST_RANKS; at += strspn(at, ", ")) {
        char *end;
        long ranks = strtol(at, &end, 10);
        if (end == at) {
            return;
        }
        p->ranks[p->rank_count++] = (int)ranks;
        at = end;
    }
}

static bool has_option(const char *line, const char *option, size_t length)
{
    for (const char *at = line; (at = strstr(at, option)) != NULL; at++) {
        if (strncmp(at, option, length) == 0 && (at[length] == ' ' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

static bool is_known(const plan *p, int rank, const char *option, size_t length)
{
    char text[256];
    snprintf(text, sizeof text, "%.*s", (int)length, option);
    for (int line = 0; line < p->line_count; line++) {
        if (p->wanted[line][rank] && has_option(p->lines[line], text, strlen(text))) {
            return true;
        }
    }
    return false;
}

/* Of every word with its value ("--schedule cyclic") of a line: how many of the pairs of it and that number of ranks no
 * chosen run has yet. */
static int new_pairs(const plan *p, const char *line, int rank)
{
    int count = 0;
    for (const char *at = line; *at != '\0';) {
        const char *next = strstr(at + 1, " --");
        size_t length = next != NULL ? (size_t)(next - at) : strlen(at);
        count += !is_known(p, rank, at, length);
        at += length;
        at += *at == ' ';
    }
    return count;
}

static int usual(const plan *p)
{
    for (int i = 0; i < p->rank_count; i++) {
        if (p->ranks[i] == USUAL_RANKS) {
            return i;
        }
    }
    return 0;
}

/* How many lines were given that number of ranks: the load is shared. */
static int load_of(const plan *p, int rank)
{
    int count = 0;
    for (int line = 0; line < p->line_count; line++) {
        count += p->wanted[line][rank];
    }
    return count;
}

static void choose(plan *p)
{
    for (int i = 0; i < p->rank_count; i++) {
        p->wanted[0][i] = true;
    }
    for (int line = 1; line < p->line_count; line++) {
        int best = -1, first = usual(p);
        p->wanted[line][first] = true;
        for (int i = p->rank_count - 1; i >= 0; i--) {
            if (i == first) {
                continue;
            }
            int more =
                best < 0 ? 1 : new_pairs(p, p->lines[line], i) - new_pairs(p, p->lines[line], best);
            if (more > 0 || (more == 0 && load_of(p, i) < load_of(p, best))) {
                best = i;
            }
        }
        if (best >= 0) {
            p->wanted[line][best] = true;
        }
    }
}

void cases_plan(const program *what, const char *ranks, bool all, case_list *to)
{
    plan *p = calloc(1, sizeof *p);
    char *lines = text_format("%s", what->cases), *rest = lines;
    if (p == NULL) {
        text_no_memory();
    }
    read_ranks(ranks != NULL ? ranks : what->ranks, p);
    for (char *line; p->line_count < MOST_LINES && (line = text_field(&rest, '|')) != NULL;) {
        p->lines[p->line_count++] = line;
    }
    if (ranks == NULL && !all) {
        choose(p);
    } else {
        memset(p->wanted, 1, sizeof p->wanted);
    }
    to->count = 0;
    for (int i = 0; i < p->rank_count; i++) {
        for (int line = 0; line < p->line_count && to->count < CASES_MOST; line++) {
            if (p->wanted[line][i]) {
                to->cases[to->count++] =
                    (check_case){p->ranks[i], line + 1, text_format("%s", p->lines[line])};
            }
        }
    }
    free(lines);
    free(p);
}

void cases_free(case_list *list)
{
    for (int i = 0; i < list->count; i++) {
        free(list->cases[i].arguments);
    }
    list->count = 0;
}

char *cases_name(const check_case *c)
{
    return text_format("%d rank%s%s%s", c->ranks, c->ranks == 1 ? "" : "s",
                       c->arguments[0] != '\0' ? ", " : "", c->arguments);
}

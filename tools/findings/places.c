#include "places.h"
#include "words.h"
#include <stdio.h>
#include <string.h>

static void add_rank(place_group *group, int rank)
{
    finding only = {.values_used = 0};
    group->ranks[group->count++] = rank;
    finding_put_ranks(&only, "ranks", group->ranks, group->count);
    words_ranks(finding_text(&only, "ranks"), group->names, sizeof group->names);
}

int places_group(const finding *f, const char *own_file, place_group groups[FINDING_PLACES])
{
    int count = 0;
    for (int i = 0; i < f->place_count; i++) {
        const finding_place *place = &f->places[i];
        bool is_told = place->line > 0 && (own_file == NULL || strcmp(place->file, own_file) == 0);
        place_group next = {.file = is_told ? place->file : "", .line = is_told ? place->line : 0};
        int at = 0;
        words_place(place, next.doing, sizeof next.doing);
        while (at < count &&
               (groups[at].line != next.line || strcmp(groups[at].file, next.file) != 0 ||
                strcmp(groups[at].doing, next.doing) != 0)) {
            at++;
        }
        if (at == count) {
            groups[count++] = next;
        }
        add_rank(&groups[at], place->rank);
    }
    return count;
}

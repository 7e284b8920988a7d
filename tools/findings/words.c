#include "words.h"
#include "words_end.h"
#include <stdio.h>
#include <stdlib.h>

void words_sentence(const finding *f, char text[], size_t size)
{
    if (!words_end_sentence(f, text, size) && !words_use_sentence(f, text, size)) {
        snprintf(text, size, "%s", f->kind);
    }
}

const char *words_advice(const finding *f)
{
    const char *advice = words_end_advice(f);
    return advice != NULL ? advice : "";
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

void words_ranks(const char *list, char text[], size_t size)
{
    int ranks[FINDING_VALUES / 2], count = 0;
    for (char *end; count < FINDING_VALUES / 2 && *list != '\0'; list = end) {
        ranks[count++] = (int)strtol(list, &end, 10);
    }
    size_t used = (size_t)snprintf(text, size, count == 1 ? "rank " : "ranks ");
    for (int i = 0, end; i < count && used < size; i = end) {
        for (end = i + 1; end < count && ranks[end] == ranks[end - 1] + 1; end++) {
        }
        end = end - i > 2 ? end : i + 1; /* two in a row are no range */
        const char *before = i == 0 ? "" : end == count ? " and " : ", ";
        used +=
            (size_t)(end - i > 1 ? snprintf(text + used, size - used, "%s%d-%d", before, ranks[i],
                                            ranks[end - 1])
                                 : snprintf(text + used, size - used, "%s%d", before, ranks[i]));
    }
}

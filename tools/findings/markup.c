#include "markup.h"
#include <string.h>

void markup_put(FILE *to, const char *text)
{
    static const char marks[] = "<>&\"'";
    static const char *const names[] = {"lt", "gt", "amp", "quot", "#39"};
    for (; *text != '\0'; text++) {
        const char *mark = strchr(marks, *text);
        if (mark != NULL) {
            fprintf(to, "&%s;", names[mark - marks]);
        } else {
            putc(*text, to);
        }
    }
}

#include "layout.h"
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { LABEL = 17 }; /* characters */

int layout_columns = 80;

/* A word that is longer than a line stays whole: it may be a path to be copied. */
void layout_field(const char *label, const char *text)
{
    int room = layout_columns - LABEL - 4, used = 0;
    printf("  %-*s", LABEL, label);
    if (strlen(label) >= LABEL) {
        printf("  ");
    }
    while (*text != '\0') {
        int word = (int)strcspn(text, " ");
        if (used > 0 && used + 1 + word > room) {
            printf("\n  %*s", LABEL, "");
            used = 0;
        }
        used += printf("%s%.*s", used > 0 ? " " : "", word, text);
        text += word;
        text += strspn(text, " ");
    }
    putchar('\n');
}

void layout_number(double value, char text[], size_t size)
{
    double magnitude = fabs(value);
    bool whole = value == floor(value) || magnitude >= 1e4;
    if (!whole || !(magnitude < 1e15)) {
        snprintf(text, size, !whole && magnitude >= 1e-5 ? "%.6f" : "%.3e", value);
        return;
    }
    char digits[24]; /* the library knows commas too, but only in some languages */
    int length = snprintf(digits, sizeof digits, "%.0f", value), at = 0;
    for (int i = 0; i < length && at + 2 < (int)size; i++) {
        text[at++] = digits[i];
        int left = length - i - 1;
        if (left > 0 && left % 3 == 0 && digits[i] != '-') {
            text[at++] = ',';
        }
    }
    text[at] = '\0';
}

#include "plotdata.h"
#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <string.h>

FILE *plotdata_create(const char *folder, const char *what, const char *kind)
{
    char path[PATH_MAX], name[100];
    size_t length = 0;
    for (; what[length] != '\0' && length + 1 < sizeof name; length++) {
        unsigned char c = (unsigned char)what[length];
        name[length] = isalnum(c) || c == '_' ? (char)c : '-';
    }
    name[length] = '\0';
    snprintf(path, sizeof path, "%s/%s.%s", folder, name, kind);
    return fopen(path, "w");
}

/* Backquotes and backslashes would run commands and end texts. */
static void put_harmless(FILE *to, const char *text)
{
    for (; *text != '\0'; text++) {
        fputc(strchr("'\"`\\", *text) != NULL ? '.' : *text, to);
    }
}

void plotdata_text(FILE *to, const char *name, const char *text)
{
    fprintf(to, "%s = '", name);
    put_harmless(to, text);
    fputs("'\n", to);
}

void plotdata_number(FILE *to, const char *name, double value)
{
    if (isfinite(value)) {
        fprintf(to, "%s = %.9g\n", name, value);
    } else {
        fprintf(to, "%s = NaN\n", name);
    }
}

void plotdata_rows(FILE *to)
{
    fputs("$rows << END\n", to);
}

void plotdata_value(FILE *to, double value)
{
    if (isfinite(value)) {
        fprintf(to, "%.9g ", value);
    } else {
        fputs("NaN ", to);
    }
}

void plotdata_word(FILE *to, const char *text)
{
    fputc('"', to);
    put_harmless(to, text);
    fputs("\" ", to);
}

void plotdata_end_row(FILE *to)
{
    fputc('\n', to);
}

bool plotdata_close(FILE *to)
{
    fputs("END\n", to);
    bool good = ferror(to) == 0;
    return fclose(to) == 0 && good;
}

const char *plotdata_time_unit(double most, double *factor)
{
    *factor = most < 1e-3 ? 1e6 : most < 1 ? 1e3 : 1;
    return most < 1e-3 ? "µs" : most < 1 ? "ms" : "s";
}

size_t plotdata_usable(const double values[], size_t count, bool positive)
{
    size_t usable = 0;
    for (size_t i = 0; i < count; i++) {
        usable += isfinite(values[i]) && (!positive || values[i] > 0);
    }
    return usable;
}

const char *plotdata_nothing(const double values[], size_t count, bool positive)
{
    if (count == 0) {
        return "there is no value in it";
    } else if (plotdata_usable(values, count, false) == 0) {
        return "no value in it is a number";
    } else if (positive) {
        return plotdata_usable(values, count, true) > 0 ? NULL : "no value in it is above 0";
    }
    for (size_t i = 0; i < count; i++) {
        if (values[i] != 0) {
            return NULL;
        }
    }
    return "every value in it is 0";
}

#include "json_text.h"
#include "text.h"
#include <stdlib.h>

json_t *json_text(const char *text)
{
    char *copy = text_format("%s", text);
    text_without_colour(copy);
    text_make_utf8(copy);
    json_t *value = json_string(copy);
    free(copy);
    return value;
}

json_t *json_text_or_null(const char *text)
{
    return text != NULL && text[0] != '\0' ? json_text(text) : json_null();
}

bool json_write(json_t *all, FILE *to)
{
    bool done = all != NULL && json_dumpf(all, to, JSON_INDENT(1) | JSON_REAL_PRECISION(9)) == 0;
    json_decref(all);
    return putc('\n', to) != EOF && done;
}

/* A whole number without a point. */
static json_t *points_of(double points)
{
    return points == (double)(long)points ? json_integer((long)points) : json_real(points);
}

json_t *gradescope_begin(void)
{
    json_t *whole = json_object();
    json_object_set_new(whole, "stdout_visibility", json_string("visible"));
    json_object_set_new(whole, "tests", json_array());
    return whole;
}

void gradescope_test(json_t *whole, const char *name, const char *output, bool passed,
                     double points, double most)
{
    json_t *test = json_object();
    json_object_set_new(test, "name", json_text(name));
    json_object_set_new(test, "output", json_text(output));
    if (most >= 0) {
        json_object_set_new(test, "score", points_of(points));
        json_object_set_new(test, "max_score", points_of(most));
        json_object_set_new(test, "status", json_string(passed ? "passed" : "failed"));
    }
    json_array_append_new(json_object_get(whole, "tests"), test);
}

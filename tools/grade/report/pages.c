#include "pages.h"
#include "tools/check/text.h"
#include <string.h>

const char *pages_word(const book_grade *g)
{
    return g->is_there ? judgement_word(g->verdict) : "-";
}

static const char *last_part(const char *id)
{
    const char *slash = strrchr(id, '/');
    return slash != NULL ? slash + 1 : id;
}

char *pages_name(const book_program *what)
{
    const char *own = last_part(what->id);
    return text_format("%.*s%s", (int)(own - what->id), what->id, own + strlen("NN-"));
}

const char *pages_file(const book_student *s, const book_program *what)
{
    const char *id = last_part(what->id);
    const json_t *files = json_object_get(s->whole, "files"),
                 *file = json_object_get(files, id + strlen("NN-"));
    return last_part(book_text(file != NULL ? file : json_object_get(files, what->id), "path"));
}

const json_t *pages_case(const book_grade *g)
{
    int first = book_integer(g->details, "first_failure", -1);
    return first >= 0 ? json_array_get(json_object_get(g->details, "cases"), (size_t)first) : NULL;
}

const json_t *pages_finding(const json_t *one_case, size_t index)
{
    return json_array_get(json_object_get(one_case, "findings"), index);
}

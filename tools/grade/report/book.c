#include "book.h"
#include "tools/check/text.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_BYTES = 32 << 20, LONGEST_ID = 80, MOST_LATE = 10000, MOST_STUDENTS = 20000 };

/* ---- texts ---- */

const char *book_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

int book_integer(const json_t *object, const char *key, int otherwise)
{
    const json_t *value = json_object_get(object, key);
    json_int_t number = json_integer_value(value);
    return json_is_integer(value) && number >= -1000000000 && number <= 1000000000 ? (int)number
                                                                                   : otherwise;
}

char *book_line(const char *text)
{
    char *line = text_format("%s", text);
    text_without_colour(line);
    text_make_utf8(line);
    for (char *c = line; *c != '\0'; c++) {
        *c = *c == '\n' || *c == '\t' ? ' ' : *c;
    }
    return line;
}

static void *grown(void *array, int count, size_t size)
{
    void *larger = realloc(array, ((size_t)count + 1) * size);
    if (larger == NULL) {
        text_no_memory();
    }
    return larger;
}

void book_complain(book *b, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = text_formatv(format, arguments);
    va_end(arguments);
    b->complaints = grown(b->complaints, b->complaint_count, sizeof *b->complaints);
    b->complaints[b->complaint_count++] = book_line(text);
    free(text);
}

/* ---- programs ---- */

/* NN-name or PART/NN-name. Sets where the name begins. */
static bool is_id(const char *word, const char **name)
{
    static const char small[] = "abcdefghijklmnopqrstuvwxyz";
    const char *at = word, *slash = strchr(word, '/');
    if (slash != NULL) {
        at = slash > word && strspn(word, small) == (size_t)(slash - word) ? slash + 1 : "";
    }
    *name = at + 3;
    return strlen(word) <= LONGEST_ID && strspn(at, "0123456789") == 2 && at[2] == '-' &&
           strspn(at + 3, small) > 0 &&
           at[3 + strspn(at + 3, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

int book_find_program(const book *b, const char *word)
{
    for (int p = 0; p < b->program_count; p++) {
        const char *id = b->programs[p].id, *name = "";
        is_id(id, &name);
        size_t part = (size_t)(name - id) - 3;
        if (strcmp(id, word) == 0 ||
            (strncmp(id, word, part) == 0 && strcmp(word + part, name) == 0)) {
            return p;
        }
    }
    return -1;
}

/* Of a student whose result cannot be read. */
static const book_grade unread = {
    .is_there = true, .verdict = VERDICT_ERROR, .sentence = "the result cannot be read"};

int book_add_program(book *b, const char *id)
{
    const char *name;
    if (!is_id(id, &name)) {
        return -1;
    }
    int at = 0, known = book_find_program(b, id);
    if (known >= 0 || b->program_count == BOOK_PROGRAMS) {
        return known;
    }
    while (at < b->program_count && strcmp(b->programs[at].id, id) < 0) {
        at++;
    }
    size_t behind = (size_t)(b->program_count++ - at);
    memmove(&b->programs[at + 1], &b->programs[at], behind * sizeof *b->programs);
    b->programs[at] = (book_program){.id = text_format("%s", id)};
    for (int s = 0; s < b->student_count; s++) {
        book_grade *grades = b->students[s].grades;
        memmove(&grades[at + 1], &grades[at], behind * sizeof *grades);
        grades[at] = b->students[s].whole == NULL ? unread : (book_grade){0};
    }
    return at;
}

/* ---- a result ---- */

static verdict verdict_of(const char *word)
{
    for (verdict v = VERDICT_PASS; v < VERDICT_ERROR; v++) {
        if (strcmp(word, judgement_word(v)) == 0) {
            return v;
        }
    }
    return VERDICT_ERROR;
}

static void take_programs(book *b, book_student *s)
{
    const json_t *programs = json_object_get(s->whole, "programs"),
                 *trouble = json_object_get(s->whole, "trouble"), *one;
    size_t i;
    json_array_foreach(programs, i, one)
    {
        int p = book_add_program(b, book_text(one, "program"));
        if (p < 0) {
            book_complain(b, "results/%s.json: '%.100s' is no program", s->stem,
                          book_text(one, "program"));
        } else if (!s->grades[p].is_there) {
            s->grades[p] = (book_grade){.is_there = true,
                                        .verdict = verdict_of(book_text(one, "verdict")),
                                        .sentence = book_text(one, "sentence"),
                                        .details = one};
        }
    }
    json_array_foreach(trouble, i, one)
    {
        int p = book_add_program(b, book_text(one, "program"));
        if (p < 0) {
            book_complain(b, "%s: %s", s->name, book_text(one, "sentence"));
        } else if (!s->grades[p].is_there || s->grades[p].verdict == VERDICT_ERROR) {
            s->grades[p].is_there = true;
            s->grades[p].verdict = VERDICT_ERROR;
            s->grades[p].sentence = book_text(one, "sentence");
        }
    }
}

/* NULL: *why says why, to be freed. */
static json_t *read_result(const char *path, char **why)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat status;
    json_error_t fault = {0};
    json_t *whole = NULL;
    if (file < 0 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        *why = text_format("is no file that can be read");
    } else if (status.st_size > MOST_BYTES) {
        *why = text_format("is larger than any result (%d MiB)", MOST_BYTES >> 20);
    } else if ((whole = json_loadfd(file, 0, &fault)) == NULL) {
        *why = text_format("line %d: %s", fault.line, fault.text);
    } else if (book_integer(whole, "format_version", 0) != 1 ||
               !json_is_array(json_object_get(whole, "programs"))) {
        *why = text_format("is no result of version 1");
        json_decref(whole);
        whole = NULL;
    }
    if (file >= 0) {
        close(file);
    }
    return whole;
}

static void add_student(book *b, const char *folder, const char *file)
{
    char *path = text_format("%s/%s", folder, file), *why = NULL;
    b->students = grown(b->students, b->student_count, sizeof *b->students);
    book_student *s = &b->students[b->student_count++];
    memset(s, 0, sizeof *s);
    s->stem = text_format("%.*s", (int)(strlen(file) - strlen(".json")), file);
    s->whole = read_result(path, &why);
    s->name = book_line(book_text(s->whole, "student"));
    if (s->name[0] == '\0') {
        free(s->name);
        s->name = text_format("%s", s->stem);
    }
    int late = book_integer(s->whole, "late_days", 0);
    s->late_days = late < 0 ? 0 : late > MOST_LATE ? MOST_LATE : late;
    for (int p = 0; s->whole == NULL && p < b->program_count; p++) {
        s->grades[p] = unread;
    }
    if (s->whole == NULL) {
        book_complain(b, "results/%s %s: grade %s again", file, why, s->name);
    } else {
        take_programs(b, s);
    }
    free(why);
    free(path);
}

/* ---- the class ---- */

static int is_result(const struct dirent *entry)
{
    const char *name = entry->d_name;
    size_t length = strlen(name);
    return name[0] != '.' && length > 5 && strcmp(name + length - 5, ".json") == 0;
}

bool book_read(book *to, const char *report)
{
    *to = (book){0};
    time_t now = time(NULL);
    strftime(to->created, sizeof to->created, "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
    char *folder = text_format("%s/results", report);
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_result, alphasort);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        if (name[strspn(name,
                        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%-")] !=
            '\0') {
            book_complain(to, "results/%s is not of ./lab grade, and left alone", name);
        } else if (to->student_count < MOST_STUDENTS) {
            add_student(to, folder, name);
        }
        free(entries[i]);
    }
    free(entries);
    free(folder);
    return count >= 0;
}

void book_free(book *b)
{
    for (int s = 0; s < b->student_count; s++) {
        book_student *one = &b->students[s];
        for (int p = 0; p < b->program_count; p++) {
            free(one->grades[p].remark);
        }
        json_decref(one->whole);
        free(one->stem);
        free(one->name);
        free(one->remark);
    }
    for (int p = 0; p < b->program_count; p++) {
        free(b->programs[p].id);
    }
    for (int i = 0; i < b->complaint_count; i++) {
        free(b->complaints[i]);
    }
    free(b->complaints);
    free(b->students);
    *b = (book){0};
}

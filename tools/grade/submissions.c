#include "submissions.h"
#include "tools/check/text.h"
#include <ctype.h>
#include <dirent.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_MANIFEST = 1 << 20, MOST_DEPTH = 12, MOST_ENTRIES = 1000000, FAR = 1000 };

typedef struct {
    const char *folder, *only;
    regex_t *pattern; /* NULL: those of common course systems */
    int entries;
    submissions *to;
} search;

static void *grown(void *array, int count, size_t size)
{
    array = realloc(array, (size_t)(count + 1) * size);
    if (array == NULL) {
        text_no_memory();
    }
    return array;
}

static void note_strange(submissions *to, const char *path, const char *why)
{
    to->strange = grown(to->strange, to->strange_count, sizeof *to->strange);
    to->strange[to->strange_count++] = text_format("%s: %s", path, why);
}

/* ---- the programs ---- */

/* "hello", "01-hello", "01", "1"; of a part "bugs", "bugs/pass-on", "bugs/01". */
static bool is_named(const known_program *p, const char *word)
{
    const char *slash = strchr(p->id, '/');
    char *whole =
        text_format("%.*s%s", slash != NULL ? (int)(slash + 1 - p->id) : 0, p->id, p->name);
    size_t length = strlen(word);
    bool is_it = strcmp(word, whole) == 0 || strcmp(word, p->name) == 0 || strcmp(word, p->id) == 0;
    is_it = is_it || (length > 0 && strncmp(word, p->id, length) == 0 &&
                      (p->id[length] == '/' ||
                       (p->id[length] == '-' && isdigit((unsigned char)word[length - 1]))));
    is_it = is_it || (length == 1 && p->id[0] == '0' && p->id[1] == word[0]);
    free(whole);
    return is_it;
}

static bool is_wanted(const known_program *p, const char *only)
{
    char *words = text_format("%s", only), *rest = words;
    bool wanted = false;
    for (char *word; (word = text_field(&rest, ',')) != NULL;) {
        wanted = wanted || is_named(p, word);
    }
    free(words);
    return wanted;
}

static bool read_programs(const char *manifest, const char *only, submissions *to)
{
    char *text = text_read(manifest, MOST_MANIFEST, NULL), *rest = text;
    if (text_field(&rest, '\n') == NULL) { /* the header */
        fprintf(stderr, "lab: grade: %s cannot be read\n", manifest);
        free(text);
        return false;
    }
    for (char *row; (row = text_field(&rest, '\n')) != NULL;) {
        const char *id = text_field(&row, '\t'), *name = text_field(&row, '\t'),
                   *source = text_field(&row, '\t');
        if (source != NULL) {
            known_program found = {text_format("%s", id), text_format("%s", name),
                                   text_format("%s", source)};
            to->programs = grown(to->programs, to->program_count, sizeof *to->programs);
            to->programs[to->program_count++] = found;
        }
    }
    free(text);
    char *words = text_format("%s", only != NULL ? only : "");
    rest = words;
    for (char *word; only != NULL && (word = text_field(&rest, ',')) != NULL;) {
        bool is_known = false;
        for (int p = 0; p < to->program_count; p++) {
            is_known = is_known || is_wanted(&to->programs[p], word);
        }
        if (!is_known) {
            fprintf(stderr, "lab: grade: --programs %s: there is no program '%s'\n", only, word);
            free(words);
            return false;
        }
    }
    free(words);
    return true;
}

/* ---- whose, and of what ---- */

/* The program whose source `base` is; *before: how much stands in front, as in "anna_hello.c" or, as a course system names
 * what was handed in again, "anna_hello-1.c". -1: none. */
static int program_of(const submissions *s, const char *base, size_t *before)
{
    int best = -1;
    size_t best_length = 0, length = strlen(base);
    if (length < 3 || strcmp(base + length - 2, ".c") != 0) {
        return -1;
    }
    length -= 2;
    size_t plain = length;
    bool in_brackets = plain > 3 && base[plain - 1] == ')';
    plain -= in_brackets;
    while (plain > 0 && isdigit((unsigned char)base[plain - 1])) {
        plain--;
    }
    if (in_brackets && plain > 2 && strncmp(base + plain - 2, " (", 2) == 0) {
        plain -= 2;
    } else if (!in_brackets && plain < length && plain > 1 && base[plain - 1] == '-') {
        plain--;
    } else {
        plain = length;
    }
    for (int p = 0; p < s->program_count; p++) {
        size_t own = strlen(s->programs[p].source) - 2;
        bool is_it = own <= plain && own > best_length &&
                     strncmp(base + plain - own, s->programs[p].source, own) == 0 &&
                     (own == plain || strchr("_- .", base[plain - own - 1]) != NULL);
        if (is_it) {
            best = p;
            best_length = own;
            *before = plain - own;
        }
    }
    return best;
}

/* Takes "_123" off the end, and returns where the number begins; NULL: there is none. */
static char *take_number(char *name)
{
    size_t length = strlen(name), digits = 0;
    while (digits < length && isdigit((unsigned char)name[length - digits - 1])) {
        digits++;
    }
    if (digits == 0 || digits + 1 >= length || name[length - digits - 1] != '_') {
        return NULL;
    }
    name[length - digits - 1] = '\0';
    return name + length - digits;
}

/* "Anna Lee_12345_assignsubmission_file_": Moodle's folder for each student; any other name is the student's. */
static void student_of_folder(char *name, submission *to)
{
    char *mark = strstr(name, "_assignsubmission_"), *number = NULL;
    if (mark != NULL) {
        *mark = '\0';
        number = take_number(name);
    }
    to->number = text_format("%s", number != NULL ? number : "");
    to->student = text_format("%s", name);
}

/* "leeanna_LATE_123_456_": what Canvas puts in front of a file's name; else "anna_". */
static void student_of_prefix(char *name, submission *to)
{
    static const char late[] = "_LATE";
    size_t length = strlen(name);
    if (length > 0) {
        name[--length] = '\0';
    }
    char *file = take_number(name), *number = file != NULL ? take_number(name) : NULL;
    if (file != NULL && number == NULL) {
        name[strlen(name)] = '_'; /* no more than a number at the end */
    }
    length = strlen(name);
    if (number != NULL && length > sizeof late && strcmp(name + length - strlen(late), late) == 0) {
        name[length - strlen(late)] = '\0';
    }
    to->number = text_format("%s", number != NULL ? number : "");
    to->student = text_format("%s", name);
}

static bool student_by_pattern(const search *s, const char *path, submission *to)
{
    regmatch_t match[2];
    if (regexec(s->pattern, path, 2, match, 0) != 0 || match[1].rm_so < 0) {
        return false;
    }
    to->student =
        text_format("%.*s", (int)(match[1].rm_eo - match[1].rm_so), path + match[1].rm_so);
    to->number = text_format("%s", "");
    return true;
}

/* What lies where a clone of the collection has it comes first, then what lies least deep. */
static int rank_of(const char *path, const known_program *p)
{
    char *place = text_format("/exercises/%s/%s", p->id, p->source);
    size_t length = strlen(path), own = strlen(place);
    int rank = FAR;
    for (const char *at = path; (at = strchr(at, '/')) != NULL; at++) {
        rank++;
    }
    rank = length > own && strcmp(path + length - own, place) == 0 ? 0 : rank;
    free(place);
    return rank;
}

static void take_file(search *s, const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash != NULL ? slash + 1 : path;
    size_t before = 0, length = strlen(base);
    submission found = {.program = program_of(s->to, base, &before)};
    if (found.program < 0) {
        if (length > 2 && strcmp(base + length - 2, ".c") == 0 &&
            strstr(path, "/exercises/") == NULL) {
            note_strange(s->to, path, "no program has a source of that name");
        }
        return;
    }
    if (s->only != NULL && !is_wanted(&s->to->programs[found.program], s->only)) {
        return;
    }
    bool is_in_folder = strchr(path, '/') != NULL;
    char *name = is_in_folder ? text_format("%.*s", (int)strcspn(path, "/"), path)
                              : text_format("%.*s", (int)before, base);
    if (s->pattern != NULL) {
        if (!student_by_pattern(s, path, &found)) {
            note_strange(s->to, path, "the pattern finds no student in it");
        }
    } else if (name[0] == '\0') {
        note_strange(s->to, path, "whose is it? a folder or a name in front says so");
    } else if (is_in_folder) {
        student_of_folder(name, &found);
    } else {
        student_of_prefix(name, &found);
    }
    free(name);
    if (found.student != NULL) {
        found.path = text_format("%s", path);
        found.rank = rank_of(path, &s->to->programs[found.program]) + (before > 0 ? FAR : 0);
        s->to->all = grown(s->to->all, s->to->count, sizeof *s->to->all);
        s->to->all[s->to->count++] = found;
    }
}

/* ---- looking ---- */

/* Of a clone of the collection what is nobody's work. */
static bool is_left_out(const char *name)
{
    static const char *const names[] = {"solutions", "tests", "build",    "tools", "common",
                                        "results",   "slurm", "__MACOSX", NULL};
    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return name[0] == '.';
}

static void look(search *s, const char *below, int depth)
{
    char *folder =
        below[0] != '\0' ? text_format("%s/%s", s->folder, below) : text_format("%s", s->folder);
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        char *path = below[0] != '\0' ? text_format("%s/%s", below, name) : text_format("%s", name),
             *whole = text_format("%s/%s", folder, name);
        struct stat is;
        size_t before;
        bool is_there = lstat(whole, &is) == 0, is_link = is_there && S_ISLNK(is.st_mode);
        if (!is_there || strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
            (depth > 0 && is_left_out(name)) || name[0] == '.' || ++s->entries > MOST_ENTRIES) {
            /* nothing */
        } else if (S_ISDIR(is.st_mode) && depth < MOST_DEPTH) {
            int count_before = s->to->count;
            look(s, path, depth + 1);
            if (depth == 0 && s->to->count == count_before) {
                note_strange(s->to, path, "there is no program in it");
            }
        } else if (S_ISREG(is.st_mode)) {
            take_file(s, path);
        } else if (program_of(s->to, name, &before) >= 0 || depth == 0) {
            note_strange(s->to, path, is_link ? "a link, which is not followed" : "no plain file");
        }
        free(path);
        free(whole);
        free(entries[i]);
    }
    free(entries);
    free(folder);
}

/* Namesakes get their numbers, by which the course system tells them apart. */
static void tell_apart(submissions *s)
{
    bool *is_shared = calloc((size_t)s->count + 1, sizeof *is_shared);
    if (is_shared == NULL) {
        text_no_memory();
    }
    for (int i = 0; i < s->count; i++) {
        for (int k = 0; k < s->count && !is_shared[i]; k++) {
            is_shared[i] = strcmp(s->all[i].student, s->all[k].student) == 0 &&
                           strcmp(s->all[i].number, s->all[k].number) != 0;
        }
    }
    for (int i = 0; i < s->count; i++) {
        if (is_shared[i] && s->all[i].number[0] != '\0') {
            char *whole = text_format("%s_%s", s->all[i].student, s->all[i].number);
            free(s->all[i].student);
            s->all[i].student = whole;
        }
    }
    free(is_shared);
}

static int compare(const void *a, const void *b)
{
    const submission *x = a, *y = b;
    int order = strcmp(x->student, y->student);
    order = order != 0 ? order : x->program - y->program;
    order = order != 0 ? order : x->rank - y->rank;
    return order != 0 ? order : -strcmp(x->path, y->path); /* hello-1.c was handed in later */
}

static void free_one(submission *s)
{
    free(s->student);
    free(s->number);
    free(s->path);
}

static void leave_one_of_each(submissions *s)
{
    int kept = 0;
    if (s->count > 0) {
        qsort(s->all, (size_t)s->count, sizeof *s->all, compare);
    }
    for (int i = 0; i < s->count; i++) {
        const submission *last = kept > 0 ? &s->all[kept - 1] : NULL;
        if (last != NULL && strcmp(last->student, s->all[i].student) == 0 &&
            last->program == s->all[i].program) {
            char *why = text_format("not taken, since there is %s", last->path);
            note_strange(s, s->all[i].path, why);
            free(why);
            free_one(&s->all[i]);
        } else {
            s->all[kept++] = s->all[i];
        }
    }
    s->count = kept;
}

bool submissions_find(const char *folder, const char *manifest, const char *only,
                      const char *pattern, submissions *to)
{
    regex_t compiled;
    struct stat is;
    search s = {.folder = folder, .only = only, .to = to};
    *to = (submissions){0};
    if (stat(folder, &is) != 0 || !S_ISDIR(is.st_mode)) {
        fprintf(stderr, "lab: grade: %s: there is no such folder\n", folder);
        return false;
    }
    if (!read_programs(manifest, only, to)) {
        return false;
    }
    if (pattern != NULL) {
        bool is_expression = regcomp(&compiled, pattern, REG_EXTENDED) == 0;
        if (!is_expression || compiled.re_nsub < 1) {
            fprintf(stderr, "lab: grade: --student '%s': no regular expression with a (group)\n",
                    pattern);
            if (is_expression) {
                regfree(&compiled);
            }
            return false;
        }
        s.pattern = &compiled;
    }
    look(&s, "", 0);
    if (pattern != NULL) {
        regfree(&compiled);
    }
    tell_apart(to);
    leave_one_of_each(to);
    return true;
}

void submissions_free(submissions *s)
{
    for (int i = 0; i < s->count; i++) {
        free_one(&s->all[i]);
    }
    for (int i = 0; i < s->program_count; i++) {
        free(s->programs[i].id);
        free(s->programs[i].name);
        free(s->programs[i].source);
    }
    for (int i = 0; i < s->strange_count; i++) {
        free(s->strange[i]);
    }
    free(s->all);
    free(s->programs);
    free(s->strange);
    *s = (submissions){0};
}

/* bin/grade-report: what ./lab grade found of each student, as pages and tables. */
#include "marks.h"
#include "mistakes.h"
#include "pages.h"
#include "rules.h"
#include "tools/check/files.h"
#include "tools/check/text.h"
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage_text[] =
    "usage: grade-report REPORT [--rules FILE] [--format FORMAT,FORMAT...]\n"
    "\n"
    "Reads REPORT/results/STUDENT.json and the teacher's REPORT/marks.tsv, and writes into "
    "REPORT:\n"
    "  html         index.html for the teacher, students/STUDENT.html for each student\n"
    "  csv, json    grades.csv, grades.json\n"
    "  junit        junit.xml\n"
    "  gradescope   gradescope/STUDENT.json: results.json of each student\n"
    "\n"
    "Exit status: 0 all written, 1 all written, but some results or marks could not be used, 2 not "
    "all written.\n";

typedef enum { HTML, CSV, JSON, JUNIT, GRADESCOPE, FORMATS } format;
static const char *const format_names[FORMATS] = {"html", "csv", "json", "junit", "gradescope"};

typedef struct {
    const char *report, *rules;
    bool formats[FORMATS];
} wishes;

typedef struct {
    const wishes *wish;
    const book *b;
    const mistake_list *mistakes;
    bool has_failed;
} writer;

static _Noreturn void refuse(const char *what, const char *about)
{
    fprintf(stderr, "lab: grade: %s%s (see grade-report --help)\n", what, about);
    exit(2);
}

static void choose_formats(wishes *wish, const char *list)
{
    char *copy = text_format("%s", list), *rest = copy, *word;
    while ((word = text_field(&rest, ',')) != NULL) {
        int f = 0;
        while (f < FORMATS && strcmp(word, format_names[f]) != 0) {
            f++;
        }
        if (f == FORMATS) {
            refuse("there are html, csv, json, junit and gradescope, not ", word);
        }
        wish->formats[f] = true;
    }
    free(copy);
}

static void parse(int argc, char *argv[], wishes *wish)
{
    static const struct option options[] = {{"rules", required_argument, NULL, 'r'},
                                            {"format", required_argument, NULL, 'f'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    bool is_chosen = false;
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        switch (option) {
        case 'r':
            wish->rules = optarg;
            break;
        case 'f':
            choose_formats(wish, optarg);
            is_chosen = true;
            break;
        case 'h':
            fputs(usage_text, stdout);
            exit(0);
        default:
            exit(2); /* getopt has said why */
        }
    }
    if (argc - optind != 1) {
        refuse("one folder is needed, of ./lab grade", "");
    }
    wish->report = argv[optind];
#ifndef MPILAB_LIBXML2
    if (wish->formats[JUNIT]) {
        refuse("--format junit: this build has no libxml2 (Debian: libxml2-dev)", "");
    }
#endif
    for (format f = HTML; !is_chosen && f < FORMATS; f++) {
        wish->formats[f] = true;
    }
}

/* ---- writing ---- */

static bool write_kind(const writer *w, format f, const book_student *s, FILE *to)
{
    switch (f) {
    case HTML:
        if (s != NULL) {
            pages_student(w->b, s, to);
        } else {
            pages_class(w->b, w->mistakes, to);
        }
        return true;
    case CSV:
        pages_csv(w->b, to);
        return true;
    case JSON:
        return pages_json(w->b, w->mistakes, to);
    case GRADESCOPE:
        return pages_gradescope(w->b, s, to);
    default:
#ifdef MPILAB_LIBXML2
        return pages_junit(w->b, to);
#else
        return true;
#endif
    }
}

/* What was there stays until the new one is whole. s: of that student; NULL: of all. */
static void write_file(writer *w, format f, const book_student *s, const char *folder,
                       const char *name)
{
    char *path = text_format("%s/%s%s%s", w->wish->report, folder, name,
                             s == NULL   ? ""
                             : f == HTML ? ".html"
                                         : ".json"),
         *fresh = text_format("%s.new", path);
    FILE *to = fopen(fresh, "w");
    bool done = to != NULL && write_kind(w, f, s, to) && !ferror(to);
    if (to == NULL || fclose(to) != 0 || !done || rename(fresh, path) != 0) {
        fprintf(stderr, "lab: grade: %s could not be written\n", path);
        unlink(fresh);
        w->has_failed = true;
    }
    free(fresh);
    free(path);
}

static void write_for_each(writer *w, format f, const char *folder)
{
    char *path = text_format("%s/%s", w->wish->report, folder);
    files_make_folder(path);
    for (int i = 0; i < w->b->student_count; i++) {
        write_file(w, f, &w->b->students[i], folder, w->b->students[i].stem);
    }
    free(path);
}

static void write_all(writer *w)
{
    static const char *const names[FORMATS] = {"index.html", "grades.csv", "grades.json",
                                               "junit.xml", NULL};
#ifdef MPILAB_LIBXML2
    bool has_junit = true;
#else
    bool has_junit = false;
    fputs("lab: grade: no junit.xml: this build has no libxml2 (Debian: libxml2-dev)\n", stderr);
#endif
    for (format f = HTML; f < FORMATS; f++) {
        if (w->wish->formats[f] && names[f] != NULL && (f != JUNIT || has_junit)) {
            write_file(w, f, NULL, "", names[f]);
        }
    }
    if (w->wish->formats[HTML]) {
        write_for_each(w, HTML, "students/");
    }
    if (w->wish->formats[GRADESCOPE]) {
        write_for_each(w, GRADESCOPE, "gradescope/");
    }
}

int main(int argc, char *argv[])
{
    wishes wish = {0};
    book b;
    rules by;
    mistake_list mistakes;
    char *why = NULL;
    parse(argc, argv, &wish);
    if (!book_read(&b, wish.report)) {
        book_free(&b);
        refuse("there are no results in ", wish.report);
    }
    rules_start(&by);
    if (wish.rules != NULL && !rules_read(&by, &b, wish.rules, &why)) {
        fprintf(stderr, "lab: grade: %s\n", why);
        free(why);
        book_free(&b);
        return 2;
    }
    marks_read(&b, wish.report);
    rules_apply(&by, &b);
    mistakes_count(&b, &mistakes);
    writer w = {&wish, &b, &mistakes, false};
    write_all(&w);
    for (int i = 0; i < b.complaint_count; i++) {
        fprintf(stderr, "lab: grade: %s\n", b.complaints[i]);
    }
    int status = w.has_failed ? 2 : b.complaint_count > 0 ? 1 : 0;
    mistakes_free(&mistakes);
    book_free(&b);
    return status;
}

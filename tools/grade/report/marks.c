#include "marks.h"
#include "rules.h"
#include "tools/check/text.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BYTES = 16 << 20, LEAST = -10000 };

static const char head[] = "student\tprogram\tpoints\tremark\n";

/* Without blanks around it, nor the quotes that a spreadsheet sets. */
static char *bare(char *field)
{
    field += strspn(field, " ");
    size_t length = strlen(field);
    while (length > 0 && field[length - 1] == ' ') {
        field[--length] = '\0';
    }
    if (length >= 2 && field[0] == '"' && field[length - 1] == '"') {
        field[length - 1] = '\0';
        field++;
    }
    return field;
}

static book_student *find_student(const book *b, const char *word)
{
    for (int i = 0; i < b->student_count; i++) {
        const char *own = book_text(b->students[i].whole, "student");
        if (strcmp(word, b->students[i].stem) == 0 || strcmp(word, b->students[i].name) == 0 ||
            strcmp(word, own) == 0) {
            return &b->students[i];
        }
    }
    return NULL;
}

static void mark_program(book_grade *g, bool has_points, double points, const char *remark)
{
    if (has_points) {
        g->points = points;
        g->has_points = g->is_marked = true;
    }
    if (remark[0] != '\0') {
        free(g->remark);
        g->remark = text_format("%s", remark);
    }
}

static void mark_whole(book_student *s, double points, const char *remark)
{
    s->added += points;
    if (remark[0] != '\0') {
        free(s->remark);
        s->remark = text_format("%s", remark);
    }
}

static void take_row(book *b, char *row, int number)
{
    char *fields[4];
    double points = 0;
    for (int i = 0; i < 4; i++) {
        char *field = text_field(&row, '\t');
        if (field == NULL && i < 3) {
            book_complain(
                b, "marks.tsv:%d: there must be a student, a program and points, with tabs between",
                number);
            return;
        }
        fields[i] = bare(field != NULL ? field : "");
    }
    bool has_points = fields[2][0] != '\0', is_late = strcmp(fields[1], "late") == 0,
         is_whole = is_late || strcmp(fields[1], "*") == 0;
    book_student *s = find_student(b, fields[0]);
    int p = is_whole ? -1 : book_find_program(b, fields[1]);
    if (s == NULL) {
        book_complain(b, "marks.tsv:%d: there is no student '%s'", number, fields[0]);
    } else if (!is_whole && p < 0) {
        book_complain(b, "marks.tsv:%d: nobody has handed in a program '%s'", number, fields[1]);
    } else if (has_points && !rules_number(fields[2], LEAST, &points)) {
        book_complain(b, "marks.tsv:%d: '%s' are no points", number, fields[2]);
    } else if (is_late) {
        s->late_days = points > 0 ? (int)points : 0;
        mark_whole(s, 0, fields[3]);
    } else if (is_whole) {
        mark_whole(s, points, fields[3]);
    } else {
        mark_program(&s->grades[p], has_points, points, fields[3]);
    }
}

static void make(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0) {
        if (write(file, head, sizeof head - 1) < 0) {
            unlink(path);
        }
        close(file);
    }
}

void marks_read(book *b, const char *report)
{
    char *path = text_format("%s/marks.tsv", report), *text, *rest, *row;
    make(path);
    text = rest = text_read(path, MOST_BYTES, NULL);
    if (text == NULL) {
        book_complain(b, "marks.tsv cannot be read, so no mark of it counts");
    }
    rest += rest != NULL && strncmp(rest, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (int number = 1; (row = text_field(&rest, '\n')) != NULL; number++) {
        row[strcspn(row, "\r")] = '\0';
        const char *first = row + (row[0] == '"');
        bool is_head = number == 1 && strncmp(first, "student", 7) == 0 && strchr("\"\t", first[7]);
        if (!is_head && row[strspn(row, " \t")] != '\0' && row[0] != '#') {
            take_row(b, row, number);
        }
    }
    free(text);
    free(path);
}

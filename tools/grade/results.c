#include "results.h"
#include "tools/check/text.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST_NAME = 200 };

char *results_file_name(const char *student)
{
    char *name = malloc(3 * strlen(student) + 32);
    size_t length = 0;
    unsigned long long hash = 14695981039346656037ULL;
    if (name == NULL) {
        text_no_memory();
    }
    for (const char *at = student; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        bool is_plain = byte < 128 && (isalnum(byte) || strchr("_-", byte) != NULL ||
                                       (byte == '.' && at > student));
        hash = (hash ^ byte) * 1099511628211ULL;
        length += (size_t)sprintf(name + length, is_plain ? "%c" : "%%%02X", byte);
    }
    if (length > LONGEST_NAME) {
        sprintf(name + LONGEST_NAME, "-%016llx", hash);
    }
    return name;
}

static char *path_of(const char *report, const char *student)
{
    char *name = results_file_name(student),
         *path = text_format("%s/results/%s.json", report, name);
    free(name);
    return path;
}

json_t *results_read(const char *report, const char *student)
{
    char *path = path_of(report, student), *shown = text_format("%s", student);
    json_t *of = json_load_file(path, 0, NULL);
    if (json_integer_value(json_object_get(of, "format_version")) != 1 ||
        !json_is_object(json_object_get(of, "files")) ||
        !json_is_array(json_object_get(of, "programs")) ||
        !json_is_array(json_object_get(of, "trouble"))) {
        json_decref(of);
        text_make_utf8(shown);
        for (char *at = shown; *at != '\0'; at++) {
            *at = *at == '\n' || *at == '\t' ? '?' : *at;
        }
        of = json_pack("{s:i, s:s, s:s, s:{}, s:[], s:[], s:i}", "format_version", 1, "student",
                       shown, "graded", "", "files", "programs", "trouble", "late_days", 0);
    }
    if (of == NULL) {
        text_no_memory();
    }
    free(shown);
    free(path);
    return of;
}

static const char *id_of(const json_t *entry)
{
    const char *id = json_string_value(json_object_get(entry, "program"));
    return id != NULL ? id : "";
}

static size_t find(const json_t *list, const char *id)
{
    size_t i = 0;
    while (i < json_array_size(list) && strcmp(id_of(json_array_get(list, i)), id) != 0) {
        i++;
    }
    return i;
}

static void take_out(json_t *list, const char *id)
{
    size_t at = find(list, id);
    if (at < json_array_size(list)) {
        json_array_remove(list, at);
    }
}

bool results_has(const json_t *of, const char *name, const char *key)
{
    const char *known = json_string_value(
        json_object_get(json_object_get(json_object_get(of, "files"), name), "key"));
    return known != NULL && strcmp(known, key) == 0;
}

void results_put(json_t *of, const char *name, json_t *file, json_t *program)
{
    json_t *programs = json_object_get(of, "programs"), *trouble = json_object_get(of, "trouble");
    const char *id = id_of(program),
               *verdict = json_string_value(json_object_get(program, "verdict")),
               *sentence = json_string_value(json_object_get(program, "sentence"));
    size_t at = find(programs, id);
    take_out(trouble, id);
    if (verdict != NULL && strcmp(verdict, "ERROR") == 0) { /* which a further call tries again */
        json_array_append_new(trouble,
                              json_pack("{s:s, s:s}", "program", id, "sentence", sentence));
        json_object_del(file, "key");
    }
    json_object_set_new(json_object_get(of, "files"), name, file);
    if (at < json_array_size(programs)) {
        json_array_remove(programs, at);
    } else {
        for (at = 0; at < json_array_size(programs) &&
                     strcmp(id_of(json_array_get(programs, at)), id) < 0;) {
            at++;
        }
    }
    json_array_insert_new(programs, at, program);
}

void results_drop(json_t *of, const char *id, const char *name)
{
    json_object_del(json_object_get(of, "files"), name);
    take_out(json_object_get(of, "programs"), id);
    take_out(json_object_get(of, "trouble"), id);
}

bool results_write(const char *report, const char *student, json_t *of)
{
    char *path = path_of(report, student), *fresh = text_format("%s.new", path), now[32];
    time_t seconds = time(NULL);
    strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime(&seconds));
    json_object_set_new(of, "graded", json_pack("s", now));
    bool done = json_dump_file(of, fresh, JSON_INDENT(2)) == 0 && rename(fresh, path) == 0;
    if (!done) {
        unlink(fresh);
    }
    free(fresh);
    free(path);
    return done;
}

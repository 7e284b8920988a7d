#include "tests/check/support.h"
#include "tools/check/files.h"
#include "tools/check/text.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATHS = 8, MOST_BYTES = 1 << 24 };

char folder[SCRATCH_PATH];

int folder_begin(void **state)
{
    (void)state;
    scratch_create(folder);
    return 0;
}

int folder_end(void **state)
{
    (void)state;
    files_remove(folder); /* also what a test has closed */
    return 0;
}

const char *in_folder(const char *name)
{
    static char paths[PATHS][SCRATCH_PATH];
    static int next;
    char *path = paths[next++ % PATHS];
    scratch_path(path, folder, name);
    return path;
}

const char *put_file(const char *name, const char *text)
{
    const char *path = in_folder(name);
    char *above = text_format("%.*s", (int)(strrchr(path, '/') - path), path);
    assert_true(files_make_folder(above));
    free(above);
    scratch_write(path, text);
    return path;
}

const char *put_script(const char *name, const char *text)
{
    const char *path = put_file(name, text);
    assert_int_equal(chmod(path, 0755), 0);
    return path;
}

char *read_whole(const char *path)
{
    char *text = text_read(path, MOST_BYTES, NULL);
    if (text == NULL) {
        fail_msg("%s cannot be read", path);
    }
    return text;
}

void assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("\"%s\" does not stand in:\n%s", part, text);
    }
}

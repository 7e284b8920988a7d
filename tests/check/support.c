#include "tests/check/support.h"
#include "tools/check/files.h"
#include "tools/check/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#ifdef MPILAB_TRACER
#include "tools/trace/layout.h"
#include <link.h>
#include <unistd.h>
#endif

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

#ifdef MPILAB_TRACER
static int find_own(struct dl_phdr_info *object, size_t size, void *to)
{
    trace_module *own = to;
    (void)size;
    own->base = own->start = object->dlpi_addr;
    own->end = own->base + MOST_BYTES;
    return 1;
}

void put_record(const char *name, trace_header like, const char *call, const char *error,
                const uint64_t sites[])
{
    static char record[1 << 16];
    trace_header *h = (trace_header *)(void *)record;
    memset(record, 0, sizeof record);
    *h = like;
    h->magic = TRACE_MAGIC;
    h->version = TRACE_VERSION;
    h->header_size = sizeof *h;
    h->size = like.size > 0 ? like.size : 1;
    h->file_size = layout_make(h->sections, h->size, 2, LAYOUT_LIGHT);
#define ENTRIES(section) ((void *)(record + h->sections[TRACE_SECTION_##section].offset))
    trace_module *own = ENTRIES(MODULES);
    dl_iterate_phdr(find_own, own);
    assert_true(readlink("/proc/self/exe", own->path, TRACE_PATH - 1) > 0);
    snprintf(((trace_call *)ENTRIES(CALLS))[1].name, TRACE_NAME, "%s", call);
    h->stack_call = call[0] != '\0';
    trace_issue *issue = ENTRIES(ISSUES);
    issue->kind = TRACE_ISSUE_ERROR;
    snprintf(issue->text, sizeof issue->text, "%s", error != NULL ? error : "");
    uint64_t count = 0, *stack = ENTRIES(STACK);
    for (; sites != NULL && sites[count] != 0; count++) {
        stack[count] = sites[count];
    }
#undef ENTRIES
    h->sections[TRACE_SECTION_MODULES].used = 1;
    h->sections[TRACE_SECTION_CALLS].used = 2;
    h->sections[TRACE_SECTION_ISSUES].used = error != NULL;
    h->sections[TRACE_SECTION_STACK].used = count;
    FILE *to = fopen(put_file(name, ""), "w");
    assert_non_null(to);
    assert_int_equal(fwrite(record, h->file_size, 1, to), 1);
    assert_int_equal(fclose(to), 0);
}
#endif

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

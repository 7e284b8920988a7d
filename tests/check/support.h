/* A folder for each test, and what several tests of check ask for. */
#ifndef MPILAB_CHECK_SUPPORT_H
#define MPILAB_CHECK_SUPPORT_H

#include "tests/unit/scratch.h"
#ifdef MPILAB_TRACER
#include "tools/trace/format.h"
#endif
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

/* As set-up and tear-down of a test: a folder of its own, `folder`. */
extern char folder[SCRATCH_PATH];
int folder_begin(void **state);
int folder_end(void **state);

#define in_folder_test(test) cmocka_unit_test_setup_teardown(test, folder_begin, folder_end)

/* folder/NAME. Valid until the eighth call after this one. */
const char *in_folder(const char *name);

/* Writes folder/NAME, with the folders above it; a script may be executed. Return its path, as in_folder. */
const char *put_file(const char *name, const char *text);
const char *put_script(const char *name, const char *text);

#ifdef MPILAB_TRACER
/* Writes folder/NAME, as the recorder does of the end of a rank: with what is set in `like`, the MPI function that was
 * called ("": none), the error of MPI or NULL, and sites in this executable, up to a 0. */
void put_record(const char *name, trace_header like, const char *call, const char *error,
                const uint64_t sites[]);
#endif

/* The whole file, to be freed; the test fails where it cannot be read. */
char *read_whole(const char *path);

void assert_contains(const char *text, const char *part);

#endif

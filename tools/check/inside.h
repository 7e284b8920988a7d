/* A student's file and program are compiled and run in a sandbox where settings.inside names the command that makes
 * one: COMMAND [-w FOLDER]... [-r FILE]... -- WORDS... starts the words in a place where they see those folders, which they
 * may write to, and those files, under their own names. Without such a command they are started as they are. */
#ifndef MPILAB_CHECK_INSIDE_H
#define MPILAB_CHECK_INSIDE_H

#include "settings.h"
#include <stddef.h>
#include <stdint.h>

/* Exit statuses of the command: it has ended what took more memory, or made more processes, than it may. */
enum { INSIDE_PROCESSES = 122, INSIDE_MEMORY = 123 };

/* The words to start; only the array itself is new, to be freed. writes, reads: ended by NULL. */
char **inside_words(const settings *how, char *const argv[], const char *const writes[],
                    const char *const reads[]);

/* As process_output, with a folder to write to (or NULL) and a file to read. */
char *inside_output(const settings *how, char *const argv[], const char *writes, const char *reads,
                    const char *folder, double seconds, size_t most, int *status);

/* How much memory that is. */
uint64_t inside_most_bytes(void);

/* The result that a run has left there: a plain file, and not too large, or there is none. Nothing else stays. */
void inside_take_result(const char *fresh);

#endif

/* First link of the chain: does it compile? */
#ifndef MPILAB_CHECK_BUILD_H
#define MPILAB_CHECK_BUILD_H

#include "program.h"
#include "settings.h"
#include "source.h"

typedef struct {
    bool is_built;
    char *executable;  /* its path */
    char *says;        /* what the compiler said, in colour; "": nothing */
    int line;          /* of the first error in the student's file; 0: none there */
    int warning_line;  /* of the first warning there; 0: none */
    char warning[200]; /* ... its text */
} build_result;

/* Compiles the student's file into `folder`, by a command that CMake has recorded (build/PRESET/compile.args, or
 * asan.args: with AddressSanitizer). */
void build_student(const settings *how, const char *command, const program *what,
                   const source_file *student, const char *folder, build_result *to);
void build_free(build_result *b);

/* The arguments of such a command, of which the first is NULL where there is none; to be freed by build_free_command. */
char **build_command(const settings *how, const char *command, const program *what,
                     const source_file *student, const char *executable);
void build_free_command(char **argv);

#endif

/* A program's command line.
 *
 *     int width = 1024;
 *     const program_option options[] = {
 *         OPTION_INT("width", &width, 1, 65536, "columns of the picture"),
 *         OPTION_END,
 *     };
 *     const char *output = options_parse(argc, argv, "draws the Mandelbrot set", options,
 *                                        MPI_COMM_WORLD);
 *
 * A variable's value before the call is the option's default. Every program also has -o/--output
 * FILE (where results go) and -h/--help. Options are long (--width 640 or --width=640) and may be
 * abbreviated if that is unambiguous.
 */
#ifndef MPILAB_OPTIONS_H
#define MPILAB_OPTIONS_H

#include <mpi.h>
#include <stdbool.h>

enum option_kind {
    OPTION_KIND_END,
    OPTION_KIND_INT,
    OPTION_KIND_DOUBLE,
    OPTION_KIND_PAIR,
    OPTION_KIND_CHOICE,
    OPTION_KIND_TEXT,
    OPTION_KIND_FLAG
};

typedef struct {
    enum option_kind kind;
    const char *name; /* without the dashes */
    union {           /* where the value goes */
        int *integer; /* INT; CHOICE: the index of the chosen word, from 0 */
        double *real; /* DOUBLE; PAIR: two of them */
        const char **text;
        bool *flag;
    } value;
    double min, max;   /* INT, DOUBLE, PAIR: the range, ends included */
    const char *words; /* CHOICE: "block|cyclic|dynamic"; TEXT, PAIR: its name in the help */
    const char *help;
} program_option;

#define OPTION_INT(name, variable, min, max, help)                                                 \
    {                                                                                              \
        OPTION_KIND_INT, name, {.integer = variable}, min, max, "N", help                          \
    }
#define OPTION_DOUBLE(name, variable, min, max, help)                                              \
    {                                                                                              \
        OPTION_KIND_DOUBLE, name, {.real = variable}, min, max, "X", help                          \
    }
#define OPTION_PAIR(name, variables, min, max, words, help)                                        \
    {                                                                                              \
        OPTION_KIND_PAIR, name, {.real = variables}, min, max, words, help                         \
    }
#define OPTION_CHOICE(name, variable, words, help)                                                 \
    {                                                                                              \
        OPTION_KIND_CHOICE, name, {.integer = variable}, 0, 0, words, help                         \
    }
#define OPTION_TEXT(name, variable, word, help)                                                    \
    {                                                                                              \
        OPTION_KIND_TEXT, name, {.text = variable}, 0, 0, word, help                               \
    }
#define OPTION_FLAG(name, variable, help)                                                          \
    {                                                                                              \
        OPTION_KIND_FLAG, name, {.flag = variable}, 0, 0, "", help                                 \
    }
#define OPTION_END                                                                                 \
    {                                                                                              \
        OPTION_KIND_END, NULL, {.flag = NULL}, 0, 0, NULL, NULL                                    \
    }

/* Reads the command line into the variables and returns the output file's name (valid until the
 * program ends). Collective on comm, after MPI_Init. On --help, rank 0 prints the help and all
 * ranks exit with status 0. If anything is wrong on any rank, one rank prints one line and all
 * ranks exit with status 2. */
const char *options_parse(int argc, char *argv[], const char *about, const program_option options[],
                          MPI_Comm comm);

/* Writes the value of an option, as it would be on the command line, into text (size bytes). */
void options_value(const program_option *option, char *text, int size);

/* The words of the command line joined by blanks; "" before options_parse. */
const char *options_command_line(void);

#endif

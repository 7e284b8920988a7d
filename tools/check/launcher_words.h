/* What MPI libraries and their launchers print when a run fails, of which nobody else tells us. */
#ifndef MPILAB_CHECK_LAUNCHER_WORDS_H
#define MPILAB_CHECK_LAUNCHER_WORDS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char killed[200];      /* "rank 1 exited on signal 9 (Killed)"; "" */
    int signal;            /* of that */
    char order[200];       /* "MPI_Send was called before MPI_Init"; "" */
    char failing_call[64]; /* an error on a window, a file or a communicator of the program's own */
    int failing_rank;
    char failure_class[64]; /* "MPI_ERR_RANK" */
    char failure_text[300];
} launcher_words;

void launcher_words_read(const char *output, launcher_words *to);

/* The last lines that the program itself has printed; to be freed. */
char *launcher_words_leave_out(const char *output, int lines);

#endif

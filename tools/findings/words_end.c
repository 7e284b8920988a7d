/* How a run came to its end (tools/check/ends.h has kinds and values). */
#include "words_end.h"
#include "words.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is(const finding *f, const char *kind)
{
    return strcmp(f->kind, kind) == 0;
}

static const char *signal_name(int number)
{
    static char other[40];
    switch (number) {
    case 4:
        return "illegal instruction (SIGILL)";
    case 6:
        return "abort (SIGABRT)";
    case 7:
        return "bus error (SIGBUS)";
    case 8:
        return "arithmetic error, such as a division by zero (SIGFPE)";
    case 11:
        return "segmentation fault (SIGSEGV)";
    default:
        snprintf(other, sizeof other, "signal %d", number);
        return other;
    }
}

bool words_end_sentence(const finding *f, char text[], size_t size)
{
    char ranks[300];
    words_ranks(finding_text(f, "ranks"), ranks, sizeof ranks);
    if (is(f, "time_limit")) {
        snprintf(text, size, "the run did not end within %s s", finding_text(f, "seconds"));
    } else if (is(f, "mpi_error")) {
        snprintf(text, size, "%s failed on %s: %s: %s", finding_text(f, "call"), ranks,
                 finding_text(f, "class"), finding_text(f, "text"));
    } else if (is(f, "crash")) {
        snprintf(text, size, "%s crashed: %s", ranks, signal_name(atoi(finding_text(f, "signal"))));
    } else if (is(f, "stopped")) {
        snprintf(text, size, "the program stopped: %s", finding_text(f, "text"));
    } else if (is(f, "abort")) {
        snprintf(text, size, "%s called MPI_Abort", ranks);
    } else if (is(f, "exit_status")) {
        snprintf(text, size, "%s ended with exit status %s", ranks, finding_text(f, "status"));
    } else if (is(f, "no_finalize")) {
        snprintf(text, size, "%s ended without MPI_Finalize", ranks);
    } else if (is(f, "launcher_status")) {
        snprintf(text, size, "the run ended with exit status %s", finding_text(f, "status"));
    } else if (is(f, "killed") || is(f, "wrong_order")) {
        snprintf(text, size, "%s", finding_text(f, "text"));
    } else if (is(f, "no_result_file")) {
        snprintf(text, size, "the program ended, but wrote no result file");
    } else {
        return false;
    }
    return true;
}

bool words_use_sentence(const finding *f, char text[], size_t size)
{
    if (is(f, "call_missing")) {
        snprintf(text, size, "the result is right, but %s is never called: %s",
                 finding_text(f, "call"), finding_text(f, "why"));
    } else if (is(f, "calls_too_many")) {
        snprintf(text, size,
                 "the result is right, but the ranks call %s %s times where the solution's do %s "
                 "times: %s",
                 finding_text(f, "call"), finding_text(f, "made"), finding_text(f, "wanted"),
                 finding_text(f, "why"));
    } else if (is(f, "messages_to_spare") || is(f, "bytes_to_spare")) {
        snprintf(text, size,
                 "rank %s sends %s %s where no rank of the solution sends more than %s (%s)",
                 finding_text(f, "rank"), finding_text(f, "sent"),
                 is(f, "bytes_to_spare") ? "bytes" : "messages", finding_text(f, "wanted"),
                 finding_text(f, "case"));
    } else {
        return false;
    }
    return true;
}

static const char *error_advice(const char *class)
{
    static const char *const known[][2] = {
        {"MPI_ERR_TRUNCATE",
         "The message is longer than the receive allows: do count and type of both sides agree, "
         "and is it the message that was meant?"},
        {"MPI_ERR_RANK", "Ranks go from 0 to size - 1; here a number outside of these was given as "
                         "source, destination "
                         "or target."},
        {"MPI_ERR_ROOT", "The root must be a rank from 0 to size - 1, and the same on all ranks."},
        {"MPI_ERR_COUNT", "A count must not be negative."},
        {"MPI_ERR_TYPE",
         "The datatype is not a valid one; one made by MPI_Type_... needs MPI_Type_commit."},
        {"MPI_ERR_TAG", "A tag must not be negative (only a receive may say MPI_ANY_TAG)."},
        {"MPI_ERR_BUFFER", "The buffer is NULL, or the same one is given for sending and receiving "
                           "(there MPI_IN_PLACE "
                           "is meant for)."},
        {"MPI_ERR_COMM", "The communicator is not a valid one."},
        {"MPI_ERR_OP", "The operation does not go with the datatype."}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(class, known[i][0]) == 0) {
            return known[i][1];
        }
    }
    return "";
}

static const char *signal_advice(int number)
{
    switch (number) {
    case 6:
        return "It ended itself, or the C library found its memory damaged (written past the end "
               "of an array, or freed "
               "twice).";
    case 7:
    case 11:
        return "It used memory that is not its own: a pointer that is NULL or not set, or an index "
               "out of range.";
    case 8:
        return "Is something divided by a count that can be 0 on some ranks?";
    default:
        return "";
    }
}

const char *words_end_advice(const finding *f)
{
    if (is(f, "mpi_error")) {
        return error_advice(finding_text(f, "class"));
    }
    if (is(f, "crash")) {
        return signal_advice(atoi(finding_text(f, "signal")));
    }
    if (is(f, "wrong_order")) {
        return "MPI_Init comes first of all, MPI_Finalize last of all.";
    }
    if (is(f, "no_finalize")) {
        return "Every rank must call MPI_Finalize before it ends.";
    }
    if (is(f, "killed")) {
        return strcmp(finding_text(f, "signal"), "9") == 0
                   ? "Something killed it from outside: did it take too much memory?"
                   : "";
    }
    if (is(f, "no_result_file")) {
        return "results_create, results_write_... and results_close write it; what is printed does "
               "not count.";
    }
    return NULL;
}

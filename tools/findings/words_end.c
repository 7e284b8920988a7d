/* How a run came to its end (tools/check/ends.h has kinds and values), and how a right program communicates
 * (tools/check/demands.h). */
#include "words_tables.h"

#define UNKNOWN_MEMORY                                                                             \
    "It used memory that is not its own: a pointer that is NULL or not set, or an index out of "   \
    "range."

const words_row words_of_ends[] = {
    {"time_limit", "", "the run did not end within {seconds} s"},
    {"call_failed", "", "{call} failed on {ranks.who}: {class}: {text}"},
    {"crash", "", "{ranks.who} crashed: {signal}"},
    {"stopped", "", "the program stopped: {text}"},
    {"called_abort", "", "{ranks.who} called MPI_Abort"},
    {"exit_status", "", "{ranks.who} ended with exit status {status}"},
    {"unfinalized", "", "{ranks.who} ended without MPI_Finalize"},
    {"launcher_status", "", "the run ended with exit status {status}"},
    {"killed", "", "{text}"},
    {"wrong_order", "", "{text}"},
    {"no_result", "", "the program ended, but wrote no result file"},
    {"call_missing", "", "the result is right, but {call} is never called: {why}"},
    {"calls_too_many", "",
     "the result is right, but the ranks call {call} {made} times where the solution's do {wanted} "
     "times: {why}"},
    {"messages_to_spare", "",
     "rank {rank} sends {sent} messages where no rank of the solution sends more than {wanted} "
     "({case})"},
    {"bytes_to_spare", "",
     "rank {rank} sends {sent} bytes where no rank of the solution sends more than {wanted} "
     "({case})"},
    {0},
};

const words_row words_advices_of_ends[] = {
    {"call_failed", "class=MPI_ERR_TRUNCATE",
     "The message is longer than the receive allows: do count and type of both sides agree, and is "
     "it the message that was meant?"},
    {"call_failed", "class=MPI_ERR_RANK",
     "Ranks go from 0 to size - 1; here a number outside of these was given as source, destination "
     "or target."},
    {"call_failed", "class=MPI_ERR_ROOT",
     "The root must be a rank from 0 to size - 1, and the same on all ranks."},
    {"call_failed", "class=MPI_ERR_COUNT", "A count must not be negative."},
    {"call_failed", "class=MPI_ERR_TYPE",
     "The datatype is not a valid one; one made by MPI_Type_... needs MPI_Type_commit."},
    {"call_failed", "class=MPI_ERR_TAG",
     "A tag must not be negative (only a receive may say MPI_ANY_TAG)."},
    {"call_failed", "class=MPI_ERR_BUFFER",
     "The buffer is NULL, or the same one is given for sending and receiving (there MPI_IN_PLACE "
     "is meant for)."},
    {"call_failed", "class=MPI_ERR_COMM", "The communicator is not a valid one."},
    {"call_failed", "class=MPI_ERR_OP", "The operation does not go with the datatype."},
    {"crash", "signal=11", UNKNOWN_MEMORY},
    {"crash", "signal=7", UNKNOWN_MEMORY},
    {"crash", "signal=8", "Is something divided by a count that can be 0 on some ranks?"},
    {"crash", "signal=6",
     "It ended itself, or the C library found its memory damaged (written past the end of an "
     "array, or freed twice)."},
    {"wrong_order", "", "MPI_Init comes first of all, MPI_Finalize last of all."},
    {"unfinalized", "", "Every rank must call MPI_Finalize before it ends."},
    {"killed", "signal=9", "Something killed it from outside: did it take too much memory?"},
    {"no_result", "",
     "results_create, results_write_... and results_close write it; what is printed does not "
     "count."},
    {0},
};

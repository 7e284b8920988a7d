/* How a run came to its end (tools/check/ends.h has kinds and values), and how a right program communicates
 * (tools/check/demands.h). */
#include "words_tables.h"

const words_row words_of_ends[] = {
    {"time_limit", "", "the run did not end within {seconds} s"},
    {"call_failed", "", "{call} failed on {ranks.who}: {class}: {text}"},
    {"crash", "", "{ranks.who} crashed: {signal}"},
    {"stopped", "", "the program stopped: {text}"},
    {"called_abort", "", "{ranks.who} called MPI_Abort"},
    {"failed_exit", "", "{ranks.who} ended with exit status {status}"},
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

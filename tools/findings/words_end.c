/* How a run came to its end (tools/check/ends.h has kinds and values), and how a right program communicates
 * (tools/check/demands.h). */
#include "words_tables.h"

const words_row words_of_ends[] = {
    {"time_limit", "", "the run did not end within {seconds} s"},
    {"memory_limit", "",
     "the ranks took more than {gib} GiB of memory together: is memory allocated in a loop and "
     "never freed?"},
    {"process_limit", "", "the ranks made more processes or threads than a submission may have"},
    {"not_recorded", "",
     "nobody knows how the ranks communicated, since their records are missing: did the program "
     "remove them?"},
    {"too_busy", "",
     "this machine is too busy to judge: it gave the run too little time, twice, the second time "
     "with nothing beside it"},
    {"call_failed", "", "{call} failed on {ranks.who}: {class}: {text}"},
    {"crash", "library",
     "{ranks.who} crashed inside the MPI library, in {library}, but not at the buffers that it was "
     "given: {signal}"},
    {"crash", "", "{ranks.who} crashed: {signal}"},
    {"memory_error", "variable",
     "{error}: [{access} {bytes} bytes ]{side} `{variable}`[, declared at {at.declared}][, freed "
     "at "
     "{at.freed}][, allocated at {at.allocated}][; {at}][, {ranks.who}]"},
    {"memory_error", "side",
     "{error}: [{access} {bytes} bytes ]{side} what was[ freed at {at.freed} and] allocated[ at "
     "{at.allocated}][; {at}][, {ranks.who}]"},
    {"memory_error", "bytes", "{error}: {access} {bytes} bytes[; {at}][, {ranks.who}]"},
    {"memory_error", "null", "{error}: {access} at NULL, or near it[; {at}][, {ranks.who}]"},
    {"memory_error", "access", "{error}: {access} where there is no memory[; {at}][, {ranks.who}]"},
    {"memory_error", "", "{error}[; {at}][, {ranks.who}]"},
    {"stopped", "", "the program stopped: {text}"},
    {"called_abort", "", "{ranks.who} called MPI_Abort"},
    {"failed_exit", "", "{ranks.who} ended with exit status {status}"},
    {"unfinalized", "", "{ranks.who} ended without MPI_Finalize"},
    {"launcher_status", "", "the run ended with exit status {status}"},
    {"killed", "", "{text}"},
    {"wrong_order", "", "{text}"},
    {"no_result", "", "the program ended, but wrote no result file"},
    {"call_missing", "",
     "the result is right, but {call} is never called[ in \"{region}\"]: {why}"},
    {"call_missing_outside", "",
     "the result is right, but {call} is never called outside of \"{region}\": {why}"},
    {"call_missing_on", "",
     "the result is right, but {call} is never called on {ranks.who}[ in \"{region}\"]: {why}"},
    {"calls_too_many", "",
     "the result is right, but the ranks call {call} {made} times[ in \"{region}\"] where the "
     "solution's do {wanted} times: {why}"},
    {"never_completed", "",
     "the result is right, but rank {rank} calls {call} {made} times, and only {after} times what "
     "completes it (MPI_Win_flush, MPI_Win_unlock...): {why}"},
    {"sends_nothing", "ranks.who",
     "the result is right, but {ranks.who} {has.who} sent no message in \"{region}\": {why}"},
    {"sends_nothing", "",
     "the result is right, but no rank has sent a message in \"{region}\": {why}"},
    {"steps_too_many", "",
     "the result is right, but in \"{region}\" {made} messages go one after the other until all "
     "{size} ranks have it, where the solution's are {wanted}: {why}"},
    {"nothing_under_way", "",
     "the result is right, but on {ranks.who} no message to {what} is under way as \"{region}\" "
     "begins: {why}"},
    {"still_under_way", "",
     "on {ranks.who} a receive is still under way as \"{region}\" begins: {why}"},
    {"other_operation", "", "{call} at {at} takes {op}, where the solution takes {wanted}"},
    {"work_uneven", "",
     "the result is right, but rank {rank} had {made} items to work on, where no rank needs more "
     "than {wanted}: {why}"},
    {"work_missing", "",
     "the result is right, but {ranks.who} {has.who} done nothing of it: {why}"},
    {"collectives_to_spare", "",
     "each rank makes {made} collective calls where those of the solution make {wanted} ({case}), "
     "most of them {call} at {at}: each takes the time of a message, so send more at a time"},
    {"compiler_warning", "", "the compiler warns of line {line}: {text}"},
    {"type_not_of_memory", "",
     "line {line} gives MPI a '{type}' with a datatype that stands for '{wanted}'"},
    {"any_source_by_number", "",
     "{call} at {at} receives from a negative rank on rank {rank}: this library takes the number "
     "for MPI_ANY_SOURCE, others take it for MPI_PROC_NULL and receive nothing"},
    {"messages_to_spare", "",
     "rank {rank} sends {sent} messages where no rank of the solution sends more than {wanted} "
     "({case})"},
    {"bytes_to_spare", "",
     "rank {rank} sends {sent} bytes where no rank of the solution sends more than {wanted} "
     "({case})"},
    {0},
};

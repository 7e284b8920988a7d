/* What tools/trace/explain finds in a run. The values call and at are those of the call that the finding is about;
 * call.other and at.other of another one, on the same rank or on rank.other. */
#include "words_tables.h"
#include <signal.h>
#include <stddef.h>
#include <string.h>

const words_row words_of_runs[] = {
    /* ---- records ---- */
    {"record_missing", "", "there is no record of {ranks}: was MPI_Init never called there?"},
    {"record_cut", "", "the record of {ranks} is cut short, and was not used"},
    {"record_foreign", "", "the record of {ranks} is not of this run, and was not used"},
    {"too_much", "",
     "too much to keep: of {total} {what} on {ranks} only the last {kept} are known, and what may "
     "be "
     "wrong with the others was not seen (MPILAB_TRACE_SIZE=4 keeps four times as many)"},
    {"not_judged", "",
     "{what} were not all compared with each other: more than the records keep, or than can be "
     "compared, or called from several threads"},
    {"not_seen", "",
     "the ranks share the memory of the window made by {call} at {at}: their loads and stores "
     "there "
     "are not seen, so that a race among them is not found ({ranks})"},
    /* ---- beginning and end ---- */
    {"before_init", "", "{call} at {at} is called before MPI_Init ({ranks})"},
    {"after_finalize", "", "{call} at {at} is called after MPI_Finalize ({ranks})"},
    {"second_init", "", "{call} at {at} is called a second time ({ranks})"},
    {"no_finalize", "",
     "the program ended with exit status {status} without MPI_Finalize ({ranks})"},
    {"aborted", "code=0",
     "MPI_Abort at {at} ended the program with code 0 (called on {ranks}), which says to whoever "
     "has started it that all went well"},
    {"aborted", "", "MPI_Abort at {at} ended the program with code {code} (called on {ranks})"},
    {"crashed", "", "{signal} at {at}[, in {call}] on {ranks}"},
    {"library_crashed", "",
     "{signal} in a thread of the MPI library, while {call} was ending the program on {ranks}"},
    {"exit_status", "", "exit status {status} on {ranks}"},
    /* ---- one call ---- */
    {"invalid_call", "", "{call} at {at} failed on {ranks}: {error}[ - {advice}]"},
    {"invalid_call", "problem=null_buffer", "{call} at {at}: the buffer is NULL ({ranks})"},
    {"invalid_call", "hint=part",
     "{call} at {at}: the {role} is {value}, but ranks go from 0 to {last}{comm} ({ranks}); a rank "
     "is "
     "counted within its communicator"},
    {"invalid_call", "hint=neighbour",
     "{call} at {at}: the {role} is {value}, but ranks go from 0 to {last} ({ranks}); for a "
     "neighbour that is not there, give MPI_PROC_NULL"},
    {"invalid_call", "problem=rank",
     "{call} at {at}: the {role} is {value}, but ranks go from 0 to {last} ({ranks})"},
    {"invalid_call", "hint=overflow",
     "{call} at {at}: the {role} is {value} ({ranks}): a number above 2147483647 does not fit into "
     "an int. Send in several parts, or count in a larger datatype (MPI_Type_contiguous)"},
    {"invalid_call", "problem=negative",
     "{call} at {at}: the {role} is {value} ({ranks}); it must not be negative"},
    {"invalid_call", "problem=tag",
     "{call} at {at}: the tag is {value} ({ranks}); tags go from 0 to {limit}, and only a receive "
     "may say MPI_ANY_TAG"},
    {"invalid_call", "problem=null_comm",
     "{call} at {at}: the communicator is MPI_COMM_NULL ({ranks})[, which {call.other} at "
     "{at.other} gives to the ranks that it leaves out]"},
    {"invalid_call", "problem=in_place",
     "{call} at {at}: MPI_IN_PLACE cannot be the {role} ({ranks}); where it is allowed, it stands "
     "for the buffer that is only read, at the root of MPI_Scatter for the one that is received "
     "into"},
    {"invalid_call", "problem=in_place_root",
     "{call} at {at}: MPI_IN_PLACE as the {role} is for the root only; the others give their data "
     "({ranks})"},
    {"invalid_call", "problem=request",
     "{call} at {at}: request {value} of {limit} is none that is pending: it was never set, or is "
     "a "
     "copy of one that is complete ({ranks}); MPI_REQUEST_NULL stands for none"},
    {"invalid_call", "hint=grid",
     "{call} at {at}: the number of processes along a dimension is negative ({ranks})"},
    {"invalid_call", "problem=grid",
     "{call} at {at}: the grid has {value} places, but the communicator {limit} rank{s.limit} "
     "({ranks}); MPI_Dims_create makes sizes that fit"},
    {"invalid_call", "problem=null_window",
     "{call} at {at}: the window's memory is NULL, though its size is {value} bytes ({ranks})"},
    {"invalid_call", "problem=overlapping_type",
     "{call} at {at}: the datatype has blocks that overlap, so that some bytes would be written "
     "twice ({ranks})"},
    {"invalid_call", "problem=places",
     "{call} at {at}: what comes from rank {limit} is put over what comes from rank {value}: their "
     "displacements are too close for their counts ({ranks})"},
    /* ---- threads ---- */
    {"thread_level", "when=at_once",
     "{call} at {at} is called while another thread is in {call.other} at {at.other}, but MPI "
     "gives {level}, with which calls must not overlap ({ranks}); ask MPI_Init_thread for "
     "MPI_THREAD_MULTIPLE"},
    {"thread_level", "",
     "{call} at {at} is called by another thread than {call.other} at {at.other}, but MPI gives "
     "{level}, with which only that thread may call it ({ranks}); ask MPI_Init_thread for "
     "MPI_THREAD_MULTIPLE"},
    {"truncation", "",
     "the message of {call.other} at {at.other} (rank {rank.other}) has {bytes.other} bytes, more "
     "than the {bytes} that {call} at {at} (rank {rank}) may receive"},
    {"truncation", "", "{call} at {at} failed on {ranks}: {error}[ - {advice}]"},
    {"type_not_committed", "",
     "{call} at {at} uses the datatype made at {at.other}, which no MPI_Type_commit has made ready "
     "({ranks})"},
    {"type_extent", "",
     "{call} at {at} moves the datatype made at {at.other}, which has no padding, as the "
     "compiler's "
     "struct has ({ranks}): offsetof gives the displacements, MPI_Type_create_resized the extent, "
     "sizeof(struct)"},
    {"buffers_overlap", "",
     "{call} at {at} is given overlapping buffers to send from and to receive into ({ranks}): that "
     "is what MPI_IN_PLACE is for"},
    {"buffer_in_use", "",
     "{call} at {at} {use} a buffer that {call.other} at {at.other} still {use.other}: it is not "
     "complete yet ({ranks})"},
    {"send_buffer_changed", "",
     "the buffer of {call.other} at {at.other} was changed before {call} at {at} had completed it "
     "({ranks})"},
    {"receive_buffer_changed", "",
     "the buffer of {call.other} at {at.other} was changed before {call} at {at} had completed it "
     "({ranks})"},
    {"receive_buffer_changed", "",
     "the buffer of {call} at {at} was changed before the receive was complete ({at.complete})"},
    /* ---- requests ---- */
    {"request_started_twice", "",
     "{call} at {at} starts a request that is active since {at.other} ({ranks})"},
    {"request_freed_active", "call.changed",
     "{call} at {at} frees the request of {call.other} at {at.other}, which is not complete, and "
     "its buffer is changed before {call.changed} at {at.changed}: nothing has told that the "
     "message had left it ({ranks})"},
    {"request_freed_active", "use=send",
     "{call} at {at} frees the request of {call.other} at {at.other}, which is not complete: "
     "nothing will tell when its buffer may be used again ({ranks})"},
    {"request_freed_active", "",
     "{call} at {at} frees the request of {call.other} at {at.other}, which is not complete: "
     "nothing will tell when it is ({ranks})"},
    {"request_never_completed", "",
     "{call} at {at}[, started at {at.started},] is never completed: no MPI_Wait or MPI_Test has "
     "seen its end ({ranks})[; its "
     "request variable was used again at {at.again} before]"},
    {"request_never_started", "call.other",
     "the request of {call.other} at {at.other} was waited for, but never started by MPI_Start "
     "({ranks})"},
    {"request_never_started", "",
     "the request of {call} at {at} is waited for, but was never started by MPI_Start ({ranks})"},
    {"leak_request", "",
     "the request of {call} at {at} is never freed by MPI_Request_free ({ranks})"},
    /* ---- collective calls ---- */
    {"collective_missing", "ranks.there",
     "{call}{comm} at {at} is called on {ranks.there} only: {ranks.gone} came to MPI_Finalize "
     "without it"},
    {"collective_missing", "",
     "{call}{comm} at {at} is called on rank {rank.there}, but never on {ranks.absent}"},
    {"collective_mismatch", "",
     "the collective calls{comm} do not match: {ranks.first} {is.first} in {call} ({at}), "
     "{ranks.other} in {call.other} ({at.other})"},
    {"root_mismatch", "",
     "{call}{comm}: the root is {root} on {ranks.first} ({at}), but {root.other} on {ranks.other} "
     "({at.other})"},
    {"op_mismatch", "",
     "{call}{comm}: the operation is {operation} on {ranks.first} ({at}), but {operation.other} on "
     "{ranks.other} ({at.other})"},
    {"argument_mismatch", "",
     "{call}{comm}: the shape of the grid must be the same on all ranks, but {ranks.first} ({at}) "
     "and {ranks.other} ({at.other}) differ"},
    {"count_mismatch", "elements.target",
     "{call} at {at}: {signature} on the origin's side, but {signature.target} on the target's "
     "({ranks})"},
    {"type_mismatch", "elements.target",
     "{call} at {at}: {signature} on the origin's side, but {signature.target} on the target's "
     "({ranks})"},
    {"count_mismatch", "ranks.first",
     "{call}{comm}: the list of counts must be the same on all ranks, but {ranks.first} ({at}) and "
     "{ranks.other} ({at.other}) differ"},
    {"count_mismatch", "expected",
     "{call}{comm}: rank {rank} sends {sent} elements to rank {rank.other} ({at}), which expects "
     "{expected} ({at.other})"},
    {"count_mismatch", "own=receive",
     "{call}{comm} at {at}: rank {rank} receives {signature} from each rank, but sends "
     "{signature.other}[; {remedy}]"},
    {"count_mismatch", "own=send",
     "{call}{comm} at {at}: rank {rank} sends {signature} to each rank, but receives "
     "{signature.other}[; {remedy}]"},
    {"count_mismatch", "",
     "{call}{comm}: {signature} on rank {rank} ({at}), but {signature.other} on rank {rank.other} "
     "({at.other})[; {remedy}]"},
    {"type_mismatch", "pair",
     "{call}{comm}: rank {rank} sends {signature} to rank {rank.other} ({at}), which receives it "
     "as "
     "{type.other} ({at.other})"},
    {"type_mismatch", "",
     "{call}{comm}: {signature} on rank {rank} ({at}), but {signature.other} on rank {rank.other} "
     "({at.other})"},
    /* ---- messages ---- */
    {"unmatched_send", "near=tag",
     "the message of {call} at {at} (to {peer}, {tag}{comm}) is never received; the {call.near} at "
     "{at.near} waits for {tag.near}"},
    {"unmatched_send", "near=comm",
     "the message of {call} at {at} (to {peer}, {tag}{comm}) is never received; the {call.near} at "
     "{at.near} waits for it on another communicator"},
    {"unmatched_send", "near=peer",
     "the message of {call} at {at} (to {peer}, {tag}{comm}) is never received; the {call.near} at "
     "{at.near} waits for a message from {peer.near}"},
    {"unmatched_send", "",
     "the message of {call} at {at} (to {peer}, {tag}{comm}) is never received ({ranks}[, "
     "{repeats}])"},
    {"message_type_mismatch", "",
     "the message of {call.other} at {at.other} is {signature.other}, but {call} at {at} receives "
     "it as {type}"},
    {"short_message", "",
     "{call} at {at} has room for {signature} and gets {signature.other} from {call.other} at "
     "{at.other}; how many came is in the status, at which nobody looks"},
    {"message_race", "rank.taken",
     "message race: {call.probe} at {at.probe} has seen the message of rank {rank.probed}, but "
     "{call} at {at}, from any source, took that of rank {rank.taken}: receive from "
     "status.MPI_SOURCE with status.MPI_TAG, or use MPI_Mprobe and MPI_Mrecv ({ranks})"},
    {"message_race", "call.probe",
     "message race: {call.probe} at {at.probe} looks at a message from any source, and {call} at "
     "{at} receives from any source, too: it may take that of rank {rank.other} ({at.other}) where "
     "the probe has seen that of rank {rank.got}; receive from status.MPI_SOURCE with "
     "status.MPI_TAG, or use MPI_Mprobe and MPI_Mrecv"},
    {"message_race", "call.left",
     "message race: {call} at {at} receives from any source, and took the message of rank "
     "{rank.got}; had that of rank {rank.other} ({at.other}) come first, {call.left} at {at.left} "
     "would wait for it for ever"},
    {"message_race", "problem=length",
     "message race: {call} at {at} receives from any source; had the message of rank {rank.other} "
     "({at.other}) come first, it would have been too long"},
    {"message_race", "",
     "message race: {call} at {at} receives from any source; had the message of rank {rank.other} "
     "({at.other}) come first, its type would not fit"},
    {"message_order", "",
     "{call} at {at} receives from any source, and more than one message may come first: the order "
     "differs from run to run"},
    {"unsafe_send", "",
     "works by luck: {call} at {at} ({ranks.sending}) ends before its receive at {at.other} begins "
     "only because the library has buffered the message; with a larger one, or another library, "
     "all would wait for ever"},
    {"file_conflict", "",
     "{call} at {at} (rank {rank}) and {call.other} at {at.other} (rank {rank.other}) write the "
     "same bytes of a file, {first} to {last}, and nothing says which comes last; offsets in a "
     "file without a view are in bytes"},
    {"unsafe_collective", "",
     "works by luck: {call} at {at} ends on rank {rank} before rank {rank.other}, then at "
     "{at.other} "
     "({call.other}), has come to it; a library may wait there for all ranks, and then all would "
     "wait for ever"},
    /* ---- windows ---- */
    {"outside_epoch", "",
     "{call} at {at} accesses a window outside of any epoch: no MPI_Win_fence, MPI_Win_lock or "
     "MPI_Win_start came before ({ranks})"},
    {"epoch_open", "call.other=MPI_Win_fence",
     "{call} at {at} comes while an epoch is open: the one of the access at {at.other} is not "
     "ended ({ranks})"},
    {"epoch_open", "",
     "{call} at {at} comes while an epoch is open: the one of {call.other} at {at.other} is not "
     "ended ({ranks})"},
    {"epoch_order", "",
     "{call} at {at} comes inside of the epoch that {call.other} at {at.other} has begun "
     "({ranks})"},
    {"epoch_order", "", "{call} at {at} ends an epoch that was never begun ({ranks})"},
    {"window_conflict", "access.local",
     "{call} at {at} (rank {rank}) {access} memory of rank {target}'s window that {call.other} at "
     "{at.other} {access.local} there (rank {rank.other}), and nothing says which comes first"},
    {"window_conflict", "access",
     "{call} at {at} (rank {rank}) {access} memory of rank {target} that {call.other} at "
     "{at.other} (rank {rank.other}) {access.other} in the same epoch"},
    {"window_conflict", "",
     "{call} at {at} (rank {rank}) and {call.other} at {at.other} (rank {rank.other}) access the "
     "same memory of rank {target} under shared locks, and nothing says which comes first"},
/* ---- never freed ---- */
#define LEAK(kind, what, by)                                                                       \
    {                                                                                              \
        "leak_" kind, "",                                                                          \
            "the " what " made by {call} at {at} is never freed by " by                            \
            " (on {ranks}[, {times} times])"                                                       \
    }
    LEAK("communicator", "communicator", "MPI_Comm_free"),
    LEAK("datatype", "datatype", "MPI_Type_free"),
    LEAK("group", "group", "MPI_Group_free"),
    LEAK("operation", "operation", "MPI_Op_free"),
    LEAK("window", "window", "MPI_Win_free"),
    LEAK("file", "file", "MPI_File_close"),
    LEAK("errhandler", "error handler", "MPI_Errhandler_free"),
    LEAK("info", "info object", "MPI_Info_free"),
    LEAK("keyval", "attribute key", "MPI_Comm_free_keyval"),
    LEAK("memory", "memory", "MPI_Free_mem"),
    LEAK("buffer", "buffer", "MPI_Buffer_detach"),
#undef LEAK
    {0},
};

#define OUTSIDE                                                                                    \
    "It used memory that is not its own: a pointer that is NULL or not set, or an index out of "   \
    "range."
#define LONGER                                                                                     \
    "The message is longer than the receive allows: do count and type of both sides agree, and "   \
    "is it the message that was meant?"

const words_row words_advices[] = {
    {"crash", "library",
     "Is each handle (communicator, datatype, request, window) set by the call that makes it? Then "
     "it is a fault of the library, not of your program."},
    {"*", "signal=11", OUTSIDE},
    {"*", "signal=7", OUTSIDE},
    {"*", "signal=8", "Is something divided by a count that can be 0 on some ranks?"},
    {"*", "signal=6",
     "It ended itself, or the C library found its memory damaged (written past the end of an "
     "array, or freed twice)."},
    {"truncation", "", LONGER},
    {"*", "class=MPI_ERR_TRUNCATE", LONGER},
    {"*", "class=MPI_ERR_RANK",
     "Ranks go from 0 to size - 1; here a number outside of these was given as source, destination "
     "or target."},
    {"*", "class=MPI_ERR_ROOT",
     "The root must be a rank from 0 to size - 1, and the same on all ranks."},
    {"*", "class=MPI_ERR_COUNT", "A count must not be negative."},
    {"*", "class=MPI_ERR_TYPE",
     "The datatype is not a valid one; one made by MPI_Type_... needs MPI_Type_commit."},
    {"*", "class=MPI_ERR_TAG", "A tag must not be negative (only a receive may say MPI_ANY_TAG)."},
    {"*", "class=MPI_ERR_BUFFER",
     "The buffer is NULL, or the same one is given for sending and receiving (there MPI_IN_PLACE "
     "is meant for)."},
    {"*", "class=MPI_ERR_COMM", "The communicator is not a valid one."},
    {"*", "class=MPI_ERR_OP", "The operation does not go with the datatype."},
    {"before_init", "", "MPI_Init comes first of all, MPI_Finalize last of all."},
    {"after_finalize", "", "MPI_Init comes first of all, MPI_Finalize last of all."},
    {"no_finalize", "", "Every rank must call MPI_Finalize before it ends."},
    {"unfinalized", "", "Every rank must call MPI_Finalize before it ends."},
    {"wrong_order", "", "MPI_Init comes first of all, MPI_Finalize last of all."},
    {"killed", "signal=9", "Something killed it from outside: did it take too much memory?"},
    {"no_result", "",
     "results_create, results_write_... and results_close write it; what is printed does not "
     "count."},
    {0},
};

const char *words_signal(int number)
{
    return number == SIGSEGV   ? "segmentation fault (SIGSEGV)"
           : number == SIGABRT ? "abort (SIGABRT)"
           : number == SIGFPE  ? "arithmetic error, such as a division by zero (SIGFPE)"
           : number == SIGBUS  ? "bus error (SIGBUS)"
           : number == SIGILL  ? "illegal instruction (SIGILL)"
                               : "signal";
}

const char *words_class(const char *error)
{
    static const struct {
        const char *class, *text;
    } all[] = {
        {"MPI_ERR_RANK", "ranks go from 0 to size - 1"},
        {"MPI_ERR_ROOT", "the root must be a rank from 0 to size - 1"},
        {"MPI_ERR_COUNT", "a count must not be negative"},
        {"MPI_ERR_TAG",
         "a tag must not be negative, nor above MPI_TAG_UB; only a receive may say MPI_ANY_TAG"},
        {"MPI_ERR_TYPE",
         "the datatype is not a valid one; one made by MPI_Type_... needs MPI_Type_commit"},
        {"MPI_ERR_BUFFER", "the buffer is NULL, or stands for sending and receiving at once"},
        {"MPI_ERR_COMM", "the communicator is not a valid one"},
        {"MPI_ERR_OP", "the operation is not a valid one, or does not go with the datatype"},
        {"MPI_ERR_RMA_SYNC",
         "there is no epoch for this access, or one is begun or ended out of order"},
        {"MPI_ERR_REQUEST", "the request is not a valid one"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        size_t length = strlen(all[i].class);
        if (strncmp(error, all[i].class, length) == 0 && error[length] == ':') {
            return all[i].text;
        }
    }
    return NULL;
}

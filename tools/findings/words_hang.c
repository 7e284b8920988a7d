/* Ranks that wait: a chain of steps, each with its values under a number (rank.0, call.0, ...; tools/trace/explain/
 * hang_tell.c has the list). */
#include "words_tables.h"
#include <stdio.h>
#include <string.h>

static const char *numbered(const finding *f, const char *name, int number)
{
    char whole[64];
    snprintf(whole, sizeof whole, "%s.%d", name, number);
    return finding_get(f, whole);
}

/* " waits at ring.c:41 (MPI_Recv from rank 1, tag 7) for ". Where a function of common/ has made the call, the line
 * of the program's own that calls it: then where that function made its communicator helps nobody. */
static void put_wait(const finding *f, int n, words_room *to)
{
    bool own = numbered(f, "file.own", n) != NULL;
    bool unnamed = strcmp(numbered(f, "comm_kind", n) != NULL ? numbered(f, "comm_kind", n) : "",
                          "communicator") == 0;
    words_expand(
        f, own ? " waits at {at.own.#} ({call.#}[ in {function.#}]" : " waits at {at.#} ({call.#}",
        n, to);
    if (numbered(f, "operation", n) != NULL) {
        words_expand(f, " for the {operation.#}", n, to);
    }
    words_expand(f, "[ {way.#} {peer.#}, {tag.#}]", n, to);
    words_expand(f, numbered(f, "outer", n) != NULL || (own && unnamed) ? "" : "{comm.#}", n, to);
    words_expand(f, "[ of {at.operation.#}][, started at {at.started.#}]) for ", n, to);
}

static bool starts(const char *text, const char *with)
{
    return text != NULL && strncmp(text, with, strlen(with)) == 0;
}

static void put_moral(const finding *f, words_room *to)
{
    const char *circle = finding_text(f, "circle");
    bool two = numbered(f, "call", 2) == NULL;
    if (strcmp(circle, "receives") == 0 && finding_get(f, "miss") == NULL) {
        words_expand(f, two ? "; both receive before they send" : "; all receive before they send",
                     0, to);
    } else if (strcmp(circle, "sends") == 0) {
        words_expand(f,
                     two ? "; both send before they receive, and a send may wait for its receive"
                         : "; all send before they receive, and a send may wait for its receive",
                     0, to);
    } else if (strcmp(circle, "collectives") == 0 && starts(numbered(f, "outer", 0), "H5")) {
        words_expand(f,
                     "; calls of HDF5 that create, open, change or close something, and collective "
                     "transfers, must be made by all ranks",
                     0, to);
    } else if (strcmp(circle, "collectives") == 0) {
        words_expand(f, "; they make their collective calls in different orders", 0, to);
    }
}

/* Whom the last rank of the chain waits for. */
static const char *end_of_chain(const char *end)
{
    static const char *const ends[][2] = {
        {"nobody",
         "a message that nobody will send[ ({before} came there before)][; the source is any "
         "rank, MPI_ANY_SOURCE, which is {minus}: if no rank was meant, give MPI_PROC_NULL]"},
        {"itself", "itself"},
        {"rank", "rank {rank.end}"},
        {"finalized",
         "rank {rank.end}, which is past its last message: it has called MPI_Finalize"},
        {"exited", "rank {rank.end}, which has ended with exit status {status.end}"},
        {"ended", "rank {rank.end}, which has ended"}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (strcmp(ends[i][0], end) == 0) {
            return ends[i][1];
        }
    }
    return "";
}

/* A message that is there, and is nearly the one that is waited for. */
static const char *near_miss(const char *miss)
{
    return strcmp(miss, "tag") == 0 ? ". Rank {rank.miss} has sent {tag.miss} ({at.miss}), but "
                                      "rank {rank.waiting} waits "
                                      "for {tag.waiting}"
           : strcmp(miss, "comm") == 0
               ? ". Rank {rank.miss} has sent its message on another communicator ({at.miss})"
           : strcmp(miss, "taken") == 0
               ? ". The message of {peer.waiting} may have been taken by the {call.taken} from "
                 "{peer.taken}, {tag.taken} ({at.taken}) of rank {rank.waiting}"
           : strcmp(miss, "peer") == 0
               ? ". A message with {tag.miss} has come from rank {rank.miss} ({at.miss}), but rank "
                 "{rank.waiting} waits for one from {peer.waiting}"
               : "";
}

static void put_deadlock(const finding *f, words_room *to)
{
    words_expand(f, "deadlock: rank {rank.0}", 0, to);
    for (int n = 0; numbered(f, "call", n) != NULL; n++) {
        put_wait(f, n, to);
        if (numbered(f, "rank", n + 1) != NULL) {
            words_expand(f, "rank {rank.#}, which", n + 1, to);
            words_expand(f, numbered(f, "call", n + 1) == NULL ? " cannot go on" : "", 0, to);
        } else {
            words_expand(f, end_of_chain(finding_text(f, "end")), 0, to);
        }
    }
    put_moral(f, to);
    words_expand(f, near_miss(finding_text(f, "miss")), 0, to);
    words_expand(f, "[. This was a run with {option}: without, it works by luck]", 0, to);
}

static void put_no_progress(const finding *f, words_room *to)
{
    bool goes_on = strcmp(f->kind, "still") == 0;
    words_expand(f,
                 goes_on ? "no message has moved for some seconds"
                         : "the run was ended before it was over",
                 0, to);
    for (int n = 0; numbered(f, "call", n) != NULL; n++) {
        words_expand(f,
                     numbered(f, "file.own", n) != NULL
                         ? "; rank {rank.#} {state.#} {call.#}[ in {function.#}] ({at.own.#})"
                         : "; rank {rank.#} {state.#} {call.#} ({at.#})",
                     n, to);
    }
}

bool words_of_hang(const finding *f, words_room *to)
{
    bool is_deadlock = strcmp(f->kind, "deadlock") == 0;
    if (is_deadlock) {
        put_deadlock(f, to);
    }
    bool is_where = strcmp(f->kind, "no_progress") == 0 || strcmp(f->kind, "still") == 0;
    if (is_where) {
        put_no_progress(f, to);
    }
    return is_deadlock || is_where;
}

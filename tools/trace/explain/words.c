#include "words.h"
#include "sites.h"
#include "tools/trace/basic.h"
#include <stdio.h>

enum { TEXTS = 32, LENGTH = 512 };

char *words_room(void)
{
    static char texts[TEXTS][LENGTH];
    static int next;
    char *text = texts[next++ % TEXTS];
    text[0] = '\0';
    return text;
}

const char *words_tag(int tag)
{
    char *text = words_room();
    if (tag == TRACE_ANY) {
        snprintf(text, LENGTH, "any tag");
    } else {
        snprintf(text, LENGTH, "tag %d", tag);
    }
    return text;
}

const char *words_comm(const load_run *run, uint64_t id)
{
    char *text = words_room();
    if (id == 1) {
        return "";
    }
    for (int r = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        const trace_comm *comm = rank->state == LOAD_WHOLE ? load_comm(rank, id) : NULL;
        if (comm != NULL && comm->name[0] != '\0') {
            snprintf(text, LENGTH, " on %s", comm->name);
            return text;
        }
        if (comm != NULL) {
            snprintf(text, LENGTH, " on the %s made at %s",
                     comm->kind == TRACE_KIND_WINDOW ? "window"
                     : comm->kind == TRACE_KIND_FILE ? "file"
                                                     : "communicator",
                     sites_text(rank, comm->site));
            return text;
        }
    }
    return text;
}

const char *words_operation(const load_rank *rank, const trace_operation *op)
{
    char *text = words_room(), peer[40], tag[40];
    snprintf(peer, sizeof peer, op->peer == TRACE_ANY ? "any rank" : "rank %d", op->peer);
    snprintf(tag, sizeof tag, "%s", words_tag(op->tag));
    const char *name = load_call(rank, op->call);
    switch (op->kind) {
    case TRACE_SEND:
        snprintf(text, LENGTH, "%s to %s, %s", name, peer, tag);
        break;
    case TRACE_RECEIVE:
    case TRACE_PROBE:
        snprintf(text, LENGTH, "%s from %s, %s", name, peer, tag);
        break;
    default:
        snprintf(text, LENGTH, "%s", name);
    }
    return text;
}

static const struct {
    const char *name;
} basics[] = {{"several types"},
#define NAME(name, class, size) {#name},
              BASIC_TYPES(NAME)
#undef NAME
};

const char *words_basic(unsigned basic)
{
    return basic < BASIC_COUNT ? basics[basic].name : "an unknown type";
}

const char *words_op(unsigned op)
{
    static const char *const names[] = {"no operation", "MPI_MAX",     "MPI_MIN",  "MPI_SUM",
                                        "MPI_PROD",     "MPI_LAND",    "MPI_BAND", "MPI_LOR",
                                        "MPI_BOR",      "MPI_LXOR",    "MPI_BXOR", "MPI_MINLOC",
                                        "MPI_MAXLOC",   "MPI_REPLACE", "MPI_NO_OP"};
    return op < sizeof names / sizeof *names ? names[op] : "an operation of the program's own";
}

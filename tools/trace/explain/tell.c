#include "tell.h"
#include "names.h"
#include "sites.h"
#include <stdio.h>
#include <string.h>

enum { NAME = 64 };

static const char *with_suffix(char whole[NAME], const char *name, const char *suffix)
{
    snprintf(whole, NAME, suffix[0] != '\0' ? "%s.%s" : "%s", name, suffix);
    return whole;
}

void tell_text(finding *f, const char *name, const char *suffix, const char *text)
{
    char whole[NAME];
    finding_put(f, with_suffix(whole, name, suffix), "%s", text);
}

void tell_number(finding *f, const char *name, const char *suffix, int number)
{
    char text[20];
    snprintf(text, sizeof text, "%d", number);
    tell_text(f, name, suffix, number == TRACE_ANY ? "any" : text);
}

void tell_place(finding *f, const load_run *run, int rank, uint64_t address, unsigned call)
{
    const load_rank *r = &run->ranks[rank];
    const char *name = load_call(r, call);
    site where = sites_of(r, address);
    finding_place_add(f, rank, strncmp(name, "MPI_", 4) == 0 ? name : "", where.file, where.line);
}

void tell_site(finding *f, const char *suffix, const load_rank *r, uint64_t address)
{
    char whole[NAME];
    site where = sites_of(r, address);
    if (where.line > 0) {
        tell_text(f, "file", suffix, where.file);
        finding_put(f, with_suffix(whole, "line", suffix), "%d", where.line);
    } else {
        tell_text(f, "at", suffix, sites_text(r, address));
    }
}

void tell_call(finding *f, const char *suffix, const load_rank *r, unsigned call, uint64_t site)
{
    tell_text(f, "call", suffix, load_call(r, call));
    tell_site(f, suffix, r, site);
}

void tell_comm(finding *f, const char *suffix, const load_run *run, uint64_t id)
{
    char place[NAME];
    const load_rank *rank = NULL;
    const trace_comm *comm = NULL;
    for (int r = 0; id != 1 && comm == NULL && r < run->size; r++) {
        rank = &run->ranks[r];
        comm = rank->state == LOAD_WHOLE ? load_comm(rank, id) : NULL;
    }
    if (comm != NULL && comm->name[0] != '\0') {
        tell_text(f, "comm", suffix, comm->name);
    } else if (comm != NULL) {
        tell_text(f, "comm_kind", suffix,
                  comm->kind == TRACE_KIND_WINDOW ? "window"
                  : comm->kind == TRACE_KIND_FILE ? "file"
                                                  : "communicator");
        tell_site(f, with_suffix(place, "comm", suffix), rank, comm->site);
    }
}

void tell_signature(finding *f, const char *suffix, const trace_signature *s)
{
    char whole[NAME];
    if (s->known != 0) {
        finding_put(f, with_suffix(whole, "elements", suffix), "%llu",
                    (unsigned long long)(s->count * s->unit));
        if (s->basic != 0) {
            tell_text(f, "type", suffix, names_basic(s->basic));
        }
    }
}

/* The call that a thread is in, and what the recorder itself finds wrong with it. */
#ifndef MPILAB_ISSUES_H
#define MPILAB_ISSUES_H

#include "origin.h"
#include "sections.h"

typedef struct frame {
    uint64_t begin, site, number, comm, bytes;
    int32_t peer, tag;
    uint16_t call;
    uint16_t waits;
    uint16_t outer; /* of a call by a library: the function that the program has called, or 0 */
    bool is_library;
} frame;

extern __thread frame *current_frame; /* NULL: in no call */

trace_issue *issue(frame *f, int kind, uint64_t other_site, int other_call);
void issue_text(trace_issue *made, const char *text);
void describe_error(trace_issue *made, int code);

#endif

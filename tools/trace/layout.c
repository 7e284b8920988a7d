#include "layout.h"
#include <stdbool.h>
#include <stdlib.h>

/* How much is kept of each kind; of calls and peers as many as there are. With these a file is about 8 MB. */
static const struct {
    uint32_t size;
    uint64_t capacity;
    bool is_fixed; /* not less where memory is scarce */
} plan[TRACE_SECTIONS] = {
    [TRACE_SECTION_CALLS] = {sizeof(trace_call), 0, true},
    [TRACE_SECTION_MODULES] = {sizeof(trace_module), 64, true},
    [TRACE_SECTION_COMMS] = {sizeof(trace_comm), 1024, false},
    [TRACE_SECTION_MEMBERS] = {sizeof(int32_t), 16384, false},
    [TRACE_SECTION_OPERATIONS] = {sizeof(trace_operation), 4096, false},
    [TRACE_SECTION_SENDS] = {sizeof(trace_message), 8192, false},
    [TRACE_SECTION_RECEIVES] = {sizeof(trace_message), 8192, false},
    [TRACE_SECTION_COLLECTIVES] = {sizeof(trace_collective), 4096, false},
    [TRACE_SECTION_CHANNELS] = {sizeof(trace_channel), 4096, false},
    [TRACE_SECTION_PEERS] = {sizeof(trace_peer), 0, true},
    [TRACE_SECTION_RESOURCES] = {sizeof(trace_resource), 4096, false},
    [TRACE_SECTION_ISSUES] = {sizeof(trace_issue), 256, true},
    [TRACE_SECTION_ACCESSES] = {sizeof(trace_access), 4096, false},
    [TRACE_SECTION_EVENTS] = {sizeof(trace_event), 32768, false},
    [TRACE_SECTION_COUNTS] = {sizeof(trace_count), 8192, false},
};

enum { MOST_TIMES = 64 };

/* MPILAB_TRACE_SIZE: so many times as much. */
static uint64_t factor(void)
{
    const char *wish = getenv("MPILAB_TRACE_SIZE");
    long times = wish != NULL ? strtol(wish, NULL, 10) : 1;
    return times < 1 ? 1 : times > MOST_TIMES ? MOST_TIMES : (uint64_t)times;
}

uint64_t layout_make(trace_section sections[], int size, uint64_t calls, int divisor)
{
    uint64_t offset = TRACE_HEADER_SIZE;
    for (int i = 0; i < TRACE_SECTIONS; i++) {
        uint64_t capacity = i == TRACE_SECTION_PEERS   ? (uint64_t)size
                            : i == TRACE_SECTION_CALLS ? calls
                                                       : plan[i].capacity;
        capacity = plan[i].is_fixed ? capacity : capacity * factor() / (uint64_t)divisor;
        sections[i] = (trace_section){offset, capacity, 0, plan[i].size, 0};
        offset += (capacity * plan[i].size + 63) / 64 * 64;
    }
    return offset;
}

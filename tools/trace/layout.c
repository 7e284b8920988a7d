#include "layout.h"
#include <stdlib.h>

/* Of calls and peers as many as there are. With these a file is about 8 MB, a light one 60 kB. */
const layout_section layout_plan[TRACE_SECTIONS] = {
    [TRACE_SECTION_CALLS] = {sizeof(trace_call), 0, 0, LAYOUT_FIXED},
    [TRACE_SECTION_MODULES] = {sizeof(trace_module), 64, 1, LAYOUT_FIXED},
    [TRACE_SECTION_COMMS] = {sizeof(trace_comm), 1024, 0, 0},
    [TRACE_SECTION_MEMBERS] = {sizeof(int32_t), 16384, 0, 0},
    [TRACE_SECTION_OPERATIONS] = {sizeof(trace_operation), 4096, 1, LAYOUT_FILLS},
    [TRACE_SECTION_SENDS] = {sizeof(trace_message), 8192, 0, LAYOUT_RING | LAYOUT_FILLS},
    [TRACE_SECTION_RECEIVES] = {sizeof(trace_message), 8192, 0, LAYOUT_RING | LAYOUT_FILLS},
    [TRACE_SECTION_COLLECTIVES] = {sizeof(trace_collective), 4096, 0, LAYOUT_RING | LAYOUT_FILLS},
    [TRACE_SECTION_CHANNELS] = {sizeof(trace_channel), 4096, 0, 0},
    [TRACE_SECTION_PEERS] = {sizeof(trace_peer), 0, 0, LAYOUT_FIXED},
    [TRACE_SECTION_RESOURCES] = {sizeof(trace_resource), 4096, 0, 0},
    [TRACE_SECTION_ISSUES] = {sizeof(trace_issue), 256, 8, LAYOUT_FIXED},
    [TRACE_SECTION_ACCESSES] = {sizeof(trace_access), 4096, 0, LAYOUT_RING | LAYOUT_FILLS},
    [TRACE_SECTION_EVENTS] = {sizeof(trace_event), 32768, 1, LAYOUT_RING | LAYOUT_FILLS},
    [TRACE_SECTION_COUNTS] = {sizeof(trace_count), 8192, 0, LAYOUT_RING},
    [TRACE_SECTION_TEXTS] = {sizeof(trace_text), 1024, 16, LAYOUT_FILLS},
    [TRACE_SECTION_STACK] = {sizeof(uint64_t), 64, 64, LAYOUT_FIXED},
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
        const layout_section *plan = &layout_plan[i];
        uint64_t capacity = i == TRACE_SECTION_CALLS   ? calls
                            : divisor == LAYOUT_LIGHT  ? plan->light
                            : i == TRACE_SECTION_PEERS ? (uint64_t)size
                            : (plan->flags & LAYOUT_FIXED)
                                ? plan->capacity
                                : plan->capacity * factor() / (uint64_t)divisor;
        sections[i] = (trace_section){offset, capacity, 0, plan->size, 0};
        offset += (capacity * plan->size + 63) / 64 * 64;
    }
    return offset;
}

/* What the program has made and not freed: counted where it is made, found where it is freed. */
#include "resources.h"
#include <stdlib.h>

enum { BUCKETS = 1024 };

static uint32_t buckets[BUCKETS]; /* entry + 1 */
static uint32_t free_entry;       /* + 1 */

static unsigned bucket_of(int kind, uint64_t handle)
{
    return (unsigned)((handle >> 4 ^ handle ^ (uint64_t)kind * 77u) % BUCKETS);
}

void resource_add(frame *f, int kind, uint64_t handle)
{
    trace_section *table = &record->sections[TRACE_SECTION_RESOURCES];
    trace_resource *entries = section(TRACE_SECTION_RESOURCES);
    uint32_t at = free_entry;
    if (at != 0) {
        free_entry = entries[at - 1].next;
    } else if (table->used < table->capacity) {
        at = (uint32_t)++table->used;
    } else {
        table->lost++;
        return;
    }
    unsigned bucket = bucket_of(kind, handle);
    entries[at - 1] = (trace_resource){.handle = handle,
                                       .site = f->site,
                                       .kind = (uint32_t)kind,
                                       .call = f->call,
                                       .is_library = f->is_library,
                                       .next = buckets[bucket]};
    buckets[bucket] = at;
}

void resource_remove(int kind, uint64_t handle)
{
    trace_resource *entries = section(TRACE_SECTION_RESOURCES);
    for (uint32_t *link = &buckets[bucket_of(kind, handle)]; *link != 0;
         link = &entries[*link - 1].next) {
        trace_resource *entry = &entries[*link - 1];
        if (entry->handle == handle && entry->kind == (uint32_t)kind) {
            uint32_t at = *link;
            *link = entry->next;
            entry->kind = TRACE_RESOURCE_NONE;
            entry->next = free_entry;
            free_entry = at;
            return;
        }
    }
}

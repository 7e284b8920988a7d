#include "origin.h"
#include "calls.h"
#include "sections.h"
#include "tools/trace/libc_function.h"
#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static uint64_t low, high; /* the program's own addresses */
static int (*trace_back)(void **, int);

__thread uint64_t site_text;

uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static int find_own(struct dl_phdr_info *object, size_t size, void *nothing)
{
    (void)size, (void)nothing;
    low = UINT64_MAX;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        uint64_t start = object->dlpi_addr + object->dlpi_phdr[i].p_vaddr;
        if (object->dlpi_phdr[i].p_type == PT_LOAD) {
            low = start < low ? start : low;
            high = start + object->dlpi_phdr[i].p_memsz;
        }
    }
    return 1; /* the first object is the program; no need to see the libraries */
}

bool is_own(uint64_t address)
{
    return address >= low && address < high;
}

uint64_t own_caller(uint64_t site, uint64_t *inner)
{
    void *frames[40];
    if (site_text != 0) {
        return site_text;
    }
    int count = trace_back(frames, 40);
    for (int i = 0; i < count; i++) {
        if (is_own((uint64_t)(uintptr_t)frames[i])) {
            if (inner != NULL && i > 0) {
                *inner = (uint64_t)(uintptr_t)frames[i - 1];
            }
            return (uint64_t)(uintptr_t)frames[i];
        }
    }
    return site;
}

/* As "H5Dwrite". Of a function that its library does not show, dladdr says the one before: then nothing. */
static const char *function_at(uint64_t address)
{
    Dl_info info;
    const ElfW(Sym) *symbol = NULL;
    uint64_t start;
    if (dladdr1((void *)(uintptr_t)address, &info, (void **)&symbol, RTLD_DL_SYMENT) == 0 ||
        info.dli_sname == NULL || symbol == NULL) {
        return NULL;
    }
    start = (uint64_t)(uintptr_t)info.dli_saddr;
    return address > start && address <= start + symbol->st_size ? info.dli_sname : NULL;
}

/* The number of that function, from `first` on; record->calls: it has none. */
static uint32_t call_named(const char *name, uint32_t first)
{
    const trace_call *calls = section(TRACE_SECTION_CALLS);
    while (first < record->calls && strncmp(calls[first].name, name, TRACE_NAME - 1) != 0) {
        first++;
    }
    return first;
}

uint16_t outer_call(uint64_t address)
{
    enum { REMEMBERED = 64 };
    static struct {
        uint64_t address;
        uint16_t call;
    } cache[REMEMBERED];
    const uint64_t at = address / 2 % REMEMBERED;
    trace_call *calls = section(TRACE_SECTION_CALLS);
    if (cache[at].address != address) {
        const char *name = function_at(address);
        uint32_t call = name != NULL ? call_named(name, CALL_COUNT) : 0;
        if (name != NULL && call == record->calls && call < CALL_COUNT + TRACE_OUTER_CALLS) {
            snprintf(calls[call].name, TRACE_NAME, "%s", name);
            record->sections[TRACE_SECTION_CALLS].used = ++record->calls;
        }
        cache[at].address = address;
        cache[at].call = (uint16_t)(call < record->calls ? call : 0);
    }
    return cache[at].call;
}

static void push(uint64_t site)
{
    trace_section *stack = &record->sections[TRACE_SECTION_STACK];
    if (stack->used < stack->capacity) {
        ((uint64_t *)section(TRACE_SECTION_STACK))[stack->used++] = site;
    }
}

void stack_note(uint64_t at)
{
    static bool is_noted;
    void *frames[64];
    bool found = is_own(at);
    uint32_t call = 0;
    if (is_noted) {
        return;
    }
    is_noted = true;
    if (site_text != 0) {
        push(site_text);
    }
    if (found) { /* a return address stands behind its call: so that all can be treated alike */
        push(at + 1);
    }
    for (int i = 0, count = trace_back(frames, 64); i < count; i++) {
        uint64_t address = (uint64_t)(uintptr_t)frames[i];
        if (!is_own(address)) {
            const char *name = found ? NULL : function_at(address);
            name += name != NULL && strncmp(name, "PMPI_", 5) == 0;
            call = name != NULL && strncmp(name, "MPI_", 4) == 0 ? call_named(name, 1) : call;
        } else {
            found = true;
            if (address != at) {
                push(address);
            }
        }
    }
    record->stack_call = call > 0 && call < record->calls && found ? call : record->state.call;
}

static int add_module(struct dl_phdr_info *object, size_t size, void *nothing)
{
    (void)size, (void)nothing;
    trace_section *modules = &record->sections[TRACE_SECTION_MODULES];
    if (modules->used >= modules->capacity) {
        return 1;
    }
    trace_module *module = (trace_module *)section(TRACE_SECTION_MODULES) + modules->used;
    module->base = object->dlpi_addr;
    module->start = UINT64_MAX;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        uint64_t start = object->dlpi_addr + object->dlpi_phdr[i].p_vaddr;
        if (object->dlpi_phdr[i].p_type == PT_LOAD) {
            module->start = start < module->start ? start : module->start;
            module->end = start + object->dlpi_phdr[i].p_memsz;
        }
    }
    if (modules->used == 0) {
        ssize_t length = readlink("/proc/self/exe", module->path, TRACE_PATH - 1);
        module->path[length > 0 ? length : 0] = '\0';
    } else {
        snprintf(module->path, TRACE_PATH, "%s", object->dlpi_name);
    }
    modules->used++;
    return 0;
}

void origin_begin(void)
{
    void *warm[1];
    dl_iterate_phdr(find_own, NULL);
    *(void **)&trace_back = libc_function("backtrace");
    trace_back(warm, 1); /* loads what it needs now, not in a signal handler */
}

void origin_note_modules(void)
{
    dl_iterate_phdr(add_module, NULL);
}

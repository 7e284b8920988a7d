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
        uint32_t call = CALL_COUNT;
        while (name != NULL && call < record->calls &&
               strncmp(calls[call].name, name, TRACE_NAME - 1) != 0) {
            call++;
        }
        if (name != NULL && call == record->calls && call < CALL_COUNT + TRACE_OUTER_CALLS) {
            snprintf(calls[call].name, TRACE_NAME, "%s", name);
            record->sections[TRACE_SECTION_CALLS].used = ++record->calls;
        }
        cache[at].address = address;
        cache[at].call = (uint16_t)(name != NULL && call < record->calls ? call : 0);
    }
    return cache[at].call;
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

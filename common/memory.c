#include "common/memory.h"
#include "common/stop.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static const double GB = 1e9;

/* What all ranks of this rank's host will need together, in bytes. */
static double asked_on_this_host(double bytes, MPI_Comm comm)
{
    MPI_Comm host;
    double sum = 0;
    MPI_Comm_split_type(comm, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &host);
    MPI_Allreduce(&bytes, &sum, 1, MPI_DOUBLE, MPI_SUM, host);
    MPI_Comm_free(&host);
    return sum;
}

/* Each page costs the kernel a fault when it is first written: for a picture of 64 MB as much time as a
 * twentieth of its computing. Huge pages (2 MiB on x86) make 512 times fewer. */
static void ask_for_huge_pages(void *block, double bytes)
{
#ifdef MADV_HUGEPAGE
    const uintptr_t HUGE_PAGE = 2 << 20;
    uintptr_t first = ((uintptr_t)block + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    uintptr_t end = ((uintptr_t)block + (uintptr_t)bytes) / HUGE_PAGE * HUGE_PAGE;
    if (end > first) {
        madvise((void *)first, end - first, MADV_HUGEPAGE); /* where it fails, nothing is lost */
    }
#else
    (void)block, (void)bytes;
#endif
}

static double memory_of_this_host(void)
{
    return (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE);
}

void memory_check(int64_t bytes, MPI_Comm comm)
{
    double asked = asked_on_this_host((double)bytes, comm), there = memory_of_this_host();
    stop_together(comm, asked > there, STOP_FAILURE,
                  "the ranks of one host need %.1f GB of memory together, but it has %.1f GB: "
                  "choose a smaller problem or more hosts",
                  asked / GB, there / GB);
    void *probe = malloc(bytes > 0 ? (size_t)bytes : 1); /* there may be limits, as of ulimit -v */
    stop_together(comm, probe == NULL, STOP_FAILURE, "no memory for %.3f GB", (double)bytes / GB);
    free(probe);
}

void *memory_allocate(int64_t count, size_t item_size)
{
    double bytes = (double)count * (double)item_size;
    /* Linux promises more than there is, and ends whoever uses it. */
    bool fits = count >= 0 && bytes <= memory_of_this_host();
    void *block = fits ? calloc(count > 0 ? (size_t)count : 1, item_size) : NULL;
    if (block == NULL) {
        char why[64];
        snprintf(why, sizeof why, "no memory for %.3f GB", bytes / GB);
        stop_here(__FILE__, __LINE__, "calloc", why);
    }
    ask_for_huge_pages(block, bytes);
    return block;
}

void *memory_grow(void *block, int64_t count, size_t item_size)
{
    void *larger = realloc(block, (size_t)(count > 0 ? count : 1) * item_size);
    if (larger == NULL) {
        stop_here(__FILE__, __LINE__, "realloc", "no memory left");
    }
    return larger;
}

/* Preloaded by tools/launch where ranks of MPICH share cores.
 *
 * MPICH over UCX looks for messages in a loop that never gives its core away: with more ranks than
 * cores, a rank that waits keeps those that it waits for from running, and a collective call takes
 * many time slices. This stands in front of the function that it calls in this loop, and lets others
 * run whenever there was nothing to do.
 */
#include <dlfcn.h>
#include <sched.h>

unsigned ucp_worker_progress(void *worker)
{
    static unsigned (*progress)(void *);
    if (progress == 0) {
        *(void **)&progress = dlsym(RTLD_NEXT, "ucp_worker_progress");
    }
    unsigned done = progress(worker);
    if (done == 0) {
        sched_yield();
    }
    return done;
}

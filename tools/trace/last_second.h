/* exit(status) in the midst of MPI, where no other rank expects it. The program's exit handlers run as they would without
 * us. One of a library may wait for the other ranks (HDF5's closes files), while mpirun waits for this one to end. */
#ifndef MPILAB_LAST_SECOND_H
#define MPILAB_LAST_SECOND_H

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    int status;
    int tenths; /* of a second: so long it may wait */
    bool (*waits)(
        void); /* for others, as it did a tenth of a second ago; NULL: taken for granted */
} last_second;

static inline void *last_second_watch(void *what)
{
    const last_second *last = what;
    for (int waited = 0; waited < last->tenths;) {
        nanosleep(&(struct timespec){0, 100000000}, NULL);
        waited = last->waits == NULL || last->waits() ? waited + 1 : 0;
    }
    syscall(SYS_exit_group, last->status);
    return NULL;
}

/* Ends the process if it still waits when its time is over, with what it has printed so far. `last` must live on. */
static inline void last_second_begin(last_second *last)
{
    pthread_t thread;
    int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    fflush(NULL);
    *(void **)&create = dlsym(RTLD_NEXT, "pthread_create");
    create(&thread, NULL, last_second_watch, last);
}

#endif

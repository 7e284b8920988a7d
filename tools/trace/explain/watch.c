/* Quiet ranks are a suspicion, a knot in what they wait for is the proof; and that they had time enough to
 * see what had come for them, so that a slow machine is not taken for a deadlock: each of them has used
 * processor time since, or sleeps (then the library waits for something to wake it). */
#include "watch.h"
#include "passes.h"
#include "processes.h"
#include "sites.h"
#include "tools/findings/words.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
    POLL_MILLISECONDS = 100,
    QUIET_POLLS = 4,  /* so often nothing has changed, before we look closer */
    SURE_POLLS = 4,   /* and so often more, before it is said */
    TICKS_NEEDED = 2, /* of processor time, of which there are 100 in a second */
    LOST_POLLS = 30,  /* so long a rank has been dead, and the others quiet: nobody will end them */
    FAILED_POLLS = 70,  /* so long it may take a rank to end: its exit handlers have 5 s */
    STILL_POLLS = 50,   /* so long no message has moved, before it is said where the ranks are */
    COMPUTES_POLLS = 5, /* without any call: it computes */
};

typedef struct {
    uint64_t count;
    uint32_t change;
    unsigned long ticks; /* when the rank was first seen as it is now */
    int polls;           /* how often it was seen so since */
    int pid;
    int dead_polls;       /* how often its process was seen to have gone, without MPI_Finalize */
    bool was_there, seen; /* its record; its process */
    uint64_t moved;       /* messages, collective calls and accesses, ever begun */
    int still;            /* how often it was seen with as many since */
    bool computes, failed;
} seen_rank;

/* Processor time used so far, in ticks; and does it sleep? False: it has ended. */
static bool process_time(int pid, unsigned long *ticks, bool *sleeps)
{
    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = file >= 0 ? read(file, text, sizeof text - 1) : -1;
    if (file >= 0) {
        close(file);
    }
    if (got <= 0) {
        return false;
    }
    text[got] = '\0';
    char state = '?';
    unsigned long user = 0, kernel = 0;
    const char *after_name = strrchr(text, ')');
    if (after_name == NULL ||
        sscanf(after_name + 1, " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &state, &user,
               &kernel) != 3 ||
        state == 'Z' || state == 'X') {
        return false;
    }
    *ticks = user + kernel;
    *sleeps = state == 'S';
    return true;
}

static void note_moves(seen_rank *s, const trace_header *h)
{
    static const int rings[] = {TRACE_SECTION_SENDS, TRACE_SECTION_RECEIVES,
                                TRACE_SECTION_COLLECTIVES, TRACE_SECTION_ACCESSES};
    uint64_t moved = 0;
    for (size_t i = 0; i < sizeof rings / sizeof *rings; i++) {
        moved += h->sections[rings[i]].used;
    }
    s->still = moved == s->moved ? s->still + 1 : 0;
    s->moved = moved;
    s->computes = h->state.call == 0 && s->polls >= COMPUTES_POLLS &&
                  h->life != TRACE_LIFE_FINALIZED && h->end == TRACE_END_NONE;
}

/* It has ended, or is in its exit handlers, for a reason of its own: then the launcher ends all others, which takes its
 * time; where it has lost the rank, launcher_has_lost says so. */
static bool has_failed(const trace_header *h)
{
    return h->life == TRACE_LIFE_RUNS && h->end != TRACE_END_NONE &&
           (h->end != TRACE_END_EXIT || h->end_value != 0);
}

/* Looks at every rank once. How many there are is in the first header found. */
static int look(const char *directory, seen_rank **all, int size)
{
    trace_header header;
    for (int r = 0; size == 0 && r < 64; r++) {
        if (load_header(directory, r, &header)) {
            size = header.size;
            *all = calloc((size_t)size, sizeof **all);
        }
    }
    for (int r = 0; *all != NULL && r < size; r++) {
        seen_rank *s = &(*all)[r];
        if (!load_header(directory, r, &header)) {
            continue;
        }
        bool same =
            s->was_there && s->count == header.state.count && s->change == header.state.change;
        bool sleeps = false;
        unsigned long ticks = 0;
        int pid = (int)processes_pid(header.pid);
        bool lives = process_time(pid, &ticks, &sleeps);
        s->polls = same ? s->polls + 1 : 0;
        if (!same && lives) {
            s->ticks = ticks;
        }
        s->seen = s->seen || lives || (pid > 0 && kill(pid, 0) == 0); /* it may be a zombie */
        s->failed = has_failed(&header);
        bool dead = header.life != TRACE_LIFE_FINALIZED &&
                    (!lives || (s->failed && s->polls >= FAILED_POLLS));
        s->dead_polls = dead ? s->dead_polls + 1 : 0;
        s->was_there = true;
        s->count = header.state.count;
        s->change = header.state.change;
        s->pid = pid;
        note_moves(s, &header);
    }
    return *all != NULL ? size : 0;
}

/* Has the rank had the processor since it was first seen as it is? */
static bool had_its_turn(const seen_rank *s)
{
    unsigned long ticks = 0;
    bool sleeps = false;
    if (!process_time(s->pid, &ticks, &sleeps)) {
        return true; /* it has gone */
    }
    return ticks >= s->ticks + TICKS_NEEDED || sleeps;
}

/* Ranks in a knot, all of them quiet for long enough. */
static bool is_deadlock(const char *directory, uint64_t run_id, const seen_rank all[], int size)
{
    load_run run;
    bool certain = false, *stuck = calloc((size_t)size + 1, sizeof *stuck);
    if (stuck != NULL && load_all(&run, directory, run_id, true)) {
        if (run.size == size && hang_find(&run, stuck) > 0) {
            certain = true;
            for (int r = 0; r < size; r++) {
                certain = certain && !has_failed(&run.ranks[r].header);
                if (stuck[r] && run.ranks[r].header.end == TRACE_END_NONE &&
                    run.ranks[r].header.life != TRACE_LIFE_FINALIZED) {
                    certain = certain && all[r].polls >= QUIET_POLLS && had_its_turn(&all[r]) &&
                              run.ranks[r].header.state.count == all[r].count;
                }
            }
        }
        load_free(&run);
    }
    free(stuck);
    return certain;
}

/* A descriptor that can be read once the process has ended, or -1 (Linux before 5.3). */
static int end_of(pid_t process)
{
#ifdef SYS_pidfd_open
    return (int)syscall(SYS_pidfd_open, process, 0U);
#else
    (void)process;
    return -1;
#endif
}

/* Until the next look: true. Or until the process ends: false, and at once where there is a descriptor, so that
 * nobody waits for us after a short run. */
static bool runs_on(pid_t process, int end)
{
    if (end >= 0) {
        struct pollfd ended = {.fd = end, .events = POLLIN};
        return poll(&ended, 1, POLL_MILLISECONDS) <= 0;
    }
    struct timespec time = {0, POLL_MILLISECONDS * 1000000L};
    nanosleep(&time, NULL);
    return kill(process, 0) == 0 || errno == EPERM;
}

/* Of a rank that dies a launcher hears within milliseconds, and ends the others. Where it does not, the run would go
 * on until its time limit. If no rank was ever seen, their process numbers are not ours. */
static bool launcher_has_lost(const seen_rank all[], int size)
{
    bool dead = false, seen = false;
    for (int r = 0; r < size; r++) {
        dead = dead || all[r].dead_polls >= LOST_POLLS;
        seen = seen || all[r].seen;
        if (all[r].dead_polls < LOST_POLLS && all[r].polls < LOST_POLLS) {
            return false;
        }
    }
    return dead && seen;
}

/* Ranks that wait, or ask again and again; none that computes, or for which the run is ended. */
static bool nothing_moves(const seen_rank all[], int size)
{
    for (int r = 0; r < size; r++) {
        if (!all[r].was_there || all[r].still < STILL_POLLS || all[r].computes || all[r].failed) {
            return false;
        }
    }
    return size > 0;
}

static bool is_whole(const load_run *run)
{
    for (int r = 0; r < run->size; r++) {
        if (run->ranks[r].state != LOAD_WHOLE) {
            return false;
        }
    }
    return run->size > 0;
}

/* Of a rank that asks without a pause no record is ever whole: all are stopped for the moment that it takes. */
static bool load_still(load_run *run, const char *directory, uint64_t run_id)
{
    enum { TRIES = 5 };
    bool loaded = load_all(run, directory, run_id, true);
    for (int i = 0; loaded && !is_whole(run) && i < TRIES; i++) {
        load_free(run);
        processes_signal(directory, SIGSTOP);
        loaded = load_all(run, directory, run_id, true);
        processes_signal(directory, SIGCONT);
    }
    return loaded;
}

/* Is something wrong for certain? to: for where each rank is, and what is known; or NULL. */
static bool is_wrong(const char *directory, uint64_t run_id, FILE *to)
{
    load_run run;
    finding_list found;
    bool wrong = false;
    if (findings_start(&found) && load_still(&run, directory, run_id)) {
        sites_find(&run, true);
        pass_collectives(&run, &found);
        pass_issues(&run, &found);
        wrong = findings_count(&found, FINDING_ERROR) > 0;
        pass_still(&run, &found);
        for (int i = 0; to != NULL && i < found.count; i++) {
            char text[WORDS_SENTENCE];
            words_sentence(&found.all[i], text, sizeof text);
            fprintf(to, "trace: %s\n", text);
        }
        sites_free();
        load_free(&run);
    }
    findings_free(&found);
    return wrong;
}

static watch_end watch_until(const char *directory, uint64_t run_id, pid_t process, int end,
                             FILE *to)
{
    bool told = false;
    seen_rank *all = NULL;
    int size = 0, sure = 0, rests = 0;
    while (runs_on(process, end)) {
        size = look(directory, &all, size);
        if (launcher_has_lost(all, size)) {
            free(all);
            return WATCH_LOST;
        }
        if (!nothing_moves(all, size)) {
            told = false;
        } else if (!told) {
            told = true;
            if (is_wrong(directory, run_id, to)) {
                free(all);
                return WATCH_DEADLOCK;
            }
        }
        int quiet = 0;
        for (int r = 0; r < size; r++) {
            quiet += all[r].was_there && all[r].polls >= QUIET_POLLS;
        }
        /* A rank that computes for long is quiet too: then looking closer is done more and more rarely. */
        if (quiet == 0 || --rests > 0) {
            sure = quiet == 0 ? 0 : sure;
            continue;
        }
        if (is_deadlock(directory, run_id, all, size)) {
            rests = 0;
            if (++sure >= SURE_POLLS) {
                free(all);
                return WATCH_DEADLOCK;
            }
        } else {
            rests = sure > 0 ? 1 : 4;
            sure = 0;
        }
    }
    free(all);
    return WATCH_ENDED;
}

watch_end watch(const char *directory, uint64_t run_id, pid_t process, FILE *to)
{
    int end = end_of(process);
    watch_end found = WATCH_ENDED;
    if (end >= 0 || kill(process, 0) == 0 || errno == EPERM) {
        found = watch_until(directory, run_id, process, end, to);
    }
    if (end >= 0) {
        close(end);
    }
    return found;
}

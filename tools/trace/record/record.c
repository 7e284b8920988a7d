#include "record.h"
#include "ends.h"
#include "site.h"
#include "tools/trace/mpi_facts.h"
#include "tools/trace/libc_function.h"
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

bool synchronous_wanted;

static struct {
    bool is_wanted;
    uint64_t run;
    char directory[PATH_MAX];
} self;
static char lock;
static uint64_t
    threads_started; /* by the program: what the library starts, it starts inside of a call */
static __thread bool has_called, has_begun; /* MPI; has_begun: by MPI_Init */
static struct {
    uint64_t site;
    uint16_t call;
    int inside; /* threads in a call */
} begin;

extern const char *const call_names[]; /* generated */

/* ---- the start ---- */

static const char *environment(const char *const names[])
{
    const char *value = NULL;
    for (int i = 0; names[i] != NULL && value == NULL; i++) {
        value = getenv(names[i]);
    }
    return value;
}

static bool record_open(int rank, int size)
{
    struct timespec t;
    if (!sections_open(self.directory, rank, size)) {
        return false;
    }
    record->version = TRACE_VERSION;
    record->header_size = sizeof *record;
    record->run = self.run;
    record->rank = rank;
    record->size = size;
    record->pid = (uint32_t)getpid();
    record->started = now();
    clock_gettime(CLOCK_REALTIME, &t);
    record->epoch = (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec - record->started;
    record->calls = CALL_COUNT;
    record->is_synchronous = synchronous_wanted;
    record->other_threads = threads_started;
    gethostname(record->host, sizeof record->host - 1);
    trace_call *calls = section(TRACE_SECTION_CALLS);
    for (int i = 0; i < CALL_COUNT; i++) {
        snprintf(calls[i].name, TRACE_NAME, "%s", call_names[i]);
    }
    record->sections[TRACE_SECTION_CALLS].used = CALL_COUNT;
    record->sections[TRACE_SECTION_PEERS].used = record->sections[TRACE_SECTION_PEERS].capacity;
    record->sections[TRACE_SECTION_OPERATIONS].used = 1; /* number 0 means none */
    origin_note_modules();
    __atomic_store_n(&record->magic, TRACE_MAGIC, __ATOMIC_RELEASE);
    catch_signals();
    catch_exit();
    return true;
}

/* Before MPI_Init a rank is known only to its launcher, which says so. */
static const char *given_rank(void)
{
    static const char *const ranks[] = {"OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK",
                                        "SLURM_PROCID", NULL};
    return environment(ranks);
}

static void open_early(void)
{
    static const char *const sizes[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_NTASKS", NULL};
    const char *rank = given_rank(), *size = environment(sizes);
    int count = size != NULL ? atoi(size) : 1, own = rank != NULL ? atoi(rank) : 0;
    self.is_wanted = false; /* once only */
    if (record_open(own, count > own && count < 1 << 20 ? count : own + 1)) {
        sections_save(false);
        /* What the program starts must not be taken for it. */
        unsetenv("MPILAB_TRACE");
        unsetenv("LD_PRELOAD");
    }
}

__attribute__((constructor)) static void look_around(void)
{
    const char *directory = getenv("MPILAB_TRACE"), *run = getenv("MPILAB_TRACE_RUN");
    const char *synchronous = getenv("MPILAB_TRACE_SYNCHRONOUS"),
               *ends = getenv("MPILAB_TRACE_ENDS");
    threads_started = 0; /* UCX starts one when it is loaded, before this: libraries come first */
    if (directory == NULL ||
        realpath(directory, self.directory) == NULL) { /* it may go elsewhere */
        return;
    }
    self.run = run != NULL ? strtoull(run, NULL, 16) : 0;
    synchronous_wanted = synchronous != NULL && strcmp(synchronous, "1") == 0;
    ends_only = ends != NULL && strcmp(ends, "only") == 0;
    origin_begin();
    self.is_wanted = true;
    if (ends != NULL && given_rank() != NULL) { /* it may end before its first call */
        open_early();
        catch_question();
    }
}

/* ---- who may change the record ---- */

static void begin_change(void)
{
    while (__atomic_test_and_set(&lock, __ATOMIC_ACQUIRE)) {
        sched_yield();
    }
    __atomic_store_n(&record->change, record->change + 1, __ATOMIC_RELAXED);
    __atomic_thread_fence(__ATOMIC_RELEASE);
}

static void end_change(void)
{
    __atomic_store_n(&record->change, record->change + 1, __ATOMIC_RELEASE);
    __atomic_clear(&lock, __ATOMIC_RELEASE);
}

static void set_state(uint16_t call, uint16_t wait, uint64_t since, uint64_t site, uint16_t outer)
{
    trace_state *state = &record->state;
    uint32_t change = state->change;
    __atomic_store_n(&state->change, change + 1, __ATOMIC_RELAXED);
    __atomic_thread_fence(__ATOMIC_RELEASE);
    state->call = call;
    state->wait = wait;
    state->since = since;
    state->site = site;
    state->outer = outer;
    __atomic_store_n(&state->change, change + 2, __ATOMIC_RELEASE);
}

/* ---- a call ---- */

static void check_life(frame *f)
{
    if ((mpi_facts_of(call_names[f->call])->flags & MPI_FACT_OUTSIDE) != 0) {
        return;
    }
    if (record->life == TRACE_LIFE_BEFORE) {
        issue(f, TRACE_ISSUE_BEFORE_INIT, 0, 0);
    } else if (record->life == TRACE_LIFE_FINALIZED) {
        issue(f, TRACE_ISSUE_AFTER_FINALIZE, 0, 0);
    }
}

void threads_begin(const frame *f)
{
    has_begun = true;
    begin.site = f->site;
    begin.call = f->call;
}

/* Which threads may call MPI, and when (MPI standard 11.6). */
static void check_thread(frame *f)
{
    int level = (int)record->thread_level;
    trace_issue *made = NULL;
    if (level >= 3 || (has_begun && begin.inside == 0) ||
        (mpi_facts_of(call_names[f->call])->flags & (MPI_FACT_OUTSIDE | MPI_FACT_ANY_THREAD)) !=
            0) {
        return;
    }
    if (level < 2 && !has_begun) {
        made = issue(f, TRACE_ISSUE_THREAD, begin.site, begin.call);
    } else if (begin.inside > 0) {
        made = issue(f, TRACE_ISSUE_AT_ONCE, record->state.site, record->state.call);
    }
    if (made != NULL) {
        made->value = level;
    }
}

static bool is_open(void)
{
    if (record == NULL && self.is_wanted) {
        open_early();
    }
    return record != NULL;
}

bool begin_call(frame *f, int call, uint64_t site)
{
    if (current_frame != NULL || !is_open()) {
        return false;
    }
    *f = (frame){.begin = now(), .site = site, .peer = TRACE_NO_RANK, .tag = TRACE_ANY};
    f->call = (uint16_t)call;
    f->is_library = site_text == 0 && !is_own(site);
    f->site = site_text != 0 ? site_text : site;
    uint64_t inner = 0;
    if (f->is_library) {
        f->site = own_caller(site, &inner);
    }
    current_frame = f;
    begin_change();
    f->outer = inner != 0 ? outer_call(inner) : 0;
    if (!has_called) {
        has_called = true;
        record->threads++;
    }
    trace_event *event = ring_next(TRACE_SECTION_EVENTS, &f->number);
    *event = (trace_event){.begin = f->begin, .site = f->site, .call = f->call, .peer = f->peer};
    event->flags = f->is_library ? TRACE_EVENT_LIBRARY : 0;
    ring_done(event, f->number);
    record->state.count++;
    if (record->life != TRACE_LIFE_RUNS) {
        check_life(f);
    } else if (record->threads > 1) {
        check_thread(f);
    }
    return true;
}

void go(frame *f, int wait)
{
    f->waits = (uint16_t)wait;
    trace_event *event = ring_entry(TRACE_SECTION_EVENTS, f->number);
    if (event != NULL) {
        event->comm = f->comm;
        event->peer = f->peer;
        event->tag = f->tag;
        event->bytes = f->bytes;
    }
    set_state(f->call, (uint16_t)wait, f->begin, f->site, f->outer);
    begin.inside++;
    end_change();
}

void back(frame *f)
{
    (void)f;
    begin_change();
    begin.inside--;
}

static uint64_t finish(frame *f)
{
    uint64_t end = now();
    trace_event *event = ring_entry(TRACE_SECTION_EVENTS, f->number);
    if (event != NULL) {
        event->end = end;
        event->peer = f->peer;
        event->tag = f->tag;
        event->bytes = f->bytes;
        event->comm = f->comm;
    }
    trace_call *call = (trace_call *)section(TRACE_SECTION_CALLS) + f->call;
    call->count[f->is_library]++;
    call->bytes[f->is_library] += f->bytes;
    call->time[f->is_library] += end - f->begin;
    record->state.last_left = end;
    record->state.last_site = f->site;
    record->state.last_call = f->call;
    set_state(0, TRACE_WAIT_NOT, end, 0, 0);
    return end;
}

static void note_code(frame *f, int code)
{
    if (code != MPI_SUCCESS && !f->is_library && record->life == TRACE_LIFE_RUNS) {
        describe_error(issue(f, TRACE_ISSUE_RETURNED, 0, 0), code);
    }
}

int leave(frame *f, int code)
{
    if (code != MPI_SUCCESS) {
        note_code(f, code);
    }
    finish(f);
    end_change();
    current_frame = NULL;
    return code;
}

void leave_quietly(frame *f)
{
    leave(f, MPI_SUCCESS);
}

int leave_poll(frame *f, int code, bool found)
{
    trace_section *events = &record->sections[TRACE_SECTION_EVENTS];
    uint64_t end = finish(f);
    if (!found && code == MPI_SUCCESS && events->used == f->number + 1 && f->number > 0) {
        trace_event *last = ring_entry(TRACE_SECTION_EVENTS, f->number - 1);
        if (last != NULL && (last->flags & TRACE_EVENT_REPEATED) != 0 && last->call == f->call &&
            last->site == f->site) {
            last->end = end;
            last->repeats++;
            events->used--;
        } else {
            last = ring_entry(TRACE_SECTION_EVENTS, f->number);
            last->flags |= TRACE_EVENT_REPEATED;
        }
    }
    if (code != MPI_SUCCESS) {
        note_code(f, code);
    }
    end_change();
    current_frame = NULL;
    return code;
}

/* An event in which nothing is called: what is said of the last call stays. */
void mark(int level, uint64_t name)
{
    if (record != NULL && current_frame == NULL) {
        uint64_t number, at = now();
        begin_change();
        trace_event *event = ring_next(TRACE_SECTION_EVENTS, &number);
        *event = (trace_event){.begin = at,
                               .end = at,
                               .comm = name,
                               .peer = TRACE_NO_RANK,
                               .tag = level,
                               .call = CALL_MPI_Pcontrol,
                               .flags = TRACE_EVENT_LIBRARY};
        ring_done(event, number);
        end_change();
    }
}

/* ---- sites that are no addresses ---- */

void mpilab_trace_site(const char *text)
{
    site_text = 0;
    if (text == NULL || !is_open()) {
        return;
    }
    begin_change();
    trace_section *table = &record->sections[TRACE_SECTION_TEXTS];
    trace_text *texts = section(TRACE_SECTION_TEXTS);
    uint64_t at = 0;
    while (at < table->used && strncmp(texts[at].text, text, TRACE_LINE - 1) != 0) {
        at++;
    }
    if (at == table->used && section_has_room(TRACE_SECTION_TEXTS)) {
        snprintf(texts[table->used++].text, TRACE_LINE, "%s", text);
    }
    site_text = at < table->used ? TRACE_SITE_TEXT | at : 0;
    end_change();
}

/* ---- threads ---- */

/* A program that may call MPI from several threads, and has some, may go on though one of them waits. */
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*function)(void *),
                   void *argument)
{
    static int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    if (create == NULL) {
        *(void **)&create = dlsym(RTLD_NEXT, "pthread_create");
    }
    if (current_frame == NULL) {
        __atomic_add_fetch(&threads_started, 1, __ATOMIC_RELAXED);
    }
    if (record != NULL) {
        record->other_threads = threads_started;
    }
    return create(thread, attributes, function, argument);
}

#include "records.h"
#include "text.h"
#include <stdlib.h>
#ifdef MPILAB_TRACER
#include "files.h"
#include "notes.h"
#include "regions.h"
#include "tools/trace/explain/explain.h"
#include "tools/trace/explain/names.h"
#include "tools/trace/explain/passes.h"
#include "tools/trace/explain/processes.h"
#include "tools/trace/explain/profile.h"
#include "tools/trace/explain/sites.h"
#include "tools/trace/explain/watch.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER_TRIES = 50 };

/* ---- the folder ---- */

static bool memory_has_room(int ranks, int cores)
{
    struct statvfs memory;
    uint64_t needed = processes_bytes(ranks) * (uint64_t)cores;
    return access("/dev/shm", W_OK) == 0 && statvfs("/dev/shm", &memory) == 0 &&
           (unsigned long long)memory.f_bavail * memory.f_frsize > needed;
}

static uint64_t random_number(void)
{
    uint64_t number = 0;
    int file = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    if (file < 0 || read(file, &number, 7) != 7) {
        number = (uint64_t)getpid() << 32 | (uint64_t)time(NULL);
    }
    if (file >= 0) {
        close(file);
    }
    return number;
}

void records_begin(const settings *how, const run_request *wish, run_records *to)
{
    static const char *const backing[] = {
        "OMPI_MCA_btl_vader_backing_directory", "OMPI_MCA_osc_rdma_backing_directory",
        "OMPI_MCA_btl_sm_backing_directory" /* since Open MPI 5 */};
    *to = (run_records){NULL, !how->is_recorded, random_number()};
    if (how->is_recorded && memory_has_room(wish->what->ranks, how->cores)) {
        to->folder = text_format("/dev/shm/mpilab-check-%d.XXXXXX", (int)getppid());
        if (mkdtemp(to->folder) == NULL) {
            free(to->folder);
            to->folder = NULL;
        }
    }
    if (to->folder == NULL) {
        to->folder = text_format("%s/records", wish->folder);
        mkdir(to->folder, 0700);
    }
    char *run = text_format("%llx", (unsigned long long)to->run);
    setenv("MPILAB_TRACE_RUN", run, 1);
    setenv("MPILAB_TRACE_ENDS", to->of_ends ? "only" : "also", 1);
    free(run);
    if (to->of_ends) {
        return;
    }
    /* Open MPI leaves its shared memory behind when ranks are killed: here it goes with the records. */
    for (size_t i = 0; i < sizeof backing / sizeof *backing; i++) {
        setenv(backing[i], to->folder, 1);
    }
}

void records_end(run_records *records)
{
    if (records->folder != NULL) {
        files_remove(records->folder);
        free(records->folder);
        records->folder = NULL;
    }
}

/* ---- while it runs ---- */

void records_of_inside(pid_t launcher)
{
    processes_inside(launcher);
}

pid_t records_watch(const run_records *records, pid_t launcher)
{
    if (records->of_ends) {
        return 0;
    }
    pid_t watcher = fork();
    if (watcher == 0) {
        static const int status[] = {[WATCH_ENDED] = RECORDS_RUN_ENDED,
                                     [WATCH_DEADLOCK] = RECORDS_DEADLOCK,
                                     [WATCH_LOST] = RECORDS_LOST};
        _exit(status[watch(records->folder, records->run, launcher, NULL)]);
    }
    return watcher > 0 ? watcher : 0;
}

static int answers(const run_records *records)
{
    trace_header h;
    int count = 0, size = NOTES_MOST_RANKS;
    for (int r = 0; r < size; r++) {
        if (load_header(records->folder, r, &h)) {
            count += h.asked != 0;
            size = h.size;
        }
    }
    return count;
}

void records_ask_where(const run_records *records)
{
    struct timespec pause = {0, 40000000};
    int asked = processes_signal(records->folder, SIGUSR2);
    for (int tries = 0; tries < ANSWER_TRIES && answers(records) < asked; tries++) {
        nanosleep(&pause, NULL); /* a rank may have ended */
    }
}

void records_kill_ranks(const run_records *records)
{
    if (records->folder != NULL) {
        processes_signal(records->folder, SIGKILL);
    }
}

/* ---- what they say ---- */

/* The line of the student's file in which each waiting rank stands: the call of MPI may be made by a function of
 * common/. [run->size], to be freed. */
static load_own_place *own_places(const run_request *wish, const load_run *run)
{
    run_notes notes;
    load_own_place *own = calloc((size_t)run->size + 1, sizeof *own);
    char line[512];
    if (own == NULL) {
        text_no_memory();
    }
    notes_take(run, wish->student->path, &notes);
    for (int r = 0; r < run->size && r < notes.size; r++) {
        if (notes.ranks[r].line > 0) {
            own[r].line = notes.ranks[r].line;
            snprintf(own[r].file, sizeof own[r].file, "%s", wish->student->path);
            text_line(wish->student->text, own[r].line, line, sizeof line);
            source_function_in(line, own[r].function, sizeof own[r].function);
        }
    }
    notes_free(&notes);
    return own;
}

static void take_calls(const load_run *run, const char *own_file, outcome *to)
{
    size_t count = 0;
    profile_site *sites = profile_sites(run, &count);
    for (size_t i = 0; sites != NULL && i < count && to->call_count < OUTCOME_CALLS; i++) {
        if (strcmp(basename(sites[i].file), own_file) == 0) {
            own_call *made = &to->calls[to->call_count++];
            snprintf(made->call, sizeof made->call, "%s", sites[i].call);
            made->rank = sites[i].rank;
            made->line = sites[i].line;
            made->count = (long)sites[i].count;
            made->region = sites[i].region;
        }
    }
    free(sites);
}

/* Which of the calls have received from any source. */
static void take_any_source(const load_run *run, outcome *to)
{
    for (int r = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        for (size_t i = 0; rank->state == LOAD_WHOLE && i < LOAD_COUNT(rank, RECEIVES); i++) {
            const trace_message *m = &LOAD_RECEIVES(rank)[i];
            for (int k = 0; m->wanted_peer == TRACE_ANY && k < to->call_count; k++) {
                own_call *made = &to->calls[k];
                made->from_any =
                    made->from_any || (made->rank == r && load_call_is(rank, m->call, made->call) &&
                                       made->line == sites_of(rank, m->site).line);
            }
        }
    }
}

/* With which operation they reduce. */
static void take_operations(const load_run *run, outcome *to)
{
    for (int r = 0; r < run->size; r++) {
        const load_rank *rank = &run->ranks[r];
        for (size_t i = 0; rank->state == LOAD_WHOLE && i < LOAD_COUNT(rank, COLLECTIVES); i++) {
            const trace_collective *c = &LOAD_COLLECTIVES(rank)[i];
            for (int k = 0; c->op != 0 && k < to->call_count; k++) {
                own_call *made = &to->calls[k];
                if (made->rank == r && load_call_is(rank, c->call, made->call) &&
                    made->line == sites_of(rank, c->site).line) {
                    snprintf(made->op, sizeof made->op, "%s", names_op(c->op));
                }
            }
        }
    }
}

static bool is_near(uint64_t address, uint64_t begin, uint64_t end)
{
    enum { PAGE = 4096 };
    return begin < end && address + PAGE >= begin && address < end + PAGE;
}

/* Was the address that a rank could not access none of the buffers that it has given to MPI? */
static bool crashed_elsewhere(const load_rank *rank)
{
    uint64_t fault = rank->header.fault;
    bool is_known = false;
    for (size_t i = 0; i < LOAD_COUNT(rank, OPERATIONS); i++) {
        const trace_operation *op = &LOAD_OPERATIONS(rank)[i];
        if ((op->flags & TRACE_ACTIVE) == 0) {
            continue;
        }
        if (is_near(fault, op->begin, op->end) || is_near(fault, op->other_begin, op->other_end)) {
            return false;
        }
        is_known = is_known || op->begin < op->end;
    }
    for (size_t i = 0; i < LOAD_COUNT(rank, COLLECTIVES); i++) {
        const trace_collective *c = &LOAD_COLLECTIVES(rank)[i];
        if (c->completed != 0) {
            continue;
        }
        if (is_near(fault, c->send_begin, c->send_end) ||
            is_near(fault, c->receive_begin, c->receive_end)) {
            return false;
        }
        is_known = is_known || c->send_begin < c->send_end || c->receive_begin < c->receive_end;
    }
    return is_known;
}

static void take_crash(const load_run *run, outcome *to)
{
    for (int r = 0; r < run->size && to->crash_in[0] == '\0'; r++) {
        const load_rank *rank = &run->ranks[r];
        const trace_header *h = &rank->header;
        if (rank->state == LOAD_WHOLE && h->end == TRACE_END_SIGNAL && h->end_value == SIGSEGV &&
            h->state.call != 0 && crashed_elsewhere(rank)) {
            snprintf(to->crash_in, sizeof to->crash_in, "%s", load_call(rank, h->state.call));
        }
    }
}

static void take_traffic(const load_run *run, outcome *to)
{
    for (int r = 0; r < run->size; r++) {
        profile_sent sent = profile_sent_by(run, r);
        if (sent.messages > to->sent.messages) {
            to->sent.messages = sent.messages;
            to->sent.messages_rank = r;
        }
        if (sent.bytes > to->sent.bytes) {
            to->sent.bytes = sent.bytes;
            to->sent.bytes_rank = r;
        }
    }
}

/* Where a rank has crashed, the others wait for it until the launcher has noticed: no deadlock. */
static bool has_failed(const load_run *run)
{
    for (int r = 0; r < run->size; r++) {
        uint32_t end = run->ranks[r].header.end;
        if (run->ranks[r].state == LOAD_WHOLE &&
            (end == TRACE_END_SIGNAL || end == TRACE_END_ABORT || end == TRACE_END_ERROR)) {
            return true;
        }
    }
    return false;
}

static bool has_called_mpi(const load_run *run)
{
    for (int r = 0; r < run->size; r++) {
        if (run->ranks[r].header.state.count > 0) {
            return true;
        }
    }
    return false;
}

bool records_explain(const run_records *records, const run_request *wish, outcome *to)
{
    load_run run;
    bool was_hung = to->is_deadlock;
    finding_list found;
    if (!load_all(&run, records->folder, records->run, false) || !findings_start(&found)) {
        text_no_memory();
    }
    if (!has_called_mpi(&run)) {
        return false;
    }
    to->is_deadlock = was_hung && !has_failed(&run);
    run.hung = to->is_deadlock;
    run.timed_out = !was_hung && to->status == 124;
    if (run.hung && wish->student != NULL) {
        run.own = own_places(wish, &run);
    }
    explain_run(&run, &found);
    for (int i = 0; i < found.count && to->found_count < OUTCOME_FINDINGS; i++) {
        if (found.all[i].severity > FINDING_NOTE) {
            to->found[to->found_count++] = found.all[i];
        }
    }
    take_calls(&run, wish->own_file, to);
    take_operations(&run, to);
    take_any_source(&run, to);
    take_crash(&run, to);
    take_traffic(&run, to);
    regions_take(&run, to);
    return true;
}

#else /* no tracer here: nothing is recorded */

void records_begin(const settings *how, const run_request *wish, run_records *to)
{
    (void)how;
    *to = (run_records){.folder = text_format("%s/records", wish->folder), .of_ends = true};
}
void records_end(run_records *records)
{
    free(records->folder);
}
void records_of_inside(pid_t launcher)
{
    (void)launcher;
}
pid_t records_watch(const run_records *records, pid_t launcher)
{
    (void)records, (void)launcher;
    return 0;
}
void records_ask_where(const run_records *records)
{
    (void)records;
}
void records_kill_ranks(const run_records *records)
{
    (void)records;
}
bool records_explain(const run_records *records, const run_request *wish, outcome *to)
{
    (void)records, (void)wish, (void)to;
    return false;
}
#endif

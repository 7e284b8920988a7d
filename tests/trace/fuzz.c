/* Records that are made up, then damaged in every way: cut, overwritten, exchanged, missing. The reader may
 * say what it likes of them, but never crashes, never runs on, and never writes JSON that is none. Run it
 * with sanitizers (./lab --preset asan test -R trace.fuzz). */
#include "tools/trace/explain/explain.h"
#include "tools/trace/explain/passes.h"
#include "tools/trace/explain/print.h"
#include "tools/trace/explain/profile.h"
#include "tools/trace/explain/sites.h"
#include "tools/trace/layout.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RANKS = 3, ENTRIES = 24, ROUNDS = 2500 };

static uint64_t state = 88172645463325252u;

static uint64_t any(uint64_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return below > 0 ? state % below : 0;
}

static uint64_t any_site(void)
{
    return any(8) == 0 ? TRACE_SITE_TEXT | any(ENTRIES + 2) : 0x1000 + any(64);
}

static int any_rank(void)
{
    return (int)any(RANKS + 2) - 2;
}

/* Names that the passes look for. */
static const char *const names[ENTRIES] = {"",
                                           "MPI_Send",
                                           "MPI_Recv",
                                           "MPI_Wait",
                                           "MPI_Waitany",
                                           "MPI_Bcast",
                                           "MPI_Reduce",
                                           "MPI_Barrier",
                                           "MPI_Ibarrier",
                                           "MPI_Finalize",
                                           "MPI_Gather",
                                           "MPI_Scatter",
                                           "MPI_Alltoall",
                                           "MPI_Allgather",
                                           "MPI_Gatherv",
                                           "MPI_Cart_create",
                                           "MPI_Put",
                                           "MPI_Get",
                                           "MPI_Win_fence",
                                           "MPI_Win_lock",
                                           "MPI_File_open",
                                           "MPI_Isend",
                                           "MPI_Irecv",
                                           "MPI_Abort"};

static trace_signature signature(void)
{
    return (trace_signature){any(5), any(5), (uint32_t)any(4), (uint16_t)any(6), (uint16_t)any(3)};
}

static void fill_message(trace_message *m, uint64_t i)
{
    *m = (trace_message){.number = i + 1,
                         .site = any_site(),
                         .posted = i * 2,
                         .completed = any(2) * (i * 2 + 1 + any(9)),
                         .begin = 1000 + i,
                         .end = 1001 + any(50),
                         .comm = 1 + any(2),
                         .bytes = any(9),
                         .checksum = any(3),
                         .signature = signature(),
                         .peer = any_rank(),
                         .tag = (int)any(3),
                         .wanted_peer = any_rank(),
                         .wanted_tag = (int)any(3) - 2,
                         .call = (uint16_t)any(ENTRIES),
                         .mode = (uint16_t)any(4),
                         .flags = (uint32_t)any(1 << 15),
                         .buffer_begin = any(9),
                         .buffer_end = any(20),
                         .changed = any(2) * any(9),
                         .changed_site = any_site(),
                         .probe_site = any(2) * any_site(),
                         .probe_peer = any_rank(),
                         .probe_call = (uint16_t)any(ENTRIES),
                         .changed_call = (uint16_t)any(ENTRIES)};
}

static void fill_access(trace_access *a, uint64_t i)
{
    *a = (trace_access){.number = i + 1,
                        .window = 1 + any(3),
                        .site = any_site(),
                        .posted = i * 2,
                        .completed = any(2) * (i * 2 + 1 + any(9)),
                        .released = any(2) * (i * 2 + 1 + any(9)),
                        .begin = any(9),
                        .bytes = any(9),
                        .blocks = any(3) * any(ENTRIES),
                        .block_count = any(4),
                        .count = any(3),
                        .extent = any(9),
                        .origin_begin = any(9),
                        .origin_end = any(9),
                        .epoch = any(2),
                        .target = any_rank(),
                        .kind = (uint16_t)any(8),
                        .epoch_kind = (uint16_t)any(5),
                        .op = (uint32_t)any(4),
                        .call = (uint16_t)any(ENTRIES),
                        .flags = (uint32_t)any(8),
                        .origin_type = signature(),
                        .target_type = signature()};
}

static void fill(char *file, trace_header *h)
{
    for (int s = 0; s < TRACE_SECTIONS; s++) {
        for (uint64_t i = 0; i < ENTRIES; i++) {
            void *entry = file + h->sections[s].offset + i * layout_plan[s].size;
            switch (s) {
            case TRACE_SECTION_CALLS:
                snprintf(((trace_call *)entry)->name, TRACE_NAME, "%s", names[i]);
                ((trace_call *)entry)->count[0] = any(9);
                break;
            case TRACE_SECTION_MODULES:
                *(trace_module *)entry =
                    (trace_module){.start = 0x1000, .end = 0x1020, .base = 0x800};
                break;
            case TRACE_SECTION_COMMS:
                *(trace_comm *)entry = (trace_comm){.id = i + 1,
                                                    .collectives = any(9),
                                                    .size = RANKS,
                                                    .rank = (uint32_t)h->rank,
                                                    .members = (uint32_t)any(3),
                                                    .remote_size = (uint32_t)any(4),
                                                    .kind = any(3) == 0 ? (uint32_t)any(4) : 0,
                                                    .is_used = any(3) > 0,
                                                    .members_known = 1,
                                                    .window_base = any(9),
                                                    .window_size = any(20),
                                                    .window_unit = any(9)};
                break;
            case TRACE_SECTION_MEMBERS:
                *(int32_t *)entry = (int32_t)(i % RANKS);
                break;
            case TRACE_SECTION_OPERATIONS:
                *(trace_operation *)entry = (trace_operation){.kind = (uint32_t)any(9),
                                                              .flags = (uint32_t)any(1 << 13),
                                                              .call = (uint16_t)any(ENTRIES),
                                                              .mode = (uint16_t)any(4),
                                                              .peer = any_rank(),
                                                              .tag = (int)any(3) - 2,
                                                              .comm = 1 + any(2),
                                                              .record = any(ENTRIES),
                                                              .ordinal = any(9),
                                                              .site = any_site(),
                                                              .bytes = any(9),
                                                              .variable = any(3)};
                break;
            case TRACE_SECTION_SENDS:
            case TRACE_SECTION_RECEIVES:
                fill_message(entry, i);
                break;
            case TRACE_SECTION_COLLECTIVES:
                *(trace_collective *)entry = (trace_collective){.number = i + 1,
                                                                .comm = 1 + i % 2,
                                                                .index = i / 2,
                                                                .site = any_site(),
                                                                .posted = i * 2,
                                                                .completed = any(2) * (i * 2 + 1),
                                                                .begin = 1000 + any(99),
                                                                .end = 2000,
                                                                .send = signature(),
                                                                .receive = signature(),
                                                                .root = any_rank(),
                                                                .op = (uint32_t)any(3),
                                                                .call = (uint16_t)(4 + any(15)),
                                                                .extra = any(3),
                                                                .list_length = any(5),
                                                                .send_list = any(9),
                                                                .receive_list = any(30),
                                                                .send_begin = any(9),
                                                                .send_end = any(20),
                                                                .receive_begin = any(9),
                                                                .receive_end = any(20),
                                                                .flags = (uint32_t)(any(8) << 16)};
                break;
            case TRACE_SECTION_CHANNELS:
                *(trace_channel *)entry = (trace_channel){.comm = 1 + any(2),
                                                          .peer = any_rank(),
                                                          .tag = (int)any(3),
                                                          .sent = any(9),
                                                          .received = any(6),
                                                          .is_used = 1};
                break;
            case TRACE_SECTION_PEERS:
                *(trace_peer *)entry = (trace_peer){any(9), any(99), any(9), any(99), 0};
                break;
            case TRACE_SECTION_RESOURCES:
                *(trace_resource *)entry = (trace_resource){.kind = (uint32_t)any(14),
                                                            .site = 0x1000 + any(9),
                                                            .call = (uint32_t)any(ENTRIES)};
                break;
            case TRACE_SECTION_ISSUES:
                *(trace_issue *)entry = (trace_issue){.kind = (uint32_t)any(24),
                                                      .count = 1,
                                                      .call = (uint32_t)any(ENTRIES),
                                                      .site = any_site(),
                                                      .value = (int64_t)any(9),
                                                      .text = "MPI_ERR_TRUNCATE: \"<&\\ message"};
                break;
            case TRACE_SECTION_ACCESSES:
                fill_access(entry, i);
                break;
            case TRACE_SECTION_TEXTS:
                snprintf(entry, TRACE_LINE, "\033%d\"solve.py:%d", (int)any(9), (int)i);
                break;
            case TRACE_SECTION_STACK:
                *(uint64_t *)entry = any_site();
                break;
            case TRACE_SECTION_COUNTS:
                *(trace_count *)entry = (trace_count){i + 1, any(4)};
                break;
            default:
                *(trace_event *)entry = (trace_event){.number = i + 1,
                                                      .begin = 1000 + i,
                                                      .end = any(2) * 1200,
                                                      .site = any_site(),
                                                      .peer = any_rank(),
                                                      .call = (uint16_t)any(ENTRIES)};
            }
        }
    }
}

static char *make(int rank, size_t *bytes)
{
    size_t offset = TRACE_HEADER_SIZE;
    trace_header h = {.magic = TRACE_MAGIC,
                      .version = TRACE_VERSION,
                      .header_size = sizeof h,
                      .run = 7,
                      .rank = rank,
                      .size = RANKS,
                      .pid = 1,
                      .started = 500,
                      .ended = 3000,
                      .life = (uint32_t)any(4),
                      .end = (uint32_t)any(3) * (uint32_t)any(3),
                      .threads = 1,
                      .calls = ENTRIES};
    h.state.call = (uint16_t)any(ENTRIES);
    h.state.wait = (uint16_t)any(5);
    for (int s = 0; s < TRACE_SECTIONS; s++) {
        h.sections[s] = (trace_section){offset, ENTRIES, any(4) == 0 ? any(ENTRIES) : ENTRIES,
                                        layout_plan[s].size, 0};
        offset += (ENTRIES * layout_plan[s].size + 63) / 64 * 64;
    }
    h.sections[TRACE_SECTION_MEMBERS].used = ENTRIES;
    h.file_size = offset;
    char *file = calloc(1, offset);
    if (file == NULL) {
        abort();
    }
    fill(file, &h);
    memcpy(file, &h, sizeof h);
    *bytes = offset;
    return file;
}

static size_t damage(char *file, size_t bytes)
{
    static const uint64_t values[] = {0, 1, UINT64_MAX, INT64_MAX, UINT32_MAX, 1u << 31, 4097, 255};
    for (uint64_t n = any(4); n > 0; n--) {
        size_t range = any(2) == 0 ? sizeof(trace_header) : bytes;
        size_t at = any(range - 8);
        uint64_t value = any(2) == 0 ? values[any(8)] : any(UINT64_MAX);
        memcpy(file + at, &value, 1 + any(8));
    }
    return any(8) == 0 ? any(bytes + 1) : bytes;
}

static void write_file(const char *directory, int rank, const char *file, size_t bytes)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/rank-%d", directory, rank);
    int to = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (to < 0 || write(to, file, bytes) != (ssize_t)bytes) {
        abort();
    }
    close(to);
}

/* Brackets and quotes of JSON close. */
static int is_json(FILE *from)
{
    int depth = 0, in_text = 0, c;
    rewind(from);
    while ((c = getc(from)) != EOF) {
        if (in_text && c == '\\') {
            c = getc(from);
        } else if (c == '"') {
            in_text = !in_text;
        } else if (!in_text) {
            depth += c == '[' || c == '{';
            depth -= c == ']' || c == '}';
        }
    }
    return depth == 0 && !in_text;
}

static int explain_all(const char *directory, uint64_t round)
{
    load_run run;
    finding_list all;
    int findings = 0;
    FILE *to = tmpfile();
    if (to == NULL || !load_all(&run, directory, any(4) == 0 ? 8 : 0, any(2) == 0)) {
        abort();
    }
    run.hung = round % 3 == 0;
    run.timed_out = round % 3 == 1;
    if (!findings_start(&all)) {
        abort();
    }
    if (run.size > 0) {
        explain_run(&run, &all);
        findings = all.count;
        print_json(&all, FINDING_NOTE, NULL, to);
        profile_json(&run, to);
        picture_chrome(&run, to);
        if (!is_json(to)) {
            fprintf(stderr, "round %llu: no JSON\n", (unsigned long long)round);
            abort();
        }
        print_text(&all, FINDING_NOTE, NULL, to);
        profile_text(&run, to);
        picture_timeline(&run, to);
        picture_matrix(&run, to);
        sites_free();
    }
    fclose(to);
    findings_free(&all);
    load_free(&run);
    return findings;
}

int main(void)
{
    char directory[] = "/tmp/mpilab-fuzz.XXXXXX", path[64];
    long findings = 0;
    alarm(280);
    if (mkdtemp(directory) == NULL) {
        return 2;
    }
    for (uint64_t round = 0; round < ROUNDS; round++) {
        for (int rank = 0; rank < RANKS; rank++) {
            size_t bytes;
            char *file = make(rank, &bytes);
            size_t left = round % 5 == 0 ? bytes : damage(file, bytes);
            write_file(directory, any(30) == 0 ? (rank + 1) % RANKS : rank, file, left);
            free(file);
        }
        if (any(20) == 0) {
            snprintf(path, sizeof path, "%s/rank-%d", directory, (int)any(RANKS));
            unlink(path);
        }
        findings += explain_all(directory, round);
    }
    for (int rank = 0; rank < RANKS; rank++) {
        snprintf(path, sizeof path, "%s/rank-%d", directory, rank);
        unlink(path);
    }
    rmdir(directory);
    printf("%d rounds, %ld findings\n", ROUNDS, findings);
    return findings > 1000 ? 0 : 1; /* else the records were too bad to be looked into */
}

/* explain: what the records of a run say. See usage_text. */
#include "explain.h"
#include "passes.h"
#include "print.h"
#include "profile.h"
#include "processes.h"
#include "sites.h"
#include "tools/sanitizer/report.h"
#include "watch.h"
#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char usage_text[] =
    "usage: explain [OPTIONS] DIRECTORY\n"
    "       explain --watch PID [--run ID] DIRECTORY\n"
    "       explain --end SIGNAL DIRECTORY\n"
    "       explain --bytes RANKS\n"
    "\n"
    "Explains the records (rank-0, rank-1, ...) that the recorder has left in DIRECTORY.\n"
    "\n"
    "  --json             findings and profile as JSON\n"
    "  --severity WORD    error, warning (default) or note: what to tell, and what counts\n"
    "  --programs FILE    the manifest (programs.tsv): say which program teaches a call\n"
    "  --profile          also where the time went\n"
    "  --memory DIR       what AddressSanitizer has reported there (tools/sanitizer/run) comes in "
    "place\n"
    "                     of all else\n"
    "  --source FILE      one of the sources whose lines are told of that\n"
    "  --run ID           only records of this run (hexadecimal)\n"
    "  --hung             the run was ended because --watch had found a deadlock\n"
    "  --timed-out        the run was ended at its time limit\n"
    "  --timeline FILE    a picture: ranks, time, calls and messages (SVG)\n"
    "  --matrix FILE      a picture: who sent how much to whom (SVG)\n"
    "  --chrome FILE      the events in the Trace Event format, for Perfetto and other viewers\n"
    "  --watch PID        watches the run of process PID: exit status 1 as soon as a deadlock is\n"
    "                     certain, 0 when the process has ended, 3 when it does not end although\n"
    "                     a rank has died\n"
    "  --end SIGNAL       sends the signal, a number (0: none), to the processes that still write "
    "to\n"
    "                     the records; exit status 1 if there are any\n"
    "  --well             explains nothing: exit status 1 if every rank has ended with 0, after\n"
    "                     MPI_Finalize\n"
    "  --bytes RANKS      prints how many bytes the records of so many ranks take at most\n"
    "\n"
    "Exit status: 0 nothing found, 1 something found, 2 could not be done.\n";

enum { FOUND_NOTHING, FOUND_SOMETHING, FAILED, LOST };
enum { MOST_SOURCES = 200 };

static _Noreturn void fail(const char *what, const char *about)
{
    fprintf(stderr, "explain: %s%s (see --help)\n", what, about);
    exit(FAILED);
}

typedef struct {
    finding_severity at_least;
    bool json, profile, hung, timed_out, well;
    uint64_t run;
    pid_t process;
    int signal; /* for the processes; -1: no wish */
    const char *timeline, *matrix, *chrome, *programs, *memory;
    const char *sources[MOST_SOURCES];
    int source_count;
} wishes;

static void write_picture(const load_run *run, const char *path,
                          void (*draw)(const load_run *, FILE *))
{
    FILE *to = path != NULL ? fopen(path, "w") : NULL;
    if (path == NULL) {
        return;
    }
    if (to == NULL) {
        fail("cannot write to ", path);
    }
    draw(run, to);
    if (fclose(to) != 0) {
        fail("cannot write to ", path);
    }
}

static void print_all(const load_run *run, const finding_list *found, const wishes *wish)
{
    if (wish->json) {
        printf("{\n  \"ranks\": %d,\n  \"deadlock\": %s,\n  \"timed_out\": %s,\n  \"findings\": ",
               run->size, findings_have(found, "deadlock") ? "true" : "false",
               run->timed_out ? "true" : "false");
        print_json(found, wish->at_least, wish->programs, stdout);
        printf(",\n  \"profile\": ");
        profile_json(run, stdout);
        printf("\n}\n");
    } else {
        print_text(found, wish->at_least, wish->programs, stdout);
        int notes = findings_count(found, FINDING_NOTE) - findings_count(found, wish->at_least);
        if (wish->at_least == FINDING_WARNING && notes > 0) {
            fprintf(stderr, "(%d note%s more, of what is allowed: --severity note)\n", notes,
                    notes > 1 ? "s" : "");
        }
        if (wish->profile) {
            profile_text(run, stdout);
        }
    }
}

static bool ended_well(const load_run *run)
{
    for (int r = 0; r < run->size; r++) {
        const trace_header *h = &run->ranks[r].header;
        if (run->ranks[r].state != LOAD_WHOLE || h->life != TRACE_LIFE_FINALIZED ||
            h->end != TRACE_END_EXIT || h->end_value != 0) {
            return false;
        }
    }
    return run->size > 0;
}

/* The rest may be its consequence. */
static bool take_memory_error(const wishes *wish, finding_list *found)
{
    finding error;
    report_sources sources = {wish->sources, wish->source_count};
    if (wish->memory == NULL || !report_find(wish->memory, &sources, &error)) {
        return false;
    }
    found->count = found->dropped = 0;
    findings_add(found, &error);
    return true;
}

static int explain(const wishes *wish, const char *directory)
{
    load_run run;
    finding_list found;
    if (!load_all(&run, directory, wish->run, false) || !findings_start(&found)) {
        fail("no memory", "");
    }
    run.hung = wish->hung;
    run.timed_out = wish->timed_out;
    if (wish->well) {
        return ended_well(&run) ? FOUND_SOMETHING : FOUND_NOTHING;
    }
    bool is_told = explain_run(&run, &found);
    if (!take_memory_error(wish, &found) && !is_told) {
        fail("there is no record in ", directory);
    }
    print_all(&run, &found, wish);
    write_picture(&run, wish->timeline, picture_timeline);
    write_picture(&run, wish->matrix, picture_matrix);
    write_picture(&run, wish->chrome, picture_chrome);
    int count = findings_count(&found, wish->at_least);
    sites_free();
    findings_free(&found);
    load_free(&run);
    return count > 0 ? FOUND_SOMETHING : FOUND_NOTHING;
}

static int number_of(const char *text, int least, int most, const char *what)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || number < least || number > most) {
        fail(what, text);
    }
    return (int)number;
}

static finding_severity severity_of(const char *word)
{
    for (int s = FINDING_NOTE; s <= FINDING_ERROR; s++) {
        if (strcmp(word, finding_severity_name((finding_severity)s)) == 0) {
            return (finding_severity)s;
        }
    }
    fail("--severity: not one of error, warning, note: ", word);
}

enum { SEVERITY = 1, RUN, WATCH, END, BYTES, SOURCE };

/* One of the options that are more than a text or a flag. */
static void take(int option, const char *text, wishes *wish)
{
    switch (option) {
    case SEVERITY:
        wish->at_least = severity_of(text);
        break;
    case RUN:
        wish->run = strtoull(text, NULL, 16);
        break;
    case SOURCE:
        if (wish->source_count < MOST_SOURCES) {
            wish->sources[wish->source_count++] = text;
        }
        break;
    case WATCH:
        wish->process = (pid_t)atoi(text);
        break;
    case END:
        wish->signal = number_of(text, 0, 64, "--end: not a number of a signal: ");
        break;
    case BYTES:
        printf("%" PRIu64 "\n", processes_bytes(number_of(text, 1, LOAD_MOST_RANKS,
                                                          "--bytes: not a number of ranks: ")));
        exit(FOUND_NOTHING);
    case 'h':
        fputs(usage_text, stdout);
        exit(FOUND_NOTHING);
    default:
        exit(FAILED); /* getopt has said why */
    }
}

static void parse(int argc, char *argv[], wishes *wish)
{
    static int json, profile, hung, timed_out, well;
    const struct option options[] = {{"json", no_argument, &json, 1},
                                     {"profile", no_argument, &profile, 1},
                                     {"hung", no_argument, &hung, 1},
                                     {"timed-out", no_argument, &timed_out, 1},
                                     {"well", no_argument, &well, 1},
                                     {"timeline", required_argument, NULL, 't'},
                                     {"matrix", required_argument, NULL, 'm'},
                                     {"chrome", required_argument, NULL, 'c'},
                                     {"programs", required_argument, NULL, 'p'},
                                     {"memory", required_argument, NULL, 'M'},
                                     {"source", required_argument, NULL, SOURCE},
                                     {"severity", required_argument, NULL, SEVERITY},
                                     {"run", required_argument, NULL, RUN},
                                     {"watch", required_argument, NULL, WATCH},
                                     {"end", required_argument, NULL, END},
                                     {"bytes", required_argument, NULL, BYTES},
                                     {"help", no_argument, NULL, 'h'},
                                     {NULL, 0, NULL, 0}};
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        const char **file = option == 't'   ? &wish->timeline
                            : option == 'm' ? &wish->matrix
                            : option == 'c' ? &wish->chrome
                            : option == 'p' ? &wish->programs
                            : option == 'M' ? &wish->memory
                                            : NULL;
        if (file != NULL) {
            *file = optarg;
        } else if (option != 0) {
            take(option, optarg, wish);
        }
    }
    wish->json = json;
    wish->profile = profile;
    wish->hung = hung;
    wish->timed_out = timed_out;
    wish->well = well;
}

int main(int argc, char *argv[])
{
    wishes wish = {.at_least = FINDING_WARNING, .signal = -1};
    parse(argc, argv, &wish);
    if (argc - optind != 1) {
        fail("which directory?", "");
    }
    if (wish.signal >= 0) {
        return processes_signal(argv[optind], wish.signal) > 0 ? FOUND_SOMETHING : FOUND_NOTHING;
    }
    if (wish.process > 0) {
        static const int status[] = {FOUND_NOTHING, FOUND_SOMETHING, LOST};
        return status[watch(argv[optind], wish.run, wish.process, stderr)];
    }
    int status = explain(&wish, argv[optind]);
    if (fflush(stdout) != 0) {
        fail("cannot write to standard output", "");
    }
    return status;
}

/* explain: what the records of a run say. See usage_text. */
#include "finding.h"
#include "passes.h"
#include "processes.h"
#include "sites.h"
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
    "  --rows             findings and profile as lines with tabs (finding.h, passes.h)\n"
    "  --severity WORD    error, warning (default) or note: what to tell, and what counts\n"
    "  --profile          also where the time went\n"
    "  --run ID           only records of this run (hexadecimal)\n"
    "  --hung             the run was ended because --watch had found a deadlock\n"
    "  --timed-out        the run was ended at its time limit\n"
    "  --timeline FILE    a picture: ranks, time, calls and messages (SVG)\n"
    "  --matrix FILE      a picture: who sent how much to whom (SVG)\n"
    "  --chrome FILE      the events in the Trace Event format, for Perfetto and other viewers\n"
    "  --notes DIR        what tools/check/witness.c would have noted, in its format\n"
    "  --watch PID        watches the run of process PID: exit status 1 as soon as a deadlock is\n"
    "                     certain, 0 when the process has ended, 3 when it does not end although\n"
    "                     a rank has died\n"
    "  --end SIGNAL       sends the signal, a number (0: none), to the processes that still write "
    "to\n"
    "                     the records; exit status 1 if there are any\n"
    "  --bytes RANKS      prints how many bytes the records of so many ranks take at most\n"
    "\n"
    "Exit status: 0 nothing found, 1 something found, 2 could not be done.\n";

enum { FOUND_NOTHING, FOUND_SOMETHING, FAILED, LOST };

static _Noreturn void fail(const char *what, const char *about)
{
    fprintf(stderr, "explain: %s%s (see --help)\n", what, about);
    exit(FAILED);
}

typedef struct {
    severity at_least;
    bool json, rows, profile, hung, timed_out;
    uint64_t run;
    pid_t process;
    int signal; /* for the processes; -1: no wish */
    const char *timeline, *matrix, *chrome, *notes;
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

static void print_json(const load_run *run, const report *all, severity at_least)
{
    printf("{\n  \"ranks\": %d,\n  \"deadlock\": %s,\n  \"timed_out\": %s,\n  \"findings\": ",
           run->size, report_has(all, "deadlock") ? "true" : "false",
           run->timed_out ? "true" : "false");
    report_json(all, at_least, stdout);
    printf(",\n  \"profile\": ");
    profile_json(run, stdout);
    printf("\n}\n");
}

static int explain(const wishes *wish, const char *directory)
{
    load_run run;
    report all;
    if (!load_all(&run, directory, wish->run, false) || !report_start(&all, &run)) {
        fail("no memory", "");
    }
    if (run.size == 0) {
        fail("there is no record in ", directory);
    }
    run.hung = wish->hung;
    run.timed_out = wish->timed_out;
    sites_find(&run);
    passes_run(&all);
    report_sort(&all);
    if (wish->rows) {
        report_rows(&all, wish->at_least, stdout);
        profile_rows(&run, stdout);
    } else if (wish->json) {
        print_json(&run, &all, wish->at_least);
    } else {
        report_text(&all, wish->at_least, stdout);
        if (wish->profile) {
            profile_text(&run, stdout);
        }
    }
    write_picture(&run, wish->timeline, picture_timeline);
    write_picture(&run, wish->matrix, picture_matrix);
    write_picture(&run, wish->chrome, picture_chrome);
    if (wish->notes != NULL && !notes_write(&run, wish->notes)) {
        fail("cannot write to ", wish->notes);
    }
    int found = report_count(&all, wish->at_least);
    sites_free();
    report_free(&all);
    load_free(&run);
    return found > 0 ? FOUND_SOMETHING : FOUND_NOTHING;
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

static severity severity_of(const char *word)
{
    for (int s = NOTE; s <= ERROR; s++) {
        if (strcmp(word, severity_name((severity)s)) == 0) {
            return (severity)s;
        }
    }
    fail("--severity: not one of error, warning, note: ", word);
}

int main(int argc, char *argv[])
{
    enum {
        JSON = 1,
        ROWS,
        SEVERITY,
        PROFILE,
        RUN,
        HUNG,
        TIMED_OUT,
        TIMELINE,
        MATRIX,
        CHROME,
        NOTES,
        WATCH,
        END,
        BYTES
    };
    static const struct option options[] = {{"json", no_argument, NULL, JSON},
                                            {"rows", no_argument, NULL, ROWS},
                                            {"severity", required_argument, NULL, SEVERITY},
                                            {"profile", no_argument, NULL, PROFILE},
                                            {"run", required_argument, NULL, RUN},
                                            {"hung", no_argument, NULL, HUNG},
                                            {"timed-out", no_argument, NULL, TIMED_OUT},
                                            {"timeline", required_argument, NULL, TIMELINE},
                                            {"matrix", required_argument, NULL, MATRIX},
                                            {"chrome", required_argument, NULL, CHROME},
                                            {"notes", required_argument, NULL, NOTES},
                                            {"watch", required_argument, NULL, WATCH},
                                            {"end", required_argument, NULL, END},
                                            {"bytes", required_argument, NULL, BYTES},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    wishes wish = {.at_least = WARNING, .signal = -1};
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        switch (option) {
        case JSON:
            wish.json = true;
            break;
        case ROWS:
            wish.rows = true;
            break;
        case SEVERITY:
            wish.at_least = severity_of(optarg);
            break;
        case PROFILE:
            wish.profile = true;
            break;
        case RUN:
            wish.run = strtoull(optarg, NULL, 16);
            break;
        case HUNG:
            wish.hung = true;
            break;
        case TIMED_OUT:
            wish.timed_out = true;
            break;
        case TIMELINE:
            wish.timeline = optarg;
            break;
        case MATRIX:
            wish.matrix = optarg;
            break;
        case CHROME:
            wish.chrome = optarg;
            break;
        case NOTES:
            wish.notes = optarg;
            break;
        case WATCH:
            wish.process = (pid_t)atoi(optarg);
            break;
        case END:
            wish.signal = number_of(optarg, 0, 64, "--end: not a number of a signal: ");
            break;
        case BYTES:
            printf("%" PRIu64 "\n", processes_bytes(number_of(optarg, 1, LOAD_MOST_RANKS,
                                                              "--bytes: not a number of ranks: ")));
            return 0;
        case 'h':
            fputs(usage_text, stdout);
            return 0;
        default:
            return FAILED; /* getopt has said why */
        }
    }
    if (argc - optind != 1) {
        fail("which directory?", "");
    }
    if (wish.signal >= 0) {
        return processes_signal(argv[optind], wish.signal) > 0 ? FOUND_SOMETHING : FOUND_NOTHING;
    }
    if (wish.process > 0) {
        static const int status[] = {FOUND_NOTHING, FOUND_SOMETHING, LOST};
        return status[watch(argv[optind], wish.run, wish.process)];
    }
    int status = explain(&wish, argv[optind]);
    if (fflush(stdout) != 0) {
        fail("cannot write to standard output", "");
    }
    return status;
}

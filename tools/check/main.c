/* bin/check: is a program right? if not: what is wrong, where, on which rank. See usage_text; ./lab check builds what
 * it needs and calls it. */
#include "files.h"
#include "judge.h"
#include "process.h"
#include "report.h"
#include "text.h"
#include <dirent.h>
#include <fcntl.h>
#include <getopt.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char usage_text[] =
    "usage: check --root DIR --build DIR --state DIR [OPTIONS] "
    "exercises/NN-name|solutions/NN-name...\n"
    "\n"
    "  --root, --build, --state   the checkout, its build tree, where is kept what is remembered "
    "of a student\n"
    "  --work DIR                 a folder of its own, empty; is removed at the end\n"
    "  --on-nodes SECONDS         runs go to the nodes of a job (tools/launch), and starting one\n"
    "                             has taken so long\n"
    "  --inside COMMAND           COMMAND [-w FOLDER] [-r FILE] -- starts the compiler and the "
    "student's program in a sandbox\n"
    "                             (tools/grade/sandbox); DIR/cache of --state is then read only\n"
    "  --at-once N                runs at a time (default: as many as there are cores)\n"
    "  --all, --ranks, --file, --time-limit, --json, --junit, --gradescope   as ./lab check --help "
    "has them\n"
    "\n"
    "Exit status: 0 all pass, 1 TODO or FAIL, 2 something could not be checked.\n";

enum { ALL_RIGHT, NOT_RIGHT, COULD_NOT };
enum { START_SPARE = 5, MOST_START = 60 }; /* seconds: a start may take longer than one has */

static const char *const format_names[REPORTS] = {"json", "gradescope", "junit"};

typedef struct {
    settings how;
    const char *reports[REPORTS]; /* files; NULL: not asked for */
} wishes;

static _Noreturn void refuse(const char *what, const char *about)
{
    fprintf(stderr, "lab: check: %s%s (see ./lab check --help)\n", what, about);
    exit(COULD_NOT);
}

/* ---- what is to be done ---- */

/* "KEY='VALUE'" or "KEY=VALUE" of launch.env, which CMake has written; to be freed. */
static char *launch_setting(const char *build, const char *key)
{
    char *path = text_format("%s/launch.env", build), *text = text_read(path, 100000, NULL),
         *rest = text, *found = NULL;
    size_t length = strlen(key);
    for (char *line; found == NULL && (line = text_field(&rest, '\n')) != NULL;) {
        if (strncmp(line, key, length) == 0 && line[length] == '=') {
            const char *value = line + length + 1 + (line[length + 1] == '\'');
            found = text_format("%.*s", (int)strcspn(value, "'\n"), value);
        }
    }
    free(text);
    free(path);
    return found != NULL ? found : text_format("%s", "");
}

static int columns_of_terminal(void)
{
    const char *wide = getenv("COLUMNS");
    int columns = wide != NULL ? atoi(wide) : 0;
    return columns >= 20 ? columns : 80;
}

/* Those that this process may use, not all that the machine has. */
static int cores(void)
{
#ifdef __linux__
    cpu_set_t mine;
    if (sched_getaffinity(0, sizeof mine, &mine) == 0) {
        return CPU_COUNT(&mine);
    }
#endif
    return (int)sysconf(_SC_NPROCESSORS_ONLN);
}

static void find_circumstances(settings *how)
{
    const char *slash = strrchr(how->build, '/'), *plain = getenv("NO_COLOR");
    char *recorder = text_format("%s/lib/librecorder.so", how->build),
         *sanitize = launch_setting(how->build, "SANITIZE");
    bool has_colour = plain == NULL || plain[0] == '\0';
    how->preset = slash != NULL ? slash + 1 : how->build;
    how->mpi = launch_setting(how->build, "MPI_VERSION");
    how->cores = cores();
    how->at_once = how->at_once > 0 ? how->at_once : how->cores;
    how->columns = columns_of_terminal();
    how->is_terminal = isatty(2);
    how->has_colour = has_colour && isatty(1);
    how->says_what_it_does = how->is_terminal || getenv("CI") != NULL;
    how->is_on_nodes = how->start_seconds > 0;
    char *kept = text_format("%s/kept", how->root);
    how->is_handout = access(kept, F_OK) == 0;
    free(kept);
    how->is_recorded =
        access(recorder, R_OK) == 0 && !how->is_on_nodes && strcmp(sanitize, "ON") != 0;
    free(recorder);
    free(sanitize);
}

static int parse(int argc, char *argv[], wishes *wish)
{
    enum {
        ROOT = 1,
        BUILD,
        STATE,
        WORK,
        NODES,
        INSIDE,
        AT_ONCE,
        ALL,
        RANKS,
        FILE_,
        LIMIT,
        FORMATS
    };
    static const struct option options[] = {
        {"root", required_argument, NULL, ROOT},
        {"build", required_argument, NULL, BUILD},
        {"state", required_argument, NULL, STATE},
        {"work", required_argument, NULL, WORK},
        {"on-nodes", required_argument, NULL, NODES},
        {"inside", required_argument, NULL, INSIDE},
        {"at-once", required_argument, NULL, AT_ONCE},
        {"all", no_argument, NULL, ALL},
        {"ranks", required_argument, NULL, RANKS},
        {"file", required_argument, NULL, FILE_},
        {"time-limit", required_argument, NULL, LIMIT},
        {"json", required_argument, NULL, FORMATS + REPORT_JSON},
        {"gradescope", required_argument, NULL, FORMATS + REPORT_GRADESCOPE},
        {"junit", required_argument, NULL, FORMATS + REPORT_JUNIT},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0}};
    settings *how = &wish->how;
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        switch (option) {
        case ROOT:
            how->root = optarg;
            break;
        case BUILD:
            how->build = optarg;
            break;
        case STATE:
            how->state = optarg;
            break;
        case WORK:
            how->work = optarg;
            break;
        case NODES:
            how->start_seconds = atoi(optarg) + START_SPARE;
            how->start_seconds = how->start_seconds < MOST_START ? how->start_seconds : MOST_START;
            break;
        case INSIDE:
            how->inside = optarg;
            break;
        case AT_ONCE:
            how->at_once = atoi(optarg);
            break;
        case ALL:
            how->all = true;
            break;
        case RANKS:
            how->ranks = optarg;
            break;
        case FILE_:
            how->file = optarg;
            break;
        case LIMIT:
            how->time_limit = atoi(optarg);
            break;
        case 'h':
            fputs(usage_text, stdout);
            exit(ALL_RIGHT);
        default:
            if (option < FORMATS || option >= FORMATS + REPORTS) {
                exit(COULD_NOT); /* getopt has said why */
            }
            wish->reports[option - FORMATS] = optarg;
        }
    }
    return optind;
}

/* Reports that this build cannot write are refused before anything is done. */
static void check_reports(const wishes *wish)
{
    for (int format = 0; format < REPORTS; format++) {
        const char *missing = report_missing((report_format)format);
        if (wish->reports[format] != NULL && missing != NULL) {
            fprintf(stderr,
                    "lab: check: --%s: this build has no %s; install it, and let CMake look again: "
                    "rm -r %s\n",
                    format_names[format], missing, wish->how.build);
            exit(COULD_NOT);
        }
    }
}

/* ---- doing it ---- */

static bool write_report(const wishes *wish, int format, const judgement all[], int count)
{
    char created[32];
    time_t now = time(NULL);
    strftime(created, sizeof created, "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
    FILE *to = fopen(wish->reports[format], "w");
    bool done =
        to != NULL && report_write((report_format)format, &wish->how, all, count, created, to);
    if (to == NULL || fclose(to) != 0 || !done) {
        fprintf(stderr, "lab: check: %s could not be written\n", wish->reports[format]);
        return false;
    }
    return true;
}

static int judge_all(const wishes *wish, char *words[], judgement all[], int count)
{
    int status = ALL_RIGHT;
    for (int i = 0; i < count && !process_interrupted(); i++) {
        const char *slash = strchr(words[i], '/');
        if (slash == NULL ||
            !judge(&wish->how, slash + 1, strncmp(words[i], "solutions/", 10) == 0, &all[i])) {
            refuse("there is no program ", words[i]);
        }
        if (process_interrupted()) {
            break;
        }
        report_text(&wish->how, &all[i], stdout);
        fflush(stdout);
        int of_this = all[i].verdict == VERDICT_PASS    ? ALL_RIGHT
                      : all[i].verdict == VERDICT_ERROR ? COULD_NOT
                                                        : NOT_RIGHT;
        status = of_this > status ? of_this : status;
    }
    return status;
}

/* Records of runs that were ended in the midst lie in memory. */
static void remove_records(void)
{
    char mine[64];
    snprintf(mine, sizeof mine, "mpilab-check-%d.", (int)getpid());
    DIR *memory = opendir("/dev/shm");
    for (struct dirent *entry; memory != NULL && (entry = readdir(memory)) != NULL;) {
        if (strncmp(entry->d_name, mine, strlen(mine)) == 0) {
            char *path = text_format("/dev/shm/%s", entry->d_name);
            files_remove(path);
            free(path);
        }
    }
    if (memory != NULL) {
        closedir(memory);
    }
}

int main(int argc, char *argv[])
{
    wishes wish = {0};
    int first = parse(argc, argv, &wish), count = argc - first;
    settings *how = &wish.how;
    if (how->root == NULL || how->build == NULL || how->state == NULL || how->work == NULL ||
        count < 1) {
        refuse("--root, --build, --state, --work and a program are needed", "");
    }
    check_reports(&wish);
    process_signals_begin();
    find_circumstances(how);
    if (!files_have_room(how->work)) {
        files_remove(how->work);
        fprintf(stderr,
                "lab: check: there is no room left in %.*s: TMPDIR=FOLDER chooses another place\n",
                (int)(strrchr(how->work, '/') - how->work), how->work);
        return COULD_NOT;
    }
    judgement *all = calloc((size_t)count, sizeof *all);
    if (all == NULL) {
        text_no_memory();
    }
    int status = judge_all(&wish, argv + first, all, count);
    for (int format = 0; format < REPORTS && !process_interrupted(); format++) {
        if (wish.reports[format] != NULL && !write_report(&wish, format, all, count)) {
            status = COULD_NOT;
        }
    }
    for (int i = 0; i < count; i++) {
        judgement_free(&all[i]);
    }
    free(all);
    free((char *)how->mpi);
    remove_records();
    files_remove(how->work);
    return process_interrupted() ? 128 + process_interrupted() : status;
}

/* compare: does a student's result file hold what the solution's does? See usage_text. */
#include "compare.h"
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    SECONDS = 20,                /* for small files; */
    BYTES_PER_SECOND = 20000000, /* large ones may take longer */
    MEMORY = 2000000000,         /* bytes of address space */
    MOST_TEXT = 1 << 20
};

static const char usage_text[] =
    "usage: compare [--first-todo TEXT] EXPECTED.h5 GOT.h5\n"
    "\n"
    "Compares what two result files hold in /result: values, not attributes. Prints lines of the "
    "form\n"
    "key<TAB>value; all but the first only where there is something to say:\n"
    "\n"
    "  sentence    the diagnosis\n"
    "  dataset     the dataset that it is about: of those that differ, the one written first\n"
    "  pattern     the diagnosis as one word, such as remainder_left_out or values_differ\n"
    "  where       the rows that differ, and the ranks that own them\n"
    "  expected    the first value that differs, with its index: as it should be\n"
    "  got         ... and as it is\n"
    "  worst       the largest difference\n"
    "  count       how many values differ\n"
    "  tolerance   how much numbers may differ\n"
    "  also        a further dataset that differs, and its sentence\n"
    "  note        what is no fault: extra_dataset NAME\n"
    "\n"
    "  --first-todo TEXT   the first open step of the exercise, to be named where nothing was "
    "done\n"
    "  -h, --help          this text\n"
    "\n"
    "Exit status: 0 the same, 1 different, 2 cannot compare (EXPECTED is at fault, or the call).\n";

static _Noreturn void usage_error(const char *what)
{
    fprintf(stderr, "compare: %s (see --help)\n", what);
    exit(COMPARE_FAILED);
}

/* How long it may take, judged by the file that can be trusted. */
static unsigned seconds_for(const char *expected)
{
    struct stat status;
    return SECONDS +
           (stat(expected, &status) == 0 ? (unsigned)(status.st_size / BYTES_PER_SECOND) : 0);
}

static void limit_this_process(unsigned seconds)
{
    struct rlimit none = {0, 0}, memory = {MEMORY, MEMORY};
    sigset_t alarm_only;
    setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ /* which takes much more address space than memory */
    setrlimit(RLIMIT_AS, &memory);
#endif
    (void)memory;
    sigemptyset(&alarm_only);
    sigaddset(&alarm_only, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &alarm_only, NULL);
    signal(SIGALRM, SIG_DFL);
    alarm(seconds);
}

/* Compares and writes the verdict, a line, and the report; in a process of its own. */
static void compare_here(const char *expected, const char *got, const char *first_todo, int to)
{
    report all;
    FILE *out = fdopen(to, "w");
    if (out == NULL || !report_start(&all)) {
        _exit(1);
    }
    compare_verdict verdict = compare_files(expected, got, first_todo, &all);
    alarm(0);
    report_print(&all, out);
    fprintf(out, "verdict\t%d\n", (int)verdict);
    fclose(out);
    _exit(0); /* whatever HDF5 might still do with a damaged file */
}

/* All that comes, up to the size; ended by '\0'. */
static void read_all(int from, char text[], size_t size)
{
    size_t used = 0;
    ssize_t got = 1;
    while (got > 0 && used + 1 < size) {
        got = read(from, text + used, size - used - 1);
        used += got > 0 ? (size_t)got : 0;
    }
    text[used] = '\0';
}

/* Prints the report and returns its verdict; a report without one is not whole. */
static int hand_on(char text[], int status)
{
    char *last = strstr(text, "verdict\t"); /* no text in the report has tabs */
    int verdict = last != NULL ? atoi(last + strlen("verdict\t")) : -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && verdict >= 0) {
        *last = '\0';
        fputs(text, stdout);
        return verdict;
    }
    bool slow = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
    printf("sentence\tthe result file is damaged: %s\npattern\t%s\n",
           slow ? "reading it takes far too long" : "reading it is not possible", "unreadable");
    return COMPARE_DIFFERENT;
}

static int compare_apart(const char *expected, const char *got, const char *first_todo)
{
    int ends[2], status = 0;
    char *text = malloc(MOST_TEXT);
    if (text == NULL || pipe(ends) != 0) {
        usage_error("no memory, or no file descriptors left");
    }
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        limit_this_process(seconds_for(expected));
        compare_here(expected, got, first_todo, ends[1]);
    }
    close(ends[1]);
    if (child < 0) {
        usage_error("no process can be started");
    }
    read_all(ends[0], text, MOST_TEXT);
    close(ends[0]);
    waitpid(child, &status, 0);
    int verdict = hand_on(text, status);
    free(text);
    return verdict;
}

int main(int argc, char *argv[])
{
    static const struct option options[] = {{"first-todo", required_argument, NULL, 't'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    char *first_todo = NULL;
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(usage_text, stdout);
            return 0;
        }
        if (option != 't') {
            return COMPARE_FAILED; /* getopt has said why */
        }
        first_todo = optarg;
        read_make_printable(first_todo);
    }
    if (argc - optind != 2) {
        usage_error("which two files?");
    }
    int verdict = compare_apart(argv[optind], argv[optind + 1], first_todo);
    if (fflush(stdout) != 0) {
        usage_error("cannot write to standard output");
    }
    return verdict;
}

/* compare: does a student's result file hold what the solution's does? See usage_text. */
#include "compare.h"
#include "tools/findings/words.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage_text[] =
    "usage: compare [--first-todo TEXT] [--other-ranks] EXPECTED.h5 GOT.h5\n"
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
    "  not_compared  a dataset whose shape follows the number of ranks (--other-ranks)\n"
    "\n"
    "  --first-todo TEXT   the first open step of the exercise, to be named where nothing was "
    "done\n"
    "  --other-ranks       GOT may be of another number of ranks: what holds a part for each of "
    "them "
    "is\n"
    "                      not compared where its shape differs for that reason\n"
    "  -h, --help          this text\n"
    "\n"
    "Exit status: 0 the same, 1 different, 2 cannot compare (EXPECTED is at fault, or the call).\n";

static _Noreturn void usage_error(const char *what)
{
    fprintf(stderr, "compare: %s (see --help)\n", what);
    exit(COMPARE_FAILED);
}

static void print_line(const char *key, const char *value)
{
    if (value[0] != '\0') {
        printf("%s\t%s\n", key, value);
    }
}

static void print_finding(const finding *f, bool is_first)
{
    static const char *const facts[] = {"where", "expected", "got", "worst", "count", "tolerance"};
    char sentence[WORDS_SENTENCE];
    words_sentence(f, sentence, sizeof sentence);
    if (strcmp(f->kind, "follows_ranks") == 0) {
        print_line("not_compared", finding_text(f, "dataset"));
    } else if (f->severity == FINDING_NOTE) {
        print_line("note", sentence);
    } else if (!is_first) {
        printf("also\t%s: %s\n", finding_text(f, "dataset"), sentence);
    } else {
        print_line("sentence", sentence);
        print_line("dataset", finding_text(f, "dataset"));
        print_line("pattern", f->kind);
        for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
            print_line(facts[i], finding_text(f, facts[i]));
        }
    }
}

static int compare(const char *expected, const char *got, const char *first_todo, bool other_ranks)
{
    finding_list found;
    compare_verdict verdict = COMPARE_FAILED;
    if (!findings_start(&found) ||
        !compare_apart(expected, got, first_todo, other_ranks, &found, &verdict)) {
        usage_error("no memory, or no process can be started");
    }
    if (verdict == COMPARE_SAME) {
        print_line("sentence", "the results are the same");
    }
    for (int i = 0; i < found.count; i++) {
        print_finding(&found.all[i], i == 0);
    }
    findings_free(&found);
    return verdict;
}

int main(int argc, char *argv[])
{
    static const struct option options[] = {{"first-todo", required_argument, NULL, 't'},
                                            {"other-ranks", no_argument, NULL, 'o'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    const char *first_todo = NULL;
    bool other_ranks = false;
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (option == 'h') {
            fputs(usage_text, stdout);
            return 0;
        }
        if (option == 't') {
            first_todo = optarg;
        } else if (option == 'o') {
            other_ranks = true;
        } else {
            return COMPARE_FAILED; /* getopt has said why */
        }
    }
    if (argc - optind != 2) {
        usage_error("which two files?");
    }
    int verdict = compare(argv[optind], argv[optind + 1], first_todo, other_ranks);
    if (fflush(stdout) != 0) {
        usage_error("cannot write to standard output");
    }
    return verdict;
}

#include "common/options.h"
#include "common/program.h"
#include "common/stop.h"
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_OPTIONS = 32, MAX_VALUE = 256, MAX_NAME = 40 };

static char command_line[4096];
static char output_file[PATH_MAX];

/* What is wrong with the command line; empty while nothing is. */
static char complaint[512];

#define complain(...) snprintf(complaint, sizeof complaint, __VA_ARGS__)

static void keep_command_line(int argc, char *argv[])
{
    size_t used = 0;
    command_line[0] = '\0';
    for (int i = 0; i < argc && used < sizeof command_line - 1; i++) {
        int n = snprintf(command_line + used, sizeof command_line - used, "%s%s", i > 0 ? " " : "",
                         argv[i]);
        used += n > 0 ? (size_t)n : 0;
    }
}

const char *options_command_line(void)
{
    return command_line;
}

static bool read_int(const program_option *option, const char *text)
{
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (end == text || *end != '\0') {
        complain("--%s: '%s' is not a whole number", option->name, text);
        return false;
    }
    if (errno == ERANGE || (double)value < option->min || (double)value > option->max) {
        complain("--%s %s: must be from %.0f to %.0f", option->name, text, option->min,
                 option->max);
        return false;
    }
    *option->value.integer = (int)value;
    return true;
}

/* One number of text, which must end at the character `stop`. Returns what follows it, or NULL. */
static const char *read_double(const program_option *option, const char *text, char stop,
                               double *value)
{
    char *end;
    *value = strtod(text, &end);
    if (end == text || *end != stop) {
        return NULL;
    }
    if (!(*value >= option->min && *value <= option->max)) { /* written so that NaN fails */
        complain("--%s %s: must be from %g to %g", option->name, text, option->min, option->max);
        return NULL;
    }
    return end + 1;
}

static bool read_reals(const program_option *option, const char *text)
{
    double value[2];
    bool pair = option->kind == OPTION_KIND_PAIR;
    const char *rest = read_double(option, text, pair ? ',' : '\0', &value[0]);
    if (rest != NULL && pair) {
        rest = read_double(option, rest, '\0', &value[1]);
    }
    if (rest == NULL) {
        if (complaint[0] == '\0') {
            complain("--%s: '%s' is not %s", option->name, text,
                     pair ? "two numbers with a comma between" : "a number");
        }
        return false;
    }
    memcpy(option->value.real, value, (pair ? 2 : 1) * sizeof(double));
    return true;
}

/* Word number n of "a|b|c" and its length; NULL past the last. */
static const char *word_number(const char *words, int n, int *length)
{
    for (; n > 0; n--) {
        words = strchr(words, '|');
        if (words == NULL) {
            return NULL;
        }
        words++;
    }
    *length = (int)strcspn(words, "|");
    return words;
}

static bool read_choice(const program_option *option, const char *text)
{
    const char *word;
    int length;
    for (int n = 0; (word = word_number(option->words, n, &length)) != NULL; n++) {
        if (strlen(text) == (size_t)length && strncmp(word, text, (size_t)length) == 0) {
            *option->value.integer = n;
            return true;
        }
    }
    complain("--%s '%s': must be one of %s", option->name, text, option->words);
    return false;
}

static bool read_value(const program_option *option, const char *text)
{
    switch (option->kind) {
    case OPTION_KIND_INT:
        return read_int(option, text);
    case OPTION_KIND_DOUBLE:
    case OPTION_KIND_PAIR:
        return read_reals(option, text);
    case OPTION_KIND_CHOICE:
        return read_choice(option, text);
    case OPTION_KIND_TEXT:
        *option->value.text = text;
        return true;
    default:
        *option->value.flag = true;
        return true;
    }
}

/* The shortest text that reads back as the same number: 0.1, not 0.10000000000000001. */
static int print_double(char *text, int size, double value)
{
    int length = 0;
    for (int digits = 1; digits <= 17; digits++) {
        length = snprintf(text, size, "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    return length;
}

void options_value(const program_option *option, char *text, int size)
{
    int length = 0;
    const char *word;
    switch (option->kind) {
    case OPTION_KIND_INT:
        snprintf(text, size, "%d", *option->value.integer);
        break;
    case OPTION_KIND_DOUBLE:
        print_double(text, size, *option->value.real);
        break;
    case OPTION_KIND_PAIR:
        length = print_double(text, size, option->value.real[0]);
        length += snprintf(text + length, size - length, ",");
        print_double(text + length, size - length, option->value.real[1]);
        break;
    case OPTION_KIND_CHOICE:
        word = word_number(option->words, *option->value.integer, &length);
        snprintf(text, size, "%.*s", length, word);
        break;
    case OPTION_KIND_TEXT:
        snprintf(text, size, "%s", *option->value.text ? *option->value.text : "");
        break;
    default:
        snprintf(text, size, "%s", *option->value.flag ? "yes" : "no");
    }
}

/* The help, printed only after the command line has been read, tells the values from before it. */
static char defaults[MAX_OPTIONS][MAX_VALUE];

static void keep_defaults(const program_option options[])
{
    for (int i = 0; options[i].kind != OPTION_KIND_END && i < MAX_OPTIONS; i++) {
        options_value(&options[i], defaults[i], MAX_VALUE);
    }
}

static void print_help(const char *about, const program_option options[])
{
    printf("%s: %s\n\noptions:\n", program_name, about);
    for (int i = 0; options[i].kind != OPTION_KIND_END && i < MAX_OPTIONS; i++) {
        char left[80];
        snprintf(left, sizeof left, "--%s %s", options[i].name, options[i].words);
        printf("  %-34s %s (default %s)\n", left, options[i].help,
               defaults[i][0] ? defaults[i] : "none");
    }
    printf("  %-34s %s (default %s)\n", "-o, --output FILE", "where the results go", output_file);
    printf("  %-34s %s\n", "-h, --help", "this text");
}

/* How many letters must be changed, added or taken out to make b of a (Levenshtein's distance). */
static int distance(const char *a, const char *b)
{
    int row[MAX_NAME + 1], length = (int)strlen(b);
    for (int j = 0; j <= length; j++) {
        row[j] = j;
    }
    for (int i = 1; a[i - 1] != '\0'; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= length; j++) {
            int change = diagonal + (a[i - 1] != b[j - 1]),
                least = row[j] < row[j - 1] ? row[j] : row[j - 1];
            diagonal = row[j];
            row[j] = change < least + 1 ? change : least + 1;
        }
    }
    return row[length];
}

static void complain_of_name(const char *word, const struct option table[])
{
    char name[MAX_NAME];
    const char *nearest = NULL;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    int best = (int)strlen(name) / 3 + 1;
    for (int i = 0; table[i].name != NULL && strncmp(name, "--", 2) == 0; i++) {
        int far = strlen(table[i].name) < MAX_NAME ? distance(name + 2, table[i].name) : MAX_NAME;
        if (far < best) {
            best = far;
            nearest = table[i].name;
        }
    }
    if (nearest != NULL) {
        complain("unknown option '%s': did you mean --%s?", word, nearest);
    } else {
        complain("unknown or ambiguous option '%s'", word);
    }
}

/* Reads the whole command line. Returns false where it stopped at --help or at a complaint. */
static bool read_all(int argc, char *argv[], const program_option options[])
{
    struct option table[MAX_OPTIONS + 3] = {0};
    int count = 0;
    for (; options[count].kind != OPTION_KIND_END && count < MAX_OPTIONS; count++) {
        table[count].name = options[count].name;
        table[count].has_arg =
            options[count].kind == OPTION_KIND_FLAG ? no_argument : required_argument;
        table[count].val = CHAR_MAX + 1 + count;
    }
    table[count] = (struct option){"output", required_argument, NULL, 'o'};
    table[count + 1] = (struct option){"help", no_argument, NULL, 'h'};

    opterr = 0;
    optind = 1;
    int found;
    while ((found = getopt_long(argc, argv, ":o:h", table, NULL)) != -1) {
        if (found == 'h') {
            return false;
        } else if (found == 'o') {
            snprintf(output_file, sizeof output_file, "%s", optarg);
            if (optarg[0] == '\0' || strlen(optarg) >= sizeof output_file - 16) {
                complain("--output: not a file name: '%.40s'", optarg);
                return false;
            }
        } else if (found == ':') {
            complain("%s needs a value", argv[optind - 1]);
            return false;
        } else if (found == '?') {
            if (optopt > CHAR_MAX) {
                complain("--%s takes no value", options[optopt - CHAR_MAX - 1].name);
            } else if (optopt != 0) {
                complain("unknown option '-%c'", optopt);
            } else {
                complain_of_name(argv[optind - 1], table);
            }
            return false;
        } else if (!read_value(&options[found - CHAR_MAX - 1], optarg)) {
            return false;
        }
    }
    if (optind < argc) {
        complain("unexpected argument '%s'", argv[optind]);
        return false;
    }
    return true;
}

const char *options_parse(int argc, char *argv[], const char *about, const program_option options[],
                          MPI_Comm comm)
{
    int rank;
    MPI_Comm_rank(comm, &rank);
    keep_command_line(argc, argv);
    snprintf(output_file, sizeof output_file, "results/%s-%s.h5", program_name, program_variant);

    complaint[0] = '\0';
    keep_defaults(options);
    bool finished = read_all(argc, argv, options);
    bool wrong = complaint[0] != '\0';
    stop_together(comm, wrong, STOP_USAGE, "%s (see --help)", complaint);
    if (!finished) {
        if (rank == 0) {
            print_help(about, options);
            fflush(stdout);
        }
        MPI_Finalize();
        exit(0);
    }
    return output_file;
}

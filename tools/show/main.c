/* show: what result files say. See usage_text, and docs/result-format.md for what is in such a file.
 *
 * It knows no program: what it prints, and whether there is a picture, is in the file.
 */
#include "image.h"
#include "layout.h"
#include "plots.h"
#include "pngfile.h"
#include "side.h"
#include "studies.h"
#include "tools/result_file/read.h"
#include "summary.h"
#include "terminal.h"
#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATUS_FAILURE = 1, STATUS_USAGE = 2, MOST_COLUMNS = 100, MOST_LINES = 60 };

static const char usage_text[] =
    "usage: show [--png FILE] [--picture-only] [--ranks] [--rows FOLDER] [--columns N] [--colour "
    "WHEN] "
    "FILE...\n"
    "\n"
    "Prints what result files say: what was run, where, and how long it took. A picture in the\n"
    "results is written as a PNG beside the file (NAME.h5 becomes NAME.png) and shown on a "
    "terminal.\n"
    "Several files are compared.\n"
    "\n"
    "  --png FILE       another place for the picture\n"
    "  --picture-only   no summary; nothing at all for a file without a picture\n"
    "  --plots-only     no summary and no picture\n"
    "  --no-plots       no plots\n"
    "  --ranks          in frames, lines where the parts of the ranks meet\n"
    "  --rows FOLDER    writes there what plots need, for tools/plot\n"
    "  --columns N      characters in a line (default: as many as the terminal has)\n"
    "  --colour WHEN    auto (default: on a terminal, unless NO_COLOR is set), always or never\n"
    "  -h, --help       this text\n";

typedef struct {
    const char *png;  /* NULL: beside the file */
    const char *rows; /* the folder for the data of plots; NULL: none */
    bool picture_only, plots_only, no_plots, ranks, colours, terminal;
    int columns; /* of the picture */
} settings;

static bool complain(const char *path, const char *format, ...)
{
    va_list arguments;
    fflush(stdout); /* so that it stands where it belongs */
    fprintf(stderr, "show: %s%s", path, path[0] != '\0' ? ": " : "");
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return false;
}

static void usage_error(const char *what, const char *word)
{
    complain("", "%s%s (see --help)", what, word);
    exit(STATUS_USAGE);
}

/* "results/x.h5" gives "results/x.png". */
static void png_name(const char *path, char name[PATH_MAX])
{
    size_t length = strlen(path);
    if (length > 3 && strcmp(path + length - 3, ".h5") == 0) {
        length -= 3;
    }
    snprintf(name, PATH_MAX, "%.*s.png", (int)(length < PATH_MAX - 5 ? length : PATH_MAX - 5),
             path);
}

static bool show_picture(hid_t file, const char *path, const settings *wanted)
{
    char png[PATH_MAX], why[READ_WHY];
    read_dataset picture;
    thumbnail small = {{0, 0}, 0, NULL};
    uint64_t invalid = 0;
    const int most[2] = {wanted->columns, 2 * MOST_LINES};
    if (!image_find(file, &picture)) {
        return true;
    }
    png_name(path, png);
    const char *place = wanted->png != NULL ? wanted->png : png;
    image_draw(file, &picture, place, most, wanted->colours ? &small : NULL, &invalid, why);
    bool written = why[0] == '\0';
    if (!wanted->picture_only) {
        printf("\n");
    }
    if (small.rgb != NULL && !(written && wanted->terminal &&
                               terminal_print_by_chafa(place, wanted->columns, MOST_LINES))) {
        terminal_print(&small);
    }
    free(small.rgb);
    if (invalid > 0) {
        printf("grey: %llu pixels without a valid count\n", (unsigned long long)invalid);
    }
    if (written) {
        printf("picture: %s\n", place);
        return true;
    }
    complain(path, "%s", why);
    /* Who did not ask for the PNG need not care that there is no libpng. */
    return !pngfile_available && wanted->png == NULL && (wanted->colours || !wanted->picture_only);
}

static bool show_result(hid_t file, const char *path, const settings *wanted)
{
    bool good = true;
    if (!wanted->picture_only && !wanted->plots_only) {
        summary_print(file, path);
    }
    if (!wanted->plots_only) {
        good = show_picture(file, path, wanted);
    }
    if (wanted->rows != NULL && !plots_write(file, path, wanted->rows, wanted->ranks)) {
        good = complain(path, "its plots cannot be prepared: TMPDIR cannot be written");
    }
    return good;
}

static bool show_file(const char *path, const settings *wanted)
{
    char why[READ_WHY];
    hid_t file = read_open(path, why);
    if (file < 0) {
        return complain(path, "%s", why);
    }
    bool good = true;
    const char *wrong = NULL;
    if (studies_are_in(file)) {
        wrong = studies_show(file, path, wanted->picture_only || wanted->plots_only, wanted->rows);
    } else if ((wrong = summary_check(file)) == NULL) {
        good = show_result(file, path, wanted);
    }
    if (wrong != NULL) {
        good = complain(path, "%s", wrong);
    }
    H5Fclose(file);
    return good;
}

/* Reads what the files say into compared[]; true if all could be. */
static bool read_files(char *const paths[], int count, side_file compared[], int *read)
{
    bool good = true;
    for (int i = 0; i < count; i++) {
        char why[READ_WHY];
        facts *says = malloc(sizeof *says);
        hid_t file = says != NULL ? read_open(paths[i], why) : -1;
        const char *wrong = file < 0 ? (says != NULL ? why : "no memory") : facts_read(file, says);
        if (file >= 0) {
            H5Fclose(file);
        }
        if (wrong != NULL) {
            good = complain(paths[i], "%s", wrong);
            free(says);
        } else {
            compared[(*read)++] = (side_file){paths[i], says};
        }
    }
    return good;
}

static bool compare_files(char *const paths[], int count, const settings *wanted)
{
    side_file compared[SIDE_FILES];
    int read = 0;
    bool good = read_files(paths, count, compared, &read);
    if (read == 1) {
        good = show_file(compared[0].path, wanted) && good;
    } else if (read > 1) {
        if (!wanted->plots_only) {
            side_print(compared, read);
        }
        if (wanted->rows != NULL && !(plots_write_base(compared[0].path, wanted->rows) &&
                                      side_plot(compared, read, wanted->rows))) {
            good =
                complain(compared[0].path, "its plot cannot be prepared: TMPDIR cannot be written");
        }
    }
    for (int i = 0; i < read; i++) {
        free(compared[i].says);
    }
    return good;
}

static int read_columns(const char *text)
{
    char *end;
    long columns = strtol(text, &end, 10);
    if (end == text || *end != '\0' || columns < 10 || columns > 1000) {
        usage_error("--columns: not a number from 10 to 1000: ", text);
    }
    return (int)columns;
}

static bool read_colour(const char *text)
{
    if (strcmp(text, "always") != 0 && strcmp(text, "never") != 0 && strcmp(text, "auto") != 0) {
        usage_error("--colour: must be auto, always or never, not ", text);
    }
    return strcmp(text, "always") == 0 || (strcmp(text, "auto") == 0 && terminal_has_colours());
}

static settings read_options(int argc, char *argv[])
{
    static const struct option table[] = {
        {"png", required_argument, NULL, 'p'},
        {"picture-only", no_argument, NULL, 'o'},
        {"plots-only", no_argument, NULL, 'P'},
        {"no-plots", no_argument, NULL, 'N'},
        {"ranks", no_argument, NULL, 'k'},
        {"rows", required_argument, NULL, 'r'},
        {"columns", required_argument, NULL, 'n'},
        {"colour", required_argument, NULL, 'c'},
        {"color", required_argument, NULL, 'c'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    settings wanted = {.colours = terminal_has_colours(), .terminal = terminal_has_colours()};
    int found, columns = terminal_columns();
    wanted.columns = columns < MOST_COLUMNS ? columns : MOST_COLUMNS;
    opterr = 0;
    while ((found = getopt_long(argc, argv, ":h", table, NULL)) != -1) {
        switch (found) {
        case 'p':
            wanted.png = optarg;
            break;
        case 'o':
            wanted.picture_only = true;
            break;
        case 'P':
            wanted.plots_only = true;
            break;
        case 'N':
            wanted.no_plots = true;
            break;
        case 'k':
            wanted.ranks = true;
            break;
        case 'r':
            wanted.rows = optarg;
            break;
        case 'n':
            wanted.columns = columns = read_columns(optarg);
            break;
        case 'c':
            wanted.colours = read_colour(optarg);
            break;
        case 'h':
            fputs(usage_text, stdout);
            exit(0);
        case ':':
            usage_error(argv[optind - 1], " needs a value");
            break;
        default:
            usage_error("unknown or ambiguous option ", argv[optind - 1]);
        }
    }
    layout_columns = columns < MOST_COLUMNS ? columns : MOST_COLUMNS;
    if (optind == argc) {
        usage_error("which file?", "");
    }
    if (wanted.picture_only || wanted.no_plots) {
        wanted.rows = NULL;
    }
    if (wanted.png != NULL && argc - optind > 1) {
        usage_error("--png names one picture, so only one FILE can be shown", "");
    }
    if (argc - optind > SIDE_FILES) {
        usage_error("more than 26 files cannot be compared", "");
    }
    return wanted;
}

int main(int argc, char *argv[])
{
    settings wanted = read_options(argc, argv);
    bool good = true;
    if (argc - optind > 1 && !wanted.picture_only) {
        good = compare_files(argv + optind, argc - optind, &wanted);
    } else {
        for (int i = optind; i < argc; i++) {
            good = show_file(argv[i], &wanted) && good;
        }
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        good = complain("", "cannot write to standard output");
    }
    return good ? 0 : STATUS_FAILURE;
}

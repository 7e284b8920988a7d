#include "compare.h"
#include "common/results_names.h"
#include "owners.h"
#include "pair.h"
#include "patterns.h"
#include "shape.h"
#include "survey.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_DATASETS = FINDING_MOST / 2, MOST_IDLE = 1024 };

/* Two open files and what is known of their runs. */
typedef struct {
    hid_t files[PAIR_SIDES];
    int ranks; /* of the run that made the expected file; 0: unknown */
    const char *first_todo;
    bool other_ranks; /* `got` may be of another number of ranks */
    finding_list *found;
    int before;  /* how many findings were in it already */
    bool failed; /* through no fault of `got` */
} comparison;

static void fail(comparison *run, const char *path, const char *why)
{
    finding about;
    run->failed = true;
    run->found->count = run->before;
    finding_start(&about, FINDING_ERROR, "cannot_compare");
    finding_put(&about, "path", "%s", path);
    finding_put(&about, "why", "%s", why);
    findings_add(run->found, &about);
}

static void add_about(comparison *run, finding_severity severity, const char *kind,
                      const char *dataset)
{
    finding about;
    finding_start(&about, severity, kind);
    finding_put(&about, "dataset", "%s", dataset);
    findings_add(run->found, &about);
}

/* ---- one dataset, with the same shape in both files ---- */

static void set_kind(finding *about, const char *kind)
{
    snprintf(about->kind, sizeof about->kind, "%s", kind);
}

static void set_margin(comparison *run, pair *both, const char *name, finding *about)
{
    double relative = 0;
    hid_t file = run->files[PAIR_EXPECTED];
    if (both->kind == READ_REAL && read_real_attribute(file, name, NAME_TOLERANCE, &relative) &&
        isfinite(relative) && relative > 0) {
        both->margin = relative * pair_scale(both);
        finding_put(about, "tolerance", "%g, which is %g of the largest value expected",
                    both->margin, relative);
    } else {
        finding_put(about, "tolerance", "none: exactly the same");
    }
}

/* "[3][17] = 118" */
static void element_text(pair *both, int side, hsize_t index, char text[], size_t size)
{
    char place[120], value[400];
    pair_index_text(both, index, place, sizeof place);
    pair_text(both, pair_read(both, side, index, 1), value, sizeof value);
    snprintf(text, size, "%s%s%s", place, place[0] != '\0' ? " = " : "", value);
}

static void describe_values(pair *both, const survey *seen, finding *about)
{
    char expected[FINDING_TEXT], got[FINDING_TEXT];
    element_text(both, PAIR_EXPECTED, seen->first, expected, sizeof expected);
    element_text(both, PAIR_GOT, seen->first, got, sizeof got);
    finding_put(about, "expected", "%s", expected);
    finding_put(about, "got", "%s", got);
    finding_put(about, "count", "%llu of %llu values differ", (unsigned long long)seen->differing,
                (unsigned long long)both->values);
    if (both->kind != READ_TEXT) {
        element_text(both, PAIR_EXPECTED, seen->worst, expected, sizeof expected);
        pair_text(both, pair_read(both, PAIR_GOT, seen->worst, 1), got, sizeof got);
        finding_put(about, "worst", "%s expected, %s got, difference %g", expected, got,
                    seen->worst_difference);
    }
}

static void explain_values(comparison *run, pair *both, const survey *seen,
                           const read_dataset *expected, const owners *whose, finding *about)
{
    owners parts = owners_read(run->files[PAIR_EXPECTED], expected, run->ranks);
    if (!parts.known && whose->known) {
        owners_free(&parts);
    }
    owners assumed = owners_assume(both->rows, run->ranks);
    describe_values(both, seen, about);
    survey_put(seen, both, whose, about);
    field frames = field_read(run->files[PAIR_EXPECTED], expected, &parts);
    double *shares = owners_shares(run->files[PAIR_EXPECTED], run->ranks);
    evidence known = {.both = both,
                      .seen = seen,
                      .whose = whose,
                      .parts = parts.known    ? &parts
                               : whose->known ? whose
                                              : &assumed,
                      .ranks = run->ranks,
                      .shares = shares,
                      .field = &frames,
                      .first_todo = run->first_todo};
    set_kind(about, patterns_of_values(&known, about));
    free(shares);
    field_free(&frames);
    owners_free(&assumed);
    owners_free(&parts);
}

static void unreadable(finding *about, const char *why)
{
    set_kind(about, "unreadable");
    finding_put(about, "why", "%s", why);
}

/* Fills in what differs; false if nothing does. */
static bool compare_values(comparison *run, const read_dataset *expected, const read_dataset *got,
                           finding *about)
{
    pair both;
    survey seen = {0};
    const read_dataset *const found[PAIR_SIDES] = {expected, got};
    owners whose = owners_read(run->files[PAIR_GOT], got, run->ranks);
    if (!whose.known) {
        owners_free(&whose);
        whose = owners_read(run->files[PAIR_EXPECTED], expected, run->ranks);
    }
    if (pair_open(&both, run->files, found)) {
        set_margin(run, &both, expected->name, about);
        seen = survey_take(&both, &whose);
    } else {
        fail(run, expected->name, "is of a type that cannot be compared, or there is no memory");
    }
    if (seen.differing > 0 && !both.failed) {
        explain_values(run, &both, &seen, expected, &whose, about);
    }
    if (both.failed_expected) {
        fail(run, expected->name, "cannot be read");
    } else if (both.failed) {
        unreadable(about, "the file is damaged");
    }
    bool differs = seen.differing > 0 || both.failed;
    survey_free(&seen);
    pair_close(&both);
    owners_free(&whose);
    return differs;
}

/* ---- one dataset: is it there, and of the same form? ---- */

static bool has_same_shape(const read_dataset *expected, const read_dataset *got)
{
    return expected->dimensions == got->dimensions && expected->values == got->values &&
           memcmp(expected->shape, got->shape, (size_t)expected->dimensions * sizeof *got->shape) ==
               0;
}

static bool has_same_type(const read_dataset *expected, const read_dataset *got)
{
    return expected->kind == got->kind &&
           (expected->kind == READ_TEXT || strcmp(expected->type, got->type) == 0);
}

/* Is it no fault that `got` has this shape? Then a note says so. */
static bool is_of_its_ranks(comparison *run, const read_dataset *expected, const read_dataset *got)
{
    if (!run->other_ranks ||
        !shape_follows_ranks(expected, run->ranks, got, owners_ranks(run->files[PAIR_GOT]))) {
        return false;
    }
    add_about(run, FINDING_NOTE, "follows_ranks", expected->name);
    return true;
}

static void explain_shape(comparison *run, const read_dataset *expected, const read_dataset *got,
                          finding *about)
{
    pair both;
    const read_dataset *const found[PAIR_SIDES] = {expected, got};
    owners parts = owners_read(run->files[PAIR_EXPECTED], expected, run->ranks);
    bool turned = expected->dimensions == 2 && got->dimensions == 2 &&
                  expected->shape[0] == got->shape[1] && expected->shape[1] == got->shape[0];
    bool opened = turned && pair_open(&both, run->files, found);
    if (opened) {
        set_margin(run, &both, expected->name, about);
    }
    set_kind(about,
             shape_pattern(expected, got, &parts, opened ? &both : NULL, run->first_todo, about));
    if (turned) {
        pair_close(&both);
    }
    owners_free(&parts);
}

/* Is it there, in the file itself? */
static bool got_has(const comparison *run, const read_dataset *expected, read_dataset *got)
{
    return owners_path_is_inside(run->files[PAIR_GOT], expected->name) &&
           read_describe(run->files[PAIR_GOT], expected->name, got);
}

/* Of one that is there. Fills in what differs; false if nothing does. */
static bool compare_form(comparison *run, const read_dataset *expected, const read_dataset *got,
                         finding *about)
{
    if (got->kind == READ_UNREADABLE) {
        unreadable(about, got->why);
    } else if (!has_same_type(expected, got)) {
        set_kind(about, "wrong_type");
        finding_put(about, "type.got", "%s", got->type);
        finding_put(about, "type.expected", "%s", expected->type);
    } else if (!has_same_shape(expected, got)) {
        if (is_of_its_ranks(run, expected, got)) {
            return false;
        }
        explain_shape(run, expected, got, about);
    } else {
        return compare_values(run, expected, got, about);
    }
    return true;
}

static void compare_dataset(comparison *run, const read_dataset *expected)
{
    finding about;
    read_dataset got;
    finding_start(&about, FINDING_ERROR, "values_differ");
    finding_put(&about, "dataset", "%s", expected->name);
    if (expected->kind == READ_UNREADABLE || expected->kind == READ_OTHER) {
        fail(run, expected->name,
             expected->why != NULL ? expected->why : "is of a type that cannot be compared");
    } else if (got_has(run, expected, &got) && compare_form(run, expected, &got, &about) &&
               !run->failed) {
        findings_add(run->found, &about);
    }
}

/* ---- all of them ---- */

static herr_t count_datasets(hid_t object, const char *name, const H5O_info_t *info, void *count)
{
    (void)object, (void)name;
    *(int *)count += info->type == H5O_TYPE_DATASET;
    return 0;
}

/* Those that only the second file has: no fault, but worth a line. */
static void note_extra(comparison *run, const read_dataset expected[], int count)
{
    read_dataset *got = calloc(MOST_DATASETS, sizeof *got);
    int there = got != NULL ? read_list(run->files[PAIR_GOT], NAME_RESULT, got, MOST_DATASETS) : 0;
    for (int i = 0; i < there; i++) {
        bool known = false;
        for (int k = 0; k < count && !known; k++) {
            known = strcmp(expected[k].name, got[i].name) == 0;
        }
        if (!known) {
            add_about(run, FINDING_NOTE, "extra_dataset", got[i].name);
        }
    }
    free(got);
}

/* A rank that had much more to work on than any of the expected file's. */
static void note_uneven(comparison *run, const double wanted[], const double got[], int ranks)
{
    static const double MUCH = 1.5;
    finding about;
    double usual = 0;
    int most = 0;
    for (int r = 0; r < ranks; r++) {
        usual = fmax(usual, wanted[r]);
        most = got[r] > got[most] ? r : most;
    }
    if (ranks > 1 && got[most] > MUCH * usual + ranks) {
        finding_start(&about, FINDING_NOTE, "uneven_shares");
        finding_put(&about, "rank", "%d", most);
        finding_put(&about, "made", "%.0f", got[most]);
        finding_put(&about, "wanted", "%.0f", usual);
        findings_add(run->found, &about);
    }
}

/* Ranks that had nothing to work on, where fewer of the expected file's had nothing. */
static void note_shares(comparison *run)
{
    finding about;
    int ranks = run->ranks > 0 && run->ranks <= MOST_IDLE ? run->ranks : 0;
    int idle[MOST_IDLE], count = 0, usual = 0;
    double *wanted = owners_shares(run->files[PAIR_EXPECTED], ranks),
           *got = owners_shares(run->files[PAIR_GOT], ranks);
    for (int r = 0; wanted != NULL && got != NULL && r < ranks; r++) {
        usual += wanted[r] == 0;
        if (got[r] == 0) {
            idle[count++] = r;
        }
    }
    if (count > usual) {
        finding_start(&about, FINDING_NOTE, "idle_ranks");
        finding_put_ranks(&about, "ranks.who", idle, count);
        findings_add(run->found, &about);
    }
    if (wanted != NULL && got != NULL) {
        note_uneven(run, wanted, got, ranks);
    }
    free(wanted);
    free(got);
}

/* ---- in which order? ---- */

/* A file's datasets lie in it in the order in which they were written. */
typedef struct {
    const read_dataset *dataset;
    haddr_t address;
} written;

static int by_address(const void *a, const void *b)
{
    const written *left = a, *right = b;
    return left->address != right->address ? (left->address < right->address ? -1 : 1)
                                           : strcmp(left->dataset->name, right->dataset->name);
}

static haddr_t address_of(hid_t file, const char *name)
{
    H5O_info_t info;
    return H5Oget_info_by_name(file, name, &info, H5P_DEFAULT) >= 0 ? info.addr : HADDR_UNDEF;
}

/* The most useful finding first: missing datasets, then what the program writes first, since what it writes later is
 * often computed from that. */
static void compare_in_order(comparison *run, const read_dataset expected[], int count)
{
    written order[MOST_DATASETS];
    read_dataset got;
    for (int i = 0; i < count; i++) {
        order[i] = (written){&expected[i], address_of(run->files[PAIR_EXPECTED], expected[i].name)};
    }
    qsort(order, (size_t)count, sizeof *order, by_address);
    for (int i = 0; i < count; i++) {
        if (!got_has(run, order[i].dataset, &got)) {
            add_about(run, FINDING_ERROR, "missing_dataset", order[i].dataset->name);
        }
    }
    for (int i = 0; i < count && !run->failed; i++) {
        compare_dataset(run, order[i].dataset);
    }
}

static void compare_all(comparison *run)
{
    hid_t file = run->files[PAIR_EXPECTED];
    read_dataset *expected = calloc(MOST_DATASETS, sizeof *expected);
    int count = expected != NULL ? read_list(file, NAME_RESULT, expected, MOST_DATASETS) : 0;
    int there = 0;
    H5Ovisit_by_name(file, NAME_RESULT, H5_INDEX_NAME, H5_ITER_NATIVE, count_datasets, &there,
                     H5P_DEFAULT);
    if (count == 0) {
        fail(run, NAME_RESULT, "holds nothing to compare");
    } else if (count < there || count == MOST_DATASETS) {
        fail(run, NAME_RESULT, "holds more datasets than can be compared");
    } else {
        compare_in_order(run, expected, count);
    }
    if (!run->failed && owners_path_is_inside(run->files[PAIR_GOT], NAME_RESULT)) {
        note_extra(run, expected, count);
        note_shares(run);
    }
    free(expected);
}

static void explain_unopened(const char *path, const char *why, finding_list *found)
{
    struct stat status;
    char partial[4096];
    finding about;
    snprintf(partial, sizeof partial, "%s.partial", path);
    if (stat(path, &status) == 0) {
        finding_start(&about, FINDING_ERROR, "unreadable");
        finding_put(&about, "why", "%s", why);
    } else {
        finding_start(&about, FINDING_ERROR, "no_result_file");
        if (stat(partial, &status) == 0) {
            finding_put(&about, "partial", "%s", partial);
        }
    }
    findings_add(found, &about);
}

compare_verdict compare_files(const char *expected, const char *got, const char *first_todo,
                              bool other_ranks, finding_list *found)
{
    char why[READ_WHY];
    comparison run = {.files = {-1, -1},
                      .first_todo = first_todo,
                      .other_ranks = other_ranks,
                      .found = found,
                      .before = found->count};
    H5PLset_loading_state(0); /* a file must not name code to be loaded */
    run.files[PAIR_EXPECTED] = read_open(expected, why);
    if (run.files[PAIR_EXPECTED] < 0) {
        fail(&run, expected, why);
        return COMPARE_FAILED;
    }
    run.ranks = owners_ranks(run.files[PAIR_EXPECTED]);
    run.files[PAIR_GOT] = read_open(got, why);
    if (run.files[PAIR_GOT] < 0) {
        explain_unopened(got, why, found);
    } else {
        compare_all(&run);
        H5Fclose(run.files[PAIR_GOT]);
    }
    H5Fclose(run.files[PAIR_EXPECTED]);
    return run.failed                                   ? COMPARE_FAILED
           : findings_count(found, FINDING_WARNING) > 0 ? COMPARE_DIFFERENT
                                                        : COMPARE_SAME;
}

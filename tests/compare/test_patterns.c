/* What is said about wrong results: for every pattern files that have it, and files that nearly have it
 * and must not be given its name. */
#include "tests/compare/samples.h"
#include "tools/compare/compare.h"
#include "tools/findings/words.h"
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <hdf5_hl.h>
#include <math.h>
#include <string.h>

enum { RANKS = 4, ROWS = 10, COLUMNS = 3 };

/* 10 rows on 4 ranks: 3, 3, 2, 2 */
static const int64_t offsets[RANKS + 1] = {0, 3, 6, 8, 10};
static const int32_t cards[ROWS] = {0, 1, 2, 3, 0, 1, 2, 3, 0, 1};
static char directory[SCRATCH_PATH];
static double wanted[ROWS][COLUMNS], there[ROWS][COLUMNS];
static finding_list said;
static char sentence[WORDS_SENTENCE]; /* of the first */
static const char *first_todo;

static int start(void **state)
{
    (void)state;
    first_todo = NULL;
    samples_start(directory, RANKS);
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        wanted[i / COLUMNS][i % COLUMNS] = there[i / COLUMNS][i % COLUMNS] = 1 + i * 0.25;
    }
    return findings_start(&said) ? 0 : 1;
}

static int end(void **state)
{
    (void)state;
    findings_free(&said);
    return 0;
}

/* ---- files ---- */

static void put_both(const char *name, hid_t type, int dimensions, const hsize_t shape[],
                     const void *expected, const void *got)
{
    sample_put(EXPECTED, name, type, dimensions, shape, expected);
    sample_put(GOT, name, type, dimensions, shape, got);
}

/* wanted and there, as /result/rows */
static void put_rows(void)
{
    const hsize_t shape[] = {ROWS, COLUMNS};
    put_both("/result/rows", H5T_NATIVE_DOUBLE, 2, shape, wanted, there);
}

static void put_owned_rows(void)
{
    put_rows();
    sample_offsets(EXPECTED, "/result/rows", offsets, RANKS + 1);
    sample_offsets(GOT, "/result/rows", offsets, RANKS + 1);
}

static void put_per_rank(const int expected[RANKS], const int got[RANKS])
{
    const hsize_t shape[] = {RANKS};
    put_both("/result/per_rank", H5T_NATIVE_INT, 1, shape, expected, got);
}

static void copy_row(int to, int from)
{
    memcpy(there[to], wanted[from], sizeof wanted[0]);
}

static void zero_rows(int first, int end)
{
    memset(there[first], 0, (size_t)(end - first) * sizeof there[0]);
}

/* ---- what must be said ---- */

static compare_verdict judge(void)
{
    samples_end();
    compare_verdict verdict =
        compare_files(sample_paths[EXPECTED], sample_paths[GOT], first_todo, false, &said);
    snprintf(sentence, sizeof sentence, "the same");
    if (said.count > 0) {
        words_sentence(&said.all[0], sentence, sizeof sentence);
    }
    return verdict;
}

/* Of the first finding. */
static const char *value(const char *name)
{
    return finding_text(&said.all[0], name);
}

static void must_note(int number, const char *dataset)
{
    assert_int_equal(said.count, number + 1);
    assert_int_equal(said.all[number].severity, FINDING_NOTE);
    assert_string_equal(said.all[number].kind, "extra_dataset");
    assert_string_equal(finding_text(&said.all[number], "dataset"), dataset);
}

static void must_be_same(void)
{
    compare_verdict verdict = judge();
    if (verdict != COMPARE_SAME) {
        fail_msg("not the same: %s: %s", value("dataset"), sentence);
    }
}

static void must_hold(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("\"%s\" has no \"%s\"", text, part);
    }
}

static void must_say(const char *pattern, const char *part, const char *where)
{
    assert_int_equal(judge(), COMPARE_DIFFERENT);
    print_message("%s\n", sentence);
    assert_true(said.count > 0);
    assert_string_equal(said.all[0].kind, pattern);
    must_hold(sentence, part);
    assert_string_equal(value("where"), where);
}

static void must_not_say(const char *pattern)
{
    assert_int_equal(judge(), COMPARE_DIFFERENT);
    print_message("%s\n", sentence);
    assert_string_not_equal(said.all[0].kind, pattern);
}

/* ---- the same ---- */

static void equal_values(void **state)
{
    (void)state;
    wanted[4][0] = 0;
    there[4][0] = -0.0;
    wanted[5][0] = there[5][0] = NAN;
    wanted[6][0] = there[6][0] = INFINITY;
    put_rows();
    sample_offsets(EXPECTED, "/result/rows", offsets, RANKS + 1);
    sample_owner(GOT, "/result/rows", cards, ROWS); /* who did the work may differ */
    sample_texts(EXPECTED, "/result/texts", "one\0two", 4, 2);
    sample_texts(GOT, "/result/texts", "one\0?two\0?", 5, 2);
    must_be_same();
}

static void within_tolerance(void **state)
{
    (void)state;
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        there[i / COLUMNS][i % COLUMNS] += 5e-6 * (i % 2 ? 1 : -1); /* the largest value is 8.25 */
    }
    put_rows();
    sample_tolerance(EXPECTED, "/result/rows", 1e-6);
    must_be_same();
}

static void beyond_tolerance(void **state)
{
    (void)state;
    there[4][1] += 9e-6;
    put_rows();
    sample_tolerance(EXPECTED, "/result/rows", 1e-6);
    must_say("values_differ", "one value of row 4 is 4.250009 instead of 4.25", "row 4");
    must_hold(value("tolerance"), "8.25e-06");
    assert_string_equal(value("expected"), "[4][1] = 4.25");
    must_hold(value("worst"), "difference 9e-06");
    assert_string_equal(value("count"), "1 of 30 values differ");
}

static void the_tolerance_of_got_is_not_asked(void **state)
{
    (void)state;
    there[4][1] += 9e-6;
    put_rows();
    sample_tolerance(GOT, "/result/rows", 1);
    must_not_say("");
}

/* ---- parts of ranks ---- */

static void remainder_rows(void **state)
{
    (void)state;
    zero_rows(8, 10);
    put_owned_rows();
    must_say("remainder_left_out", "rows 8-9, owned by rank 3 of 4, are 0: were the remainder",
             "rows 8-9, owned by rank 3 of 4");
    assert_string_equal(value("got"), "[8][0] = 0");
}

static void remainder_rows_and_another(void **state)
{
    (void)state;
    zero_rows(8, 10);
    there[2][2] = 0;
    put_owned_rows();
    must_not_say("remainder_left_out");
}

static void remainder_shortens_the_file(void **state)
{
    (void)state;
    const hsize_t all[] = {ROWS, COLUMNS}, less[] = {8, COLUMNS};
    sample_put(EXPECTED, "/result/rows", H5T_NATIVE_DOUBLE, 2, all, wanted);
    sample_offsets(EXPECTED, "/result/rows", offsets, RANKS + 1);
    sample_put(GOT, "/result/rows", H5T_NATIVE_DOUBLE, 2, less, wanted);
    must_say("remainder_left_out", "the shape is 8 x 3 instead of 10 x 3: were the remainder", "");
}

static void every_part_is_rank_0s(void **state)
{
    (void)state;
    static const int from[ROWS] = {0, 1, 2, 0, 1, 2, 0, 1, 0, 1};
    for (int i = 0; i < ROWS; i++) {
        copy_row(i, from[i]);
    }
    put_owned_rows();
    must_say("every_part_is_rank_0s", "every rank's part equals rank 0's",
             "rows 3-9, owned by ranks 1-3 of 4");
}

static void every_part_but_one_value(void **state)
{
    (void)state;
    static const int from[ROWS] = {0, 1, 2, 0, 1, 2, 0, 1, 0, 1};
    for (int i = 0; i < ROWS; i++) {
        copy_row(i, from[i]);
    }
    there[9][2] += 1;
    put_owned_rows();
    must_not_say("every_part_is_rank_0s");
}

static void every_card_is_rank_0s(void **state)
{
    (void)state;
    for (int i = 0; i < ROWS; i++) {
        copy_row(i, i - i % 4);
    }
    put_rows();
    sample_owner(EXPECTED, "/result/rows", cards, ROWS);
    sample_owner(GOT, "/result/rows", cards, ROWS);
    must_say("every_part_is_rank_0s", "every rank's part equals rank 0's",
             "7 rows from 1 to 9, owned by ranks 1-3 of 4");
}

static void all_write_the_rows_of_rank_0(void **state)
{
    (void)state;
    static const int32_t last[ROWS] = {3, 3, 3, -1, -1, -1, -1, -1, -1, -1};
    zero_rows(3, 10);
    put_rows();
    sample_offsets(EXPECTED, "/result/rows", offsets, RANKS + 1);
    sample_owner(GOT, "/result/rows", last, ROWS);
    must_say("every_part_is_rank_0s", "only the rows of rank 0 are there, and rank 3",
             "rows 3-9, written by no rank");
}

static void parts_in_another_order(void **state)
{
    (void)state;
    static const int from[ROWS] = {8, 9, 6, 7, 3, 4, 5, 0, 1, 2};
    for (int i = 0; i < ROWS; i++) {
        copy_row(i, from[i]);
    }
    put_owned_rows();
    must_say("blocks_in_wrong_order", "wrong order: those of ranks 3, 2, 1, 0",
             "rows 0-9, owned by ranks 0-3 of 4");
}

static void parts_in_another_order_and_a_wrong_value(void **state)
{
    (void)state;
    static const int from[ROWS] = {8, 9, 6, 7, 3, 4, 5, 0, 1, 2};
    for (int i = 0; i < ROWS; i++) {
        copy_row(i, from[i]);
    }
    there[9][0] = -7;
    put_owned_rows();
    must_say("values_differ", "rows 0-9, owned by ranks 0-3 of 4, are not as expected",
             "rows 0-9, owned by ranks 0-3 of 4");
}

static void only_one_part(void **state)
{
    (void)state;
    zero_rows(0, 6);
    zero_rows(8, 10);
    put_rows(); /* an array that the root has gathered: no owners in the file */
    must_say("only_roots_part", "only rank 2's part is there, the parts of ranks 0-1 and 3 are 0",
             "8 rows from 0 to 9");
}

static void two_parts_missing(void **state)
{
    (void)state;
    zero_rows(3, 8);
    put_owned_rows();
    must_say("parts_missing", "the parts of ranks 1-2 of 4 are 0, those of the others are right",
             "rows 3-7, owned by ranks 1-2 of 4");
}

static void a_part_and_a_half_missing(void **state)
{
    (void)state;
    zero_rows(3, 7);
    put_owned_rows();
    must_say("only_some_ranks_right", "ranks 0 and 3 are right, ranks 1-2 of 4 are not",
             "rows 3-6, owned by ranks 1-2 of 4");
}

static void parts_one_over_the_other(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        copy_row(i, 8 + i);
    }
    zero_rows(3, 10);
    put_rows(); /* row 2 is still the last of rank 0's */
    must_say("parts_on_top_of_each_other", "rank 3's part lies where rank 0's belongs",
             "9 rows from 0 to 9");
}

static void one_rank_is_wrong(void **state)
{
    (void)state;
    there[8][1] += 1;
    there[9][1] += 3;
    put_owned_rows();
    must_say("only_some_ranks_right", "ranks 0-2 are right, rank 3 of 4 is not",
             "rows 8-9, owned by rank 3 of 4, column 1");
    must_hold(value("worst"), "[9][1] = 8 expected, 11 got, difference 3");
}

static void rows_nobody_wrote(void **state)
{
    (void)state;
    static const int32_t owner[ROWS] = {0, 0, 0, 1, -1, 1, 2, 2, 3, 3};
    zero_rows(4, 5);
    put_rows();
    sample_owner(GOT, "/result/rows", owner, ROWS);
    must_say("rows_of_nobody", "row 4, written by no rank, is 0", "row 4, written by no rank");
}

static void cards_not_dealt_back(void **state)
{
    (void)state;
    static const int from[ROWS] = {0, 4, 8, 1, 5, 9, 2, 6, 3, 7};
    for (int i = 0; i < ROWS; i++) {
        copy_row(i, from[i]);
    }
    put_rows();
    sample_owner(EXPECTED, "/result/rows", cards, ROWS);
    must_say("rows_in_rank_order", "one rank's after the other's",
             "rows 1-9, owned by ranks 0-3 of 4");
}

static void offsets_that_lie(void **state)
{
    (void)state;
    static const int64_t wrong[RANKS + 1] = {0, 3, 900, 8, 10};
    there[8][1] += 1;
    put_rows();
    sample_offsets(GOT, "/result/rows", wrong, RANKS + 1);
    must_say("values_differ", "row 8", "row 8");
}

/* ---- places ---- */

static void next_rows(void **state)
{
    (void)state;
    for (int i = 0; i + 1 < ROWS; i++) {
        copy_row(i, i + 1);
    }
    there[9][0] = 99;
    put_owned_rows();
    must_say("off_by_one_row", "belongs into the next row", "rows 0-9, owned by ranks 0-3 of 4");
}

static void previous_rows(void **state)
{
    (void)state;
    for (int i = 1; i < ROWS; i++) {
        copy_row(i, i - 1);
    }
    put_rows();
    must_say("off_by_one_row", "belongs into the previous row", "rows 1-9");
}

static void some_previous_rows(void **state)
{
    (void)state;
    for (int i = 1; i < ROWS - 1; i++) {
        copy_row(i, i - 1);
    }
    put_rows();
    must_not_say("off_by_one_row");
}

static void all_but_the_first_part_too_early(void **state)
{
    (void)state;
    for (int i = 3; i < ROWS; i++) {
        copy_row(i - 1, i);
    }
    zero_rows(9, 10);
    put_rows();
    must_say("values_differ", "rows 2-9 are not as expected",
             "rows 2-9"); /* too few rows to tell */
}

enum { LONG = 26 };

/* 26 rows on 4 ranks: 7, 7, 6, 6. Row i of what we got is row from[i]; -1: zeros. */
static void put_long(const int from[LONG])
{
    const hsize_t shape[] = {LONG, 2};
    int expected[LONG][2], got[LONG][2];
    for (int i = 0; i < LONG; i++) {
        for (int k = 0; k < 2; k++) {
            expected[i][k] = 100 + 3 * i + k;
            got[i][k] = from[i] < 0 ? 0 : 100 + 3 * from[i] + k;
        }
    }
    put_both("/result/rows", H5T_NATIVE_INT, 2, shape, expected, got);
}

static void parts_too_early(void **state)
{
    (void)state;
    static const int from[LONG] = {0,  1,  2,  3,  4,  5,  7,  8,  9,  10, 11, 12, 13,
                                   14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, -1};
    put_long(from);
    must_say("off_by_one_row", "the parts of all ranks but 0 begin one row too early", "rows 6-25");
}

static void parts_too_close(void **state)
{
    (void)state;
    static const int from[LONG] = {0,  1,  2,  3,  4,  5,  7,  8,  9,  10, 11, 12, 14,
                                   15, 16, 17, 18, 20, 21, 22, 23, 24, 25, -1, -1, -1};
    put_long(from);
    must_say("off_by_one_row", "every part begins one row too close to the one before",
             "rows 6-25");
}

static void parts_too_early_but_one(void **state)
{
    (void)state;
    static const int from[LONG] = {0,  1,  2, 3,  4,  5,  7,  8,  9,  10, 11, 12, 13,
                                   14, 15, 0, 17, 18, 19, 20, 21, 22, 23, 24, 25, -1};
    put_long(from);
    must_not_say("off_by_one_row");
}

static void half_of_the_values(void **state)
{
    (void)state;
    zero_rows(5, 10);
    put_rows();
    must_say("only_the_beginning", "only the first half of the values is there", "rows 5-9");
}

static void more_than_half_of_the_values(void **state)
{
    (void)state;
    zero_rows(6, 10);
    put_rows();
    must_not_say("only_the_beginning");
}

static void as_many_values_as_rows(void **state)
{
    (void)state;
    zero_rows(4, 10);
    there[3][1] = there[3][2] = 0;
    put_rows();
    must_say("only_the_beginning", "only the first 10 of 30 values are there", "rows 3-9");
}

static void all_rows_the_same(void **state)
{
    (void)state;
    for (int row = 0; row < ROWS; row++) {
        copy_row(row, 1);
    }
    put_rows();
    must_say("same_rows", "every row is the same, but they should differ", "9 rows from 0 to 9");
}

static void all_rows_but_one_the_same(void **state)
{
    (void)state;
    for (int row = 0; row < ROWS; row++) {
        copy_row(row, row == 7 ? 2 : 1);
    }
    put_rows();
    must_not_say("same_rows");
}

static void put_counts(const int expected[], const int got[])
{
    const hsize_t shape[] = {2, 5};
    put_both("/result/counts", H5T_NATIVE_INT, 2, shape, expected, got);
}

static const int counts_of_all[] = {40, 80, 44, 120, 8, 80, 80, 48, 124, 4};

static void counts_of_one_rank_alone(void **state)
{
    (void)state;
    static const int got[] = {11, 20, 10, 31, 2, 21, 18, 12, 31, 0};
    put_counts(counts_of_all, got);
    must_say("part_of_sum", "about 1/4 of it: are the parts of only 1 of 4 ranks in the sum?",
             "rows 0-1");
}

static void counts_of_one_rank_with_one_that_is_more(void **state)
{
    (void)state;
    static const int got[] = {11, 20, 10, 31, 9, 21, 18, 12, 31, 0};
    put_counts(counts_of_all, got);
    must_not_say("part_of_sum");
}

static void counts_of_too_many_ranks(void **state)
{
    (void)state;
    static const int got[] = {80, 166, 80, 240, 19, 160, 150, 97, 250, 4};
    put_counts(counts_of_all, got);
    must_say("more_than_sum", "about 2 times as much: are parts in the sum more than once",
             "rows 0-1");
}

static void all_counts_in_one_row(void **state)
{
    (void)state;
    static const int got[] = {120, 160, 92, 244, 12, 0, 0, 0, 0, 0};
    put_counts(counts_of_all, got);
    must_say("all_in_one_row", "row 0 is the sum of all rows, the others are 0", "rows 0-1");
}

static void nearly_all_counts_in_one_row(void **state)
{
    (void)state;
    static const int got[] = {0, 0, 0, 0, 0, 120, 160, 92, 244, 13};
    put_counts(counts_of_all, got);
    must_not_say("all_in_one_row");
}

/* The same results, by ranks with these items to work on. */
static void shares_are(const int expected[RANKS], const int got[RANKS])
{
    const hsize_t shape[] = {RANKS};
    put_rows();
    put_both("/timing/items", H5T_NATIVE_INT, 1, shape, expected, got);
    assert_int_equal(judge(), COMPARE_SAME);
}

static void a_rank_with_much_more_work(void **state)
{
    (void)state;
    shares_are((int[]){30, 30, 20, 20}, (int[]){1, 1, 97, 1});
    assert_int_equal(said.count, 1);
    assert_string_equal(said.all[0].kind, "uneven_shares");
    assert_string_equal(value("rank"), "2");
    assert_string_equal(value("made"), "97");
    assert_string_equal(value("wanted"), "30");
}

static void a_rank_with_a_little_more_work(void **state)
{
    (void)state;
    shares_are((int[]){30, 30, 20, 20}, (int[]){20, 20, 45, 15});
    assert_int_equal(said.count, 0);
}

static void parts_written_over_each_other(void **state)
{
    (void)state;
    static const int32_t from_row_0[ROWS] = {3, 3, 1, -1, -1, -1, -1, -1, -1, -1};
    copy_row(0, 8);
    copy_row(1, 9);
    copy_row(2, 5);
    zero_rows(3, 10);
    put_rows();
    sample_offsets(EXPECTED, "/result/rows", offsets, RANKS + 1);
    sample_owner(GOT, "/result/rows", from_row_0, ROWS);
    must_say("written_over", "no rank writes 7 of the rows, and others have wrong values",
             "rows 0-9, owned by ranks 1 and 3 of 4 and by no rank");
}

static void put_sorted(const int got[ROWS])
{
    static const int sorted[ROWS] = {100, 220, 300, 440, 550, 640, 700, 720, 800, 900};
    const hsize_t shape[] = {ROWS};
    put_both("/result/keys", H5T_NATIVE_INT, 1, shape, sorted, got);
    sample_offsets(EXPECTED, "/result/keys", offsets, RANKS + 1);
    sample_offsets(GOT, "/result/keys", offsets, RANKS + 1);
}

static void each_part_sorted_by_itself(void **state)
{
    (void)state;
    static const int got[ROWS] = {100, 640, 700, 220, 440, 720, 300, 800, 550, 900};
    put_sorted(got);
    must_say("sorted_by_parts", "all are there, but at [3], where the next rank's begin, they fall",
             "rows 1-8, owned by ranks 0-3 of 4");
}

static void parts_sorted_with_one_value_twice(void **state)
{
    (void)state;
    static const int got[ROWS] = {100, 640, 700, 220, 440, 720, 300, 800, 550, 800};
    put_sorted(got);
    must_say("sorted_by_parts", "do the ranks agree on which values are whose",
             "rows 1-9, owned by ranks 0-3 of 4");
}

static void not_merged(void **state)
{
    (void)state;
    static const int got[ROWS] = {220, 100, 300, 440, 550, 640, 700, 720, 800, 900};
    put_sorted(got);
    must_say("not_sorted",
             "all values are there, but not in their order: they fall 1 time, first at [1]",
             "rows 0-1, owned by rank 0 of 4");
}

static void sorted_but_other_values(void **state)
{
    (void)state;
    static const int got[ROWS] = {101, 221, 301, 441, 551, 641, 701, 721, 801, 901};
    put_sorted(got);
    must_not_say("not_sorted");
}

static void sorted_values_that_are_shifted(void **state)
{
    (void)state;
    static const int sorted[] = {100, 220, 300, 440, 550, 640, 700, 720, 800, 900};
    static const int got[] = {1, 2, 100, 220, 300, 440, 550, 640, 700, 720};
    put_counts(sorted, got);
    must_not_say("part_of_sum");
}

static void other_columns(void **state)
{
    (void)state;
    for (int i = 0; i < ROWS; i++) {
        there[i][0] = wanted[i][i % 2 == 0 ? 2 : 1];
        there[i][i % 2 == 0 ? 2 : 1] = wanted[i][0];
    }
    put_rows();
    must_say("values_in_wrong_order", "every row has the right values, but in another order",
             "rows 0-9");
}

static void other_columns_and_a_wrong_value(void **state)
{
    (void)state;
    for (int i = 0; i < ROWS; i++) {
        there[i][0] = wanted[i][2];
        there[i][2] = wanted[i][0];
    }
    there[9][1] = 99;
    put_rows();
    must_not_say("values_in_wrong_order");
}

static void column_by_column(void **state)
{
    (void)state;
    double *got = &there[0][0];
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        got[i % COLUMNS * ROWS + i / COLUMNS] = wanted[i / COLUMNS][i % COLUMNS];
    }
    put_rows();
    must_say("transposed", "all values lie column by column: rows and columns", "rows 0-9");
}

static void transposed_square(void **state)
{
    (void)state;
    const hsize_t shape[] = {5, 5};
    int expected[5][5], got[5][5];
    for (int i = 0; i < 25; i++) {
        expected[i / 5][i % 5] = got[i % 5][i / 5] = 7 * i + 1;
    }
    put_both("/result/square", H5T_NATIVE_INT, 2, shape, expected, got);
    must_say("transposed", "rows and columns are exchanged", "rows 0-4");
}

static void transposed_shape(void **state)
{
    (void)state;
    const hsize_t upright[] = {ROWS, COLUMNS}, turned[] = {COLUMNS, ROWS};
    double got[COLUMNS][ROWS];
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        got[i % COLUMNS][i / COLUMNS] = wanted[i / COLUMNS][i % COLUMNS];
    }
    sample_put(EXPECTED, "/result/rows", H5T_NATIVE_DOUBLE, 2, upright, wanted);
    sample_put(GOT, "/result/rows", H5T_NATIVE_DOUBLE, 2, turned, got);
    must_say("transposed", "3 x 10 instead of 10 x 3: rows and columns", "");
}

static void the_number_of_ranks_is_unknown(void **state)
{
    (void)state;
    const hsize_t all[] = {ROWS, RANKS}, one[] = {ROWS, 1};
    sample_put(EXPECTED, "/result/sums", H5T_NATIVE_INT8, 2, all, wanted);
    sample_put(GOT, "/result/sums", H5T_NATIVE_INT8, 2, one, wanted);
    must_say("number_of_ranks_unknown", "10 x 1 instead of 10 x 4: does the program know", "");
}

static void another_shape(void **state)
{
    (void)state;
    const hsize_t upright[] = {ROWS, COLUMNS}, turned[] = {COLUMNS, ROWS};
    sample_put(EXPECTED, "/result/rows", H5T_NATIVE_DOUBLE, 2, upright, wanted);
    sample_put(GOT, "/result/rows", H5T_NATIVE_DOUBLE, 2, turned, wanted);
    must_say("wrong_shape", "3 x 10 instead of 10 x 3", "");
}

/* ---- factors ---- */

static void scale_there(double factor)
{
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        there[i / COLUMNS][i % COLUMNS] *= factor;
    }
}

static void sum_instead_of_mean(void **state)
{
    (void)state;
    scale_there(RANKS);
    put_rows();
    must_say("sum_instead_of_mean", "every value is 4 times", "rows 0-9");
}

static void sum_but_one_value(void **state)
{
    (void)state;
    scale_there(RANKS);
    there[7][1] *= 1.01;
    put_rows();
    must_not_say("sum_instead_of_mean");
}

static void divided_twice(void **state)
{
    (void)state;
    scale_there(1.0 / RANKS);
    put_rows();
    must_say("divided_twice", "divided by 4", "rows 0-9");
}

static void counted_on_every_rank(void **state)
{
    (void)state;
    int64_t expected = 1797, got = 4 * 1797;
    put_both("/result/count", H5T_NATIVE_INT64, 0, NULL, &expected, &got);
    must_say("counted_on_every_rank", "the value is 4 times the expected one", "");
    assert_string_equal(value("expected"), "1797");
}

/* ---- numbers near, and series ---- */

static void about_the_sum(void **state)
{
    (void)state;
    scale_there(RANKS);
    there[7][1] *= 1.004;
    put_rows();
    must_say("sum_instead_of_mean", "every value is about 4 times", "rows 0-9");
}

static void put_shares(int first)
{
    const hsize_t shape[] = {RANKS};
    const int shares[RANKS] = {first, 2, 2, 2};
    sample_put(EXPECTED, "/timing/items", H5T_NATIVE_INT, 1, shape, shares);
}

static void unweighted_mean(void **state)
{
    (void)state;
    scale_there(1.003);
    there[7][1] = wanted[7][1];
    put_rows();
    put_shares(3);
    must_say("unweighted_mean", "not weighted by how many items each rank has (3, 2, 2 and 2)?",
             "rows 0-9");
}

static void a_mean_of_equal_shares_needs_no_weights(void **state)
{
    (void)state;
    scale_there(1.003);
    put_rows();
    put_shares(2);
    must_say("near", "the values are near what is expected, but not the same", "rows 0-9");
}

static void a_few_near_values(void **state)
{
    (void)state;
    there[2][1] *= 1.003;
    there[3][0] *= 1.002;
    put_rows();
    put_shares(3);
    must_say("values_differ", "rows 2-3 are not as expected", "rows 2-3");
}

enum { STEPS = 6 };

static const double losses[STEPS] = {2.5, 2, 1.5, 1.25, 1, 0.75};

static void put_series(const double got[STEPS])
{
    const hsize_t shape[] = {STEPS};
    put_both("/result/loss", H5T_NATIVE_DOUBLE, 1, shape, losses, got);
}

static void a_series_of_sums(void **state)
{
    (void)state;
    put_series((double[]){10, 1, 0.5, 0.25, 0.125, 0});
    must_say("sum_instead_of_mean", "already the first value is 4 times the expected one",
             "indices 0-5");
}

static void a_series_of_parts(void **state)
{
    (void)state;
    put_series((double[]){0.625, 3, 4, 5, 6, 7});
    must_say("divided_twice", "already the first value is the expected one divided by 4",
             "indices 0-5");
}

static void a_series_never_divided(void **state)
{
    (void)state;
    put_series((double[]){2500, 3, 4, 5, 6, 7});
    must_say("sum_instead_of_mean", "already the first value is 1000 times the expected one: is a",
             "indices 0-5");
}

static void a_series_that_begins_wrong(void **state)
{
    (void)state;
    put_series((double[]){2.625, 3, 4, 5, 6, 7});
    must_say("values_differ", "indices 0-5 are not as expected", "indices 0-5");
}

static void a_series_that_drifts_away(void **state)
{
    (void)state;
    put_series((double[]){2.5, 3, 4, 5, 6, 7});
    put_shares(2);
    must_say("drifts_away", "from [1] on the values drift away: does every rank get the sum",
             "indices 1-5");
}

static void a_series_without_weights(void **state)
{
    (void)state;
    put_series((double[]){2.5, 3, 4, 5, 6, 7});
    put_shares(3);
    must_say("unweighted_mean", "how many items each rank has (3, 2, 2 and 2)?", "indices 1-5");
}

static void a_series_that_comes_back(void **state)
{
    (void)state;
    put_series((double[]){2.5, 3, 4, 5, 6, 0.75});
    put_shares(3);
    must_say("values_differ", "indices 1-4 are not as expected", "indices 1-4");
}

static void a_count_that_is_too_small(void **state)
{
    (void)state;
    int expected = 1797, got = 450;
    put_both("/result/count", H5T_NATIVE_INT, 0, NULL, &expected, &got);
    must_say("values_differ", "450 instead of 1797: is not every rank's part in it?", "");
}

static void a_sum_cut_to_an_int(void **state)
{
    (void)state;
    int64_t expected = 9004500500, got = 414565908;
    put_both("/result/sum", H5T_NATIVE_INT64, 0, NULL, &expected, &got);
    must_say("cut_to_4_bytes", "is a type of 4 bytes (MPI_INT) used for values of 8", "");
}

static void a_sum_that_is_another(void **state)
{
    (void)state;
    int64_t expected = 9004500500, got = 414565909;
    put_both("/result/sum", H5T_NATIVE_INT64, 0, NULL, &expected, &got);
    must_not_say("cut_to_4_bytes");
}

static void a_count_that_is_too_large(void **state)
{
    (void)state;
    int expected = 1797, got = 1800;
    put_both("/result/count", H5T_NATIVE_INT, 0, NULL, &expected, &got);
    must_say("values_differ", "1800 instead of 1797: is something in it more than once?", "");
}

/* ---- values ---- */

static void not_numbers(void **state)
{
    (void)state;
    there[3][1] = NAN;
    there[4][1] = -INFINITY;
    put_owned_rows();
    must_say("not_a_number", "rows 3-4, owned by rank 1 of 4, column 1, are not finite",
             "rows 3-4, owned by rank 1 of 4, column 1");
    assert_string_equal(value("got"), "[3][1] = not a number");
}

static void not_numbers_and_others(void **state)
{
    (void)state;
    there[3][1] = NAN;
    there[4][1] = 17;
    put_owned_rows();
    must_not_say("not_a_number");
}

static void garbage(void **state)
{
    (void)state;
    there[0][0] = 6.9e-310; /* a pointer, read as a number */
    there[0][1] = 4.6e-310;
    there[0][2] = 0;
    there[1][0] = 1e270;
    put_rows();
    must_say("garbage", "nothing that a computation gives", "rows 0-1");
}

static void untouched(void **state)
{
    (void)state;
    zero_rows(0, ROWS);
    put_owned_rows();
    must_say("untouched", "every value is 0", "rows 0-9, owned by ranks 0-3 of 4");
}

static void untouched_rank(void **state)
{
    (void)state;
    first_todo = "TODO(1): find out which rank this process is";
    put_per_rank((int[]){0, 1, 2, 3}, (int[]){0, 0, 0, 0});
    must_say("untouched",
             "on every rank the value is 0, as in the unfinished exercise; the next "
             "step there is TODO(1): find out which rank",
             "ranks 1-3 of 4");
}

static void no_rows_at_all(void **state)
{
    (void)state;
    const hsize_t all[] = {ROWS, COLUMNS}, none[] = {0, COLUMNS};
    sample_put(EXPECTED, "/result/rows", H5T_NATIVE_DOUBLE, 2, all, wanted);
    sample_put(GOT, "/result/rows", H5T_NATIVE_DOUBLE, 2, none, NULL);
    must_say("untouched", "no values at all, instead of 10 x 3", "");
}

static void same_on_every_rank(void **state)
{
    (void)state;
    put_per_rank((int[]){1, 2, 3, 4}, (int[]){9, 9, 9, 9});
    must_say("same_on_every_rank", "should depend on the rank", "ranks 0-3 of 4");
}

static void wrong_on_every_rank(void **state)
{
    (void)state;
    put_per_rank((int[]){4, 4, 4, 4}, (int[]){1, 1, 1, 1});
    must_say("values_differ", "the values of ranks 0-3 of 4 are 1 instead of 4", "ranks 0-3 of 4");
}

static void a_neighbours_value(void **state)
{
    (void)state;
    put_per_rank((int[]){5, 7, 11, 13}, (int[]){7, 11, 13, 5});
    must_say("blocks_in_wrong_order", "ranks 1, 2, 3, 0", "ranks 0-3 of 4");
}

static void one_wrong_rank(void **state)
{
    (void)state;
    put_per_rank((int[]){1, 1, 1, 1}, (int[]){1, 1, 0, 1});
    must_say("parts_missing", "the value of rank 2 of 4 is 0", "rank 2 of 4");
}

static void all_are_rank_0(void **state)
{
    (void)state;
    put_per_rank((int[]){0, 1, 2, 3}, (int[]){0, 0, 0, 0}); /* and no step was left open */
    must_say("every_part_is_rank_0s", "every rank has what rank 0 should have", "ranks 1-3 of 4");
}

static void only_one_value(void **state)
{
    (void)state;
    put_per_rank((int[]){1, 1, 1, 1}, (int[]){1, 0, 0, 0});
    must_say("only_roots_part", "only rank 0's value is there, the values of ranks 1-3 are 0",
             "ranks 1-3 of 4");
}

static void the_same_on_wrong_ranks(void **state)
{
    (void)state;
    put_per_rank((int[]){8, 8, 8, 8}, (int[]){8, 4, 4, 4});
    must_say("only_some_ranks_right", "rank 0 is right, ranks 1-3 of 4 have 4 instead of 8",
             "ranks 1-3 of 4");
}

static void texts_cut_off(void **state)
{
    (void)state;
    sample_texts(EXPECTED, "/result/texts", "rank 0\0rank 1", 7, 2);
    sample_texts(GOT, "/result/texts", "ran\0ran", 4, 2);
    must_say("cut_off", "indices 0-1 are cut off after 3 characters", "indices 0-1");
}

static void texts(void **state)
{
    (void)state;
    sample_texts(EXPECTED, "/result/texts", "rank 0\0rank 1", 7, 2);
    sample_texts(GOT, "/result/texts", "rank 0\0rank\033\t", 7, 2);
    must_say("values_differ", "index 1", "index 1");
    assert_string_equal(value("expected"), "[1] = \"rank 1\"");
    assert_string_equal(value("got"), "[1] = \"rank\\x1b\\x09\"");
    assert_string_equal(value("worst"), "");
}

static void exact_integers(void **state)
{
    (void)state;
    int64_t expected = INT64_MAX, got = INT64_MAX - 1; /* the same as real numbers */
    put_both("/result/checksum", H5T_NATIVE_INT64, 0, NULL, &expected, &got);
    must_say("values_differ", "the value is 9223372036854775806 instead of 9223372036854775807",
             "");
}

/* ---- datasets ---- */

static void a_dataset_is_missing(void **state)
{
    (void)state;
    int one = 1, two = 2;
    put_both("/result/a", H5T_NATIVE_INT, 0, NULL, &one, &two);
    sample_put(EXPECTED, "/result/b", H5T_NATIVE_INT, 0, NULL, &one);
    sample_put(GOT, "/result/c", H5T_NATIVE_INT, 0, NULL, &one);
    must_say("missing_dataset", "not in the result file", "");
    assert_string_equal(value("dataset"), "/result/b");
    assert_int_equal(findings_count(&said, FINDING_ERROR), 2);
    assert_string_equal(finding_text(&said.all[1], "dataset"), "/result/a");
    must_note(2, "/result/c");
}

static void an_extra_dataset_is_no_fault(void **state)
{
    (void)state;
    int one = 1;
    put_both("/result/a", H5T_NATIVE_INT, 0, NULL, &one, &one);
    sample_put(GOT, "/result/more/b", H5T_NATIVE_INT, 0, NULL, &one);
    must_be_same();
    must_note(0, "/result/more/b");
}

/* `expected` is of one rank, `got` of RANKS. */
static compare_verdict judge_other_ranks(void)
{
    const int one = 1;
    H5LTset_attribute_int(sample_files[EXPECTED], "/", "ranks", &one, 1);
    samples_end();
    return compare_files(sample_paths[EXPECTED], sample_paths[GOT], NULL, true, &said);
}

static void a_part_for_each_rank_follows_the_ranks(void **state)
{
    (void)state;
    const hsize_t one[] = {1, COLUMNS}, all[] = {RANKS, COLUMNS}, none[] = {0};
    sample_put(EXPECTED, "/result/parts", H5T_NATIVE_DOUBLE, 2, one, wanted);
    sample_put(GOT, "/result/parts", H5T_NATIVE_DOUBLE, 2, all, there);
    sample_put(EXPECTED, "/result/pairs", H5T_NATIVE_DOUBLE, 1, none, NULL);
    sample_put(GOT, "/result/pairs", H5T_NATIVE_DOUBLE, 1, all, there);
    put_rows();
    assert_int_equal(judge_other_ranks(), COMPARE_SAME);
    assert_int_equal(said.count, 2);
    assert_string_equal(said.all[0].kind, "follows_ranks");
    assert_string_equal(finding_text(&said.all[0], "dataset"), "/result/parts");
    assert_int_equal(said.all[0].severity, FINDING_NOTE);
}

static void rows_that_are_missing_do_not_follow_the_ranks(void **state)
{
    (void)state;
    const hsize_t whole[] = {ROWS, COLUMNS}, less[] = {ROWS - 2, COLUMNS};
    sample_put(EXPECTED, "/result/rows", H5T_NATIVE_DOUBLE, 2, whole, wanted);
    sample_put(GOT, "/result/rows", H5T_NATIVE_DOUBLE, 2, less, there);
    assert_int_equal(judge_other_ranks(), COMPARE_DIFFERENT);
    assert_string_equal(said.all[0].kind, "wrong_shape");
}

static void other_values_are_found_beside_what_follows_the_ranks(void **state)
{
    (void)state;
    const hsize_t one[] = {1}, all[] = {RANKS};
    sample_put(EXPECTED, "/result/parts", H5T_NATIVE_DOUBLE, 1, one, wanted);
    sample_put(GOT, "/result/parts", H5T_NATIVE_DOUBLE, 1, all, there);
    there[7][1] += 1;
    put_rows();
    assert_int_equal(judge_other_ranks(), COMPARE_DIFFERENT);
}

static void what_is_written_first_comes_first(void **state)
{
    (void)state;
    int one = 1, two = 2;
    put_both("/result/z", H5T_NATIVE_INT, 0, NULL, &one, &two);
    put_both("/result/a", H5T_NATIVE_INT, 0, NULL, &one, &two);
    must_say("values_differ", "2 instead of 1", "");
    assert_string_equal(value("dataset"), "/result/z");
}

static void another_type(void **state)
{
    (void)state;
    int one = 1;
    double real = 1;
    sample_put(EXPECTED, "/result/a", H5T_NATIVE_INT, 0, NULL, &one);
    sample_put(GOT, "/result/a", H5T_NATIVE_DOUBLE, 0, NULL, &real);
    must_say("wrong_type", "float64 instead of int32", "");
}

static void never_written(void **state)
{
    (void)state;
    const hsize_t shape[] = {ROWS, COLUMNS};
    zero_rows(0, ROWS);
    sample_put(EXPECTED, "/result/rows", H5T_NATIVE_DOUBLE, 2, shape, there);
    sample_put(GOT, "/result/rows", H5T_NATIVE_DOUBLE, 2, shape, NULL);
    must_say("unreadable", "it has no values", "");
}

/* ---- files that want to deceive ---- */

static void links_are_not_followed(void **state)
{
    (void)state;
    int one = 1;
    sample_put(EXPECTED, "/result/a", H5T_NATIVE_INT, 0, NULL, &one);
    sample_put(EXPECTED, "/result/b", H5T_NATIVE_INT, 0, NULL, &one);
    sample_put(GOT, "/elsewhere", H5T_NATIVE_INT, 0, NULL, &one);
    H5Gclose(H5Gcreate2(sample_files[GOT], "/result", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    assert_true(H5Lcreate_external("expected.h5", "/result/a", sample_files[GOT], "/result/a",
                                   H5P_DEFAULT, H5P_DEFAULT) >= 0);
    assert_true(H5Lcreate_soft("/elsewhere", sample_files[GOT], "/result/b", H5P_DEFAULT,
                               H5P_DEFAULT) >= 0);
    must_say("missing_dataset", "not in the result file", "");
    assert_int_equal(said.count, 2);
}

static void the_whole_result_is_a_link(void **state)
{
    (void)state;
    int one = 1;
    sample_put(EXPECTED, "/result/a", H5T_NATIVE_INT, 0, NULL, &one);
    assert_true(H5Lcreate_external("expected.h5", "/result", sample_files[GOT], "/result",
                                   H5P_DEFAULT, H5P_DEFAULT) >= 0);
    must_say("missing_dataset", "not in the result file", "");
    assert_int_equal(said.count, 1);
}

static void values_in_another_file(void **state)
{
    (void)state;
    const hsize_t shape[] = {4};
    int values[4] = {1, 2, 3, 4};
    hid_t create = H5Pcreate(H5P_DATASET_CREATE), space = H5Screate_simple(1, shape, NULL);
    sample_put(EXPECTED, "/result/a", H5T_NATIVE_INT, 1, shape, values);
    H5Gclose(H5Gcreate2(sample_files[GOT], "/result", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    assert_true(H5Pset_external(create, "expected.h5", 2048, sizeof values) >= 0);
    hid_t dataset = H5Dcreate2(sample_files[GOT], "/result/a", H5T_NATIVE_INT, space, H5P_DEFAULT,
                               create, H5P_DEFAULT);
    H5Dclose(dataset);
    H5Sclose(space);
    H5Pclose(create);
    must_say("unreadable", "its values are in another file", "");
}

static void groups_that_contain_themselves(void **state)
{
    (void)state;
    int one = 1;
    put_both("/result/a", H5T_NATIVE_INT, 0, NULL, &one, &one);
    for (int i = 0; i < 30; i++) {
        char name[40];
        snprintf(name, sizeof name, "/result/again%d", i);
        H5Lcreate_hard(sample_files[GOT], "/result", sample_files[GOT], name, H5P_DEFAULT,
                       H5P_DEFAULT);
    }
    must_be_same();
}

static void huge_shapes(void **state)
{
    (void)state;
    const hsize_t small[] = {ROWS}, huge[] = {(hsize_t)1 << 45};
    sample_put(EXPECTED, "/result/a", H5T_NATIVE_DOUBLE, 1, small, wanted);
    sample_put(GOT, "/result/a", H5T_NATIVE_DOUBLE, 1, huge, NULL);
    must_say("unreadable", "it has no values", "");
}

static void an_owner_that_leads_outside(void **state)
{
    (void)state;
    there[8][1] += 1;
    put_rows();
    H5LTset_attribute_string(sample_files[GOT], "/result/rows", "row_owner", "/far/away");
    H5Lcreate_external("expected.h5", "/", sample_files[GOT], "/far", H5P_DEFAULT, H5P_DEFAULT);
    must_say("values_differ", "row 8", "row 8");
}

/* ---- the checker's own faults ---- */

static void nothing_expected(void **state)
{
    (void)state;
    int one = 1;
    sample_put(GOT, "/result/a", H5T_NATIVE_INT, 0, NULL, &one);
    assert_int_equal(judge(), COMPARE_FAILED);
}

static void an_expected_type_that_cannot_be_compared(void **state)
{
    (void)state;
    int one = 1;
    hid_t compound = H5Tcreate(H5T_COMPOUND, sizeof one);
    H5Tinsert(compound, "one", 0, H5T_NATIVE_INT);
    put_both("/result/a", compound, 0, NULL, &one, &one);
    H5Tclose(compound);
    assert_int_equal(judge(), COMPARE_FAILED);
    must_hold(sentence, "/result/a");
}

/* ---- a field, and its halo ---- */

enum { FRAMES = 4, HEIGHT = 24, WIDTH = 5 };

static double plates[SIDES][HEIGHT][FRAMES][WIDTH];

/* As heat: after 0, 1, 2 and 16 steps. halo(step, row, other) is what row `row` takes for row `other`, of another part
 * (parts of 6 rows), or beyond the edge (-1, HEIGHT: then zeros are right). */
typedef const double *halo_rule(int step, int row, int other);
static double before[HEIGHT][WIDTH], last[HEIGHT][WIDTH];
static const double zeros[WIDTH];

static const double *right_halo(int step, int row, int other)
{
    (void)step, (void)row;
    return other < 0 || other >= HEIGHT ? zeros : before[other];
}

static void spread(int side, halo_rule *halo)
{
    static const int due[FRAMES] = {0, 1, 2, 16};
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
        before[i / WIDTH][i % WIDTH] = last[i / WIDTH][i % WIDTH] = 5 + i * 37 % 101;
    }
    for (int step = 0, frame = 0; frame < FRAMES; step++) {
        double now[HEIGHT][WIDTH];
        if (step == due[frame]) {
            for (int y = 0; y < HEIGHT; y++) {
                memcpy(plates[side][y][frame], before[y], sizeof before[y]);
            }
            frame++;
        }
        for (int y = 0; y < HEIGHT; y++) {
            const double *up = y % 6 > 0 ? before[y - 1] : halo(step, y, y - 1);
            const double *down = y % 6 < 5 ? before[y + 1] : halo(step, y, y + 1);
            for (int x = 0; x < WIDTH; x++) {
                double sides =
                    (x > 0 ? before[y][x - 1] : 0) + (x < WIDTH - 1 ? before[y][x + 1] : 0);
                now[y][x] = (sides + up[x] + down[x] + before[y][x]) * 0.2;
            }
        }
        memcpy(last, before, sizeof before);
        memcpy(before, now, sizeof before);
    }
}

static void put_plates(halo_rule *halo)
{
    static const int64_t steps[FRAMES] = {0, 1, 2, 16}, parts[RANKS + 1] = {0, 6, 12, 18, 24};
    const hsize_t shape[] = {HEIGHT, FRAMES * WIDTH}, count = FRAMES;
    spread(EXPECTED, right_halo);
    spread(GOT, halo);
    put_both("/result/plate", H5T_NATIVE_DOUBLE, 2, shape, plates[EXPECTED], plates[GOT]);
    put_both("/result/step", H5T_NATIVE_INT64, 1, &count, steps, steps);
    for (int side = 0; side < SIDES; side++) {
        sample_offsets(side, "/result/plate", parts, RANKS + 1);
        sample_text(side, "/result/plate", "picture", "frames over /result/step");
    }
}

static const double *no_halo(int step, int row, int other)
{
    (void)step, (void)row, (void)other;
    return zeros;
}

static const double *no_upper_halo(int step, int row, int other)
{
    return other < row ? zeros : right_halo(step, row, other);
}

static const double *second_row(int step, int row, int other)
{
    return other < row || other >= HEIGHT ? right_halo(step, row, other) : before[other + 1];
}

static const double *exchanged_halo(int step, int row, int other)
{
    return right_halo(step, row, other < row ? row / 6 * 6 + 6 : row / 6 * 6 - 1);
}

static const double *late_halo(int step, int row, int other)
{
    (void)step, (void)row;
    return other < 0 || other >= HEIGHT ? zeros : last[other];
}

static void a_halo_that_never_arrives(void **state)
{
    (void)state;
    put_plates(no_halo);
    must_say("wrong_at_borders", "the halo is 0, so that nothing seems to arrive in it",
             "rows 0-23, owned by ranks 0-3 of 4");
    must_hold(sentence,
              "after step 1 only values near borders between ranks are wrong, as in rows 5 to 18");
}

static void an_upper_halo_that_never_arrives(void **state)
{
    (void)state;
    put_plates(no_upper_halo);
    must_say("wrong_at_borders", "the halo above the first row of a part is 0",
             "rows 0-23, owned by ranks 0-3 of 4");
}

static void another_row_in_the_halo(void **state)
{
    (void)state;
    put_plates(second_row);
    must_say("wrong_at_borders", "in the halo below a part is what row 7 holds, not row 6",
             "rows 0-23, owned by ranks 0-3 of 4");
}

static void halos_exchanged(void **state)
{
    (void)state;
    put_plates(exchanged_halo);
    must_say("wrong_at_borders", "are the upper and the lower halo exchanged",
             "rows 0-23, owned by ranks 0-3 of 4");
}

static void a_halo_of_the_step_before(void **state)
{
    (void)state;
    put_plates(late_halo);
    must_say("wrong_at_borders", "up to step 1 all is right: is the halo of later steps an old one",
             "rows 0-23, owned by ranks 0-3 of 4");
}

/* Within a part, too: then it is no halo. */
static void wrong_within_a_part(void **state)
{
    (void)state;
    put_plates(right_halo);
    plates[GOT][5][1][2] += 1;
    plates[GOT][2][1][2] += 1;
    sample_rewrite("/result/plate", &plates[GOT][0][0][0]);
    must_not_say("wrong_at_borders");
}

static void a_field_that_begins_wrong(void **state)
{
    (void)state;
    put_plates(no_halo);
    plates[GOT][5][0][2] += 1;
    sample_rewrite("/result/plate", &plates[GOT][0][0][0]);
    must_not_say("wrong_at_borders");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(equal_values),
        TEST(within_tolerance),
        TEST(beyond_tolerance),
        TEST(the_tolerance_of_got_is_not_asked),
        TEST(remainder_rows),
        TEST(remainder_rows_and_another),
        TEST(remainder_shortens_the_file),
        TEST(every_part_is_rank_0s),
        TEST(every_part_but_one_value),
        TEST(every_card_is_rank_0s),
        TEST(all_write_the_rows_of_rank_0),
        TEST(parts_in_another_order),
        TEST(parts_in_another_order_and_a_wrong_value),
        TEST(only_one_part),
        TEST(two_parts_missing),
        TEST(a_part_and_a_half_missing),
        TEST(parts_one_over_the_other),
        TEST(one_rank_is_wrong),
        TEST(rows_nobody_wrote),
        TEST(cards_not_dealt_back),
        TEST(offsets_that_lie),
        TEST(next_rows),
        TEST(previous_rows),
        TEST(some_previous_rows),
        TEST(all_but_the_first_part_too_early),
        TEST(parts_too_early),
        TEST(parts_too_close),
        TEST(parts_too_early_but_one),
        TEST(half_of_the_values),
        TEST(more_than_half_of_the_values),
        TEST(as_many_values_as_rows),
        TEST(counts_of_one_rank_alone),
        TEST(counts_of_one_rank_with_one_that_is_more),
        TEST(counts_of_too_many_ranks),
        TEST(sorted_values_that_are_shifted),
        TEST(all_counts_in_one_row),
        TEST(nearly_all_counts_in_one_row),
        TEST(each_part_sorted_by_itself),
        TEST(parts_sorted_with_one_value_twice),
        TEST(not_merged),
        TEST(sorted_but_other_values),
        TEST(a_rank_with_much_more_work),
        TEST(a_rank_with_a_little_more_work),
        TEST(parts_written_over_each_other),
        TEST(all_rows_the_same),
        TEST(all_rows_but_one_the_same),
        TEST(other_columns),
        TEST(other_columns_and_a_wrong_value),
        TEST(column_by_column),
        TEST(transposed_square),
        TEST(transposed_shape),
        TEST(the_number_of_ranks_is_unknown),
        TEST(another_shape),
        TEST(sum_instead_of_mean),
        TEST(sum_but_one_value),
        TEST(divided_twice),
        TEST(counted_on_every_rank),
        TEST(about_the_sum),
        TEST(unweighted_mean),
        TEST(a_mean_of_equal_shares_needs_no_weights),
        TEST(a_few_near_values),
        TEST(a_series_of_sums),
        TEST(a_series_of_parts),
        TEST(a_series_never_divided),
        TEST(a_series_that_begins_wrong),
        TEST(a_series_that_drifts_away),
        TEST(a_series_without_weights),
        TEST(a_series_that_comes_back),
        TEST(a_count_that_is_too_small),
        TEST(a_count_that_is_too_large),
        TEST(a_sum_cut_to_an_int),
        TEST(a_sum_that_is_another),
        TEST(not_numbers),
        TEST(not_numbers_and_others),
        TEST(garbage),
        TEST(untouched),
        TEST(untouched_rank),
        TEST(no_rows_at_all),
        TEST(same_on_every_rank),
        TEST(wrong_on_every_rank),
        TEST(a_neighbours_value),
        TEST(one_wrong_rank),
        TEST(all_are_rank_0),
        TEST(only_one_value),
        TEST(the_same_on_wrong_ranks),
        TEST(texts_cut_off),
        TEST(texts),
        TEST(exact_integers),
        TEST(a_dataset_is_missing),
        TEST(an_extra_dataset_is_no_fault),
        TEST(a_part_for_each_rank_follows_the_ranks),
        TEST(rows_that_are_missing_do_not_follow_the_ranks),
        TEST(other_values_are_found_beside_what_follows_the_ranks),
        TEST(what_is_written_first_comes_first),
        TEST(another_type),
        TEST(never_written),
        TEST(links_are_not_followed),
        TEST(the_whole_result_is_a_link),
        TEST(values_in_another_file),
        TEST(groups_that_contain_themselves),
        TEST(huge_shapes),
        TEST(an_owner_that_leads_outside),
        TEST(nothing_expected),
        TEST(an_expected_type_that_cannot_be_compared),
        TEST(a_halo_that_never_arrives),
        TEST(an_upper_halo_that_never_arrives),
        TEST(another_row_in_the_halo),
        TEST(halos_exchanged),
        TEST(a_halo_of_the_step_before),
        TEST(wrong_within_a_part),
        TEST(a_field_that_begins_wrong),
    };
    scratch_create(directory);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scratch_remove(directory);
    return failed;
}

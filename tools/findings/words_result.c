/* What tools/compare finds in a result file. Values: numbers.c, parts.c, patterns.c, shape.c there. */
#include "words.h"
#include "words_tables.h"
#include <string.h>

#define SHAPE "the shape is {shape.got} instead of {shape.expected}"
#define AT_BORDERS                                                                                 \
    "after step {step} only values near borders between ranks are wrong, as in rows {edge.first} " \
    "to {edge.last}: "

const words_row words_of_results[] = {
    /* ---- files and datasets ---- */
    {"cannot_compare", "", "the expected file: {path}: {why}"},
    {"no_result_file", "partial",
     "the program ended before its result file was complete: is results_close reached on all "
     "ranks?"},
    {"no_result_file", "", "the program has written no result file"},
    {"unreadable", "dataset", "the dataset cannot be read: {why}"},
    {"unreadable", "", "the result file {why}"},
    {"missing_dataset", "", "the dataset is not in the result file"},
    {"extra_dataset", "", "extra_dataset {dataset}"},
    {"follows_ranks", "", "the shape of {dataset} follows the number of ranks"},
    {"idle_ranks", "", "{ranks.who} {has.who} nothing to work on"},
    {"uneven_shares", "",
     "rank {rank} had {made} items to work on, where no rank needs more than {wanted}"},
    {"wrong_type", "", "the values are of type {type.got} instead of {type.expected}"},
    /* ---- shapes ---- */
    {"wrong_shape", "", SHAPE},
    {"transposed", "shape.got", SHAPE ": rows and columns are exchanged"},
    {"transposed", "oblong", "all values lie column by column: rows and columns are exchanged"},
    {"transposed", "", "rows and columns are exchanged"},
    {"number_of_ranks_unknown", "", SHAPE ": does the program know how many ranks there are?"},
    {"every_rank_gives_all", "", SHAPE ": does every rank give all rows, instead of its own?"},
    /* ---- nothing done ---- */
    {"untouched", "shape.expected",
     "there are no values at all, instead of {shape.expected}; the next step in the exercise is "
     "{todo}"},
    {"untouched", "shape.expected",
     "there are no values at all, instead of {shape.expected}: does no rank give any?"},
    {"untouched", "",
     "{what} {zero}, as in the unfinished exercise; the next step there is {todo}"},
    {"untouched", "size",
     "{what} {zero}: is it never computed, or does it never arrive at the rank that writes it?"},
    {"untouched", "", "{what} {zero}: is it never computed, or does it never arrive?"},
    /* ---- parts of ranks ---- */
    {"remainder_left_out", "shape.got", SHAPE ": were the remainder rows left out?"},
    {"remainder_left_out", "",
     "{subject} 0: were the remainder rows left out ({rows.all} rows on {size} ranks leave "
     "{rest})?"},
    {"parts_missing", "",
     "the {part}{s.missing} of {ranks.missing} of {size} {is.missing} {zero}, those of the others "
     "are right"},
    {"only_roots_part", "shape.got", SHAPE ": is only one rank's part there?"},
    {"only_roots_part", "",
     "only rank {rank}'s {part} is there, the {part}{s.missing} of {ranks.missing} {is.missing} "
     "{zero}: never sent, never received, or {cause}?"},
    {"every_part_is_rank_0s", "",
     "only the rows of rank 0 are there, and rank {writer} has written them, too: do all ranks "
     "compute the rows of rank 0?"},
    {"every_part_is_rank_0s", "part=value",
     "every rank has what rank 0 should have: does every rank take itself for rank 0, or is rank "
     "0's sent to all?"},
    {"every_part_is_rank_0s", "",
     "every rank's part equals rank 0's: do all ranks read or compute the same rows?"},
    {"same_on_every_rank", "",
     "it is the same on every rank, but should depend on the rank: does every rank take itself for "
     "the same one?"},
    {"same_rows", "",
     "every row is the same, but they should differ: does each of them begin at the same place, "
     "because an offset is left out?"},
    {"written_over", "",
     "no rank writes {nobodys} of the rows, and others have wrong values: do ranks write over each "
     "other, because they begin at the same place (an offset that is left out)?"},
    {"rows_of_nobody", "",
     "{subject} 0: do the rows that the ranks take begin too late, or end too early?"},
    {"parts_on_top_of_each_other", "",
     "rank {rank}'s part lies where rank 0's belongs, and the rest is 0: are all parts put at the "
     "same place (displacements)?"},
    {"only_the_beginning", "",
     "only the first {values.there} of {values.all} values are there, as many as there are rows: "
     "does the call count rows, but in the type of a single value?"},
    {"only_the_beginning", "",
     "only the first half of the values is there, the rest is 0: is the type of the call half as "
     "long as they are (MPI_FLOAT for MPI_DOUBLE)?"},
    {"only_some_ranks_right", "",
     "{ranks.right} {is.right} right, {ranks.wrong} of {size} {has.wrong} {there} instead of "
     "{wanted}"},
    {"only_some_ranks_right", "",
     "{ranks.right} {is.right} right, {ranks.wrong} of {size} {is.wrong} not"},
    {"wrong_at_borders", "halo=nothing",
     AT_BORDERS "the halo is 0, so that nothing seems to arrive in it: is it never sent?"},
    {"wrong_at_borders", "halo=nothing above",
     AT_BORDERS "the halo above the first row of a part is 0: is that row never sent, or received "
                "elsewhere?"},
    {"wrong_at_borders", "halo=nothing below",
     AT_BORDERS "the halo below the last row of a part is 0: is that row never sent, or received "
                "elsewhere?"},
    {"wrong_at_borders", "halo=row",
     AT_BORDERS "in the halo {side} a part is what row {halo.is} holds, not row {halo.wanted}: is "
                "the wrong row sent, or the right one received elsewhere?"},
    {"wrong_at_borders", "halo=exchanged",
     AT_BORDERS "and where nothing should arrive, at the edges of the whole: are the upper and the "
                "lower halo exchanged, or the edges taken for neighbours?"},
    {"wrong_at_borders", "halo=late",
     AT_BORDERS "up to step {steps.right} all is right: is the halo of later steps an old one, not "
                "sent in every step, or taken before the new values are there?"},
    {"wrong_at_borders", "only=corners",
     AT_BORDERS "the corners of the halo, which come from ranks that are diagonal neighbours, are "
                "wrong: are they never sent?"},
    {"wrong_at_borders", "only=sides",
     AT_BORDERS "the columns beside the ranks' blocks are wrong, those above and below right: do "
                "columns travel as they should?"},
    {"wrong_at_borders", "only=rows",
     AT_BORDERS "the rows above and below the ranks' blocks are wrong, those beside right: do rows "
                "travel as they should?"},
    {"wrong_at_borders", "",
     AT_BORDERS "does every rank get the values next to its own into its halo, before every step?"},
    /* ---- right values in wrong places ---- */
    {"blocks_in_wrong_order", "",
     "the parts of all ranks are there, but in the wrong order: those of ranks {order}"},
    {"rows_in_rank_order", "",
     "all rows are there, but one rank's after the other's: each belongs at its own row number"},
    {"off_by_one_row", "",
     "every row holds what belongs into the {holds} row: is a first row or a displacement off by "
     "one?"},
    {"off_by_one_row", "",
     "the parts of all ranks but 0 begin one row too {begin}: is a displacement off by one?"},
    {"off_by_one_row", "",
     "every part begins one row too {gap} the one before: are the displacements off by one?"},
    {"values_in_wrong_order", "",
     "every row has the right values, but in another order: do they come from the wrong side, or "
     "one after the other in the wrong order?"},
    {"sorted_by_parts", "all_there",
     "each rank's values rise, and all are there, but at {from}, where the next rank's begin, they "
     "fall: did each sort its own, or do the ranks not agree on whose they are?"},
    {"sorted_by_parts", "",
     "each rank's values rise, but at {from}, where the next rank's begin, they fall, and not all "
     "are there: do the ranks agree on which values are whose, and how many?"},
    {"not_sorted", "all_there",
     "all values are there, but not in their order: they fall {falls} time{s.falls}, first at "
     "{from}"},
    {"not_sorted", "",
     "the values should rise, but fall {falls} time{s.falls}, first at {from}, and are not all "
     "those expected: are some received over others, or never sent?"},
    /* ---- numbers ---- */
    {"sum_instead_of_mean", "",
     "{what} {factor} times the expected one: is a sum never divided by the number of items?"},
    {"sum_instead_of_mean", "",
     "{what}[ {about}] {size} times the expected one, and there are {size} ranks: a sum where "
     "the mean is wanted?"},
    {"counted_on_every_rank", "",
     "{what}[ {about}] {size} times the expected one, and there are {size} ranks: does every "
     "rank count all of it, instead of its own part?"},
    {"part_of_sum", "",
     "no value is more than expected, and all together are about {of}/{size} of it: are the parts "
     "of only {of} of {size} ranks in the sum?"},
    {"more_than_sum", "",
     "no value is less than expected, and all together are about {factor} times as much: are parts "
     "in the sum more than once, or of ranks that do not belong to it?"},
    {"all_in_one_row", "",
     "row {row.of_sum} is the sum of all rows, the others are 0: is it a sum over all ranks, where "
     "each group is to have its own (the communicator of the call)?"},
    {"cut_to_4_bytes", "",
     "only the lower 4 bytes of {what} are right: is a type of 4 bytes (MPI_INT) used for values "
     "of 8 (int64_t)?"},
    {"divided_twice", "",
     "{what} the expected one divided by {size}, the number of ranks: is it divided twice, or "
     "is only one rank's share there?"},
    {"unweighted_mean", "",
     "the beginning is right, but from {from} on the values drift away: is a mean of the ranks' "
     "means not weighted by how many items each rank has ({list.shares})?"},
    {"unweighted_mean", "",
     "{what} very near what is expected, but not the same: is it a mean of the ranks' means, not "
     "weighted by how many items each rank has ({list.shares})?"},
    {"drifts_away", "",
     "the beginning is right, but from {from} on the values drift away: does every rank get the "
     "sum over all ranks, and all of it, before it goes on?"},
    {"near", "",
     "{what} near what is expected, but not the same: is one rank's part taken for that of all, or "
     "is something left out?"},
    {"not_a_number", "", "{subject} not finite: a division by 0, or memory that was never set?"},
    {"garbage", "",
     "{subject} nothing that a computation gives: is memory read before anything has arrived "
     "there?"},
    /* ---- what is left ---- */
    {"cut_off", "what",
     "{what} cut off after {characters} character{s.characters}: is a count too small?"},
    {"cut_off", "",
     "{where} {is.rows} cut off after {characters} character{s.characters}: is a count too small?"},
    {"values_differ", "", "{subject} {there} instead of {wanted}[{count_is}]"},
    {"values_differ", "", "{subject} {zero} where there should be something else"},
    {"values_differ", "not_finite", "{subject} not as expected, and some not even finite"},
    {"values_differ", "", "{subject} not as expected"},
    {0},
};

const words_phrase words_phrases[] = {
    {"what", "single value", "the value is"},
    {"what", "value of every rank", "on every rank the value is"},
    {"what", "every text", "every text is"},
    {"what", "every value", "every value is"},
    {"what", "values", "the values are"},
    {"what", "first value", "already the first value is"},
    {"what", "single text", "the text is"},
    {"cause", "call", "does one rank alone make the call"},
    {"cause", "place", "written over"},
    {"count_is", "less", ": is not every rank's part in it?"},
    {"count_is", "more", ": is something in it more than once?"},
    {"way", "send", "to"},
    {"way", "receive", "from"},
    {"state", "in", "is in"},
    {"state", "left", "computes since it left"},
    {"state", "polls", "asks again and again by"},
    {"access", "write", "writes"},
    {"access", "read", "reads"},
    {"remedy", "receive_total", "the receive count is what one rank sends, not all together"},
    {"remedy", "send_total", "the send count is what one rank gets, not all together"},
    {"remedy", "MPI_Gather", "parts of different lengths are for MPI_Gatherv"},
    {"remedy", "MPI_Scatter", "parts of different lengths are for MPI_Scatterv"},
    {"remedy", "MPI_Allgather", "parts of different lengths are for MPI_Allgatherv"},
    {"remedy", "MPI_Alltoall", "parts of different lengths are for MPI_Alltoallv"},
    {"remedy", "same", "all ranks must give the same count"},
    {"use", "write", "writes to"},
    {"use", "read", "reads from"},
    {"use", "receive", "receives into"},
    {"use", "send", "sends from"},
    {0},
};

static const char *rows_of(const finding *f)
{
    bool index = strcmp(finding_text(f, "row"), "index") == 0;
    if (finding_get(f, "rows.last") == NULL) {
        return index ? "index {rows.first}" : "row {rows.first}";
    }
    if (finding_get(f, "gaps") != NULL) {
        return index ? "{rows} indices from {rows.first} to {rows.last}"
                     : "{rows} rows from {rows.first} to {rows.last}";
    }
    return index ? "indices {rows.first}-{rows.last}" : "rows {rows.first}-{rows.last}";
}

void words_where(const finding *f, char text[], size_t size)
{
    words_room to = {text, size, 0};
    text[0] = '\0';
    if (finding_get(f, "one_each") == NULL ||
        !words_expand(f, "{ranks.owners} of {size.owners}", 0, &to)) {
        words_expand(f, rows_of(f), 0, &to);
        words_expand(f, "[, owned by {ranks.owners} of {size.owners}]", 0, &to);
        if (finding_get(f, "nobody") != NULL) {
            bool owned = finding_get(f, "ranks.owners") != NULL;
            words_expand(f, owned ? " and by no rank" : ", written by no rank", 0, &to);
        }
    }
    words_expand(f, "[, column {column}]", 0, &to);
}

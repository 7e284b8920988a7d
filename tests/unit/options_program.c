/* A program with one option of each kind, for test_options_refused.c. Rank 0 says whether it got past
 * its command line. */
#include "common/options.h"
#include <stdio.h>

int main(int argc, char *argv[])
{
    int integer = 7, choice = 0, rank;
    double real = 0.5, pair[2] = {1, 2};
    const char *text = "word";
    bool flag = false;
    const program_option options[] = {
        OPTION_INT("integer", &integer, 1, 100, "whole number"),
        OPTION_INT("interval", &integer, -5, 5, "one that begins in the same way"),
        OPTION_DOUBLE("real", &real, 0, 10, "real number"),
        OPTION_PAIR("pair", pair, -4, 4, "X,Y", "two of them"),
        OPTION_CHOICE("choice", &choice, "block|cyclic", "one of two"),
        OPTION_TEXT("text", &text, "WORD", "a word"),
        OPTION_FLAG("flag", &flag, "on or off"),
        OPTION_END,
    };
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    options_parse(argc, argv, "tests its options", options, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("accepted\n");
    }
    MPI_Finalize();
    return 0;
}

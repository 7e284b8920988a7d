/* What hello's result must be: closed form.
 * few items: */
#include "oracle.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char *argv[])
{
    hid_t file = oracle_open(argc, argv);
    int ranks = oracle_ranks(file);
    hsize_t shape[] = {(hsize_t)ranks};
    int64_t *rank = oracle_ints(file, "/result/rank", 1, shape);
    int64_t *size = oracle_ints(file, "/result/size", 1, shape);
    int64_t *known = oracle_ints(file, "/result/host_is_known", 1, shape);
    for (int r = 0; r < ranks; r++) {
        char greeting[64];
        oracle_expect(rank[r] == r, "rank %d says that it is rank %ld", r, (long)rank[r]);
        oracle_expect(size[r] == ranks, "rank %d of %d says size %ld", r, ranks, (long)size[r]);
        oracle_expect(known[r] == 1, "rank %d does not know its host", r);
        snprintf(greeting, sizeof greeting, "Hello from rank %d of %d", r, ranks);
        const char *got = oracle_text(file, "/result/greetings", ranks, r);
        oracle_expect(strcmp(got, greeting) == 0, "greeting %d is '%s'", r, got);
    }
    free(rank);
    free(size);
    free(known);
    return 0;
}

/* Makes two result files in a directory, expected.h5 and got.h5, which differ in one value of a matrix of
 * SIDE x SIDE whole numbers; and same.h5, a link to the first.
 *
 *     sample DIRECTORY SIDE
 */
#include "tests/compare/samples.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    if (argc != 3 || chdir(argv[1]) != 0) {
        return 2;
    }
    hsize_t side = (hsize_t)atoi(argv[2]);
    const hsize_t shape[] = {side, side};
    int32_t *values = malloc((side * side + 1) * sizeof *values);
    if (values == NULL) {
        return 1;
    }
    samples_start(".", 4);
    for (hsize_t i = 0; i < side * side; i++) {
        values[i] = (int32_t)(i * 2654435761u % 1000);
    }
    sample_put(EXPECTED, "/result/rows", H5T_NATIVE_INT32, 2, shape, values);
    values[side * side - 1]++;
    sample_put(GOT, "/result/rows", H5T_NATIVE_INT32, 2, shape, values);
    samples_end();
    free(values);
    return link("expected.h5", "same.h5") == 0 ? 0 : 1;
}

/* What gather's result must be: the file read by one process, every image measured by whole numbers,
 * row sums and column sums.
 * few items: --input images-1.h5|--input images-7.h5 --root -1|--images 2 */
#include "oracle.h"
#include <stdlib.h>
#include <string.h>

enum { SIDE = 8, PIXELS = SIDE * SIDE, COLUMNS = 4, DIGITS = 10 };

static unsigned char *read_bytes(const char *path, const char *name, int64_t *count)
{
    hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT);
    hid_t space = H5Dget_space(dataset);
    *count = H5Sget_simple_extent_npoints(space);
    oracle_expect(*count > 0, "%s: no %s", path, name);
    unsigned char *bytes = malloc((size_t)*count);
    H5Dread(dataset, H5T_NATIVE_UCHAR, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes);
    H5Sclose(space);
    H5Dclose(dataset);
    H5Fclose(file);
    return bytes;
}

static void measure(const unsigned char *image, int label, double measured[])
{
    int by_column[SIDE] = {0}, by_row[SIDE] = {0}, ink = 0, x = 0, y = 0;
    for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
            by_column[column] += image[row * SIDE + column];
            by_row[row] += image[row * SIDE + column];
        }
    }
    for (int i = 0; i < SIDE; i++) {
        ink += by_row[i];
        x += i * by_column[i];
        y += i * by_row[i];
    }
    measured[0] = ink;
    measured[1] = ink != 0 ? (double)x / ink : 3.5;
    measured[2] = ink != 0 ? (double)y / ink : 3.5;
    measured[3] = label;
}

int main(int argc, char *argv[])
{
    static const char *const names[] = {"/result/measured", "/result/gathered"};
    hid_t file = oracle_open(argc, argv);
    char input[1024];
    strcpy(input, oracle_parameter(file, "input"));
    int64_t count, pixels, limit = atoi(oracle_parameter(file, "images"));
    unsigned char *images = read_bytes(input, "/images", &pixels);
    unsigned char *labels = read_bytes(input, "/labels", &count);
    oracle_expect(pixels == count * PIXELS, "%s: not %ld images", input, (long)count);
    count = limit > 0 && limit < count ? limit : count;

    hsize_t shape[] = {(hsize_t)count, COLUMNS}, digits[] = {DIGITS};
    long ink[DIGITS] = {0}, shown[DIGITS] = {0};
    for (int which = 0; which < 2; which++) {
        double *got = oracle_doubles(file, names[which], 2, shape);
        for (int64_t i = 0; i < count; i++) {
            double want[COLUMNS], *is = got + i * COLUMNS;
            measure(images + i * PIXELS, labels[i], want);
            oracle_expect(memcmp(is, want, sizeof want) == 0,
                          "%s: image %ld has %g %g %g %g, not %g %g %g %g", names[which], (long)i,
                          is[0], is[1], is[2], is[3], want[0], want[1], want[2], want[3]);
            ink[labels[i]] += which == 0 ? (long)want[0] : 0;
            shown[labels[i]] += which == 0;
        }
        free(got);
    }
    double *mean = oracle_doubles(file, "/result/mean_ink", 1, digits);
    for (int d = 0; d < DIGITS; d++) {
        double want = shown[d] > 0 ? (double)ink[d] / (double)shown[d] : 0;
        oracle_expect(mean[d] == want, "mean ink of digit %d is %g, not %g", d, mean[d], want);
    }
    hsize_t ranks[] = {(hsize_t)oracle_ranks(file)};
    int64_t *each = oracle_ints(file, "/timing/images", 1, ranks);
    for (hsize_t r = 0; r < ranks[0]; r++) {
        count -= each[r];
    }
    oracle_expect(count == 0, "the ranks' images do not add up");
    free(each);
    free(mean);
    free(images);
    free(labels);
    return 0;
}

/* What shared-memory's result must be: the levels of all pixels, made and counted one after the other.
 * few items: --height 1 --width 5|--height 3 --width 20 --update lock|--height 7 --width 9 --update atomic --nodes 4 */
#include "oracle.h"
#include <stdlib.h>

enum { SIDE = 8, ACROSS = 4, LEVELS = 256 };

/* splitmix64.c by Sebastiano Vigna, 2015, who gave it to the public domain. */
static uint64_t next(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

int main(int argc, char *argv[])
{
    static int64_t want[LEVELS];
    static uint8_t pixels[1797][SIDE][SIDE];
    hid_t file = oracle_open(argc, argv);
    int width = atoi(oracle_parameter(file, "width")),
        height = atoi(oracle_parameter(file, "height"));
    hid_t digits = H5Fopen(DATA "/digits.h5", H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t images = H5Dopen2(digits, "/images", H5P_DEFAULT);
    oracle_expect(H5Dread(images, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, pixels) >= 0,
                  "the digits cannot be read");
    H5Dclose(images);
    H5Fclose(digits);

    uint64_t state = 13;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            int down = y * ACROSS * SIDE / height, right = x * ACROSS * SIDE / width;
            int ink = pixels[down / SIDE * ACROSS + right / SIDE][down % SIDE][right % SIDE];
            want[24 + ink * 255 / 16 * 207 / 255 + (int)(next(&state) % 32) - 16]++;
        }
    }
    const hsize_t shape[] = {LEVELS}, each[] = {(hsize_t)oracle_ranks(file)};
    int64_t *counts = oracle_ints(file, "/result/histogram", 1, shape),
            *level = oracle_ints(file, "/result/level", 1, shape),
            *rows = oracle_ints(file, "/timing/rows", 1, each), all = 0;
    for (int i = 0; i < LEVELS; i++) {
        oracle_expect(counts[i] == want[i] && level[i] == i, "level %d: %lld pixels, not %lld", i,
                      (long long)counts[i], (long long)want[i]);
    }
    for (hsize_t r = 0; r < each[0]; r++) {
        all += rows[r];
    }
    oracle_expect(all == height, "the ranks have counted %lld rows", (long long)all);
    free(counts);
    free(level);
    free(rows);
    return 0;
}

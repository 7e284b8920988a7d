/* odd_results KIND OUT.h5 - result files that no program of ours writes, for the tests of ./lab show and scale:
 *   lacking    nothing but the attribute `program`
 *   empty      datasets without values
 *   nan        NaN, infinity, negative and no times among good ones
 *   all-nan    no number at all
 *   hostile    names that would run commands, if a program let them
 *   named      a name with quotes and blanks, and the words of a table
 *   many       100 ranks, 12 regions with long names
 *   broken-scaling, broken-bench   files of ./lab scale and ./lab bench that are not whole
 */
#include <hdf5.h>
#include <hdf5_hl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 64, MANY_RANKS = 100, MANY_REGIONS = 12 };

static hid_t file;

static void numbers(const char *name, hsize_t rows, hsize_t columns, const double values[],
                    const char *picture)
{
    hsize_t shape[] = {rows, columns};
    H5LTmake_dataset_double(file, name, columns > 0 ? 2 : 1, shape, values);
    if (picture != NULL) {
        H5LTset_attribute_string(file, name, "picture", picture);
    }
}

static void texts(const char *name, hsize_t count, const char *values)
{
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, WIDTH);
    H5LTmake_dataset(file, name, 1, &count, type, values);
    H5Tclose(type);
}

static void result(const char *program, int ranks)
{
    H5LTset_attribute_string(file, "/", "program", program);
    H5LTset_attribute_string(file, "/", "variant", "solution");
    H5LTset_attribute_int(file, "/", "ranks", &ranks, 1);
    H5Gclose(H5Gcreate2(file, "/timing", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    H5Gclose(H5Gcreate2(file, "/result", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
}

/* Two regions and a total on two ranks; a curve, bars and messages of four values. */
static void small(const char region[], const double value[])
{
    char names[3][WIDTH] = {"", "compute", "total"};
    snprintf(names[0], WIDTH, "%s", region);
    double seconds[] = {value[0], 1, 2, value[1], 3, value[2]};
    double bytes[] = {1, 10, 100, 1000};
    texts("/timing/regions", 3, names[0]);
    numbers("/timing/seconds", 3, 2, seconds, NULL);
    numbers("/timing/message_bytes", 4, 0, bytes, NULL);
    numbers("/timing/message_seconds", 4, 0, value, NULL);
    numbers("/result/loss", 4, 0, value, "log curve over epoch");
    numbers("/result/ink", 4, 0, value, "bars over digit");
    numbers("/result/weights", 4, 1, value, "columns as 2 x 2");
    numbers("/timing/each", 2, 2, value, "curve of each rank over step");
}

static void many(void)
{
    static char names[MANY_REGIONS][WIDTH];
    static double seconds[MANY_REGIONS][MANY_RANKS];
    static int work[MANY_RANKS];
    hsize_t ranks = MANY_RANKS;
    for (int i = 0; i < MANY_REGIONS; i++) {
        snprintf(names[i], WIDTH, "communication of the %dth kind, a long name", i);
        for (int r = 0; r < MANY_RANKS; r++) {
            seconds[i][r] = (i + 1) * 0.1 + r * 0.01;
            work[r] = 1000 + r;
        }
    }
    strcpy(names[MANY_REGIONS - 1], "total");
    texts("/timing/regions", MANY_REGIONS, names[0]);
    numbers("/timing/seconds", MANY_REGIONS, MANY_RANKS, seconds[0], NULL);
    H5LTmake_dataset_int(file, "/timing/items", 1, &ranks, work);
}

int main(int argc, char *argv[])
{
    static const double odd[] = {NAN, INFINITY, -1, 0.5}, none[] = {NAN, NAN, NAN, NAN};
    static const double good[] = {0.1, 0.2, 0.3, 0.4};
    const char *kind = argc == 3 ? argv[1] : "";
    file = argc == 3 ? H5Fcreate(argv[2], H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT) : -1;
    if (file < 0) {
        fprintf(stderr, "usage: odd_results KIND OUT.h5\n");
        return 2;
    }
    if (strcmp(kind, "lacking") == 0) {
        H5LTset_attribute_string(file, "/", "program", "mine");
    } else if (strcmp(kind, "empty") == 0) {
        result("mine", 2);
        texts("/timing/regions", 0, "");
        numbers("/timing/seconds", 0, 2, odd, NULL);
        numbers("/timing/message_bytes", 0, 0, odd, NULL);
        numbers("/timing/message_seconds", 0, 0, odd, NULL);
        numbers("/result/loss", 0, 0, odd, "log curve over epoch");
        numbers("/result/weights", 0, 3, odd, "columns as 2 x 2");
    } else if (strcmp(kind, "nan") == 0) {
        result("mine", 2);
        small("communication", odd);
    } else if (strcmp(kind, "all-nan") == 0) {
        result("mine", 2);
        small("communication", none);
    } else if (strcmp(kind, "hostile") == 0) {
        result("`touch ran`'; system('touch ran'); \"", 2);
        small("'.system('touch ran').'\"`touch ran`\\", good);
        numbers("/result/`touch ran`$(touch ran)", 4, 0, good, "bars over `touch ran`'\"");
    } else if (strcmp(kind, "named") == 0) {
        result("ranks  seconds 'by the model'", 2);
        small("communication", good);
    } else if (strcmp(kind, "many") == 0) {
        result("many", MANY_RANKS);
        many();
    } else if (strcmp(kind, "broken-scaling") == 0) {
        int ranks[] = {1, 2};
        hsize_t two = 2;
        H5Gclose(H5Gcreate2(file, "/scaling", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
        H5LTmake_dataset_int(file, "/scaling/ranks", 1, &two, ranks);
        H5LTset_attribute_string(file, "/", "study", "strong scaling");
        numbers("/scaling/seconds", 2, 0, none, NULL);
    } else if (strcmp(kind, "broken-bench") == 0) {
        H5Gclose(H5Gcreate2(file, "/ratios", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
        texts("/ratios/key", 1, (char[WIDTH]){"a"});
        numbers("/ratios/median", 3, 0, good, NULL);
    }
    return H5Fclose(file) < 0;
}

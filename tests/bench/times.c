/* times FILE.h5: what a run has timed, for scripts: a line REGION<TAB>MEAN<TAB>LONGEST for each region, the seconds of
 * its ranks. Exit status 2 with the reason. */
#include "tools/show/times.h"
#include <stdio.h>

int main(int argc, char *argv[])
{
    char why[READ_WHY] = "usage: times FILE.h5";
    hid_t file = argc == 2 ? read_open(argv[1], why) : -1;
    if (file < 0) {
        fprintf(stderr, "times: %s\n", why);
        return 2;
    }
    region_times times = times_read(file);
    H5Fclose(file);
    if (times.value == NULL) {
        fprintf(stderr, "times: %s: no times are in it\n", argv[1]);
        return 2;
    }
    for (size_t i = 0; i < times.regions; i++) {
        double sum = 0;
        for (size_t r = 0; r < times.ranks; r++) {
            sum += times.value[i * times.ranks + r];
        }
        printf("%s\t%.9g\t%.9g\n", times_name(&times, i), sum / (double)times.ranks,
               times_longest(&times, i));
    }
    times_free(&times);
    return 0;
}

/* The lines of ./lab bench (KEY, median, low, high, text; tabs between) as a file. Exit status 2 with the reason.
 *
 * bench_file OUT.h5 MACHINE < LINES    HDF5: /ratios/key and /ratios/text (texts), /ratios/median, low, high; the text
 *                                      MACHINE, which says what they were measured on, is an attribute
 * bench_file --json < LINES            on stdout one JSON object: the median of each KEY; {} of no lines */
#include "common/results_names.h"
#include <hdf5.h>
#include <hdf5_hl.h>
#ifdef MPILAB_JANSSON
#include <jansson.h>
#endif
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 500, KEY = 64, TEXT = 160 };

static char keys[MOST][KEY], texts[MOST][TEXT];
static double median[MOST], low[MOST], high[MOST];

static bool write_texts(hid_t group, const char *name, const char *values, size_t width, hsize_t n)
{
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, width);
    bool good = H5LTmake_dataset(group, name, 1, &n, type, values) >= 0;
    H5Tclose(type);
    return good;
}

static bool write_file(const char *path, const char *machine, hsize_t n)
{
    char host[100] = "", created[32];
    time_t now = time(NULL);
    strftime(created, sizeof created, "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
    gethostname(host, sizeof host - 1);
    int cores = (int)sysconf(_SC_NPROCESSORS_ONLN), version = 1;
    hid_t file = H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    if (file < 0) {
        return false;
    }
    hid_t group = H5Gcreate(file, "/ratios", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    bool good = H5LTset_attribute_string(file, "/", NAME_PROGRAM, "bench") >= 0 &&
                H5LTset_attribute_string(file, "/", NAME_CREATED, created) >= 0 &&
                H5LTset_attribute_string(file, "/", "host", host) >= 0 &&
                H5LTset_attribute_string(file, "/", "machine", machine) >= 0 &&
                H5LTset_attribute_int(file, "/", "cores", &cores, 1) >= 0 &&
                H5LTset_attribute_int(file, "/", NAME_FORMAT_VERSION, &version, 1) >= 0 &&
                write_texts(group, "key", keys[0], KEY, n) &&
                write_texts(group, "text", texts[0], TEXT, n) &&
                H5LTmake_dataset_double(group, "median", 1, &n, median) >= 0 &&
                H5LTmake_dataset_double(group, "low", 1, &n, low) >= 0 &&
                H5LTmake_dataset_double(group, "high", 1, &n, high) >= 0;
    H5Gclose(group);
    return H5Fclose(file) >= 0 && good;
}

/* False with the reason on stderr. */
static bool write_json(hsize_t n)
{
#ifdef MPILAB_JANSSON
    json_t *object = json_object();
    bool good = object != NULL;
    for (hsize_t i = 0; i < n && good; i++) {
        good = json_object_set_new(object, keys[i], json_real(median[i])) == 0;
        if (!good) {
            fprintf(stderr, "bench_file: %s: JSON has no such name, or no such number: %g\n",
                    keys[i], median[i]);
        }
    }
    if (good && (json_dumpf(object, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(9)) != 0 ||
                 putchar('\n') == EOF || fflush(stdout) != 0)) {
        good = false;
        fprintf(stderr, "bench_file: the JSON cannot be written\n");
    }
    json_decref(object);
    return good;
#else
    (void)n;
    fprintf(stderr,
            "bench_file: mpilab was built without jansson, which writes the JSON (Debian, Ubuntu: "
            "libjansson-dev)\n");
    return false;
#endif
}

int main(int argc, char *argv[])
{
    char line[1000];
    hsize_t n = 0;
    const bool json = argc == 2 && strcmp(argv[1], "--json") == 0;
    if (argc != 3 && !json) {
        fprintf(stderr,
                "usage: bench_file OUT.h5 MACHINE < LINES\n       bench_file --json < LINES\n");
        return 2;
    }
    while (n < MOST && fgets(line, sizeof line, stdin) != NULL) {
        if (sscanf(line, "%63[^\t]\t%lf\t%lf\t%lf\t%159[^\n]", keys[n], &median[n], &low[n],
                   &high[n], texts[n]) != 5) {
            fprintf(stderr, "bench_file: not a line of a benchmark: %s", line);
            return 2;
        }
        n++;
    }
    if (json) {
        return write_json(n) ? 0 : 2;
    }
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    if (n == 0 || !write_file(argv[1], argv[2], n)) {
        fprintf(stderr, "bench_file: %s cannot be written\n", argv[1]);
        return 2;
    }
    return 0;
}

/* bench_file OUT.h5 MACHINE < LINES - the lines of ./lab bench (KEY, median, low, high, text; tabs between) as an
 * HDF5 file: /ratios/key and /ratios/text (texts), /ratios/median, low, high; the text MACHINE, which says what
 * they were measured on, is an attribute. Exit status 2 with the reason. */
#include <hdf5.h>
#include <hdf5_hl.h>
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
    bool good = H5LTset_attribute_string(file, "/", "program", "bench") >= 0 &&
                H5LTset_attribute_string(file, "/", "created", created) >= 0 &&
                H5LTset_attribute_string(file, "/", "host", host) >= 0 &&
                H5LTset_attribute_string(file, "/", "machine", machine) >= 0 &&
                H5LTset_attribute_int(file, "/", "cores", &cores, 1) >= 0 &&
                H5LTset_attribute_int(file, "/", "format_version", &version, 1) >= 0 &&
                write_texts(group, "key", keys[0], KEY, n) &&
                write_texts(group, "text", texts[0], TEXT, n) &&
                H5LTmake_dataset_double(group, "median", 1, &n, median) >= 0 &&
                H5LTmake_dataset_double(group, "low", 1, &n, low) >= 0 &&
                H5LTmake_dataset_double(group, "high", 1, &n, high) >= 0;
    H5Gclose(group);
    return H5Fclose(file) >= 0 && good;
}

int main(int argc, char *argv[])
{
    char line[1000];
    hsize_t n = 0;
    if (argc != 3) {
        fprintf(stderr, "usage: bench_file OUT.h5 MACHINE < LINES\n");
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
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    if (n == 0 || !write_file(argv[1], argv[2], n)) {
        fprintf(stderr, "bench_file: %s cannot be written\n", argv[1]);
        return 2;
    }
    return 0;
}

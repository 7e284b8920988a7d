/* Is FILE a complete result file, as docs/result-format.md describes it? Says nothing about whether
 * what it says is right. */
#include "oracle.h"
#include <stdlib.h>
#include <string.h>

static void expect_attribute(hid_t file, const char *name, H5T_class_t type_class)
{
    hid_t attribute = H5Aopen(file, name, H5P_DEFAULT);
    oracle_expect(attribute >= 0, "no attribute '%s'", name);
    hid_t type = H5Aget_type(attribute);
    oracle_expect(H5Tget_class(type) == type_class, "attribute '%s': wrong type", name);
    H5Tclose(type);
    H5Aclose(attribute);
}

/* What a dataset says of its own. */
static herr_t visit(hid_t file, const char *name, const H5O_info_t *info, void *data)
{
    int ranks = *(int *)data;
    if (info->type != H5O_TYPE_DATASET) {
        return 0;
    }
    oracle_expect(strncmp(name, "result/", 7) == 0 || strncmp(name, "timing/", 7) == 0 ||
                      strncmp(name, "run/", 4) == 0,
                  "/%s is neither in result nor in timing nor in run", name);
    if (H5Aexists_by_name(file, name, "row_offsets", H5P_DEFAULT) > 0) {
        hid_t attribute = H5Aopen_by_name(file, name, "row_offsets", H5P_DEFAULT, H5P_DEFAULT);
        hid_t space = H5Aget_space(attribute);
        oracle_expect(H5Sget_simple_extent_npoints(space) == ranks + 1,
                      "/%s: row_offsets must have %d values", name, ranks + 1);
        H5Sclose(space);
        H5Aclose(attribute);
    }
    return 0;
}

int main(int argc, char *argv[])
{
    hid_t file = oracle_open(argc, argv);
    static const char *const texts[] = {"program",      "variant",      "mpi_library",
                                        "hdf5_version", "command_line", "created"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        expect_attribute(file, texts[i], H5T_STRING);
    }
    expect_attribute(file, "format_version", H5T_INTEGER);
    expect_attribute(file, "ranks", H5T_INTEGER);

    int ranks = oracle_ranks(file);
    hsize_t each[] = {(hsize_t)ranks};
    oracle_expect(H5Lexists(file, "result", H5P_DEFAULT) > 0, "no group /result");
    free(oracle_ints(file, "/run/cpu", 1, each));
    for (int r = 0; r < ranks; r++) {
        oracle_expect(strlen(oracle_text(file, "/run/host", ranks, r)) > 0, "no host of rank %d",
                      r);
    }

    hid_t regions = H5Dopen2(file, "/timing/regions", H5P_DEFAULT);
    oracle_expect(regions >= 0, "no dataset /timing/regions");
    hid_t space = H5Dget_space(regions);
    hsize_t shape[] = {(hsize_t)H5Sget_simple_extent_npoints(space), (hsize_t)ranks};
    double *seconds = oracle_doubles(file, "/timing/seconds", 2, shape);
    for (hsize_t i = 0; i < shape[0] * shape[1]; i++) {
        oracle_expect(seconds[i] >= 0, "a negative time in /timing/seconds");
    }
    free(seconds);
    H5Sclose(space);
    H5Dclose(regions);
    H5Ovisit(file, H5_INDEX_NAME, H5_ITER_NATIVE, visit, &ranks);
    H5Fclose(file);
    return 0;
}

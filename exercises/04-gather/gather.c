/* gather: every rank measures some images of handwritten digits, the root collects the measures.
 *
 * Most numbers of ranks do not divide 1,797 images evenly, so the parts are unequal: before the
 * root can gather them it must know how many come from each rank (the counts) and where they belong
 * (the displacements). The measures of an image are its ink (the sum of its grey levels), its
 * centre of mass and the digit that it shows. At the end all ranks, not only the root, know the
 * mean ink of each digit.
 *
 * The result is the same, bit for bit, for any number of ranks: the measures are put into the order
 * of the images, and the sums over ranks are sums of whole numbers, which doubles add without
 * rounding.
 *
 *     ./lab run solutions/gather -n 4 -- --root 2
 */
#include "common/memory.h"
#include "common/mpi_check.h"
#include "common/options.h"
#include "common/partition.h"
#include "common/parts/digits.h"
#include "common/results.h"
#include "common/stop.h"
#include "common/timing.h"
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
    int rank, size, root = 0, limit = 0;
    const char *input = digits_file();
    MPI_Init(&argc, &argv);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN); /* for mpi_check */
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {
        OPTION_TEXT("input", &input, "FILE", "HDF5 file with /images and /labels"),
        OPTION_INT("images", &limit, 0, 1e9, "how many of them, from the first on; 0: all"),
        OPTION_INT("root", &root, -1, 1e9, "the rank that gathers; -1: the last one"),
        OPTION_END,
    };
    const char *output = options_parse(argc, argv, "measures images", options, MPI_COMM_WORLD);
    stop_together(MPI_COMM_WORLD, root >= size, STOP_USAGE,
                  "--root %d: the ranks are 0 to %d (see --help)", root, size - 1);
    root = root < 0 ? size - 1 : root;

    timing_start("input");
    int64_t total = digits_count(input, MPI_COMM_WORLD);
    total = limit > 0 && limit < total ? limit : total;
    int64_t share = total / size + 1, measures = share + (rank == root ? total : 0);
    memory_check(share * DIGITS_BYTES + measures * (int64_t)sizeof(digit_measure), MPI_COMM_WORLD);
    partition_range mine = {0, 0};
    // TODO(1): which images are this rank's? A block of them: mine.first and mine.count. The blocks
    //          of all ranks are as equal as can be.
    //          partition_block (common/partition.h)
    digits images = digits_read(input, mine.first, mine.count, MPI_COMM_WORLD);
    timing_stop("input");

    results *file = results_create(output, options, 0, MPI_COMM_WORLD);
    int here = (int)images.count; /* images of this rank */
    digit_measure *measured = memory_allocate(here, sizeof *measured);
    digit_measure *all = memory_allocate(rank == root ? total : 0, sizeof *all);
    /* At the root: how many images each rank has, and where they begin. Elsewhere: not used. */
    int *counts = memory_allocate(size, sizeof *counts);
    int *displacements = memory_allocate(size, sizeof *displacements);
    timing_start("compute");
    digits_measure(&images, measured);
    timing_stop("compute");

    /* The measures of one image, 4 doubles, become a type of MPI: the unit of what is gathered. */
    MPI_Datatype measure_type;
    mpi_check(MPI_Type_contiguous(4, MPI_DOUBLE, &measure_type));
    mpi_check(MPI_Type_commit(&measure_type));

    timing_start("communication");
    // TODO(2): the root learns how many images each rank has: `here` of every rank, into counts.
    //          MPI_Gather

    if (rank == root) {
        // TODO(3): where does each rank's part begin? Set displacements[1], [2]... [size - 1].
    }
    stop_together(MPI_COMM_WORLD, !digits_parts_fit(counts, displacements, size, total),
                  STOP_FAILURE, "counts or displacements lead outside the %d images", (int)total);

    // TODO(4): gather the measures of all images into `all` at the root, in the images' order.
    //          MPI_Gatherv, with measure_type

    /* For each digit the sum of the ink and the number of images: of this rank, of all ranks. */
    double sums[2 * DIGITS_CLASSES], total_sums[2 * DIGITS_CLASSES] = {0};
    double mean_ink[DIGITS_CLASSES];
    digits_sum_by_label(measured, here, sums);
    // TODO(5): add up the sums of all ranks. Every rank gets the result, in total_sums.
    //          MPI_Allreduce
    digits_mean_ink(total_sums, mean_ink);
    timing_stop("communication");

    timing_start("output");
    hsize_t shape[] = {(hsize_t)total, 4}, digits_shape[] = {DIGITS_CLASSES};
    results_write_numbered_rows(file, "/result/measured", H5T_NATIVE_DOUBLE, measured,
                                images.numbers, here, total, 4);
    results_write_array(file, "/result/gathered", H5T_NATIVE_DOUBLE, all, 2, shape, root);
    results_text_attribute(file, "/result/measured", "columns", "ink, x, y, label");
    results_text_attribute(file, "/result/gathered", "columns", "ink, x, y, label");
    results_units(file, "/result/measured", "1, pixel, pixel, 1");
    results_units(file, "/result/gathered", "1, pixel, pixel, 1");
    /* All ranks have the mean ink, so any of them may write it: the last one. */
    results_write_array(file, "/result/mean_ink", H5T_NATIVE_DOUBLE, mean_ink, 1, digits_shape,
                        size - 1);
    results_units(file, "/result/mean_ink", "1");
    results_text_attribute(file, "/result/mean_ink", "picture", "bars over digit");
    results_write_per_rank(file, "/timing/images", H5T_NATIVE_INT, &here);
    timing_stop("output");
    if (rank == root) {
        printf("%d images on %d ranks; mean ink of the digits 0 to 9:\n", (int)total, size);
        for (int d = 0; d < DIGITS_CLASSES; d++) {
            printf(" %7.2f", mean_ink[d]);
        }
        printf("\n");
    }
    timing_report(file, MPI_COMM_WORLD);
    results_close(file);
    free(all);
    free(counts);
    free(displacements);
    free(measured);
    digits_free(&images);
    MPI_Type_free(&measure_type);
    MPI_Finalize();
    return 0;
}

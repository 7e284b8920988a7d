#include "common/parts/photo.h"
#include "common/memory.h"
#include "common/parts/grey.h"
#include "common/parts/node.h"
#include "common/parts/random.h"
#include "common/results_names.h"
#include "common/timing.h"
#include <stdio.h>
#include <string.h>

enum { NOISE = 16, SEED = 13, DARKEST = 24, BRIGHTEST = 231 };

size_t photo_bytes(const photo_data *data)
{
    return sizeof *data + (size_t)data->width * (size_t)data->height;
}

photo_data *photo_load(const char *path, MPI_Comm leaders, MPI_Comm node)
{
    grey loaded = {0, 0, NULL};
    if (leaders != MPI_COMM_NULL) {
        loaded = grey_load(path, leaders);
    }
    int sides[2] = {loaded.width, loaded.height};
    MPI_Bcast(sides, 2, MPI_INT, 0, node);
    int64_t pixels = (int64_t)sides[0] * sides[1];
    photo_data *made = memory_allocate((int64_t)sizeof *made + pixels, 1);
    made->width = sides[0];
    made->height = sides[1];
    if (loaded.levels != NULL) {
        memcpy(made->levels, loaded.levels, (size_t)pixels);
        grey_free(&loaded);
    }
    return made;
}

void photo_row(const photo_data *data, int64_t row, int64_t height, int64_t width, uint8_t pixels[])
{
    const uint8_t *levels = &data->levels[row * data->height / height * data->width];
    for (int64_t x = 0; x < width; x++) {
        uint64_t bits = random_bits(SEED, (uint64_t)(row * width + x));
        int grey = DARKEST + levels[x * data->width / width] * (BRIGHTEST - DARKEST) / 255;
        pixels[x] = (uint8_t)(grey + (int)(bits % (2 * NOISE)) - NOISE);
    }
}

void photo_count(const uint8_t pixels[], int64_t width, int64_t counts[PHOTO_LEVELS])
{
    for (int64_t x = 0; x < width; x++) {
        counts[pixels[x]]++;
    }
}

void photo_write(results *file, const int64_t counts[PHOTO_LEVELS], int64_t pixels, int64_t rows,
                 int64_t memory, MPI_Comm node)
{
    memory = node_memory_used() - memory;
    timing_start("output");
    const hsize_t shape[] = {PHOTO_LEVELS};
    int64_t counted = 0, level[PHOTO_LEVELS], sums[2] = {0}, each[2] = {memory, 0};
    double seconds = timing_seconds("compute counts") + timing_seconds("communication"),
           longest = 0;
    double bytes = (double)memory; /* the first whole numbers of /timing are to be the work: rows */
    int rank, node_rank;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_rank(node, &node_rank);
    for (int i = 0; i < PHOTO_LEVELS; i++) {
        counted += counts[i];
        level[i] = i;
    }
    results_write_array(file, "/result/level", H5T_NATIVE_INT64, level, 1, shape, 0);
    results_write_array(file, "/result/histogram", H5T_NATIVE_INT64, counts, 1, shape, 0);
    results_text_attribute(file, "/result/histogram", NAME_PICTURE, "bars over level");
    results_units(file, "/result/histogram", "pixels");
    results_write_per_rank(file, "/timing/rows", H5T_NATIVE_INT64, &rows);
    results_write_per_rank(file, "/timing/within_node", H5T_NATIVE_INT, &node_rank);
    results_write_per_rank(file, "/timing/memory", H5T_NATIVE_DOUBLE, &bytes);
    results_units(file, "/timing/memory", "B");

    each[1] = node_rank == 0;
    MPI_Reduce(each, sums, 2, MPI_INT64_T, MPI_SUM, 0, MPI_COMM_WORLD);
    MPI_Reduce(&seconds, &longest, 1, MPI_DOUBLE, MPI_MAX, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("%lld pixels counted on %lld node%s; %.0f Mpixels/s\n", (long long)counted,
               (long long)sums[1], sums[1] == 1 ? "" : "s",
               longest > 0 ? 1e-6 * (double)pixels / longest : 0);
        if (counted != pixels) {
            printf("%lld pixels are lost\n", (long long)(pixels - counted));
        }
        if (sums[0] > 0) {
            printf("the picture and the counts take %.1f MB of all ranks together\n",
                   1e-6 * (double)sums[0]);
        }
    }
    timing_stop("output");
}

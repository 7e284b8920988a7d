#include "common/parts/samples.h"
#include "common/memory.h"
#include "common/partition.h"
#include "common/parts/digits.h"
#include "common/parts/idx.h"
#include "common/stop.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLASSES = 10, EVERY = 5 }; /* digits: image i is for tests if i % EVERY == EVERY - 1 */

/* Darkness of 0 to 255, scaled so that an image is about as long a vector as one of the digits, which
 * has fewer pixels (8 x 8 instead of 28 x 28): then the same rate of learning suits both. */
static const double FASHION_MNIST_SCALE = 8.0 / 28 / 255;

static const char FASHION_MNIST[] = "/usr/share/datasets/fashion-mnist"; /* Debian's place */
static const char FASHION_MNIST_PACKAGE[] = "Debian, Ubuntu: apt-get install "
                                            "dataset-fashion-mnist; elsewhere: --input FOLDER";

/* This rank's block of `items` samples, or of the first `limit` of them. */
static partition_range share(int64_t items, int64_t limit, MPI_Comm comm)
{
    int rank, size;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    return partition_block(limit > 0 && limit < items ? limit : items, size, rank);
}

/* Which image of the file is sample number n. */
static int64_t image_of(int64_t n, enum samples_part part)
{
    return part == SAMPLES_TEST ? n * EVERY + EVERY - 1 : n + n / (EVERY - 1);
}

static samples load_digits(const char *input, enum samples_part part, int64_t limit, MPI_Comm comm)
{
    const char *file = input[0] != '\0' ? input : digits_file();
    const int64_t images = digits_count(file, comm), tests = images / EVERY;
    stop_together(comm, tests == 0, STOP_FAILURE, "%s: has %lld images: at least %d are needed",
                  file, (long long)images, EVERY);
    const partition_range mine = share(part == SAMPLES_TEST ? tests : images - tests, limit, comm);
    const int64_t first = image_of(mine.first, part);
    const int64_t read =
        mine.count > 0 ? image_of(mine.first + mine.count - 1, part) - first + 1 : 0;

    /* One piece of the file, with the images of the other part in between; then close the gaps. */
    memory_check(read * DIGITS_BYTES, comm);
    digits images_here = digits_read(file, first, read, comm);
    samples made = {.features = DIGITS_PIXELS,
                    .classes = CLASSES,
                    .scale = 1.0 / DIGITS_BLACK,
                    .count = mine.count,
                    .bytes = images_here.pixels,
                    .labels = images_here.labels};
    free(images_here.numbers);
    for (int64_t n = 0; n < mine.count; n++) {
        const int64_t from = image_of(mine.first + n, part) - first;
        memmove(made.bytes + n * made.features, made.bytes + from * made.features,
                (size_t)made.features);
        made.labels[n] = made.labels[from];
    }
    return made;
}

static samples load_fashion_mnist(const char *folder, enum samples_part part, int64_t limit,
                                  MPI_Comm comm)
{
    const char *name = part == SAMPLES_TEST ? "t10k" : "train";
    char images[PATH_MAX], labels[PATH_MAX], why[PATH_MAX + 256] = "";
    int64_t shape[3] = {0}, label_count[1] = {0};
    folder = folder[0] != '\0' ? folder : FASHION_MNIST;
    snprintf(images, sizeof images, "%s/%s-images-idx3-ubyte.gz", folder, name);
    snprintf(labels, sizeof labels, "%s/%s-labels-idx1-ubyte.gz", folder, name);

    bool good = idx_shape(images, 3, shape, why, sizeof why) &&
                idx_shape(labels, 1, label_count, why, sizeof why);
    stop_together(comm, !good, STOP_FAILURE, "%s (%s)", why, FASHION_MNIST_PACKAGE);
    good = shape[0] > 0 && shape[0] == label_count[0] && shape[1] == 28 && shape[2] == 28;
    stop_together(comm, !good, STOP_FAILURE,
                  "cannot read %s: %lld images of %lld x %lld and %lld labels: these are not "
                  "Fashion-MNIST's (%s)",
                  images, (long long)shape[0], (long long)shape[1], (long long)shape[2],
                  (long long)label_count[0], FASHION_MNIST_PACKAGE);

    const partition_range mine = share(shape[0], limit, comm);
    const int pixels = (int)(shape[1] * shape[2]);
    memory_check(mine.count * (pixels + 1), comm);
    samples made = {.features = pixels,
                    .classes = CLASSES,
                    .scale = FASHION_MNIST_SCALE,
                    .count = mine.count,
                    .bytes = memory_allocate(mine.count * pixels, 1),
                    .labels = memory_allocate(mine.count, 1)};
    good = idx_read(images, 3, mine.first, mine.count, made.bytes, why, sizeof why) &&
           idx_read(labels, 1, mine.first, mine.count, made.labels, why, sizeof why);
    for (int64_t n = 0; good && n < mine.count; n++) {
        if (made.labels[n] >= CLASSES) {
            snprintf(why, sizeof why, "cannot read %s: label %d of image %lld is not 0 to 9",
                     labels, made.labels[n], (long long)(mine.first + n));
            good = false;
        }
    }
    stop_together(comm, !good, STOP_FAILURE, "%s (%s)", why, FASHION_MNIST_PACKAGE);
    return made;
}

samples samples_load(enum samples_data data, const char *input, enum samples_part part,
                     int64_t limit, MPI_Comm comm)
{
    return data == SAMPLES_DIGITS ? load_digits(input, part, limit, comm)
                                  : load_fashion_mnist(input, part, limit, comm);
}

void samples_free(samples *shard)
{
    free(shard->bytes);
    free(shard->labels);
}

/* What gradient-averaging's result must be: the same training by plain loops, one sample
 * after the other, with the images read anew from the file. For --data digits.
 * few items: --input images-5.h5 --epochs 2|--input images-7.h5 --epochs 2 --algorithm ring */
#include "oracle.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIXELS = 64, ROWS = PIXELS + 1, CLASSES = 10 };

typedef struct {
    double x[ROWS];
    int label;
} sample;

/* The digits file of the project, found from this source file's own place. */
static const char *default_input(void)
{
    static char path[4096];
    const char *end = strstr(__FILE__, "tests/programs/");
    snprintf(path, sizeof path, "%.*sdata/digits.h5", (int)(end - __FILE__), __FILE__);
    return path;
}

/* Splits all images of the file: of every five the last one is a test sample. */
static void read_samples(const char *path, sample **training, int *trainings, sample **tests,
                         int *tests_count)
{
    hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    oracle_expect(file >= 0, "%s cannot be opened", path);
    hid_t images = H5Dopen2(file, "images", H5P_DEFAULT);
    hid_t labels = H5Dopen2(file, "labels", H5P_DEFAULT);
    hid_t space = H5Dget_space(labels);
    int count = (int)H5Sget_simple_extent_npoints(space);
    double *grey = calloc((size_t)count * PIXELS, sizeof *grey);
    int *label = calloc((size_t)count, sizeof *label);
    H5Dread(images, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, grey);
    H5Dread(labels, H5T_NATIVE_INT, H5S_ALL, H5S_ALL, H5P_DEFAULT, label);
    *training = calloc((size_t)count, sizeof **training);
    *tests = calloc((size_t)count, sizeof **tests);
    *trainings = *tests_count = 0;
    for (int i = 0; i < count; i++) {
        sample *to = i % 5 == 4 ? &(*tests)[(*tests_count)++] : &(*training)[(*trainings)++];
        for (int p = 0; p < PIXELS; p++) {
            to->x[p] = grey[i * PIXELS + p] / 16;
        }
        to->x[PIXELS] = 1;
        to->label = label[i];
    }
    free(grey);
    free(label);
    H5Sclose(space);
    H5Dclose(images);
    H5Dclose(labels);
    H5Fclose(file);
}

static void probabilities(const sample *s, const double w[ROWS][CLASSES], double p[CLASSES])
{
    double sum = 0;
    for (int c = 0; c < CLASSES; c++) {
        double score = 0;
        for (int f = 0; f < ROWS; f++) {
            score += s->x[f] * w[f][c];
        }
        p[c] = exp(score);
        sum += p[c];
    }
    for (int c = 0; c < CLASSES; c++) {
        p[c] /= sum;
    }
}

/* One epoch: the mean loss before the step, and the step. */
static double train(const sample *samples, int count, double rate, double w[ROWS][CLASSES],
                    double velocity[ROWS][CLASSES])
{
    static double gradient[ROWS][CLASSES];
    double loss = 0, p[CLASSES];
    memset(gradient, 0, sizeof gradient);
    for (int i = 0; i < count; i++) {
        probabilities(&samples[i], (const double(*)[CLASSES])w, p);
        loss -= log(p[samples[i].label]);
        for (int f = 0; f < ROWS; f++) {
            for (int c = 0; c < CLASSES; c++) {
                gradient[f][c] += samples[i].x[f] * (p[c] - (samples[i].label == c));
            }
        }
    }
    for (int f = 0; f < ROWS; f++) {
        for (int c = 0; c < CLASSES; c++) {
            velocity[f][c] = 0.9 * velocity[f][c] + gradient[f][c] / count;
            w[f][c] -= rate * velocity[f][c];
        }
    }
    return loss / count;
}

static double accuracy(const sample *samples, int count, const double w[ROWS][CLASSES])
{
    int right = 0;
    for (int i = 0; i < count; i++) {
        double p[CLASSES];
        int best = 0;
        probabilities(&samples[i], w, p);
        for (int c = 1; c < CLASSES; c++) {
            best = p[c] > p[best] ? c : best;
        }
        right += best == samples[i].label;
    }
    return (double)right / count;
}

static void expect_close(const char *what, double got, double want, double largest)
{
    oracle_expect(fabs(got - want) <= 1e-9 * largest, "%s is %.17g, not %.17g", what, got, want);
}

/* The bound that the file itself gives must be the one held to here. */
static void expect_tolerance(hid_t file, const char *name)
{
    double tolerance = -1;
    hid_t attribute = H5Aopen_by_name(file, name, "tolerance", H5P_DEFAULT, H5P_DEFAULT);
    oracle_expect(attribute >= 0, "%s has no attribute 'tolerance'", name);
    H5Aread(attribute, H5T_NATIVE_DOUBLE, &tolerance);
    oracle_expect(tolerance == 1e-9, "%s: tolerance is %g", name, tolerance);
}

int main(int argc, char *argv[])
{
    hid_t file = oracle_open(argc, argv);
    int epochs = atoi(oracle_parameter(file, "epochs"));
    int limit = atoi(oracle_parameter(file, "samples"));
    double rate = atof(oracle_parameter(file, "rate"));
    sample *training, *tests;
    int trainings, tests_count;
    const char *input = oracle_parameter(file, "input");
    read_samples(input[0] != '\0' ? input : default_input(), &training, &trainings, &tests,
                 &tests_count);
    trainings = limit > 0 && limit < trainings ? limit : trainings;

    static double w[ROWS][CLASSES], velocity[ROWS][CLASSES];
    hsize_t each_epoch[] = {(hsize_t)epochs}, shape[] = {ROWS, CLASSES};
    double *loss = oracle_doubles(file, "/result/loss", 1, each_epoch);
    double *weights = oracle_doubles(file, "/result/weights", 2, shape), largest = 0;
    for (int e = 0; e < epochs; e++) {
        char what[64];
        double want = train(training, trainings, rate, w, velocity);
        snprintf(what, sizeof what, "the loss of epoch %d", e);
        expect_close(what, loss[e], want, loss[0]);
    }
    for (int i = 0; i < ROWS * CLASSES; i++) {
        double want = fabs(w[i / CLASSES][i % CLASSES]);
        largest = want > largest ? want : largest;
    }
    for (int i = 0; i < ROWS * CLASSES; i++) {
        char what[64];
        snprintf(what, sizeof what, "the weight of feature %d, class %d", i / CLASSES, i % CLASSES);
        expect_close(what, weights[i], w[i / CLASSES][i % CLASSES], largest);
    }
    expect_tolerance(file, "/result/loss");
    expect_tolerance(file, "/result/weights");

    const double(*final)[CLASSES] = (const double(*)[CLASSES])w;
    double *got = oracle_doubles(file, "/result/training_accuracy", 0, NULL);
    expect_close("the training accuracy", *got, accuracy(training, trainings, final), 1);
    free(got);
    got = oracle_doubles(file, "/result/test_accuracy", 0, NULL);
    double want = accuracy(tests, tests_count, final);
    expect_close("the test accuracy", *got, want, 1);
    /* A proper softmax regression, given all samples and the time, is this good. */
    oracle_expect(limit > 0 || epochs < 150 || rate != 1 || want >= 0.94,
                  "the test accuracy is only %.4f", want);
    free(got);
    free(loss);
    free(weights);
    free(training);
    free(tests);
    H5Fclose(file);
    return 0;
}

/* files DIRECTORY [--quick], 2 ranks: a matrix written as a result file, by bare MPI-IO, and by one
 * process; and what a small result file costs. Nothing is synced to the disk: what is measured is the
 * way into the system's memory, as a program sees it. */
#include "common/results.h"
#include "tests/bench/ratio.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    int rank, size;
    int64_t side, rows; /* of the matrix; of this rank */
    int32_t *values;    /* [side][side] on rank 0, [rows][side] elsewhere */
    char path[4096];
    int silenced; /* where stdout was */
} matrix;

static double as_result(void *state)
{
    matrix *m = state;
    unlink(m->path);
    MPI_Barrier(MPI_COMM_WORLD);
    double start = MPI_Wtime();
    results *file = results_create(m->path, NULL, m->side * m->side * 4, MPI_COMM_WORLD);
    results_write_rows(file, "/result/values", H5T_NATIVE_INT32, m->values, m->rows, m->side);
    results_close(file);
    return MPI_Wtime() - start;
}

static double by_mpi_io(void *state)
{
    matrix *m = state;
    MPI_File file;
    unlink(m->path);
    MPI_Barrier(MPI_COMM_WORLD);
    double start = MPI_Wtime();
    MPI_File_open(MPI_COMM_WORLD, m->path, MPI_MODE_CREATE | MPI_MODE_WRONLY, MPI_INFO_NULL, &file);
    MPI_File_write_at_all(file, m->rank * m->rows * m->side * 4, m->values,
                          (int)(m->rows * m->side), MPI_INT32_T, MPI_STATUS_IGNORE);
    MPI_File_close(&file);
    return MPI_Wtime() - start;
}

static double by_one(void *state)
{
    matrix *m = state;
    unlink(m->path);
    MPI_Barrier(MPI_COMM_WORLD);
    double start = MPI_Wtime();
    if (m->rank == 0) {
        int file = open(m->path, O_CREAT | O_WRONLY | O_TRUNC, 0666);
        const char *from = (const char *)m->values;
        for (int64_t left = m->side * m->side * 4; left > 0;) {
            ssize_t written = write(file, from, (size_t)(left < 1 << 26 ? left : 1 << 26));
            if (written < 0) {
                perror("write");
                MPI_Abort(MPI_COMM_WORLD, 1);
            }
            from += written;
            left -= written;
        }
        close(file);
    }
    return MPI_Wtime() - start;
}

static double small(void *state)
{
    matrix *m = state;
    unlink(m->path);
    MPI_Barrier(MPI_COMM_WORLD);
    double start = MPI_Wtime();
    results *file = results_create(m->path, NULL, 0, MPI_COMM_WORLD);
    results_write_per_rank(file, "/result/rank", H5T_NATIVE_INT, &m->rank);
    results_close(file);
    return MPI_Wtime() - start;
}

/* results_close says where the file is; not in here. */
static void say_nothing(matrix *m)
{
    fflush(stdout);
    m->silenced = dup(1);
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 1);
    close(nowhere);
}

static void speak(matrix *m)
{
    fflush(stdout);
    dup2(m->silenced, 1);
    close(m->silenced);
}

static void compare(const char *key, const char *text, ratio_work *other, matrix *m, int repeats)
{
    double ratios[RATIO_REPEATS];
    say_nothing(m);
    for (int i = 0; i < repeats; i++) {
        double first = ratio_seconds(i % 2 == 0 ? as_result : other, m);
        double second = ratio_seconds(i % 2 == 0 ? other : as_result, m);
        ratios[i] = i % 2 == 0 ? second / first : first / second;
    }
    speak(m);
    ratio_print(key, text, ratios, repeats);
}

int main(int argc, char *argv[])
{
    MPI_Init(&argc, &argv);
    int quick = argc > 2 && strcmp(argv[2], "--quick") == 0, repeats = quick ? 5 : 11;
    double milliseconds[RATIO_REPEATS];
    matrix m = {.side = quick ? 4096 : 8192};
    if (argc < 2) {
        fprintf(stderr, "usage: files DIRECTORY [--quick]\n");
        MPI_Abort(MPI_COMM_WORLD, 2);
    }
    MPI_Comm_rank(MPI_COMM_WORLD, &m.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &m.size);
    m.rows = m.side / m.size;
    int64_t bytes = (m.rank == 0 ? m.side : m.rows) * m.side * 4;
    m.values = malloc((size_t)bytes);
    memset(m.values, 1, (size_t)bytes);
    snprintf(m.path, sizeof m.path, "%s/bench-files.h5", argv[1]);

    compare("results.collective_vs_mpiio", "matrix as a result file, times as fast as bare MPI-IO",
            by_mpi_io, &m, repeats);
    compare("results.collective_vs_write", "the same, times as fast as one process with write()",
            by_one, &m, repeats);
    say_nothing(&m);
    for (int i = 0; i < 31; i++) {
        milliseconds[i] = 1000 * ratio_seconds(small, &m);
    }
    speak(&m);
    ratio_print("results.small_file_ms", "milliseconds for a file with one number of each rank",
                milliseconds, 31);
    unlink(m.path);
    free(m.values);
    MPI_Finalize();
    return 0;
}

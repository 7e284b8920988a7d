/* A program that writes one result file, for test_results_failures.c:
 *
 *     results_program PATH ESTIMATE WHAT BYTES [LIMIT]
 *
 * It says that it will write about ESTIMATE bytes, and writes BYTES of WHAT: "rows" of all ranks,
 * "numbered" ones, an array that the last rank "alone" has, or "attributes". "hog": after the file is
 * created, something else takes all that is left of the disk; then rows are written. "row-number": rank 1
 * gives a row that there is not. "stop", "abort": rank 1 fails, for a reason of its own. "open": the file is never
 * closed. LIMIT: no file may have more bytes. */
#include "common/mpi_check.h"
#include "common/results.h"
#include "common/stop.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { ROW = 1000, ATTRIBUTE = 4000 };

static int rank, size;

static void write_rows(results *file, int64_t bytes)
{
    int64_t count = bytes / size / ROW;
    char *rows = calloc((size_t)count, ROW);
    results_write_rows(file, "/result/rows", H5T_NATIVE_CHAR, rows, count, ROW);
    free(rows);
}

static void write_numbered(results *file, int64_t bytes)
{
    int64_t count = bytes / size / ROW;
    char *rows = calloc((size_t)count, ROW);
    int64_t *numbers = calloc((size_t)count, sizeof *numbers);
    for (int64_t k = 0; k < count; k++) {
        numbers[k] = k * size + rank;
    }
    results_write_numbered_rows(file, "/result/rows", H5T_NATIVE_CHAR, rows, numbers, count,
                                count * size, ROW);
    free(numbers);
    free(rows);
}

static void write_alone(results *file, int64_t bytes)
{
    hsize_t shape[1] = {(hsize_t)bytes};
    char *values = calloc((size_t)bytes, 1);
    results_write_array(file, "/result/values", H5T_NATIVE_CHAR, values, 1, shape, size - 1);
    free(values);
}

static void write_attributes(results *file, int64_t bytes)
{
    char name[32], text[ATTRIBUTE];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    for (int64_t i = 0; i < bytes / ATTRIBUTE; i++) {
        snprintf(name, sizeof name, "remark %d", (int)i);
        results_text_attribute(file, "/", name, text);
    }
}

static void write_row_that_is_not_there(results *file)
{
    int64_t number = rank == 1 ? 10 : rank;
    results_write_numbered_rows(file, "/result/rows", H5T_NATIVE_INT64, &number, &number, 1, 10, 0);
}

static void take_the_rest_of_the_disk(const char *path)
{
    static char block[65536];
    char other[1024];
    snprintf(other, sizeof other, "%s.other", path);
    int descriptor = open(other, O_WRONLY | O_CREAT, 0666);
    for (size_t length = sizeof block; length > 0;) {
        if (write(descriptor, block, length) < (ssize_t)length) {
            length /= 2;
        }
    }
    close(descriptor);
}

int main(int argc, char *argv[])
{
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const char *path = argv[1], *what = argv[3];
    int64_t estimate = atoll(argv[2]), bytes = atoll(argv[4]);
    if (argc > 5) {
        rlim_t limit = (rlim_t)atoll(argv[5]);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){limit, limit});
    }

    results *file = results_create(path, NULL, estimate, MPI_COMM_WORLD);
    if (strcmp(what, "rows") == 0) {
        write_rows(file, bytes);
    } else if (strcmp(what, "numbered") == 0) {
        write_numbered(file, bytes);
    } else if (strcmp(what, "alone") == 0) {
        write_alone(file, bytes);
    } else if (strcmp(what, "attributes") == 0) {
        write_attributes(file, bytes);
    } else if (strcmp(what, "row-number") == 0) {
        write_row_that_is_not_there(file);
    } else if (strcmp(what, "stop") == 0) {
        /* Status 1: MPICH's launcher may report that for any process that exits without MPI_Finalize, if
         * it sees the connection close before the exit status. */
        stop_together(MPI_COMM_WORLD, rank == 1, STOP_FAILURE, "rank %d has had enough", rank);
    } else if (strcmp(what, "abort") == 0) {
        mpi_check(rank == 1 ? MPI_ERR_ARG : MPI_Barrier(MPI_COMM_WORLD));
    } else if (strcmp(what, "hog") == 0) {
        if (rank == 0) {
            take_the_rest_of_the_disk(path);
        }
        MPI_Barrier(MPI_COMM_WORLD);
        write_rows(file, bytes);
    }
    if (strcmp(what, "open") != 0) {
        results_close(file);
    }
    MPI_Finalize();
    return 0;
}

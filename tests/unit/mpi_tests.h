/* cmocka under MPI: every rank runs the same tests.
 *
 *     int main(int argc, char *argv[])
 *     {
 *         const struct CMUnitTest tests[] = {...};
 *         mpi_tests_begin(argc, argv);
 *         return mpi_tests_end(cmocka_run_group_tests(tests, NULL, NULL));
 *     }
 *
 * An assertion that fails on one rank would leave the others waiting for it, so it ends the whole
 * run with MPI_Abort, after a line that names the rank. Rank 0 alone prints the names of the tests.
 */
#ifndef MPILAB_MPI_TESTS_H
#define MPILAB_MPI_TESTS_H

#include <mpi.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

extern int mpi_tests_rank, mpi_tests_size; /* in MPI_COMM_WORLD */

/* MPI_Init, and an empty directory that all ranks may write in. */
void mpi_tests_begin(int argc, char *argv[]);

/* The path of a file in that directory; valid until the next but three. */
const char *mpi_tests_path(const char *name);

/* Removes the directory, and MPI_Finalize. Returns the status to exit with. */
int mpi_tests_end(int failures);

#endif

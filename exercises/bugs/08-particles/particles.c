/* particles: every rank hands its particles to the next rank: where they are, not what is computed anew there.
 *
 *     ./lab run bugs/particles -n 4
 */
#include "common/options.h"
#include "common/results.h"
#include <mpi.h>
#include <stdio.h>

enum { EACH = 6 };

typedef struct {
    double x, y;
    double force, energy; /* of this time step only: not sent */
} particle;

int main(int argc, char *argv[])
{
    int rank = 0, size = 1;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const program_option options[] = {OPTION_END};
    const char *output = options_parse(argc, argv, "moves particles", options, MPI_COMM_WORLD);
    results *file = results_create(output, options, 0, MPI_COMM_WORLD);

    particle own[EACH], got[EACH] = {{0, 0, 0, 0}};
    for (int i = 0; i < EACH; i++) {
        own[i] = (particle){rank + i / 10.0, 1 + i, -1, -1};
    }
    MPI_Datatype position;
    MPI_Type_contiguous(2, MPI_DOUBLE, &position);
    MPI_Type_commit(&position);
    MPI_Sendrecv(own, EACH, position, (rank + 1) % size, 0, got, EACH, position,
                 (rank - 1 + size) % size, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Type_free(&position);

    double positions[EACH][2];
    for (int i = 0; i < EACH; i++) {
        positions[i][0] = got[i].x;
        positions[i][1] = got[i].y;
    }
    printf("rank %d: the last particle is at (%g, %g)\n", rank, got[EACH - 1].x, got[EACH - 1].y);
    results_write_rows(file, "/result/positions", H5T_NATIVE_DOUBLE, positions, EACH, 2);
    results_close(file);
    MPI_Finalize();
    return 0;
}

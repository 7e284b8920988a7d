/* where: on which hosts are the ranks of a run? Rank 0 prints one line for tools/launchers:
 *
 *     where <tab> RANKS <tab> HOSTS <tab> NAME,NAME...
 *
 * the number of ranks, the number of different hosts, and their names in the order of the ranks. (Hosts of one name are
 * told apart by what SLURM calls the node; launchers may hand on the first node's environment, so that alone says nothing.)
 * A launcher that does not fit the MPI library starts many programs of one rank: many lines. */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of a name: that of the host, a tab, and that of SLURM's node. */
enum { NAME_BYTES = 2 * MPI_MAX_PROCESSOR_NAME };

/* Leaves in `names` (size x NAME_BYTES) each one once; returns how many there are. */
static int keep_different(char *names, int size)
{
    int hosts = 0;
    for (int rank = 0; rank < size; rank++) {
        const char *name = names + (size_t)rank * NAME_BYTES;
        int host = 0;
        while (host < hosts && strcmp(names + (size_t)host * NAME_BYTES, name) != 0) {
            host++;
        }
        if (host == hosts) {
            memmove(names + (size_t)hosts++ * NAME_BYTES, name, NAME_BYTES);
        }
    }
    return hosts;
}

int main(int argc, char *argv[])
{
    int rank, size, length;
    char host[MPI_MAX_PROCESSOR_NAME] = "", name[NAME_BYTES] = "", *names = NULL;
    const char *node = getenv("SLURMD_NODENAME");
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Get_processor_name(host, &length);
    snprintf(name, sizeof name, "%s\t%s", host, node != NULL ? node : "");
    if (rank == 0 && (names = malloc((size_t)size * NAME_BYTES)) == NULL) {
        fprintf(stderr, "where: no memory for %d names\n", size);
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Gather(name, NAME_BYTES, MPI_CHAR, names, NAME_BYTES, MPI_CHAR, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        int hosts = keep_different(names, size);
        printf("where\t%d\t%d\t", size, hosts);
        for (int k = 0; k < hosts; k++) {
            char *next = names + (size_t)k * NAME_BYTES;
            printf("%s%.*s", k > 0 ? "," : "", (int)strcspn(next, "\t"), next);
        }
        printf("\n");
    }
    free(names);
    MPI_Finalize();
    return 0;
}

/* WRONG. MPI_File_write_at with the offset in elements, while the default view counts bytes: the ranks' parts overlap,
 * the file is short. Expect (ideal): two ranks write the same bytes of the file between two synchronisations.
 * expect: file_conflict
 * ranks: 2 4
 * more: 3 8 */
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size;
    double part[8];
    MPI_File f;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    for (int i = 0; i < 8; i++)
        part[i] = rank * 8 + i;
    MPI_File_open(MPI_COMM_WORLD, "/tmp/mpilab-offset.bin", MPI_MODE_CREATE | MPI_MODE_WRONLY,
                  MPI_INFO_NULL, &f);
    MPI_File_set_size(f, 0);
    MPI_File_write_at(f, (MPI_Offset)rank * 8, part, 8, MPI_DOUBLE, MPI_STATUS_IGNORE);
    MPI_Offset bytes;
    MPI_File_close(&f);
    MPI_File_open(MPI_COMM_WORLD, "/tmp/mpilab-offset.bin", MPI_MODE_RDONLY, MPI_INFO_NULL, &f);
    MPI_File_get_size(f, &bytes);
    if (rank == 0)
        printf("%lld bytes, should be %d\n", (long long)bytes, size * 64);
    MPI_File_close(&f);
    MPI_Finalize();
    return 0;
}

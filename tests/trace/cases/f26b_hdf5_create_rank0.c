/* WRONG. Only rank 0 creates the dataset in a file opened by all ranks; the others go on to close the file.
 * Expect: deadlock/collective mismatch naming H5Dcreate on rank 0 and H5Fclose on the others.
 * expect: deadlock
 * says: H5Fclose
 * ranks: 2 4
 * more: 3 8 */
#include <hdf5.h>
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    hid_t fapl = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_fapl_mpio(fapl, MPI_COMM_WORLD, MPI_INFO_NULL);
    hid_t file = H5Fcreate("/tmp/mpilab-rank0.h5", H5F_ACC_TRUNC, H5P_DEFAULT, fapl);
    if (rank == 0) {
        hsize_t n = 10;
        int x[10] = {0};
        hid_t space = H5Screate_simple(1, &n, NULL);
        hid_t set =
            H5Dcreate(file, "x", H5T_NATIVE_INT, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
        H5Dwrite(set, H5T_NATIVE_INT, H5S_ALL, H5S_ALL, H5P_DEFAULT, x);
        H5Dclose(set);
        H5Sclose(space);
    }
    H5Fclose(file);
    H5Pclose(fapl);
    printf("rank %d done\n", rank);
    MPI_Finalize();
    return 0;
}

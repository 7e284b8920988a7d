/* WRONG. Collective transfer is set, but only ranks with data to write call H5Dwrite (rank 3 has none).
 * Expect: collective_missing / deadlock with H5Dwrite named as the call of the program (not only an inner MPI call),
 * and that rank 3 is in H5Dclose/H5Fclose.
 * expect: deadlock
 * says: H5Dwrite
 * ranks: 2 4
 * more: 3 8 */
#include <hdf5.h>
#include <mpi.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    int rank, size;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    hid_t fapl = H5Pcreate(H5P_FILE_ACCESS), dxpl = H5Pcreate(H5P_DATASET_XFER);
    H5Pset_fapl_mpio(fapl, MPI_COMM_WORLD, MPI_INFO_NULL);
    H5Pset_dxpl_mpio(dxpl, H5FD_MPIO_COLLECTIVE);
    hid_t file = H5Fcreate("/tmp/mpilab-notall.h5", H5F_ACC_TRUNC, H5P_DEFAULT, fapl);
    hsize_t n = 4 * (size - 1), start = 4 * rank, count = 4;
    hid_t space = H5Screate_simple(1, &n, NULL);
    hid_t set = H5Dcreate(file, "x", H5T_NATIVE_INT, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    int x[4] = {rank, rank, rank, rank};
    if (rank < size - 1) {
        hid_t mem = H5Screate_simple(1, &count, NULL);
        H5Sselect_hyperslab(space, H5S_SELECT_SET, &start, NULL, &count, NULL);
        H5Dwrite(set, H5T_NATIVE_INT, mem, space, dxpl, x);
        H5Sclose(mem);
    }
    H5Dclose(set);
    H5Sclose(space);
    H5Fclose(file);
    H5Pclose(fapl);
    H5Pclose(dxpl);
    printf("rank %d done\n", rank);
    MPI_Finalize();
    return 0;
}

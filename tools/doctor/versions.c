/* versions: the libraries that a program for MPI and parallel HDF5 gets here, for ./lab doctor. Prints
 * "MPI <tab> what the library says of itself" and "HDF5 <tab> version". Starts no MPI, so that it runs
 * on login nodes, too. */
#include <hdf5.h>
#include <mpi.h>
#include <stdio.h>

#ifndef H5_HAVE_PARALLEL
#error "this HDF5 is serial"
#endif

int main(void)
{
    char mpi[MPI_MAX_LIBRARY_VERSION_STRING] = "";
    int length = 0;
    unsigned major = 0, minor = 0, release = 0;
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    MPI_Get_library_version(mpi, &length);
    H5get_libversion(&major, &minor, &release);
    H5Pget_fapl_mpio(access, NULL, NULL); /* only a parallel one has it */
    printf("MPI\t%s\nHDF5\t%u.%u.%u\n", mpi, major, minor, release);
    return 0;
}

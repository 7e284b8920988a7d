/* versions: the libraries that a program for MPI and parallel HDF5 gets here, for ./lab doctor. Prints
 * "MPI <tab> what the library says of itself" and "HDF5 <tab> version". Starts no MPI, so that it runs
 * on login nodes, too. NO_HDF5: of MPI alone. */
#include <mpi.h>
#include <stdio.h>

#ifdef NO_HDF5
static void tell_hdf5(void)
{
}
#else
#include <hdf5.h>
#ifndef H5_HAVE_PARALLEL
#error "this HDF5 is serial"
#endif
static void tell_hdf5(void)
{
    unsigned major = 0, minor = 0, release = 0;
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5get_libversion(&major, &minor, &release);
    H5Pget_fapl_mpio(access, NULL, NULL); /* only a parallel one has it */
    H5Pclose(access);
    printf("HDF5\t%u.%u.%u\n", major, minor, release);
}
#endif

int main(void)
{
    char mpi[MPI_MAX_LIBRARY_VERSION_STRING] = "";
    int length = 0;
    MPI_Get_library_version(mpi, &length);
    printf("MPI\t%s\n", mpi);
    tell_hdf5();
    return 0;
}

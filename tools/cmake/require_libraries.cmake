# Finds MPI, parallel HDF5 and, if there, libpng, zlib and jansson; where one is missing, says which package brings it,
# or what is left out.

set(how_to_get
    "\n  ./lab setup             installs it on Debian and Ubuntu, or says what to get elsewhere"
    "\n  Debian, Ubuntu          openmpi-bin libopenmpi-dev libhdf5-openmpi-dev"
    "\n  Fedora                  openmpi-devel hdf5-openmpi-devel, then: module load mpi/openmpi-x86_64"
    "\n  macOS (Homebrew)        open-mpi hdf5-mpi"
    "\n  cluster                 module load openmpi hdf5   (the parallel build: module avail hdf5)\n")
string(CONCAT how_to_get ${how_to_get})

set(MPI_DETERMINE_LIBRARY_VERSION TRUE)
# FindMPI looks into the compiler itself first (Cray's cc), then for mpicc; not for Intel's newer wrapper.
if(NOT MPI_C_COMPILER)
    find_program(MPILAB_MPICC NAMES $ENV{MPICC} mpicc mpiicx mpiicc)
    if(MPILAB_MPICC AND (DEFINED ENV{MPICC} OR MPILAB_MPICC MATCHES "mpiic[xc]$"))
        set(MPI_C_COMPILER ${MPILAB_MPICC})
    endif()
endif()
find_package(MPI COMPONENTS C)
if(NOT MPI_C_FOUND)
    message(FATAL_ERROR "No MPI for C found (neither cc nor mpicc, mpiicx or mpiicc compiles MPI programs).${how_to_get}")
endif()
# Outside of a job srun asks for nodes at each start: ./lab never takes it there by itself.
if(MPIEXEC_EXECUTABLE MATCHES "/srun$" OR NOT MPIEXEC_EXECUTABLE)
    message(STATUS "No mpirun: programs run in jobs only, or by what LAB_MPIEXEC names")
    set(MPIEXEC_EXECUTABLE "")
endif()

# Whose MPI is it? tools/launch starts ranks accordingly (it reads launch.env).
string(REGEX REPLACE "[\n\r].*" "" mpi_version "${MPI_C_LIBRARY_VERSION_STRING}")
string(REGEX REPLACE "[ \t]+" " " mpi_version "${mpi_version}")
if(NOT mpi_version) # nothing runs here, as on a login node of another kind: what mpi.h says
    file(WRITE ${CMAKE_BINARY_DIR}/mpi_version.c "#include <mpi.h>\n"
         "Open MPI v OMPI_MAJOR_VERSION.OMPI_MINOR_VERSION; MPICH MPICH_VERSION; MVAPICH MVAPICH2_VERSION\n")
    list(TRANSFORM MPI_C_INCLUDE_DIRS PREPEND -I OUTPUT_VARIABLE includes)
    execute_process(COMMAND ${CMAKE_C_COMPILER} ${includes} -E -P ${CMAKE_BINARY_DIR}/mpi_version.c
                    OUTPUT_VARIABLE says ERROR_QUIET)
    if(says MATCHES "(Open MPI v) *([0-9]+)[ .]|(MVAPICH) \"([0-9.]+)|(MPICH) \"([0-9.]+)")
        set(mpi_version "${CMAKE_MATCH_1}${CMAKE_MATCH_2}${CMAKE_MATCH_3}${CMAKE_MATCH_5} ${CMAKE_MATCH_4}${CMAKE_MATCH_6}")
    endif()
endif()
if(mpi_version MATCHES "Open MPI v([0-9]+)")
    set(mpi_family openmpi${CMAKE_MATCH_1})
elseif(mpi_version MATCHES "MPICH|Intel|MVAPICH")
    set(mpi_family hydra)
else()
    set(mpi_family unknown)
endif()

# Stops where a part belongs to another MPI library than mpicc: that compiles, and crashes, or starts many
# programs of one rank each. FAMILY "" : nobody can tell.
function(require_same_mpi what path family)
    if(family AND NOT mpi_family MATCHES "^unknown|^${family}")
        string(REGEX REPLACE ",.*" "" mpicc "${mpi_version}")
        message(FATAL_ERROR "${what} is for another MPI library than the compiler's: ${path}, but mpicc has ${mpicc}. "
                            "Take both of one: './lab --preset mpich' has those of Debian's MPICH, 'module load' those of a "
                            "cluster; MPI_C_COMPILER, MPIEXEC_EXECUTABLE and HDF5_C_COMPILER_EXECUTABLE name them to CMake.")
    endif()
endfunction()

set(family "")
if(MPIEXEC_EXECUTABLE)
    execute_process(COMMAND ${MPIEXEC_EXECUTABLE} --version OUTPUT_VARIABLE says ERROR_VARIABLE says TIMEOUT 10)
    if(says MATCHES "Open MPI|OpenRTE|PRTE")
        set(family openmpi)
    elseif(says MATCHES "HYDRA|Intel|MVAPICH")
        set(family hydra)
    endif()
    require_same_mpi("The launcher" "${MPIEXEC_EXECUTABLE}" "${family}")
endif()

# HDF5's compiler wrapper, a shell script that CMake asks, takes a path with a blank for several words.
set(HDF5_PREFER_PARALLEL TRUE)
# As modules name its folder.
foreach(variable HDF5_DIR EBROOTHDF5 TACC_HDF5_DIR)
    if(NOT HDF5_ROOT AND NOT DEFINED ENV{HDF5_ROOT} AND IS_DIRECTORY "$ENV{${variable}}/include")
        set(HDF5_ROOT $ENV{${variable}})
    endif()
endforeach()
set(binary_dir ${CMAKE_CURRENT_BINARY_DIR})
if(NOT CMAKE_CURRENT_BINARY_DIR MATCHES "^[A-Za-z0-9_./+@%=:,-]*$")
    execute_process(COMMAND mktemp -d /tmp/mpilab-hdf5.XXXXXX
                    OUTPUT_VARIABLE CMAKE_CURRENT_BINARY_DIR OUTPUT_STRIP_TRAILING_WHITESPACE)
    set(plain_dir ${CMAKE_CURRENT_BINARY_DIR})
endif()
find_package(HDF5 COMPONENTS C HL)
set(CMAKE_CURRENT_BINARY_DIR ${binary_dir})
if(plain_dir)
    file(REMOVE_RECURSE ${plain_dir})
endif()
if(NOT HDF5_FOUND OR NOT (HDF5_IS_PARALLEL OR HDF5_PROVIDES_PARALLEL))
    find_package(PkgConfig QUIET)
    if(PKG_CONFIG_FOUND)
        pkg_check_modules(HDF5_PC QUIET hdf5)
    endif()
    foreach(folder IN LISTS HDF5_PC_INCLUDE_DIRS)
        if(EXISTS ${folder}/H5pubconf.h)
            file(STRINGS ${folder}/H5pubconf.h says REGEX "define H5_HAVE_PARALLEL 1")
        endif()
    endforeach()
    find_library(MPILAB_HDF5_HL NAMES hdf5_hl HINTS ${HDF5_PC_LIBRARY_DIRS} NO_DEFAULT_PATH)
    if(says AND MPILAB_HDF5_HL)
        set(HDF5_FOUND TRUE)
        set(HDF5_IS_PARALLEL TRUE)
        set(HDF5_VERSION ${HDF5_PC_VERSION})
        set(HDF5_DEFINITIONS "")
        set(HDF5_INCLUDE_DIRS ${HDF5_PC_INCLUDE_DIRS})
        set(HDF5_C_LIBRARIES ${HDF5_PC_LINK_LIBRARIES})
        set(HDF5_HL_LIBRARIES ${MPILAB_HDF5_HL})
    endif()
endif()
if(NOT HDF5_FOUND)
    message(FATAL_ERROR "No HDF5 found (not by h5pcc, h5cc, HDF5_ROOT or pkg-config, nor in the compiler).${how_to_get}")
endif()
if(NOT HDF5_IS_PARALLEL AND NOT HDF5_PROVIDES_PARALLEL) # the second: as HDF5 2.0 says it
    message(FATAL_ERROR "The HDF5 found is serial: mpilab needs the parallel build. "
                        "Found: ${HDF5_C_LIBRARIES}${how_to_get}")
endif()
# The MPI library that it needs: libmpi.so.40 is Open MPI's (older ones have smaller even numbers from 20 on),
# libmpich.so, libmpi.so.12 and Cray's libmpi_gnu.so are MPICH's and its kin.
foreach(library IN LISTS HDF5_C_LIBRARIES)
    if(library MATCHES "libhdf5[^/]*[.]so" AND CMAKE_READELF)
        execute_process(COMMAND ${CMAKE_READELF} -d ${library} OUTPUT_VARIABLE says ERROR_QUIET)
        set(family "")
        if(says MATCHES "NEEDED[^\n]*libmpi[.]so[.][2-9][0-9]")
            set(family openmpi)
        elseif(says MATCHES "NEEDED[^\n]*(libmpich|libmpi_|libmpi[.]so[.]12)")
            set(family hydra)
        endif()
        require_same_mpi("The HDF5 found" "${library}" "${family}")
    endif()
endforeach()
add_library(hdf5 INTERFACE)
target_include_directories(hdf5 SYSTEM INTERFACE ${HDF5_INCLUDE_DIRS})
target_link_libraries(hdf5 INTERFACE ${HDF5_HL_LIBRARIES} ${HDF5_C_LIBRARIES} MPI::MPI_C)
# Written for the API of 1.10, which all later versions still offer (HDF5: "API Compatibility Macros").
target_compile_definitions(hdf5 INTERFACE ${HDF5_DEFINITIONS} H5_USE_110_API)

find_package(PNG)
if(NOT PNG_FOUND)
    message(STATUS "No libpng: ./lab show will print summaries but write no pictures")
endif()

find_package(ZLIB)
if(NOT ZLIB_FOUND)
    message(STATUS "No zlib: gradient-averaging cannot read --data fashion-mnist")
endif()

# What writes JSON links `jansson`, which is empty where there is none: the code asks for MPILAB_JANSSON.
find_path(JANSSON_INCLUDE_DIR jansson.h)
find_library(JANSSON_LIBRARY jansson)
add_library(jansson INTERFACE)
if(JANSSON_INCLUDE_DIR AND JANSSON_LIBRARY)
    target_include_directories(jansson SYSTEM INTERFACE ${JANSSON_INCLUDE_DIR})
    target_link_libraries(jansson INTERFACE ${JANSSON_LIBRARY})
    target_compile_definitions(jansson INTERFACE MPILAB_JANSSON=1)
else()
    message(STATUS "No jansson: ./lab bench has no --json, ./lab check no --json and no --gradescope")
endif()
mark_as_advanced(JANSSON_INCLUDE_DIR JANSSON_LIBRARY)

# The same for what writes XML: `libxml2`, MPILAB_LIBXML2.
find_package(LibXml2)
add_library(libxml2 INTERFACE)
if(LibXml2_FOUND)
    target_link_libraries(libxml2 INTERFACE LibXml2::LibXml2)
    target_compile_definitions(libxml2 INTERFACE MPILAB_LIBXML2=1)
else()
    message(STATUS "No libxml2: ./lab check has no --junit")
endif()

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/launch.env @ONLY CONTENT
"# Written by CMake; read by tools/launch.
MPIEXEC='@MPIEXEC_EXECUTABLE@'
MPI_FAMILY=@mpi_family@
MPI_VERSION='@mpi_version@'
SANITIZE=@MPILAB_SANITIZE@
")
message(STATUS "MPI: ${mpi_version}; HDF5 ${HDF5_VERSION} (parallel)")

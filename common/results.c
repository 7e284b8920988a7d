/* A result file's life: create, say what run it is of, complete or give up. */
#include "common/results_internal.h"
#include "common/hdf5_check.h"
#include "common/memory.h"
#include "common/program.h"
#include "common/results_names.h"
#include "common/stop.h"
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    PAGE_BYTES = 4096,
    OBJECT_BYTES =
        2 * PAGE_BYTES, /* more than the description of a dataset takes, and its alignment */
};

void results_stop_if(results *file, bool failed, const char *doing)
{
    char why[256] = "";
    if (failed) {
        hdf5_error_text(why, sizeof why);
    }
    stop_together(file->comm, failed, STOP_FAILURE, "cannot write %s: %s: %s", file->path, doing,
                  why);
}

void results_stop_without_space(results *file, bool failed, const char *doing)
{
    stop_together(file->comm, failed, STOP_FAILURE, "cannot write %s: %s: %s", file->path, doing,
                  strerror(errno));
}

void results_stop_unless_room_for(results *file, int64_t bytes, const char *doing)
{
    file->bytes += bytes + OBJECT_BYTES;
    bool reserved =
        file->rank != 0 || results_reserve(file->lock, 0, file->bytes + RESULTS_METADATA_BYTES);
    results_stop_without_space(file, !reserved, doing);
}

static hid_t create_file(results *file)
{
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_fapl_mpio(access, file->comm, MPI_INFO_NULL);
    /* All ranks change the file's structure together, so one of them writes it for all. */
    H5Pset_coll_metadata_write(access, true);
    H5Pset_all_coll_metadata_ops(access, true);
    /* The 1.8 format has no limit of 64 KiB to an attribute (row_offsets with many ranks). */
    H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_LATEST);
    /* Rows that begin where a page of the file begins are written a quarter faster. */
    H5Pset_alignment(access, 16 * PAGE_BYTES, PAGE_BYTES);
    hid_t id = H5Fcreate(file->partial, H5F_ACC_TRUNC, H5P_DEFAULT, access);
    H5Pclose(access);
    return id;
}

static void write_int_attribute(results *file, const char *name, int value)
{
    hid_t space = hdf5_check(H5Screate(H5S_SCALAR));
    hid_t attribute =
        hdf5_check(H5Acreate2(file->file, name, H5T_STD_I32LE, space, H5P_DEFAULT, H5P_DEFAULT));
    hdf5_check(H5Awrite(attribute, H5T_NATIVE_INT, &value));
    H5Aclose(attribute);
    H5Sclose(space);
}

/* Root attributes are written by all ranks together and must be the same: rank 0's text counts. */
static void write_root_text(results *file, const char *name, const char *text)
{
    char same[4096] = "";
    snprintf(same, sizeof same, "%s", text);
    MPI_Bcast(same, sizeof same, MPI_CHAR, 0, file->comm);
    results_text_attribute(file, "/", name, same);
}

static void describe_run(results *file)
{
    char mpi_library[MPI_MAX_LIBRARY_VERSION_STRING], hdf5_version[32], created[32];
    int length;
    unsigned major, minor, release;
    time_t now = time(NULL);

    MPI_Get_library_version(mpi_library, &length);
    mpi_library[strcspn(mpi_library, "\n,")] = '\0';
    H5get_libversion(&major, &minor, &release);
    snprintf(hdf5_version, sizeof hdf5_version, "%u.%u.%u", major, minor, release);
    strftime(created, sizeof created, "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));

    write_root_text(file, NAME_PROGRAM, program_name);
    write_root_text(file, NAME_VARIANT, program_variant);
    write_int_attribute(file, NAME_FORMAT_VERSION, RESULTS_FORMAT_VERSION);
    write_int_attribute(file, NAME_RANKS, file->size);
    write_root_text(file, NAME_MPI_LIBRARY, mpi_library);
    write_root_text(file, NAME_HDF5_VERSION, hdf5_version);
    write_root_text(file, NAME_COMMAND_LINE, options_command_line());
    write_root_text(file, NAME_CREATED, created);

    static const char *const slurm[][2] = {{NAME_SLURM_JOB_ID, "SLURM_JOB_ID"},
                                           {NAME_SLURM_JOB_NODELIST, "SLURM_JOB_NODELIST"},
                                           {NAME_SLURM_JOB_PARTITION, "SLURM_JOB_PARTITION"}};
    for (size_t i = 0; i < sizeof slurm / sizeof slurm[0]; i++) {
        const char *value = getenv(slurm[i][1]);
        int set = value != NULL;
        MPI_Bcast(&set, 1, MPI_INT, 0, file->comm);
        if (set) {
            write_root_text(file, slurm[i][0], value ? value : "");
        }
    }
}

/* Which host and which CPU each rank is on, at this moment. */
static void describe_places(results *file)
{
    char host[MPI_MAX_PROCESSOR_NAME] = "";
    int length, cpu = -1;
    MPI_Get_processor_name(host, &length);
#ifdef __linux__
    cpu = sched_getcpu();
#endif
    char *hosts = memory_allocate(file->size, sizeof host);
    MPI_Gather(host, sizeof host, MPI_CHAR, hosts, sizeof host, MPI_CHAR, 0, file->comm);
    results_write_texts(file, NAME_HOST, hosts, sizeof host, file->size, 0);
    results_write_per_rank(file, NAME_CPU, H5T_NATIVE_INT, &cpu);
    free(hosts);
}

static void describe_options(results *file, const program_option options[])
{
    hid_t group =
        hdf5_check(H5Gcreate2(file->file, NAME_PARAMETERS, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    H5Gclose(group);
    for (; options != NULL && options->kind != OPTION_KIND_END; options++) {
        char value[1024];
        options_value(options, value, sizeof value);
        MPI_Bcast(value, sizeof value, MPI_CHAR, 0, file->comm);
        results_text_attribute(file, NAME_PARAMETERS, options->name, value);
    }
}

/* Called when MPI_Finalize begins, as that deletes the attributes of MPI_COMM_SELF (MPI 3.1, 8.7.1), the
 * last one first: before HDF5, whose own attempt to close the file would hang. */
static int left_open(MPI_Comm self, int keyval, void *value, void *extra)
{
    results *file = value;
    (void)self, (void)keyval, (void)extra;
    stop_together(file->comm, !file->closed, STOP_FAILURE,
                  "%s is not complete: results_close has to come before MPI_Finalize", file->path);
    return MPI_SUCCESS;
}

/* A program that never closes its file is told so. */
static void watch_for_the_end(results *file)
{
    MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, left_open, &file->keyval, NULL);
    MPI_Comm_set_attr(MPI_COMM_SELF, file->keyval, file);
}

results *results_create(const char *path, const program_option options[], int64_t bytes,
                        MPI_Comm comm)
{
    results *file = memory_allocate(1, sizeof *file);
    char why[512] = "";
    MPI_Comm_dup(comm, &file->comm);
    MPI_Comm_rank(file->comm, &file->rank);
    MPI_Comm_size(file->comm, &file->size);
    snprintf(file->path, sizeof file->path - 10, "%s", path);
    snprintf(file->partial, sizeof file->partial, "%.*s.partial", PATH_MAX - 10, file->path);
    signal(SIGXFSZ, SIG_IGN); /* a file above `ulimit -f` is an error to report, not a death */
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL); /* failures are reported here, in one line */

    file->lock = -1;
    if (file->rank == 0) {
        file->lock = results_take_place(file->path, file->partial, bytes + RESULTS_METADATA_BYTES,
                                        why, sizeof why);
    }
    stop_together(file->comm, file->rank == 0 && file->lock < 0, STOP_FAILURE,
                  "cannot write %s: %s", file->path, why);

    stop_removes(file->partial);
    file->file = create_file(file);
    results_stop_if(file, file->file < 0, "creating it");
    watch_for_the_end(file);
    /* Taken now, the space cannot be used up by others while this run computes. */
    bool reserved =
        file->rank != 0 || results_reserve(file->lock, 0, bytes + RESULTS_METADATA_BYTES);
    results_stop_without_space(file, !reserved, "reserving its space");
    describe_run(file);
    describe_places(file);
    describe_options(file, options);
    return file;
}

void results_close(results *file)
{
    int renamed = 0;
    results_stop_if(file, H5Fclose(file->file) < 0, "completing it");
    if (file->rank == 0) {
        renamed = rename(file->partial, file->path);
    }
    stop_together(file->comm, renamed != 0, STOP_FAILURE, "cannot rename %s to %s: %s",
                  file->partial, file->path, strerror(errno));
    stop_removes(NULL);
    if (file->rank == 0) {
        const char *wanted = getenv("MPILAB_RESULTS_KEPT"); /* 0: who runs it removes the file */
        if (wanted == NULL || strcmp(wanted, "0") != 0) {
            printf("results: %s\n", file->path);
        }
        fflush(stdout);
        close(file->lock);
    }
    file->closed = true;
    MPI_Comm_delete_attr(MPI_COMM_SELF, file->keyval);
    MPI_Comm_free_keyval(&file->keyval);
    MPI_Comm_free(&file->comm);
    free(file);
}

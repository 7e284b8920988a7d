/* The names in a result file, for those who write it and those who read it; docs/result-format.md says what
 * they mean. What is in /result is for each program to name. */
#ifndef MPILAB_RESULTS_NAMES_H
#define MPILAB_RESULTS_NAMES_H

/* Groups. */
#define NAME_RESULT     "/result"
#define NAME_TIMING     "/timing"
#define NAME_ROW_OWNERS "/run/row_owner"
#define NAME_PARAMETERS "/run/parameters" /* the options are its attributes */

/* Datasets that have a meaning for tools. */
#define NAME_HOST              "/run/host"
#define NAME_CPU               "/run/cpu"
#define NAME_REGIONS           "/timing/regions"
#define NAME_SECONDS           "/timing/seconds"
#define NAME_ITERATIONS        "/timing/iterations"
#define NAME_ALGORITHMS        "/timing/algorithms"
#define NAME_MESSAGE_BYTES     "/timing/message_bytes"
#define NAME_MESSAGE_SECONDS   "/timing/message_seconds"
#define NAME_MESSAGE_BANDWIDTH "/timing/message_bandwidth"
#define NAME_PREDICTED_SECONDS "/timing/predicted_seconds"
#define NAME_LATENCY           "/timing/latency"
#define NAME_BANDWIDTH         "/timing/bandwidth"
#define NAME_MAX_ITER          "/result/max_iter"
#define NAME_FRAME_STEP        "/result/frame_step"

/* Attributes of the root. */
#define NAME_PROGRAM             "program"
#define NAME_VARIANT             "variant"
#define NAME_FORMAT_VERSION      "format_version"
#define NAME_RANKS               "ranks"
#define NAME_MPI_LIBRARY         "mpi_library"
#define NAME_HDF5_VERSION        "hdf5_version"
#define NAME_COMMAND_LINE        "command_line"
#define NAME_CREATED             "created"
#define NAME_SLURM_JOB_ID        "slurm_job_id"
#define NAME_SLURM_JOB_NODELIST  "slurm_job_nodelist"
#define NAME_SLURM_JOB_PARTITION "slurm_job_partition"

/* Attributes of a dataset. */
#define NAME_UNITS         "units"
#define NAME_TOLERANCE     "tolerance"
#define NAME_COLUMNS       "columns"
#define NAME_PICTURE       "picture"
#define NAME_ROW_OFFSETS   "row_offsets"
#define NAME_ROW_OWNER     "row_owner"
#define NAME_BLOCK_ROWS    "block_rows"
#define NAME_BLOCK_COLUMNS "block_columns"
#define NAME_EDGES         "edges"

#endif

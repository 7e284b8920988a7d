/* What MPI's functions mean: all that the tracer knows of one by its name. (Their prototypes are in mpi.h.) */
#ifndef MPILAB_MPI_FACTS_H
#define MPILAB_MPI_FACTS_H

typedef enum {
    MPI_CLASS_OTHER,
    MPI_CLASS_SEND,
    MPI_CLASS_RECEIVE, /* or probe */
    MPI_CLASS_COMPLETE,
    MPI_CLASS_COLLECTIVE,
    MPI_CLASS_ONE_SIDED,
    MPI_CLASS_FILE
} mpi_class;

enum mpi_facts_flags {
    MPI_FACT_OUTSIDE = 1,        /* allowed before MPI_Init and after MPI_Finalize */
    MPI_FACT_WAITS = 2,          /* no rank can leave it before all have come (MPI standard 6.1) */
    MPI_FACT_ROOT_WAITS = 4,     /* ... the root cannot */
    MPI_FACT_SAME_SEND = 8,      /* all ranks give the same signature, of what they send, */
    MPI_FACT_SAME_BOTH = 16,     /* ... or the same for both buffers */
    MPI_FACT_TO_ROOT = 32,       /* the root's for what it receives is that of what each sends; */
    MPI_FACT_FROM_ROOT = 64,     /* ... or the other way round */
    MPI_FACT_SEND_LIST = 128,    /* a v-variant: a count for each rank, of what is sent, */
    MPI_FACT_RECEIVE_LIST = 256, /* ... or received */
    MPI_FACT_BY_TIME = 512,      /* which requests it completes is a matter of time */
    MPI_FACT_MATCHED = 1024,     /* receives what MPI_Mprobe has taken */
    MPI_FACT_UNMODELLED = 2048,  /* may move messages, of which nothing is noted (generate.awk) */
    MPI_FACT_ANY_THREAD = 4096,  /* whatever the level of thread support */
    MPI_FACT_LIST = MPI_FACT_SEND_LIST | MPI_FACT_RECEIVE_LIST
};

typedef struct {
    const char *name; /* or a pattern */
    mpi_class class;
    unsigned flags;
} mpi_facts;

/* MPI_Ibcast, MPI_Bcast_init and MPI_Bcast_c have the row of MPI_Bcast. Never NULL: of a function that is not in the
 * table nothing is known. */
const mpi_facts *mpi_facts_of(const char *name);

#endif

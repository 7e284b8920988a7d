/* A record: the file that the recorder writes for one rank of a run, and the reader explains.
 *
 * The file lies in memory (/dev/shm) and is mapped by the rank, so that whatever was written stays when
 * the rank crashes, is killed or hangs, and can be read while it runs. A light one, of how a rank came to
 * its end only, lies anywhere, and is written when that comes; of most sections it has no entry. The size of
 * a file is fixed at the start: a header, then sections, each an array of entries of one kind. A section is
 * either a table (entries are taken and given back) or a ring (entry number n, counted from 0, lies at
 * n % capacity; the oldest is lost, the count goes on).
 *
 * `change` in the header is odd while the rank changes anything but `state`, so that a reader of a
 * running rank copies what it wants and then looks whether `change` is as it was, and even. An entry of
 * a ring holds its number + 1, written last. A rank that was killed in the middle of a change leaves
 * anything: the reader believes no index, no count and no text.
 *
 * A site, from where a call was made, is an address (behind the call) in one of the modules; or, with
 * TRACE_SITE_TEXT set, the number of a text, as "solve.py:12", for languages that have no addresses.
 *
 * Ranks ("world ranks") are those in MPI_COMM_WORLD, everywhere. Times are CLOCK_MONOTONIC, in
 * nanoseconds: the same clock on all ranks of a host. Communicators, windows and files have a number
 * ("id") that is the same on all their ranks.
 */
#ifndef MPILAB_TRACE_FORMAT_H
#define MPILAB_TRACE_FORMAT_H

#include <stdint.h>

#define TRACE_MAGIC   0x65636172746c706dULL /* "mpltrace" */
#define TRACE_VERSION 3u

#define TRACE_SITE_TEXT (UINT64_C(1) << 63)

enum {
    TRACE_TEXT = 96,    /* of an issue */
    TRACE_NAME = 40,    /* of an MPI function */
    TRACE_PATH = 1024,  /* of a module */
    TRACE_LINE = 256,   /* of a text for a site */
    TRACE_NO_RANK = -1, /* MPI_PROC_NULL, or not known */
    TRACE_ANY = -2,     /* MPI_ANY_SOURCE, MPI_ANY_TAG */
    TRACE_FOREIGN = -3, /* a rank of another world */
    TRACE_HEADER_SIZE = 4096,
    TRACE_CALLS = 1024,     /* at most that many MPI functions */
    TRACE_OUTER_CALLS = 64, /* ... and of libraries, of those that have called them */
    TRACE_NO_OPERATION = 0, /* the first entry of the table is never used */
};

enum trace_section_name {
    TRACE_SECTION_CALLS,       /* trace_call[number of the function] */
    TRACE_SECTION_MODULES,     /* trace_module: the executable first */
    TRACE_SECTION_COMMS,       /* trace_comm, table */
    TRACE_SECTION_MEMBERS,     /* int32_t: world ranks; a trace_comm says which part is its */
    TRACE_SECTION_OPERATIONS,  /* trace_operation, table: what is pending */
    TRACE_SECTION_SENDS,       /* trace_message, ring */
    TRACE_SECTION_RECEIVES,    /* trace_message, ring */
    TRACE_SECTION_COLLECTIVES, /* trace_collective, ring */
    TRACE_SECTION_CHANNELS,    /* trace_channel, table (hashed) */
    TRACE_SECTION_PEERS,       /* trace_peer[world rank] */
    TRACE_SECTION_RESOURCES,   /* trace_resource, table */
    TRACE_SECTION_ISSUES,      /* trace_issue, table: what the recorder itself has seen */
    TRACE_SECTION_ACCESSES,    /* trace_access, ring */
    TRACE_SECTION_EVENTS,      /* trace_event, ring */
    TRACE_SECTION_COUNTS,      /* trace_count, ring: lists of counts of collective calls */
    TRACE_SECTION_TEXTS,       /* trace_text, table: sites that are no addresses */
    TRACE_SECTION_STACK,       /* uint64_t, table: the program's sites then, innermost first */
    TRACE_SECTIONS
};

typedef struct {
    uint64_t offset, capacity;
    uint64_t used; /* of a ring: all entries ever written; of a table: the highest + 1 */
    uint32_t entry_size;
    uint32_t lost; /* entries for which a table had no room */
} trace_section;

enum trace_life {
    TRACE_LIFE_BEFORE, /* before MPI_Init has returned */
    TRACE_LIFE_RUNS,
    TRACE_LIFE_FINALIZING, /* in MPI_Finalize */
    TRACE_LIFE_FINALIZED,
};

enum trace_end {
    TRACE_END_NONE,
    TRACE_END_EXIT,
    TRACE_END_SIGNAL,
    TRACE_END_ABORT,
    TRACE_END_ERROR
};

/* What a rank in an MPI call waits for. */
enum trace_wait {
    TRACE_WAIT_NOT,     /* computes, or the call returns at once */
    TRACE_WAIT_UNKNOWN, /* in a call of which only the name is known */
    TRACE_WAIT_ALL,     /* for all operations marked TRACE_AWAITED */
    TRACE_WAIT_ANY,     /* for one of them */
};

typedef struct {
    uint32_t change; /* odd while this changes: it changes at every call, apart from all else */
    uint16_t call;   /* the MPI function it is in, or 0 */
    uint16_t wait;
    uint64_t since, site;
    uint64_t count;                           /* of calls ever begun */
    uint64_t last_left, last_site, last_call; /* when and where it left its last call */
    uint64_t outer; /* the function of a library that the program has called, as a call; or 0 */
} trace_state;

typedef struct {
    uint64_t magic;
    uint32_t version, header_size;
    uint64_t run, file_size;
    int32_t rank, size;
    uint32_t pid, change;
    uint64_t started, ended;
    uint32_t life, end;
    int32_t end_value;     /* exit status, number of the signal, or code of the abort */
    uint32_t calls;        /* how many functions the first section names: MPI's, then libraries' */
    uint32_t threads;      /* have called MPI */
    uint32_t thread_level; /* 0 single ... 3 multiple, as provided */
    uint32_t unmodelled;   /* calls that move messages, of which the recorder knows the name only */
    uint32_t is_synchronous;
    uint64_t end_site;
    uint64_t other_threads; /* that the program has started */
    uint64_t
        fault; /* of a SIGSEGV or SIGBUS the address that could not be accessed; 0: none that could be */
    uint64_t epoch;      /* to be added to a time for one since 1970, on which hosts agree */
    uint64_t asked;      /* when it was first asked where it is (SIGUSR2), or 0 */
    uint32_t stack_call; /* the MPI function it was in at its end, or when asked; or 0 */
    uint32_t unused;
    char host[64];
    char library[64]; /* "Open MPI v4.1.4" */
    trace_state state;
    trace_section sections[TRACE_SECTIONS];
} trace_header;

/* A function of mpi.h, and what all calls of it together were. [0]: of the program; [1]: of libraries. */
typedef struct {
    char name[TRACE_NAME];
    uint64_t count[2], bytes[2], time[2];
} trace_call;

typedef struct {
    uint64_t start, end; /* address space taken */
    uint64_t base;       /* what is added to the file's addresses */
    char path[TRACE_PATH];
} trace_module;

typedef struct {
    char text[TRACE_LINE]; /* "FILE:LINE" */
} trace_text;

/* A sequence of basic types: `count` times the unit. See signature.h. */
typedef struct {
    uint64_t hash, count; /* hash: of one unit */
    uint32_t unit;        /* basic elements in one unit */
    uint16_t basic;       /* number of the basic type, if the unit has one kind only; else 0 */
    uint16_t known;       /* 0: nothing can be said */
} trace_signature;

enum trace_kind { TRACE_KIND_COMM, TRACE_KIND_INTERCOMM, TRACE_KIND_WINDOW, TRACE_KIND_FILE };

typedef struct {
    uint64_t id, parent;
    uint64_t site, handle;
    uint64_t collectives; /* begun on it so far */
    uint32_t kind, call;  /* call: by which it was made */
    uint32_t rank, size;  /* own rank in it; ranks in it (of the own group) */
    uint32_t members, remote;
    uint32_t remote_size; /* members, remote, remote_size: where the members stand */
    uint8_t is_used, is_freed, is_library;
    uint8_t members_known; /* 0 if not kept */
    char name[32];
    uint64_t window_base, window_size, window_unit;
} trace_comm;

enum trace_operation_kind {
    TRACE_FREE,
    TRACE_SEND,
    TRACE_RECEIVE,
    TRACE_PROBE,
    TRACE_COLLECTIVE,
    TRACE_MATCHED, /* a message that MPI_Mprobe has taken */
    TRACE_REMOTE,  /* an access to a window */
    TRACE_OTHER    /* pending, but never in the way of others: generalised requests, file access */
};

enum trace_mode { TRACE_STANDARD, TRACE_SYNCHRONOUS, TRACE_BUFFERED, TRACE_READY };

enum trace_flags {
    TRACE_ACTIVE = 1,             /* begun, not complete */
    TRACE_PERSISTENT = 2,         /* from MPI_..._init */
    TRACE_BLOCKING = 4,           /* complete when the call returns */
    TRACE_AWAITED = 8,            /* the call that the rank is in waits for it */
    TRACE_DETACHED = 16,          /* MPI_Request_free while active */
    TRACE_LIBRARY = 32,           /* not by the program itself */
    TRACE_CANCELLED = 64,         /* MPI_Cancel was called */
    TRACE_STARTED = 128,          /* a persistent one that was started at least once */
    TRACE_REUSED = 256,           /* its request variable was given to another call */
    TRACE_WAITED_IDLE = 512,      /* waited for before it was ever started */
    TRACE_WRITES = 1024,          /* the buffer is written */
    TRACE_PLAIN = 2048,           /* the buffer's bytes are in the order of the message's */
    TRACE_ENDED_BEFORE = 8192,    /* known to be complete; its request is still there */
    TRACE_STATUS_IGNORED = 16384, /* MPI_STATUS_IGNORE was given to a receive */
    TRACE_CLAIMED = 4096,         /* while the requests of one call are looked up: found already */
    TRACE_PROBE_USED = 32768      /* of a receive: what the probe before it has told is relied on */
};

typedef struct {
    uint32_t kind, flags;
    uint16_t call, mode;
    int32_t peer, tag; /* peer: world rank, TRACE_ANY or TRACE_NO_RANK */
    uint64_t comm;     /* id */
    uint64_t posted;   /* the number of the event that began it */
    uint64_t record;   /* number in the ring of its kind */
    uint64_t
        ordinal; /* of a send: which message of its channel, from 1; of a collective: which call */
    uint64_t site, made_site, reuse_site; /* made_site: of a persistent one MPI_..._init */
    uint64_t bytes;
    uint64_t begin, end;             /* the buffer's addresses; 0, 0: not one piece, or not known */
    uint64_t other_begin, other_end; /* of a collective: the send buffer */
    uint64_t checksum, seen; /* of the buffer when begun, and before it was last waited for */
    /* Of a nonblocking collective call's receive buffer when the call returned, or 0 */
    uint64_t left_sum;
    trace_signature signature;
    uint64_t handle, variable;
    uint32_t links[6]; /* the recorder's own lists */
} trace_operation;

/* A message that was sent, or a receive that was posted. */
typedef struct {
    uint64_t number;                            /* + 1 */
    uint64_t site, posted, completed;           /* events; completed + 1, or 0 */
    uint64_t begin, end;                        /* times: posted, completed */
    uint64_t comm;                              /* id */
    uint64_t bytes;                             /* sent; of a receive: got */
    uint64_t checksum;                          /* of the bytes, or 0 */
    trace_signature signature;                  /* of what is sent, or may be received */
    int32_t peer, tag, wanted_peer, wanted_tag; /* of a receive: peer and tag once complete */
    uint16_t call, mode;
    uint32_t flags;
    uint64_t complete_site, buffer_begin, buffer_end; /* complete_site: also MPI_Request_free's */
    /* Of a send freed while active: the event + 1 at which its buffer was another, or 0. */
    uint64_t changed, changed_site;
    /* Of a receive from any source: the probe from any source before it, or 0, and whose message that has seen. */
    uint64_t probe_site;
    int32_t probe_peer;
    uint16_t probe_call, changed_call;
} trace_message;

enum { TRACE_NO_ROOT = -1, TRACE_ROOT_HERE = -4, TRACE_ROOT_NONE = -5 };
enum trace_collective_flags {
    TRACE_IN_PLACE = 1u << 16,    /* of a collective: MPI_IN_PLACE was given */
    TRACE_NONBLOCKING = 1u << 17, /* ... it returned a request */
    TRACE_ENDED = 1u << 18
};

typedef struct {
    uint64_t number;      /* + 1 */
    uint64_t comm, index; /* the index-th call on this communicator, from 0 */
    uint64_t before;      /* a hash of the calls before, to see whether those lost were the same */
    uint64_t site, posted, completed, begin, end, bytes;
    trace_signature send, receive;
    uint64_t extra; /* a hash of further arguments that must agree; 0: none */
    int32_t root;   /* rank in the communicator, or one of the above */
    uint32_t op;    /* 0 none, 1... predefined, TRACE_USER_OP */
    uint16_t call, unused;
    uint32_t flags;
    uint64_t send_list, receive_list; /* number of the first count + 1; 0: no list was kept */
    uint64_t list_length;
    uint64_t send_begin, send_end, receive_begin, receive_end; /* addresses; 0: not one piece */
} trace_collective;

/* How many basic elements a v-variant sends to a member, or expects from it. Of an access: the blocks of its datatype,
 * two for each (where it begins, and its length), or the ranks of a group. */
typedef struct {
    uint64_t number; /* + 1 */
    uint64_t elements;
} trace_count;

enum { TRACE_USER_OP = 1000 };

/* How many messages went between this rank and a peer, with a communicator and a tag. */
typedef struct {
    uint64_t comm;
    int32_t peer, tag;
    uint64_t sent, received;
    uint64_t sent_site, received_site;
    uint32_t is_used, unused;
} trace_channel;

typedef struct {
    uint64_t sent, sent_bytes, received, received_bytes;
    uint64_t wait; /* nanoseconds that receives from this peer took */
} trace_peer;

enum trace_resource_kind {
    TRACE_RESOURCE_NONE,
    TRACE_RESOURCE_COMM,
    TRACE_RESOURCE_TYPE,
    TRACE_RESOURCE_GROUP,
    TRACE_RESOURCE_OP,
    TRACE_RESOURCE_WINDOW,
    TRACE_RESOURCE_FILE,
    TRACE_RESOURCE_ERRHANDLER,
    TRACE_RESOURCE_INFO,
    TRACE_RESOURCE_KEYVAL,
    TRACE_RESOURCE_MEMORY,
    TRACE_RESOURCE_BUFFER,
    TRACE_RESOURCE_KINDS
};

typedef struct {
    uint64_t handle, site;
    uint32_t kind, call;
    uint32_t is_library, next;
} trace_resource;

enum trace_issue_kind {
    TRACE_ISSUE_NONE,
    TRACE_ISSUE_ERROR,    /* the library reported an error, and it would end the program */
    TRACE_ISSUE_RETURNED, /* ... and the call returned it; value: error class */
    TRACE_ISSUE_BEFORE_INIT,
    TRACE_ISSUE_AFTER_FINALIZE,
    TRACE_ISSUE_SECOND_INIT,
    TRACE_ISSUE_ABORT,           /* MPI_Abort; value: code */
    TRACE_ISSUE_NO_FINALIZE,     /* value: exit status */
    TRACE_ISSUE_OVERLAP,         /* a buffer is used by a pending operation; other: that one */
    TRACE_ISSUE_SEND_CHANGED,    /* other: the call that began the send */
    TRACE_ISSUE_RECEIVE_CHANGED, /* other: the call that began the receive */
    TRACE_ISSUE_STARTED_TWICE,   /* MPI_Start of an active request */
    TRACE_ISSUE_FREED_ACTIVE,    /* MPI_Request_free of an active receive; other: its begin */
    TRACE_ISSUE_ALIAS,           /* send and receive buffer of one call are the same */
    TRACE_ISSUE_OUTSIDE_EPOCH,   /* an access outside any epoch */
    TRACE_ISSUE_EPOCH_OPEN,      /* freed or finalized while an epoch is open; other: where begun */
    TRACE_ISSUE_EPOCH_ORDER,     /* an epoch ended that was not begun, or begun twice */
    TRACE_ISSUE_ARGUMENT,        /* problem, value, limit; text: which argument */
    TRACE_ISSUE_TYPE_UNCOMMITTED,
    TRACE_ISSUE_BUFFER_SMALL,  /* MPI_Bsend without enough attached buffer */
    TRACE_ISSUE_NEVER_STARTED, /* waited for and freed, but never started; other: where made */
    TRACE_ISSUE_EPOCH_NONE,    /* an epoch is ended that was not begun */
    TRACE_ISSUE_THREAD,   /* from a thread that may not; value: level; other: where MPI began */
    TRACE_ISSUE_AT_ONCE,  /* while another thread is in `other`; value: level */
    TRACE_ISSUE_UNPADDED, /* a struct type without padding; other: where made */
    TRACE_ISSUE_KINDS
};

/* What the standard does not allow of an argument. */
enum trace_problem {
    TRACE_PROBLEM_NONE,
    TRACE_PROBLEM_NULL_BUFFER,
    TRACE_PROBLEM_RANK,          /* value; limit: ranks in the communicator */
    TRACE_PROBLEM_NEGATIVE,      /* a count: value */
    TRACE_PROBLEM_TAG,           /* value; limit: the largest */
    TRACE_PROBLEM_NULL_COMM,     /* other: the call that has given MPI_COMM_NULL, if any */
    TRACE_PROBLEM_IN_PLACE,      /* given where the standard has no place for it */
    TRACE_PROBLEM_IN_PLACE_ROOT, /* ... by a rank that is not the root */
    TRACE_PROBLEM_REQUEST,       /* no call has set it; value: which in the list; limit: how many */
    TRACE_PROBLEM_GRID,          /* value: places in the grid; limit: ranks */
    TRACE_PROBLEM_PLACES,      /* parts of a v-variant overlap; value, limit: of which two ranks */
    TRACE_PROBLEM_NULL_WINDOW, /* value: its size */
    TRACE_PROBLEM_TYPE,        /* to receive, but some of its blocks overlap */
    TRACE_PROBLEMS
};

typedef struct {
    uint32_t kind, count;
    uint32_t call, other_call;
    uint64_t site, other_site, time;
    int64_t value, limit;
    int32_t peer, tag;
    uint64_t comm;
    uint32_t problem, unused;
    char text[TRACE_TEXT];
} trace_issue;

/* The last four are no accesses, but what orders them: their target is TRACE_NO_RANK, their blocks the group's ranks. */
enum trace_access_kind {
    TRACE_PUT,
    TRACE_GET,
    TRACE_ACCUMULATE,
    TRACE_POSTED,
    TRACE_STARTED_ACCESS,
    TRACE_COMPLETED,
    TRACE_WAITED
};
enum trace_epoch { TRACE_EPOCH_NONE, TRACE_EPOCH_FENCE, TRACE_EPOCH_START, TRACE_EPOCH_LOCK };
enum trace_access_flags {
    TRACE_ACCESS_EXCLUSIVE = 1, /* under an exclusive lock */
    TRACE_ACCESS_LIBRARY = 2,
    TRACE_ACCESS_FETCHES = 4 /* an accumulate that returns what was there */
};

/* One-sided access. Of a file: what is written to it, from begin on; the target is TRACE_NO_RANK. */
typedef struct {
    uint64_t number; /* + 1 */
    uint64_t window, site, posted;
    uint64_t completed; /* event + 1 of the call after which it is complete at the target, or 0 */
    uint64_t released;  /* event + 1 of the call after which the origin's buffers are free, or 0 */
    uint64_t begin;     /* at the target, in units of its window from its start */
    uint64_t bytes;     /* there, in one piece; 0: not in one piece, */
    uint64_t blocks, block_count, count, extent; /* but `count` times these (trace_count) */
    uint64_t origin_begin, origin_end, result_begin, result_end; /* addresses; 0: not one piece */
    uint64_t epoch; /* which, counted on each rank from 0; of a fence: the same on all ranks */
    int32_t target; /* world rank */
    uint16_t kind, epoch_kind;
    uint32_t op, basic;
    uint32_t call, flags;
    trace_signature origin_type, target_type;
} trace_access;

enum { TRACE_EVENT_LIBRARY = 1, TRACE_EVENT_REPEATED = 2 };

/* A call of an MPI function. Calls that only ask whether something is there (MPI_Test), and are told
 * no, are one event while they come from the same line. A mark of a region (common/marks.h) is one of MPI_Pcontrol with
 * its level as tag and its name as comm. */
typedef struct {
    uint64_t number; /* + 1 */
    uint64_t begin, end, site, bytes, comm;
    int32_t peer, tag;
    uint16_t call, flags;
    uint32_t repeats;
} trace_event;

#endif

/* Point-to-point communication (MPI standard, chapter 3). */
#include "comms.h"
#include "operations.h"
#include "record.h"
#include "resources.h"
#include "types.h"
#include <stdlib.h>

static void block(trace_operation *op)
{
    if (op != NULL) {
        op->flags |= TRACE_BLOCKING | TRACE_AWAITED;
    }
}

static void done(frame *f, trace_operation *op, const MPI_Status *status, int code)
{
    operation_complete(f, op, status, code);
}

#define SEND_PARAMETERS                                                                            \
    const void *buf, int count, MPI_Datatype datatype, int dest, int tag, MPI_Comm comm
#define SEND_ARGUMENTS buf, count, datatype, dest, tag, comm

/* A blocking send in one of the four modes. */
#define SEND(Name, Called, MODE)                                                                   \
    int MPI_##Name(SEND_PARAMETERS)                                                                \
    {                                                                                              \
        frame f;                                                                                   \
        if (!enter(&f, CALL_MPI_##Name, SITE)) {                                                   \
            return PMPI_##Name(SEND_ARGUMENTS);                                                    \
        }                                                                                          \
        trace_operation *op =                                                                      \
            post_message(&f, TRACE_SEND, MODE, buf, count, datatype, dest, tag, comm);             \
        block(op);                                                                                 \
        go(&f, TRACE_WAIT_ALL);                                                                    \
        int code = Called(SEND_ARGUMENTS);                                                         \
        back(&f);                                                                                  \
        done(&f, op, NULL, code);                                                                  \
        return leave(&f, code);                                                                    \
    }

/* --synchronous: a standard send may wait for its receiver (3.4), so let it. */
static int send(SEND_PARAMETERS)
{
    return synchronous_wanted ? PMPI_Ssend(SEND_ARGUMENTS) : PMPI_Send(SEND_ARGUMENTS);
}

static int isend(SEND_PARAMETERS, MPI_Request *request)
{
    return synchronous_wanted ? PMPI_Issend(SEND_ARGUMENTS, request)
                              : PMPI_Isend(SEND_ARGUMENTS, request);
}

static int send_init(SEND_PARAMETERS, MPI_Request *request)
{
    return synchronous_wanted ? PMPI_Ssend_init(SEND_ARGUMENTS, request)
                              : PMPI_Send_init(SEND_ARGUMENTS, request);
}
SEND(Send, send, TRACE_STANDARD)
SEND(Ssend, PMPI_Ssend, TRACE_SYNCHRONOUS)
SEND(Bsend, PMPI_Bsend, TRACE_BUFFERED)
SEND(Rsend, PMPI_Rsend, TRACE_READY)

static trace_operation *post_init(frame *f, int kind, int mode, SEND_PARAMETERS)
{
    trace_operation *op = make_persistent(f, kind, mode, SEND_ARGUMENTS);
    f->bytes = 0; /* nothing is sent by it */
    return op;
}

#define WITH_REQUEST(Name, Called, post, MODE)                                                     \
    WRAP_REQUEST(Name, (SEND_PARAMETERS, MPI_Request * request), (SEND_ARGUMENTS, request),        \
                 Called, post(&f, TRACE_SEND, MODE, SEND_ARGUMENTS))

WITH_REQUEST(Isend, isend, post_message, TRACE_STANDARD)
WITH_REQUEST(Issend, PMPI_Issend, post_message, TRACE_SYNCHRONOUS)
WITH_REQUEST(Ibsend, PMPI_Ibsend, post_message, TRACE_BUFFERED)
WITH_REQUEST(Irsend, PMPI_Irsend, post_message, TRACE_READY)
WITH_REQUEST(Send_init, send_init, post_init, TRACE_STANDARD)
WITH_REQUEST(Ssend_init, PMPI_Ssend_init, post_init, TRACE_SYNCHRONOUS)
WITH_REQUEST(Bsend_init, PMPI_Bsend_init, post_init, TRACE_BUFFERED)
WITH_REQUEST(Rsend_init, PMPI_Rsend_init, post_init, TRACE_READY)

/* ---- a probe from any source, and a receive from any source after it ---- */

static __thread struct {
    uint64_t comm, site;
    int peer, tag;
    uint16_t call;
    bool used, any_tag;
    const MPI_Status *status;
} probed; /* comm 0: none */

static void note_probe(const frame *f, MPI_Comm comm, int source, int tag, const MPI_Status *status)
{
    const comm_record *found = comm_find(comm);
    if (found == NULL || source != MPI_ANY_SOURCE || status == MPI_STATUS_IGNORE || f->is_library) {
        probed.comm = 0;
        return;
    }
    probed.comm = found->shared->id;
    probed.site = f->site;
    probed.call = f->call;
    probed.peer = comm_peer(found, status->MPI_SOURCE);
    probed.tag = status->MPI_TAG;
    probed.status = status;
    probed.used = false;
    probed.any_tag = tag == MPI_ANY_TAG;
}

/* What the probe has told is relied on where the program asked for the length, or keeps its status instead of the
 * receive's. MPI_Probe is called for nothing else than what it tells; but that may be the tag, and only that. */
static void use_probe(const trace_operation *op, const MPI_Status *status)
{
    trace_message *m = op != NULL && op->comm == probed.comm && op->kind == TRACE_RECEIVE
                           ? ring_entry(TRACE_SECTION_RECEIVES, op->record)
                           : NULL;
    if (m != NULL && op->peer == TRACE_ANY && (op->tag == TRACE_ANY || op->tag == probed.tag)) {
        m->probe_site = probed.site;
        m->probe_call = probed.call;
        m->probe_peer = probed.peer;
        bool by_tag = probed.any_tag && op->tag != TRACE_ANY;
        bool relied =
            probed.used || status != probed.status || (probed.call == CALL_MPI_Probe && !by_tag);
        m->flags |= relied ? TRACE_PROBE_USED : 0;
    }
    probed.comm = m != NULL ? 0 : probed.comm;
}

static void used(const MPI_Status *status)
{
    probed.used = probed.used || (probed.comm != 0 && status == probed.status);
}

WRAP(Get_count, (const MPI_Status *status, MPI_Datatype type, int *count), (status, type, count),
     TRACE_WAIT_NOT, used(status), (void)0)
WRAP(Get_elements, (const MPI_Status *status, MPI_Datatype type, int *count), (status, type, count),
     TRACE_WAIT_NOT, used(status), (void)0)

int MPI_Recv(void *buf, int count, MPI_Datatype datatype, int source, int tag, MPI_Comm comm,
             MPI_Status *status)
{
    frame f;
    MPI_Status own;
    if (!enter(&f, CALL_MPI_Recv, SITE)) {
        return PMPI_Recv(buf, count, datatype, source, tag, comm, status);
    }
    uint32_t ignored = status == MPI_STATUS_IGNORE ? TRACE_STATUS_IGNORED : 0;
    trace_operation *op =
        post_message(&f, TRACE_RECEIVE, TRACE_STANDARD, buf, count, datatype, source, tag, comm);
    use_probe(op, status);
    status = status == MPI_STATUS_IGNORE ? &own : status;
    block(op);
    if (op != NULL) {
        op->flags |= ignored;
    }
    go(&f, TRACE_WAIT_ALL);
    int code = PMPI_Recv(buf, count, datatype, source, tag, comm, status);
    back(&f);
    done(&f, op, status, code);
    return leave(&f, code);
}

static trace_operation *post_receive(frame *f, void *buf, int count, MPI_Datatype datatype,
                                     int source, int tag, MPI_Comm comm)
{
    trace_operation *op =
        post_message(f, TRACE_RECEIVE, TRACE_STANDARD, buf, count, datatype, source, tag, comm);
    use_probe(op, probed.status);
    return op;
}

#define RECEIVE_PARAMETERS                                                                         \
    void *buf, int count, MPI_Datatype datatype, int source, int tag, MPI_Comm comm,               \
        MPI_Request *request
#define RECEIVE_ARGUMENTS buf, count, datatype, source, tag, comm

WRAP_REQUEST(Irecv, (RECEIVE_PARAMETERS), (RECEIVE_ARGUMENTS, request), PMPI_Irecv,
             post_receive(&f, RECEIVE_ARGUMENTS))
WRAP_REQUEST(Recv_init, (RECEIVE_PARAMETERS), (RECEIVE_ARGUMENTS, request), PMPI_Recv_init,
             make_persistent(&f, TRACE_RECEIVE, TRACE_STANDARD, RECEIVE_ARGUMENTS))

int MPI_Sendrecv(const void *sendbuf, int sendcount, MPI_Datatype sendtype, int dest, int sendtag,
                 void *recvbuf, int recvcount, MPI_Datatype recvtype, int source, int recvtag,
                 MPI_Comm comm, MPI_Status *status)
{
    frame f;
    MPI_Status own;
    if (!enter(&f, CALL_MPI_Sendrecv, SITE)) {
        return PMPI_Sendrecv(sendbuf, sendcount, sendtype, dest, sendtag, recvbuf, recvcount,
                             recvtype, source, recvtag, comm, status);
    }
    status = status == MPI_STATUS_IGNORE ? &own : status;
    trace_operation *in = post_message(&f, TRACE_RECEIVE, TRACE_STANDARD, recvbuf, recvcount,
                                       recvtype, source, recvtag, comm);
    trace_operation *out = post_message(&f, TRACE_SEND, TRACE_STANDARD, sendbuf, sendcount,
                                        sendtype, dest, sendtag, comm);
    block(in);
    block(out);
    go(&f, TRACE_WAIT_ALL);
    int code = PMPI_Sendrecv(sendbuf, sendcount, sendtype, dest, sendtag, recvbuf, recvcount,
                             recvtype, source, recvtag, comm, status);
    back(&f);
    done(&f, in, status, code);
    done(&f, out, NULL, code);
    return leave(&f, code);
}

int MPI_Sendrecv_replace(void *buf, int count, MPI_Datatype datatype, int dest, int sendtag,
                         int source, int recvtag, MPI_Comm comm, MPI_Status *status)
{
    frame f;
    MPI_Status own;
    if (!enter(&f, CALL_MPI_Sendrecv_replace, SITE)) {
        return PMPI_Sendrecv_replace(buf, count, datatype, dest, sendtag, source, recvtag, comm,
                                     status);
    }
    status = status == MPI_STATUS_IGNORE ? &own : status;
    /* Its one buffer is for both: no overlap to be told, so the send has none. */
    trace_operation *out = post_message(&f, TRACE_SEND, TRACE_STANDARD, MPI_BOTTOM, count, datatype,
                                        dest, sendtag, comm);
    trace_operation *in = post_message(&f, TRACE_RECEIVE, TRACE_STANDARD, buf, count, datatype,
                                       source, recvtag, comm);
    block(in);
    block(out);
    go(&f, TRACE_WAIT_ALL);
    int code =
        PMPI_Sendrecv_replace(buf, count, datatype, dest, sendtag, source, recvtag, comm, status);
    back(&f);
    done(&f, in, status, code);
    done(&f, out, NULL, code);
    return leave(&f, code);
}

/* ---- looking without receiving ---- */

static trace_operation *post_probe(frame *f, int source, int tag, MPI_Comm comm)
{
    const comm_record *found = comm_find(comm);
    trace_operation *op = found != NULL ? operation_new(f, TRACE_PROBE, TRACE_STANDARD) : NULL;
    if (op != NULL) {
        op->comm = f->comm = found->shared->id;
        op->peer = f->peer = comm_peer(found, source);
        op->tag = f->tag = tag == MPI_ANY_TAG ? TRACE_ANY : tag;
        op->flags |= TRACE_ACTIVE | TRACE_BLOCKING | TRACE_AWAITED;
        if (op->peer == TRACE_NO_RANK || op->peer == TRACE_FOREIGN) {
            op->kind = TRACE_OTHER;
        }
    }
    return op;
}

static void end_probe(trace_operation *op)
{
    if (op != NULL) {
        op->flags = 0; /* it was in no list */
        operation_drop(op);
    }
}

int MPI_Probe(int source, int tag, MPI_Comm comm, MPI_Status *status)
{
    frame f;
    if (!enter(&f, CALL_MPI_Probe, SITE)) {
        return PMPI_Probe(source, tag, comm, status);
    }
    trace_operation *op = post_probe(&f, source, tag, comm);
    go(&f, TRACE_WAIT_ALL);
    int code = PMPI_Probe(source, tag, comm, status);
    back(&f);
    end_probe(op);
    if (code == MPI_SUCCESS) {
        note_probe(&f, comm, source, tag, status);
    }
    return leave(&f, code);
}

int MPI_Iprobe(int source, int tag, MPI_Comm comm, int *flag, MPI_Status *status)
{
    frame f;
    if (!enter(&f, CALL_MPI_Iprobe, SITE)) {
        return PMPI_Iprobe(source, tag, comm, flag, status);
    }
    go(&f, TRACE_WAIT_NOT);
    int code = PMPI_Iprobe(source, tag, comm, flag, status);
    back(&f);
    if (code == MPI_SUCCESS && *flag) {
        note_probe(&f, comm, source, tag, status);
    }
    return leave_poll(&f, code, code != MPI_SUCCESS || *flag);
}

/* A message that MPI_Mprobe took is received by a call that names the message alone: what is known of it
 * is kept by its handle. */
static struct taken {
    MPI_Message handle;
    MPI_Comm comm;
    int source, tag;
    struct taken *next;
} * all_taken;

static void take(MPI_Message handle, MPI_Comm comm, const MPI_Status *status)
{
    struct taken *made =
        handle == MPI_MESSAGE_NULL || handle == MPI_MESSAGE_NO_PROC ? NULL : malloc(sizeof *made);
    if (made != NULL) {
        *made = (struct taken){handle, comm, status->MPI_SOURCE, status->MPI_TAG, all_taken};
        all_taken = made;
    }
}

static struct taken *find_taken(MPI_Message handle)
{
    struct taken **link = &all_taken, *found;
    while (*link != NULL && (*link)->handle != handle) {
        link = &(*link)->next;
    }
    found = *link;
    if (found != NULL) {
        *link = found->next;
    }
    return found;
}

int MPI_Mprobe(int source, int tag, MPI_Comm comm, MPI_Message *message, MPI_Status *status)
{
    frame f;
    MPI_Status own;
    if (!enter(&f, CALL_MPI_Mprobe, SITE)) {
        return PMPI_Mprobe(source, tag, comm, message, status);
    }
    status = status == MPI_STATUS_IGNORE ? &own : status;
    trace_operation *op = post_probe(&f, source, tag, comm);
    go(&f, TRACE_WAIT_ALL);
    int code = PMPI_Mprobe(source, tag, comm, message, status);
    back(&f);
    end_probe(op);
    if (code == MPI_SUCCESS) {
        take(*message, comm, status);
    }
    return leave(&f, code);
}

int MPI_Improbe(int source, int tag, MPI_Comm comm, int *flag, MPI_Message *message,
                MPI_Status *status)
{
    frame f;
    MPI_Status own;
    if (!enter(&f, CALL_MPI_Improbe, SITE)) {
        return PMPI_Improbe(source, tag, comm, flag, message, status);
    }
    status = status == MPI_STATUS_IGNORE ? &own : status;
    go(&f, TRACE_WAIT_NOT);
    int code = PMPI_Improbe(source, tag, comm, flag, message, status);
    back(&f);
    if (code == MPI_SUCCESS && *flag) {
        take(*message, comm, status);
    }
    return leave_poll(&f, code, code != MPI_SUCCESS || *flag);
}

static trace_operation *post_taken(frame *f, MPI_Message message, void *buf, int count,
                                   MPI_Datatype datatype)
{
    struct taken *found = find_taken(message);
    trace_operation *op = NULL;
    if (found != NULL) {
        op = post_message(f, TRACE_RECEIVE, TRACE_STANDARD, buf, count, datatype, found->source,
                          found->tag, found->comm);
        free(found);
    }
    return op;
}

int MPI_Mrecv(void *buf, int count, MPI_Datatype datatype, MPI_Message *message, MPI_Status *status)
{
    frame f;
    MPI_Status own;
    if (!enter(&f, CALL_MPI_Mrecv, SITE)) {
        return PMPI_Mrecv(buf, count, datatype, message, status);
    }
    status = status == MPI_STATUS_IGNORE ? &own : status;
    trace_operation *op = post_taken(&f, *message, buf, count, datatype);
    block(op);
    go(&f, TRACE_WAIT_ALL);
    int code = PMPI_Mrecv(buf, count, datatype, message, status);
    back(&f);
    done(&f, op, status, code);
    return leave(&f, code);
}

WRAP_REQUEST(Imrecv,
             (void *buf, int count, MPI_Datatype datatype, MPI_Message *message,
              MPI_Request *request),
             (buf, count, datatype, message, request), PMPI_Imrecv,
             post_taken(&f, *message, buf, count, datatype))

WRAP(Buffer_attach, (void *buffer, int size), (buffer, size), TRACE_WAIT_NOT, (void)0,
     resource_add(&f, TRACE_RESOURCE_BUFFER, 0))
WRAP(Buffer_detach, (void *buffer, int *size), (buffer, size), TRACE_WAIT_UNKNOWN, (void)0,
     resource_remove(TRACE_RESOURCE_BUFFER, 0))

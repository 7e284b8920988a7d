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

#define ISEND(Name, Called, MODE)                                                                  \
    int MPI_##Name(SEND_PARAMETERS, MPI_Request *request)                                          \
    {                                                                                              \
        frame f;                                                                                   \
        if (!enter(&f, CALL_MPI_##Name, SITE)) {                                                   \
            return PMPI_##Name(SEND_ARGUMENTS, request);                                           \
        }                                                                                          \
        trace_operation *op =                                                                      \
            post_message(&f, TRACE_SEND, MODE, buf, count, datatype, dest, tag, comm);             \
        go(&f, TRACE_WAIT_NOT);                                                                    \
        int code = Called(SEND_ARGUMENTS, request);                                                \
        back(&f);                                                                                  \
        operation_request(&f, op, request, code);                                                  \
        return leave(&f, code);                                                                    \
    }

ISEND(Isend, isend, TRACE_STANDARD)
ISEND(Issend, PMPI_Issend, TRACE_SYNCHRONOUS)
ISEND(Ibsend, PMPI_Ibsend, TRACE_BUFFERED)
ISEND(Irsend, PMPI_Irsend, TRACE_READY)

#define SEND_INIT(Name, Called, MODE)                                                              \
    int MPI_##Name(SEND_PARAMETERS, MPI_Request *request)                                          \
    {                                                                                              \
        frame f;                                                                                   \
        if (!enter(&f, CALL_MPI_##Name, SITE)) {                                                   \
            return PMPI_##Name(SEND_ARGUMENTS, request);                                           \
        }                                                                                          \
        trace_operation *op =                                                                      \
            make_persistent(&f, TRACE_SEND, MODE, buf, count, datatype, dest, tag, comm);          \
        go(&f, TRACE_WAIT_NOT);                                                                    \
        int code = Called(SEND_ARGUMENTS, request);                                                \
        back(&f);                                                                                  \
        operation_request(&f, op, request, code);                                                  \
        f.bytes = 0;                                                                               \
        return leave(&f, code);                                                                    \
    }

SEND_INIT(Send_init, send_init, TRACE_STANDARD)
SEND_INIT(Ssend_init, PMPI_Ssend_init, TRACE_SYNCHRONOUS)
SEND_INIT(Bsend_init, PMPI_Bsend_init, TRACE_BUFFERED)
SEND_INIT(Rsend_init, PMPI_Rsend_init, TRACE_READY)

/* ---- a probe from any source, and a receive from any source after it ---- */

static __thread struct {
    uint64_t comm, site;
    int peer, tag;
    uint16_t call;
    bool used;
    const MPI_Status *status;
} probed; /* comm 0: none */

static void note_probe(const frame *f, MPI_Comm comm, int source, const MPI_Status *status)
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
}

/* What the probe has told is relied on where the program asked for the length, or asks nothing of the receive. */
static void use_probe(const trace_operation *op, const MPI_Status *status)
{
    trace_message *m = op != NULL && op->comm == probed.comm && op->kind == TRACE_RECEIVE
                           ? ring_entry(TRACE_SECTION_RECEIVES, op->record)
                           : NULL;
    if (m != NULL && op->peer == TRACE_ANY && (op->tag == TRACE_ANY || op->tag == probed.tag)) {
        m->probe_site = probed.site;
        m->probe_call = probed.call;
        m->probe_peer = probed.peer;
        m->flags |= probed.used || status == MPI_STATUS_IGNORE ? TRACE_PROBE_USED : 0;
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

int MPI_Irecv(void *buf, int count, MPI_Datatype datatype, int source, int tag, MPI_Comm comm,
              MPI_Request *request)
{
    frame f;
    if (!enter(&f, CALL_MPI_Irecv, SITE)) {
        return PMPI_Irecv(buf, count, datatype, source, tag, comm, request);
    }
    trace_operation *op =
        post_message(&f, TRACE_RECEIVE, TRACE_STANDARD, buf, count, datatype, source, tag, comm);
    use_probe(op, probed.status);
    go(&f, TRACE_WAIT_NOT);
    int code = PMPI_Irecv(buf, count, datatype, source, tag, comm, request);
    back(&f);
    operation_request(&f, op, request, code);
    return leave(&f, code);
}

int MPI_Recv_init(void *buf, int count, MPI_Datatype datatype, int source, int tag, MPI_Comm comm,
                  MPI_Request *request)
{
    frame f;
    if (!enter(&f, CALL_MPI_Recv_init, SITE)) {
        return PMPI_Recv_init(buf, count, datatype, source, tag, comm, request);
    }
    trace_operation *op =
        make_persistent(&f, TRACE_RECEIVE, TRACE_STANDARD, buf, count, datatype, source, tag, comm);
    go(&f, TRACE_WAIT_NOT);
    int code = PMPI_Recv_init(buf, count, datatype, source, tag, comm, request);
    back(&f);
    operation_request(&f, op, request, code);
    return leave(&f, code);
}

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
        note_probe(&f, comm, source, status);
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
        note_probe(&f, comm, source, status);
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

int MPI_Imrecv(void *buf, int count, MPI_Datatype datatype, MPI_Message *message,
               MPI_Request *request)
{
    frame f;
    if (!enter(&f, CALL_MPI_Imrecv, SITE)) {
        return PMPI_Imrecv(buf, count, datatype, message, request);
    }
    trace_operation *op = post_taken(&f, *message, buf, count, datatype);
    go(&f, TRACE_WAIT_NOT);
    int code = PMPI_Imrecv(buf, count, datatype, message, request);
    back(&f);
    operation_request(&f, op, request, code);
    return leave(&f, code);
}

WRAP(Buffer_attach, (void *buffer, int size), (buffer, size), TRACE_WAIT_NOT, (void)0,
     resource_add(&f, TRACE_RESOURCE_BUFFER, 0))
WRAP(Buffer_detach, (void *buffer, int *size), (buffer, size), TRACE_WAIT_UNKNOWN, (void)0,
     resource_remove(TRACE_RESOURCE_BUFFER, 0))

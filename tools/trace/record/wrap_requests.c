/* Requests: waiting, testing, starting, cancelling, freeing (MPI standard 3.7.3 to 3.9). */
#include "arguments.h"
#include "comms.h"
#include "operations.h"
#include "record.h"
#include <stdlib.h>

/* Operations and statuses of a call with many requests: one array of each for every thread. */
static __thread uint32_t *operations;
static __thread MPI_Status *own_statuses;
static __thread int room;

static bool make_room(int count)
{
    if (count > room) {
        free(operations);
        free(own_statuses);
        room = count + 64;
        operations = malloc(sizeof *operations * (size_t)room);
        own_statuses = malloc(sizeof *own_statuses * (size_t)room);
    }
    if (operations == NULL || own_statuses == NULL) {
        room = 0;
    }
    return room >= count;
}

static trace_operation *look_at(frame *f, const MPI_Request *request)
{
    trace_operation *op = operation_find(request);
    if (op == NULL && *request != MPI_REQUEST_NULL && requests_are_known()) {
        check_request(f, 0, 1);
    }
    operation_look(op);
    return op;
}

static void look(frame *f, MPI_Request requests[], int count, bool waits)
{
    for (int i = 0; i < count; i++) {
        trace_operation *op = operation_find(&requests[i]);
        operations[i] = op != NULL ? operation_index(op) : TRACE_NO_OPERATION;
        operation_look(op);
        if (op == NULL && requests[i] != MPI_REQUEST_NULL && requests_are_known()) {
            check_request(f, i, count);
        }
        if (op != NULL) {
            op->flags |=
                TRACE_CLAIMED; /* a copied handle may stand for several: each is found once */
        }
        if (waits) {
            operation_await(op);
        }
    }
    for (int i = 0; i < count; i++) {
        operation_at(operations[i])->flags &= ~(uint32_t)TRACE_CLAIMED;
    }
}

static void finish(frame *f, int i, const MPI_Status *status, int code)
{
    if (operations[i] != TRACE_NO_OPERATION) {
        operation_complete(f, operation_at(operations[i]), status, code);
    }
}

static void unmark(int count)
{
    for (int i = 0; i < count; i++) {
        if (operations[i] != TRACE_NO_OPERATION) {
            operation_at(operations[i])->flags &= ~(uint32_t)TRACE_AWAITED;
        }
    }
}

int MPI_Wait(MPI_Request *request, MPI_Status *status)
{
    frame f;
    MPI_Status own;
    if (!enter(&f, CALL_MPI_Wait, SITE)) {
        return PMPI_Wait(request, status);
    }
    status = status == MPI_STATUS_IGNORE ? &own : status;
    trace_operation *op = look_at(&f, request);
    operation_await(op);
    if (op != NULL) {
        f.comm = op->comm;
        f.peer = op->peer;
        f.tag = op->tag;
    }
    go(&f, TRACE_WAIT_ALL);
    int code = PMPI_Wait(request, status);
    back(&f);
    operation_complete(&f, op, status, code);
    return leave(&f, code);
}

int MPI_Test(MPI_Request *request, int *flag, MPI_Status *status)
{
    frame f;
    MPI_Status own;
    if (!enter(&f, CALL_MPI_Test, SITE)) {
        return PMPI_Test(request, flag, status);
    }
    status = status == MPI_STATUS_IGNORE ? &own : status;
    trace_operation *op = look_at(&f, request);
    go(&f, TRACE_WAIT_NOT);
    int code = PMPI_Test(request, flag, status);
    back(&f);
    bool found = code != MPI_SUCCESS || *flag;
    if (found) {
        operation_complete(&f, op, status, code);
    }
    return leave_poll(&f, code, found);
}

int MPI_Waitall(int count, MPI_Request requests[], MPI_Status statuses[])
{
    frame f;
    if (count < 0 || !enter(&f, CALL_MPI_Waitall, SITE)) {
        return PMPI_Waitall(count, requests, statuses);
    }
    if (!make_room(count)) {
        go(&f, TRACE_WAIT_UNKNOWN);
        int code = PMPI_Waitall(count, requests, statuses);
        back(&f);
        return leave(&f, code);
    }
    statuses = statuses == MPI_STATUSES_IGNORE ? own_statuses : statuses;
    look(&f, requests, count, true);
    go(&f, TRACE_WAIT_ALL);
    int code = PMPI_Waitall(count, requests, statuses);
    back(&f);
    for (int i = 0; i < count; i++) {
        int own_code = code == MPI_ERR_IN_STATUS ? statuses[i].MPI_ERROR : code;
        finish(&f, i, &statuses[i], own_code);
    }
    return leave(&f, code);
}

int MPI_Testall(int count, MPI_Request requests[], int *flag, MPI_Status statuses[])
{
    frame f;
    if (count < 0 || !enter(&f, CALL_MPI_Testall, SITE)) {
        return PMPI_Testall(count, requests, flag, statuses);
    }
    bool known = make_room(count);
    if (known) {
        statuses = statuses == MPI_STATUSES_IGNORE ? own_statuses : statuses;
        look(&f, requests, count, false);
    }
    go(&f, TRACE_WAIT_NOT);
    int code = PMPI_Testall(count, requests, flag, statuses);
    back(&f);
    for (int i = 0; known && code == MPI_SUCCESS && *flag && i < count; i++) {
        finish(&f, i, &statuses[i], code);
    }
    return leave_poll(&f, code, code != MPI_SUCCESS || *flag);
}

int MPI_Waitany(int count, MPI_Request requests[], int *index, MPI_Status *status)
{
    frame f;
    MPI_Status own;
    if (count < 0 || !enter(&f, CALL_MPI_Waitany, SITE)) {
        return PMPI_Waitany(count, requests, index, status);
    }
    bool known = make_room(count);
    status = status == MPI_STATUS_IGNORE ? &own : status;
    if (known) {
        look(&f, requests, count, true);
    }
    go(&f, known ? TRACE_WAIT_ANY : TRACE_WAIT_UNKNOWN);
    int code = PMPI_Waitany(count, requests, index, status);
    back(&f);
    if (known) {
        unmark(count);
    }
    if (known && *index != MPI_UNDEFINED && *index >= 0 && *index < count) {
        finish(&f, *index, status, code);
    }
    return leave(&f, code);
}

int MPI_Testany(int count, MPI_Request requests[], int *index, int *flag, MPI_Status *status)
{
    frame f;
    MPI_Status own;
    if (count < 0 || !enter(&f, CALL_MPI_Testany, SITE)) {
        return PMPI_Testany(count, requests, index, flag, status);
    }
    bool known = make_room(count);
    status = status == MPI_STATUS_IGNORE ? &own : status;
    if (known) {
        look(&f, requests, count, false);
    }
    go(&f, TRACE_WAIT_NOT);
    int code = PMPI_Testany(count, requests, index, flag, status);
    back(&f);
    if (known && code == MPI_SUCCESS && *flag && *index != MPI_UNDEFINED) {
        finish(&f, *index, status, code);
    }
    return leave_poll(&f, code, code != MPI_SUCCESS || *flag);
}

int MPI_Waitsome(int count, MPI_Request requests[], int *done, int indices[], MPI_Status statuses[])
{
    frame f;
    if (count < 0 || !enter(&f, CALL_MPI_Waitsome, SITE)) {
        return PMPI_Waitsome(count, requests, done, indices, statuses);
    }
    bool known = make_room(count);
    if (known) {
        statuses = statuses == MPI_STATUSES_IGNORE ? own_statuses : statuses;
        look(&f, requests, count, true);
    }
    go(&f, known ? TRACE_WAIT_ANY : TRACE_WAIT_UNKNOWN);
    int code = PMPI_Waitsome(count, requests, done, indices, statuses);
    back(&f);
    if (known) {
        unmark(count);
    }
    for (int i = 0; known && *done != MPI_UNDEFINED && i < *done; i++) {
        int own_code = code == MPI_ERR_IN_STATUS ? statuses[i].MPI_ERROR : code;
        finish(&f, indices[i], &statuses[i], own_code);
    }
    return leave(&f, code);
}

int MPI_Testsome(int count, MPI_Request requests[], int *done, int indices[], MPI_Status statuses[])
{
    frame f;
    if (count < 0 || !enter(&f, CALL_MPI_Testsome, SITE)) {
        return PMPI_Testsome(count, requests, done, indices, statuses);
    }
    bool known = make_room(count);
    if (known) {
        statuses = statuses == MPI_STATUSES_IGNORE ? own_statuses : statuses;
        look(&f, requests, count, false);
    }
    go(&f, TRACE_WAIT_NOT);
    int code = PMPI_Testsome(count, requests, done, indices, statuses);
    back(&f);
    for (int i = 0; known && code == MPI_SUCCESS && *done != MPI_UNDEFINED && i < *done; i++) {
        finish(&f, indices[i], &statuses[i], code);
    }
    return leave_poll(&f, code, code != MPI_SUCCESS || *done != 0);
}

static void start_all(frame *f, int count, const MPI_Request requests[])
{
    for (int i = 0; i < count; i++) {
        trace_operation *op = operation_find(&requests[i]);
        if (op != NULL) {
            operation_start(f, op);
        }
    }
}

WRAP(Start, (MPI_Request * request), (request), TRACE_WAIT_NOT, start_all(&f, 1, request), (void)0)
WRAP(Startall, (int count, MPI_Request requests[]), (count, requests), TRACE_WAIT_NOT,
     start_all(&f, count, requests), (void)0)

static void detach(frame *f, trace_operation *op)
{
    if (op != NULL) {
        operation_detach(f, op);
    }
}

WRAP(Request_free, (MPI_Request * request), (request), TRACE_WAIT_NOT,
     trace_operation *op = operation_find(request), detach(&f, op))

int MPI_Request_get_status(MPI_Request request, int *flag, MPI_Status *status)
{
    frame f;
    MPI_Status own;
    if (!enter(&f, CALL_MPI_Request_get_status, SITE)) {
        return PMPI_Request_get_status(request, flag, status);
    }
    status = status == MPI_STATUS_IGNORE ? &own : status;
    trace_operation *op = operation_find(&request); /* by the handle: the variable is not told */
    operation_look(op);
    go(&f, TRACE_WAIT_NOT);
    int code = PMPI_Request_get_status(request, flag, status);
    back(&f);
    if (code == MPI_SUCCESS && *flag) {
        operation_known_complete(&f, op, status);
    }
    return leave_poll(&f, code, code != MPI_SUCCESS || *flag);
}

static void cancel(const MPI_Request *request)
{
    trace_operation *op = operation_find(request);
    if (op != NULL) {
        op->flags |= TRACE_CANCELLED;
    }
}

WRAP(Cancel, (MPI_Request * request), (request), TRACE_WAIT_NOT, cancel(request), (void)0)

int MPI_Grequest_start(MPI_Grequest_query_function *query_fn, MPI_Grequest_free_function *free_fn,
                       MPI_Grequest_cancel_function *cancel_fn, void *extra_state,
                       MPI_Request *request)
{
    frame f;
    if (!enter(&f, CALL_MPI_Grequest_start, SITE)) {
        return PMPI_Grequest_start(query_fn, free_fn, cancel_fn, extra_state, request);
    }
    trace_operation *op = operation_new(&f, TRACE_OTHER, TRACE_STANDARD);
    go(&f, TRACE_WAIT_NOT);
    int code = PMPI_Grequest_start(query_fn, free_fn, cancel_fn, extra_state, request);
    back(&f);
    if (op != NULL) {
        operation_activate(op);
        operation_request(&f, op, request, code);
    }
    return leave(&f, code);
}

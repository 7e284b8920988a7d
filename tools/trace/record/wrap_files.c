/* Input and output (MPI standard, chapter 14): the calls that all ranks of a file must make. */
#include "collective.h"
#include "resources.h"
#include "types.h"

static void new_file(frame *f, MPI_File file, comm_record *comm, uint64_t index)
{
    resource_add(f, TRACE_RESOURCE_FILE, HANDLE(file));
    if (comm != NULL) {
        file_made(f, file, comm, index);
    }
}

static void file_closed(uint64_t handle, comm_record *w)
{
    resource_remove(TRACE_RESOURCE_FILE, handle);
    if (w != NULL) {
        comm_gone(w);
    }
}

ON_ALL(File_open, (MPI_Comm comm, const char *name, int mode, MPI_Info info, MPI_File *file),
       (comm, name, mode, info, file), comm_find(comm), (void)0, new_file(&f, *file, w, index))
ON_ALL(File_close, (MPI_File * file), (file), file_find(*file), uint64_t handle = HANDLE(*file),
       file_closed(handle, w))
/* Of a file without a view: what is written where, between two calls of MPI_File_sync. */
static void note_write(frame *f, comm_record *file, MPI_Offset at, int count, MPI_Datatype type)
{
    uint64_t number, bytes = type_bytes(type, count);
    if (file == NULL || file->is_viewed || f->is_library || bytes == 0 || at < 0) {
        return;
    }
    trace_access *entry = ring_next(TRACE_SECTION_ACCESSES, &number);
    *entry = (trace_access){.window = file->shared->id,
                            .site = f->site,
                            .posted = f->number,
                            .begin = (uint64_t)at,
                            .bytes = bytes,
                            .epoch = file->fences,
                            .target = TRACE_NO_RANK,
                            .kind = TRACE_PUT,
                            .call = f->call};
    ring_done(entry, number);
}

static void note_view(comm_record *file)
{
    if (file != NULL) {
        file->is_viewed = true;
    }
}

static void note_sync(comm_record *file)
{
    if (file != NULL) {
        file->fences++;
    }
}

ON_ALL(File_set_view,
       (MPI_File file, MPI_Offset displacement, MPI_Datatype type, MPI_Datatype view,
        const char *representation, MPI_Info info),
       (file, displacement, type, view, representation, info), file_find(file), note_view(w),
       (void)0)
ON_ALL(File_set_size, (MPI_File file, MPI_Offset size), (file, size), file_find(file), (void)0,
       (void)0)
ON_ALL(File_preallocate, (MPI_File file, MPI_Offset size), (file, size), file_find(file), (void)0,
       (void)0)
ON_ALL(File_sync, (MPI_File file), (file), file_find(file), note_sync(w), (void)0)
ON_ALL(File_set_atomicity, (MPI_File file, int flag), (file, flag), file_find(file), note_view(w),
       (void)0)
ON_ALL(File_seek_shared, (MPI_File file, MPI_Offset offset, int whence), (file, offset, whence),
       file_find(file), (void)0, (void)0)

#define IN_PARAMETERS MPI_File file, void *buffer, int count, MPI_Datatype type, MPI_Status *status
#define OUT_PARAMETERS                                                                             \
    MPI_File file, const void *buffer, int count, MPI_Datatype type, MPI_Status *status
#define TRANSFER what.bytes = type_bytes(type, count)

ON_ALL(File_read_all, (IN_PARAMETERS), (file, buffer, count, type, status), file_find(file),
       TRANSFER, (void)0)
ON_ALL(File_write_all, (OUT_PARAMETERS), (file, buffer, count, type, status), file_find(file),
       TRANSFER, (void)0)
ON_ALL(File_read_ordered, (IN_PARAMETERS), (file, buffer, count, type, status), file_find(file),
       TRANSFER, (void)0)
ON_ALL(File_write_ordered, (OUT_PARAMETERS), (file, buffer, count, type, status), file_find(file),
       TRANSFER, (void)0)
ON_ALL(File_read_at_all,
       (MPI_File file, MPI_Offset at, void *buffer, int count, MPI_Datatype type,
        MPI_Status *status),
       (file, at, buffer, count, type, status), file_find(file), TRANSFER, (void)0)
ON_ALL(File_write_at_all,
       (MPI_File file, MPI_Offset at, const void *buffer, int count, MPI_Datatype type,
        MPI_Status *status),
       (file, at, buffer, count, type, status), file_find(file), TRANSFER;
       note_write(&f, w, at, count, type), (void)0)

WRAP(File_write_at,
     (MPI_File file, MPI_Offset at, const void *buffer, int count, MPI_Datatype type,
      MPI_Status *status),
     (file, at, buffer, count, type, status), TRACE_WAIT_NOT, f.bytes = type_bytes(type, count);
     note_write(&f, file_find(file), at, count, type), (void)0)

/* ---- nonblocking ---- */

static trace_operation *post_transfer(frame *f, const void *buffer, int count, MPI_Datatype type,
                                      uint32_t writes)
{
    f->bytes = type_bytes(type, count);
    trace_operation *op = operation_new(f, TRACE_OTHER, TRACE_STANDARD);
    if (op != NULL) {
        type_piece(type, count, buffer, &op->begin, &op->end);
        op->flags |= writes;
        check_overlap(f, buffer, count, type, writes != 0);
        operation_activate(op);
    }
    return op;
}

#define IFILE(Name, PARAMETERS, ARGUMENTS, WRITES)                                                 \
    WRAP_REQUEST(Name, PARAMETERS, ARGUMENTS, PMPI_##Name,                                         \
                 post_transfer(&f, buffer, count, type, WRITES))

#define IIN        (MPI_File file, void *buffer, int count, MPI_Datatype type, MPI_Request *request)
#define IOUT       (MPI_File file, const void *buffer, int count, MPI_Datatype type, MPI_Request *request)
#define IARGUMENTS (file, buffer, count, type, request)
#define IIN_AT                                                                                     \
    (MPI_File file, MPI_Offset at, void *buffer, int count, MPI_Datatype type, MPI_Request *request)
#define IOUT_AT                                                                                    \
    (MPI_File file, MPI_Offset at, const void *buffer, int count, MPI_Datatype type,               \
     MPI_Request *request)
#define IARGUMENTS_AT (file, at, buffer, count, type, request)

IFILE(File_iread, IIN, IARGUMENTS, TRACE_WRITES)
IFILE(File_iread_all, IIN, IARGUMENTS, TRACE_WRITES)
IFILE(File_iread_shared, IIN, IARGUMENTS, TRACE_WRITES)
IFILE(File_iwrite, IOUT, IARGUMENTS, 0)
IFILE(File_iwrite_all, IOUT, IARGUMENTS, 0)
IFILE(File_iwrite_shared, IOUT, IARGUMENTS, 0)
IFILE(File_iread_at, IIN_AT, IARGUMENTS_AT, TRACE_WRITES)
IFILE(File_iread_at_all, IIN_AT, IARGUMENTS_AT, TRACE_WRITES)
IFILE(File_iwrite_at, IOUT_AT, IARGUMENTS_AT, 0)
IFILE(File_iwrite_at_all, IOUT_AT, IARGUMENTS_AT, 0)

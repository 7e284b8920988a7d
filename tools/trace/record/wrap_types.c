/* Datatypes (MPI standard, chapter 5). */
#include "record.h"
#include "resources.h"
#include "types.h"

static void new_type(frame *f, MPI_Datatype type)
{
    type_made(f, type);
    resource_add(f, TRACE_RESOURCE_TYPE, HANDLE(type));
}

#define MAKE_TYPE(Name, PARAMETERS, ARGUMENTS)                                                     \
    WRAP(Name, PARAMETERS, ARGUMENTS, TRACE_WAIT_NOT, (void)0, new_type(&f, *made))

MAKE_TYPE(Type_contiguous, (int count, MPI_Datatype old, MPI_Datatype *made), (count, old, made))
MAKE_TYPE(Type_vector, (int count, int length, int stride, MPI_Datatype old, MPI_Datatype *made),
          (count, length, stride, old, made))
MAKE_TYPE(Type_create_hvector,
          (int count, int length, MPI_Aint stride, MPI_Datatype old, MPI_Datatype *made),
          (count, length, stride, old, made))
MAKE_TYPE(Type_indexed,
          (int count, const int lengths[], const int places[], MPI_Datatype old,
           MPI_Datatype *made),
          (count, lengths, places, old, made))
MAKE_TYPE(Type_create_hindexed,
          (int count, const int lengths[], const MPI_Aint places[], MPI_Datatype old,
           MPI_Datatype *made),
          (count, lengths, places, old, made))
MAKE_TYPE(Type_create_indexed_block,
          (int count, int length, const int places[], MPI_Datatype old, MPI_Datatype *made),
          (count, length, places, old, made))
MAKE_TYPE(Type_create_hindexed_block,
          (int count, int length, const MPI_Aint places[], MPI_Datatype old, MPI_Datatype *made),
          (count, length, places, old, made))
MAKE_TYPE(Type_create_struct,
          (int count, const int lengths[], const MPI_Aint places[], const MPI_Datatype types[],
           MPI_Datatype *made),
          (count, lengths, places, types, made))
MAKE_TYPE(Type_create_subarray,
          (int dimensions, const int sizes[], const int part[], const int starts[], int order,
           MPI_Datatype old, MPI_Datatype *made),
          (dimensions, sizes, part, starts, order, old, made))
MAKE_TYPE(Type_create_darray,
          (int size, int rank, int dimensions, const int sizes[], const int distributions[],
           const int arguments[], const int processes[], int order, MPI_Datatype old,
           MPI_Datatype *made),
          (size, rank, dimensions, sizes, distributions, arguments, processes, order, old, made))
MAKE_TYPE(Type_create_resized,
          (MPI_Datatype old, MPI_Aint lower, MPI_Aint extent, MPI_Datatype *made),
          (old, lower, extent, made))
/* MPI standard 5.1.10: the copy is committed as the old one is. */
static void copied_type(frame *f, MPI_Datatype old, MPI_Datatype made)
{
    const type_record *from = type_find(old);
    new_type(f, made);
    if (from == NULL || from->is_committed) {
        type_commit(made);
    }
}

WRAP(Type_dup, (MPI_Datatype old, MPI_Datatype *made), (old, made), TRACE_WAIT_NOT, (void)0,
     copied_type(&f, old, *made))

WRAP(Type_commit, (MPI_Datatype * type), (type), TRACE_WAIT_NOT, (void)0, type_commit(*type))
WRAP(Type_free, (MPI_Datatype * type), (type), TRACE_WAIT_NOT, MPI_Datatype old = *type,
     resource_remove(TRACE_RESOURCE_TYPE, HANDLE(old));
     type_gone(old))

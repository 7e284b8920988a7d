/* Reading an HDF5 file that may be anything: not HDF5, cut off, damaged, or made to do harm.
 *
 *     char why[READ_WHY];
 *     hid_t file = read_open("results/hello-solution.h5", why);
 *     if (file < 0) { puts(why); }
 *     read_dataset ranks;
 *     if (read_describe(file, "/result/rank", &ranks)) {
 *         double *values = read_numbers(file, &ranks);     (NULL: see ranks.kind)
 *     }
 *     H5Fclose(file);
 *
 * Nothing here believes a size that the file states: it is compared with the bytes that are really
 * there before memory is taken for it, and what is outside the limits below counts as unreadable.
 * Links to other files are not followed. Texts come back without control characters, so that they
 * can be printed on a terminal. Serial; no MPI. Paths are whole paths, as in "/timing/seconds".
 */
#ifndef MPILAB_READ_H
#define MPILAB_READ_H

#include <hdf5.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { READ_WHY = 512, READ_NAME = 128, READ_DIMENSIONS = 4 };

typedef enum {
    READ_UNREADABLE, /* `why` says why */
    READ_INTEGER,
    READ_REAL,
    READ_TEXT, /* of fixed width */
    READ_OTHER /* something that HDF5 can hold, but a result file does not */
} read_kind;

/* What a dataset is, without its values. */
typedef struct {
    char name[READ_NAME]; /* its whole path */
    read_kind kind;
    const char *why; /* READ_UNREADABLE: a few words */
    int dimensions;  /* 0: a single value */
    hsize_t shape[READ_DIMENSIONS];
    hsize_t values;          /* how many there are: the product of shape */
    size_t value_size;       /* bytes of one value; of a text: its width */
    char type[32];           /* "int32", "float64", "text[64]" */
    char units[READ_NAME];   /* "" if it states none */
    char picture[READ_NAME]; /* how it is to be drawn, as in "escape time"; "" if not at all */
    bool is_axis;            /* the coordinates of another dataset (an HDF5 dimension scale) */
} read_dataset;

/* Opens the file for reading. -1 with the reason, and what to do, in why[READ_WHY]. */
hid_t read_open(const char *path, char why[]);

/* A text attribute of a group or dataset ("/": of the file). False if there is none, or it is no
 * text; text is then "". What does not fit into `size` bytes is cut. */
bool read_text_attribute(hid_t file, const char *object, const char *attribute, char *text,
                         size_t size);

/* The same for a whole number, and for a real one. */
bool read_int_attribute(hid_t file, const char *object, const char *attribute, int64_t *value);
bool read_real_attribute(hid_t file, const char *object, const char *attribute, double *value);

/* All values of an attribute that is a vector of whole numbers, at most `room`. Returns how many; 0 if it is not that. */
int read_int_list_attribute(hid_t file, const char *object, const char *attribute, int64_t list[],
                            int room);

/* Names of the attributes of an object, in order of the names, at most `room`. Returns how many. */
int read_attribute_names(hid_t file, const char *object, char names[][READ_NAME], int room);

/* The datasets in a group and the groups within it, in order of their names, at most `room`.
 * Returns how many; 0 also for a group that does not exist. */
int read_list(hid_t file, const char *group, read_dataset list[], int room);

/* What the dataset is. False if there is none of this name. */
bool read_describe(hid_t file, const char *name, read_dataset *dataset);

/* All values of an INTEGER or REAL dataset, in row order; NULL if it is neither, too large for a
 * table (64 MiB), or cannot be read. Free with free(). */
double *read_numbers(hid_t file, const read_dataset *dataset);

/* All values of a TEXT dataset, each in value_size + 1 bytes and ended by '\0'. NULL, free: as
 * above. */
char *read_texts(hid_t file, const read_dataset *dataset);

/* Rows first, first + 1, ... of an INTEGER matrix into rows[count][shape[1]]; what does not fit
 * becomes the nearest number that does. For matrices of any size: memory is the caller's. */
bool read_rows(hid_t file, const read_dataset *dataset, hsize_t first, hsize_t count,
               int32_t rows[]);

/* Control characters become '?'. */
void read_make_printable(char *text);

/* Do the bits that the type of a number speaks of lie in its bytes? HDF5 does not ask before it
 * converts. read_describe has asked for datasets; ask for attributes that are read by hand. */
bool read_bits_are_inside(hid_t type);

#endif

/* A finished result file read back by one rank, for assertions. Each call fails the test where what it
 * asks for is not there. Texts are valid until the next call. */
#ifndef MPILAB_RESULT_FILE_H
#define MPILAB_RESULT_FILE_H

#include <hdf5.h>
#include <stdbool.h>

hid_t result_file_open(const char *path);
void result_file_close(hid_t file);

bool result_file_has(hid_t file, const char *name);
bool result_file_has_attribute(hid_t file, const char *name, const char *attribute);

/* The dataset has this shape and this type in the file. */
void result_file_assert_shape(hid_t file, const char *name, hid_t type, int dimensions,
                              const hsize_t shape[]);

/* The whole dataset or attribute in `type`, from malloc. */
void *result_file_read(hid_t file, const char *name, hid_t type);
void *result_file_read_attribute(hid_t file, const char *name, const char *attribute, hid_t type,
                                 int *length);

/* Text number `index` of a dataset of texts; a text attribute. */
const char *result_file_text(hid_t file, const char *name, int index);
const char *result_file_text_attribute(hid_t file, const char *name, const char *attribute);

#endif

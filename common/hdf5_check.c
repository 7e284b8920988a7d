#include "common/hdf5_check.h"
#include "common/stop.h"
#include <stdio.h>

struct text_buffer {
    char *text;
    size_t size;
};

static herr_t keep_first(unsigned depth, const H5E_error2_t *error, void *data)
{
    struct text_buffer *buffer = data;
    if (depth == 0) {
        snprintf(buffer->text, buffer->size, "%s", error->desc);
    }
    return 0;
}

void hdf5_error_text(char *text, size_t size)
{
    struct text_buffer buffer = {text, size};
    snprintf(text, size, "HDF5 gives no reason");
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &buffer);
}

int64_t hdf5_check_result(int64_t value, const char *call, const char *file, int line)
{
    if (value < 0) {
        char text[256];
        hdf5_error_text(text, sizeof text);
        stop_here(file, line, call, text);
    }
    return value;
}

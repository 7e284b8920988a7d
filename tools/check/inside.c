#include "inside.h"
#include "files.h"
#include "process.h"
#include "text.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_RESULT = 256 << 20 };

static int count_of(const char *const words[])
{
    int count = 0;
    while (words[count] != NULL) {
        count++;
    }
    return count;
}

char **inside_words(const settings *how, char *const argv[], const char *const writes[],
                    const char *const reads[])
{
    int own = count_of((const char *const *)argv), count = 0;
    char **words =
        calloc((size_t)(own + 2 * (count_of(writes) + count_of(reads)) + 3), sizeof *words);
    if (words == NULL) {
        text_no_memory();
    }
    if (how->inside != NULL) {
        words[count++] = (char *)how->inside;
        for (int i = 0; writes[i] != NULL; i++) {
            words[count++] = "-w";
            words[count++] = (char *)writes[i];
        }
        for (int i = 0; reads[i] != NULL; i++) {
            words[count++] = "-r";
            words[count++] = (char *)reads[i];
        }
        words[count++] = "--";
    }
    memcpy(words + count, argv, (size_t)own * sizeof *words);
    return words;
}

char *inside_output(const settings *how, char *const argv[], const char *writes, const char *reads,
                    const char *folder, double seconds, size_t most, int *status)
{
    char **words =
        inside_words(how, argv, (const char *[]){writes, NULL}, (const char *[]){reads, NULL});
    char *says = process_output(words, folder, seconds, most, status);
    free(words);
    return says;
}

uint64_t inside_most_bytes(void)
{
    const char *megabytes = getenv("MPILAB_SANDBOX_MEMORY");
    return (megabytes != NULL ? strtoull(megabytes, NULL, 10) : 0) << 20;
}

/* Nobody writes there any more. What it is is asked of what was opened, not of a name. */
static bool copy_plain(const char *from, const char *to)
{
    struct stat is;
    int file = open(from, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    bool good = file >= 0 && fstat(file, &is) == 0 && S_ISREG(is.st_mode) && is.st_nlink == 1 &&
                is.st_size <= MOST_RESULT;
    if (file >= 0) {
        char *opened = text_format("/proc/self/fd/%d", file);
        good = good && files_copy(opened, to);
        free(opened);
        close(file);
    }
    return good;
}

void inside_take_result(const char *fresh)
{
    char *result = text_format("%s/result.h5", fresh), *taken = text_format("%s.taken", fresh);
    bool is_there = copy_plain(result, taken);
    files_remove(fresh);
    mkdir(fresh, 0755);
    if (!is_there || rename(taken, result) != 0) {
        unlink(taken);
    }
    free(taken);
    free(result);
}

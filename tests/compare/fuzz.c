/* Damaged result files: whatever happens to one, comparing it with the original must not crash, and
 * must not find them the same unless HDF5 reads the same values from both.
 *
 *     fuzz COMPARE [FIRST [COUNT]]     mutations FIRST, FIRST + 1, ... of each sample (0, 600)
 *
 * Mutation n is the same at every run. HDF5 itself does not survive every file, so they are compared in
 * a child process; where it dies, another goes on. A death in our own code is a failure. One within
 * HDF5 is not, but then the program COMPARE, which has a child process of its own, must come to a
 * right verdict.
 */
#include "tests/compare/samples.h"
#include "tools/compare/compare.h"
#include <dlfcn.h>
#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RANKS = 3, ROWS = 20, COLUMNS = 8, SAMPLES = 3, MUTATIONS = 600, SECONDS = 20 };

static const char *const names[] = {"/result/rows", "/result/cards", "/result/mean",
                                    "/result/texts", "/result/packed/rows"};
enum { NAMES = sizeof names / sizeof names[0] };

static char directory[SCRATCH_PATH];

/* ---- the files ---- */

static void put_packed_rows(int side, const int32_t rows[])
{
    const hsize_t shape[] = {ROWS, COLUMNS}, chunk[] = {7, 8};
    hid_t create = H5Pcreate(H5P_DATASET_CREATE), space = H5Screate_simple(2, shape, NULL);
    hid_t group =
        H5Gcreate2(sample_files[side], "/result/packed", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    H5Pset_chunk(create, 2, chunk);
    H5Pset_shuffle(create);
    H5Pset_deflate(create, 6);
    hid_t dataset =
        H5Dcreate2(group, "rows", H5T_NATIVE_INT32, space, H5P_DEFAULT, create, H5P_DEFAULT);
    H5Dwrite(dataset, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, rows);
    H5Dclose(dataset);
    H5Gclose(group);
    H5Sclose(space);
    H5Pclose(create);
}

static void put_sample(int side, int sample)
{
    static const int64_t offsets[RANKS + 1] = {0, 7, 14, 20};
    const hsize_t shape[] = {ROWS, COLUMNS};
    int32_t rows[ROWS * COLUMNS], owner[ROWS];
    double mean[COLUMNS];
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        rows[i] = 1 + i * i;
        owner[i / COLUMNS] = i / COLUMNS % RANKS;
        mean[i % COLUMNS] = i / 7.0;
    }
    sample_put(side, names[0], H5T_NATIVE_INT32, 2, shape, rows);
    sample_offsets(side, names[0], offsets, RANKS + 1);
    if (sample > 0) {
        sample_put(side, names[1], H5T_NATIVE_INT32, 2, shape, rows);
        sample_owner(side, names[1], owner, ROWS);
        sample_texts(side, names[3], "from 0\0from 1\0from 2", 7, RANKS);
    }
    if (sample > 1) {
        sample_put(side, names[2], H5T_NATIVE_DOUBLE, 1, shape + 1, mean);
        put_packed_rows(side, rows);
    }
}

typedef struct {
    char *bytes;
    long size;
} content;

static content read_content(const char *path)
{
    FILE *file = fopen(path, "rb");
    content all = {NULL, 0};
    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (all.size = ftell(file)) <= 0) {
        abort();
    }
    rewind(file);
    all.bytes = malloc((size_t)all.size);
    if (all.bytes == NULL || fread(all.bytes, 1, (size_t)all.size, file) != (size_t)all.size) {
        abort();
    }
    fclose(file);
    return all;
}

static void write_content(const char *path, const char *bytes, long size)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, (size_t)size, file) != (size_t)size || fclose(file) != 0) {
        abort();
    }
}

/* ---- damage ---- */

static uint64_t random_state;

static long random_below(long end)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (long)((random_state >> 33) % (uint64_t)end);
}

static void flip(char *bytes, long size)
{
    bytes[random_below(size)] ^= (char)(1 << random_below(8));
}

/* Numbers that sizes and addresses must not have. */
static void put_number(char *bytes, long size)
{
    static const int64_t numbers[] = {-1,        -2,         0,       1,         INT64_MAX,
                                      INT64_MIN, 0xffffffff, 1 << 30, 0x7fffffff};
    long width = 1L << random_below(4);
    memcpy(bytes + random_below(size - 8), &numbers[random_below(9)], (size_t)width);
}

static void mutate(char *bytes, long *size, int number)
{
    random_state = 88172645463325252u + (uint64_t)number;
    random_below(2);
    long at = random_below(*size), most = *size - at < 64 ? *size - at : 64;
    switch (number % 6) {
    case 0:
    case 1:
        flip(bytes, *size);
        break;
    case 2:
        for (long i = 2 + random_below(20); i > 0; i--) {
            flip(bytes, *size);
        }
        break;
    case 3:
        put_number(bytes, *size);
        break;
    case 4:
        memset(bytes + at, random_below(2) ? 0 : 0xff, (size_t)(1 + random_below(most)));
        break;
    default:
        *size = at;
    }
}

/* ---- judging ---- */

/* What HDF5 reads from a file, as far as it is in the group /result. NULL: not there. */
static void *read_values(hid_t file, const char *name, size_t *bytes)
{
    hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT);
    if (dataset < 0) {
        return NULL;
    }
    hid_t type = H5Dget_type(dataset), space = H5Dget_space(dataset);
    hssize_t count = H5Sget_simple_extent_npoints(space);
    size_t size = H5Tget_size(type);
    *bytes = count > 0 && count < 100000 && size < 1000 ? (size_t)count * size : 0;
    void *values = calloc(1, *bytes + 1);
    if (*bytes == 0 || H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0) {
        free(values);
        values = NULL;
    }
    H5Sclose(space);
    H5Tclose(type);
    H5Dclose(dataset);
    return values;
}

static bool really_the_same(const char *expected, const char *got)
{
    hid_t files[SIDES] = {H5Fopen(expected, H5F_ACC_RDONLY, H5P_DEFAULT),
                          H5Fopen(got, H5F_ACC_RDONLY, H5P_DEFAULT)};
    bool same = true;
    for (int i = 0; i < NAMES; i++) {
        size_t bytes[SIDES] = {0, 0};
        void *values[SIDES] = {read_values(files[0], names[i], &bytes[0]),
                               read_values(files[1], names[i], &bytes[1])};
        if (values[0] != NULL) {
            same = same && values[1] != NULL && bytes[0] == bytes[1] &&
                   memcmp(values[0], values[1], bytes[0]) == 0;
        }
        free(values[0]);
        free(values[1]);
    }
    H5Fclose(files[0]);
    H5Fclose(files[1]);
    return same;
}

/* ---- deaths ---- */

enum { OUR_FAULT = 70, FAULT_OF_HDF5 = 71, FRAMES = 60 };

/* Ends the process, with the status that says in whose code it was. */
static _Noreturn void tell_whose_fault(void)
{
    void *frames[FRAMES];
    Dl_info here, frame;
    int count = backtrace(frames, FRAMES);
    bool handler = false, beyond = false; /* the first frames of ours are those of the handler */
    dladdr(&directory, &here);
    for (int i = 0; i < count; i++) {
        if (dladdr(frames[i], &frame) == 0) {
            continue;
        }
        if (strstr(frame.dli_fname, "libhdf5") != NULL) {
            _exit(FAULT_OF_HDF5);
        }
        bool ours = frame.dli_fbase == here.dli_fbase;
        if (ours && beyond) {
            break;
        }
        handler = handler || ours;
        beyond = handler && !ours;
    }
    _exit(OUR_FAULT);
}

static void on_signal(int number)
{
    (void)number;
    tell_whose_fault();
}

#ifdef __SANITIZE_ADDRESS__
void __asan_set_death_callback(void (*callback)(void));
const char *__asan_default_options(void);

/* As without it, memory that is not there is refused. */
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1:log_path=/dev/null";
}
#endif

static void watch_for_death(void)
{
    static char stack[1 << 16]; /* where the process's own has run over */
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_ONSTACK};
    void *first[1];
    backtrace(first, 1); /* loads what it needs */
    sigaltstack(&other, NULL);
    sigaction(SIGABRT, &action, NULL);
    sigaction(SIGFPE, &action, NULL);
#ifdef __SANITIZE_ADDRESS__
    __asan_set_death_callback(tell_whose_fault);
#else
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
#endif
}

/* The verdict of the program. */
static bool program_is_right(const char *program)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stdout) != NULL && freopen("/dev/null", "w", stderr)) {
            execl(program, program, sample_paths[EXPECTED], sample_paths[GOT], (char *)NULL);
        }
        _exit(99);
    }
    waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
        return false;
    }
    if (WEXITSTATUS(status) == 0) {
        child = fork();
        if (child == 0) {
            _exit(really_the_same(sample_paths[EXPECTED], sample_paths[GOT]) ? 0 : 1);
        }
        waitpid(child, &status, 0);
        return status == 0;
    }
    return true;
}

/* Shared with the child. */
typedef struct {
    int next; /* mutation */
    int verdicts[3], wrong;
} progress;

static void run_mutations(const content *whole, int end, progress *done)
{
    char *bytes = malloc((size_t)whole->size);
    for (; done->next < end; done->next++) {
        finding_list found;
        long size = whole->size;
        memcpy(bytes, whole->bytes, (size_t)size);
        mutate(bytes, &size, done->next);
        write_content(sample_paths[GOT], bytes, size);
        alarm(SECONDS);
        findings_start(&found);
        compare_verdict verdict =
            compare_files(sample_paths[EXPECTED], sample_paths[GOT], NULL, false, &found);
        findings_free(&found);
        alarm(0);
        done->verdicts[verdict]++;
        if (verdict == COMPARE_FAILED ||
            (verdict == COMPARE_SAME &&
             !really_the_same(sample_paths[EXPECTED], sample_paths[GOT]))) {
            printf("mutation %d: verdict %d is wrong\n", done->next, (int)verdict);
            done->wrong++;
        }
    }
    free(bytes);
    H5close();
}

/* Returns how many mutations were judged wrongly or not survived. */
static int run_sample(const char *program, int sample, int first, int count)
{
    int deaths = 0;
    progress *done =
        mmap(NULL, sizeof *done, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    content whole = read_content(sample_paths[EXPECTED]);
    done->next = first;
    while (done->next < first + count) {
        int status = 0;
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            watch_for_death();
            run_mutations(&whole, first + count, done);
            fflush(stdout);
            _exit(0);
        }
        waitpid(child, &status, 0);
        if (status != 0) {
            bool is_hdf5s = WIFEXITED(status) && WEXITSTATUS(status) == FAULT_OF_HDF5;
            bool good = is_hdf5s && program_is_right(program);
            printf("sample %d, mutation %d: died %s (status %#x)%s\n", sample, done->next,
                   is_hdf5s ? "within HDF5" : "in our own code", (unsigned)status,
                   good ? "; the program does not" : "");
            deaths++;
            done->wrong += !good;
            done->next++;
        }
    }
    printf(
        "sample %d, %ld bytes: %d the same, %d different, %d not compared, %d deaths, %d wrong\n",
        sample, whole.size, done->verdicts[0], done->verdicts[1], done->verdicts[2], deaths,
        done->wrong);
    int wrong =
        done->wrong + (done->verdicts[COMPARE_DIFFERENT] < count / 4) + (deaths > 1 + count / 20);
    free(whole.bytes);
    munmap(done, sizeof *done);
    return wrong;
}

/* In a process of its own: HDF5 is better not open in one that forks. */
static void make_sample(int sample)
{
    pid_t child = fork();
    if (child == 0) {
        samples_start(directory, RANKS);
        put_sample(EXPECTED, sample);
        put_sample(GOT, sample);
        samples_end();
        _exit(0);
    }
    waitpid(child, NULL, 0);
    scratch_path(sample_paths[EXPECTED], directory, "expected.h5");
    scratch_path(sample_paths[GOT], directory, "got.h5");
}

int main(int argc, char *argv[])
{
    int first = argc > 2 ? atoi(argv[2]) : 0, count = argc > 3 ? atoi(argv[3]) : MUTATIONS;
    int wrong = 0;
    if (argc < 2) {
        fputs("usage: fuzz COMPARE [FIRST [COUNT]]\n", stderr);
        return 2;
    }
    scratch_create(directory);
    for (int sample = 0; sample < SAMPLES; sample++) {
        make_sample(sample);
        wrong += run_sample(argv[1], sample, first, count);
    }
    scratch_remove(directory);
    return wrong > 0;
}

#include "compare.h"
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    SECONDS = 20,                /* for small files; */
    BYTES_PER_SECOND = 20000000, /* large ones may take longer */
    MEMORY = 2000000000          /* bytes of address space */
};

/* What the child writes first; then come the findings. */
typedef struct {
    int verdict, count, dropped;
} message_head;

/* How long it may take, judged by the file that can be trusted. */
static unsigned seconds_for(const char *expected)
{
    struct stat status;
    return SECONDS +
           (stat(expected, &status) == 0 ? (unsigned)(status.st_size / BYTES_PER_SECOND) : 0);
}

static void limit_this_process(unsigned seconds)
{
    struct rlimit none = {0, 0}, memory = {MEMORY, MEMORY};
    sigset_t alarm_only;
    setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ /* which takes much more address space than memory */
    setrlimit(RLIMIT_AS, &memory);
#endif
    (void)memory;
    sigemptyset(&alarm_only);
    sigaddset(&alarm_only, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &alarm_only, NULL);
    signal(SIGALRM, SIG_DFL);
    alarm(seconds);
}

/* All of it, or false. */
static bool write_all(int to, const void *from, size_t size)
{
    const char *bytes = from;
    while (size > 0) {
        ssize_t done = write(to, bytes, size);
        if (done < 0 && errno != EINTR) {
            return false;
        }
        bytes += done > 0 ? done : 0;
        size -= done > 0 ? (size_t)done : 0;
    }
    return true;
}

static bool read_all(int from, void *to, size_t size)
{
    char *bytes = to;
    while (size > 0) {
        ssize_t got = read(from, bytes, size);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return false;
        }
        bytes += got > 0 ? got : 0;
        size -= got > 0 ? (size_t)got : 0;
    }
    return true;
}

static _Noreturn void compare_here(const char *expected, const char *got, const char *first_todo,
                                   int to)
{
    finding_list found;
    if (!findings_start(&found)) {
        _exit(1);
    }
    compare_verdict verdict = compare_files(expected, got, first_todo, &found);
    alarm(0);
    message_head head = {(int)verdict, found.count, found.dropped};
    bool written = write_all(to, &head, sizeof head) &&
                   write_all(to, found.all, (size_t)found.count * sizeof *found.all);
    _exit(written ? 0 : 1); /* whatever HDF5 might still do with a damaged file */
}

/* False: it is not whole. */
static bool receive(int from, finding_list *found, compare_verdict *verdict)
{
    message_head head;
    finding one;
    if (!read_all(from, &head, sizeof head) || head.verdict < COMPARE_SAME ||
        head.verdict > COMPARE_FAILED || head.count < 0 || head.count > FINDING_MOST) {
        return false;
    }
    for (int i = 0; i < head.count; i++) {
        if (!read_all(from, &one, sizeof one)) {
            return false;
        }
        finding_make_safe(&one);
        findings_add(found, &one);
    }
    found->dropped += head.dropped > 0 ? head.dropped : 0;
    *verdict = (compare_verdict)head.verdict;
    return true;
}

static void add_damaged(finding_list *found, bool slow)
{
    finding about;
    finding_start(&about, FINDING_ERROR, "unreadable");
    finding_put(&about, "why", "is damaged: %s",
                slow ? "reading it takes far too long" : "reading it is not possible");
    findings_add(found, &about);
}

bool compare_apart(const char *expected, const char *got, const char *first_todo,
                   finding_list *found, compare_verdict *verdict)
{
    int ends[2], status = 0, before = found->count;
    if (pipe(ends) != 0) {
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        limit_this_process(seconds_for(expected));
        compare_here(expected, got, first_todo, ends[1]);
    }
    close(ends[1]);
    bool whole = child > 0 && receive(ends[0], found, verdict);
    close(ends[0]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!whole || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        found->count = before;
        *verdict = COMPARE_DIFFERENT;
        add_damaged(found, WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM);
    }
    return child > 0;
}

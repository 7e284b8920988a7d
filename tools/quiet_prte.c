/* Preloaded by tools/launch into the mpirun of Open MPI 5 and later.
 *
 * That mpirun (prterun) tells at length that a rank has ended with an error, below what the program itself has
 * said of it, and no longer has Open MPI 4's option -q. This stands in front of the functions that it
 * takes these texts from and writes them with, and leaves out those about the end of a program.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *pmix_show_help_string(const char *file, const char *topic, int header, ...)
{
    static const char *const ends[] = {"prun:non-zero-exit", "prun:proc-"};
    char *(*text)(const char *, const char *, int, va_list);
    for (size_t i = 0; topic != NULL && i < sizeof ends / sizeof *ends; i++) {
        if (strncmp(topic, ends[i], strlen(ends[i])) == 0) {
            return NULL;
        }
    }
    *(void **)&text = dlsym(RTLD_NEXT, "pmix_show_help_vstring");
    va_list values;
    va_start(values, header);
    char *made = text != NULL ? text(file, topic, header, values) : NULL;
    va_end(values);
    return made;
}

/* "PMIX ERROR: ...": a rank was to be told something and has ended already, which is what ranks do. */
void pmix_output(int stream, const char *format, ...)
{
    char text[4096];
    void (*output)(int, const char *, ...);
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    *(void **)&output = dlsym(RTLD_NEXT, "pmix_output");
    if (output != NULL && strstr(text, "PMIX ERROR: PMIX_ERR_UNREACH ") == NULL) {
        output(stream, "%s", text);
    }
}

/* libevent's "Epoll MOD(4) on fd 24 failed": another rank has gone and closed its socket. */
static void say(int severity, const char *message)
{
    if (strncmp(message, "Epoll ", 6) != 0) {
        fprintf(stderr, "[%d] %s\n", severity, message);
    }
}

/* Not for the ranks; mpirun becomes prterun first. */
__attribute__((constructor)) static void begin(void)
{
    if (strcmp(program_invocation_short_name, "prterun") == 0) {
        void (*call)(void (*)(int, const char *));
        unsetenv("LD_PRELOAD");
        *(void **)&call = dlsym(RTLD_DEFAULT, "event_set_log_callback");
        if (call != NULL) {
            call(say);
        }
    }
}

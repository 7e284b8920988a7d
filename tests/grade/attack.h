/* What the submissions in attacks/ begin with (tests/grade/submissions). An attack runs in every rank before main; behind
 * it stands hello's exercise as it is at first, which is no right program. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/msg.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where the program is to write its result; NULL: what runs is not a rank. */
__attribute__((unused)) static const char *result_of(int argc, char *argv[])
{
    for (int i = 1; i + 1 < argc; i++) {
        if (strcmp(argv[i], "-o") == 0) {
            return argv[i + 1];
        }
    }
    return NULL;
}

__attribute__((unused)) static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (file != NULL) {
        fputs(text, file);
        fclose(file);
    }
}

/* What bash says of failures is no part of an attack. */
__attribute__((unused)) static void shell(const char *commands)
{
    char line[4000];
    snprintf(line, sizeof line, "exec 2>/dev/null\n%s", commands);
    if (system(line) != 0) {
        errno = 0;
    }
}

/* It has come where it must not: what it prints is seen in the report of a run that fails. */
__attribute__((unused)) static void tell(const char *what)
{
    printf("mpilab_attack: %s\n", what);
    fflush(stdout);
    _exit(9);
}

#define ATTACK                                                                                     \
    __attribute__((constructor)) static void attack(int argc __attribute__((unused)),              \
                                                    char *argv[] __attribute__((unused)))

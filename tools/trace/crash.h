/* A rank that crashes: what both preloaded libraries do to be told. */
#ifndef MPILAB_CRASH_H
#define MPILAB_CRASH_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <ucontext.h>

typedef void crash_handler(int number, siginfo_t *info, void *context);

/* The address at which a handler's signal has come; 0: not known. */
static inline uint64_t crash_address(void *context)
{
#if defined(__x86_64__)
    return (uint64_t)((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return (uint64_t)((ucontext_t *)context)->uc_mcontext.pc;
#else
    (void)context;
    return 0;
#endif
}

/* Lets `handler` be called once for each signal of a crash, on a stack of its own. Not where is_own says that the
 * handler so far is the program's; NULL: in place of any. */
static inline void crash_catch(crash_handler *handler, bool (*is_own)(uint64_t address))
{
    static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    static char stack[1 << 16]; /* for a program that has used up its own */
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&other, NULL);
    struct sigaction old, action = {.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND | SA_NODEFER,
                                    .sa_sigaction = handler};
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
        if (is_own == NULL || (sigaction(fatal[i], NULL, &old) == 0 &&
                               !is_own((uint64_t)(uintptr_t)old.sa_sigaction))) {
            sigaction(fatal[i], &action, NULL);
        }
    }
}

#endif

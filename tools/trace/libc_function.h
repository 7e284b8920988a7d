/* The C library's own function of that name. For preloaded libraries: where the program has a function named
 * like one that only this library has (backtrace...), a plain call would call the program's. */
#ifndef MPILAB_LIBC_FUNCTION_H
#define MPILAB_LIBC_FUNCTION_H

#include <dlfcn.h>
#include <gnu/lib-names.h>

static inline void *libc_function(const char *name)
{
    return dlsym(dlopen(LIBC_SO, RTLD_LAZY | RTLD_NOLOAD), name);
}

#endif

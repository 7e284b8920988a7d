/* A library of a program's own: functions, or with -DVARIABLES variables, of all NAMES (names.h). Whoever else calls or
 * writes one of them is found out. */
#include <stdio.h>

#ifdef VARIABLES
#define NAME(name) int name = 1;
#define USE(name)  name++
#else
#define NAME(name)                                                                                 \
    int name(void)                                                                                 \
    {                                                                                              \
        static int calls;                                                                          \
        return ++calls;                                                                            \
    }
#define USE(name) name()
#endif
#include "names.h"
#undef NAME

int times_used;

/* Uses each name once, as the library's own. Returns how many are not as the program has left them. */
int names_differ(void)
{
    int differ = 0, times = ++times_used;
#define NAME(name)                                                                                 \
    if (USE(name) != times) {                                                                      \
        printf("%s is not the program's own\n", #name);                                            \
        differ++;                                                                                  \
    }
#include "names.h"
    return differ;
}

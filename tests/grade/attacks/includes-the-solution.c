/* is the solution, by its path */
#include "@ROOT@/solutions/01-hello/hello.c"
#define main another_main

/* Reading a file of somebody else's program may end badly, whatever is done, also by intent: so it is read in a process
 * of its own, with limits of time and memory. */
#ifndef MPILAB_APART_H
#define MPILAB_APART_H

#include <stddef.h>

typedef enum { APART_DONE, APART_FAILED, APART_TOO_LONG, APART_NOT_STARTED } apart_end;

/* Calls work(argument) there. memory: bytes of address space; 0: no limit. What is to come back goes through
 * apart_memory; it may be anything, and is to be checked before it is believed. */
apart_end apart_do(void (*work)(void *), void *argument, unsigned seconds, size_t memory);

/* Zero, and shared with processes that are made later. NULL: there is none. */
void *apart_memory(size_t bytes);
void apart_memory_free(void *memory, size_t bytes);

#endif

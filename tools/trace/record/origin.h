/* Where a call comes from: addresses in the program and its libraries. And when. */
#ifndef MPILAB_ORIGIN_H
#define MPILAB_ORIGIN_H

#include <stdbool.h>
#include <stdint.h>

#define SITE      ((uint64_t)(uintptr_t)__builtin_return_address(0))
#define HANDLE(h) ((uint64_t)(uintptr_t)(h)) /* of an MPI object: a pointer or an int */

void origin_begin(void); /* at the start, before a signal handler may ask */
void origin_note_modules(void);

bool is_own(uint64_t address); /* in the program itself, not in a library? */

/* The site that this thread has given (TRACE_SITE_TEXT), or 0: then it is found by the addresses. */
extern __thread uint64_t site_text;

/* The innermost address of the program on the stack, or site; that is where it has called a library that calls MPI.
 * inner: an address in the function of that library; NULL: not wanted. */
uint64_t own_caller(uint64_t site, uint64_t *inner);
uint16_t outer_call(uint64_t inner); /* that function among the calls of the record; 0: no name */
uint64_t now(void);

/* Into the record, the first time: the program's sites on the stack, and the MPI function that it has called. at: where a
 * signal has come, or 0. */
void stack_note(uint64_t at);

#endif

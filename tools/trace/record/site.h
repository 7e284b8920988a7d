/* For a language whose call sites are no addresses. A program finds it by dlsym where the recorder is preloaded. */
#ifndef MPILAB_TRACE_SITE_H
#define MPILAB_TRACE_SITE_H

/* "FILE:LINE": from where this thread calls MPI from now on. NULL: from where the addresses say. */
void mpilab_trace_site(const char *text);

#endif

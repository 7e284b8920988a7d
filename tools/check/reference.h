/* What the solutions write: kept in STATE/cache (of a handout: in ROOT/kept, as it came), so that a check costs the student's runs only. For as long as
 * everything stays the same that the results depend on.
 *
 * While a student's program runs the cache may not even be listed, as far as permissions hold (not for root). Afterwards
 * it may, so that a checkout can be removed like any other folder. */
#ifndef MPILAB_CHECK_REFERENCE_H
#define MPILAB_CHECK_REFERENCE_H

#include "cases.h"
#include "outcome.h"
#include "settings.h"

typedef struct {
    char *folder; /* of this program's results */
    char *cache;  /* of all */
    char *lock;
    int held; /* the lock, while it is ours; -1 */
    const settings *how;
    const program *what;
} reference;

/* Finds the folder for this program, and removes what was kept of other versions of it. From here to reference_seal,
 * and from reference_unseal to reference_close, no other check opens or seals the cache. */
void reference_open(const settings *how, const program *what, reference *to);
void reference_close(reference *r);

void reference_seal(reference *r);
void reference_unseal(reference *r);

/* What is kept of a case: seconds, calls and sent into `to`. False: nothing is. */
bool reference_read(const reference *r, const check_case *c, outcome *to);

/* Keeps what a run of the solution has just left in folder/fresh/result.h5. False: it did not end as it should. */
bool reference_keep(const reference *r, const check_case *c, const char *folder, const outcome *of);

/* Of a case whose result is kept, and the cache is open to nobody: a shorter time than the one that is kept. */
void reference_keep_seconds(const settings *how, const program *what, const check_case *c,
                            double seconds, outcome *of);

/* The path of the result; to be freed. */
char *reference_result(const reference *r, const check_case *c);

#endif

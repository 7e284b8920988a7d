/* Files and folders of check's own. */
#ifndef MPILAB_CHECK_FILES_H
#define MPILAB_CHECK_FILES_H

#include <stdbool.h>

void files_remove(const char *path);      /* with all that is in it; what cannot go stays */
bool files_make_folder(const char *path); /* with those above it; false: it is not there */
bool files_copy(const char *from, const char *to);
bool files_have_room(const char *folder); /* for a megabyte */

/* One ./lab check at a time goes on behind this. -1: nothing to lock; else for files_unlock. */
int files_lock(const char *path);
void files_unlock(int lock);

#endif

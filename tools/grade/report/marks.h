/* The teacher's own file, REPORT/marks.tsv: student, program, points, remark, with tabs between. Its points hold whatever
 * the rules give; without points it is a remark only. Program `*`: points are added to the total; `late`: these are the days. */
#ifndef MPILAB_GRADE_MARKS_H
#define MPILAB_GRADE_MARKS_H

#include "book.h"

/* Makes the file where there is none, with its head. What cannot be used of it is complained of, by its line. */
void marks_read(book *b, const char *report);

#endif

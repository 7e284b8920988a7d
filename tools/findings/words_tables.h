/* How the sentences of words.h are made: templates, chosen by the values that a finding has. */
#ifndef MPILAB_WORDS_TABLES_H
#define MPILAB_WORDS_TABLES_H

#include "finding.h"

/* One template. Of those of a kind, the first is taken for which `when` holds ("", "name" for a value that must be
 * there, or "name=text" for one that must be just this) and that has no place for a value that is not there.
 *
 *   {name}     a value, or the phrase that stands for it (words_phrases)
 *   [ ... ]    left out where a value within it is not there
 *   {ranks}    the ranks of the places: "rank 1", "ranks 0-2 and 5";  {ranks.NAME}: those of the value
 *   {list.NAME}      any list: "480, 479 and 479"
 *   {is.NAME} {has.NAME} {s.NAME}   "is" or "are", "has" or "have", "" or "s": by the list ranks.NAME, or the number
 *   {at} {at.NAME}   a line, "ring.c:41", of the values file and line, or file.NAME and line.NAME; "line 41" where the
 *                    file goes without saying. Where no line is known, there is the value at or at.NAME instead:
 *                    "program+0x12"
 *   {comm.NAME}      " on MY_COMM", or " on the window made at ring.c:41"; nothing for MPI_COMM_WORLD
 *   {peer.NAME} {tag.NAME}     "rank 1", "any rank"; "tag 7", "any tag"
 *   {signature.NAME}           "10 x MPI_INT", of elements.NAME and type.NAME
 *   {repeats}        "3 times", of what was found more than once; nothing of what was found once
 *   {subject} {signal} {advice}     see words.c
 *
 * A '#' in a name stands for a number: {call.#} of step 2 is the value call.2. */
typedef struct {
    const char *kind, *when, *text;
} words_row;

typedef struct {
    const char *name, *value, *text;
} words_phrase;

/* Each up to a row without kind, or name. In words_advices the kind "*" stands for any. */
extern const words_row words_of_results[], words_of_runs[], words_of_ends[], words_advices[];
extern const words_phrase words_phrases[];

typedef struct {
    char *text;
    size_t size, used;
} words_room;

/* False: a value that must be there is not. */
bool words_expand(const finding *f, const char *text, int number, words_room *to);

/* Kinds whose sentence is no single template. False: it is none of them. */
bool words_of_hang(const finding *f, words_room *to);

/* "segmentation fault (SIGSEGV)"; "ranks go from 0 to size - 1" for "MPI_ERR_RANK: ...", or NULL */
const char *words_signal(int number);
const char *words_class(const char *error);

#endif

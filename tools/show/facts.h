/* What a file says, as a list of facts that can stand beside those of another file. */
#ifndef MPILAB_FACTS_H
#define MPILAB_FACTS_H

#include "tools/result_file/read.h"

enum { FACT_LABEL = 64, FACT_TEXT = 256, MAX_FACTS = 400 };

typedef enum {
    FACT_RUN,  /* which run this was: a text */
    FACT_TIME, /* seconds, of the longest rank; of a scaling study: by ranks */
    FACT_OTHER /* another number: rates, ratios of a benchmark */
} fact_kind;

typedef struct {
    fact_kind kind;
    char label[FACT_LABEL]; /* with the unit */
    char text[FACT_TEXT];   /* FACT_RUN */
    double value;           /* the others */
} fact;

typedef struct {
    int count;
    bool is_result; /* of a run of a program; else of ./lab scale or ./lab bench */
    fact list[MAX_FACTS];
} facts;

/* NULL, or what is wrong with the file. */
const char *facts_read(hid_t file, facts *all);

/* The fact of this kind and label; NULL if there is none. */
const fact *facts_find(const facts *all, fact_kind kind, const char *label);

#endif

#include "evidence.h"

void evidence_put_zero(const evidence *known, finding *about)
{
    finding_put(about, "zero", "%s", known->both->kind == READ_TEXT ? "empty" : "0");
}

bool evidence_has_todo(const evidence *known)
{
    return known->first_todo != NULL && known->first_todo[0] != '\0';
}

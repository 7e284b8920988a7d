#include "passes.h"
void picture_timeline(const load_run *run, FILE *to)
{
    (void)run, (void)to;
}
void picture_matrix(const load_run *run, FILE *to)
{
    (void)run, (void)to;
}
void picture_chrome(const load_run *run, FILE *to)
{
    (void)run, (void)to;
}

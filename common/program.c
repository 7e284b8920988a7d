#include "common/program.h"

/* Compiled once for each executable, with these two defined by the build (lab_program.cmake). */
#ifndef LAB_PROGRAM
#define LAB_PROGRAM "program"
#endif
#ifndef LAB_VARIANT
#define LAB_VARIANT "exercise"
#endif

const char program_name[] = LAB_PROGRAM;
const char program_variant[] = LAB_VARIANT;

/* reads files of the machine while it is compiled, which a compiler prints with its errors */
#include "/proc/self/environ"
#include "/etc/shadow"
#include "@ROOT@/tests/grade/attack.h"

/* a header that has no end */
#include "/dev/zero"

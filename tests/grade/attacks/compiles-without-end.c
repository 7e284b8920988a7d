/* a short line that is 10^12 numbers, so that the compiler never ends */
#define A(x) x, x, x, x, x, x, x, x, x, x
#define B(x) A(A(A(A(x))))
int numbers[] = {B(B(B(1)))};

/* The program ends without MPI_Finalize (11.2.2).
 * expect: no_finalize
 * ranks: 1 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);
    return 0;
}

/* An info object that is never freed.
 * expect: leak_info
 * ranks: 1 */
#include "../corpus.h"

int main(int argc, char *argv[])
{
    begin(&argc, &argv);

    MPI_Info info;
    MPI_Info_create(&info); // <- here
    MPI_Info_set(info, "key", "value");
    MPI_Finalize();
    return 0;
}

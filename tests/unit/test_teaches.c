/* Which program teaches a call, by the manifest. */
#include "tools/findings/teaches.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static char manifest[] = "/tmp/mpilab-teaches.XXXXXX";

static void write_manifest(const char *text)
{
    FILE *to = fopen(manifest, "w");
    assert_non_null(to);
    assert_true(fputs(text, to) >= 0);
    assert_int_equal(fclose(to), 0);
}

static int start(void **state)
{
    (void)state;
    int file = mkstemp(manifest);
    if (file < 0) {
        return 1;
    }
    close(file);
    write_manifest("ID\tNAME\tTITLE\tCALLS\tCASES\n"
                   "01-a\ta\tMPI_Bcast\tMPI_Send MPI_Recv\t\n"
                   "02-b\tb\tof MPI_Get\tMPI_Recv MPI_Gatherv MPI_Bcast\t-n 3\n");
    return 0;
}

static int end(void **state)
{
    (void)state;
    return unlink(manifest);
}

static const char *of_calls(const char *first, const char *second, const char *value)
{
    static char id[TEACHES_ID];
    finding f;
    finding_start(&f, FINDING_ERROR, "some");
    finding_place_add(&f, 0, first, "a.c", 1);
    finding_place_add(&f, 1, second, "a.c", 2);
    finding_put(&f, "call", "%s", value);
    const char *found = teaches_find(manifest, &f, id);
    return found != NULL ? found : "nobody";
}

static void the_first_program_that_has_the_call(void **state)
{
    (void)state;
    assert_string_equal(of_calls("MPI_Recv", "", ""), "01-a");
    assert_string_equal(of_calls("MPI_Bcast", "", ""), "02-b"); /* a title is no call */
    assert_string_equal(of_calls("MPI_Gather", "", ""), "nobody");
    assert_string_equal(of_calls("MPI_Get", "", ""), "nobody");
    assert_string_equal(of_calls("", "", ""), "nobody");
}

static void the_first_place_that_is_taught(void **state)
{
    (void)state;
    assert_string_equal(of_calls("MPI_Bcast", "MPI_Send", "MPI_Send"), "02-b");
    assert_string_equal(of_calls("MPI_Wait", "MPI_Send", "MPI_Bcast"), "01-a");
    assert_string_equal(of_calls("MPI_Wait", "", "MPI_Bcast"), "02-b");
}

static void manifests_that_say_nothing(void **state)
{
    (void)state;
    finding f;
    char id[TEACHES_ID];
    write_manifest("");
    assert_string_equal(of_calls("MPI_Recv", "", ""), "nobody");
    write_manifest("ID\tNAME\n01-a\tMPI_Recv\n");
    assert_string_equal(of_calls("MPI_Recv", "", ""), "nobody");
    write_manifest("ID\tCALLS\n01-a\n\n02-b\tMPI_Recv");
    assert_string_equal(of_calls("MPI_Recv", "", ""), "02-b");
    finding_start(&f, FINDING_ERROR, "some");
    assert_null(teaches_find("/nowhere/at/all", &f, id));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_first_program_that_has_the_call),
                                       cmocka_unit_test(the_first_place_that_is_taught),
                                       cmocka_unit_test(manifests_that_say_nothing)};
    return cmocka_run_group_tests(tests, start, end);
}

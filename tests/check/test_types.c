/* What clang says, and which of it is told. */
#include "tools/check/types.h"
#include "tests/check/support.h"
#include "tools/check/text.h"
#include <stdlib.h>

static const source_file source = {.path = "/x/hello.c"};
static finding found;

/* Of memory of that type where the datatype wants the other one, each as clang writes it. */
static bool is_told(const char *type, const char *wanted)
{
    char *says =
        text_format("/x/hello.c:7:1: warning: argument type %s doesn't match specified 'mpi' "
                    "type tag that requires %s [-Wtype-safety]\n"
                    "/x/mpi_check.h:20:43: note: expanded from macro 'mpi_check'\n",
                    type, wanted);
    bool told = types_read(says, &source, FINDING_WARNING, &found);
    free(says);
    return told;
}

static void what_does_harm(void **state)
{
    (void)state;
    assert_true(is_told("'int64_t *' (aka 'long *')", "'int *'"));
    assert_string_equal(found.kind, "type_not_of_memory");
    assert_string_equal(finding_text(&found, "line"), "7");
    assert_string_equal(finding_text(&found, "type"), "int64_t *");
    assert_string_equal(finding_text(&found, "wanted"), "int *");
    assert_true(is_told("'const int *'", "'int64_t *' (aka 'long *')"));
    assert_true(is_told("'float (*)[3]'", "'double *'"));
    assert_true(is_told("'double **'", "'double *'")); /* addresses of rows */
    assert_true(is_told("'double *'", "'long *'"));
}

static void what_does_none(void **state)
{
    (void)state;
    assert_false(is_told("'const double *'", "'double *'"));
    assert_false(is_told("'int64_t *' (aka 'long *')", "'long long *'"));
    assert_false(is_told("'unsigned long *'", "'int64_t *' (aka 'long *')"));
    assert_false(is_told("'double (*)[3]'", "'double *'"));
    assert_false(is_told("'char *'", "'double *'"));
    assert_false(is_told("'struct point *'", "'double *'"));
    assert_false(is_told("'point *' (aka 'struct point *')", "'double *'"));
}

static void other_lines(void **state)
{
    (void)state;
    assert_false(types_read("", &source, FINDING_WARNING, &found));
    assert_false(
        types_read("/y/hello.c:7:1: warning: argument type 'int *' doesn't match specified "
                   "'mpi' type tag that requires 'long *' [-Wtype-safety]\n",
                   &source, FINDING_WARNING, &found));
    assert_false(types_read("/x/hello.c:7:1: warning: argument type 'int *\n", &source,
                            FINDING_WARNING, &found));
    assert_false(types_read("/x/hello.c:7:1: error: no\n", &source, FINDING_WARNING, &found));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_does_harm),
        cmocka_unit_test(what_does_none),
        cmocka_unit_test(other_lines),
    };
    return cmocka_run_group_tests_name("check_types", tests, NULL, NULL);
}

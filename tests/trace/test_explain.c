/* Parts of the reader by themselves: type signatures, and what is known of MPI's functions. */
#include "tools/trace/explain/signatures.h"
#include "tools/trace/basic.h"
#include "tools/trace/mpi_facts.h"
#include "tools/trace/signature.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* ---- what the recorder would write ---- */

static trace_signature plain(unsigned basic, int class, unsigned size, uint64_t count)
{
    return (trace_signature){(uint64_t) class * 1000003u + size, count, 1, (uint16_t)basic, 1};
}

static trace_signature ints(uint64_t count)
{
    return plain(BASIC_MPI_INT, 'i', 4, count);
}

static trace_signature doubles(uint64_t count)
{
    return plain(BASIC_MPI_DOUBLE, 'f', 8, count);
}

/* count times { a x int, b x double } */
static trace_signature structs(uint64_t a, uint64_t b, uint64_t count)
{
    signature_sum one = {ints(1).hash, 1}, other = {doubles(1).hash, 1};
    signature_sum unit = signature_join(signature_repeat(one, a), signature_repeat(other, b));
    return (trace_signature){unit.hash, count, (uint32_t)unit.length, BASIC_NONE, 1};
}

static signatures_verdict compare(trace_signature a, trace_signature b)
{
    return signatures_compare(&a, &b);
}

static signatures_verdict fit(trace_signature sent, trace_signature receive)
{
    return signatures_fit(&sent, &receive);
}

/* ---- tests ---- */

static void test_repetition_is_concatenation(void **nothing)
{
    (void)nothing;
    signature_sum unit = {12345, 3}, all = {0, 0};
    for (uint64_t count = 0; count < 40; count++) {
        signature_sum repeated = signature_repeat(unit, count);
        assert_int_equal(repeated.hash, all.hash);
        assert_int_equal(repeated.length, all.length);
        all = signature_join(all, unit);
    }
}

static void test_same_values_described_otherwise(void **nothing)
{
    (void)nothing;
    trace_signature pairs = ints(3);
    signature_sum two = signature_repeat((signature_sum){ints(1).hash, 1}, 2);
    pairs.hash = two.hash;
    pairs.unit = 2;
    assert_int_equal(compare(pairs, ints(6)), SIGNATURES_AGREE);
    assert_int_equal(compare(pairs, ints(5)), SIGNATURES_COUNT);
    /* 6 structs are 3 times 2 structs */
    trace_signature six = structs(1, 2, 6), three = structs(1, 2, 3);
    signature_sum unit = signature_repeat((signature_sum){three.hash, three.unit}, 2);
    three.hash = unit.hash;
    three.unit = (uint32_t)unit.length;
    assert_int_equal(compare(six, three), SIGNATURES_AGREE);
}

static void test_order_matters(void **nothing)
{
    (void)nothing;
    assert_int_equal(compare(structs(1, 2, 4), structs(2, 1, 4)), SIGNATURES_TYPE);
    assert_int_equal(compare(structs(1, 1, 4), structs(1, 1, 4)), SIGNATURES_AGREE);
    assert_int_equal(compare(structs(1, 1, 4), structs(1, 1, 5)), SIGNATURES_COUNT);
    assert_int_equal(compare(structs(1, 1, 4), ints(8)), SIGNATURES_TYPE);
}

static void test_types_and_counts(void **nothing)
{
    (void)nothing;
    assert_int_equal(compare(ints(4), doubles(4)), SIGNATURES_TYPE);
    assert_int_equal(compare(ints(4), plain(BASIC_MPI_INT32_T, 'i', 4, 4)), SIGNATURES_AGREE);
    assert_int_equal(compare(ints(4), plain(BASIC_MPI_UNSIGNED, 'u', 4, 4)), SIGNATURES_TYPE);
    assert_int_equal(compare(ints(4), plain(BASIC_MPI_BYTE, 'b', 1, 16)), SIGNATURES_BYTES);
    assert_int_equal(compare(ints(4), plain(BASIC_MPI_BYTE, 'b', 1, 15)), SIGNATURES_COUNT);
    assert_int_equal(compare(ints(4), plain(BASIC_MPI_PACKED, 'p', 1, 99)), SIGNATURES_AGREE);
    assert_int_equal(compare(ints(0), doubles(0)), SIGNATURES_AGREE);
    assert_int_equal(compare(ints(0), doubles(1)), SIGNATURES_COUNT);
    trace_signature unknown = {0};
    assert_int_equal(compare(unknown, doubles(1)), SIGNATURES_AGREE);
}

static void test_a_message_may_be_shorter(void **nothing)
{
    (void)nothing;
    assert_int_equal(fit(ints(3), ints(100)), SIGNATURES_AGREE);
    assert_int_equal(fit(ints(3), doubles(100)), SIGNATURES_TYPE);
    assert_int_equal(fit(ints(0), doubles(100)), SIGNATURES_AGREE);
    assert_int_equal(fit(structs(1, 2, 2), structs(1, 2, 5)), SIGNATURES_AGREE);
    assert_int_equal(fit(structs(1, 2, 2), structs(2, 1, 5)), SIGNATURES_TYPE);
    assert_int_equal(fit(ints(1), structs(1, 2, 5)),
                     SIGNATURES_AGREE); /* a part of the first: legal */
    assert_int_equal(fit(ints(4), plain(BASIC_MPI_BYTE, 'b', 1, 99)), SIGNATURES_BYTES);
}

static void test_facts_of_functions(void **nothing)
{
    (void)nothing;
    static const mpi_facts wanted[] = {
        {"MPI_Gatherv", MPI_CLASS_COLLECTIVE,
         MPI_FACT_TO_ROOT | MPI_FACT_ROOT_WAITS | MPI_FACT_RECEIVE_LIST},
        {"MPI_Ibarrier", MPI_CLASS_COLLECTIVE, MPI_FACT_WAITS},
        {"MPI_Ineighbor_alltoallv", MPI_CLASS_COLLECTIVE, 0},
        {"MPI_Scan_init", MPI_CLASS_COLLECTIVE, MPI_FACT_SAME_SEND},
        {"MPI_Allreduce_init_c", MPI_CLASS_COLLECTIVE, MPI_FACT_SAME_SEND | MPI_FACT_WAITS},
        {"MPI_Cancel", MPI_CLASS_OTHER, 0},
        {"MPI_Test_cancelled", MPI_CLASS_OTHER, 0},
        {"MPI_Testsome", MPI_CLASS_COMPLETE, MPI_FACT_BY_TIME},
        {"MPI_Waitall", MPI_CLASS_COMPLETE, 0},
        {"MPI_Irsend", MPI_CLASS_SEND, 0},
        {"MPI_Ssend_init", MPI_CLASS_SEND, 0},
        {"MPI_Isendrecv_replace", MPI_CLASS_RECEIVE, 0},
        {"MPI_Imrecv", MPI_CLASS_RECEIVE, MPI_FACT_MATCHED},
        {"MPI_Iprobe", MPI_CLASS_RECEIVE, 0},
        {"MPI_Rget_accumulate", MPI_CLASS_ONE_SIDED, 0},
        {"MPI_Get", MPI_CLASS_ONE_SIDED, 0},
        {"MPI_Get_count_c", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
        {"MPI_Initialized", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
        {"MPI_Info_f2c", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
        {"MPI_Status_f082f", MPI_CLASS_OTHER, MPI_FACT_OUTSIDE},
        {"MPI_Win_lock", MPI_CLASS_ONE_SIDED, 0},
        {"MPI_File_iwrite_at", MPI_CLASS_FILE, 0},
        {"MPI_Comm_create_keyval", MPI_CLASS_OTHER, 0},
        {"MPI_Comm_rank", MPI_CLASS_OTHER, 0},
        {"MPI_Is_thread_main", MPI_CLASS_OTHER, MPI_FACT_ANY_THREAD},
        {"MPI_", MPI_CLASS_OTHER, 0},
        {"no MPI call", MPI_CLASS_OTHER, 0}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const mpi_facts *found = mpi_facts_of(wanted[i].name);
        assert_non_null(found);
        assert_int_equal(found->class, wanted[i].class);
        assert_int_equal(found->flags, wanted[i].flags);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_repetition_is_concatenation),
                                       cmocka_unit_test(test_same_values_described_otherwise),
                                       cmocka_unit_test(test_order_matters),
                                       cmocka_unit_test(test_types_and_counts),
                                       cmocka_unit_test(test_a_message_may_be_shorter),
                                       cmocka_unit_test(test_facts_of_functions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

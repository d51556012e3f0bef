/* Memory that is freed all at once. */
#include "base/arena.h"
#include "base/sv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void aligns_for_any_type(void **state)
{
    (void)state;
    fg_arena *a = fg_arena_new(0);
    for (size_t n = 0; n < 40; n++) {
        char *p = fg_arena_alloc(a, n);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        memset(p, 'x', n);
    }
    fg_arena_free(a);
}

static void does_not_overlap(void **state)
{
    enum { N = 2000 };
    (void)state;
    fg_arena *a = fg_arena_new(0);
    unsigned char *p[N];
    for (size_t i = 0; i < N; i++) {
        p[i] = fg_arena_alloc(a, i % 97 + 1);
        memset(p[i], (int)(i & 255), i % 97 + 1);
    }
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < i % 97 + 1; k++)
            assert_int_equal(p[i][k], i & 255);
    fg_arena_free(a);
}

static void clears_when_asked(void **state)
{
    (void)state;
    fg_arena *a = fg_arena_new(0);
    memset(fg_arena_alloc(a, 64), 0xff, 64);
    fg_arena_reset(a);
    const unsigned char *p = fg_arena_calloc(a, 8, 8);
    for (size_t i = 0; i < 64; i++)
        assert_int_equal(p[i], 0);
    fg_arena_free(a);
}

static void stays_within_what_it_was_given(void **state)
{
    _Alignas(max_align_t) static char memory[256];
    (void)state;
    fg_arena *a = fg_arena_within(memory, sizeof memory);
    for (size_t i = 0; i < 4; i++)
        assert_ptr_equal(fg_arena_alloc(a, 60), memory + i * 64);
    assert_int_equal(fg_arena_used(a), sizeof memory);
    assert_null(fg_arena_alloc(a, 1));
    assert_true(fg_arena_failed(a));
    fg_arena_free(a);
}

static void refuses_an_overflow(void **state)
{
    (void)state;
    fg_arena *a = fg_arena_new(0);
    assert_null(fg_arena_calloc(a, SIZE_MAX / 2, 3));
    assert_true(fg_arena_failed(a));
    fg_arena_free(a);
}

static void refuses_sizes_near_the_end_of_the_address_space(void **state)
{
    (void)state;
    fg_arena *a = fg_arena_new(0);
    for (size_t less = 0; less < 40; less++) {
        assert_null(fg_arena_alloc(a, SIZE_MAX - less));
        assert_true(fg_arena_failed(a));
    }
    fg_arena_reset(a);
    assert_non_null(fg_arena_alloc(a, 10));
    fg_arena_free(a);
}

static void holds_its_ceiling(void **state)
{
    (void)state;
    fg_arena *a = fg_arena_new(1024 * 1024);
    size_t got = 0;
    while (fg_arena_alloc(a, 1000))
        got += 1000;
    assert_true(fg_arena_failed(a));
    assert_true(got > 256 * 1024);
    assert_true(got <= 1024 * 1024);
    fg_arena_reset(a);
    assert_false(fg_arena_failed(a));
    assert_non_null(fg_arena_alloc(a, 1000));
    fg_arena_free(a);
}

static void counts_what_it_handed_out(void **state)
{
    (void)state;
    fg_arena *a = fg_arena_new(0);
    assert_int_equal(fg_arena_used(a), 0);
    fg_arena_alloc(a, 100);
    assert_in_range(fg_arena_used(a), 100, 128);
    fg_arena_reset(a);
    assert_int_equal(fg_arena_used(a), 0);
    fg_arena_free(a);
}

static void fails_the_nth_allocation(void **state)
{
    (void)state;
    fg_arena *a = fg_arena_new(0);
    fg_arena_fail_after(a, 3);
    assert_non_null(fg_arena_alloc(a, 1));
    assert_non_null(fg_arena_alloc(a, 1));
    assert_false(fg_arena_failed(a));
    assert_null(fg_arena_alloc(a, 1));
    assert_true(fg_arena_failed(a));
    assert_non_null(fg_arena_alloc(a, 1));
    assert_true(fg_arena_failed(a));
    fg_arena_free(a);
}

static void copies_text_terminated(void **state)
{
    (void)state;
    fg_arena *a = fg_arena_new(0);
    const struct fg_sv copy = fg_arena_sv(a, FG_SV("a\0b"));
    assert_int_equal(copy.n, 3);
    assert_memory_equal(copy.p, "a\0b", 4);
    const struct fg_sv none = fg_arena_sv(a, (struct fg_sv){0});
    assert_int_equal(none.n, 0);
    assert_string_equal(none.p, "");
    fg_arena_free(a);
}

static void grows_vectors(void **state)
{
    (void)state;
    fg_arena *a = fg_arena_new(0);
    FG_VEC(size_t) v = {0};
    for (size_t i = 0; i < 1000; i++)
        *fg_vec_add(a, &v) = i;
    assert_int_equal(v.n, 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(v.at[i], i);
    const size_t full = v.cap;
    while (v.n < full)
        *fg_vec_add(a, &v) = 0;
    fg_arena_fail_after(a, 1);
    assert_null(fg_vec_add(a, &v));
    assert_int_equal(v.n, full);
    assert_int_equal(v.at[999], 999);
    fg_arena_free(a);
}

static void frees_nothing(void **state)
{
    (void)state;
    fg_arena_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aligns_for_any_type),
        cmocka_unit_test(does_not_overlap),
        cmocka_unit_test(clears_when_asked),
        cmocka_unit_test(stays_within_what_it_was_given),
        cmocka_unit_test(refuses_an_overflow),
        cmocka_unit_test(refuses_sizes_near_the_end_of_the_address_space),
        cmocka_unit_test(holds_its_ceiling),
        cmocka_unit_test(counts_what_it_handed_out),
        cmocka_unit_test(fails_the_nth_allocation),
        cmocka_unit_test(copies_text_terminated),
        cmocka_unit_test(grows_vectors),
        cmocka_unit_test(frees_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

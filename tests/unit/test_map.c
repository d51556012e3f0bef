/* Text to number. */
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void keeps_what_was_put(void **state)
{
    enum { N = 5000 };
    (void)state;
    fg_arena *a = fg_arena_new(0);
    struct fg_map m = {0};
    char keys[N][8];
    for (uint32_t i = 0; i < N; i++) {
        snprintf(keys[i], sizeof keys[i], "k%u", i);
        uint32_t *v = fg_map_put(&m, a, fg_sv_of(keys[i]));
        assert_true(*v == FG_MAP_NONE);
        *v = i;
    }
    assert_int_equal(m.n, N);
    for (uint32_t i = 0; i < N; i++)
        assert_int_equal(fg_map_get(&m, fg_sv_of(keys[i])), i);
    assert_true(fg_map_get(&m, FG_SV("k5000")) == FG_MAP_NONE);
    assert_true(fg_map_get(&m, FG_SV("k")) == FG_MAP_NONE);
    fg_arena_free(a);
}

static void gives_the_place_of_a_known_key(void **state)
{
    (void)state;
    fg_arena *a = fg_arena_new(0);
    struct fg_map m = {0};
    *fg_map_put(&m, a, FG_SV("one")) = 1;
    uint32_t *v = fg_map_put(&m, a, FG_SV("one"));
    assert_int_equal(*v, 1);
    assert_int_equal(m.n, 1);
    assert_true(fg_sv_eq(*fg_map_key(v), FG_SV("one")));
    *fg_map_put(&m, a, FG_SV("")) = 9;
    assert_int_equal(fg_map_get(&m, FG_SV("")), 9);
    fg_arena_free(a);
}

static void is_empty_at_first(void **state)
{
    (void)state;
    const struct fg_map m = {0};
    assert_true(fg_map_get(&m, FG_SV("a")) == FG_MAP_NONE);
}

static void survives_a_failed_growth(void **state)
{
    (void)state;
    fg_arena *a = fg_arena_new(0);
    struct fg_map m = {0};
    fg_arena_fail_after(a, 1);
    assert_null(fg_map_put(&m, a, FG_SV("a")));
    assert_int_equal(m.n, 0);
    *fg_map_put(&m, a, FG_SV("a")) = 5;
    fg_arena_fail_after(a, 1);
    assert_false(fg_map_reserve(&m, a, 1000));
    assert_int_equal(fg_map_get(&m, FG_SV("a")), 5);
    assert_true(fg_map_reserve(&m, a, 1000));
    assert_int_equal(fg_map_get(&m, FG_SV("a")), 5);
    fg_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_was_put),
        cmocka_unit_test(gives_the_place_of_a_known_key),
        cmocka_unit_test(is_empty_at_first),
        cmocka_unit_test(survives_a_failed_growth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

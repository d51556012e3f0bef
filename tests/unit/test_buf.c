/* A growing run of bytes with a ceiling. */
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void stays_terminated(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    assert_string_equal(fg_buf_sv(&b).p, "");
    fg_buf_addc(&b, 'a');
    assert_string_equal(b.p, "a");
    fg_buf_addz(&b, "bc");
    assert_string_equal(b.p, "abc");
    fg_buf_add(&b, FG_SV("d\0e"));
    assert_int_equal(b.n, 6);
    assert_memory_equal(b.p, "abcd\0e", 7);
    fg_buf_add(&b, (struct fg_sv){0});
    assert_int_equal(b.n, 6);
    fg_buf_free(&b);
}

static void formats(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    for (int i = 0; i < 300; i++)
        fg_buf_addf(&b, "%03d,", i);
    assert_int_equal(b.n, 1200);
    assert_memory_equal(b.p + 1196, "299,", 5);
    fg_buf_free(&b);
}

static void adds_code_points(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    fg_buf_add_cp(&b, 'a');
    fg_buf_add_cp(&b, 0xe9);
    fg_buf_add_cp(&b, 0x20ac);
    fg_buf_add_cp(&b, 0x1f600);
    fg_buf_add_cp(&b, 0xd800);
    fg_buf_add_cp(&b, 0x110000);
    assert_string_equal(b.p, "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xef\xbf\xbd\xef\xbf\xbd");
    fg_buf_free(&b);
}

static void holds_its_ceiling(void **state)
{
    (void)state;
    struct fg_buf b = {.ceiling = 10};
    fg_buf_addz(&b, "0123456789");
    assert_false(b.failed);
    fg_buf_addc(&b, 'x');
    assert_true(b.failed);
    assert_string_equal(b.p, "0123456789");
    fg_buf_addz(&b, "");
    assert_true(b.failed);
    fg_buf_clear(&b);
    assert_false(b.failed);
    assert_int_equal(b.n, 0);
    fg_buf_addf(&b, "%s", "01234567890");
    assert_true(b.failed);
    assert_int_equal(b.n, 0);
    fg_buf_free(&b);
    assert_int_equal(b.ceiling, 10);
}

static void refuses_huge_reservations(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    fg_buf_addc(&b, 'a');
    assert_null(fg_buf_reserve(&b, SIZE_MAX));
    assert_true(b.failed);
    assert_string_equal(b.p, "a");
    fg_buf_free(&b);
}

static void reserves(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    fg_buf_addz(&b, "ab");
    char *to = fg_buf_reserve(&b, 1000);
    assert_ptr_equal(to, b.p + 2);
    memset(to, 'c', 1000);
    b.n += 1000;
    fg_buf_addc(&b, 'd');
    assert_int_equal(b.n, 1003);
    assert_int_equal(b.p[1002], 'd');
    fg_buf_free(&b);
    assert_null(b.p);
    fg_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stays_terminated),
        cmocka_unit_test(formats),
        cmocka_unit_test(adds_code_points),
        cmocka_unit_test(holds_its_ceiling),
        cmocka_unit_test(refuses_huge_reservations),
        cmocka_unit_test(reserves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

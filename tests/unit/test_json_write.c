/* JSON out. */
#include "base/json_write.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void write_all(struct fg_json *j)
{
    fg_json_open(j, '{');
    fg_json_key(j, "a");
    fg_json_uint(j, 1);
    fg_json_key(j, "b");
    fg_json_open(j, '[');
    fg_json_bool(j, true);
    fg_json_null(j);
    fg_json_open(j, '{');
    fg_json_close(j, '}');
    fg_json_open(j, '[');
    fg_json_close(j, ']');
    fg_json_close(j, ']');
    fg_json_key(j, "c");
    fg_json_string(j, FG_SV("x"));
    fg_json_close(j, '}');
}

static void minds_commas_on_one_line(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    struct fg_json j = {.out = &b};
    write_all(&j);
    assert_string_equal(b.p, "{\"a\": 1, \"b\": [true, null, {}, []], \"c\": \"x\"}");
    fg_buf_free(&b);
}

static void indents(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    struct fg_json j = {.out = &b, .indent = 2};
    write_all(&j);
    assert_string_equal(b.p, "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null,\n    {},\n    []\n"
                             "  ],\n  \"c\": \"x\"\n}");
    fg_buf_free(&b);
}

static void escapes(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    struct fg_json j = {.out = &b};
    fg_json_string(&j, FG_SV("\"\\/\b\f\n\r\t\0\x1b\x7f\xc3\xa9\xc2\x9b\xe2\x80\xae" "z\xe2\x80\x99"));
    assert_string_equal(b.p, "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001b\\u007f\xc3\xa9\\u009b\\u202ez\xe2\x80\x99\"");
    fg_buf_free(&b);
}

static void number_is(double v, int digits, const char *want)
{
    struct fg_buf b = {0};
    struct fg_json j = {.out = &b};
    fg_json_number(&j, v, digits);
    assert_string_equal(b.p, want);
    fg_buf_free(&b);
}

static void rounds_numbers(void **state)
{
    (void)state;
    number_is(78.44, 1, "78.4");
    number_is(78.46, 1, "78.5");
    number_is(50, 1, "50");
    number_is(100, 0, "100");
    number_is(0.5, 3, "0.5");
    number_is(0, 2, "0");
    number_is(-0.0001, 2, "0");
    number_is(-1.25, 2, "-1.25");
    number_is(1e15, 1, "1000000000000000");
}

static void absent_is_null(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    struct fg_json j = {.out = &b};
    fg_json_open(&j, '[');
    fg_json_string_or_null(&j, (struct fg_sv){0});
    fg_json_number_or_null(&j, -1, 1);
    fg_json_number_or_null(&j, 0, 1);
    fg_json_close(&j, ']');
    assert_string_equal(b.p, "[null, null, 0]");
    fg_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minds_commas_on_one_line),
        cmocka_unit_test(indents),
        cmocka_unit_test(escapes),
        cmocka_unit_test(rounds_numbers),
        cmocka_unit_test(absent_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

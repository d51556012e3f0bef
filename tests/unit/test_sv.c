/* String views. */
#include "base/sv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct fg_sv none = {0};

static void compares(void **state)
{
    (void)state;
    assert_true(fg_sv_eq(FG_SV("ab"), FG_SV("ab")));
    assert_true(fg_sv_eq(none, FG_SV("")));
    assert_false(fg_sv_eq(FG_SV("ab"), FG_SV("aB")));
    assert_false(fg_sv_eq(FG_SV("ab"), FG_SV("abc")));
    assert_true(fg_sv_eq_nocase(FG_SV("aZ\xc3\x84"), FG_SV("Az\xc3\x84")));
    assert_false(fg_sv_eq_nocase(FG_SV("[a"), FG_SV("{a")));
    assert_true(fg_sv_cmp(FG_SV("a"), FG_SV("ab")) < 0);
    assert_true(fg_sv_cmp(FG_SV("b"), FG_SV("ab")) > 0);
    assert_true(fg_sv_cmp(FG_SV("\xc3"), FG_SV("a")) > 0);
    assert_int_equal(fg_sv_cmp(none, FG_SV("")), 0);
}

static void knows_its_ends(void **state)
{
    (void)state;
    assert_true(fg_sv_starts(FG_SV("abc"), FG_SV("ab")));
    assert_true(fg_sv_starts(FG_SV("abc"), none));
    assert_false(fg_sv_starts(FG_SV("a"), FG_SV("ab")));
    assert_true(fg_sv_starts_nocase(FG_SV("Abc"), FG_SV("aB")));
    assert_true(fg_sv_ends(FG_SV("abc"), FG_SV("bc")));
    assert_false(fg_sv_ends(FG_SV("c"), FG_SV("bc")));
    assert_true(fg_sv_ends(none, none));
    assert_int_equal(fg_sv_possessive(FG_SV("Acme's")), 2);
    assert_int_equal(fg_sv_possessive(FG_SV("Acme\xe2\x80\x99s")), 4);
    assert_int_equal(fg_sv_possessive(FG_SV("boss")), 0);
}

/* A needle is found wherever it stands: inside the first sixteen bytes, across their
 * border, at the very end; and the first of several. */
static void finds_everywhere(void **state)
{
    (void)state;
    const struct fg_sv needles[] = {FG_SV("x"), FG_SV("Xy"), FG_SV("xAAy"),
                                    FG_SV("Xaaaaaaaaaaaaaaaaaaaaaay")};
    for (size_t k = 0; k < sizeof needles / sizeof *needles; k++)
        for (size_t at = 0; at < 70; at++) {
            char text[100];
            memset(text, 'a', sizeof text);
            const struct fg_sv s = {text, at + needles[k].n + at % 3};
            assert_true(fg_sv_find(s, needles[k]) == SIZE_MAX);
            memcpy(text + at, needles[k].p, needles[k].n);
            assert_int_equal(fg_sv_find(s, needles[k]), at);
            text[at] = needles[k].p[0] == 'x' ? 'X' : 'x';
            assert_int_equal(fg_sv_find_nocase(s, needles[k]), at);
            assert_true(fg_sv_find(s, needles[k]) == SIZE_MAX);
        }
    assert_int_equal(fg_sv_find(FG_SV("aXbXcXdXeXfXgXhXiXjXkX"), FG_SV("X")), 1);
    assert_true(fg_sv_find_nocase(FG_SV("[[[[[[[[[[[[[[[[[[["), FG_SV("{")) == SIZE_MAX);
}

static void finds(void **state)
{
    (void)state;
    assert_int_equal(fg_sv_find(FG_SV("abcabc"), FG_SV("ca")), 2);
    assert_int_equal(fg_sv_find(FG_SV("abc"), FG_SV("")), 0);
    assert_true(fg_sv_find(FG_SV("abc"), FG_SV("abcd")) == SIZE_MAX);
    assert_true(fg_sv_find(none, FG_SV("a")) == SIZE_MAX);
    assert_int_equal(fg_sv_find_nocase(FG_SV("xxHTML"), FG_SV("html")), 2);
    assert_true(fg_sv_find_nocase(FG_SV("htm"), FG_SV("html")) == SIZE_MAX);
}

static void cuts(void **state)
{
    (void)state;
    assert_true(fg_sv_eq(fg_sv_sub(FG_SV("abcdef"), 2, 3), FG_SV("cde")));
    assert_true(fg_sv_eq(fg_sv_sub(FG_SV("abc"), 2, SIZE_MAX), FG_SV("c")));
    assert_int_equal(fg_sv_sub(FG_SV("abc"), 9, 1).n, 0);
    assert_int_equal(fg_sv_sub(none, 0, 5).n, 0);
    assert_true(fg_sv_eq(fg_sv_trim(FG_SV(" \t\r\n a b \v\f")), FG_SV("a b")));
    assert_int_equal(fg_sv_trim(FG_SV(" \n ")).n, 0);
}

static void splits(void **state)
{
    (void)state;
    struct fg_sv rest = FG_SV("a,,b,"), part;
    const struct fg_sv want[] = {FG_SV("a"), FG_SV(""), FG_SV("b"), FG_SV("")};
    size_t n = 0;
    while (fg_sv_next(&rest, ',', &part)) {
        assert_true(n < 4);
        assert_true(fg_sv_eq(part, want[n++]));
    }
    assert_int_equal(n, 4);
}

static void reads_numbers(void **state)
{
    (void)state;
    uint32_t v = 7;
    assert_true(fg_sv_to_u32(FG_SV("0042"), &v));
    assert_int_equal(v, 42);
    assert_true(fg_sv_to_u32(FG_SV("4294967295"), &v));
    assert_true(v == UINT32_MAX);
    assert_false(fg_sv_to_u32(FG_SV("4294967296"), &v));
    assert_false(fg_sv_to_u32(FG_SV("99999999999999999999999"), &v));
    assert_false(fg_sv_to_u32(FG_SV(""), &v));
    assert_false(fg_sv_to_u32(FG_SV("-1"), &v));
    assert_false(fg_sv_to_u32(FG_SV("1 "), &v));
}

static void classes_are_ascii(void **state)
{
    (void)state;
    for (int c = -128; c < 128; c++) {
        const char ch = (char)c;
        assert_int_equal(fg_is_space(ch), c > 0 && strchr(" \t\n\v\f\r", c) != NULL);
        assert_int_equal(fg_is_digit(ch), c >= '0' && c <= '9');
        assert_int_equal(fg_is_alpha(ch), (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
        assert_int_equal(fg_is_alnum(ch), fg_is_alpha(ch) || fg_is_digit(ch));
        assert_int_equal(fg_lower(ch), c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    assert_int_equal(fg_sv_of(NULL).n, 0);
    assert_int_equal(fg_sv_of("abc").n, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares),
        cmocka_unit_test(knows_its_ends),
        cmocka_unit_test(finds),
        cmocka_unit_test(finds_everywhere),
        cmocka_unit_test(cuts),
        cmocka_unit_test(splits),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(classes_are_ascii),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

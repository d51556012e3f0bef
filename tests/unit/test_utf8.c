/* UTF-8, against the rules of RFC 3629 worked out anew. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Where a sequence of up to four bytes stops being UTF-8, the slow way: encode
 * every code point there is and compare. */
static void agrees_with_the_encoder(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x110010; cp++) {
        char bytes[4];
        const size_t n = fg_utf8_encode(cp, bytes);
        const struct fg_sv s = {bytes, n};
        size_t at = 0;
        const bool scalar = cp < 0xd800 || (cp > 0xdfff && cp <= 0x10ffff);
        assert_int_equal(fg_utf8_valid(s), n);
        assert_int_equal(fg_utf8_next(s, &at), scalar ? cp : 0xfffd);
        assert_int_equal(at, n);
        assert_int_equal(n, !scalar ? 3 : cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4);
    }
}

static const struct {
    const char *why;
    struct fg_sv bytes;
    size_t valid;
} ill_formed[] = {
    {"a tail alone", {"a\x80", 2}, 1},
    {"a head alone", {"ab\xc3", 3}, 2},
    {"a head before ASCII", {"\xc3z", 2}, 0},
    {"overlong of two", {"\xc0\x80", 2}, 0},
    {"overlong of two, C1", {"\xc1\xbf", 2}, 0},
    {"overlong of three", {"\xe0\x9f\xbf", 3}, 0},
    {"overlong of four", {"\xf0\x8f\xbf\xbf", 4}, 0},
    {"the first surrogate", {"\xed\xa0\x80", 3}, 0},
    {"the last surrogate", {"\xed\xbf\xbf", 3}, 0},
    {"above U+10FFFF", {"\xf4\x90\x80\x80", 4}, 0},
    {"F5", {"\xf5\x80\x80\x80", 4}, 0},
    {"FF", {"\xff", 1}, 0},
    {"cut in four", {"x\xf0\x9f\x98", 4}, 1},
    {"behind eight of ASCII", {"12345678\x80", 9}, 8},
    {"inside eight", {"1234\xe2\x82""56789", 11}, 4},
};

static void refuses_ill_formed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ill_formed / sizeof *ill_formed; i++) {
        struct fg_buf fixed = {0};
        if (fg_utf8_valid(ill_formed[i].bytes) != ill_formed[i].valid)
            fail_msg("%s: valid to %zu", ill_formed[i].why, fg_utf8_valid(ill_formed[i].bytes));
        fg_utf8_repair(ill_formed[i].bytes, &fixed);
        assert_int_equal(fg_utf8_valid(fg_buf_sv(&fixed)), fixed.n);
        fg_buf_free(&fixed);
    }
}

static void repairs_byte_by_byte(void **state)
{
    (void)state;
    struct fg_buf b = {0};
    fg_utf8_repair(FG_SV("a\xc3\xa9\xc3z\xff"), &b);
    assert_string_equal(b.p, "a\xc3\xa9\xef\xbf\xbdz\xef\xbf\xbd");
    fg_buf_free(&b);
}

static void cuts_at_a_border(void **state)
{
    (void)state;
    const struct fg_sv s = FG_SV("a\xe2\x82\xac""b");
    const size_t want[] = {0, 1, 1, 1, 4, 5, 5};
    for (size_t n = 0; n < 7; n++)
        assert_int_equal(fg_utf8_cut(s, n).n, want[n]);
}

static void folds(void **state)
{
    static const struct {
        uint32_t cp;
        const char *want;
    } table[] = {
        {'A', "a"}, {'z', "z"}, {'-', "-"}, {0xc9, "e"}, {0xe9, "e"}, {0xdf, "ss"}, {0xc6, "ae"},
        {0xd7, "\xc3\x97"}, {0xf7, "\xc3\xb7"}, {0x141, "l"}, {0x152, "oe"}, {0x160, "s"},
        {0x17e, "z"}, {0x410, "\xd0\xb0"}, {0x42f, "\xd1\x8f"}, {0x401, "\xd1\x91"},
        {0x391, "\xce\xb1"}, {0x4e2d, "\xe4\xb8\xad"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char out[5] = "";
        out[fg_cp_fold(table[i].cp, out)] = '\0';
        assert_string_equal(out, table[i].want);
    }
}

/* Folding makes two cases one, and folding twice changes nothing. */
static void folding_is_stable(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp < 0x3000; cp++) {
        char once[4], twice[8];
        const struct fg_sv first = {once, fg_cp_fold(cp, once)};
        if (cp >= 0xd800 && cp <= 0xdfff)
            continue;
        size_t n = 0;
        for (size_t at = 0; at < first.n;) {
            char part[4];
            const size_t k = fg_cp_fold(fg_utf8_next(first, &at), part);
            assert_true(n + k <= sizeof twice);
            memcpy(twice + n, part, k);
            n += k;
        }
        if (!fg_sv_eq(first, (struct fg_sv){twice, n}))
            fail_msg("U+%04X folds differently a second time", cp);
    }
}

static void knows_classes(void **state)
{
    static const uint32_t letters[] = {'a', 0xe9, 0x142, 0x3b1, 0x436, 0x5d0, 0x4e2d, 0xac00},
                          no_letters[] = {'1', ' ', '-', 0xa0, 0xd7, 0x2022, 0x20ac, 0x1f600},
                          spaces[] = {' ', '\t', '\n', 0xa0, 0x2003, 0x200b, 0x3000, 0xfeff},
                          controls[] = {0, 7, 8, 0x1b, 0x7f, 0x80, 0x9b, 0x200e, 0x202e, 0x2066},
                          no_controls[] = {' ', '\n', 'a', 0xe9, 0x2022, 0x4e2d};
    (void)state;
    for (size_t i = 0; i < 8; i++) {
        assert_true(fg_cp_is_letter(letters[i]));
        assert_false(fg_cp_is_letter(no_letters[i]));
        assert_true(fg_cp_is_space(spaces[i]));
        assert_false(fg_cp_is_space(letters[i]));
    }
    for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
        assert_true(fg_cp_is_control(controls[i]));
    for (size_t i = 0; i < sizeof no_controls / sizeof *no_controls; i++)
        assert_false(fg_cp_is_control(no_controls[i]));
    assert_true(fg_cp_is_upper(0xc9) && fg_cp_is_upper(0x160) && fg_cp_is_upper(0x416));
    assert_false(fg_cp_is_upper(0xe9) || fg_cp_is_upper(0x161) || fg_cp_is_upper(0x436));
    assert_false(fg_cp_is_upper(0xd7));
    assert_true(fg_cp_is_digit('7'));
    assert_false(fg_cp_is_digit('x'));
}

static void tells_capitals_from_small_letters(void **state)
{
    (void)state;
    assert_true(fg_utf8_upper_at(FG_SV("a\xc3\x89t\xc3\xa9"), 1));  /* É */
    assert_false(fg_utf8_upper_at(FG_SV("a\xc3\x89t\xc3\xa9"), 4)); /* é */
    assert_true(fg_utf8_lower_at(FG_SV("a\xc3\x89t\xc3\xa9"), 4));
    assert_false(fg_utf8_lower_at(FG_SV("7"), 0));
    assert_false(fg_utf8_upper_at(FG_SV("7"), 0));
    assert_false(fg_utf8_upper_at(FG_SV("A"), 1)); /* behind the end */
    assert_false(fg_utf8_lower_at(FG_SV(""), 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_capitals_from_small_letters),
        cmocka_unit_test(agrees_with_the_encoder),
        cmocka_unit_test(refuses_ill_formed),
        cmocka_unit_test(repairs_byte_by_byte),
        cmocka_unit_test(cuts_at_a_border),
        cmocka_unit_test(folds),
        cmocka_unit_test(folding_is_stable),
        cmocka_unit_test(knows_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a person looks for, in any script and case. */
#include "rules/finder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static bool has(const char *what, bool expression, const char *text)
{
    fg_finder *f;
    struct fg_error err = {0};
    if (fg_finder_new(fg_sv_of(what), expression, &f, &err) != FG_OK)
        fail_msg("%s", err.message);
    const bool found = fg_finder_has(f, fg_sv_of(text));
    fg_finder_free(f);
    return found;
}

static void folds_case_in_every_script(void **state)
{
    static const char *const pairs[][2] = {
        {"nurse", "Night NURSE"},     {"BÄCKER", "bäcker"},    {"éCOLE", "ÉcoLe"},
        {"москва", "МОСКВА, центр"},  {"ΆΝΘΡΩΠΟΣ", "άνθρωπος"}, {"ՖԻԶԻԿՈՍ", "Ֆիզիկոս"},
        {"KỸ SƯ", "Kỹ sư cầu đường"}, {"ğ", "Ğ"},              {"מהנדס", "מהנדס תוכנה"},
        {"看護", "看護師"},           {"", "anything"},        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (!has(pairs[i][0], false, pairs[i][1]))
            fail_msg("%s in %s", pairs[i][0], pairs[i][1]);
    assert_false(has("backer", false, "Bäcker"));
    assert_false(has("a", false, ""));
}

static void takes_characters_or_an_expression(void **state)
{
    (void)state;
    assert_true(has("c++ (m/f)", false, "C++ (M/F) wanted"));
    assert_false(has("c.r", false, "car"));
    assert_true(has("c.r|b[üö]r", true, "BÜRO"));
    assert_true(has("^.$", true, "é")); /* characters, not bytes */
    assert_false(has("number 1[0-9]$", true, "Number 123"));
}

static void refuses_what_is_none(void **state)
{
    fg_finder *f;
    struct fg_error err = {0};
    (void)state;
    assert_int_equal(fg_finder_new(FG_SV("a("), true, &f, &err), FG_EUSAGE);
    assert_string_equal(err.message, "'a(': missing closing parenthesis (column 3)");
    assert_null(f);
    assert_int_equal(fg_finder_new(FG_SV("a\xff"), false, &f, &err), FG_EUSAGE);
    fg_finder_free(NULL);
}

static void ends_in_time(void **state)
{
    char text[4096];
    (void)state;
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_false(has("(a+)+$b", true, text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_case_in_every_script),
        cmocka_unit_test(takes_characters_or_an_expression),
        cmocka_unit_test(refuses_what_is_none),
        cmocka_unit_test(ends_in_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Words: what divides them, what is folded. */
#include "rules/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct fg_tokens a, b;

static bool same(const char *x, const char *y)
{
    assert_true(fg_tokenize(fg_sv_of(x), &a));
    assert_true(fg_tokenize(fg_sv_of(y), &b));
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (a.at[i].word != b.at[i].word)
            return false;
    return true;
}

static size_t words(const char *x)
{
    assert_true(fg_tokenize(fg_sv_of(x), &a));
    return a.n;
}

static void test_symbols_belong_to_words(void **state)
{
    (void)state;
    assert_false(same("C", "C++"));
    assert_false(same("C", "C#"));
    assert_false(same("C++", "C#"));
    assert_false(same("F#", "F"));
    assert_false(same(".NET", "net"));
    assert_true(same(".NET", ".net"));
    assert_false(same("Java", "JavaScript"));
    assert_int_equal(words("C/C++/C#"), 3);
    assert_int_equal(words("this+that"), 2);
    assert_int_equal(words("A/B"), 2);
    assert_int_equal(words("Node.js"), 2);
    assert_int_equal(words("R&D"), 2);
}

static void test_folding(void **state)
{
    (void)state;
    assert_true(same("Databases", "database"));
    assert_true(same("Technologies", "technology"));
    assert_true(same("Processes", "process"));
    assert_true(same("problem-solving", "Problem  Solving"));
    assert_true(same("résumé", "RESUME"));
    assert_true(same("Straße", "strasse"));
    assert_true(same("driver's", "drivers"));
    assert_true(same("Skills & experience", "skill and experience"));
    assert_true(same("l’anglais", "l anglais"));
}

static void test_endings_for_all_genders(void **state)
{
    (void)state;
    assert_true(same("Mitarbeiter:in", "Mitarbeiter"));
    assert_true(same("Mitarbeiter*innen gesucht", "Mitarbeiter gesucht"));
    assert_true(same("Mitarbeiter/-in", "Mitarbeiter"));
    assert_true(same("Mitarbeiter(in), Köchin", "Mitarbeiter Köchin"));
    assert_true(same("motivé(e)", "motivé"));
    assert_true(same("motivé·e·s", "motivé"));
    assert_true(same("administrativo/a.", "administrativo"));
    assert_true(same("year(s) of", "years of"));
    assert_int_equal(words("I/O"), 2);
    assert_int_equal(words("Linux/Rust"), 2);
    assert_int_equal(words("Abgabe: in Berlin"), 3);
    assert_int_equal(words("skills (a must)"), 3);
    assert_int_equal(words("note(a"), 2);
    assert_true(fg_tokenize(FG_SV("Kolleg*innen da"), &a));
    assert_int_equal(a.at[0].n, 6); /* the ending is no part of it */
    assert_int_equal(a.at[1].at, 13);
}

static void test_what_is_no_plural(void **state)
{
    (void)state;
    assert_false(same("SSRS", "SSR"));
    assert_false(same("ASRS", "ASR"));
    assert_true(same("CSS", "css"));
    assert_true(same("SaaS", "SAAS"));
    assert_true(same("SaaS", "saas"));
    assert_false(same("electronics", "electronic"));
    assert_true(same("APIs", "API"));
    assert_true(same("PLCs", "plc"));
    assert_true(same("TOOLS", "tool"));
    assert_true(same("analysis", "Analysis"));
}

static void test_offsets(void **state)
{
    (void)state;
    assert_int_equal(words("Über C++, ok"), 3);
    assert_int_equal(a.at[0].at, 0);
    assert_int_equal(a.at[0].n, 5);
    assert_int_equal(a.at[1].at, 6);
    assert_int_equal(a.at[1].n, 3);
    assert_int_equal(fg_tokens_from(&a, 6), 1);
    assert_int_equal(fg_tokens_from(&a, 7), 2);
    const struct fg_span all = fg_tokens_span(&a, 0, 3);
    assert_int_equal(all.at, 0);
    assert_int_equal(all.n, 13);
}

static void test_long_words(void **state)
{
    (void)state;
    char x[300], y[300];
    memset(x, 'a', sizeof x);
    memset(y, 'a', sizeof y);
    x[299] = y[299] = '\0';
    y[250] = 'b'; /* behind what counts */
    assert_true(same(x, y));
    y[10] = 'b';
    assert_false(same(x, y));
    assert_int_equal(words(""), 0);
    assert_int_equal(words(" ,;- "), 0);
}

/* A letter that is folded to several bytes where the last that counts stand: what is
 * behind it is not kept, however much it is. */
static void test_long_words_with_long_letters(void **state)
{
    (void)state;
    static char x[64 * 1024];
    for (size_t before = 56; before <= 66; before++) {
        memset(x, 'b', sizeof x - 1);
        memset(x, 'a', before);
        memcpy(x + before, "ß", strlen("ß"));
        assert_int_equal(words(x), 1);
    }
}

/* Every part of a text, wherever it is cut, has the tokens it has by itself. */
static void test_parts_of_a_text(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Skills & tools: C++, C#, .NET; Node.js (R&D)\nthis+that, C+ d & e",
        "l’anglais, you'll see drivers' teams's Ph.D. of 3.5 years.Must have: APIs",
        "Mitarbeiter:in oder Kolleg*innen, motivé(e), candidat·e: Ärztin/Arzt, (m/w/d)",
        "\xc2\xb7 eins\xc2\xa0zwei • drei – vier +49 #5 & .",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fg_tokens whole = {0};
        assert_true(fg_tokenize(fg_sv_of(texts[i]), &whole));
        for (size_t from = 0; from <= whole.text.n; from++)
            for (size_t to = from; to <= whole.text.n; to++) {
                const struct fg_sv part = fg_sv_sub(whole.text, from, to - from);
                if (fg_utf8_valid(part) < part.n)
                    continue;
                assert_true(fg_tokenize(part, &a));
                assert_true(fg_tokenize_part(&whole, part, &b));
                assert_int_equal(a.n, b.n);
                assert_true(fg_sv_eq(b.text, part));
                for (size_t k = 0; k < a.n; k++)
                    assert_true(a.at[k].word == b.at[k].word && a.at[k].at == b.at[k].at &&
                                a.at[k].n == b.at[k].n);
            }
        fg_tokens_free(&whole);
    }
}

static void test_parts_of_other_texts(void **state)
{
    (void)state;
    struct fg_tokens whole = {0};
    assert_true(fg_tokenize(FG_SV("one two"), &whole));
    assert_true(fg_tokenize_part(&whole, FG_SV("three four five"), &a));
    assert_int_equal(a.n, 3);
    assert_true(fg_tokenize_part(&(struct fg_tokens){0}, FG_SV("six"), &a));
    assert_int_equal(a.n, 1);
    assert_true(fg_tokenize_part(&whole, FG_SV(""), &a));
    assert_int_equal(a.n, 0);
    assert_true(fg_tokens_append(&a, &whole));
    assert_true(fg_tokens_append(&a, &whole));
    assert_int_equal(a.n, 4);
    fg_tokens_free(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_symbols_belong_to_words),
        cmocka_unit_test(test_folding),
        cmocka_unit_test(test_endings_for_all_genders),
        cmocka_unit_test(test_what_is_no_plural),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_long_words_with_long_letters),
        cmocka_unit_test(test_parts_of_a_text),
        cmocka_unit_test(test_parts_of_other_texts),
    };
    const int failed = cmocka_run_group_tests_name("token", tests, NULL, NULL);
    fg_tokens_free(&a);
    fg_tokens_free(&b);
    return failed;
}

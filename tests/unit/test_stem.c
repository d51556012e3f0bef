/* Stems, remembered or not. */
#include "rules/stem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct fg_stem stem_of(const char *language, const char *word)
{
    struct fg_stems s = {0};
    assert_true(fg_stems_speak(&s, language));
    const struct fg_stem stem = fg_stems_of(&s, fg_sv_of(word));
    fg_stems_free(&s);
    return stem;
}

static void tells_stems_and_families(void **state)
{
    (void)state;
    assert_int_equal(stem_of("en", "teaching").stem, stem_of("en", "teaches").stem);
    assert_int_not_equal(stem_of("en", "teacher").stem, stem_of("en", "teaching").stem);
    assert_int_equal(stem_of("en", "teacher").family, stem_of("en", "teaching").family);
    assert_int_equal(stem_of("", "teacher").family, stem_of("en", "teacher").family);
    /* the endings are English ones */
    assert_int_equal(stem_of("de", "lehrer").family, stem_of("de", "lehrer").stem);
    assert_int_equal(stem_of("de", "lehrern").stem, stem_of("de", "lehrer").stem);
    /* no stemmer for it: the English one, without families */
    assert_int_equal(stem_of("xx", "teaching").stem, stem_of("en", "teaching").stem);
    assert_int_equal(stem_of("xx", "teacher").family, stem_of("en", "teacher").stem);
}

/* More words than there are places, some longer than a place, each asked for again. */
static void remembers_nothing_wrong(void **state)
{
    enum { N = 6000, ASKED_AGAIN = 97 };
    (void)state;
    struct fg_stems s = {0}, fresh = {0};
    assert_true(fg_stems_speak(&s, "en"));
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < N; i++) {
            char word[64];
            const int n = snprintf(word, sizeof word, i % 3 ? "w%dings" : "averyveryverylongword%dings",
                                   i);
            const struct fg_sv w = {word, (size_t)n};
            const struct fg_stem got = fg_stems_of(&s, w), again = fg_stems_of(&s, w);
            assert_int_equal(got.stem, again.stem);
            assert_int_equal(got.family, again.family);
            if (i % ASKED_AGAIN)
                continue;
            assert_true(fg_stems_speak(&fresh, "en"));
            assert_int_equal(got.stem, fg_stems_of(&fresh, w).stem);
            fg_stems_free(&fresh);
        }
    fg_stems_free(&s);
}

static void forgets_with_the_language(void **state)
{
    static const char *const languages[] = {"en", "de", "fr", "", "xx", "en"};
    (void)state;
    struct fg_stems s = {0};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        assert_true(fg_stems_speak(&s, languages[i]));
        const struct fg_stem got = fg_stems_of(&s, FG_SV("administrations"));
        assert_int_equal(got.stem, stem_of(languages[i], "administrations").stem);
        assert_int_equal(got.family, stem_of(languages[i], "administrations").family);
    }
    assert_int_not_equal(stem_of("de", "administrations").stem,
                         stem_of("en", "administrations").stem);
    fg_stems_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_stems_and_families),
        cmocka_unit_test(remembers_nothing_wrong),
        cmocka_unit_test(forgets_with_the_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

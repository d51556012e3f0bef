/* Many phrases at once: the longest wins, whatever else there is. */
#include "rules/phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static fg_arena *arena;
static struct fg_tokens tokens;

static int set_up(void **state)
{
    (void)state;
    return (arena = fg_arena_new(0)) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    fg_arena_free(arena);
    fg_tokens_free(&tokens);
    return 0;
}

static uint32_t add(struct fg_phrases *p, const char *text, uint32_t value)
{
    uint32_t had;
    assert_true(fg_tokenize(fg_sv_of(text), &tokens));
    assert_true(fg_phrases_add(p, arena, tokens.at, tokens.n, value, &had));
    return had;
}

static size_t longest(const struct fg_phrases *p, const char *text, uint32_t *value)
{
    assert_true(fg_tokenize(fg_sv_of(text), &tokens));
    return fg_phrases_longest(p, &tokens, 0, value);
}

/* No word that begins a phrase is passed over, few others are looked at. */
static void test_where_one_may_begin(void **state)
{
    enum { WORDS = 2000 };
    struct fg_phrases p = {0};
    uint32_t v;
    size_t others = 0;
    (void)state;
    assert_true(fg_tokenize(FG_SV("nothing to see"), &tokens));
    assert_int_equal(fg_phrases_may_begin(&p, &tokens, 0), 3);
    for (unsigned i = 0; i < WORDS; i += 2) {
        char text[32];
        snprintf(text, sizeof text, "w%u x%u", i, i);
        add(&p, text, i);
    }
    for (unsigned i = 0; i < WORDS; i++) {
        char text[64];
        snprintf(text, sizeof text, "w%u x%u", i, i);
        const bool known = longest(&p, text, &v) == 2;
        assert_int_equal(known, i % 2 == 0);
        const size_t at = fg_phrases_may_begin(&p, &tokens, 0);
        assert_true(!known || at == 0);
        others += !known && at == 0;
        assert_true(fg_phrases_may_begin(&p, &tokens, 2) == 2);
    }
    assert_true(others < WORDS / 2 / 3);
}

static void test_longest(void **state)
{
    struct fg_phrases p = {0};
    uint32_t v = 99;
    (void)state;
    assert_int_equal(longest(&p, "anything", &v), 0);
    assert_int_equal(add(&p, "project management", 1), FG_PHRASE_NONE);
    assert_int_equal(add(&p, "project management software for very large and long lived teams", 2),
                     FG_PHRASE_NONE);
    assert_int_equal(longest(&p, "project management software", &v), 2);
    assert_int_equal(v, 1);
    assert_int_equal(
        longest(&p, "Project Management Software for very large and long-lived team, yes", &v), 10);
    assert_int_equal(v, 2);
    assert_int_equal(longest(&p, "management of projects", &v), 0);
    assert_int_equal(longest(&p, "project", &v), 0);
}

static void test_first_value_stays(void **state)
{
    struct fg_phrases p = {0};
    uint32_t v;
    (void)state;
    assert_int_equal(add(&p, "time series", 7), FG_PHRASE_NONE);
    assert_int_equal(add(&p, "Time-Series", 8), 7);
    assert_int_equal(longest(&p, "time series", &v), 2);
    assert_int_equal(v, 7);
    assert_int_equal(add(&p, "time", 9), FG_PHRASE_NONE);
    assert_int_equal(longest(&p, "time", &v), 1);
    assert_int_equal(v, 9);
}

static bool parse(struct fg_phrases *p, const char *text, uint32_t value, struct fg_sv *wrong)
{
    uint32_t had;
    return fg_phrases_parse(p, arena, fg_sv_of(text), &tokens, wrong) &&
           fg_phrases_add(p, arena, tokens.at, tokens.n, value, &had) && had == FG_PHRASE_NONE;
}

static const struct {
    const char *text;
    size_t words;
    uint32_t value;
} open_words[] = {
    {"Deutschkenntnisse sind", 1, 1},
    {"Kenntnisse", 1, 1},
    {"DEUTSCHKENNTNISSE", 1, 1},
    {"Kenntnisse der Physik", 1, 1},
    {"Deutschkenntnissen", 0, 0},
    {"znalostí", 1, 2},
    {"Znalost MS Office", 3, 3},
    {"znalost práce", 1, 2},
    {"zkušeností", 1, 4},
    {"zkuste", 0, 0},
    {"gute Englischkenntnisse", 2, 5},
    {"gute alte Englischkenntnisse", 0, 0},
    {"du bringst mit", 3, 6},
    {"Du bringst erste Erfahrung als Koch mit", 7, 6},
    {"du bringst dies mit und das mit", 7, 6}, /* the longest */
    {"du bringst eins zwei drei vier fünf mit", 8, 6},
    {"du bringst eins zwei drei vier fünf sechs mit", 0, 0},
    {"du bringst", 0, 0},
};

static void test_open_words(void **state)
{
    struct fg_phrases p = {0};
    struct fg_sv wrong;
    (void)state;
    assert_true(parse(&p, "*kenntnisse", 1, &wrong));
    assert_true(parse(&p, "znalost*", 2, &wrong));
    assert_true(parse(&p, "znal* MS office", 3, &wrong));
    assert_true(parse(&p, "zkušenost*", 4, &wrong));
    assert_true(parse(&p, "gute *kenntnisse", 5, &wrong));
    assert_true(parse(&p, "du bringst ... mit", 6, &wrong));
    for (size_t i = 0; i < sizeof open_words / sizeof *open_words; i++) {
        uint32_t v = 0;
        const size_t n = longest(&p, open_words[i].text, &v);
        if (n != open_words[i].words || v != open_words[i].value)
            fail_msg("'%s': %zu words, value %u", open_words[i].text, n, (unsigned)v);
    }
}

static void test_open_words_refused(void **state)
{
    static const char *const texts[] = {"*in", "ab*", "... mit", "du ...", "*a b*", "a-b*",
                                        "*kennt*", "x *"};
    struct fg_phrases p = {0};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fg_sv wrong = {0};
        if (parse(&p, texts[i], (uint32_t)i, &wrong) && i != 7)
            fail_msg("'%s' was taken", texts[i]);
        assert_true(wrong.n > 0 || i == 7); /* a lone star is a sign, not a word */
    }
}

/* However many lengths of affix there are, the shortest is found as well. */
static void test_open_words_of_every_length(void **state)
{
    struct fg_phrases p = {0};
    struct fg_sv wrong;
    char text[64] = "*";
    uint32_t v;
    (void)state;
    for (uint32_t n = 1; n <= FG_AFFIX_MOST; n++) {
        strcat(text, "a");
        assert_int_equal(parse(&p, text, n, &wrong), n >= FG_AFFIX_LEAST);
    }
    strcat(text, "a");
    assert_false(parse(&p, text, 99, &wrong));
    assert_true(parse(&p, "zyx*", 100, &wrong));
    for (uint32_t n = FG_AFFIX_LEAST; n <= FG_AFFIX_MOST; n++) {
        text[0] = 'b';
        text[n + 1] = '\0';
        memset(text + 1, 'a', n);
        assert_int_equal(longest(&p, text, &v), 1);
        assert_int_equal(v, n);
    }
}

/* Many ways to go on at every word end all the same. */
static void test_open_words_bounded(void **state)
{
    struct fg_phrases p = {0};
    struct fg_sv wrong;
    char text[4096] = "";
    uint32_t v;
    (void)state;
    assert_true(parse(&p, "aaaa* ... aaaa* ... aaaa* ... aaaa* ... aaaa* ... aaaa* ... zzzz", 1, &wrong));
    assert_true(parse(&p, "*aaaa ... *aaaa ... *aaaa ... *aaaa ... *aaaa ... *aaaa ... zzzz", 2, &wrong));
    for (size_t i = 0; i < 400; i++)
        strcat(text, "aaaaaaaa ");
    assert_int_equal(longest(&p, text, &v), 0);
}

static void test_growth_loses_nothing(void **state)
{
    struct fg_phrases p = {0};
    char text[64];
    uint32_t v;
    (void)state;
    for (uint32_t i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "w%u x%u", (unsigned)i / 7, (unsigned)i);
        assert_int_equal(add(&p, text, i), FG_PHRASE_NONE);
    }
    for (uint32_t i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "w%u x%u z", (unsigned)i / 7, (unsigned)i);
        assert_int_equal(longest(&p, text, &v), 2);
        assert_int_equal(v, i);
    }
}

static void test_out_of_memory(void **state)
{
    struct fg_phrases p = {0};
    uint32_t had;
    (void)state;
    assert_true(fg_tokenize(FG_SV("one two"), &tokens));
    fg_arena_fail_after(arena, 1);
    assert_false(fg_phrases_add(&p, arena, tokens.at, tokens.n, 1, &had));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_longest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_where_one_may_begin, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_first_value_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_open_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_open_words_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_open_words_of_every_length, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_open_words_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_growth_loses_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_out_of_memory, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("phrase", tests, NULL, NULL);
}

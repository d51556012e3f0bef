/* The rules of a posting language: reading, refusing, firing. */
#include "with_rules.h"

#include "rules/language.h"
#include "rules/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct fg_language *new_language(void)
{
    struct fg_language *l = calloc(1, sizeof *l);
    l->arena = fg_arena_new(0);
    return l;
}

static void free_language(struct fg_language *l)
{
    fg_language_clear(l);
    fg_arena_free(l->arena);
    free(l);
}

static const char small[] =
    "section:\n"
    "  - id: required\n"
    "    means: required\n"
    "    phrases: [what you bring, =skill, ^to qualify, experience$]\n"
    "    yes: [What you bring]\n"
    "    no: [What we bring]\n"
    "  - id: duties\n"
    "    means: duties\n"
    "    phrases: [what you bring about]\n"
    "    yes: [What you bring about]\n"
    "    no: [x]\n";

static const struct {
    const char *line, *rule; /* NULL: none */
} headings[] = {
    {"What you bring", "required"},     {"WHAT YOU BRING:", "required"},
    {"What you'd bring", NULL},         {"What you bring about", "duties"},
    {"Skills", "required"},             {"Our skills", NULL},
    {"To qualify", "required"},         {"How to qualify", NULL},
    {"Your experience", "required"},    {"Experience of ours", NULL},
};

static void finds_headings(void **state)
{
    (void)state;
    struct fg_language *l = new_language();
    struct fg_error err = {0};
    struct fg_tokens t = {0};
    assert_int_equal(fg_language_read(l, fg_sv_of(small), "s.yaml", &err), FG_OK);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        assert_true(fg_tokenize(fg_sv_of(headings[i].line), &t));
        const struct fg_rule *r = fg_group_heading(&l->groups[FG_GROUP_SECTION], &t, 0.3);
        if ((r == NULL) != (headings[i].rule == NULL) || (r && strcmp(r->id, headings[i].rule)))
            fail_msg("\"%s\": %s", headings[i].line, r ? r->id : "none");
    }
    fg_tokens_free(&t);
    free_language(l);
}

static void keeps_what_rules_say(void **state)
{
    (void)state;
    struct fg_language *l = new_language();
    assert_int_equal(fg_language_read(l, fg_sv_of(small), "s.yaml", NULL), FG_OK);
    const struct fg_rule_group *g = &l->groups[FG_GROUP_SECTION];
    assert_int_equal(g->rules.n, 2);
    assert_string_equal(g->rules.at[1]->id, "duties");
    assert_string_equal(g->rules.at[1]->path, "s.yaml");
    assert_int_equal(g->rules.at[1]->line, 7);
    assert_int_equal(g->rules.at[0]->n_yes, 1);
    assert_string_equal(fg_group_name(FG_GROUP_SECTION), "section");
    assert_string_equal(fg_means_name(FG_GROUP_SECTION, g->rules.at[0]->means), "required");
    free_language(l);
}

static double weight_of(const struct fg_language *l, const char *line)
{
    struct fg_tokens t = {0};
    struct fg_rule_hit hit = {0};
    assert_true(fg_tokenize(fg_sv_of(line), &t));
    assert_true(fg_group_next(&l->groups[FG_GROUP_CUE], &t, 0, &hit));
    fg_tokens_free(&t);
    return hit.weight;
}

static void weighs_a_phrase_by_itself(void **state)
{
    (void)state;
    struct fg_language *l = new_language();
    static const char text[] = "cue:\n  - id: x\n    means: duty\n"
                               "    phrases: [one, two: 3, '*kenntnisse': 0.5]\n    weight: 2\n";
    assert_int_equal(fg_language_read(l, fg_sv_of(text), "s.yaml", NULL), FG_OK);
    assert_float_equal(weight_of(l, "one"), 2, 0);
    assert_float_equal(weight_of(l, "and two"), 3, 0);
    assert_float_equal(weight_of(l, "Deutschkenntnisse"), 0.5, 0);
    free_language(l);
}

/* A line without what its pattern needs is none, whatever the pattern would say of it. */
static void looks_for_what_a_pattern_needs(void **state)
{
    (void)state;
    struct fg_language *l = new_language();
    static const char text[] = "years:\n  - id: x\n    means: years\n    pattern: '(?<min>\\d+)'\n"
                               "    needs: [year, \u20ac]\n";
    struct fg_match_groups m;
    assert_int_equal(fg_language_read(l, fg_sv_of(text), "s.yaml", NULL), FG_OK);
    const struct fg_pattern *p = l->groups[FG_GROUP_YEARS].patterns.at[0]->pattern;
    fg_scratch *scratch = fg_scratch_new(NULL);
    assert_true(fg_pattern_find(p, scratch, FG_SV("5 YEARS"), 0, &m));
    assert_true(fg_pattern_find(p, scratch, FG_SV("5 \u20ac"), 0, &m));
    assert_false(fg_pattern_find(p, scratch, FG_SV("5 days"), 0, &m));
    fg_scratch_free(scratch);
    free_language(l);
}

static const struct {
    const char *text;
    unsigned line, column;
    const char *message;
} refused[] = {
    {"years:\n  - id: x\n    needs: [year]\n    pattern: 'x'\n", 3, 13,
     "what a pattern needs stands behind it"},
    {"colour:\n  - id: x\n", 1, 1, "'colour' is no group of rules"},
    {"- id: x\n", 1, 3, "a mapping (key: value) is expected here"},
    {"cue:\n  - id: x\n    means: dutty\n", 3, 12, "group 'cue' knows no 'dutty': did you mean 'duty'?"},
    {"cue:\n  - means: duty\n", 2, 5, "this rule has no id"},
    {"cue:\n  - id: x\n    phrase: [a]\n", 3, 5, "unknown key 'phrase': did you mean 'phrases'?"},
    {"cue:\n  - id: x\n    phrases: [a, '--']\n", 3, 19, "'--' has no word in it"},
    {"cue:\n  - id: x\n    phrases: [{a: b}]\n", 3, 16,
     "a phrase with a weight is one 'phrase: number'"},
    {"cue:\n  - id: x\n    phrases: [{a: 1, b: 2}]\n", 3, 16,
     "a phrase with a weight is one 'phrase: number'"},
    {"cue:\n  - id: x\n    phrases: [[a]]\n", 3, 16, "a phrase is a text"},
    {"cue:\n  - id: x\n    phrases: ['*in']\n", 3, 16,
     "'*in': a star stands at one end of a word of at least 3 letters, '...' between words"},
    {"cue:\n  - id: x\n    weight: heavy\n", 3, 13, "weight is a number"},
    {"cue:\n  - id: x\n    phrases: [a b]\n  - id: y\n    phrases: [A-B]\n", 5, 15,
     "'A-B' belongs to rule 'x' already (s.yaml:2)"},
};

static void names_the_place_of_what_it_refuses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct fg_language *l = new_language();
        struct fg_error err = {0};
        assert_int_equal(fg_language_read(l, fg_sv_of(refused[i].text), "s.yaml", &err), FG_EDATA);
        if (err.line != refused[i].line || err.column != refused[i].column ||
            strcmp(err.message, refused[i].message) != 0)
            fail_msg("want %u:%u: %s\n got %u:%u: %s", refused[i].line, refused[i].column,
                     refused[i].message, err.line, err.column, err.message);
        assert_string_equal(err.place, "s.yaml");
        free_language(l);
    }
}

/* Every rule that is shipped fires on its yes lines and on none of its no lines;
 * `fitgap rules test` says the same to people. */
static enum fg_status try_rule(void *into, const struct fg_language *language,
                               const struct fg_rule *rule, struct fg_error *err)
{
    (void)err;
    if (!rule->n_yes || !rule->n_no)
        fail_msg("%s:%u: no yes or no no line", rule->path, rule->line);
    for (size_t i = 0; i < rule->n_yes; i++)
        if (!fg_rule_fires(language, rule, into, rule->yes[i]))
            fail_msg("%s:%u: should fire on %s", rule->path, rule->line, rule->yes[i].p);
    for (size_t i = 0; i < rule->n_no; i++)
        if (fg_rule_fires(language, rule, into, rule->no[i]))
            fail_msg("%s:%u: should not fire on %s", rule->path, rule->line, rule->no[i].p);
    return FG_OK;
}

static void shipped_rules_keep_their_word(void **state)
{
    (void)state;
    struct fg_error err = {0};
    fg_rules *rules = fg_test_rules();
    fg_scratch *scratch = fg_scratch_new(rules);
    assert_int_equal(fg_rules_each_rule(rules, try_rule, scratch, &err), FG_OK);
    assert_int_equal(strlen(fg_rules_digest(rules)), 64);
    fg_scratch_free(scratch);
    fg_rules_free(rules);
}

static void knows_no_language_that_is_not_there(void **state)
{
    (void)state;
    struct fg_error err = {.status = FG_EIO};
    fg_rules *rules = fg_test_rules();
    assert_null(fg_rules_language(rules, "xx", &err));
    assert_int_equal(err.status, FG_OK);
    assert_non_null(fg_rules_language(rules, "en", &err));
    fg_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_headings),
        cmocka_unit_test(keeps_what_rules_say),
        cmocka_unit_test(weighs_a_phrase_by_itself),
        cmocka_unit_test(looks_for_what_a_pattern_needs),
        cmocka_unit_test(names_the_place_of_what_it_refuses),
        cmocka_unit_test(shipped_rules_keep_their_word),
        cmocka_unit_test(knows_no_language_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

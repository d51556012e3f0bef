/* The shipped rules from an image are the shipped rules: every skill, form, rule, phrase
 * and number, also where threads ask for languages at once. */
#include "with_rules.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char path[] = "/tmp/fitgap-rules-XXXXXX";
static fg_rules *text, *kept;

static int open_both(void **state)
{
    struct fg_buf image = {0};
    struct fg_error err = {0};
    struct fg_rules_options o = {.dir = fg_test_rules_dir(), .image = ""};
    (void)state;
    const bool good = fg_rules_compile(o.dir, NULL, &image, &err) == FG_OK && close(mkstemp(path)) == 0 &&
                      fg_write_file(path, fg_buf_sv(&image), &err) == FG_OK &&
                      fg_rules_open(&o, &text, &err) == FG_OK &&
                      (o.image = path, fg_rules_open(&o, &kept, &err)) == FG_OK;
    if (!good)
        print_error("%s:%u: %s\n", err.place, err.line, err.message);
    fg_buf_free(&image);
    return good ? 0 : -1;
}

static int close_both(void **state)
{
    (void)state;
    fg_rules_free(text);
    fg_rules_free(kept);
    return unlink(path);
}

static void assert_sv(struct fg_sv a, struct fg_sv b)
{
    assert_true(fg_sv_eq(a, b));
}

static void it_is_from_the_image(void **state)
{
    const char *where;
    (void)state;
    assert_int_equal(fg_rules_image(kept, &where), FG_IMAGE_GOOD);
    assert_string_equal(where, path);
    assert_int_equal(fg_rules_image(text, &where), FG_IMAGE_NONE);
    assert_null(where);
}

static void skills_are_the_same(void **state)
{
    const struct fg_lexicon *a = fg_rules_lexicon(text), *b = fg_rules_lexicon(kept);
    (void)state;
    assert_int_equal(a->skills.n, b->skills.n);
    assert_true(a->skills.n > 5000);
    for (size_t i = 0; i < a->skills.n; i++) {
        const struct fg_skill *s = &a->skills.at[i], *t = &b->skills.at[i];
        assert_sv(s->name, t->name);
        assert_int_equal(s->kind, t->kind);
        assert_int_equal(s->line, t->line);
        assert_true(fg_sv_ends(fg_sv_of(s->path), fg_sv_of(t->path)));
        assert_int_equal(s->n_implies, t->n_implies);
        assert_int_equal(s->n_related, t->n_related);
        for (uint32_t k = 0; k < s->n_implies; k++)
            assert_int_equal(s->implies[k], t->implies[k]);
        for (uint32_t k = 0; k < s->n_related; k++)
            assert_int_equal(s->related[k], t->related[k]);
    }
    assert_int_equal(a->surfaces.n, b->surfaces.n);
    for (size_t i = 0; i < a->surfaces.n; i++) {
        assert_sv(a->surfaces.at[i].text, b->surfaces.at[i].text);
        assert_int_equal(a->surfaces.at[i].skill, b->surfaces.at[i].skill);
        assert_int_equal(a->surfaces.at[i].next, b->surfaces.at[i].next);
        assert_int_equal(a->surfaces.at[i].flags, b->surfaces.at[i].flags);
    }
}

static void every_form_is_found(void **state)
{
    const struct fg_lexicon *a = fg_rules_lexicon(text), *b = fg_rules_lexicon(kept);
    struct fg_tokens scratch = {0};
    (void)state;
    for (size_t i = 0; i < a->surfaces.n; i++) {
        const struct fg_sv form = a->surfaces.at[i].text;
        assert_int_equal(fg_lexicon_lookup(a, form, &scratch), fg_lexicon_lookup(b, form, &scratch));
    }
    fg_tokens_free(&scratch);
}

static void numbers_are_the_same(void **state)
{
    (void)state;
    assert_memory_equal(fg_rules_scoring(text), fg_rules_scoring(kept), sizeof(struct fg_scoring));
    const struct fg_model *a = fg_rules_model(text), *b = fg_rules_model(kept);
    assert_int_equal(a->weights.n, b->weights.n);
    assert_memory_equal(a->weights.at, b->weights.at, a->weights.n * sizeof *a->weights.at);
    assert_string_equal(fg_rules_digest(text), fg_rules_digest(kept));
}

static void assert_same_rule(const struct fg_rule *a, const struct fg_rule *b)
{
    assert_string_equal(a->id, b->id);
    assert_int_equal(a->group, b->group);
    assert_int_equal(a->means, b->means);
    assert_true(!(a->weight < b->weight) && !(a->weight > b->weight));
    assert_int_equal(a->line, b->line);
    assert_true(fg_sv_ends(fg_sv_of(a->path), fg_sv_of(b->path)));
    assert_int_equal(!a->pattern, !b->pattern);
    if (a->pattern)
        assert_string_equal(a->pattern->source, b->pattern->source);
    assert_int_equal(a->n_yes, b->n_yes);
    for (size_t i = 0; i < a->n_yes; i++)
        assert_sv(a->yes[i], b->yes[i]);
}

static void languages_are_the_same(void **state)
{
    struct fg_error err;
    size_t n = 0;
    const char *where;
    (void)state;
    for (const char *const *code = fg_rules_languages(text); *code; code++, n++) {
        const struct fg_language *a = fg_rules_language(text, *code, &err);
        const struct fg_language *b = fg_rules_language(kept, *code, &err);
        assert_non_null(a);
        assert_non_null(b);
        assert_string_equal(a->code, b->code);
        for (int g = 0; g < FG_GROUPS; g++) {
            assert_int_equal(a->groups[g].rules.n, b->groups[g].rules.n);
            assert_int_equal(a->groups[g].phrases.n, b->groups[g].phrases.n);
            for (size_t i = 0; i < a->groups[g].rules.n; i++)
                assert_same_rule(a->groups[g].rules.at[i], b->groups[g].rules.at[i]);
        }
    }
    assert_int_equal(n, 10);
    assert_int_equal(fg_rules_image(kept, &where), FG_IMAGE_GOOD);
}

/* Every rule with examples of its own fires on them from the image, too. */
static enum fg_status fires(void *into, const struct fg_language *language,
                            const struct fg_rule *rule, struct fg_error *err)
{
    (void)err;
    for (size_t i = 0; i < rule->n_yes; i++)
        assert_true(fg_rule_fires(language, rule, into, rule->yes[i]));
    return FG_OK;
}

static void rules_fire(void **state)
{
    struct fg_error err;
    fg_scratch *scratch = fg_scratch_new(kept);
    (void)state;
    assert_int_equal(fg_rules_each_rule(kept, fires, scratch, &err), FG_OK);
    fg_scratch_free(scratch);
}

struct asker {
    fg_rules *rules;
    size_t first, found;
};

static void *ask(void *into)
{
    struct asker *a = into;
    const char *const *codes = fg_rules_languages(a->rules);
    struct fg_error err;
    size_t n = 0;
    while (codes[n])
        n++;
    for (size_t i = 0; i < n; i++) {
        const struct fg_language *l = fg_rules_language(a->rules, codes[(a->first + i) % n], &err);
        a->found += l && l->groups[FG_GROUP_SECTION].rules.n > 0;
    }
    a->found += fg_rules_digest(a->rules)[0] != '\0';
    return NULL;
}

static void threads_may_ask_at_once(void **state)
{
    enum { THREADS = 8 };
    const struct fg_rules_options o = {.dir = fg_test_rules_dir(), .image = path};
    struct asker askers[THREADS];
    pthread_t threads[THREADS];
    struct fg_error err;
    fg_rules *rules;
    const char *where;
    (void)state;
    assert_int_equal(fg_rules_open(&o, &rules, &err), FG_OK);
    for (size_t i = 0; i < THREADS; i++) {
        askers[i] = (struct asker){.rules = rules, .first = i};
        assert_int_equal(pthread_create(&threads[i], NULL, ask, &askers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(askers[i].found, 11);
    }
    assert_int_equal(fg_rules_image(rules, &where), FG_IMAGE_GOOD);
    fg_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_from_the_image),
        cmocka_unit_test(skills_are_the_same),
        cmocka_unit_test(every_form_is_found),
        cmocka_unit_test(numbers_are_the_same),
        cmocka_unit_test(languages_are_the_same),
        cmocka_unit_test(rules_fire),
        cmocka_unit_test(threads_may_ask_at_once),
    };
    return cmocka_run_group_tests(tests, open_both, close_both);
}

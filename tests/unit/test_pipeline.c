/* Bytes to posting with memory failing at every point, and again from a used arena. */
#include "with_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char page[] =
    "<!DOCTYPE html><html lang=en><head><title>Baker - Mill</title>"
    "<script type='application/ld+json'>{\"@type\": \"JobPosting\", \"title\": \"Baker\","
    "\"hiringOrganization\": {\"name\": \"Mill\"}, \"description\":"
    "\"<p>Requirements</p><ul><li>2 years of experience as a baker</li></ul>\"}</script></head>"
    "<body><nav><a href=/>Home</a></nav><h1>Baker</h1><p><b>Requirements</b></p><ul>"
    "<li>2 years of experience as a baker<li>Excel or Lotus Notes<li>Fluent English and French"
    "<li>Bachelor's degree, or equivalent experience<li>Travel up to 25%</ul>"
    "<p><b>Nice to have</b></p><p>Python is a plus. You can drive a van.</p></body></html>";

static const char text[] = "Baker\n\nRequirements:\n- 2 years of experience\n- Excel, Word\n\n"
                           "**Duties**\n1. Bake forty loaves of bread every morning\n| a | b |\n";

struct fixture {
    fg_rules *rules;
    fg_scratch *scratch;
};

static enum fg_status run(const struct fixture *f, struct fg_sv bytes, fg_arena *arena,
                          struct fg_posting *out, struct fg_error *err)
{
    const struct fg_input input = {.bytes = bytes, .name = FG_SV("test")};
    struct fg_document *documents;
    size_t n;
    const enum fg_status status = fg_document_read(f->rules, &input, arena, &documents, &n, err);
    return status == FG_OK ? fg_extract(f->rules, f->scratch, documents, arena, out, err) : status;
}

static void survives_each_failure(const struct fixture *f, struct fg_sv bytes)
{
    struct fg_posting p;
    size_t n = 1;
    for (;; n++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_error err = {0};
        fg_arena_fail_after(arena, n);
        const enum fg_status status = run(f, bytes, arena, &p, &err);
        const bool failed = fg_arena_failed(arena);
        if (!failed)
            assert_int_equal(status, FG_OK);
        else if (status != FG_ENOMEM)
            fail_msg("allocation %zu failed, and the status is %d", n, status);
        else
            assert_int_equal(err.status, FG_ENOMEM);
        fg_arena_free(arena);
        if (!failed)
            break;
    }
    assert_in_range(n, 10, 100000);
}

static void memory_fails_anywhere_in_a_page(void **state)
{
    survives_each_failure(*state, fg_sv_of(page));
}

static void memory_fails_anywhere_in_a_text(void **state)
{
    survives_each_failure(*state, fg_sv_of(text));
}

static void small_ceilings_are_errors(void **state)
{
    for (size_t ceiling = 1000; ceiling < 200000; ceiling += 7919) {
        fg_arena *arena = fg_arena_new(ceiling);
        struct fg_posting p;
        struct fg_error err = {0};
        const enum fg_status status = run(*state, fg_sv_of(page), arena, &p, &err);
        assert_true(status == FG_OK || status == FG_ENOMEM || status == FG_ELIMIT);
        assert_int_equal(status == FG_OK, !fg_arena_failed(arena));
        fg_arena_free(arena);
    }
}

static void a_used_arena_gives_the_same(void **state)
{
    fg_arena *arena = fg_arena_new(0);
    struct fg_posting p;
    struct fg_error err;
    for (int i = 0; i < 5; i++) {
        fg_arena_reset(arena);
        assert_int_equal(run(*state, fg_sv_of(text), arena, &p, &err), FG_OK);
        assert_int_equal(p.n_requirements, 2);
        assert_true(fg_sv_eq(p.requirements[0].text, FG_SV("2 years of experience")));
        fg_arena_reset(arena);
        assert_int_equal(run(*state, fg_sv_of(page), arena, &p, &err), FG_OK);
        assert_true(fg_sv_eq(p.title, FG_SV("Baker")));
        assert_true(fg_sv_eq(p.company, FG_SV("Mill")));
        assert_true(p.n_requirements >= 5);
        for (size_t k = 0; k < p.n_requirements; k++) {
            const struct fg_requirement *r = &p.requirements[k];
            assert_int_equal(r->id, k + 1);
            assert_true(fg_sv_eq(fg_sv_sub(p.text, r->at.at, r->at.n), r->text));
        }
    }
    fg_arena_free(arena);
}

static int set_up(void **state)
{
    static struct fixture f;
    f.rules = fg_test_rules();
    f.scratch = fg_scratch_new(f.rules);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    fg_scratch_free(f->scratch);
    fg_rules_free(f->rules);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_fails_anywhere_in_a_page),
        cmocka_unit_test(memory_fails_anywhere_in_a_text),
        cmocka_unit_test(small_ceilings_are_errors),
        cmocka_unit_test(a_used_arena_gives_the_same),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

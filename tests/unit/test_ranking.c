/* Rankings: what a row keeps of a fit, near-identical texts, what to learn first. */
#include "report/ranking_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- sketches ---- */

static unsigned alike(const char *a, const char *b)
{
    uint8_t out[2][FG_SKETCH];
    const char *const texts[] = {a, b};
    unsigned n = 0;
    for (int i = 0; i < 2; i++) {
        struct fg_sketch s;
        fg_sketch_begin(&s);
        fg_sketch_add(&s, fg_sv_of(texts[i]));
        fg_sketch_end(&s, out[i]);
    }
    for (int i = 0; i < FG_SKETCH; i++)
        n += out[0][i] == out[1][i];
    return n;
}

static const char text[] =
    "Five years of experience with relational databases and the pipelines that fill them, in a "
    "company of some size. You write tests first and speak with the people who use what you build. "
    "A degree in a technical field, or the same in practice. English and German in word and "
    "writing, and patience with machines that fail at night when nobody is near to help them.";

static void sketches_tell_copies_from_others(void **state)
{
    (void)state;
    char other[sizeof text], edited[sizeof text];
    strcpy(edited, text);
    memcpy(strstr(edited, "Five"), "Nine", 4);
    for (size_t i = 0; i < sizeof text; i++) /* the same length, no word in common */
        other[i] = fg_is_alpha(text[i]) ? "qzxjkvwp"[(unsigned)(text[i] * 7 + (int)i) % 8] : text[i];
    assert_int_equal(alike(text, text), FG_SKETCH);
    assert_int_equal(alike("A, b: C d e!", "a b c D E"), FG_SKETCH);
    assert_in_range(alike(text, edited), 27, FG_SKETCH);
    assert_in_range(alike(text, other), 0, 4);
}

/* ---- rows ---- */

static struct fg_ranked_skill skills[3];

static struct fg_ranked entry(uint64_t id, const char *title, int score)
{
    struct fg_ranked e = {.id = id, .place = fg_sv_of(title), .title = fg_sv_of(title),
                          .score = score, .cap = -1, .next_cap = -1, .must = 500, .nice = -1, .years = -1,
                          .band = FG_STRETCH, .skills = skills};
    return e;
}

static void add(fg_ranking *r, struct fg_ranked e, size_t n_skills)
{
    struct fg_error err;
    e.n_skills = n_skills;
    assert_int_equal(fg_ranking_add(r, &e, &err), FG_OK);
}

static void the_same_posting_counts_once(void **state)
{
    (void)state;
    fg_ranking *r = fg_ranking_new(75);
    for (uint64_t i = 0; i < 5000; i++) {
        add(r, entry(i * 0x9e3779b97f4a7c15u, "a", 500), 0);
        add(r, entry(i * 0x9e3779b97f4a7c15u, "a", 500), 0);
    }
    assert_int_equal(fg_ranking_count(r), 5000);
    fg_ranking_free(r);
}

static void addresses_tell_copies(void **state)
{
    (void)state;
    fg_ranking *r = fg_ranking_new(75);
    struct fg_ranked a = entry(7, "a", 500), b = entry(3, "b", 500), c = entry(5, "c", 900);
    a.key = b.key = FG_SV("https://x.example/1");
    a.posted = FG_SV("2026-02-01");
    b.posted = FG_SV("2026-01-01");
    add(r, a, 0);
    add(r, b, 0);
    add(r, c, 0);
    assert_int_equal(fg_ranking_count(r), 2);
    const struct fg_ranking_view view = {.least_score = -1, .band = -1};
    size_t n;
    const struct fg_row **rows = fg_ranking_select(r, &view, &n);
    assert_int_equal(n, 2);
    assert_string_equal(fg_row_text(rows[0], FG_ROW_TITLE), "c");
    assert_string_equal(fg_row_text(rows[1], FG_ROW_PLACE), "a");
    assert_int_equal(rows[1]->count, 2);
    assert_true(fg_sv_eq(fg_ranking_name(r, rows[1]->first_posted), FG_SV("2026-01-01")));
    assert_true(fg_sv_eq(fg_ranking_name(r, rows[1]->last_posted), FG_SV("2026-02-01")));
    fg_ranking_free(r);
}

/* Go lifts one posting, Rust two, Go and Rust together a third; Zig lifts none. */
static void the_smallest_set_is_found(void **state)
{
    (void)state;
    fg_ranking *r = fg_ranking_new(75);
    const struct { int score, gains[3]; } rows[] = {
        {700, {60, -1, 10}}, {700, {-1, 50, -1}}, {740, {-1, 10, -1}}, {600, {80, 80, -1}},
        {200, {-1, -1, 90}},
    };
    for (size_t i = 0; i < 5; i++) {
        static const char *const names[] = {"Go", "Rust", "Zig"};
        size_t n = 0;
        for (size_t k = 0; k < 3; k++)
            if (rows[i].gains[k] >= 0)
                skills[n++] = (struct fg_ranked_skill){fg_sv_of(names[k]), rows[i].gains[k],
                                                       false};
        add(r, entry(i + 1, "x", rows[i].score), n);
    }
    fg_ranking_count(r);
    const struct fg_figures *f = &r->figures;
    assert_int_equal(f->n_steps, 2);
    assert_true(fg_sv_eq(fg_ranking_name(r, f->steps[0].skill), FG_SV("Rust")));
    assert_int_equal(f->steps[0].lifted, 2);
    assert_true(fg_sv_eq(fg_ranking_name(r, f->steps[1].skill), FG_SV("Go")));
    assert_int_equal(f->steps[1].lifted, 2);
    assert_int_equal(f->n_learn, 3);
    assert_int_equal(f->learn[0].points, 140);
    assert_int_equal(f->learn[0].postings, 3);
    fg_ranking_free(r);
}

/* A cap below the line holds a posting down, whatever is learned. */
static void a_cap_is_not_lifted(void **state)
{
    (void)state;
    fg_ranking *r = fg_ranking_new(75);
    struct fg_ranked e = entry(1, "x", 600);
    e.cap = 600;
    skills[0] = (struct fg_ranked_skill){FG_SV("Go"), 300, false};
    add(r, e, 1);
    fg_ranking_count(r);
    assert_int_equal(r->figures.learn[0].lifted, 0);
    assert_int_equal(r->figures.n_steps, 0);
    fg_ranking_free(r);
}

/* But by what it asks for it is; and where another cap holds it down, not even by that. */
static void what_a_cap_asks_for_lifts_it(void **state)
{
    (void)state;
    for (int next = -1; next < 700; next += 651) {
        fg_ranking *r = fg_ranking_new(75);
        struct fg_ranked e = entry(1, "x", 600);
        e.cap = 600;
        e.next_cap = next;
        skills[0] = (struct fg_ranked_skill){FG_SV("forklift licence"), 300, true};
        add(r, e, 1);
        fg_ranking_count(r);
        assert_int_equal(r->figures.learn[0].lifted, next < 0);
        assert_int_equal(r->figures.n_steps, next < 0);
        fg_ranking_free(r);
    }
}

/* ---- a fit and its line give the same row ---- */

static void a_skill_named_twice_gains_once(void **state)
{
    (void)state;
    fg_arena *arena = fg_arena_new(0);
    const struct fg_mention mentions[] = {{1, FG_SV("Go"), FG_SV("Go"), {0, 2}},
                                          {1, FG_SV("Go"), FG_SV("golang"), {6, 6}},
                                          {2, FG_SV("Rust"), FG_SV("Rust"), {14, 4}}};
    const struct fg_requirement asked = {.id = 1, .text = FG_SV("Go or golang, Rust"),
                                         .kind = FG_SKILL,
                                         .years_min = -1, .years_max = -1, .travel = -1,
                                         .skills = mentions, .n_skills = 3};
    const struct fg_verdict verdict = {.requirement = &asked, .state = FG_GAP, .weight = 3,
                                       .gain = 12.5};
    const struct fg_posting posting = {.title = FG_SV("T"), .salary = {-1, -1, {0}, {0}},
                                       .requirements = &asked, .n_requirements = 1};
    const struct fg_fit fit = {.posting = &posting, .score = 61.25, .band = FG_STRETCH,
                               .must = 0.5, .nice = -1, .duties = -1, .verdicts = &verdict,
                               .n_verdicts = 1, .rules_digest = "", .profile_digest = ""};
    struct fg_ranked direct, read;
    struct fg_posting again;
    struct fg_fit fit_again;
    struct fg_buf line = {0};
    struct fg_error err;
    assert_true(fg_ranked_of(&fit, arena, &direct));
    fg_report_json(&posting, &fit, true, &line);
    assert_int_equal(fg_report_read_line(fg_buf_sv(&line), arena, &again, &fit_again, &err), FG_OK);
    assert_true(fg_ranked_of(&fit_again, arena, &read));
    assert_int_equal(direct.n_skills, 2);
    assert_int_equal(direct.skills[0].gain, 62); /* half of it: both are asked for */
    assert_int_equal(read.skills[0].gain, 62);
    assert_true(direct.id == read.id);
    assert_int_equal(direct.score, read.score);
    assert_memory_equal(direct.sketch, read.sketch, sizeof direct.sketch);
    assert_true(fg_sv_eq(direct.gaps[0], FG_SV("Go, Rust")));
    assert_true(fg_sv_eq(read.gaps[0], direct.gaps[0]));
    assert_int_equal(fg_report_read_line(FG_SV("{\"a\": 1}"), arena, &again, &fit_again, &err),
                     FG_EREAD);
    fg_buf_free(&line);
    fg_arena_free(arena);
}

static void numbers_that_no_report_has_are_not_said(void **state)
{
    static const char line[] =
        "{\"score\":1e30,\"confidence\":4e9,\"coverage\":{\"must\":1e308,\"nice\":0.5},"
        "\"caps\":[{\"limit\":1e30}],\"requirements\":[{\"id\":\"r1\",\"state\":\"gap\","
        "\"gain\":1e30,\"years_min\":1e30,\"skills\":[{\"name\":\"Go\"}]}]}";
    fg_arena *arena = fg_arena_new(0);
    struct fg_posting posting;
    struct fg_fit fit;
    struct fg_ranked e;
    struct fg_error err;
    (void)state;
    assert_int_equal(fg_report_read_line(fg_sv_of(line), arena, &posting, &fit, &err), FG_OK);
    assert_true(fg_ranked_of(&fit, arena, &e));
    assert_int_equal(e.score, -1);
    assert_true(e.confidence < 0);
    assert_int_equal(e.must, -1);
    assert_int_equal(e.nice, 500);
    assert_int_equal(e.cap, -1);
    assert_int_equal(e.years, -1);
    assert_int_equal(e.n_skills, 1);
    assert_true(e.skills[0].gain <= 0);
    fg_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sketches_tell_copies_from_others),
        cmocka_unit_test(the_same_posting_counts_once),
        cmocka_unit_test(addresses_tell_copies),
        cmocka_unit_test(the_smallest_set_is_found),
        cmocka_unit_test(a_cap_is_not_lifted),
        cmocka_unit_test(what_a_cap_asks_for_lifts_it),
        cmocka_unit_test(a_skill_named_twice_gains_once),
        cmocka_unit_test(numbers_that_no_report_has_are_not_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

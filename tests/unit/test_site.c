/* The boards: patterns, templates, guesses, and the examples of all of them. */
#include "fetch/site.h"
#include "fetch/site_match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static fg_rules *rules;
static fg_sites *sites;
static fg_arena *arena;

static const char *rules_dir(void)
{
    static char dir[4096];
    const char *source = getenv("FG_SOURCE");
    snprintf(dir, sizeof dir, "%s/rules", source ? source : ".");
    return dir;
}

static int open_rules(void **state)
{
    const struct fg_rules_options options = {.dir = rules_dir()};
    struct fg_error err = {0};
    (void)state;
    arena = fg_arena_new(0);
    if (fg_rules_open(&options, &rules, &err) != FG_OK ||
        fg_sites_open(rules, &sites, &err) != FG_OK) {
        print_error("%s:%u: %s\n", err.place, err.line, err.message);
        return -1;
    }
    return 0;
}

static int close_rules(void **state)
{
    (void)state;
    fg_sites_free(sites);
    fg_rules_free(rules);
    fg_arena_free(arena);
    return 0;
}

static struct fg_site_match match(const char *address)
{
    struct fg_address a;
    struct fg_site_match m;
    assert_int_equal(fg_address_parse(fg_sv_of(address), arena, &a, NULL), FG_OK);
    fg_sites_match(sites, &a, &m);
    return m;
}

static void all_examples_hold(void **state)
{
    struct fg_error err = {0};
    size_t n = 0;
    (void)state;
    if (fg_sites_test(sites, &n, &err) != FG_OK)
        fail_msg("%s:%u: %s", err.place, err.line, err.message);
    assert_true(n > 120);
}

static void every_board_of_the_list_has_rules(void **state)
{
    static const char *const wanted[] = {
        "greenhouse", "lever", "ashby", "workday", "smartrecruiters", "workable", "recruitee",
        "bamboohr", "rippling", "oracle", "eightfold", "gem", "personio", "pinpoint", "ukg",
        "linkedin", "usajobs", "teamtailor", "icims", "jobvite", "jazzhr", "breezy", "paylocity",
        "successfactors", "amazon", "remotive", "remoteok", "himalayas", "arbeitnow", "themuse",
        "jobicy", "weworkremotely", "hackernews"};
    size_t n;
    const struct fg_site *all = fg_sites_list(sites, &n);
    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        bool found = false;
        for (size_t k = 0; k < n; k++)
            found |= strcmp(all[k].name, wanted[i]) == 0;
        if (!found)
            fail_msg("no rules for %s", wanted[i]);
    }
}

static void a_key_names_board_tenant_and_posting(void **state)
{
    static const struct {
        const char *address, *key;
    } cases[] = {
        {"https://boards.greenhouse.io/acme/jobs/4012345?gh_src=1", "greenhouse:acme:4012345"},
        {"https://boards.greenhouse.io/embed/job_app?token=4012345&for=acme",
         "greenhouse:acme:4012345"},
        {"https://careers.acme.com/x?gh_jid=4012345", "greenhouse:4012345"},
        {"https://de.linkedin.com/jobs/view/data-engineer-at-acme-3812345678", "linkedin:3812345678"},
        {"https://example.com/jobs/1", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct fg_site_match m = match(cases[i].address);
        const struct fg_sv key = fg_site_key(&m, arena);
        assert_string_equal(fg_arena_sv(arena, key).p, cases[i].key);
    }
}

static void what_is_captured_can_not_change_where_a_template_leads(void **state)
{
    static const char *const evil[] = {
        "https://boards.greenhouse.io/acme%2F..%2Fx/jobs/1",
        "https://boards.greenhouse.io/acme@evil/jobs/1",
        "https://boards.greenhouse.io/a:b/jobs/1",
        "https://boards.greenhouse.io.evil.example/acme/jobs/1",
        "https://evil.example/boards.greenhouse.io/acme/jobs/1",
        "https://evil.example/?x=https://boards.greenhouse.io/acme/jobs/1",
        "https://evil.example/#https://boards.greenhouse.io/acme/jobs/1",
        "https://boards.greenhouse.io@evil.example/acme/jobs/1",
        "https://acme.wd5.myworkdayjobs.com/Careers/job/a/%2e%2e/b",
        "https://jobs.lever.co/../0d9a1f3e-5b61-4c55-9f9b-2f9e6a0a7c11x",
    };
    (void)state;
    for (size_t i = 0; i < sizeof evil / sizeof *evil; i++) {
        const struct fg_site_match m = match(evil[i]);
        if (m.site && strcmp(m.site->name, "greenhouse") == 0)
            fail_msg("%s is taken for %s", evil[i], m.site->name);
        for (size_t k = 0; k < m.n_captures; k++)
            for (size_t c = 0; c < m.captures[k].value.n; c++)
                assert_non_null(strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/",
                                       m.captures[k].value.p[c]));
    }
}

static void a_host_is_guessed_label_by_label(void **state)
{
    static const char *const guesses[] = {"acmehq", "acme"};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct fg_site_match m = match("https://careers.acmehq.com/job?gh_jid=4012345");
        assert_string_equal(m.site->name, "greenhouse");
        assert_int_equal(fg_site_guess(&m, i), i < 2);
        if (i < 2)
            assert_true(fg_sv_eq(m.captures[m.n_captures - 1].value, fg_sv_of(guesses[i])));
    }
}

static void patterns_match_as_a_whole(void **state)
{
    static const struct {
        const char *pattern, *text;
        bool is;
    } cases[] = {
        {"/o/{slug}", "/o/a.b-c_d", true},   {"/o/{slug}", "/o/", false},
        {"/o/{slug}", "/o/a/b", false},      {"/o/{slug}", "/o/..", false},
        {"/{x...}", "/a/b/c", true},         {"/{x...}", "/a/../c", false},
        {"/{id:digits}", "/12a", false},     {"/{id:digits}-*", "/12-a%20b", true},
        {"/{l:locale}/x", "/en-US/x", true}, {"/{l:locale}/x", "/english/x", false},
        {"/**/x", "/a/b/x", true},           {"/*/x", "/a/b/x", false},
        {"/a*", "/a", true},                 {"/a", "/ab", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fg_site_match m = {0};
        if (fg_site_matches(cases[i].pattern, fg_sv_of(cases[i].text), false, &m) != cases[i].is)
            fail_msg("%s and %s", cases[i].pattern, cases[i].text);
    }
}

static void a_long_address_does_not_stall_matching(void **state)
{
    char path[60000];
    struct fg_site_match m = {0};
    (void)state;
    memset(path, 'a', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    path[0] = '/';
    assert_false(fg_site_matches("/{a}{b}{c}{d}{e}!", fg_sv_of(path), false, &m));
    assert_int_equal(m.n_captures, 0);
}

static void wrong_rules_are_refused_with_their_place(void **state)
{
    static const struct {
        const char *yaml, *message;
        unsigned line;
    } cases[] = {
        {"title: X\nraods: []\n", "unknown key 'raods': did you mean 'roads'?", 2},
        {"roads:\n  - addresses: ['x.com/[a']\n", "must be closed", 2},
        {"roads:\n  - addresses: ['x.com/{id:number}']\n", "is expected", 2},
        {"roads:\n  - addresses: ['x.com/a']\n    fetch: [{address: 'https://x.com/a', kind: jason}]\n",
         "did you mean 'json'?", 3},
        {"roads:\n  - addresses: ['x.com/a']\n    fetch: [{address: 'https://x.com/a'}]\n",
         "'yes' and 'no'", 2},
        {"roads:\n  - addresses: ['x.com/a']\n    fetch: [{address: 'https://x.com/a'}]\n"
         "    yes:\n      'https://x.com/a':\n", "leads to is expected", 5},
        {"fields: {titel: /x}\n", "did you mean 'title'?", 1},
        {"title: X\n", "'roads' is missing", 0},
    };
    char dir[] = "/tmp/fg_site_XXXXXX", sub[64], file[96];
    (void)state;
    assert_non_null(mkdtemp(dir));
    snprintf(sub, sizeof sub, "%s/sites", dir);
    snprintf(file, sizeof file, "%s/x.yaml", sub);
    assert_int_equal(mkdir(sub, 0700), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct fg_rules_options options = {.dir = rules_dir(), .overlay_dir = dir};
        struct fg_error err = {0};
        fg_rules *r;
        fg_sites *s;
        assert_int_equal(fg_write_file(file, fg_sv_of(cases[i].yaml), &err), FG_OK);
        assert_int_equal(fg_rules_open(&options, &r, &err), FG_OK);
        assert_int_equal(fg_sites_open(r, &s, &err), FG_EDATA);
        assert_string_equal(err.place, file);
        assert_int_equal(err.line, cases[i].line);
        if (!strstr(err.message, cases[i].message))
            fail_msg("%s: %s", cases[i].yaml, err.message);
        fg_rules_free(r);
    }
    unlink(file), rmdir(sub), rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_examples_hold),
        cmocka_unit_test(every_board_of_the_list_has_rules),
        cmocka_unit_test(a_key_names_board_tenant_and_posting),
        cmocka_unit_test(what_is_captured_can_not_change_where_a_template_leads),
        cmocka_unit_test(a_host_is_guessed_label_by_label),
        cmocka_unit_test(patterns_match_as_a_whole),
        cmocka_unit_test(a_long_address_does_not_stall_matching),
        cmocka_unit_test(wrong_rules_are_refused_with_their_place),
    };
    return cmocka_run_group_tests_name("site", tests, open_rules, close_rules);
}

/* Boards' answers to documents: what holds when they are broken, hostile, or memory
 * runs out. What is read out of sound ones is in fixtures/sites. */
#include "document/site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static fg_rules *rules;
static fg_sites *sites;
static fg_arena *names; /* of matches */

static void source_path(char *out, size_t size, const char *below)
{
    const char *source = getenv("FG_SOURCE");
    snprintf(out, size, "%s/%s", source ? source : ".", below);
}

static int open_rules(void **state)
{
    char dir[4096];
    struct fg_error err = {0};
    (void)state;
    source_path(dir, sizeof dir, "rules");
    names = fg_arena_new(0);
    return fg_rules_open(&(struct fg_rules_options){.dir = dir}, &rules, &err) == FG_OK &&
                   fg_sites_open(rules, &sites, &err) == FG_OK
               ? 0
               : -1;
}

static int close_rules(void **state)
{
    (void)state;
    fg_sites_free(sites);
    fg_rules_free(rules);
    fg_arena_free(names);
    return 0;
}

static struct fg_reply reply_of(const char *address, struct fg_sv bytes)
{
    struct fg_address a;
    struct fg_reply r = {.bytes = bytes, .url = fg_sv_of(address), .served_by = FG_SV("https://api/x")};
    assert_int_equal(fg_address_parse(fg_sv_of(address), names, &a, NULL), FG_OK);
    fg_sites_match(sites, &a, &r.site);
    assert_non_null(r.site.site);
    r.answer = &r.site.road->fetch.at[0];
    return r;
}

static enum fg_status read_reply(const struct fg_reply *r, fg_arena *arena, size_t *n,
                                 struct fg_error *err)
{
    struct fg_document *documents;
    return fg_reply_read(rules, r, arena, &documents, n, err);
}

static const char greenhouse[] = "https://boards.greenhouse.io/acme/jobs/4012345";
static const char personio[] = "https://acme.jobs.personio.de/job/1834171";
static const char ukg[] =
    "https://recruiting.ultipro.com/A/JobBoard/b/OpportunityDetail?opportunityId=c";
static const char ashby[] = "https://jobs.ashbyhq.com/acme/5c3b9a52-3c07-4a3e-8d7f-0b6b1c2d3e4f";

static void memory_that_runs_out_is_said(void **state)
{
    char path[4096];
    struct fg_buf bytes = {0};
    (void)state;
    source_path(path, sizeof path, "fixtures/sites/greenhouse/posting_answer.json");
    assert_int_equal(fg_read_file(path, &bytes, NULL), FG_OK);
    const struct fg_reply r = reply_of(greenhouse, fg_buf_sv(&bytes));
    enum fg_status status = FG_ENOMEM;
    for (size_t i = 1; status != FG_OK && i < 5000; i++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_error err = {0};
        size_t n = 0;
        fg_arena_fail_after(arena, i);
        status = read_reply(&r, arena, &n, &err);
        assert_true(status == FG_OK || status == FG_ENOMEM);
        fg_arena_free(arena);
    }
    assert_int_equal(status, FG_OK);
    fg_buf_free(&bytes);
}

static void what_is_not_the_board_s_answer_is_refused(void **state)
{
    static const struct {
        const char *address, *bytes;
    } cases[] = {
        {greenhouse, "<html>Please log in</html>"}, {greenhouse, ""},
        {ukg, "<html><div id=app></div></html>"},   {personio, ""},
        {personio, "not XML at all"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_error err = {0};
        size_t n = 7;
        const struct fg_reply r = reply_of(cases[i].address, fg_sv_of(cases[i].bytes));
        if (read_reply(&r, arena, &n, &err) != FG_EREAD)
            fail_msg("%s is read", cases[i].bytes);
        assert_string_equal(err.place, "https://api/x");
        assert_int_equal(n, 0);
        fg_arena_free(arena);
    }
}

static void a_posting_its_board_does_not_list_is_none(void **state)
{
    static const struct {
        const char *address, *bytes;
    } cases[] = {
        {ashby, "{\"jobs\": []}"},
        {ashby, "{\"jobs\": [{\"id\": \"other\", \"title\": \"x\"}]}"},
        {ashby, "{\"jobs\": null}"},
        {ashby, "[]"},
        {personio, "<workzag-jobs/>"},
        {personio, "<workzag-jobs><position><id>1</id><name>x</name></position></workzag-jobs>"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fg_arena *arena = fg_arena_new(0);
        size_t n = 7;
        const struct fg_reply r = reply_of(cases[i].address, fg_sv_of(cases[i].bytes));
        assert_int_equal(read_reply(&r, arena, &n, NULL), FG_OK);
        assert_int_equal(n, 0);
        fg_arena_free(arena);
    }
}

static void members_of_unexpected_kinds_are_passed_over(void **state)
{
    static const char *const answers[] = {
        "{\"title\": 7, \"content\": {\"a\": []}, \"questions\": \"none\", \"location\": []}",
        "{\"title\": null, \"content\": [1, null, {\"x\": 2}], \"questions\": [1, null, {}]}",
        "{\"title\": [\"a\"], \"content\": true, \"pay_input_ranges\": [{\"min_cents\": \"x\"}]}",
        "[[[[]]]]", "{}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        fg_arena *arena = fg_arena_new(0);
        size_t n = 0;
        const struct fg_reply r = reply_of(greenhouse, fg_sv_of(answers[i]));
        assert_int_equal(read_reply(&r, arena, &n, NULL), FG_OK);
        assert_in_range(n, 0, 1);
        fg_arena_free(arena);
    }
}

static void xml_entities_do_not_explode(void **state)
{
    static const char bomb[] =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\">"
        "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
        "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">"
        "<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
        "<workzag-jobs><position><id>1834171</id><name>&e;&e;&e;&f;</name></position></workzag-jobs>";
    fg_arena *arena = fg_arena_new((size_t)8 << 20);
    struct fg_document *documents = NULL;
    struct fg_error err = {0};
    size_t n = 0;
    (void)state;
    const struct fg_reply r = reply_of(personio, fg_sv_of(bomb));
    if (fg_reply_read(rules, &r, arena, &documents, &n, &err) == FG_OK && n) {
        assert_true(documents[0].fields.title.n < 1000);
        assert_true(fg_sv_find(documents[0].fields.title, FG_SV("root:")) == SIZE_MAX);
    }
    fg_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_that_runs_out_is_said),
        cmocka_unit_test(what_is_not_the_board_s_answer_is_refused),
        cmocka_unit_test(a_posting_its_board_does_not_list_is_none),
        cmocka_unit_test(members_of_unexpected_kinds_are_passed_over),
        cmocka_unit_test(xml_entities_do_not_explode),
    };
    return cmocka_run_group_tests_name("site_answer", tests, open_rules, close_rules);
}

/* Postings in a page's scripts as state. */
#include "document_text.h"
#include "document/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define JOB "\"jobTitle\": \"Cook\", \"jobDescription\": \"<p>Cook for sixty guests.</p>\""

static const struct script_case {
    const char *why, *text, *want; /* titles, one a line */
} script_cases[] = {
    {"JSON as it is", "{\"props\": {\"pageProps\": {\"job\": {" JOB "}}}}", "Cook\n"},
    {"an assignment", "window.__appData = {\"posting\": {" JOB "}};", "Cook\n"},
    {"after other data", "var a = {\"x\": 1};\nwindow.b = [{\"y\": 2}]; var c = {" JOB "};", "Cook\n"},
    {"bare keys", "var job = {jobTitle: 'Cook', jobDescription: 'Cook for sixty.',};", "Cook\n"},
    {"a function's result",
     "window.__NUXT__=(function(a,b){return {data:[{job:{title:\"Cook\",description:\"Cook.\","
     "employmentType:a}}]}}(\"x\",null));",
     "Cook\n"},
    {"in a string",
     "window.state = JSON.parse(\"{\\\"jobTitle\\\": \\\"Cook\\\", \\\"jobDescription\\\": \\\"Cook.\\\"}\");",
     "Cook\n"},
    {"in a string with hex escapes",
     "window.s = JSON.parse('\\x7b\\x22jobTitle\\x22:\\x22Cook\\x22,"
     "\\x22jobDescription\\x22:\\x22Cook.\\x22\\x7d');",
     "Cook\n"},
    {"flattened, in two languages",
     "[[\"ShallowReactive\",1],{\"data\":2},[3],{\"name\":4,\"description\":7,\"shifts\":10,\"salary\":9},"
     "{\"cs\":5,\"en\":6},\"Kucha\\u0159\",\"Cook\",{\"cs\":8},\"<p>Va\\u0159it</p>\",{\"min\":10},1]",
     "Kucha\xc5\x99\n"},
    {"flattened, in a circle", "[[\"Reactive\",1],{\"title\":1,\"description\":2},{\"a\":1}]", ""},
    {"teasers beside it",
     "{\"job\": {\"title\": \"Cook\", \"jobId\": 1, \"description\": \"<p>Cook for sixty guests"
     " every day, with care and in good time, in our kitchen by the sea.</p>\"},"
     " \"similar\": [{\"title\": \"Waiter\", \"jobId\": 2, \"description\": \"Wait.\"}]}",
     "Cook\n"},
    {"something else with a title", "var a = {\"title\": \"Shop\", \"description\": \"We sell ovens.\"};",
     ""},
    {"only code",
     "function f(description, title) { if (title) { return { f: function () { x(); } }; } }", ""},
};

static void finds_state(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof script_cases / sizeof *script_cases; i++) {
        const struct script_case *c = &script_cases[i];
        fg_arena *arena = fg_arena_new(0);
        struct fg_document *d;
        struct fg_buf got = {0};
        size_t n;
        assert_int_equal(fg_script_read(fg_sv_of(c->text), arena, &d, &n, NULL), FG_OK);
        for (size_t k = 0; k < n; k++)
            fg_buf_addf(&got, "%.*s\n", FG_SV_ARG(d[k].fields.title));
        if (!fg_sv_eq(fg_buf_sv(&got), fg_sv_of(c->want)))
            fail_msg("%s: got \"%.*s\"", c->why, FG_SV_ARG(fg_buf_sv(&got)));
        fg_buf_free(&got);
        fg_arena_free(arena);
    }
}

static void looks_first(void **state)
{
    (void)state;
    assert_true(fg_script_may_hold_posting(FG_SV("window.x = {" JOB "}")));
    assert_true(fg_script_may_hold_posting(FG_SV("{\"title\": \"A\", \"requirements\": []}")));
    assert_true(fg_script_may_hold_posting(FG_SV("x('{\\x22description\\x22 : 1, \\x22title\\x22: 2}')")));
    assert_true(fg_script_may_hold_posting(FG_SV("{title: 'A', descriptionHtml: b}")));
    assert_false(fg_script_may_hold_posting(FG_SV("{\"EMPTY\": \"no description of a title: add one\","
                                                    " \"AUTH.X.Description\": \"Title\"}")));
    assert_false(fg_script_may_hold_posting(FG_SV("gtag('config', 'x');")));
    assert_false(fg_script_may_hold_posting(FG_SV("{\"title\": \"A\"}")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_state),
        cmocka_unit_test(looks_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

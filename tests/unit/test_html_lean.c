/* What is left of a page for the parser, and what stands beside it. */
#include "document/html_lean.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define MARK FG_HTML_TEXT

static const struct lean_case {
    const char *why, *page, *want;
} cases[] = {
    {"names of the page's parts stay, others go",
     "<div class=\"site-footer x\" id=main data-a='1'><a href=/x class=big>a</a></div>",
     "<div class=\"site-footer x\" ><a >a</a></div>"},
    {"a title's name stays", "<b class='jobTitle'>a</b>", "<b class='jobTitle'>a</b>"},
    {"an escaped value is not judged", "<p class='n&#97;v'>a</p>", "<p class='n&#97;v'>a</p>"},
    {"style that shows or hides stays", "<p style='color:red'>a<p style='display: none'>b",
     "<p >a<p style='display: none'>b"},
    {"hidden and role stay", "<p hidden title=t role=heading>a", "<p hidden role=heading>a"},
    {"microdata stays whole", "<p itemprop=title data-x=1>a", "<p itemprop=title data-x=1>a"},
    {"of the words for sharing the few that are read",
     "<meta property='og:title' content='A'><meta property='og:image' content='B'>"
     "<meta name=description content='C'>",
     "<meta property='og:title' content='A'>"},
    {"what is alone and says nothing goes", "a<img class=nav src=x><input hidden>b<wbr>c", "abc"},
    {"spans that say nothing go with their ends",
     "<span class=x>a</span><SPAN>b<b>c</b></SPAN >", "ab<b>c</b>"},
    {"behind one that stays, all stay",
     "<span>a</span><span role=note>b<span>c</span></span>d</span>",
     "a<span role=note>b<span>c</span></span>d</span>"},
    {"in a posting's microdata all stays",
     "<span>a</span><div itemtype=//schema.org/JobPosting> <span>b</span><img src=x>\n<p>c</div>",
     "a<div itemtype=//schema.org/JobPosting> <span>b</span><img >\n<p>c</div>"},
    {"a tag's end inside a value", "<p title=\"a>b\" role='x>y'>a", "<p role='x>y'>a"},
    {"a value without quotes keeps its slash", "<a href=x/>a</a>", "<a >a</a>"},
    {"what is no attribute stays", "<p @click=\"x\" \"y\" role=r>a", "<p @click=\"x\" \"y\" role=r>a"},
    {"a value never closed", "<p title=\"a><b>c", "<p "},
    {"a tag never closed", "<p title=a", "<p "},
    {"scripts and styles are numbered", "<script>a<b</script><STYLE media=x>p{}</STYLE>c",
     "<script fg-body=0></script><STYLE  fg-body=1></STYLE>c"},
    {"a script's end in any case", "<script type=a>x</SCRIPT>b", "<script type=a fg-body=0></SCRIPT>b"},
    {"a script without end", "<script>a</b>", "<script fg-body=0>"},
    {"a script that is empty by its slash", "<script src=a />b", "<script />b"},
    {"comments go", "a<!-- <p> -->b<!---->c<!-- d --!>e", "abce"},
    {"a comment without end stays", "a<!-- b <p title=c>", "a<!-- b <p title=c>"},
    {"declarations stay", "<!DOCTYPE html><?xml version='1'?><p>a", "<!DOCTYPE html><?xml version='1'?><p>a"},
    {"white space between tags counts once", "<b>\n   <i>\t\t</i></b> a ", "<b>\n<i>\t</i></b> a "},
    {"beside one that divides blocks it counts not at all",
     "<p>\n <b>a</b> </p>\n<ul> <li>b <i>c</i>\n </li> </ul>",
     "<p><b>a</b></p><ul><li>b <i>c</i></li></ul>"},
    {"nor is it such behind a text", "<p>a<!-- --> <b>b</b>", "<p>a <b>b</b>"},
    {"drawings and choices go",
     "<svg class=x><path d=z></svg><select><option>abc</select >d", "d"},
    {"of one inside another the inner one goes", "<svg><svg><g x=1></svg></svg>", "<svg></svg>"},
    {"one without end stays", "<svg class=x><path d=z>", "<svg ><path >"},
    {"longer texts go by the parser", "<p>a long text<b>more of it</b>", "<p>" MARK "<b>" MARK "</b>"},
    {"not where there is an entity", "<p>a long &amp; text", "<p>a long &amp; text"},
    {"nor where the page has the mark", "<p>a long text<p>" MARK, "<p>a long text<p>" MARK},
    {"or a number for it", "<p>a long text<p>&#xFFFC;", "<p>a long text<p>&#xFFFC;"},
    {"a mark inside what is taken out does no harm", "<p>a long text " MARK "<p>b",
     "<p>" MARK "<p>b"},
    {"an end tag is no text", "<p>a</paragraph  of=x>b", "<p>a</paragraph  of=x>b"},
    {"a bare less-than is", "<p>1 < 2</p>< p >", "<p>1 < 2</p>< p >"},
};

static void leaves_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_html_lean lean;
        assert_true(fg_html_lean_make(fg_sv_of(cases[i].page), arena, &lean));
        if (!fg_sv_eq(fg_buf_sv(&lean.html), fg_sv_of(cases[i].want)))
            fail_msg("%s: got \"%s\"", cases[i].why, lean.html.p);
        fg_buf_free(&lean.html);
        fg_arena_free(arena);
    }
}

/* Of a tag's attributes the first ones count, however many it has, and whatever it is. */
static void leaves_out_attributes_without_end(void **state)
{
    (void)state;
    static const char *const tags[] = {"<p", "<p itemprop=a"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_buf page = {0};
        struct fg_html_lean lean;
        fg_buf_addz(&page, tags[i]);
        for (int k = 0; k < 1000; k++)
            fg_buf_addf(&page, " hidden%d=x itemid=%d", k, k);
        fg_buf_addz(&page, " role=note>text");
        assert_true(fg_html_lean_make(fg_buf_sv(&page), arena, &lean));
        assert_true(lean.html.n < 64 * strlen(" hidden100=x"));
        assert_true(fg_sv_find(fg_buf_sv(&lean.html), FG_SV("role")) == SIZE_MAX);
        assert_true(fg_sv_ends(fg_buf_sv(&lean.html), FG_SV(">text")));
        fg_buf_free(&lean.html);
        fg_buf_free(&page);
        fg_arena_free(arena);
    }
}

static void keeps_what_it_left_out(void **state)
{
    (void)state;
    fg_arena *arena = fg_arena_new(0);
    struct fg_html_lean lean;
    assert_true(fg_html_lean_make(FG_SV("<script>{1}</script><p>a long text</p><style></style>"
                                        "<svg> <text>ab</text></svg>and another"),
                                  arena, &lean));
    assert_int_equal(lean.bodies.n, 2);
    assert_true(fg_sv_eq(fg_html_lean_body(&lean, FG_SV("0")), FG_SV("{1}")));
    assert_int_equal(fg_html_lean_body(&lean, FG_SV("1")).n, 0);
    assert_null(fg_html_lean_body(&lean, FG_SV("2")).p);
    assert_null(fg_html_lean_body(&lean, FG_SV("-1")).p);
    assert_int_equal(lean.texts.n, 2);
    assert_true(fg_sv_eq(lean.texts.at[0], FG_SV("a long text")));
    assert_true(fg_sv_eq(lean.texts.at[1], FG_SV("and another")));
    assert_int_equal(lean.left_text, 3);
    fg_buf_free(&lean.html);
    fg_arena_free(arena);
}

static void says_that_memory_is_out(void **state)
{
    (void)state;
    for (size_t n = 1; n < 3; n++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_html_lean lean;
        fg_arena_fail_after(arena, n);
        assert_false(fg_html_lean_make(FG_SV("<script>a</script><p>a long text<p>"), arena, &lean));
        fg_buf_free(&lean.html);
        fg_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_out),
        cmocka_unit_test(leaves_out_attributes_without_end),
        cmocka_unit_test(keeps_what_it_left_out),
        cmocka_unit_test(says_that_memory_is_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* HTML as it is served, into blocks. */
#include "document_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct html_case {
    const char *why, *html, *want;
} cases[] = {
    {"headings and paragraphs", "<h1>A</h1><p>b</p><h3>C</h3>d", "H1 A\nP b\nH3 C\nP d\n"},
    {"items", "<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>", "I1 one\nI1 two\nI2 deep\n"},
    {"items never closed", "<ul><li>one<li>two<li>three</ul>", "I1 one\nI1 two\nI1 three\n"},
    {"bold left open in an item", "<ul><li>a <b>b<li>c</ul>", "I1 a b\nI1 c\n"},
    {"paragraphs in an item", "<ul><li><p>one</p></li><li><p>two</p><p>more</p></li></ul>",
     "I1 one\nI1 two\nP1 more\n"},
    {"lines by break", "<p>one<br>two<br><br>three</p>", "P one\nP two\nP three\n"},
    {"bullets by break", "<p>&bull; one<br/>&bull; two</p>", "I1 one\nI1 two\n"},
    {"bold paragraph", "<p><b>Needs</b></p><p>a <b>b</b></p>", "Pb Needs\nP a b\n"},
    {"bold by style", "<div style='font-weight:bold'>Needs</div>", "Pb Needs\n"},
    {"underlined", "<p><u>Needs</u></p>", "Pb Needs\n"},
    {"heading by role", "<div role=heading>Needs</div>", "H3 Needs\n"},
    {"table", "<table><tr><th>Degree</th><td>BSc</td></tr><tr><td>a</td><td>b</td></tr></table>",
     "C1b Degree\nC2 BSc\nC1 a\nC2 b\n"},
    {"definition list", "<dl><dt>Needs<dd>one<dd>two</dl>", "L Needs\nP one\nP two\n"},
    {"rule", "a<hr>b", "P a\n- \nP b\n"},
    {"no text of scripts", "<script>x()</script><style>p{}</style><template>t</template>a", "P a\n"},
    {"no text of comments", "a<!-- b -->c", "P ac\n"},
    {"entities", "<p>R&amp;D &eacute;t&eacute; &#8364; &#x2013; &nope;</p>",
     "P R&D \xc3\xa9t\xc3\xa9 \xe2\x82\xac \xe2\x80\x93 &nope;\n"},
    {"white space", "<p>  a\n\t b&nbsp;&nbsp;c </p>", "P a b c\n"},
    {"words across inline tags", "<p>Java<span>Script</span> <i>now</i></p>", "P JavaScript now\n"},
    {"texts with and without entities", "<p>one longer text</p><p>R&amp;D and more</p><p>two longer</p>",
     "P one longer text\nP R&D and more\nP two longer\n"},
    {"a script's words in a value and a comment",
     "<p title='<script>'>first of all</p><!-- <script> --><p>second of all</p>",
     "P first of all\nP second of all\n"},
    {"upper-case tags", "<UL><LI>One<LI>Two</UL>", "I1 One\nI1 Two\n"},
    {"end tags without begin", "</div></p><p>a</p></li>", "P a\n"},
    {"a bare less-than", "<p>age < 30 and > 18</p>", "P age < 30 and > 18\n"},
    {"a paragraph ends where a block begins, what was bold in it too",
     "<p><b>Needs<p>one<div>two</div>", "Pb Needs\nP one\nP two\n"},
    {"bold that ends behind a block that began in it", "<div><b><div>Needs</b></div>one</div>",
     "Pb Needs\nP one\n"},
    {"bold around blocks", "<b><div>Needs</div><p>more</p></b>one", "Pb Needs\nPb more\nP one\n"},
    {"an end tag of what is not open", "<div>a</section>b</div>", "P ab\n"},
    {"nor does one in a cell end what is around the table",
     "<div style='font-weight:bold'><table><tr><td>a</div>b</td></tr></table>c</div>",
     "C1b ab\nPb c\n"},
    {"cells and rows never closed", "<table><tr><td>a<td><b>b<tr><td>c</table>d",
     "C1 a\nC2b b\nC1 c\nP d\n"},
    {"a table in a cell", "<table><tr><td>a<table><tr><td>b</table>c<td>d</table>",
     "C1 a\nC1 b\nC1 c\nC2 d\n"},
    {"a list in an item goes on inside it", "<ul><li>one<ul><li>deep</ul>more<li>two</ul>",
     "I1 one\nI2 deep\nP1 more\nI1 two\n"},
    {"choices without an end", "<datalist><option>a<option>b</datalist>c", "P c\n"},
    {"a template's blocks end nothing", "<p>a<template><div>t</div></p></template>b</p>", "P ab\n"},
    {"an element closed by its slash", "<div/>a<b/>b<p/>c", "P ab\nP c\n"},
    {"a paragraph's end alone divides", "a</p>b</br>c", "P a\nP b\nP c\n"},
    {"a second page in the page", "<html><body>a</body></html><html><body>b</body></html>c", "P a\nP bc\n"},
    {"links in links", "<a href=x>a<a href=y>b</a>c", "P abc\n"},
    {"text of a form is none", "<textarea>a<b></textarea><iframe><p>b</iframe>c", "P c\n"},
    {"a title never closed", "<title>a<p>b", "P a\nP b\n"},
};

static void reads_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_document *d;
        struct fg_error err = {0};
        struct fg_buf got = {0}, html = {0};
        size_t n;
        fg_buf_addf(&html, "<html><body>%s</body></html>", cases[i].html);
        assert_int_equal(fg_html_read(fg_buf_sv(&html), arena, &d, &n, &err), FG_OK);
        assert_int_equal(n, 1);
        fg_test_put_blocks(&got, d);
        if (!fg_sv_eq(fg_buf_sv(&got), fg_sv_of(cases[i].want)))
            fail_msg("%s: got \"%s\"", cases[i].why, got.p ? got.p : "");
        fg_buf_free(&got);
        fg_buf_free(&html);
        fg_arena_free(arena);
    }
}

static unsigned flags_of(const char *html, const char *text)
{
    fg_arena *arena = fg_arena_new(0);
    struct fg_document *d;
    size_t n;
    unsigned flags = UINT32_MAX;
    assert_int_equal(fg_html_read(fg_sv_of(html), arena, &d, &n, NULL), FG_OK);
    for (size_t i = 0; i < d->n_blocks; i++)
        if (fg_sv_eq(d->blocks[i].text, fg_sv_of(text)))
            flags = d->blocks[i].flags;
    fg_arena_free(arena);
    return flags;
}

static void knows_furniture(void **state)
{
    static const struct {
        const char *html;
        unsigned flag;
    } table[] = {
        {"<body><nav><p>x</p></nav>", FG_BLOCK_NAV},
        {"<body><div class='main-menu'><p>x</p></div>", FG_BLOCK_NAV},
        {"<body><ol id=breadcrumbs><li>x</ol>", FG_BLOCK_NAV},
        {"<body><footer>x</footer>", FG_BLOCK_FOOTER},
        {"<body><div role=contentinfo>x</div>", FG_BLOCK_FOOTER},
        {"<body><aside>x</aside>", FG_BLOCK_ASIDE},
        {"<body><div class='cookie-banner'>x</div>", FG_BLOCK_ASIDE},
        {"<body><form><label>x</label></form>", FG_BLOCK_FORM},
        {"<body><button>x</button>", FG_BLOCK_FORM},
        {"<body><p hidden>x</p>", FG_BLOCK_HIDDEN},
        {"<body><p style='color:red; display : none'>x</p>", FG_BLOCK_HIDDEN},
        {"<body><div aria-hidden=true>x</div>", FG_BLOCK_HIDDEN},
        {"<body><p><a href=/>x</a></p>", FG_BLOCK_LINK},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (!(flags_of(table[i].html, "x") & table[i].flag))
            fail_msg("%s: flags %x", table[i].html, flags_of(table[i].html, "x"));
    assert_int_equal(flags_of("<body><nav>n</nav><p>x</p>", "x") & FG_BLOCK_FURNITURE, 0);
    assert_int_equal(flags_of("<body class=has-cookie><p>x</p>", "x") & FG_BLOCK_FURNITURE, 0);
    assert_int_equal(flags_of("<body><div class=navigable>x</div>", "x") & FG_BLOCK_FURNITURE, 0);
}

static void knows_what_a_page_calls_itself(void **state)
{
    (void)state;
    fg_arena *arena = fg_arena_new(0);
    struct fg_document *d;
    size_t n;
    assert_int_equal(fg_html_read(FG_SV("<html lang='de-AT'><head><title> Koch\n gesucht </title>"
                                        "<meta property='og:title' content='Koch &amp; K\xc3\xb6" "chin'>"
                                        "<meta name='og:site_name' content='Gasthof'></head>"
                                        "<body><p>abc</p><script>var x = 1;</script></body>"),
                                  arena, &d, &n, NULL),
                     FG_OK);
    assert_true(fg_sv_eq(d->page_title, FG_SV("Koch gesucht")));
    assert_true(fg_sv_eq(d->og_title, FG_SV("Koch & K\xc3\xb6" "chin")));
    assert_true(fg_sv_eq(d->site_name, FG_SV("Gasthof")));
    assert_true(fg_sv_starts(d->fields.language, FG_SV("de")));
    assert_int_equal(d->visible_bytes, 3);
    assert_int_equal(d->script_bytes, 10);
    fg_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_pages),
        cmocka_unit_test(knows_furniture),
        cmocka_unit_test(knows_what_a_page_calls_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

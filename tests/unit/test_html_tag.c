/* The pieces of a page: what is a tag, an attribute, a text. */
#include "document/html_tag.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* want: texts in quotes, tags by name, "/" before an end's and behind a closed one's, of
 * attributes those that count; bodies in braces behind their tag */
static const struct tag_case {
    const char *why, *page, *want;
} cases[] = {
    {"tags and text", "a<p>b</p >c", "'a' p 'b' /p 'c' "},
    {"names are as written", "<P><My-Tag:x>", "P My-Tag:x "},
    {"attributes that anyone asks for", "<p CLASS=a data-x='b' id = \"c d\" hidden>", "p id=c d class=a hidden= "},
    {"the first of a name counts", "<p id=a id=b>", "p id=a "},
    {"a tag's end inside a value", "<p title=\"a>b\" id='x>y'>c", "p id=x>y 'c' "},
    {"a value without quotes keeps its slash", "<a href=x/>b", "a href=x/ 'b' "},
    {"a slash anywhere", "<p/id=a/ class=b / hidden/>", "p/ id=a/ class=b hidden= "},
    {"what is no attribute", "<p @click=\"x\" \"y\" =id=z role=r>a", "p role=r 'a' "},
    {"references in a value", "<p class='n&#97;v &amp; b'>", "p class=nav & b "},
    {"a value never closed", "a<p title=\"b><i>c", "'a' "},
    {"a tag never closed", "a<p id=b", "'a' "},
    {"an end tag never closed", "a</p", "'a' "},
    {"scripts", "<script type=a>x<b</scripty></SCRIPT >c", "script type=a {x<b</scripty>} 'c' "},
    {"a script without an end", "<script>a</b>", "script {a</b>} "},
    {"a script that is closed by its slash", "<script src=a />b", "script/ src=a 'b' "},
    {"drawings and choices", "<svg><path d=z></svg>a<select><option>b</select>c",
     "svg {<path d=z>} 'a' select {<option>b} 'c' "},
    {"one in another is markup", "<svg><svg>a</svg></svg>", "svg svg {a} /svg "},
    {"and one without an end", "<svg><path>a<title>b", "svg path 'a' title 'b' "},
    {"a title", "<title>a<b>&amp;</title>c", "title {a<b>&amp;} 'c' "},
    {"comments", "a<!-- <p> -->b<!---->c<!-->d<!--->e<!-- f --!>g<!-- -- > -->h", "'a' 'b' 'c' 'd' 'e' 'g' 'h' "},
    {"a comment without an end", "a<!-- b <p>c", "'a' "},
    {"declarations", "<!DOCTYPE html><?xml version='1'?><![CDATA[a]]><![endif]>b</3>c", "'b' 'c' "},
    {"a bare less-than", "1 < 2 <3 <", "'1 < 2 <3 <' "},
};

static void put_tag(struct fg_buf *out, const struct fg_html_tag *tag, bool end, fg_arena *arena)
{
    static const char *const names[FG_HTML_ATTRIBUTES] = {
        [FG_HTML_ID] = "id", [FG_HTML_SRC] = "src", [FG_HTML_ROLE] = "role",
        [FG_HTML_TYPE] = "type", [FG_HTML_HREF] = "href", [FG_HTML_CLASS] = "class",
        [FG_HTML_HIDDEN] = "hidden"};
    fg_buf_addf(out, "%s%.*s%s ", end ? "/" : "", FG_SV_ARG(tag->name), tag->closed ? "/" : "");
    for (unsigned i = 0; i < FG_HTML_ATTRIBUTES; i++) {
        const struct fg_sv said = fg_html_said(tag, (enum fg_html_attribute)i, arena);
        if (said.p)
            fg_buf_addf(out, "%s=%.*s ", names[i], FG_SV_ARG(said));
    }
}

static void put_pieces(struct fg_buf *out, struct fg_html_source *source, fg_arena *arena)
{
    for (enum fg_html_piece_kind kind; (kind = fg_html_next(source)) != FG_HTML_END_OF_PAGE;) {
        if (kind == FG_HTML_TEXT)
            fg_buf_addf(out, "'%.*s' ", FG_SV_ARG(source->text));
        else
            put_tag(out, &source->tag, kind == FG_HTML_END, arena);
        if (kind == FG_HTML_BODY)
            fg_buf_addf(out, "{%.*s} ", FG_SV_ARG(source->text));
    }
}

static void tells_pieces(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_html_source source = {.page = fg_sv_of(cases[i].page)};
        struct fg_buf got = {0};
        put_pieces(&got, &source, arena);
        if (!fg_sv_eq(fg_buf_sv(&got), fg_sv_of(cases[i].want)))
            fail_msg("%s: got \"%s\"", cases[i].why, got.p);
        fg_buf_free(&got);
        fg_arena_free(arena);
    }
}

/* Wherever a page is cut off, its pieces lie in it and come to an end. */
static void survives_cuts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct fg_sv page = fg_sv_of(cases[i].page);
        for (size_t n = 0; n <= page.n; n++) {
            char *const copy = malloc(n + 1); /* so that a byte too much is seen */
            struct fg_html_source source = {.page = {copy, n}};
            memcpy(copy, page.p, n);
            for (size_t before = 0; fg_html_next(&source) != FG_HTML_END_OF_PAGE;) {
                assert_true(source.at > before && source.at <= n);
                before = source.at;
            }
            free(copy);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_pieces),
        cmocka_unit_test(survives_cuts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* RTF, OpenDocument, org, web archives and XML feeds, put together here, to blocks. */
#include "document_text.h"

#include "document/feed.h"
#include "document/formats.h"
#include "document/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef enum fg_status read_fn(struct fg_sv bytes, fg_arena *arena, struct fg_document *out,
                               struct fg_error *err);

struct text_case {
    const char *why, *text, *want;
};

/* As fg_test_put_blocks(), and `n` after a break, `l` a link, what is bold at the start in
 * brackets. */
static void put_blocks(struct fg_buf *out, const struct fg_document *d)
{
    for (size_t i = 0; i < d->n_blocks; i++) {
        const struct fg_block *b = &d->blocks[i];
        fg_buf_addc(out, "HIPCL-"[b->kind]);
        if (b->level)
            fg_buf_addf(out, "%u", b->level);
        fg_buf_addz(out, b->flags & FG_BLOCK_BOLD ? "b" : "");
        fg_buf_addz(out, b->flags & FG_BLOCK_GAP ? "g" : "");
        fg_buf_addz(out, b->flags & FG_BLOCK_AFTER_BREAK ? "n" : "");
        fg_buf_addz(out, b->flags & FG_BLOCK_LINK ? "l" : "");
        const struct fg_sv lead = fg_sv_trim(fg_sv_sub(b->text, 0, b->lead));
        if (lead.n)
            fg_buf_addf(out, " [%.*s]%.*s\n", FG_SV_ARG(lead), FG_SV_ARG(fg_sv_sub(b->text, lead.n, SIZE_MAX)));
        else
            fg_buf_addf(out, " %.*s\n", FG_SV_ARG(b->text));
    }
}

static void reads_as(read_fn *read, const struct text_case *c)
{
    fg_arena *arena = fg_arena_new(0);
    struct fg_document d;
    struct fg_buf got = {0};
    assert_int_equal(read(fg_sv_of(c->text), arena, &d, NULL), FG_OK);
    put_blocks(&got, &d);
    if (!fg_sv_eq(fg_buf_sv(&got), fg_sv_of(c->want)))
        fail_msg("%s: got \"%s\"", c->why, got.p ? got.p : "");
    fg_buf_free(&got);
    fg_arena_free(arena);
}

/* ---- RTF ---- */

#define RTF(body) "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 A;}" \
                  "{\\f1\\fnil\\fcharset238 B;}{\\f2\\fnil\\fcharset2 S;}{\\f3\\fnil\\fcharset128 J;}}" body "}"

static const struct text_case rtf_cases[] = {
    {"paragraphs", RTF("a\\par b\\par"), "P a\nP b\n"},
    {"an end without \\par", RTF("a\\par b"), "P a\nP b\n"},
    {"an empty paragraph is a gap", RTF("a\\par\\par b\\par"), "P a\nPg b\n"},
    {"a line end in the file is none", RTF("a\nb\\par"), "P ab\n"},
    {"a backslash before it is one", RTF("a\\\nb\\par"), "P a\nP b\n"},
    {"breaks", RTF("a\\line b\\par"), "P a\nPn b\n"},
    {"bold, and bold that ends with its group", RTF("{\\b all}\\par {\\b x} y\\par\\b z\\b0\\par"),
     "Pb all\nP [x] y\nPb z\n"},
    {"underlined is bold", RTF("{\\ul a}\\par \\ul b\\ulnone  c\\par"), "Pb a\nP [b] c\n"},
    {"headings", RTF("\\pard\\outlinelevel1 a\\par\\pard b\\par"), "H2 a\nP b\n"},
    {"large type is a heading",
     RTF("\\fs36 A\\fs22\\par long text long text long text long text\\par"),
     "H2 A\nP long text long text long text long text\n"},
    {"items", RTF("{\\listtext\\f2\\'b7\\tab}\\ls1 a\\par {\\listtext 2.\\tab}\\ls1\\ilvl1 b\\par"),
     "I1 a\nI2 b\n"},
    {"old items", RTF("{\\pntext\\f2\\'B7\\tab}a\\par"), "I1 a\n"},
    {"cells", RTF("\\trowd\\cellx1\\cellx2\\intbl a\\cell b\\cell\\row\\pard c\\par"),
     "C1 a\nC2 b\nP c\n"},
    {"one cell is no table", RTF("\\trowd\\cellx1\\intbl a\\cell\\row\\pard c\\par"), "P a\nP c\n"},
    {"code pages", RTF("\\'e9 {\\f1\\'e8} \\f3\\'82\\'a0\\par"), "P \xc3\xa9 \xc4\x8d \xe3\x81\x82\n"},
    {"bytes as they are", RTF("caf\xe9\\par"), "P caf\xc3\xa9\n"},
    {"Unicode", RTF("\\u8364?\\u-10179?\\u-8704?\\uc0\\u233\\uc2\\u8211xyz\\par"),
     "P \xe2\x82\xac\xf0\x9f\x98\x80\xc3\xa9\xe2\x80\x93z\n"},
    {"its stand-in may be a word or a byte", RTF("\\u8364\\'80a\\u8364\\bullet b\\par"),
     "P \xe2\x82\xac" "a\xe2\x82\xac" "b\n"},
    {"signs", RTF("\\{a\\}\\\\\\~b\\_c\\-d \\ldblquote e\\rdblquote  \\emdash\\par"),
     "P {a}\\ b-cd \xe2\x80\x9c" "e\xe2\x80\x9d \xe2\x80\x94\n"},
    {"what is no text",
     RTF("{\\header x\\par}{\\*\\unheard of}{\\info{\\title t}}{\\pict 89504e}{\\v hidden}a\\par"),
     "P a\n"},
    {"a group nobody marked is text", RTF("{\\unheard of}\\par"), "P of\n"},
    {"binary data", RTF("{\\pict\\bin4 }}}}}a\\par"), "P a\n"},
    {"links", RTF("{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt\\ul b}}\\par"), "Pl b\n"},
    {"a cut off escape", "{\\rtf1 a\\'4", "P a\n"},
    {"groups too many closed", "{\\rtf1 a}}}}}\\par b", "P a\nP b\n"},
    {"nothing", "{\\rtf1}", ""},
};

static void reads_rtf(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rtf_cases / sizeof *rtf_cases; i++)
        reads_as(fg_rtf_read, &rtf_cases[i]);
}

static void bounds_groups_of_rtf(void **state)
{
    (void)state;
    enum { DEEP = 100000 };
    struct fg_buf b = {0};
    fg_buf_addz(&b, "{\\rtf1 ");
    for (int i = 0; i < DEEP; i++)
        fg_buf_addz(&b, "{\\b ");
    fg_buf_addz(&b, "a");
    for (int i = 0; i < DEEP; i++)
        fg_buf_addc(&b, '}');
    fg_buf_addz(&b, "\\par b}");
    const struct text_case c = {"deep", b.p, "Pb a\nP b\n"};
    reads_as(fg_rtf_read, &c);
    fg_buf_free(&b);
}

/* ---- OpenDocument, in one file ---- */

#define ODT(body)                                                                              \
    "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis."         \
    "opendocument.text\" xmlns:office=\"o\" xmlns:style=\"s\" xmlns:text=\"t\" "               \
    "xmlns:table=\"b\" xmlns:fo=\"f\" xmlns:number=\"n\"><office:styles>"                      \
    "<style:style style:name=\"H\" style:default-outline-level=\"2\"/>"                        \
    "<style:style style:name=\"B\"><style:text-properties fo:font-weight=\"bold\"/></style:style>" \
    "<style:style style:name=\"BB\" style:parent-style-name=\"B\"/>"                           \
    "<style:style style:name=\"X\" style:parent-style-name=\"X\"/>"                            \
    "<number:date-style><number:text>.</number:text></number:date-style>"                      \
    "</office:styles><office:body><office:text>" body "</office:text></office:body></office:document>"
#define OP(text) "<text:p>" text "</text:p>"

static const struct text_case odt_cases[] = {
    {"paragraphs", ODT(OP("a") OP("") OP("b")), "P a\nPg b\n"},
    {"headings", ODT("<text:h text:outline-level=\"3\">a</text:h><text:p text:style-name=\"H\">b</text:p>"),
     "H3 a\nH2 b\n"},
    {"bold by a style's style", ODT("<text:p text:style-name=\"BB\">a</text:p>"), "Pb a\n"},
    {"a style that is its own parent", ODT("<text:p text:style-name=\"X\">a</text:p>"), "P a\n"},
    {"bold at the start", ODT(OP("<text:span text:style-name=\"B\">a</text:span> b")), "P [a] b\n"},
    {"white space", ODT(OP("a\n  b<text:s/>c<text:tab/>d<text:line-break/>e")), "P a b c d\nPn e\n"},
    {"lists", ODT("<text:list><text:list-item>" OP("a") "<text:list><text:list-item>" OP("b")
                  "</text:list-item></text:list></text:list-item><text:list-item>" OP("c") OP("d")
                  "</text:list-item></text:list>"), "I1 a\nI2 b\nI1 c\nP d\n"},
    {"a heading in a list", ODT("<text:list><text:list-item><text:h text:outline-level=\"1\">a</text:h>"
                                "</text:list-item></text:list>"), "H1 a\n"},
    {"tables", ODT("<table:table><table:table-column table:number-columns-repeated=\"2\"/>"
                   "<table:table-row><table:table-cell>" OP("a") "</table:table-cell><table:table-cell>"
                   OP("b") "</table:table-cell></table:table-row></table:table>"), "C1 a\nC2 b\n"},
    {"what is no text", ODT("<text:tracked-changes>" OP("x") "</text:tracked-changes>"
                            OP("a<office:annotation>" OP("x") "</office:annotation>")), "P a\n"},
    {"cut off", "<?xml version=\"1.0\"?><o:d xmlns:o=\"o\" xmlns:office=\"o\" xmlns:text=\"t\">"
                "<office:text><text:p>a</text:p><text:p>b</te", "P a\nP b\n"},
};

static void reads_open_document(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof odt_cases / sizeof *odt_cases; i++)
        reads_as(fg_odt_read, &odt_cases[i]);
}

/* ---- org ---- */

static const struct text_case org_cases[] = {
    {"headlines", "* TODO [#B] A :x:y:\n** b: c\n*bold* start\n", "H1g A\nH2g b: c\nPg [bold] start\n"},
    {"items", "- a\n+ b\n  - [X] c\n- term :: what\n1. d\n", "I1 a\nI1 b\nI2 c\nI1 term: what\nI1 d\n"},
    {"signs", "*a* /b/ _c_ =d= ~e~ a*b 2 * 3 x/y\n", "P [a] b c d e a*b 2 * 3 x/y\n"},
    {"links", "[[https://x.example][our *page*]] and [[https://y.example]]\n",
     "P our page and https://y.example\n"},
    {"drawers, keywords, comments",
     "#+OPTIONS: toc:nil\n* A\n:LOGBOOK:\n:x: y\n:END:\nSCHEDULED: <2026-11-02 Mon>\n# no\nb\n",
     "H1g A\nPg b\n"},
    {"a drawer that is never closed is none", ":LOGBOOK:\na\nb\n", "P a\nP b\n"},
    {"source is no text, a quotation is",
     "#+begin_src c\nint x;\n#+end_src\n#+BEGIN_QUOTE\na\n#+END_QUOTE\n", "P a\n"},
    {"tables", "| a | b |\n|---+---|\n| c | d |\n", "C1 a\nC2 b\nC1 c\nC2 d\n"},
};

static void reads_org(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof org_cases / sizeof *org_cases; i++)
        reads_as(fg_org_read, &org_cases[i]);
}

static void tells_org_from_text(void **state)
{
    (void)state;
    assert_true(fg_told_org(FG_SV("#+TITLE: x\n")));
    assert_true(fg_told_org(FG_SV("* x\n** y\n- z\n")));
    assert_true(fg_told_org(FG_SV("* TODO x\n")));
    assert_false(fg_told_org(FG_SV("* an item\n** one below\n* another\n")));
    assert_false(fg_told_org(FG_SV("x\n** Please note\n- z\n")));
    assert_true(fg_told_org(FG_SV("* x\n:PROPERTIES:\n")));
    assert_false(fg_told_org(FG_SV("* an item\n* another\n")));
    assert_false(fg_told_org(FG_SV("**bold** text\n# Heading\n")));
    assert_false(fg_told_org(FG_SV("Note: this\n:smile: that\n")));
}

/* ---- web archives ---- */

/* A binary property list {"WebMainResource": {"WebResourceData": "<p>", "WebResourceURL": ...}}
 * by hand; `broken` changes a byte of it. */
static const char binary[] =
    "bplist00"
    "\xd1\x01\x02"                     /* 8: {1: 2} */
    "\x5f\x10\x0fWebMainResource"      /* 11 */
    "\xd2\x03\x05\x04\x06"             /* 29: {3: 4, 5: 6} */
    "\x5f\x10\x0fWebResourceData"      /* 34 */
    "\x43<p>"                          /* 52 */
    "\x5e" "WebResourceURL"            /* 56 */
    "\x62\0h\0t"                       /* 71 */
    "\x08\x0b\x1d\x22\x34\x38\x47"     /* 76: offsets */
    "\0\0\0\0\0\0\x01\x01\0\0\0\0\0\0\0\x07\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x4c";

static enum fg_status open_archive(const char *bytes, size_t n, struct fg_buf *page,
                                   struct fg_buf *url)
{
    fg_arena *arena = fg_arena_new(0);
    struct fg_sv p, type, u;
    char *copy = malloc(n); /* so that ASan sees a read behind its end */
    assert_non_null(copy);
    memcpy(copy, bytes, n);
    const enum fg_status status =
        fg_webarchive_page((struct fg_sv){copy, n}, arena, &p, &type, &u, NULL);
    if (status == FG_OK && page) {
        fg_buf_add(page, p);
        fg_buf_add(url, u);
    }
    free(copy);
    fg_arena_free(arena);
    return status;
}

static void opens_a_binary_archive(void **state)
{
    (void)state;
    struct fg_buf page = {0}, url = {0};
    assert_int_equal(open_archive(binary, sizeof binary - 1, &page, &url), FG_OK);
    assert_string_equal(page.p, "<p>");
    assert_string_equal(url.p, "ht");
    fg_buf_free(&page);
    fg_buf_free(&url);
}

static void survives_any_byte_of_an_archive(void **state)
{
    (void)state;
    char changed[sizeof binary];
    for (size_t i = 8; i < sizeof binary - 1; i++)
        for (int value = 0; value < 256; value++) {
            memcpy(changed, binary, sizeof binary);
            changed[i] = (char)value;
            const enum fg_status status = open_archive(changed, sizeof binary - 1, NULL, NULL);
            assert_true(status == FG_OK || status == FG_EREAD);
        }
    for (size_t n = 8; n < sizeof binary - 1; n++)
        assert_int_equal(open_archive(binary, n, NULL, NULL), FG_EREAD);
}

/* ---- XML ---- */

static void finds_the_root_of_xml(void **state)
{
    (void)state;
    static const struct {
        const char *xml, *root;
    } cases[] = {
        {"<?xml version=\"1.0\"?>\n<!-- <x> -->\n<!DOCTYPE rss>\n<rss version=\"2.0\">", "rss"},
        {"\xef\xbb\xbf<rdf:RDF xmlns=\"x\">", "RDF"}, {"<a/>", "a"},
        {"<!-- never closed", ""},                    {"text", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(fg_sv_eq(fg_xml_root(fg_sv_of(cases[i].xml)), fg_sv_of(cases[i].root)));
}

static void tells_feeds(void **state)
{
    (void)state;
    assert_true(fg_told_feed(FG_SV("<rss><channel><item>")));
    assert_true(fg_told_feed(FG_SV("<?xml version=\"1.0\"?><karriere><stelle id=\"1\">")));
    assert_true(fg_told_feed(FG_SV("<?xml version=\"1.0\"?><job><title>")));
    assert_false(fg_told_feed(FG_SV("<?xml version=\"1.0\"?><html><item>")));
    assert_false(fg_told_feed(FG_SV("<div><item>")));
    assert_false(fg_told_feed(FG_SV("<?xml version=\"1.0\"?><catalog><itemised>")));
}

#define ENTRY(inner) "<?xml version=\"1.0\"?><jobs><job><title>A</title>" inner "</job></jobs>"

static const struct text_case feed_cases[] = {
    {"escaped", ENTRY("<description>&lt;ul&gt;&lt;li&gt;a&lt;/li&gt;&lt;/ul&gt;</description>"), "I1 a\n"},
    {"CDATA", ENTRY("<description><![CDATA[<ul><li>a</li></ul>]]></description>"), "I1 a\n"},
    {"as elements", ENTRY("<description>x<ul><li>a &amp; &lt;b></li></ul></description>"),
     "P x\nI1 a & <b>\n"},
    {"a job in a job", ENTRY("<job>x</job><description>a</description>"), "P a\n"},
    {"an entity nobody declared, a bare &", ENTRY("<description>a&nbsp;b & c</description>"), "P ab c\n"},
};

static enum fg_status read_feed(struct fg_sv bytes, fg_arena *arena, struct fg_document *out,
                                struct fg_error *err)
{
    struct fg_document *all;
    size_t n;
    const enum fg_status status = fg_feed_read(bytes, arena, &all, &n, err);
    if (status == FG_OK)
        *out = all[0];
    return status;
}

static void reads_feeds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof feed_cases / sizeof *feed_cases; i++)
        reads_as(read_feed, &feed_cases[i]);
}

/* Neither entities that grow nor elements without end. */
static void bounds_feeds(void **state)
{
    (void)state;
    static const char grows[] =
        "<?xml version=\"1.0\"?><!DOCTYPE jobs [<!ENTITY a \"aaaaaaaaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
        "<jobs><job><title>A</title><description>x &c;</description></job></jobs>";
    const struct text_case c = {"entities", grows, "P x\n"};
    reads_as(read_feed, &c);
    struct fg_buf b = {0};
    fg_buf_addz(&b, "<?xml version=\"1.0\"?><jobs><job><title>A</title><description>a</description>");
    for (int i = 0; i < 50000; i++)
        fg_buf_addz(&b, "<x>");
    fg_arena *arena = fg_arena_new(0);
    struct fg_document d;
    assert_int_equal(read_feed(fg_buf_sv(&b), arena, &d, NULL), FG_EREAD);
    fg_buf_free(&b);
    fg_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_rtf),
        cmocka_unit_test(bounds_groups_of_rtf),
        cmocka_unit_test(reads_open_document),
        cmocka_unit_test(reads_org),
        cmocka_unit_test(tells_org_from_text),
        cmocka_unit_test(opens_a_binary_archive),
        cmocka_unit_test(survives_any_byte_of_an_archive),
        cmocka_unit_test(finds_the_root_of_xml),
        cmocka_unit_test(tells_feeds),
        cmocka_unit_test(reads_feeds),
        cmocka_unit_test(bounds_feeds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

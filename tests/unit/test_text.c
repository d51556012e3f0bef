/* Plain text and Markdown into blocks. */
#include "document_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct text_case {
    const char *why, *text, *want;
} cases[] = {
    {"headings", "# A\n## B ##\n####### seven\n#tag\n", "H1 A\nH2 B\nP ####### seven\nP #tag\n"},
    {"items", "- a\n* b\n+ c\n\xe2\x80\xa2 d\n", "I1 a\nI1 b\nI1 c\nI1 d\n"},
    {"numbers", "1. a\n2) b\n(iv) c\n", "I1 a\nI1 b\nI1 c\n"},
    {"no numbers", "2.5 years\nB.Sc. in law\n1999 was long ago\n",
     "P 2.5 years\nP B.Sc. in law\nP 1999 was long ago\n"},
    {"deeper items", "- a\n  - b\n    - c\n", "I1 a\nI2 b\nI3 c\n"},
    {"hanging lines", "- one\n  goes on\n- two\n", "I1 one goes on\nI1 two\n"},
    {"emphasis", "**Needs**\n*a* and __b__ and `c`\n", "Pb Needs\nP a and b and c\n"},
    {"no emphasis", "snake_case_name and 2 * 3 * 4\n", "P snake_case_name and 2 * 3 * 4\n"},
    {"links", "See [our page](https://x.example/a_b) now\n", "P See our page now\n"},
    {"rules", "a\n\n---\n\nb\n", "P a\n- \nPg b\n"},
    {"tables", "| Degree | BSc |\n|---|---|\n| a | b |\n", "C1 Degree\nC2 BSc\nC1 a\nC2 b\n"},
    {"blank lines", "a\n\n\nb\nc\n", "P a\nPg b\nP c\n"},
    {"CR LF", "a\r\n- b\r\n", "P a\nI1 b\n"},
    {"no end of line", "a", "P a\n"},
    {"front matter", "---\ntitle: \"Cook\"\ncompany: Ladle\nx: y\n---\nText\n", "P Text\n"},
    {"front matter in TOML", "+++\ntitle = \"Cook\"\n[x]\ny = 1\n+++\nText\n", "P Text\n"},
    {"a rule is no front matter", "---\ntitle: Cook\n", "- \nP title: Cook\n"},
    {"torn at a link", "Degree in \nSupply Chain\nNext\n", "P Degree in Supply Chain\nP Next\n"},
    {"torn before a comma", "Fluent English\n, spoken and written\n",
     "P Fluent English, spoken and written\n"},
    {"torn at a blank that does not break", "Ten years\n\xc2\xa0in health care\n",
     "P Ten years in health care\n"},
    {"torn behind a possessive", "A Bachelor's \nDegree in law\n", "P A Bachelor's Degree in law\n"},
    {"a heading ends as it likes", "What we ask for\nPatience\nWhat you will do\nwash dogs\n",
     "P What we ask for\nP Patience\nP What you will do\nP wash dogs\n"},
    {"a word that begins with a dot", "Tools\n.NET and C#\n", "P Tools\nP .NET and C#\n"},
    {"Markdown's break", "One line  \nand another\n", "P One line\nP and another\n"},
    {"character references", "&bull; R&amp;D, 8&#43; years &#x2013; caf&eacute;\n&nbsp;&lt;b&gt;\n",
     "I1 R&D, 8+ years \xe2\x80\x93 caf\xc3\xa9\nP <b>\n"},
    {"once and no more", "&amp;lt; and &amp;amp;\n", "P &lt; and &amp;\n"},
    {"no references", "AT&T; Q&A &#1; &#xd800; &#; &nosuch; &\n",
     "P AT&T; Q&A &#xd800; &#; &nosuch; &\n"}, /* a control is a blank */
    {"escapes", "1\\. not a list \\*star\\*\n", "P 1. not a list *star*\n"},
};

static void reads_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fg_arena *arena = fg_arena_new(0);
        struct fg_document d;
        struct fg_buf got = {0};
        assert_int_equal(fg_text_read(fg_sv_of(cases[i].text), arena, &d, NULL), FG_OK);
        fg_test_put_blocks(&got, &d);
        if (!fg_sv_eq(fg_buf_sv(&got), fg_sv_of(cases[i].want)))
            fail_msg("%s: got \"%s\"", cases[i].why, got.p ? got.p : "");
        fg_buf_free(&got);
        fg_arena_free(arena);
    }
}

static void takes_facts_from_front_matter(void **state)
{
    (void)state;
    fg_arena *arena = fg_arena_new(0);
    struct fg_document d;
    struct fg_buf got = {0};
    fg_text_read(FG_SV("---\ntitle: \"Cook\"\nemployer: 'The Ladle'\nlocation: Portland: harbour\n"
                       "lang: en\nsalary: much\n---\nText\n"),
                 arena, &d, NULL);
    fg_test_put_facts(&got, &d.fields);
    assert_string_equal(got.p, "title: Cook\ncompany: The Ladle\nlocation: Portland: harbour\n"
                               "language: en\n");
    fg_buf_free(&got);
    fg_arena_free(arena);
}

static void joins_wrapped_lines(void **state)
{
    (void)state;
    fg_arena *arena = fg_arena_new(0);
    struct fg_document d;
    fg_text_read(FG_SV("We look for someone who likes long walks by the sea and has\n"
                       "enough patience to count all the birds that live there, in all\n"
                       "kinds of weather and at all times of the year, and who does not\n"
                       "mind salt water in the boots.\n\nThe post is for one year.\n"),
                 arena, &d, NULL);
    assert_int_equal(d.n_blocks, 2);
    assert_true(fg_sv_ends(d.blocks[0].text, FG_SV("who does not mind salt water in the boots.")));
    assert_true(d.blocks[0].flags & FG_BLOCK_WRAPPED);
    fg_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_texts),
        cmocka_unit_test(takes_facts_from_front_matter),
        cmocka_unit_test(joins_wrapped_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

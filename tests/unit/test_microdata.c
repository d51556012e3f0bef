/* Postings in a page's attributes: microdata, RDFa. */
#include "document_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct page_case {
    const char *why, *html, *want; /* want: of the structured form, "" where there is none */
} page_cases[] = {
    {"microdata",
     "<div itemscope itemtype='https://schema.org/JobPosting'><h1 itemprop=title>Baker &amp; Cook</h1>"
     "<meta itemprop=datePosted content='Thu Jul 01 00:00:00 UTC 2021'>"
     "<span itemprop=hiringOrganization itemscope itemtype='http://schema.org/Organization'>"
     "<b itemprop=name>Crumb</b></span><div itemprop=jobLocation itemscope><div itemprop=address"
     " itemscope><span itemprop=addressLocality>Leeds</span><span itemprop=addressCountry>UK</span>"
     "</div></div><time itemprop=validThrough datetime=2026-12-24>soon</time>"
     "<div itemprop=description><p>We bake.</p><ul><li>A <b>diploma</b><li>R&amp;D</ul></div>"
     "<ul><li itemprop=skills>Ovens, and how to clean them</li><li itemprop=skills>A calm hand in a"
     " storm</li></ul></div>",
     "title: Baker & Cook\ncompany: Crumb\nlocation: Leeds, UK\nposted: 2021-07-01\n"
     "until: 2026-12-24\nP We bake.\nI1 A diploma\nI1 R&D\nH3 Required skills\n"
     "I1! Ovens, and how to clean them\nI1! A calm hand in a storm\n"},
    {"RDFa",
     "<div vocab='http://schema.org/' typeof='JobPosting'><h1 property='title'>Baker</h1>"
     "<span property='hiringOrganization' typeof='Organization'><span property='name'>Crumb</span>"
     "</span><div property='schema:description'>Bake.<br>Sell.</div></div>",
     "title: Baker\ncompany: Crumb\nP Bake.\nP Sell.\n"},
    {"a property inside a property",
     "<div itemscope itemtype='http://schema.org/JobPosting'><div itemprop=description>"
     "<h2 itemprop=title>Baker</h2><p>Bake.</p></div></div>",
     "title: Baker\nH2 Baker\nP Bake.\n"},
    {"headings by style stay that",
     "<div itemscope itemtype='http://schema.org/JobPosting'><div itemprop=title>Baker</div>"
     "<div itemprop=description><div style='font-weight: bold'>You have</div><p>Patience</p></div>"
     "</div>",
     "title: Baker\nPb You have\nP Patience\n"},
    {"cards of other jobs beside it",
     "<div itemscope itemtype='http://schema.org/JobPosting'><b itemprop=title>Baker</b>"
     "<p itemprop=description>Bake bread and rolls for all of Leeds.</p></div>"
     "<div itemscope itemtype='http://schema.org/JobPosting'><b itemprop=title>Cook</b></div>",
     "title: Baker\nP Bake bread and rolls for all of Leeds.\n"},
    {"JSON-LD goes before",
     "<script type='application/ld+json'>{\"@type\": \"JobPosting\", \"title\": \"Cook\"}</script>"
     "<div itemscope itemtype='http://schema.org/JobPosting'><b itemprop=title>Baker</b></div>",
     "title: Cook\n"},
    {"other items, and properties of nothing",
     "<meta property='og:title' content='x'><div itemscope itemtype='http://schema.org/Product'>"
     "<b itemprop=name>Oven</b><p itemprop=description>Hot.</p></div>",
     ""},
};

static void reads_attributes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof page_cases / sizeof *page_cases; i++) {
        const struct page_case *c = &page_cases[i];
        fg_arena *arena = fg_arena_new(0);
        struct fg_document *d;
        struct fg_error err = {0};
        struct fg_buf got = {0};
        size_t n;
        assert_int_equal(fg_html_read(fg_sv_of(c->html), arena, &d, &n, &err), FG_OK);
        assert_int_equal(n, 1);
        if (d->structured) {
            fg_test_put_facts(&got, &d->structured->fields);
            fg_test_put_blocks(&got, d->structured);
        }
        if (!fg_sv_eq(fg_buf_sv(&got), fg_sv_of(c->want)))
            fail_msg("%s: got\n%.*s", c->why, FG_SV_ARG(fg_buf_sv(&got)));
        fg_buf_free(&got);
        fg_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_attributes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

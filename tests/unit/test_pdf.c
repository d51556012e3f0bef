/* PDF pages, set here line by line, to blocks. */
#include "document_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- a small PDF writer ---- */

/* A line of Courier: each character is 0.6 of its size wide. `y` counts from the
 * page's top; a line with y <= 0 begins the next page. */
struct set_line {
    double x, y, size;
    const char *text; /* a PDF string's inside, in WinAnsi: \225 is a bullet */
};

enum { MOST_OBJECTS = 32, PAGE_HEIGHT = 792 };

struct pdf {
    struct fg_buf out;
    size_t at[MOST_OBJECTS], n; /* offsets of objects 1 to n */
};

static void put_object(struct pdf *p, struct fg_sv body)
{
    p->at[++p->n] = p->out.n;
    fg_buf_addf(&p->out, "%zu 0 obj\n%.*s\nendobj\n", p->n, FG_SV_ARG(body));
}

static void put_page(struct pdf *p, struct fg_sv content)
{
    struct fg_buf body = {0};
    fg_buf_addf(&body, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 %d] /Contents %zu 0 R "
                       "/Resources << /Font << /F 3 0 R >> >> >>",
                PAGE_HEIGHT, p->n + 2);
    put_object(p, fg_buf_sv(&body));
    fg_buf_clear(&body);
    fg_buf_addf(&body, "<< /Length %zu >>\nstream\n%.*s\nendstream", content.n, FG_SV_ARG(content));
    put_object(p, fg_buf_sv(&body));
    fg_buf_free(&body);
}

static void put_tail(struct pdf *p)
{
    const size_t xref = p->out.n;
    fg_buf_addf(&p->out, "xref\n0 %zu\n0000000000 65535 f \n", p->n + 1);
    for (size_t i = 1; i <= p->n; i++)
        fg_buf_addf(&p->out, "%010zu 00000 n \n", p->at[i]);
    fg_buf_addf(&p->out, "trailer << /Size %zu /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", p->n + 1,
                xref);
}

static size_t count_pages(const struct set_line *lines)
{
    size_t n = 1;
    for (; lines->text; lines++)
        n += lines->y <= 0;
    return n;
}

static void make_pdf(struct pdf *p, const struct set_line *lines)
{
    struct fg_buf body = {0};
    *p = (struct pdf){0};
    fg_buf_addz(&p->out, "%PDF-1.4\n");
    put_object(p, FG_SV("<< /Type /Catalog /Pages 2 0 R >>"));
    fg_buf_addz(&body, "<< /Type /Pages /Kids [");
    const size_t pages = count_pages(lines);
    for (size_t i = 0; i < pages; i++)
        fg_buf_addf(&body, "%zu 0 R ", 4 + 2 * i);
    fg_buf_addf(&body, "] /Count %zu >>", pages);
    put_object(p, fg_buf_sv(&body));
    put_object(p, FG_SV("<< /Type /Font /Subtype /Type1 /BaseFont /Courier "
                        "/Encoding /WinAnsiEncoding >>"));
    fg_buf_clear(&body);
    for (; lines->text; lines++) {
        if (lines->y <= 0) {
            put_page(p, fg_buf_sv(&body));
            fg_buf_clear(&body);
            continue;
        }
        fg_buf_addf(&body, "BT /F %g Tf %g %g Td (%s) Tj ET\n", lines->size, lines->x,
                    PAGE_HEIGHT - lines->y, lines->text);
    }
    put_page(p, fg_buf_sv(&body));
    put_tail(p);
    fg_buf_free(&body);
}

/* ---- what is read from it ---- */

#define PAGE_END {0, 0, 0, ""}
#define END {0, 0, 0, NULL}

static const struct page_case {
    const char *why;
    struct set_line lines[40];
    const char *want;
} page_cases[] = {
    {"a heading, a wrapped paragraph, items that hang behind their bullets",
     {{72, 80, 16, "Baker"},
      {72, 110, 10, "We look for a baker who likes to get up early and who knows what good bread"},
      {72, 122, 10, "needs. Training is given."},
      {72, 146, 10, "You have"},
      {78, 158, 10, "\\225"}, {90, 158, 10, "three years of work in a bakery or in a kitchen of a hotel or any"},
      {90, 170, 10, "other large kitchen"},
      {78, 182, 10, "\\225"}, {90, 182, 10, "a calm hand"},
      {78, 194, 10, "\\225"}, {90, 194, 10, "some knowledge of ovens"}, END},
     "H2gw Baker\n"
     "Pgw We look for a baker who likes to get up early and who knows what good bread needs. "
     "Training is given.\n"
     "Pgw You have\n"
     "I1w three years of work in a bakery or in a kitchen of a hotel or any other large kitchen\n"
     "I1w a calm hand\nI1w some knowledge of ovens\n"},
    {"bullets that print as letters, numbers, nested items",
     {{72, 80, 10, "o"}, {90, 80, 10, "an oven"},
      {72, 92, 10, "o"}, {90, 92, 10, "a table"},
      {90, 104, 10, "-"}, {102, 104, 10, "of oak"},
      {72, 116, 10, "o"}, {90, 116, 10, "a chair"},
      {72, 140, 10, "1."}, {90, 140, 10, "Bake"}, {72, 152, 10, "2."}, {90, 152, 10, "Sell"}, END},
     "I1gw an oven\nI1w a table\nI2w of oak\nI1w a chair\nI1gw Bake\nI1w Sell\n"},
    {"bullets of a font whose characters came out as others",
     {{72, 80, 10, "!\"  a diploma in baking"}, {72, 92, 10, "!\"  a driving licence"},
      {72, 104, 10, "!\"  patience"}, END},
     "I1gw a diploma in baking\nI1w a driving licence\nI1w patience\n"},
    {"hyphens: of a compound, and of a word that was parted",
     {{72, 80, 10, "We bake day and night, and each of us does both, in turn, for the low-"},
      {72, 92, 10, "cost shop. Who has a low pulse and who can do without sleep at all is wel-"},
      {72, 104, 10, "come."}, END},
     "Pgw We bake day and night, and each of us does both, in turn, for the low-cost shop. "
     "Who has a low pulse and who can do without sleep at all is welcome.\n"},
    {"headers, footers and page numbers go; a paragraph goes on behind them",
     {{72, 40, 8, "Crumb Ltd - Baker"}, {500, 760, 8, "1 of 2"},
      {72, 100, 10, "We look for a baker who likes to get up early and who knows what good bread"},
      {72, 112, 10, "needs, who can count the rolls that go out and the coins that come in, all"},
      PAGE_END,
      {72, 40, 8, "Crumb Ltd - Baker"}, {500, 760, 8, "2 of 2"},
      {72, 100, 10, "and who is kind."}, END},
     "Pgw We look for a baker who likes to get up early and who knows what good bread needs, "
     "who can count the rolls that go out and the coins that come in, all and who is kind.\n"},
    {"two columns, one after the other",
     {{72, 80, 10, "In the left column stands the"}, {320, 82, 10, "In the right one it says what"},
      {72, 92, 10, "work: to bake bread and rolls"}, {320, 94, 10, "it takes: strong arms, a nose"},
      {72, 104, 10, "in the night, to sweep floors"}, {320, 106, 10, "for dough, and the love of it"},
      {72, 116, 10, "and to greet the first guests"}, {320, 118, 10, "that makes people get up when"},
      {72, 128, 10, "who come in for a warm roll."}, {320, 130, 10, "all others are asleep."}, END},
     "Pgw In the left column stands the work: to bake bread and rolls in the night, to sweep "
     "floors and to greet the first guests who come in for a warm roll.\n"
     "Pgw In the right one it says what it takes: strong arms, a nose for dough, and the love of "
     "it that makes people get up when all others are asleep.\n"},
    {"a column of labels, each at the middle of what it stands beside",
     {{200, 80, 10, "You bake bread and rolls in the night, you"},
      {200, 92, 10, "sweep the floors, you greet the guests who"},
      {72, 92, 10, "DUTIES:"},
      {200, 104, 10, "come in for a roll."},
      {200, 140, 10, "You have baked for three years or more and"},
      {200, 152, 10, "you know what a good loaf needs, which you"},
      {72, 152, 10, "NEEDS:"},
      {200, 164, 10, "will show us on a trial day."}, END},
     "H4gw DUTIES:\n"
     "Pgw You bake bread and rolls in the night, you sweep the floors, you greet the guests who "
     "come in for a roll.\n"
     "H4gw NEEDS:\n"
     "Pgw You have baked for three years or more and you know what a good loaf needs, which you "
     "will show us on a trial day.\n"},
    {"letters spaced out, and ligatures that came out as marks",
     {{72, 80, 10, "R e q u i r e d   Q u a l i ! c a t i o n s"},
      {72, 104, 10, "The !rst is a diploma, the second a pro!le in a !eld of baking."}, END},
     "Pgw Required Qualifications\n"
     "Pgw The first is a diploma, the second a profile in a field of baking.\n"},
    {"the line that the title a browser printed names is the first heading",
     {{40, 30, 8, "10/2/26, 18:12"}, {200, 30, 8, "Night Baker - Crumb Ltd"},
      {72, 80, 20, "CRUMB JOBS"}, {72, 110, 10, "Night Baker"},
      {72, 140, 10, "We bake when all others are asleep, and we like it that way."},
      {40, 770, 8, "https://crumb.example/jobs/1"}, {560, 770, 8, "1/1"}, END},
     "H2gw CRUMB JOBS\nH1gw Night Baker\n"
     "Pgw We bake when all others are asleep, and we like it that way.\n"},
    {"shares of the working time begin items",
     {{72, 80, 10, "60% Bake bread. Bake rolls."}, {72, 92, 10, "30% Sell them."},
      {72, 104, 10, "10% Sweep."}, END},
     "I1gw 60% Bake bread. Bake rolls.\nI1w 30% Sell them.\nI1w 10% Sweep.\n"},
    {"a table is read across",
     {{72, 80, 10, "Place:"}, {200, 80, 10, "Leeds"}, {72, 104, 10, "Hours:"}, {200, 104, 10, "40"},
      END},
     "Pgw Place: Leeds\nPgw Hours: 40\n"},
};

static void reads_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof page_cases / sizeof *page_cases; i++) {
        const struct page_case *c = &page_cases[i];
        struct pdf pdf;
        struct fg_document d;
        struct fg_error err = {0};
        struct fg_buf got = {0};
        fg_arena *arena = fg_arena_new(0);
        make_pdf(&pdf, c->lines);
        const enum fg_status status = fg_pdf_read(fg_buf_sv(&pdf.out), arena, &d, &err);
        if (status != FG_OK)
            fail_msg("%s: %s", c->why, err.message);
        fg_test_put_blocks(&got, &d);
        if (!fg_sv_eq(fg_buf_sv(&got), fg_sv_of(c->want)))
            fail_msg("%s: got\n%.*s", c->why, FG_SV_ARG(fg_buf_sv(&got)));
        fg_buf_free(&got);
        fg_buf_free(&pdf.out);
        fg_arena_free(arena);
    }
}

static void expect_failure(struct fg_sv bytes, const char *words)
{
    fg_arena *arena = fg_arena_new(0);
    struct fg_document d;
    struct fg_error err = {0};
    assert_int_equal(fg_pdf_read(bytes, arena, &d, &err), FG_EREAD);
    if (!strstr(err.message, words))
        fail_msg("\"%s\" does not say \"%s\"", err.message, words);
    fg_arena_free(arena);
}

static void says_why_it_cannot(void **state)
{
    (void)state;
    static const struct set_line nothing[] = {END};
    struct pdf pdf;
    make_pdf(&pdf, nothing);
    expect_failure(fg_buf_sv(&pdf.out), "has no text layer");
    expect_failure(FG_SV("%PDF-1.4\nnothing of the kind"), "broken or an encrypted PDF");
    const char *path = getenv("PATH");
    char *kept = strdup(path ? path : "");
    setenv("PATH", "/nowhere", 1);
    expect_failure(fg_buf_sv(&pdf.out), "apt-get install poppler-utils");
    setenv("PATH", kept, 1);
    free(kept);
    fg_buf_free(&pdf.out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_pages),
        cmocka_unit_test(says_why_it_cannot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Word documents, put together here, to blocks. */
#include "document_text.h"

#include <archive.h>
#include <archive_entry.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define P(properties, runs) "<w:p><w:pPr>" properties "</w:pPr>" runs "</w:p>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define RB(text) "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define LIST(number, level) \
    "<w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" number "\"/></w:numPr>"

static const char styles[] =
    "<w:styles " W "><w:style w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/></w:style>"
    "<w:style w:styleId=\"Own\"><w:name w:val=\"Own\"/><w:basedOn w:val=\"berschrift2\"/></w:style>"
    "<w:style w:styleId=\"Punkt\"><w:name w:val=\"List Bullet\"/><w:pPr><w:numPr>"
    "<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
    "<w:style w:styleId=\"Strong\"><w:name w:val=\"Loud\"/><w:rPr><w:b/></w:rPr></w:style></w:styles>";
static const char numbering[] =
    "<w:numbering " W "><w:abstractNum w:abstractNumId=\"7\">"
    "<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"8\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"none\"/></w:lvl>"
    "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
    "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num></w:numbering>";

static const struct body_case {
    const char *why, *body, *want;
} body_cases[] = {
    {"headings by style, by a style's style, by their own level",
     P("<w:pStyle w:val=\"berschrift2\"/>", R("About")) P("<w:pStyle w:val=\"Own\"/>", R("You"))
         P("<w:outlineLvl w:val=\"0\"/>", R("We")),
     "H2 About\nH2 You\nH1 We\n"},
    {"lists: by a style, by the paragraph, deeper, taken off, without a mark",
     P("<w:pStyle w:val=\"Punkt\"/>", R("one")) P(LIST("1", "0"), R("two"))
         P(LIST("1", "1"), R("two.one"))
             P("<w:pStyle w:val=\"Punkt\"/>" LIST("0", "0"), R("text")) P(LIST("2", "0"), R("plain")),
     "I1 one\nI1 two\nI2 two.one\nP text\nP plain\n"},
    {"runs are joined, entities read, hyphens and tabs kept",
     "<w:p>" R("R&amp;") R("D ") "<w:r><w:t>self</w:t><w:noBreakHyphen/><w:t>made</w:t><w:tab/>"
     "<w:t>end</w:t></w:r></w:p>",
     "P R&D self-made end\n"},
    {"bold paragraphs, by run and by style, and a bold start",
     "<w:p>" RB("You have") "</w:p>" P("<w:pStyle w:val=\"Strong\"/>", R("You do"))
     "<w:p>" RB("Education: ") R("a degree") "</w:p>",
     "Pb You have\nPb You do\nP Education: a degree\n"},
    {"what is deleted, moved away or hidden, and a text box's second form",
     "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
     "<w:moveFrom>" R("gone") "</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
     "<w:ins>" R("new") "</w:ins></w:p><w:p><w:r><mc:AlternateContent xmlns:mc=\"x\"><mc:Choice>"
     "<w:txbxContent><w:p>" R("in a box") "</w:p></w:txbxContent></mc:Choice><mc:Fallback>"
     "<w:txbxContent><w:p>" R("in a box") "</w:p></w:txbxContent></mc:Fallback>"
     "</mc:AlternateContent></w:r>" R("around it") "</w:p>",
     "P new\nP in a box\nP around it\n"},
    {"breaks part lines, empty paragraphs leave a gap",
     "<w:p><w:r><w:t>- one</w:t><w:br/><w:t>- two</w:t></w:r></w:p><w:p/><w:p>" R("end") "</w:p>",
     "I1 one\nI1 two\nPg end\n"},
    {"a table's cells, lists in them, and a table that is only a frame",
     "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p>" R("Place")
     "</w:p></w:tc><w:tc><w:p>" R("Leeds") "</w:p>" P(LIST("1", "0"), R("item"))
     "</w:tc></w:tr></w:tbl><w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p>"
     R("framed") "</w:p></w:tc></w:tr></w:tbl>",
     "C1 Place\nC2 Leeds\nI1 item\nP framed\n"},
    {"a short line in much larger type",
     "<w:p><w:r><w:rPr><w:sz w:val=\"32\"/></w:rPr><w:t>Baker</w:t></w:r></w:p>"
     "<w:p><w:r><w:rPr><w:sz w:val=\"20\"/></w:rPr><w:t>We look for a baker.</w:t></w:r></w:p>",
     "H2 Baker\nP We look for a baker.\n"},
    {"a document that breaks off", "<w:p>" R("begun") "<w:p", "P begun\n"},
};

/* ---- ZIP archives ---- */

static void add_file(struct archive *a, const char *name, struct fg_sv bytes)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)bytes.n);
    assert_int_equal(archive_write_header(a, entry), ARCHIVE_OK);
    assert_int_equal(archive_write_data(a, bytes.p, bytes.n), bytes.n);
    archive_entry_free(entry);
}

static struct archive *begin_zip(char *bytes, size_t size, size_t *used)
{
    struct archive *a = archive_write_new();
    archive_write_set_format_zip(a);
    assert_int_equal(archive_write_open_memory(a, bytes, size, used), ARCHIVE_OK);
    return a;
}

static struct fg_sv make_docx(const char *body, char *bytes, size_t size)
{
    size_t used = 0;
    struct fg_buf document = {0};
    struct archive *a = begin_zip(bytes, size, &used);
    fg_buf_addf(&document, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document " W "><w:body>%s"
                           "</w:body></w:document>", body);
    add_file(a, "[Content_Types].xml", FG_SV("<Types/>"));
    add_file(a, "word/document.xml", fg_buf_sv(&document));
    add_file(a, "word/styles.xml", fg_sv_of(styles));
    add_file(a, "word/numbering.xml", fg_sv_of(numbering));
    archive_write_free(a);
    fg_buf_free(&document);
    return (struct fg_sv){bytes, used};
}

static void reads_bodies(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof body_cases / sizeof *body_cases; i++) {
        const struct body_case *c = &body_cases[i];
        char bytes[64 * 1024];
        struct fg_document d;
        struct fg_error err = {0};
        struct fg_buf got = {0};
        fg_arena *arena = fg_arena_new(0);
        const struct fg_sv docx = make_docx(c->body, bytes, sizeof bytes);
        if (fg_docx_read(docx, arena, &d, &err) != FG_OK)
            fail_msg("%s: %s", c->why, err.message);
        fg_test_put_blocks(&got, &d);
        if (!fg_sv_eq(fg_buf_sv(&got), fg_sv_of(c->want)))
            fail_msg("%s: got\n%.*s", c->why, FG_SV_ARG(fg_buf_sv(&got)));
        fg_buf_free(&got);
        fg_arena_free(arena);
    }
}

static void marks_a_bold_start(void **state)
{
    (void)state;
    char bytes[64 * 1024];
    struct fg_document d;
    fg_arena *arena = fg_arena_new(0);
    const struct fg_sv docx =
        make_docx("<w:p>" RB("Education: ") R("a degree") "</w:p>", bytes, sizeof bytes);
    assert_int_equal(fg_docx_read(docx, arena, &d, NULL), FG_OK);
    assert_int_equal(d.blocks[0].lead, strlen("Education:"));
    fg_arena_free(arena);
}

static void expect_failure(struct fg_sv bytes, enum fg_status want, const char *words)
{
    fg_arena *arena = fg_arena_new(0);
    struct fg_document d;
    struct fg_error err = {0};
    assert_int_equal(fg_docx_read(bytes, arena, &d, &err), want);
    if (!strstr(err.message, words))
        fail_msg("\"%s\" does not say \"%s\"", err.message, words);
    fg_arena_free(arena);
}

static void refuses_other_archives(void **state)
{
    (void)state;
    char bytes[64 * 1024];
    size_t used = 0;
    struct archive *a = begin_zip(bytes, sizeof bytes, &used);
    add_file(a, "a.txt", FG_SV("text"));
    archive_write_free(a);
    expect_failure((struct fg_sv){bytes, used}, FG_EREAD, "no Word document");
    expect_failure(fg_sv_sub((struct fg_sv){bytes, used}, 0, 20), FG_EREAD, "broken ZIP archive");
}

static void bounds_a_bomb(void **state)
{
    (void)state;
    enum { HUGE_MEMBER = 40 * 1024 * 1024, ROOM = 1024 * 1024 };
    char *bytes = malloc(ROOM), *zeros = calloc(1, HUGE_MEMBER);
    size_t used = 0;
    assert_non_null(bytes);
    assert_non_null(zeros);
    struct archive *a = begin_zip(bytes, ROOM, &used);
    add_file(a, "word/document.xml", (struct fg_sv){zeros, HUGE_MEMBER});
    archive_write_free(a);
    expect_failure((struct fg_sv){bytes, used}, FG_ELIMIT, "bomb");
    free(bytes);
    free(zeros);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_bodies),
        cmocka_unit_test(marks_a_bold_start),
        cmocka_unit_test(refuses_other_archives),
        cmocka_unit_test(bounds_a_bomb),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

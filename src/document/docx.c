#include "document/paragraph.h"
#include "document/word_styles.h"
#include "document/zip.h"

#include <string.h>

/* WordprocessingML, element by element, straight into blocks. Source: ECMA-376,
 * part 1, 17.3 (paragraphs and runs), 17.4 (tables), 17.9 (numbering). */

enum { MOST_NESTED = 8 };

enum element {
    PARAGRAPH, PARAGRAPH_PROPERTIES, RUN, RUN_PROPERTIES, TEXT, TAB, BREAK, HYPHEN, LINK,
    TABLE, COLUMN, ROW, CELL, STYLE, HIDDEN, SKIPPED, OTHER
};

static const struct {
    const char *name;
    enum element element;
} elements[] = {
    {"p", PARAGRAPH},     {"pPr", PARAGRAPH_PROPERTIES}, {"r", RUN},
    {"rPr", RUN_PROPERTIES}, {"t", TEXT},                {"tab", TAB},
    {"br", BREAK},        {"cr", BREAK},                 {"noBreakHyphen", HYPHEN},
    {"hyperlink", LINK},  {"tbl", TABLE},                {"gridCol", COLUMN},
    {"tr", ROW},          {"tc", CELL},                  {"pStyle", STYLE},
    {"vanish", HIDDEN},
    {"moveFrom", SKIPPED}, {"del", SKIPPED},             {"Fallback", SKIPPED},
};

static enum element element_of(const xmlChar *name)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (strcmp((const char *)name, elements[i].name) == 0)
            return elements[i].element;
    return OTHER;
}

/* A paragraph being read: text boxes have paragraphs inside paragraphs. */
struct paragraph {
    struct fg_paragraph text;
    struct fg_word_style style; /* its own properties, then its style's */
    struct fg_sv style_id;
};

struct reader {
    struct fg_block_builder *out;
    struct fg_paragraphs paragraphs;
    struct fg_word_styles styles;
    struct paragraph stack[MOST_NESTED];
    unsigned depth;             /* open paragraphs */
    unsigned too_deep, skipped;
    bool in_paragraph_properties, in_run_properties, in_text, run_hidden;
    struct fg_word_style run;
    unsigned links, tables, columns, column;
};

static struct paragraph *now(struct reader *r)
{
    return r->depth ? &r->stack[r->depth - 1] : NULL;
}

/* ---- text ---- */

static void add_text(struct reader *r, struct fg_sv s)
{
    struct paragraph *p = now(r);
    if (!p || r->skipped || r->run_hidden)
        return;
    const struct fg_run run = {
        .bold = r->run.bold >= 0 ? r->run.bold : p->style.bold == 1,
        .emphasis = r->run.emphasis >= 0 ? r->run.emphasis : p->style.emphasis == 1,
        .link = r->links > 0,
        .half_points = r->run.half_points ? r->run.half_points : p->style.half_points};
    fg_paragraph_add(&p->text, s, &run);
}

static void on_text(void *context, const xmlChar *text, int n)
{
    struct reader *r = context;
    if (r->in_text)
        add_text(r, (struct fg_sv){(const char *)text, (size_t)n});
}

/* ---- paragraphs to blocks ---- */

static void set_kind(const struct reader *r, const struct paragraph *p, struct fg_block *block)
{
    bool bullet;
    if (p->style.heading) {
        block->kind = FG_BLOCK_HEADING;
        block->level = p->style.heading < 6 ? p->style.heading : 6;
    } else if (fg_word_is_listed(&r->styles, p->style.number, p->style.level, &bullet)) {
        block->kind = FG_BLOCK_ITEM;
        block->level = p->style.level + 1;
        block->list = (uint32_t)p->style.number;
        block->flags |= bullet ? FG_BLOCK_BULLET : 0;
    } else if (r->tables && r->columns > 1) {
        block->kind = FG_BLOCK_CELL;
        block->level = r->column;
    }
}

static void end_paragraph(struct reader *r)
{
    struct paragraph *p = now(r);
    struct fg_block block = {.kind = FG_BLOCK_PARAGRAPH};
    set_kind(r, p, &block);
    if (!p->text.visible && !r->skipped)
        r->out->gap = FG_BLOCK_GAP;
    fg_paragraphs_end(&r->paragraphs, &p->text, block);
    r->depth--;
}

static void begin_paragraph(struct reader *r)
{
    if (r->depth == MOST_NESTED) {
        r->too_deep++;
        return;
    }
    r->stack[r->depth++] = (struct paragraph){
        .text.text = {.ceiling = r->out->text.ceiling},
        .style = {.number = -1, .bold = -1, .emphasis = -1}};
}

/* The paragraph's own properties, laid over its style's. */
static void end_properties(struct reader *r)
{
    struct paragraph *p = now(r);
    r->in_paragraph_properties = false;
    if (!p)
        return;
    struct fg_word_style style = fg_word_style_of(&r->styles, p->style_id);
    if (p->style.heading)
        style.heading = p->style.heading;
    if (p->style.number >= 0) {
        style.number = p->style.number;
        style.level = p->style.level;
    }
    p->style = style;
}

/* ---- elements ---- */

static void start_property(struct reader *r, const char *name, struct fg_sv value)
{
    struct paragraph *p = now(r);
    if (r->in_run_properties && !r->in_paragraph_properties)
        fg_word_style_element(&r->run, name, value);
    else if (r->in_paragraph_properties && !r->in_run_properties && p)
        fg_word_style_element(&p->style, name, value);
}

static void start_run(struct reader *r)
{
    r->run = (struct fg_word_style){.number = -1, .bold = -1, .emphasis = -1};
    r->run_hidden = false;
}

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix,
                     const xmlChar *uri, int n_ns, const xmlChar **ns, int n, int n_default,
                     const xmlChar **attributes)
{
    struct reader *r = context;
    (void)prefix, (void)uri, (void)n_ns, (void)ns, (void)n_default;
    const struct fg_sv value = fg_xml_attribute(n, attributes, "val");
    switch (element_of(local)) {
    case PARAGRAPH: begin_paragraph(r); break;
    case PARAGRAPH_PROPERTIES: r->in_paragraph_properties = true; break;
    case RUN: start_run(r); break;
    case RUN_PROPERTIES: r->in_run_properties = true; break;
    case TEXT: r->in_text = true; break;
    case TAB:
        if (!r->in_paragraph_properties) /* there it is a tab stop's place */
            add_text(r, FG_SV(" "));
        break;
    case BREAK: add_text(r, FG_SV("\n")); break;
    case HYPHEN: add_text(r, FG_SV("-")); break;
    case LINK: r->links++; break;
    case TABLE: r->tables++, r->columns = 0; break;
    case COLUMN: r->columns++; break;
    case ROW: r->column = 0; break;
    case CELL: r->column++; break;
    case STYLE:
        if (now(r))
            now(r)->style_id = fg_arena_sv(r->out->arena, value);
        break;
    case HIDDEN: r->run_hidden = !r->in_paragraph_properties; break;
    case SKIPPED: r->skipped++; break;
    case OTHER: start_property(r, (const char *)local, value); break;
    }
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    struct reader *r = context;
    (void)prefix, (void)uri;
    switch (element_of(local)) {
    case PARAGRAPH:
        if (r->too_deep)
            r->too_deep--;
        else if (r->depth)
            end_paragraph(r);
        break;
    case PARAGRAPH_PROPERTIES: end_properties(r); break;
    case RUN: start_run(r); break;
    case RUN_PROPERTIES: r->in_run_properties = false; break;
    case TEXT: r->in_text = false; break;
    case LINK: r->links -= r->links > 0; break;
    case TABLE: r->tables -= r->tables > 0; break;
    case SKIPPED: r->skipped -= r->skipped > 0; break;
    default: break;
    }
}

static enum fg_status read_document(const struct fg_zip_member *members, fg_arena *arena,
                                    struct fg_document *out, struct fg_error *err)
{
    const xmlSAXHandler sax = {.startElementNs = on_start, .endElementNs = on_end,
                               .characters = on_text, .ignorableWhitespace = on_text};
    struct fg_block_builder b;
    struct reader *r = fg_arena_calloc(arena, 1, sizeof *r);
    if (!r)
        return fg_fail_memory(err);
    if (fg_libxml_load(err) != FG_OK)
        return FG_EREAD;
    fg_blocks_begin(&b, arena);
    r->out = r->paragraphs.out = &b;
    fg_word_styles_read(&r->styles, members[1].bytes, members[2].bytes, arena);
    const bool whole = fg_xml_parse(members[0].bytes, &sax, r);
    while (r->depth)
        end_paragraph(r);
    return fg_paragraphs_finish(&r->paragraphs, whole, "is a broken Word document", out, err);
}

enum fg_status fg_docx_read(struct fg_sv bytes, fg_arena *arena, struct fg_document *out,
                            struct fg_error *err)
{
    struct fg_zip_member members[] = {
        {.name = "word/document.xml"}, {.name = "word/styles.xml"}, {.name = "word/numbering.xml"}};
    *out = (struct fg_document){.origin = FG_FROM_PAGE};
    enum fg_status status =
        fg_zip_read(bytes, members, sizeof members / sizeof *members, arena, err);
    if (status == FG_OK && !members[0].bytes.p)
        status = fg_fail(err, FG_EREAD, "is a ZIP archive, but no Word document");
    return status == FG_OK ? read_document(members, arena, out, err) : status;
}

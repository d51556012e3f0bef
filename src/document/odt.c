/* OpenDocument text, element by element, straight into blocks. Source: OASIS, OpenDocument
 * 1.3, part 3: 5 (paragraphs, lists), 9 (tables), 16 (styles). */
#include "document/formats.h"
#include "document/paragraph.h"
#include "document/xml.h"
#include "document/zip.h"

#include <string.h>

enum { MOST_NESTED = 8, MOST_RUNS = 32, MOST_LISTS = 10, MOST_BASES = 12 };

enum element {
    BODY, HEADING, PARAGRAPH, SPAN, LINK, TAB, BREAK, SPACES, LIST, ITEM, TABLE, COLUMN, ROW, CELL,
    SKIPPED, STYLE, TYPE, LIST_STYLE, BULLET, OTHER
};

static const struct {
    const char *name;
    enum element element;
} elements[] = {
    {"h", HEADING},          {"p", PARAGRAPH},
    {"span", SPAN},          {"a", LINK},              {"tab", TAB},
    {"line-break", BREAK},   {"s", SPACES},            {"list", LIST},
    {"list-item", ITEM},     {"table", TABLE},         {"table-column", COLUMN},
    {"table-row", ROW},      {"table-cell", CELL},     {"style", STYLE},
    {"text-properties", TYPE}, {"list-style", LIST_STYLE},
    {"list-level-style-bullet", BULLET},
    {"tracked-changes", SKIPPED}, {"annotation", SKIPPED}, {"note", SKIPPED},
    {"ruby-text", SKIPPED},  {"sequence-decls", SKIPPED}, {"table-of-content", SKIPPED},
};

/* A number's format has a "text", too. */
static enum element element_of(const xmlChar *name, const xmlChar *prefix)
{
    if (strcmp((const char *)name, "text") == 0)
        return prefix && strcmp((const char *)prefix, "office") == 0 ? BODY : OTHER;
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (strcmp((const char *)name, elements[i].name) == 0)
            return elements[i].element;
    return OTHER;
}

/* What a style says of itself; what it does not is its parent's. */
struct style {
    struct fg_sv parent;
    int bold, emphasis;          /* 1, 0; -1: not said */
    unsigned half_points, outline; /* 0: not said */
    unsigned bullets;            /* of a list style: a bit a level that has a bullet */
};

struct reader {
    struct fg_block_builder *out;
    struct fg_paragraphs paragraphs;
    struct fg_map names;
    FG_VEC(struct style) styles;
    uint32_t defined;            /* style whose properties are read now; FG_MAP_NONE */
    bool in_body;
    unsigned skipped, too_deep;
    struct open_paragraph {
        struct fg_paragraph text;
        struct fg_block block;
        unsigned runs;           /* open when it began */
    } stack[MOST_NESTED];
    unsigned depth;
    struct fg_run runs[MOST_RUNS];
    unsigned n_runs, more_runs;
    unsigned lists, list_depth, tables, columns, column;
    bool item_begins;
    unsigned bullets[MOST_LISTS];
};

/* ---- styles ---- */

static struct style *style_named(struct reader *r, struct fg_sv name)
{
    const uint32_t at = name.n ? fg_map_get(&r->names, name) : FG_MAP_NONE;
    return at != FG_MAP_NONE ? &r->styles.at[at] : NULL;
}

static void define(struct reader *r, int n, const xmlChar **a)
{
    const struct fg_sv name = fg_arena_sv(r->out->arena, fg_xml_attribute(n, a, "name"));
    const struct fg_sv outline = fg_xml_attribute(n, a, "default-outline-level");
    uint32_t *slot = fg_map_put(&r->names, r->out->arena, name);
    struct style *style = slot ? fg_vec_add(r->out->arena, &r->styles) : NULL;
    r->defined = FG_MAP_NONE;
    if (!style)
        return;
    *slot = r->defined = (uint32_t)r->styles.n - 1;
    *style = (struct style){
        .parent = fg_arena_sv(r->out->arena, fg_xml_attribute(n, a, "parent-style-name")),
        .bold = -1, .emphasis = -1};
    if (outline.n == 1 && fg_is_digit(outline.p[0]))
        style->outline = (unsigned)(outline.p[0] - '0');
}

/* "12pt", "12.5pt" -> half points; other units are not met in practice. */
static unsigned half_points(struct fg_sv s)
{
    unsigned n = 0;
    size_t i = 0;
    for (; i < s.n && i < 3 && fg_is_digit(s.p[i]); i++)
        n = n * 10 + (unsigned)(s.p[i] - '0');
    const bool half = i + 1 < s.n && s.p[i] == '.' && s.p[i + 1] >= '5';
    return fg_sv_ends(s, FG_SV("pt")) ? n * 2 + half : 0;
}

static void take_type(struct reader *r, int n, const xmlChar **a)
{
    struct style *s = r->defined != FG_MAP_NONE ? &r->styles.at[r->defined] : NULL;
    if (!s)
        return;
    const struct fg_sv weight = fg_xml_attribute(n, a, "font-weight");
    const struct fg_sv slant = fg_xml_attribute(n, a, "font-style");
    const struct fg_sv line = fg_xml_attribute(n, a, "text-underline-style");
    const struct fg_sv size = fg_xml_attribute(n, a, "font-size");
    if (weight.n)
        s->bold = fg_sv_eq(weight, FG_SV("bold")) || (weight.p[0] >= '6' && weight.p[0] <= '9');
    if (line.n && !fg_sv_eq(line, FG_SV("none")))
        s->bold = 1;
    if (slant.n)
        s->emphasis = !fg_sv_eq(slant, FG_SV("normal"));
    if (size.n)
        s->half_points = half_points(size);
}

static struct style whole_style(struct reader *r, struct fg_sv name)
{
    struct style all = {.bold = -1, .emphasis = -1};
    const struct style *s = style_named(r, name);
    for (int i = 0; s && i < MOST_BASES; i++, s = style_named(r, s->parent)) {
        all.bold = all.bold >= 0 ? all.bold : s->bold;
        all.emphasis = all.emphasis >= 0 ? all.emphasis : s->emphasis;
        all.half_points = all.half_points ? all.half_points : s->half_points;
        all.outline = all.outline ? all.outline : s->outline;
    }
    return all;
}

/* ---- runs ---- */

static struct fg_run run_now(const struct reader *r)
{
    return r->n_runs ? r->runs[r->n_runs - 1] : (struct fg_run){0};
}

static void push_run(struct reader *r, struct fg_run base, struct fg_sv name, bool link)
{
    const struct style s = whole_style(r, name);
    if (r->n_runs == MOST_RUNS) {
        r->more_runs++;
        return;
    }
    base.bold = s.bold >= 0 ? s.bold : base.bold;
    base.emphasis = s.emphasis >= 0 ? s.emphasis : base.emphasis;
    base.half_points = s.half_points ? s.half_points : base.half_points;
    base.link |= link;
    r->runs[r->n_runs++] = base;
}

static void pop_run(struct reader *r)
{
    if (r->more_runs)
        r->more_runs--;
    else if (r->n_runs)
        r->n_runs--;
}

/* ---- text ---- */

static void add_text(struct reader *r, struct fg_sv s)
{
    const struct fg_run run = run_now(r);
    if (r->depth && !r->skipped && !r->too_deep)
        fg_paragraph_add(&r->stack[r->depth - 1].text, s, &run);
}

/* Runs of white space are one blank: others are written as elements. Line ends in the
 * file are no breaks. */
static void on_text(void *context, const xmlChar *text, int n)
{
    struct reader *r = context;
    struct fg_sv rest = {(const char *)text, (size_t)n}, line;
    while (rest.n && fg_sv_next(&rest, '\n', &line)) {
        add_text(r, line);
        if (rest.p)
            add_text(r, FG_SV(" "));
    }
}

/* ---- paragraphs ---- */

static unsigned level_of(struct fg_sv s)
{
    return s.n == 1 && s.p[0] >= '1' && s.p[0] <= '6' ? (unsigned)(s.p[0] - '0') : 6;
}

static void set_kind(struct reader *r, const struct style *style, bool heading, struct fg_sv level,
                     struct fg_block *block)
{
    if (heading || style->outline) {
        block->kind = FG_BLOCK_HEADING;
        block->level = level.n ? level_of(level) : style->outline < 6 ? style->outline : 6;
    } else if (r->list_depth && r->item_begins) {
        const unsigned at = r->list_depth < MOST_LISTS ? r->list_depth - 1 : MOST_LISTS - 1;
        block->kind = FG_BLOCK_ITEM;
        block->level = r->list_depth;
        block->list = r->lists;
        block->flags = r->bullets[at] >> at & 1 ? FG_BLOCK_BULLET : 0;
    } else if (r->tables && r->columns > 1) {
        block->kind = FG_BLOCK_CELL;
        block->level = r->column;
    }
}

static void begin_paragraph(struct reader *r, bool heading, int n, const xmlChar **a)
{
    const struct fg_sv name = fg_xml_attribute(n, a, "style-name");
    const struct style style = whole_style(r, name);
    if (r->depth == MOST_NESTED || r->too_deep) {
        r->too_deep++;
        return;
    }
    struct open_paragraph *p = &r->stack[r->depth++];
    *p = (struct open_paragraph){.block.kind = FG_BLOCK_PARAGRAPH, .runs = r->n_runs};
    p->text.text.ceiling = r->out->text.ceiling;
    set_kind(r, &style, heading, fg_xml_attribute(n, a, "outline-level"), &p->block);
    push_run(r, (struct fg_run){0}, name, false);
    r->item_begins = false;
}

static void end_paragraph(struct reader *r)
{
    struct open_paragraph *p = &r->stack[--r->depth];
    r->n_runs = p->runs;
    r->more_runs = 0;
    if (!p->text.visible && !r->skipped)
        r->out->gap = FG_BLOCK_GAP;
    fg_paragraphs_end(&r->paragraphs, &p->text, p->block);
}

static void begin_list(struct reader *r, struct fg_sv name)
{
    const struct style *s = style_named(r, name);
    const unsigned d = r->list_depth++;
    r->lists += d == 0;
    if (d < MOST_LISTS) /* a list in a list has the style of the outer one */
        r->bullets[d] = s ? s->bullets : d > 0 ? r->bullets[d - 1] : ~0u;
}

/* ---- elements ---- */

static void define_bullet(struct reader *r, int n, const xmlChar **a)
{
    uint32_t level = 0;
    if (r->defined != FG_MAP_NONE && fg_sv_to_u32(fg_xml_attribute(n, a, "level"), &level) &&
        level >= 1 && level <= MOST_LISTS)
        r->styles.at[r->defined].bullets |= 1u << (level - 1);
}

static void on_start(void *context, const xmlChar *local, const xmlChar *prefix,
                     const xmlChar *uri, int n_ns, const xmlChar **ns, int n, int n_default,
                     const xmlChar **a)
{
    struct reader *r = context;
    const enum element e = element_of(local, prefix);
    (void)uri, (void)n_ns, (void)ns, (void)n_default;
    if (!r->in_body) {
        switch (e) {
        case BODY: r->in_body = true; break;
        case STYLE: case LIST_STYLE: define(r, n, a); break;
        case TYPE: take_type(r, n, a); break;
        case BULLET: define_bullet(r, n, a); break;
        default: break;
        }
        return;
    }
    switch (e) {
    case HEADING: case PARAGRAPH: begin_paragraph(r, e == HEADING, n, a); break;
    case SPAN: case LINK:
        push_run(r, run_now(r), fg_xml_attribute(n, a, "style-name"), e == LINK);
        break;
    case TAB: case SPACES: add_text(r, FG_SV(" ")); break;
    case BREAK: add_text(r, FG_SV("\n")); break;
    case LIST: begin_list(r, fg_xml_attribute(n, a, "style-name")); break;
    case ITEM: r->item_begins = true; break;
    case TABLE: r->tables++; r->columns = 0; break;
    case COLUMN: {
        uint32_t repeated = 1;
        fg_sv_to_u32(fg_xml_attribute(n, a, "number-columns-repeated"), &repeated);
        r->columns += repeated;
        break;
    }
    case ROW: r->column = 0; break;
    case CELL: r->column++; break;
    case SKIPPED: r->skipped++; break;
    default: break;
    }
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    struct reader *r = context;
    const enum element e = element_of(local, prefix);
    (void)uri;
    if (!r->in_body) {
        r->defined = e == STYLE || e == LIST_STYLE ? FG_MAP_NONE : r->defined;
        return;
    }
    switch (e) {
    case BODY: r->in_body = false; break;
    case HEADING: case PARAGRAPH:
        if (r->too_deep)
            r->too_deep--;
        else if (r->depth)
            end_paragraph(r);
        break;
    case SPAN: case LINK: pop_run(r); break;
    case LIST: r->list_depth -= r->list_depth > 0; break;
    case TABLE: r->tables -= r->tables > 0; break;
    case SKIPPED: r->skipped -= r->skipped > 0; break;
    default: break;
    }
}

/* ---- the document ---- */

/* The archive's first member says what it is, unpacked; or it is all in one XML file, whose
 * root has some forty namespaces to name first. */
bool fg_told_odt(struct fg_sv s)
{
    const struct fg_sv head = fg_sv_sub(s, 0, fg_sv_starts(s, FG_SV("PK")) ? 1024 : 16 * 1024);
    return (fg_sv_starts(s, FG_SV("PK\3\4")) || fg_sv_starts(s, FG_SV("<?xml"))) &&
           fg_sv_find(head, FG_SV("application/vnd.oasis.opendocument.text")) != SIZE_MAX;
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
    r->defined = FG_MAP_NONE;
    if (members[1].bytes.n)
        fg_xml_parse(members[1].bytes, &sax, r);
    r->in_body = false;
    const bool whole = fg_xml_parse(members[0].bytes, &sax, r);
    while (r->depth)
        end_paragraph(r);
    return fg_paragraphs_finish(&r->paragraphs, whole, "is a broken OpenDocument text", out, err);
}

enum fg_status fg_odt_read(struct fg_sv bytes, fg_arena *arena, struct fg_document *out,
                           struct fg_error *err)
{
    struct fg_zip_member members[] = {{.name = "content.xml"}, {.name = "styles.xml"}};
    *out = (struct fg_document){.origin = FG_FROM_PAGE};
    enum fg_status status = FG_OK;
    if (fg_sv_starts(bytes, FG_SV("PK")))
        status = fg_zip_read(bytes, members, sizeof members / sizeof *members, arena, err);
    else
        members[0].bytes = bytes;
    if (status == FG_OK && !members[0].bytes.p)
        status = fg_fail(err, FG_EREAD, "is an OpenDocument text without its content");
    return status == FG_OK ? read_document(members, arena, out, err) : status;
}

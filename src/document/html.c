#include "document/html.h"

#include "document/entity.h"
#include "document/html_element.h"
#include "document/html_lean.h"
#include "document/html_look.h"
#include "document/script.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* libxml2's SAX events straight into blocks. The parser closes what pages leave
 * open, but in the HTML 4 way: nesting is a hint, and every block-level element
 * starts a new block wherever it stands. */

/* An open element and what it changed, to be undone at its end. */
struct open {
    const struct fg_html_element *element;
    enum fg_block_kind kind;
    unsigned level, flags, list, list_depth, column;
    unsigned bold, emphasis, link, title, skip;
    bool first_in_item;
};

enum { MOST_OPEN = 512 };

struct reader {
    struct fg_block_builder *out;
    struct fg_html_page *page;     /* NULL: a fragment */
    struct fg_arena *arena;
    unsigned depth, too_deep;
    unsigned lists;                /* numbered so far */
    struct fg_buf text;            /* of the block being read */
    size_t visible, bold, emphasis, link, title; /* its bytes without white space, by style */
    size_t lead;                   /* bytes of `text` up to the end of its styled start */
    bool lead_open, after_break;
    const struct fg_html_lean *lean; /* NULL: a fragment, parsed as it is */
    size_t next_text;              /* of `lean` */
    bool in_title;
    struct open stack[MOST_OPEN];  /* the last: past `depth` nothing of it is set */
};

static struct open *top(struct reader *r)
{
    return &r->stack[r->depth];
}

/* ---- text into blocks ---- */

static bool ends_sentence(struct fg_sv s)
{
    s = fg_sv_trim(s);
    return s.n && strchr(".:;!?", s.p[s.n - 1]);
}

/* Whether a line behind <br> only goes on with the line before it: a hard-wrapped
 * paragraph, not a list. */
static bool continues(const struct reader *r)
{
    enum { WRAP_WIDTH = 60 };
    const struct fg_block_builder *b = r->out;
    if (!r->after_break || b->blocks.n == 0)
        return false;
    const struct fg_block *last = &b->blocks.at[b->blocks.n - 1];
    if (last->text.n < WRAP_WIDTH || last->kind != FG_BLOCK_PARAGRAPH ||
        ends_sentence((struct fg_sv){b->text.p + last->at, last->text.n}))
        return false;
    return fg_utf8_lower_at(fg_sv_trim(fg_buf_sv(&r->text)), 0);
}

/* Goes on with the last block of the builder instead of adding one. */
static void append_to_last(struct reader *r)
{
    struct fg_block_builder *b = r->out;
    struct fg_block last = b->blocks.at[--b->blocks.n];
    struct fg_buf joined = {.ceiling = r->text.ceiling};
    fg_buf_add(&joined, (struct fg_sv){b->text.p + last.at, last.text.n});
    fg_buf_addc(&joined, ' ');
    fg_buf_add(&joined, fg_buf_sv(&r->text));
    b->text.n = last.at;
    last.flags &= ~(unsigned)(FG_BLOCK_BOLD | FG_BLOCK_EMPHASIS);
    fg_blocks_add(b, &last, fg_buf_sv(&joined));
    fg_buf_free(&joined);
}

static void style_flags(const struct reader *r, struct fg_block *proto)
{
    if (r->visible == 0)
        return;
    if (r->bold == r->visible)
        proto->flags |= FG_BLOCK_BOLD;
    if (r->emphasis == r->visible)
        proto->flags |= FG_BLOCK_EMPHASIS;
    if (r->link * 10 >= r->visible * 9)
        proto->flags |= FG_BLOCK_LINK;
    if (r->title == r->visible)
        proto->flags |= FG_BLOCK_TITLE;
    proto->lead = (uint32_t)r->lead;
}

static void flush(struct reader *r, bool by_break)
{
    struct open *o = top(r);
    if (r->visible && continues(r)) {
        append_to_last(r);
    } else if (r->visible) {
        struct fg_block proto = {.kind = o->kind, .level = o->level, .flags = o->flags,
                                 .list = o->list};
        if (o->kind == FG_BLOCK_ITEM && !o->first_in_item)
            proto.kind = FG_BLOCK_PARAGRAPH; /* a second paragraph of one item */
        if (o->kind == FG_BLOCK_CELL)
            proto.level = o->column;
        if (r->after_break)
            proto.flags |= FG_BLOCK_AFTER_BREAK;
        style_flags(r, &proto);
        fg_blocks_add(r->out, &proto, fg_buf_sv(&r->text));
        for (unsigned i = r->depth; o->kind == FG_BLOCK_ITEM && i > 0; i--) {
            r->stack[i].first_in_item = false;
            if (r->stack[i].element && r->stack[i].element->role == FG_ELEMENT_ITEM)
                break;
        }
    }
    if (r->visible || !by_break)
        r->after_break = by_break && r->visible;
    fg_buf_clear(&r->text);
    r->visible = r->bold = r->emphasis = r->link = r->title = r->lead = 0;
    r->lead_open = true;
}

static void add_text(struct reader *r, struct fg_sv s)
{
    const struct open *o = top(r);
    size_t visible = 0;
    for (size_t i = 0; i < s.n; i++)
        visible += !fg_is_space(s.p[i]);
    const bool styled = o->bold || o->emphasis;
    fg_buf_add(&r->text, s);
    r->visible += visible;
    r->bold += o->bold ? visible : 0;
    r->emphasis += o->emphasis ? visible : 0;
    r->link += o->link ? visible : 0;
    r->title += o->title ? visible : 0;
    if (visible && !styled)
        r->lead_open = false;
    if (styled && r->lead_open)
        r->lead = r->text.n;
    if (r->page && !(o->flags & FG_BLOCK_HIDDEN))
        r->page->visible_bytes += visible;
}

static void take_text(struct reader *r, struct fg_sv s)
{
    if (r->in_title && r->page)
        fg_buf_add(&r->page->title, s);
    else if (top(r)->skip == 0) {
        add_text(r, s);
        if (r->page && r->page->microdata)
            fg_microdata_text(r->page->microdata, s);
    }
    else if (r->page)
        r->page->script_bytes += s.n;
}

/* Texts that were left out of what is parsed are taken where their marks stand. */
static void on_text(void *ctx, const xmlChar *text, int n)
{
    struct reader *r = ctx;
    struct fg_sv s = {(const char *)text, (size_t)n};
    while (r->lean && r->next_text < r->lean->texts.n) {
        const size_t mark = fg_sv_find(s, FG_SV(FG_HTML_TEXT));
        if (mark == SIZE_MAX)
            break;
        take_text(r, fg_sv_sub(s, 0, mark));
        take_text(r, r->lean->texts.at[r->next_text++]);
        s = fg_sv_sub(s, mark + strlen(FG_HTML_TEXT), s.n);
    }
    take_text(r, s);
}

/* ---- elements ---- */

static struct fg_sv attribute(const xmlChar **atts, const char *name)
{
    for (; atts && atts[0]; atts += 2)
        if (strcmp((const char *)atts[0], name) == 0)
            return fg_sv_of((const char *)atts[1]);
    return (struct fg_sv){0};
}

static bool has(const xmlChar **atts, const char *name)
{
    for (; atts && atts[0]; atts += 2)
        if (strcmp((const char *)atts[0], name) == 0)
            return true;
    return false;
}

static bool is_hidden(const xmlChar **atts)
{
    return has(atts, "hidden") || fg_sv_eq_nocase(attribute(atts, "aria-hidden"), FG_SV("true")) ||
           (fg_html_style(attribute(atts, "style")) & FG_HTML_UNSEEN);
}

static bool is_bold_style(const xmlChar **atts)
{
    return fg_html_style(attribute(atts, "style")) & FG_HTML_BOLD;
}

static void on_meta(struct reader *r, const xmlChar **atts)
{
    struct fg_sv name = attribute(atts, "property");
    if (!name.n)
        name = attribute(atts, "name");
    if (r->page && name.n)
        fg_html_page_meta(r->page, r->arena, name, attribute(atts, "content"));
}

static void start_title(struct open *o, const xmlChar **atts)
{
    o->title += fg_html_names_title(attribute(atts, "class")) ||
                fg_html_names_title(attribute(atts, "id"));
}

static void start_inline(struct open *o, enum fg_html_role role, const xmlChar **atts)
{
    o->bold += role == FG_ELEMENT_BOLD || (atts && is_bold_style(atts));
    o->emphasis += role == FG_ELEMENT_EMPHASIS;
    o->link += role == FG_ELEMENT_LINK;
    if (atts)
        start_title(o, atts);
}

static void start_list(struct reader *r, struct open *o)
{
    o->list = ++r->lists;
    o->list_depth++;
}

/* What attributes say of the text in a block-level element. */
static void start_attributes(struct open *o, const xmlChar **atts)
{
    o->flags |= fg_html_region(attribute(atts, "class")) |
                fg_html_region(attribute(atts, "id")) |
                fg_html_region_word(attribute(atts, "role"));
}

/* What a block-level element makes of the text in it. */
static void start_block(struct reader *r, struct open *o, const struct fg_html_element *e,
                        const xmlChar **atts)
{
    const bool whole = e->role == FG_ELEMENT_HTML || fg_sv_eq(e->name, FG_SV("body")) ||
                       fg_sv_eq(e->name, FG_SV("main")) || fg_sv_eq(e->name, FG_SV("article"));
    if (!whole) { /* class names of the page as a whole say nothing */
        o->flags |= e->flags;
        if (atts)
            start_attributes(o, atts);
    }
    if (atts)
        start_title(o, atts);
    if (atts && is_hidden(atts))
        o->flags |= FG_BLOCK_HIDDEN;
    const bool heading =
        e->role == FG_ELEMENT_HEADING ||
        (atts && fg_sv_eq_nocase(attribute(atts, "role"), FG_SV("heading")));
    if (heading) {
        o->kind = FG_BLOCK_HEADING;
        o->level = e->level ? e->level : 3;
    } else if (e->role == FG_ELEMENT_ITEM) {
        o->kind = FG_BLOCK_ITEM;
        o->level = o->list_depth ? o->list_depth : 1;
        o->first_in_item = true;
        o->bold = o->emphasis = 0; /* left open by the item before it */
    } else if (e->role == FG_ELEMENT_CELL) {
        o->kind = FG_BLOCK_CELL;
        if (e->flags & FG_BLOCK_BOLD)
            o->bold++;
        o->flags &= ~(unsigned)FG_BLOCK_BOLD;
    } else if (e->role == FG_ELEMENT_LABEL) {
        o->kind = FG_BLOCK_LABEL;
    } else if (e->role == FG_ELEMENT_LIST) {
        start_list(r, o);
    } else if (e->role == FG_ELEMENT_ROW) {
        o->column = 0;
    } else if (o->kind == FG_BLOCK_LABEL) {
        o->kind = FG_BLOCK_PARAGRAPH; /* <dd> inside an unclosed <dt> */
    }
    if (atts && is_bold_style(atts))
        o->bold++;
}

static void push(struct reader *r, const struct fg_html_element *e)
{
    r->stack[r->depth + 1] = r->stack[r->depth];
    r->depth++;
    top(r)->element = e;
}

static void start_cell_column(struct reader *r)
{
    for (unsigned i = r->depth; i > 0; i--)
        if (r->stack[i].element && r->stack[i].element->role == FG_ELEMENT_ROW) {
            r->stack[i].column++;
            top(r)->column = r->stack[i].column;
            return;
        }
}

/* What a script is by its attributes, as in struct fg_html_script; NULL: nothing to us. */
static const char *script_type(const xmlChar **atts)
{
    const struct fg_sv type = attribute(atts, "type");
    if (fg_sv_find_nocase(type, FG_SV("ld+json")) != SIZE_MAX)
        return "ld+json";
    if (fg_sv_eq(attribute(atts, "id"), FG_SV("__NEXT_DATA__")) ||
        fg_sv_find_nocase(type, FG_SV("json")) != SIZE_MAX)
        return "json";
    return type.n == 0 || fg_sv_find_nocase(type, FG_SV("javascript")) != SIZE_MAX ? "script"
                                                                                   : NULL;
}

static void start_skipped(struct reader *r, const struct fg_html_element *e, const xmlChar **atts)
{
    const struct fg_sv body =
        r->lean ? fg_html_lean_body(r->lean, attribute(atts, FG_HTML_BODY)) : (struct fg_sv){0};
    const char *type = e->role == FG_ELEMENT_SCRIPT ? script_type(atts) : NULL;
    if (r->page && type)
        fg_html_page_script(r->page, r->arena, type, body);
    else if (r->page)
        r->page->script_bytes += body.n;
    top(r)->skip++;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **atts)
{
    static const struct fg_html_element unknown = {{"", 0}, FG_ELEMENT_INLINE, 0, 0};
    struct reader *r = ctx;
    if (r->page && r->page->microdata)
        fg_microdata_start(r->page->microdata, (const char *)name, (const char *const *)atts);
    if (r->depth + 1 >= MOST_OPEN) {
        r->too_deep++;
        return;
    }
    const struct fg_html_element *e = fg_html_element(fg_sv_of((const char *)name));
    if (!e)
        e = &unknown;
    const bool list_in_item_break = e->role == FG_ELEMENT_BREAK && top(r)->kind == FG_BLOCK_ITEM;
    const bool breaks = fg_html_divides(e) && top(r)->skip == 0;
    if (list_in_item_break)
        fg_buf_addc(&r->text, '\n');
    else if (breaks)
        flush(r, e->role == FG_ELEMENT_BREAK);
    push(r, e);
    struct open *o = top(r);
    switch (e->role) {
    case FG_ELEMENT_INLINE: case FG_ELEMENT_SPAN: case FG_ELEMENT_ALONE: case FG_ELEMENT_BOLD:
    case FG_ELEMENT_EMPHASIS: case FG_ELEMENT_LINK:
        start_inline(o, e->role, atts);
        break;
    case FG_ELEMENT_SKIP: case FG_ELEMENT_STYLE: case FG_ELEMENT_SCRIPT:
        start_skipped(r, e, atts);
        break;
    case FG_ELEMENT_TITLE: r->in_title = r->page && r->page->title.n == 0; break;
    case FG_ELEMENT_META: on_meta(r, atts); break;
    case FG_ELEMENT_HTML:
        if (r->page && attribute(atts, "lang").n)
            r->page->language = fg_arena_sv(r->arena, attribute(atts, "lang"));
        break;
    case FG_ELEMENT_RULE: {
        const struct fg_block rule = {.kind = FG_BLOCK_RULE, .flags = o->flags};
        fg_blocks_add(r->out, &rule, (struct fg_sv){0});
        break;
    }
    case FG_ELEMENT_BREAK: break;
    default:
        start_block(r, o, e, atts);
        if (e->role == FG_ELEMENT_CELL)
            start_cell_column(r);
    }
}

static void on_end(void *ctx, const xmlChar *name)
{
    struct reader *r = ctx;
    if (r->page && r->page->microdata)
        fg_microdata_end(r->page->microdata, (const char *)name);
    if (r->too_deep) {
        r->too_deep--;
        return;
    }
    if (r->depth == 0)
        return;
    const struct fg_html_element *e = top(r)->element;
    if (e->role >= FG_ELEMENT_BLOCK && e->role < FG_ELEMENT_BREAK && top(r)->skip == 0)
        flush(r, false);
    if (e->role == FG_ELEMENT_TITLE)
        r->in_title = false;
    r->depth--;
}

/* ---- driving the parser ---- */

static void ignore(void *ctx, const char *message, ...)
{
    (void)ctx;
    (void)message;
}

static bool parse(struct reader *r, struct fg_sv html)
{
    enum { CHUNK = 1 << 20 };
    htmlSAXHandler sax = {.startElement = on_start, .endElement = on_end, .characters = on_text,
                          .cdataBlock = on_text, .ignorableWhitespace = on_text,
                          .error = ignore, .warning = ignore};
    htmlParserCtxtPtr p = htmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!p)
        return false;
    htmlCtxtUseOptions(p, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                              HTML_PARSE_NONET | HTML_PARSE_COMPACT |
                              HTML_PARSE_IGNORE_ENC); /* fg_decode() has seen to it */
    if (!r->page) /* the parser gives up on what begins with an end tag */
        htmlParseChunk(p, "<div>", 5, 0);
    while (html.n) {
        const struct fg_sv part = fg_utf8_cut(html, CHUNK);
        htmlParseChunk(p, part.p, (int)part.n, 0);
        html = fg_sv_sub(html, part.n, html.n);
    }
    htmlParseChunk(p, NULL, 0, 1);
    if (p->myDoc)
        xmlFreeDoc(p->myDoc);
    htmlFreeParserCtxt(p);
    r->depth = 0;
    flush(r, false);
    return true;
}

/* `page` and `lean`: NULL for a fragment. */
static bool run(struct fg_sv html, struct fg_block_builder *out, struct fg_html_page *page,
                const struct fg_html_lean *lean)
{
    struct reader *r = fg_arena_alloc(out->arena, sizeof *r);
    if (!r)
        return false;
    memset(r, 0, offsetof(struct reader, stack) + sizeof *r->stack);
    r->out = out;
    r->page = page;
    r->lean = lean;
    r->arena = out->arena;
    r->lead_open = true;
    r->stack[0].kind = FG_BLOCK_PARAGRAPH;
    const bool good = parse(r, html) && !r->text.failed;
    fg_buf_free(&r->text);
    return good;
}

bool fg_html_parse(struct fg_sv html, struct fg_block_builder *out, struct fg_html_page *page)
{
    struct fg_html_lean lean;
    const bool good = fg_html_lean_make(html, out->arena, &lean) &&
                      run(fg_buf_sv(&lean.html), out, page, &lean);
    page->script_bytes += lean.left_text;
    fg_buf_free(&lean.html);
    return good;
}

/* ---- fragments ---- */

static bool has_tag(struct fg_sv s)
{
    for (size_t i = 0; i + 2 < s.n; i++)
        if (s.p[i] == '<' && (fg_is_alpha(s.p[i + 1]) || s.p[i + 1] == '/'))
            return true;
    return false;
}

static bool has_escaped_tag(struct fg_sv s)
{
    if (fg_sv_find(s, FG_SV("amp;lt;")) != SIZE_MAX)
        return true; /* escaped more than once */
    for (size_t at; (at = fg_sv_find(s, FG_SV("&lt;"))) != SIZE_MAX;) {
        s = fg_sv_sub(s, at + 4, s.n);
        if (s.n && (fg_is_alpha(s.p[0]) || s.p[0] == '/'))
            return true;
    }
    return false;
}

enum fg_status fg_html_fragment(struct fg_sv html, struct fg_block_builder *b,
                                struct fg_error *err)
{
    enum { MOST_ESCAPED = 3 };
    struct fg_buf text[2] = {{.ceiling = b->text.ceiling}, {.ceiling = b->text.ceiling}};
    int now = 0;
    for (int i = 0; i < MOST_ESCAPED && !has_tag(html) && has_escaped_tag(html); i++) {
        now = !now;
        fg_buf_clear(&text[now]);
        fg_entities_decode(html, &text[now]);
        html = fg_buf_sv(&text[now]);
    }
    bool good = true;
    if (has_tag(html))
        good = run(html, b, NULL, NULL);
    else if (fg_sv_find(html, FG_SV("&")) != SIZE_MAX) {
        /* no tag, but entities: let the parser have them, line by line */
        struct fg_sv rest = html, line;
        while (good && fg_sv_next(&rest, '\n', &line))
            good = run(line, b, NULL, NULL);
    } else {
        fg_text_blocks(html, b);
    }
    fg_buf_free(&text[0]);
    fg_buf_free(&text[1]);
    return good && !b->text.failed ? FG_OK : fg_fail_memory(err);
}

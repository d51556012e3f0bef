#include "document/html.h"

#include "document/entity.h"
#include "document/html_look.h"
#include "document/html_open.h"
#include "document/html_tag.h"
#include "document/script.h"

#include <string.h>

/* The pieces of a page straight into blocks, without a tree. What is nested wrongly is
 * mended as browsers do, but nesting is a hint: every block-level element starts a new
 * block wherever it stands. */

struct reader {
    struct fg_block_builder *out;
    struct fg_html_page *page;     /* NULL: a fragment */
    struct fg_arena *arena;
    unsigned lists;                /* numbered so far */
    struct fg_buf text;            /* of the block being read */
    struct fg_buf decoded;         /* a text whose references were replaced */
    size_t visible, bold, emphasis, link, title; /* its bytes without white space, by style */
    size_t lead;                   /* bytes of `text` up to the end of its styled start */
    bool lead_open, after_break;
    struct fg_html_stack stack;
};

static struct fg_html_open *top(struct reader *r)
{
    return fg_html_top(&r->stack);
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
    struct fg_html_open *o = top(r);
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
        if (o->kind == FG_BLOCK_ITEM)
            fg_html_item_has_text(&r->stack);
    }
    if (r->visible || !by_break)
        r->after_break = by_break && r->visible;
    fg_buf_clear(&r->text);
    r->visible = r->bold = r->emphasis = r->link = r->title = r->lead = 0;
    r->lead_open = true;
}

static void add_text(struct reader *r, struct fg_sv s)
{
    const struct fg_html_open *o = top(r);
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

/* Adds a text as it is written, with its references. */
static void take_text(struct reader *r, struct fg_sv s)
{
    if (s.n && memchr(s.p, '&', s.n)) {
        fg_buf_clear(&r->decoded);
        fg_entities_decode(s, &r->decoded);
        s = fg_buf_sv(&r->decoded);
    }
    if (top(r)->skip == 0) {
        add_text(r, s);
        if (r->page && r->page->microdata)
            fg_microdata_text(r->page->microdata, s);
    } else if (r->page) {
        r->page->script_bytes += s.n;
    }
}

/* ---- elements ---- */

static struct fg_sv said(const struct reader *r, const struct fg_html_tag *tag,
                         enum fg_html_attribute attribute)
{
    return fg_html_said(tag, attribute, r->arena);
}

static bool has(const struct fg_html_tag *tag, enum fg_html_attribute attribute)
{
    return tag->has & UINT32_C(1) << attribute;
}

static bool is_hidden(const struct reader *r, const struct fg_html_tag *tag)
{
    return has(tag, FG_HTML_HIDDEN) ||
           fg_sv_eq_nocase(said(r, tag, FG_HTML_ARIA_HIDDEN), FG_SV("true")) ||
           (fg_html_style(said(r, tag, FG_HTML_STYLE)) & FG_HTML_UNSEEN);
}

static bool is_bold_style(const struct reader *r, const struct fg_html_tag *tag)
{
    return has(tag, FG_HTML_STYLE) && (fg_html_style(said(r, tag, FG_HTML_STYLE)) & FG_HTML_BOLD);
}

static void take_meta(const struct reader *r, const struct fg_html_tag *tag)
{
    struct fg_sv name = said(r, tag, FG_HTML_PROPERTY);
    if (!name.n)
        name = said(r, tag, FG_HTML_NAME);
    if (r->page && name.n)
        fg_html_page_meta(r->page, r->arena, name, said(r, tag, FG_HTML_CONTENT));
}

static void start_title(const struct reader *r, struct fg_html_open *o,
                        const struct fg_html_tag *tag)
{
    o->title += fg_html_names_title(said(r, tag, FG_HTML_CLASS)) ||
                fg_html_names_title(said(r, tag, FG_HTML_ID));
}

static void start_inline(const struct reader *r, struct fg_html_open *o,
                         const struct fg_html_tag *tag)
{
    const enum fg_html_role role = tag->element->role;
    o->bold += role == FG_ELEMENT_BOLD || is_bold_style(r, tag);
    o->emphasis += role == FG_ELEMENT_EMPHASIS;
    o->link += role == FG_ELEMENT_LINK;
    start_title(r, o, tag);
}

static void start_list(struct reader *r, struct fg_html_open *o)
{
    o->list = ++r->lists;
    o->list_depth++;
}

/* What attributes say of the text in a block-level element. */
static void start_attributes(const struct reader *r, struct fg_html_open *o,
                             const struct fg_html_tag *tag)
{
    const bool whole = tag->element->nest == FG_NEST_PAGE ||
                       fg_sv_eq(tag->element->name, FG_SV("main")) ||
                       fg_sv_eq(tag->element->name, FG_SV("article"));
    if (!whole) /* class names of the page as a whole say nothing */
        o->flags |= tag->element->flags | fg_html_region(said(r, tag, FG_HTML_CLASS)) |
                    fg_html_region(said(r, tag, FG_HTML_ID)) |
                    fg_html_region_word(said(r, tag, FG_HTML_ROLE));
    start_title(r, o, tag);
    if (is_hidden(r, tag))
        o->flags |= FG_BLOCK_HIDDEN;
}

/* What a block-level element makes of the text in it. */
static void start_block(struct reader *r, struct fg_html_open *o, const struct fg_html_tag *tag)
{
    const struct fg_html_element *e = tag->element;
    start_attributes(r, o, tag);
    if (e->role == FG_ELEMENT_HEADING ||
        fg_sv_eq_nocase(said(r, tag, FG_HTML_ROLE), FG_SV("heading"))) {
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
        fg_html_count_cell(&r->stack);
    } else if (e->role == FG_ELEMENT_LABEL) {
        o->kind = FG_BLOCK_LABEL;
    } else if (e->role == FG_ELEMENT_LIST) {
        start_list(r, o);
    } else if (e->role == FG_ELEMENT_ROW) {
        o->column = 0;
    } else if (o->kind == FG_BLOCK_LABEL) {
        o->kind = FG_BLOCK_PARAGRAPH; /* <dd> inside an unclosed <dt> */
    }
    if (is_bold_style(r, tag))
        o->bold++;
}

static void start_break(struct reader *r)
{
    if (top(r)->kind == FG_BLOCK_ITEM)
        fg_buf_addc(&r->text, '\n');
    else if (top(r)->skip == 0)
        flush(r, true);
}

/* ---- tags ---- */

static void end_last(struct reader *r)
{
    const unsigned depth = r->stack.depth;
    if (fg_html_divides(top(r)->element) && top(r)->skip == 0)
        flush(r, false);
    if (r->page && r->page->microdata)
        fg_microdata_end(r->page->microdata, top(r)->name, depth);
    fg_html_close(&r->stack, depth);
}

/* Ends an open element with all that is open in it; but blocks inside of a part of a text
 * go on without it. */
static void end_open(struct reader *r, unsigned depth)
{
    const bool block = fg_html_divides(r->stack.at[depth].element);
    if (!block && fg_html_has_block(&r->stack, depth)) {
        if (r->page && r->page->microdata)
            fg_microdata_end(r->page->microdata, r->stack.at[depth].name, depth);
        fg_html_close(&r->stack, depth);
        return;
    }
    while (r->stack.depth >= depth)
        end_last(r);
}

static void take_void(struct reader *r, const struct fg_html_tag *tag)
{
    switch (tag->element->role) {
    case FG_ELEMENT_BREAK: start_break(r); break;
    case FG_ELEMENT_META: take_meta(r, tag); break;
    case FG_ELEMENT_RULE: {
        const struct fg_block rule = {.kind = FG_BLOCK_RULE, .flags = top(r)->flags};
        if (top(r)->skip == 0)
            flush(r, false);
        fg_blocks_add(r->out, &rule, (struct fg_sv){0});
        break;
    }
    default: break;
    }
    if (!r->page || !r->page->microdata)
        return;
    fg_microdata_start(r->page->microdata, tag, r->stack.depth + 1);
    fg_microdata_end(r->page->microdata, tag->name, r->stack.depth + 1);
}

static void take_start(struct reader *r, const struct fg_html_tag *tag)
{
    const struct fg_html_element *e = tag->element;
    const unsigned ended = fg_html_ended_by_start(&r->stack, e);
    if (ended)
        end_open(r, ended);
    if (fg_html_is_void(e)) {
        take_void(r, tag);
        return;
    }
    if (e->role == FG_ELEMENT_HTML && r->page && !r->page->language.n)
        r->page->language = fg_arena_sv(r->arena, said(r, tag, FG_HTML_LANG));
    if (fg_html_divides(e) && top(r)->skip == 0)
        flush(r, false);
    struct fg_html_open *o = fg_html_push(&r->stack, tag);
    if (!o)
        return;
    if (r->page && r->page->microdata)
        fg_microdata_start(r->page->microdata, tag, r->stack.depth);
    if (e->role == FG_ELEMENT_SKIP)
        o->skip++;
    else if (fg_html_divides(e) || e->nest == FG_NEST_PAGE)
        start_block(r, o, tag);
    else
        start_inline(r, o, tag);
    if (tag->closed)
        end_open(r, r->stack.depth);
}

static void take_end(struct reader *r, const struct fg_html_tag *tag)
{
    const unsigned ended = fg_html_ended_by_end(&r->stack, tag);
    if (ended)
        end_open(r, ended);
    else if (tag->element->role == FG_ELEMENT_BREAK)
        start_break(r);
    else if (tag->element->nest == FG_NEST_PARAGRAPH && top(r)->skip == 0)
        flush(r, false);
}

/* ---- elements whose content is no markup ---- */

/* What a script is by its attributes, as in struct fg_html_script; NULL: nothing to us. */
static const char *script_type(const struct reader *r, const struct fg_html_tag *tag)
{
    const struct fg_sv type = said(r, tag, FG_HTML_TYPE);
    if (fg_sv_find_nocase(type, FG_SV("ld+json")) != SIZE_MAX)
        return "ld+json";
    if (fg_sv_eq(said(r, tag, FG_HTML_ID), FG_SV("__NEXT_DATA__")) ||
        fg_sv_find_nocase(type, FG_SV("json")) != SIZE_MAX)
        return "json";
    return type.n == 0 || fg_sv_find_nocase(type, FG_SV("javascript")) != SIZE_MAX ? "script"
                                                                                   : NULL;
}

/* Bytes of what stands between the tags of a text. */
static size_t bytes_between_tags(struct fg_sv s)
{
    size_t n = 0;
    for (struct fg_sv between; fg_sv_next(&s, '<', &between); fg_sv_next(&s, '>', &between))
        n += between.n;
    return n;
}

static void take_body(struct reader *r, const struct fg_html_tag *tag, struct fg_sv body)
{
    const char *type =
        tag->element->role == FG_ELEMENT_SCRIPT ? script_type(r, tag) : NULL;
    if (!r->page)
        return;
    if (type)
        fg_html_page_script(r->page, r->arena, type, body);
    else if (tag->element->role == FG_ELEMENT_STYLE)
        r->page->script_bytes += body.n;
    else if (tag->element->role != FG_ELEMENT_TITLE)
        r->page->script_bytes += bytes_between_tags(body);
    else if (r->page->title.n == 0)
        fg_entities_decode(body, &r->page->title);
}

/* ---- the page ---- */

static void read_pieces(struct reader *r, struct fg_sv html)
{
    struct fg_html_source source = {.page = html};
    for (;;)
        switch (fg_html_next(&source)) {
        case FG_HTML_TEXT: take_text(r, source.text); break;
        case FG_HTML_START: take_start(r, &source.tag); break;
        case FG_HTML_BODY: take_body(r, &source.tag, source.text); break;
        case FG_HTML_END: take_end(r, &source.tag); break;
        case FG_HTML_END_OF_PAGE: return;
        }
}

/* `page`: NULL for a fragment. */
static bool run(struct fg_sv html, struct fg_block_builder *out, struct fg_html_page *page)
{
    struct reader *r = fg_arena_alloc(out->arena, sizeof *r);
    if (!r)
        return false;
    memset(r, 0, offsetof(struct reader, stack));
    fg_html_stack_begin(&r->stack);
    r->out = out;
    r->page = page;
    r->arena = out->arena;
    r->lead_open = true;
    r->text.ceiling = r->decoded.ceiling = out->text.ceiling;
    read_pieces(r, html);
    r->stack.depth = 0;
    flush(r, false);
    const bool good = !r->text.failed && !r->decoded.failed && !fg_arena_failed(out->arena);
    fg_buf_free(&r->text);
    fg_buf_free(&r->decoded);
    return good;
}

bool fg_html_parse(struct fg_sv html, struct fg_block_builder *out, struct fg_html_page *page)
{
    return run(html, out, page);
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
        good = run(html, b, NULL);
    else if (fg_sv_find(html, FG_SV("&")) != SIZE_MAX) {
        /* no tag, but references: each line a text */
        struct fg_sv rest = html, line;
        while (good && fg_sv_next(&rest, '\n', &line))
            good = run(line, b, NULL);
    } else {
        fg_text_blocks(html, b);
    }
    fg_buf_free(&text[0]);
    fg_buf_free(&text[1]);
    return good && !b->text.failed ? FG_OK : fg_fail_memory(err);
}

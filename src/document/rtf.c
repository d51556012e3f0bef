/* Rich Text Format, as Word, LibreOffice, WordPad and TextEdit write it, straight into
 * blocks. Source: Microsoft, Rich Text Format (RTF) Specification, version 1.9.1. */
#include "document/convert.h"
#include "document/formats.h"
#include "document/paragraph.h"
#include "document/rtf_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 200, MOST_FONTS = 4096, LONGEST_WORD = 32 };

/* ---- reader ---- */

struct group {
    bool skipped, hidden, list_text, font_table;
    struct fg_run run;
    bool underline;
    unsigned font, fallback;     /* characters that stand for one of \u */
};

struct font {
    unsigned number, code_page;
};

struct rtf {
    struct fg_sv in;
    size_t at;
    struct fg_paragraphs paragraphs;
    struct fg_paragraph now;
    struct group stack[DEEPEST], *g;
    unsigned depth, too_deep;    /* groups open; those past DEEPEST are not told apart */
    unsigned code_page, default_font;
    FG_VEC(struct font) fonts;
    bool may_be_skipped;         /* \* stood before the word: skipped where it is unknown */
    /* the paragraph */
    unsigned list, list_level, outline, column, columns;
    bool marked, bulleted, in_table;
    /* bytes of a code page, not yet decoded */
    struct fg_buf bytes;
    unsigned bytes_page;
    unsigned to_skip;            /* of the characters that stand for a \u */
    uint32_t high;               /* first half of a surrogate pair; 0: none */
};

/* ---- characters ---- */

static void add(struct rtf *r, struct fg_sv s)
{
    if (r->g->skipped || r->g->hidden)
        return;
    if (r->g->list_text) {
        for (size_t i = 0; i < s.n; i++)
            r->marked |= !fg_is_space(s.p[i]);
        r->bulleted |= s.n && !fg_is_alnum(s.p[0]) && !fg_is_space(s.p[0]) && s.p[0] != '(';
        return;
    }
    struct fg_run run = r->g->run;
    run.bold |= r->g->underline;
    fg_paragraph_add(&r->now, s, &run);
}

static void add_cp(struct rtf *r, uint32_t cp)
{
    struct fg_buf b = {0};
    fg_buf_add_cp(&b, cp);
    add(r, fg_buf_sv(&b));
    fg_buf_free(&b);
}

static iconv_t converter(unsigned code_page)
{
    char name[24];
    static const struct {
        unsigned page;
        const char *name;
    } other[] = {{10000, "MACINTOSH"}, {65001, "UTF-8"}, {936, "GB18030"}, {950, "BIG5"},
                 {1361, "JOHAB"}};
    snprintf(name, sizeof name, "CP%u", code_page);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (other[i].page == code_page)
            snprintf(name, sizeof name, "%s", other[i].name);
    iconv_t cd = iconv_open("UTF-8", name);
    return cd != (iconv_t)-1 ? cd : iconv_open("UTF-8", "CP1252");
}

/* Bytes are decoded as a run, since some code pages take two for a character. */
static void end_bytes(struct rtf *r)
{
    struct fg_buf text = {.ceiling = r->paragraphs.out->text.ceiling};
    if (!r->bytes.n)
        return;
    if (r->bytes_page == FG_RTF_SYMBOLS) {
        for (size_t i = 0; i < r->bytes.n; i++)
            fg_buf_add_cp(&text, 0xf000u + (unsigned char)r->bytes.p[i]);
    } else {
        iconv_t cd = converter(r->bytes_page);
        if (cd != (iconv_t)-1) {
            fg_convert(cd, fg_buf_sv(&r->bytes), 1, &text);
            iconv_close(cd);
        }
    }
    add(r, fg_buf_sv(&text));
    fg_buf_free(&text);
    fg_buf_clear(&r->bytes);
}

static unsigned page_now(const struct rtf *r)
{
    for (size_t i = 0; i < r->fonts.n; i++)
        if (r->fonts.at[i].number == r->g->font && r->fonts.at[i].code_page)
            return r->fonts.at[i].code_page;
    return r->code_page;
}

static void add_byte(struct rtf *r, char c)
{
    if (r->to_skip) {
        r->to_skip--;
        return;
    }
    if (r->g->skipped)
        return;
    const unsigned page = page_now(r);
    if (r->bytes.n && r->bytes_page != page)
        end_bytes(r);
    r->bytes_page = page;
    fg_buf_addc(&r->bytes, c);
}

static void add_unicode(struct rtf *r, int number)
{
    const uint32_t unit = (uint32_t)(number < 0 ? number + 65536 : number);
    const uint32_t high = r->high;
    r->to_skip = r->g->fallback;
    r->high = 0;
    if (unit >= 0xd800 && unit < 0xdc00)
        r->high = unit;
    else if (unit >= 0xdc00 && unit < 0xe000)
        add_cp(r, high ? 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00) : 0xfffd);
    else if (unit < 0x110000 && unit != 0)
        add_cp(r, unit);
}

/* ---- paragraphs ---- */

static void end_paragraph(struct rtf *r)
{
    struct fg_block block = {.kind = FG_BLOCK_PARAGRAPH};
    end_bytes(r);
    if (r->outline) {
        block.kind = FG_BLOCK_HEADING;
        block.level = r->outline < 6 ? r->outline : 6;
    } else if (r->marked) {
        block.kind = FG_BLOCK_ITEM;
        block.level = r->list_level + 1;
        block.list = r->list;
        block.flags = r->bulleted ? FG_BLOCK_BULLET : 0;
    } else if (r->in_table && r->columns > 1) {
        block.kind = FG_BLOCK_CELL;
        block.level = r->column + 1;
    }
    if (!r->now.visible)
        r->paragraphs.out->gap = FG_BLOCK_GAP;
    fg_paragraphs_end(&r->paragraphs, &r->now, block);
    r->marked = r->bulleted = false;
}

static void reset_paragraph(struct rtf *r)
{
    r->list = r->list_level = r->outline = 0;
    r->in_table = false;
}

/* ---- groups and words ---- */

static void open_group(struct rtf *r)
{
    end_bytes(r);
    r->to_skip = 0;
    if (r->depth + 1 == DEEPEST) {
        r->too_deep++;
        return;
    }
    r->stack[r->depth + 1] = *r->g;
    r->g = &r->stack[++r->depth];
}

static void close_group(struct rtf *r)
{
    end_bytes(r);
    r->to_skip = 0;
    if (r->too_deep)
        r->too_deep--;
    else if (r->depth)
        r->g = &r->stack[--r->depth];
}

static struct font *font_named(struct rtf *r)
{
    if (r->fonts.n && r->fonts.at[r->fonts.n - 1].number == r->g->font)
        return &r->fonts.at[r->fonts.n - 1];
    struct font *f = r->fonts.n < MOST_FONTS
                         ? fg_vec_add(r->paragraphs.out->arena, &r->fonts) : NULL;
    if (f)
        *f = (struct font){r->g->font, 0};
    return f;
}

static void skip_binary(struct rtf *r, int n)
{
    const size_t left = r->in.n - r->at;
    r->at += n > 0 && (size_t)n < left ? (size_t)n : n > 0 ? left : 0;
}

/* A word as it was met. `number` is 1 where it has none: "\b" is "\b1". */
struct met {
    enum fg_rtf_meaning means;
    uint32_t value;
    int number;
    unsigned n;                  /* `number`, or 0 where that is negative */
    bool said;                   /* a number stood there */
};

/* How what follows looks. */
static bool on_type(struct rtf *r, const struct met *w)
{
    struct group *g = r->g;
    switch (w->means) {
    case RESET_TYPE:
        g->run = (struct fg_run){.link = g->run.link};
        g->underline = g->hidden = false;
        g->font = r->default_font;
        break;
    case BOLD: g->run.bold = w->number != 0; break;
    case EMPHASIS: g->run.emphasis = w->number != 0; break;
    case UNDERLINE: g->underline = w->number != 0 && !g->run.link; break;
    case UNDERLINE_OFF: g->underline = false; break;
    case HIDDEN: g->hidden = w->number != 0; break;
    case SIZE: g->run.half_points = w->n; break;
    case LINK: g->run.link = true; break;
    default: return false;
    }
    return true;
}

/* Which bytes are which characters. */
static bool on_charset(struct rtf *r, const struct met *w)
{
    struct group *g = r->g;
    struct font *f;
    switch (w->means) {
    case FONT:
        g->font = w->n;
        if (g->font_table)
            font_named(r);
        break;
    case DEFAULT_FONT: r->default_font = r->stack[0].font = g->font = w->n; break;
    case FONT_TABLE: g->font_table = g->skipped = true; break;
    case FONT_CHARSET:
        f = g->font_table ? font_named(r) : NULL;
        if (f)
            f->code_page = fg_rtf_code_page(w->n);
        break;
    case CODE_PAGE: r->code_page = w->n ? w->n : r->code_page; break;
    case CHARSET: r->code_page = w->value; break;
    case FALLBACK: g->fallback = w->said ? w->n : 1; break;
    default: return false;
    }
    return true;
}

/* What the paragraph is. */
static bool on_layout(struct rtf *r, const struct met *w)
{
    switch (w->means) {
    case RESET_PARAGRAPH:
        if (!r->g->list_text)
            reset_paragraph(r);
        break;
    case LIST_TEXT: r->g->list_text = true; break;
    case LIST: r->list = w->n; break;
    case LIST_LEVEL: r->list_level = w->n < 9 ? w->n : 8; break;
    case OUTLINE: r->outline = w->n < 9 ? w->n + 1 : 0; break;
    case IN_TABLE: r->in_table = true; break;
    case TABLE_ROW: r->columns = 0; break;
    case COLUMN: r->columns++; break;
    case ROW: r->column = 0; r->in_table = false; break;
    default: return false;
    }
    return true;
}

static bool on_text(struct rtf *r, const struct met *w)
{
    switch (w->means) {
    case CHARACTER: add_cp(r, w->value); break;
    case UNICODE: add_unicode(r, w->number); break;
    case LINE: add(r, FG_SV("\n")); break;
    case PARAGRAPH: end_paragraph(r); break;
    case CELL:
        r->in_table = true;
        end_paragraph(r);
        r->column++;
        break;
    case SKIPPED: r->g->skipped = true; break;
    case BINARY: skip_binary(r, w->said ? w->number : 0); break;
    default: return false;
    }
    return true;
}

static void on_word(struct rtf *r, const struct met *w)
{
    static bool (*const kinds[])(struct rtf *, const struct met *) = {on_text, on_type, on_layout,
                                                                       on_charset};
    if (r->g->skipped && !r->g->font_table && w->means != BINARY)
        return;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !kinds[i](r, w); i++)
        ;
}

/* ---- tokens ---- */

/* A word, a sign for the number, its digits, a blank that belongs to it. */
static void control_word(struct rtf *r)
{
    char name[LONGEST_WORD];
    size_t n = 0;
    int number = 0;
    for (; r->at < r->in.n && fg_is_alpha(r->in.p[r->at]); r->at++)
        if (n < sizeof name - 1)
            name[n++] = r->in.p[r->at];
    name[n] = '\0';
    const bool minus = r->at < r->in.n && r->in.p[r->at] == '-';
    r->at += minus;
    const size_t digits = r->at;
    for (; r->at < r->in.n && fg_is_digit(r->in.p[r->at]); r->at++)
        if (number < 100000000)
            number = number * 10 + (r->in.p[r->at] - '0');
    const bool said = r->at > digits;
    if (r->at < r->in.n && r->in.p[r->at] == ' ')
        r->at++;
    const bool may_be_skipped = r->may_be_skipped;
    r->may_be_skipped = false;
    const struct fg_rtf_word *w = fg_rtf_word(name);
    if (r->to_skip && !(w && w->means == BINARY)) {
        r->to_skip--; /* a word is one character of those that stand for a \u */
        return;
    }
    end_bytes(r);
    number = said ? minus ? -number : number : 1;
    if (w)
        on_word(r, &(struct met){w->means, w->value, number, number > 0 ? (unsigned)number : 0,
                                 said});
    else if (may_be_skipped)
        r->g->skipped = true;
}

static unsigned hex(char c)
{
    return fg_is_digit(c) ? (unsigned)(c - '0') : (unsigned)(fg_lower(c) - 'a' + 10) & 15;
}

static void hex_byte(struct rtf *r)
{
    if (r->in.n - r->at < 2) {
        r->at = r->in.n;
        return;
    }
    add_byte(r, (char)(hex(r->in.p[r->at]) * 16 + hex(r->in.p[r->at + 1])));
    r->at += 2;
}

/* What stands behind a backslash and is no letter. */
static void control_symbol(struct rtf *r)
{
    static const struct {
        char symbol;
        uint32_t cp;
    } symbols[] = {{'~', 0xa0}, {'_', '-'}, {'\\', '\\'}, {'{', '{'}, {'}', '}'}};
    const char c = r->in.p[r->at++];
    if (c == '\'') {
        hex_byte(r);
        return;
    }
    if (c == '*') {
        r->may_be_skipped = true;
        return;
    }
    end_bytes(r);
    if (c == '\n' || c == '\r')
        end_paragraph(r);
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (symbols[i].symbol == c)
            add_cp(r, symbols[i].cp);
}

static void read_tokens(struct rtf *r)
{
    while (r->at < r->in.n && !r->paragraphs.out->text.failed) {
        const char c = r->in.p[r->at++];
        if (c == '{')
            open_group(r);
        else if (c == '}')
            close_group(r);
        else if (c == '\\' && r->at < r->in.n && fg_is_alpha(r->in.p[r->at]))
            control_word(r);
        else if (c == '\\' && r->at < r->in.n)
            control_symbol(r);
        else if (c != '\n' && c != '\r' && c != '\0')
            add_byte(r, c);
    }
    end_paragraph(r);
}

bool fg_told_rtf(struct fg_sv bytes)
{
    return fg_sv_starts(bytes, FG_SV("{\\rtf"));
}

enum fg_status fg_rtf_read(struct fg_sv bytes, fg_arena *arena, struct fg_document *out,
                           struct fg_error *err)
{
    struct fg_block_builder b;
    struct rtf *r = fg_arena_calloc(arena, 1, sizeof *r);
    *out = (struct fg_document){.origin = FG_FROM_PAGE};
    if (!r)
        return fg_fail_memory(err);
    fg_blocks_begin(&b, arena);
    r->in = bytes;
    r->paragraphs.out = &b;
    r->code_page = 1252;
    r->g = r->stack;
    r->g->fallback = 1;
    read_tokens(r);
    fg_buf_free(&r->bytes);
    return fg_paragraphs_finish(&r->paragraphs, true, "", out, err);
}

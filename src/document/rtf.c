/* Rich Text Format, as Word, LibreOffice, WordPad and TextEdit write it, straight into
 * blocks. Source: Microsoft, Rich Text Format (RTF) Specification, version 1.9.1. */
#include "document/convert.h"
#include "document/formats.h"
#include "document/paragraph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 200, MOST_FONTS = 4096, LONGEST_WORD = 32 };

/* ---- words ---- */

enum meaning {
    CHARACTER, PARAGRAPH, LINE, CELL, ROW, RESET_PARAGRAPH, RESET_TYPE, BOLD, EMPHASIS, UNDERLINE,
    UNDERLINE_OFF, HIDDEN, SIZE, FONT, DEFAULT_FONT, FONT_TABLE, FONT_CHARSET, CODE_PAGE, CHARSET,
    UNICODE, FALLBACK, LIST_TEXT, LIST, LIST_LEVEL, OUTLINE, IN_TABLE, TABLE_ROW,
    COLUMN, SKIPPED, BINARY, LINK
};

/* Sorted. */
static const struct word {
    const char *word;
    enum meaning means;
    uint32_t value;              /* a character, a code page */
} words[] = {
    {"ansi", CHARSET, 1252}, {"ansicpg", CODE_PAGE, 0}, {"b", BOLD, 0}, {"bin", BINARY, 0},
    {"bullet", CHARACTER, 0x2022}, {"cell", CELL, 0}, {"cellx", COLUMN, 0},
    {"colortbl", SKIPPED, 0}, {"deff", DEFAULT_FONT, 0}, {"deleted", HIDDEN, 0},
    {"emdash", CHARACTER, 0x2014}, {"emspace", CHARACTER, ' '}, {"endash", CHARACTER, 0x2013},
    {"enspace", CHARACTER, ' '}, {"f", FONT, 0}, {"fcharset", FONT_CHARSET, 0},
    {"fldinst", SKIPPED, 0}, {"fldrslt", LINK, 0}, {"fonttbl", FONT_TABLE, 0},
    {"footer", SKIPPED, 0}, {"footerf", SKIPPED, 0}, {"footerl", SKIPPED, 0},
    {"footerr", SKIPPED, 0}, {"fs", SIZE, 0}, {"header", SKIPPED, 0}, {"headerf", SKIPPED, 0},
    {"headerl", SKIPPED, 0}, {"headerr", SKIPPED, 0}, {"i", EMPHASIS, 0}, {"ilvl", LIST_LEVEL, 0},
    {"info", SKIPPED, 0}, {"intbl", IN_TABLE, 0}, {"ldblquote", CHARACTER, 0x201c},
    {"line", LINE, 0}, {"listtext", LIST_TEXT, 0}, {"lquote", CHARACTER, 0x2018}, {"ls", LIST, 0},
    {"mac", CHARSET, 10000}, {"nestcell", CELL, 0}, {"nestrow", ROW, 0},
    {"nonesttables", SKIPPED, 0}, {"nonshppict", SKIPPED, 0}, {"object", SKIPPED, 0},
    {"outlinelevel", OUTLINE, 0}, {"page", PARAGRAPH, 0}, {"par", PARAGRAPH, 0},
    {"pard", RESET_PARAGRAPH, 0}, {"pc", CHARSET, 437}, {"pca", CHARSET, 850},
    {"pict", SKIPPED, 0}, {"plain", RESET_TYPE, 0}, {"pntext", LIST_TEXT, 0},
    {"qmspace", CHARACTER, ' '}, {"rdblquote", CHARACTER, 0x201d}, {"row", ROW, 0},
    {"rquote", CHARACTER, 0x2019}, {"sect", PARAGRAPH, 0}, {"stylesheet", SKIPPED, 0},
    {"tab", CHARACTER, ' '}, {"tc", SKIPPED, 0}, {"trowd", TABLE_ROW, 0}, {"u", UNICODE, 0},
    {"uc", FALLBACK, 0}, {"ul", UNDERLINE, 0}, {"ulnone", UNDERLINE_OFF, 0},
    {"ulw", UNDERLINE, 0}, {"v", HIDDEN, 0}, {"xe", SKIPPED, 0},
};

/* What a font's charset means for the bytes set in it; those of symbol fonts (2) are
 * bullets and arrows of private characters. Source: the specification, \fcharset. */
static const struct {
    unsigned charset, code_page;
} charsets[] = {{0, 1252},   {77, 10000}, {128, 932}, {129, 949}, {130, 1361}, {134, 936},
                {136, 950},  {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256},
                {186, 1257}, {204, 1251}, {222, 874}, {238, 1250}, {254, 437},  {255, 850}};
enum { SYMBOL = 2, SYMBOL_PAGE = 42 };

static unsigned page_of_charset(unsigned charset)
{
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
        if (charsets[i].charset == charset)
            return charsets[i].code_page;
    return charset == SYMBOL ? SYMBOL_PAGE : 0;
}

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
    if (r->bytes_page == SYMBOL_PAGE) {
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

/* `number` is 1 where the word has none: "\b" is "\b1". */
static void on_word(struct rtf *r, enum meaning means, uint32_t value, int number, bool said)
{
    struct group *g = r->g;
    const unsigned n = number > 0 ? (unsigned)number : 0;
    if (g->skipped && !g->font_table && means != BINARY)
        return;
    switch (means) {
    case CHARACTER: add_cp(r, value); break;
    case PARAGRAPH: end_paragraph(r); break;
    case LINE: add(r, FG_SV("\n")); break;
    case CELL:
        r->in_table = true;
        end_paragraph(r);
        r->column++;
        break;
    case ROW: r->column = 0; r->in_table = false; break;
    case RESET_PARAGRAPH:
        if (!g->list_text)
            reset_paragraph(r);
        break;
    case RESET_TYPE:
        g->run = (struct fg_run){.link = g->run.link};
        g->underline = g->hidden = false;
        g->font = r->default_font;
        break;
    case BOLD: g->run.bold = number != 0; break;
    case EMPHASIS: g->run.emphasis = number != 0; break;
    case UNDERLINE: g->underline = number != 0 && !g->run.link; break;
    case UNDERLINE_OFF: g->underline = false; break;
    case HIDDEN: g->hidden = number != 0; break;
    case SIZE: g->run.half_points = n; break;
    case FONT:
        g->font = n;
        if (g->font_table)
            font_named(r);
        break;
    case DEFAULT_FONT: r->default_font = r->stack[0].font = g->font = n; break;
    case FONT_TABLE: g->font_table = g->skipped = true; break;
    case FONT_CHARSET: {
        struct font *f = g->font_table ? font_named(r) : NULL;
        if (f)
            f->code_page = page_of_charset(n);
        break;
    }
    case CODE_PAGE: r->code_page = n ? n : r->code_page; break;
    case CHARSET: r->code_page = value; break;
    case UNICODE: add_unicode(r, number); break;
    case FALLBACK: g->fallback = said ? n : 1; break;
    case LIST_TEXT: g->list_text = true; break;
    case LIST: r->list = n; break;
    case LIST_LEVEL: r->list_level = n < 9 ? n : 8; break;
    case OUTLINE: r->outline = n < 9 ? n + 1 : 0; break;
    case IN_TABLE: r->in_table = true; break;
    case TABLE_ROW: r->columns = 0; break;
    case COLUMN: r->columns++; break;
    case SKIPPED: g->skipped = true; break;
    case LINK: g->run.link = true; break;
    case BINARY: skip_binary(r, said ? number : 0); break;
    }
}

static int by_word(const void *key, const void *entry)
{
    return strcmp(key, ((const struct word *)entry)->word);
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
    const struct word *w =
        bsearch(name, words, sizeof words / sizeof *words, sizeof *words, by_word);
    if (r->to_skip && !(w && w->means == BINARY)) {
        r->to_skip--; /* a word is one character of those that stand for a \u */
        return;
    }
    end_bytes(r);
    if (w)
        on_word(r, w->means, w->value, said ? minus ? -number : number : 1, said);
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

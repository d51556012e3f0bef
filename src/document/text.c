#include "document/entity.h"
#include "document/front_matter.h"

#include <ctype.h>
#include <string.h>

/* Plain text and Markdown, line by line. Whether lines are whole paragraphs or
 * wrapped at a width is told from the text as a whole. */

struct line {
    struct fg_sv text;  /* without its indentation */
    unsigned indent;    /* columns, tabs to the next multiple of 4 */
    bool gap;           /* a blank line before it */
    bool trailing;      /* one blank behind it, as where an inline element begins */
};

struct text_reader {
    struct fg_block_builder *out;
    bool wrapped;
    unsigned lists;
    bool in_list;
    struct fg_buf clean, pending;
    struct fg_block proto;
    bool has_pending;
};

#define NBSP "\xc2\xa0"

/* Ends in one blank; two are Markdown's line break. */
static bool ends_blank(struct fg_sv raw)
{
    if (raw.n && raw.p[raw.n - 1] == '\r')
        raw.n--;
    return fg_sv_ends(raw, FG_SV(NBSP)) ||
           (raw.n > 1 && raw.p[raw.n - 1] == ' ' && !fg_is_space(raw.p[raw.n - 2]));
}

static bool take_line(struct fg_sv *rest, struct line *line)
{
    struct fg_sv raw;
    line->gap = false;
    while (rest->n && fg_sv_next(rest, '\n', &raw)) {
        size_t i = 0;
        line->indent = 0;
        for (; i < raw.n && (raw.p[i] == ' ' || raw.p[i] == '\t'); i++)
            line->indent += raw.p[i] == '\t' ? 4 - line->indent % 4 : 1;
        line->text = fg_sv_trim(fg_sv_sub(raw, i, raw.n));
        line->trailing = ends_blank(raw);
        if (line->text.n)
            return true;
        line->gap = true;
    }
    return false;
}

/* ---- Markdown in a line ---- */

static bool is_mark(char c)
{
    return c == '*' || c == '_' || c == '`' || c == '~';
}

/* Length of a run of emphasis marks at i that opens or closes something: a single
 * underscore inside a word, or a star between blanks, is text. */
static size_t mark_run(struct fg_sv s, size_t i)
{
    size_t n = 0;
    while (i + n < s.n && s.p[i + n] == s.p[i])
        n++;
    const bool word_before = i > 0 && (fg_is_alnum(s.p[i - 1]) || (s.p[i - 1] & 0x80));
    const bool word_after = i + n < s.n && (fg_is_alnum(s.p[i + n]) || (s.p[i + n] & 0x80));
    if (s.p[i] == '_' && word_before && word_after)
        return 0;
    if (s.p[i] == '~' && n != 2)
        return 0;
    const bool space_before = i == 0 || fg_is_space(s.p[i - 1]);
    const bool space_after = i + n == s.n || fg_is_space(s.p[i + n]);
    return space_before && space_after ? 0 : n <= 3 ? n : 0;
}

/* [text](address) -> text; returns the bytes it spans, 0 where there is no link. */
static size_t link_at(struct fg_sv s, size_t i, struct fg_sv *text)
{
    enum { LONGEST_TEXT = 1000, LONGEST_ADDRESS = 8000 }; /* so that "[[[[..." stays linear */
    size_t close = i + 1;
    while (close < s.n && close - i < LONGEST_TEXT && s.p[close] != ']' && s.p[close] != '[')
        close++;
    if (close + 1 >= s.n || s.p[close] != ']' || s.p[close + 1] != '(')
        return 0;
    size_t end = close + 2;
    while (end < s.n && end - close < LONGEST_ADDRESS && s.p[end] != ')')
        end++;
    if (end == s.n || s.p[end] != ')')
        return 0;
    *text = fg_sv_sub(s, i + 1, close - i - 1);
    return end + 1 - i;
}

/* Drops emphasis marks and link addresses. `*lead`: bytes of `out` that a run of
 * strong emphasis covers from the start. */
static void strip_marks(struct fg_sv s, struct fg_buf *out, size_t *lead)
{
    fg_buf_clear(out);
    *lead = 0;
    size_t open = 0; /* length of the run that opened at the start, 0: none */
    for (size_t i = 0; i < s.n;) {
        struct fg_sv text;
        size_t n = s.p[i] == '[' ? link_at(s, i, &text) : 0;
        if (n) {
            fg_buf_add(out, text);
            i += n;
            continue;
        }
        n = is_mark(s.p[i]) ? mark_run(s, i) : 0;
        if (n) {
            if (out->n == 0 && n >= 2 && !open)
                open = n;
            else if (open && n >= 2 && *lead == 0)
                *lead = out->n;
            i += n;
            continue;
        }
        if (s.p[i] == '\\' && i + 1 < s.n && ispunct((unsigned char)s.p[i + 1]))
            i++;
        fg_buf_addc(out, s.p[i++]);
    }
}

/* ---- kinds of line ---- */

static unsigned heading_level(struct fg_sv s)
{
    unsigned n = 0;
    while (n < s.n && n < 7 && s.p[n] == '#')
        n++;
    return n && n < 7 && n < s.n && (fg_is_space(s.p[n]) || (s.p[n] & 0x80) || s.p[n] == '*') ? n
                                                                                             : 0;
}

static bool is_rule_line(struct fg_sv s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '-' || s.p[i] == '=' || s.p[i] == '*' || s.p[i] == '_')
            n++;
        else if (!fg_is_space(s.p[i]))
            return false;
    }
    return n >= 3;
}

/* "1." "2)" "a)" "(iv)" before an item; bytes, 0 where there is none. */
static size_t number_mark(struct fg_sv s)
{
    size_t i = s.n && s.p[0] == '(';
    const size_t first = i;
    while (i < s.n && i - first < 4 && fg_is_alnum(s.p[i]))
        i++;
    const bool digits = i > first && fg_is_digit(s.p[first]);
    if (i == first || i >= s.n || (s.p[i] != ')' && !(s.p[i] == '.' && digits)))
        return 0;
    if (!digits && i - first > 1 && !strchr("ivx", s.p[first]))
        return 0;
    i++;
    return i < s.n && fg_is_space(s.p[i]) ? i + 1 : 0;
}

static bool is_table_row(struct fg_sv s)
{
    return s.n > 2 && s.p[0] == '|' && fg_sv_find(fg_sv_sub(s, 1, s.n), FG_SV("|")) != SIZE_MAX;
}

/* ---- blocks ---- */

static void flush(struct text_reader *r)
{
    if (r->has_pending)
        fg_blocks_add(r->out, &r->proto, fg_buf_sv(&r->pending));
    fg_buf_clear(&r->pending);
    r->has_pending = false;
}

static void begin(struct text_reader *r, const struct fg_block *proto, struct fg_sv text)
{
    size_t lead;
    flush(r);
    strip_marks(text, &r->clean, &lead);
    r->proto = *proto;
    r->proto.lead = (uint32_t)lead;
    if (lead && lead >= fg_sv_trim(fg_buf_sv(&r->clean)).n)
        r->proto.flags |= FG_BLOCK_BOLD;
    fg_buf_add(&r->pending, fg_buf_sv(&r->clean));
    r->has_pending = true;
}

static void table_row(struct text_reader *r, struct fg_sv s, bool gap)
{
    unsigned column = 0;
    struct fg_sv rest = fg_sv_sub(s, 1, s.n), cell;
    while (rest.n && fg_sv_next(&rest, '|', &cell)) {
        cell = fg_sv_trim(cell);
        column++;
        const struct fg_block proto = {.kind = FG_BLOCK_CELL, .level = column,
                                       .flags = gap && column == 1 ? FG_BLOCK_GAP : 0};
        if (cell.n && !is_rule_line(cell) && cell.p[0] != ':')
            begin(r, &proto, cell);
    }
    flush(r);
}

enum { WRAP_LEAST = 50, WRAP_MOST = 130 }; /* bytes of a line wrapped by width */

/* ", fluent", ") or", ". Then": no line begins so. ".NET" is a word. */
static bool starts_closing(struct fg_sv s)
{
    return strchr(",;:.)]%", s.p[0]) && (s.n == 1 || s.p[0] == ')' || fg_is_space(s.p[1]) ||
                                         strchr(",;:.)]", s.p[1]) ||
                                         fg_sv_starts(fg_sv_sub(s, 1, 2), FG_SV(NBSP)));
}

/* "Bachelor's degree in", "tools (e.g.,": more must come. */
static bool ends_open(struct fg_sv s)
{
    static const char *const words[] = {
        "a",       "an",     "and",    "as",     "at",      "by",       "for",    "from",   "in",
        "into",    "of",     "on",     "or",     "the",     "to",       "with",   "within", "using",
        "through", "across", "like",   "via",    "between", "including", "than",  "your",   "our",
        "von",     "mit",    "und",    "für",    "der",     "die",      "das",    "den",    "dem",
        "oder",    "im",     "zur",    "zum",    "sowie",   "de",       "du",     "des",    "et",
        "la",      "le",     "les",    "pour",   "avec",    "dans",     "ou",     "un",     "une",
        "en",      "y",      "el",     "los",    "las",     "con",      "para",   "por",    "del",
        "e",       "di",     "della",  "per",    "il",      "com",      "da",     "em",
        "van",     "het",    "een",    "voor",   "met",     "och",      "av",     "att",    "med",
        "till",    "som",    "w",      "z",      "oraz",    "na",       "se",     "s",      "v"};
    size_t n = 0;
    while (fg_sv_ends(s, FG_SV(NBSP)))
        s.n -= 2;
    while (n < s.n && !fg_is_space(s.p[s.n - 1 - n]))
        n++;
    const struct fg_sv last = fg_sv_sub(s, s.n - n, n);
    if (fg_sv_find(last, FG_SV("://")) != SIZE_MAX)
        return false; /* an address may end in anything */
    if (s.n == 0 || strchr(",([/&", s.p[s.n - 1]) || fg_sv_possessive(s))
        return s.n > 0;
    for (size_t i = 0; n < s.n && i < sizeof words / sizeof *words; i++)
        if (fg_sv_eq(last, fg_sv_of(words[i])))
            return true;
    return false;
}

/* Text copied from a page whose inline elements - links, bold words - became lines of
 * their own: what the marks at the break say belongs together. */
static bool is_torn(const struct line *l, const struct line *before)
{
    enum { LONGEST_HEADING = 40 };
    struct fg_sv s = l->text;
    const bool soft = fg_sv_starts(s, FG_SV(NBSP));
    while (fg_sv_starts(s, FG_SV(NBSP)))
        s = fg_sv_trim(fg_sv_sub(s, 2, s.n));
    if (s.n == 0 || starts_closing(s))
        return s.n > 0;
    const char last = before->text.p[before->text.n - 1];
    if (strchr(".:;!?", last))
        return soft && fg_utf8_lower_at(s, 0);
    if (fg_utf8_lower_at(s, 0) && (soft || before->trailing || l->indent > before->indent))
        return true;
    /* "What we look for" is a heading: a short line needs more to be torn */
    return (soft || before->trailing || before->text.n > LONGEST_HEADING) &&
           ends_open(before->text);
}

/* Whether a line only goes on with the one before it. */
static bool goes_on(const struct text_reader *r, const struct line *l, const struct line *before)
{
    if (!r->has_pending || l->gap || r->proto.kind == FG_BLOCK_HEADING)
        return false;
    const char last = before->text.p[before->text.n - 1];
    const bool lower = fg_utf8_lower_at(l->text, 0);
    if (r->proto.kind == FG_BLOCK_ITEM && l->indent > before->indent)
        return true; /* hanging indentation */
    if (r->proto.kind != FG_BLOCK_CELL && is_torn(l, before))
        return true;
    if (!r->wrapped || before->text.n < WRAP_LEAST || before->text.n > WRAP_MOST)
        return false;
    return lower || last == ',' || last == '-' || !strchr(".:;!?", last);
}

static void one_line(struct text_reader *r, const struct line *l, const struct line *before)
{
    static const struct fg_block item = {.kind = FG_BLOCK_ITEM, .level = 1};
    const struct fg_sv s = l->text;
    const unsigned gap = l->gap ? FG_BLOCK_GAP : 0;
    const unsigned level = heading_level(s);
    if (fg_sv_starts(s, FG_SV("{%")) && fg_sv_ends(s, FG_SV("%}")))
        return; /* a template's own line */
    if (level) {
        const struct fg_block heading = {.kind = FG_BLOCK_HEADING, .level = level, .flags = gap};
        struct fg_sv text = fg_sv_trim(fg_sv_sub(s, level, s.n));
        while (text.n && text.p[text.n - 1] == '#')
            text.n--;
        begin(r, &heading, text);
        return;
    }
    if (is_rule_line(s)) {
        flush(r);
        const struct fg_block rule = {.kind = FG_BLOCK_RULE};
        fg_blocks_add(r->out, &rule, (struct fg_sv){0});
        return;
    }
    if (is_table_row(s)) {
        table_row(r, s, l->gap);
        return;
    }
    const size_t number = number_mark(s);
    const bool bullet = fg_bullet_length(s) > 0;
    if (bullet || number) {
        struct fg_block proto = item;
        proto.level = 1 + l->indent / 2;
        proto.flags = gap | (bullet ? FG_BLOCK_BULLET : 0);
        proto.list = r->in_list ? r->lists : ++r->lists;
        r->in_list = true;
        begin(r, &proto, fg_sv_sub(s, number, s.n));
        return;
    }
    if (goes_on(r, l, before)) {
        size_t lead;
        strip_marks(s, &r->clean, &lead);
        if (!starts_closing(s))
            fg_buf_addc(&r->pending, ' ');
        fg_buf_add(&r->pending, fg_buf_sv(&r->clean));
        r->proto.flags &= ~(unsigned)FG_BLOCK_BOLD;
        return;
    }
    r->in_list = false;
    const struct fg_block paragraph = {.kind = FG_BLOCK_PARAGRAPH,
                                       .flags = gap | (r->wrapped ? FG_BLOCK_WRAPPED : 0)};
    begin(r, &paragraph, s);
}

/* Whether a line is followed, without a gap or an end, by one in lower case. */
static bool may_be_wrapped(const struct line *before, const struct line *now)
{
    return before->text.n && before->text.n <= WRAP_MOST && !now->gap &&
           fg_utf8_lower_at(now->text, 0) &&
           !strchr(".:;!?", before->text.p[before->text.n - 1]);
}

static size_t first_word(struct fg_sv s)
{
    size_t n = 0;
    while (n < s.n && !fg_is_space(s.p[n]))
        n++;
    return n;
}

static size_t widest_wrapped(struct fg_sv text)
{
    struct line now, before = {0};
    size_t widest = 0;
    for (; take_line(&text, &now); before = now)
        if (may_be_wrapped(&before, &now) && before.text.n > widest)
            widest = before.text.n;
    return widest;
}

/* Lines are wrapped by width where several end because the next word had no more room.
 * Items that begin in lower case end where they will. */
static bool is_wrapped(struct fg_sv text)
{
    const size_t widest = widest_wrapped(text);
    struct line now, before = {0};
    size_t lines = 0, full = 0, loose = 0;
    for (; take_line(&text, &now); before = now) {
        lines++;
        if (!may_be_wrapped(&before, &now))
            continue;
        const bool had_room = (before.text.n + 1 + first_word(now.text)) * 10 < widest * 9;
        full += !had_room && before.text.n >= WRAP_LEAST;
        loose += had_room;
    }
    return full >= 3 && full * 20 >= lines && full >= 2 * loose;
}

void fg_text_blocks(struct fg_sv text, struct fg_block_builder *b)
{
    struct text_reader r = {.out = b, .wrapped = is_wrapped(text)};
    struct line line, before = {0};
    while (take_line(&text, &line)) {
        one_line(&r, &line, &before);
        before = line;
    }
    flush(&r);
    fg_buf_free(&r.clean);
    fg_buf_free(&r.pending);
}

enum fg_status fg_text_read(struct fg_sv text, fg_arena *arena, struct fg_document *out,
                            struct fg_error *err)
{
    struct fg_block_builder b;
    *out = (struct fg_document){.origin = FG_FROM_PAGE};
    text = fg_front_matter(fg_entities_decoded(text, arena), &out->fields, arena);
    fg_blocks_begin(&b, arena);
    fg_text_blocks(text, &b);
    out->visible_bytes = text.n;
    return fg_blocks_end(&b, out) ? FG_OK : fg_fail_memory(err);
}

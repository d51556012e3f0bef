#include "document/json_text.h"

#include <string.h>

enum { MOST_BYTES = 16 * 1024 * 1024, MOST_LEVELS = 200 };

/* All numbers as reals: an identifier of twenty digits is no error. */
static const size_t load_flags = JSON_DECODE_INT_AS_REAL | JSON_DISABLE_EOF_CHECK;

/* The mender: one pass over the text, writing well-formed JSON. */
struct mender {
    struct fg_sv in;
    size_t at;
    struct fg_buf out;
    char open[MOST_LEVELS];  /* '{' or '[' */
    unsigned depth;
    bool comma;              /* a comma is due before the next value or key */
    bool key_next;           /* in an object: the next scalar is a key */
    bool after_key;          /* a colon was written, its value is due */
};

static char peek(const struct mender *m, size_t ahead)
{
    return m->at + ahead < m->in.n ? m->in.p[m->at + ahead] : '\0';
}

static bool looking_at(const struct mender *m, struct fg_sv what)
{
    return fg_sv_starts(fg_sv_sub(m->in, m->at, what.n), what);
}

static bool in_object(const struct mender *m)
{
    return m->depth && m->open[m->depth - 1] == '{';
}

/* ---- between values ---- */

/* Marks that stand around JSON in pages, and how each ends. */
static const struct {
    struct fg_sv start, end;
} skipped[] = {
    {{"<![CDATA[", 9}, {"", 0}}, {{"]]>", 3}, {"", 0}},      {{"<!--", 4}, {"", 0}},
    {{"-->", 3}, {"", 0}},       {{"/*", 2}, {"*/", 2}},     {{"//", 2}, {"\n", 1}},
    {{"<script", 7}, {">", 1}},  {{"</script", 8}, {">", 1}},
};

/* Steps over comments and marks. A comment without end hides all that follows;
 * `//` before a mark hides only itself, since all may stand on one line. */
static bool skip_mark(struct mender *m)
{
    for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++) {
        if (!looking_at(m, skipped[i].start))
            continue;
        m->at += skipped[i].start.n;
        const struct fg_sv body = fg_sv_sub(m->in, m->at, m->in.n);
        const size_t end = fg_sv_find(body, skipped[i].end);
        const size_t mark = fg_sv_find(fg_sv_sub(body, 0, 16), FG_SV("<![CDATA["));
        const size_t close = fg_sv_find(fg_sv_sub(body, 0, 16), FG_SV("]]>"));
        if (mark < end)
            m->at += mark;
        else if (close < end)
            m->at += close;
        else
            m->at = end == SIZE_MAX ? m->in.n : m->at + end + skipped[i].end.n;
        return true;
    }
    return false;
}

static void skip_blank(struct mender *m)
{
    while (m->at < m->in.n)
        if (fg_is_space(m->in.p[m->at]))
            m->at++;
        else if (!skip_mark(m))
            return;
}

/* What is due before a value or a key is written. */
static void write_before(struct mender *m)
{
    if (m->comma)
        fg_buf_addc(&m->out, ',');
    m->comma = false;
}

static void value_written(struct mender *m)
{
    m->comma = m->depth > 0;
    m->after_key = false;
    m->key_next = in_object(m);
}

/* ---- strings ---- */

static char char_after_blank(struct fg_sv s, size_t *at)
{
    while (*at < s.n && fg_is_space(s.p[*at]))
        ++*at;
    return *at < s.n ? s.p[*at] : '\0';
}

/* Whether a quoted text with a colon behind it stands at `at`. */
static bool is_quoted_key(struct fg_sv s, size_t at)
{
    const char quote = s.p[at++];
    while (at < s.n && s.p[at] != quote && s.p[at] != '\n')
        at++;
    at += at < s.n;
    return char_after_blank(s, &at) == ':';
}

/* Whether the quote at `m->at` ends its string: what follows it has to be what
 * may follow a string there. Else it is a quote inside the text. */
static bool quote_closes(const struct mender *m, char quote)
{
    size_t at = m->at + 1;
    const char c = char_after_blank(m->in, &at);
    if (c == ':')
        return m->key_next;
    if (m->key_next)
        return false;
    if (c != ',')
        return c == '}' || c == ']' || c == '\0' || c == '/' || c == '<';
    at++;
    const char d = char_after_blank(m->in, &at);
    if (in_object(m) && d != quote && fg_is_alpha(d)) { /* a bare key, or prose */
        while (at < m->in.n && (fg_is_alnum(m->in.p[at]) || m->in.p[at] == '_'))
            at++;
        return char_after_blank(m->in, &at) == ':';
    }
    if (in_object(m) && (d == '"' || d == '\''))
        return is_quoted_key(m->in, at);
    return d == '\0' || strchr(in_object(m) ? "}/" : "\"'{[]-/0123456789tfnNu", d) != NULL;
}

static int hex_value(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *p = c ? strchr(digits, fg_lower(c)) : NULL;
    return p ? (int)(p - digits) : -1;
}

/* Code unit of `\uXXXX` at m->at + ahead, or -1. */
static long escaped_unit(const struct mender *m, size_t ahead)
{
    if (peek(m, ahead) != '\\' || peek(m, ahead + 1) != 'u')
        return -1;
    long unit = 0;
    for (size_t i = 2; i < 6; i++) {
        const int v = hex_value(peek(m, ahead + i));
        if (v < 0)
            return -1;
        unit = unit * 16 + v;
    }
    return unit;
}

static void mend_unicode_escape(struct mender *m)
{
    const long unit = escaped_unit(m, 0), low = escaped_unit(m, 6);
    if (unit < 0) {
        fg_buf_addz(&m->out, "\\\\");
        m->at += 1;
        return;
    }
    const bool high = unit >= 0xd800 && unit < 0xdc00;
    const bool pair = high && low >= 0xdc00 && low < 0xe000;
    if (pair)
        fg_buf_add_cp(&m->out, (uint32_t)(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)));
    else if (high || (unit >= 0xdc00 && unit < 0xe000))
        fg_buf_add_cp(&m->out, 0xfffd);
    else if (unit)
        fg_buf_add(&m->out, fg_sv_sub(m->in, m->at, 6));
    m->at += pair ? 12 : 6;
}

/* JavaScript's `\xXX`. */
static bool mend_hex_escape(struct mender *m)
{
    const int high = hex_value(peek(m, 2)), low = high < 0 ? -1 : hex_value(peek(m, 3));
    if (low < 0)
        return false;
    fg_buf_addf(&m->out, "\\u00%c%c", peek(m, 2), peek(m, 3));
    m->at += 4;
    return true;
}

/* A backslash: kept where JSON knows what follows; dropped before what only
 * JavaScript escapes (a quote, a line's end); else it is a backslash. */
static void mend_escape(struct mender *m)
{
    const char c = peek(m, 1);
    if (c == 'u') {
        mend_unicode_escape(m);
        return;
    }
    if (c == 'x' && mend_hex_escape(m))
        return;
    const bool known = c && strchr("\"\\/bfnrt", c);
    const bool dropped = c == '\'' || c == '\n' || c == '`';
    if (known)
        fg_buf_add(&m->out, fg_sv_sub(m->in, m->at, 2));
    else if (!dropped)
        fg_buf_addz(&m->out, "\\\\");
    m->at += known || c == '\n' ? 2 : 1;
}

static void mend_char(struct mender *m)
{
    const char c = m->in.p[m->at];
    if (c == '\\') {
        mend_escape(m);
        return;
    }
    if (c == '"')
        fg_buf_addz(&m->out, "\\\"");
    else if (c == '\n')
        fg_buf_addz(&m->out, "\\n");
    else if ((unsigned char)c < 0x20 || c == 0x7f)
        fg_buf_addc(&m->out, ' ');
    else
        fg_buf_addc(&m->out, c);
    m->at++;
}

/* Takes what needs no mending as it is: most of a string. */
static void take_plain(struct mender *m, char quote)
{
    const size_t from = m->at;
    for (; m->at < m->in.n; m->at++) {
        const char c = m->in.p[m->at];
        if (c == quote || c == '"' || c == '\\' || (unsigned char)c < 0x20 || c == 0x7f)
            break;
    }
    fg_buf_add(&m->out, fg_sv_sub(m->in, from, m->at - from));
}

static void mend_string(struct mender *m)
{
    const char quote = m->in.p[m->at++];
    write_before(m);
    fg_buf_addc(&m->out, '"');
    for (take_plain(m, quote);
         m->at < m->in.n && !(m->in.p[m->at] == quote && quote_closes(m, quote));
         take_plain(m, quote))
        mend_char(m);
    fg_buf_addc(&m->out, '"');
    m->at++;
}

/* ---- scalars, brackets ---- */

static bool is_word(char c)
{
    return fg_is_alnum(c) || (unsigned char)c >= 0x80 || (c && strchr("_$.+-@!", c));
}

static struct fg_sv take_word(struct mender *m)
{
    const size_t from = m->at;
    while (m->at < m->in.n && is_word(m->in.p[m->at]))
        m->at++;
    return fg_sv_sub(m->in, from, m->at - from);
}

/* Source: RFC 8259, section 6. */
static bool is_number(struct fg_sv w)
{
    size_t i = w.n && w.p[0] == '-';
    const size_t whole = i;
    while (i < w.n && fg_is_digit(w.p[i]))
        i++;
    if (i == whole || (w.p[whole] == '0' && i - whole > 1))
        return false;
    if (i < w.n && w.p[i] == '.') {
        const size_t point = i++;
        while (i < w.n && fg_is_digit(w.p[i]))
            i++;
        if (i == point + 1)
            return false;
    }
    return i == w.n && w.n < 40; /* an exponent is no figure of a posting */
}

/* Words JavaScript has for values; what is none of them is null. */
static const char *meaning(struct fg_sv w)
{
    static const char *const words[][2] = {
        {"true", "true"}, {"false", "false"}, {"!0", "true"}, {"!1", "false"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (fg_sv_eq_nocase(w, fg_sv_of(words[i][0])))
            return words[i][1];
    return "null";
}

static void mend_word(struct mender *m)
{
    const struct fg_sv w = take_word(m);
    write_before(m);
    if (m->key_next)
        fg_buf_addf(&m->out, "\"%.*s\"", FG_SV_ARG(w));
    else if (is_number(w))
        fg_buf_add(&m->out, w);
    else
        fg_buf_addz(&m->out, meaning(w));
}

static bool open_bracket(struct mender *m, char c)
{
    if (m->depth == MOST_LEVELS || m->key_next)
        return false;
    write_before(m);
    fg_buf_addc(&m->out, c);
    m->open[m->depth++] = c;
    m->key_next = c == '{';
    m->after_key = false;
    return true;
}

static void close_one(struct mender *m)
{
    if (m->after_key)
        fg_buf_addz(&m->out, "null");
    fg_buf_addc(&m->out, m->open[--m->depth] == '{' ? '}' : ']');
    value_written(m);
}

/* A closing bracket closes what stands open inside its own opening one; one that
 * closes nothing is dropped. */
static void close_bracket(struct mender *m, char c)
{
    const char opening = c == '}' ? '{' : '[';
    unsigned d = m->depth;
    while (d && m->open[d - 1] != opening)
        d--;
    while (d && m->depth >= d)
        close_one(m);
}

/* A key is written with its colon at once, a missing one added. */
static void scalar(struct mender *m, void (*mend)(struct mender *m))
{
    const bool key = m->key_next;
    mend(m);
    if (!key) {
        value_written(m);
        return;
    }
    skip_blank(m);
    m->at += peek(m, 0) == ':';
    fg_buf_addc(&m->out, ':');
    m->key_next = false;
    m->after_key = true;
}

/* One token. False where the text can't be mended. */
static bool mend_token(struct mender *m)
{
    const char c = m->in.p[m->at];
    if (c == '{' || c == '[') {
        m->at++;
        return open_bracket(m, c);
    }
    if (c == '}' || c == ']') {
        m->at++;
        close_bracket(m, c);
    } else if (c == '"' || c == '\'')
        scalar(m, mend_string);
    else if (is_word(c))
        scalar(m, mend_word);
    else
        m->at++; /* commas are written where they are due */
    return !m->out.failed;
}

/* Moves to the first bracket. False where there is none. */
static bool find_start(struct mender *m)
{
    for (skip_blank(m); m->at < m->in.n; skip_blank(m)) {
        if (peek(m, 0) == '{' || peek(m, 0) == '[')
            return true;
        m->at++;
    }
    return false;
}

static json_t *load_mended(struct mender *m)
{
    bool good = mend_token(m);
    for (skip_blank(m); good && m->depth && m->at < m->in.n; skip_blank(m))
        good = mend_token(m);
    while (good && m->depth)
        close_one(m);
    return good && !m->out.failed ? json_loadb(m->out.p, m->out.n, load_flags, NULL) : NULL;
}

json_t *fg_json_text_next(struct fg_sv *rest)
{
    struct mender m = {.in = fg_sv_sub(*rest, 0, MOST_BYTES),
                       .out.ceiling = 2 * (size_t)MOST_BYTES};
    if (!find_start(&m)) {
        *rest = (struct fg_sv){0};
        return NULL;
    }
    json_error_t where;
    json_t *value = json_loadb(m.in.p + m.at, m.in.n - m.at, load_flags, &where);
    if (value)
        m.at += (size_t)where.position;
    else
        value = load_mended(&m);
    fg_buf_free(&m.out);
    *rest = value ? fg_sv_sub(*rest, m.at, rest->n) : (struct fg_sv){0};
    return value;
}

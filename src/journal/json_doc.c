#include "journal/json_doc.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

struct reader {
    struct fg_json_doc *doc;
    const char *start, *p, *end;
};

static bool wrong(struct reader *r, const char *why)
{
    r->doc->why = why;
    return false;
}

static bool grow(struct fg_json_doc *d)
{
    const size_t cap = d->cap ? d->cap * 2 : 1024;
    struct fg_json_value *more = realloc(d->values, cap * sizeof *more);
    if (!more)
        return false;
    d->values = more;
    d->cap = cap;
    return true;
}

static bool open_value(struct reader *r, uint32_t *i)
{
    struct fg_json_doc *d = r->doc;
    if (d->n == d->cap && !grow(d))
        return wrong(r, NULL);
    *i = (uint32_t)d->n++;
    d->values[*i].at = (uint32_t)(r->p - r->start);
    return true;
}

static bool close_value(struct reader *r, uint32_t i)
{
    struct fg_json_value *v = &r->doc->values[i];
    v->n = (uint32_t)(r->p - r->start) - v->at;
    v->end = (uint32_t)r->doc->n;
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static char peek(struct reader *r)
{
    while (r->p < r->end && is_blank(*r->p))
        r->p++;
    return r->p < r->end ? *r->p : '\0';
}

/* Four hexadecimal digits; -1 where there are none. */
static int hex4(const char *p, const char *end)
{
    int v = 0;
    if (end - p < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        const char c = fg_lower(p[i]);
        if (!fg_is_digit(c) && !(c >= 'a' && c <= 'f'))
            return -1;
        v = v * 16 + (fg_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return v;
}

static bool is_high(int unit) { return unit >= 0xd800 && unit < 0xdc00; }
static bool is_low(int unit) { return unit >= 0xdc00 && unit < 0xe000; }

/* Behind "\u". */
static bool unit_escape(struct reader *r)
{
    const int unit = hex4(r->p, r->end);
    if (unit < 0)
        return wrong(r, "four hexadecimal digits are expected after \\u");
    if (unit == 0)
        return wrong(r, "a text holds a NUL character, which a journal can't keep");
    r->p += 4;
    if (!is_high(unit) && !is_low(unit))
        return true;
    const bool pair = is_high(unit) && r->end - r->p >= 6 && r->p[0] == '\\' && r->p[1] == 'u' &&
                      is_low(hex4(r->p + 2, r->end));
    r->p += pair ? 6 : 0;
    return pair || wrong(r, "half of a surrogate pair is no character");
}

static bool is_plain(char c)
{
    return c != '"' && c != '\\' && (unsigned char)c >= 0x20;
}

/* At its opening quote. */
static bool read_string(struct reader *r)
{
    r->p++;
    for (;;) {
        while (r->p < r->end && is_plain(*r->p))
            r->p++;
        if (r->p == r->end)
            return wrong(r, "a string has no end");
        const char c = *r->p;
        if (c != '"' && c != '\\')
            return wrong(r, "a control character is not escaped");
        r->p++;
        if (c == '"')
            return true;
        const char e = r->p < r->end ? *r->p : '\0';
        if (!e || !strchr("\"\\/bfnrtu", e))
            return wrong(r, "no such escape");
        r->p++;
        if (e == 'u' && !unit_escape(r))
            return false;
    }
}

static bool read_digits(struct reader *r)
{
    const char *from = r->p;
    while (r->p < r->end && fg_is_digit(*r->p))
        r->p++;
    return r->p > from || wrong(r, "a digit is expected");
}

static bool at_one_of(const struct reader *r, const char *set)
{
    return r->p < r->end && *r->p && strchr(set, *r->p);
}

static bool read_number(struct reader *r)
{
    r->p += *r->p == '-';
    const bool zero = at_one_of(r, "0");
    if (zero)
        r->p++;
    else if (!read_digits(r))
        return false;
    if (at_one_of(r, ".")) {
        r->p++;
        if (!read_digits(r))
            return false;
    }
    if (!at_one_of(r, "eE"))
        return true;
    r->p++;
    if (at_one_of(r, "+-"))
        r->p++;
    return read_digits(r);
}

static bool read_word(struct reader *r)
{
    static const struct fg_sv words[] = {{"true", 4}, {"false", 5}, {"null", 4}};
    const struct fg_sv rest = {r->p, (size_t)(r->end - r->p)};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (fg_sv_starts(rest, words[i])) {
            r->p += words[i].n;
            return true;
        }
    return wrong(r, "a value is expected");
}

static bool read_value(struct reader *r, unsigned depth);

static bool read_key(struct reader *r)
{
    uint32_t i;
    if (peek(r) != '"')
        return wrong(r, "a key in quotes is expected");
    if (!open_value(r, &i) || !read_string(r))
        return false;
    close_value(r, i);
    if (peek(r) != ':')
        return wrong(r, "':' is expected");
    r->p++;
    return true;
}

static bool read_container(struct reader *r, unsigned depth)
{
    const bool object = *r->p == '{';
    const char close = object ? '}' : ']';
    const uint32_t first = (uint32_t)r->doc->n;
    r->p++;
    if (depth == FG_JSON_DEPTH)
        return wrong(r, "too many brackets within each other");
    for (bool more = peek(r) != close; more; r->p += more) {
        if ((object && !read_key(r)) || !read_value(r, depth + 1))
            return false;
        more = peek(r) == ',';
        if (!more && peek(r) != close)
            return wrong(r, object ? "',' or '}' is expected" : "',' or ']' is expected");
    }
    r->p++;
    struct fg_json_value *values = r->doc->values;
    for (uint32_t i = first; i < r->doc->n; i = values[i].end)
        values[i].last = (uint32_t)r->doc->n;
    return true;
}

static bool read_value(struct reader *r, unsigned depth)
{
    uint32_t i;
    const char c = peek(r);
    if (!open_value(r, &i))
        return false;
    const bool good = c == '"'               ? read_string(r)
                      : c == '{' || c == '[' ? read_container(r, depth)
                      : c == '-' || fg_is_digit(c) ? read_number(r)
                                                   : read_word(r);
    return good && close_value(r, i);
}

bool fg_json_doc_read(struct fg_json_doc *d, struct fg_sv text, size_t *at)
{
    const struct fg_sv rest = fg_sv_sub(text, *at, UINT32_MAX);
    struct reader r = {d, rest.p, rest.p, rest.p + rest.n};
    d->n = 0;
    d->why = NULL;
    const bool good = read_value(&r, 0);
    d->wrong_at = *at + (size_t)(r.p - r.start);
    if (!good)
        return false;
    d->values[0].last = (uint32_t)d->n;
    d->text = fg_sv_sub(rest, 0, (size_t)(r.p - r.start));
    *at = d->wrong_at;
    return true;
}

void fg_json_doc_free(struct fg_json_doc *d)
{
    free(d->values);
    *d = (struct fg_json_doc){.n = 0};
}

/* ---- values ---- */

static const struct fg_jv none = {NULL, 0};

struct fg_jv fg_jv_root(const struct fg_json_doc *d)
{
    return d->n ? (struct fg_jv){d, 0} : none;
}

struct fg_sv fg_jv_raw(struct fg_jv v)
{
    if (!v.doc)
        return (struct fg_sv){"", 0};
    return (struct fg_sv){v.doc->text.p + v.doc->values[v.i].at, v.doc->values[v.i].n};
}

char fg_jv_kind(struct fg_jv v)
{
    return v.doc ? v.doc->text.p[v.doc->values[v.i].at] : '\0';
}

struct fg_jv fg_jv_first(struct fg_jv c)
{
    const char kind = fg_jv_kind(c);
    const bool some = (kind == '{' || kind == '[') && c.doc->values[c.i].end > c.i + 1;
    return some ? (struct fg_jv){c.doc, c.i + 1} : none;
}

struct fg_jv fg_jv_next(struct fg_jv v)
{
    const struct fg_json_value *value = &v.doc->values[v.i];
    return value->end < value->last ? (struct fg_jv){v.doc, value->end} : none;
}

struct fg_jv fg_jv_get(struct fg_jv object, const char *key)
{
    const size_t n = strlen(key);
    struct fg_jv found = none;
    if (fg_jv_kind(object) != '{')
        return none;
    for (struct fg_jv k = fg_jv_first(object), v; k.doc; k = fg_jv_next(v)) {
        const struct fg_sv raw = fg_jv_raw(k);
        v = fg_jv_next(k);
        if (raw.n == n + 2 && memcmp(raw.p + 1, key, n) == 0)
            found = v;
    }
    return found;
}

/* One escape behind its backslash, checked when it was read; returns its end. */
static const char *unescape(const char *p, const char *end, struct fg_buf *out)
{
    static const char pairs[] = "b\bf\fn\nr\rt\t";
    if (*p != 'u') {
        const char *e = pairs;
        while (*e && *e != *p)
            e += 2;
        fg_buf_addc(out, *e ? e[1] : *p);
        return p + 1;
    }
    const int unit = hex4(p + 1, end);
    if (!is_high(unit)) {
        fg_buf_add_cp(out, (uint32_t)unit);
        return p + 5;
    }
    const int low = hex4(p + 7, end);
    fg_buf_add_cp(out, 0x10000 + ((uint32_t)(unit - 0xd800) << 10) + (uint32_t)(low - 0xdc00));
    return p + 11;
}

struct fg_sv fg_jv_text(struct fg_jv v, fg_arena *arena)
{
    const struct fg_sv raw = fg_jv_raw(v);
    if (fg_jv_kind(v) != '"')
        return (struct fg_sv){"", 0};
    const char *p = raw.p + 1, *end = raw.p + raw.n - 1;
    const char *slash = memchr(p, '\\', (size_t)(end - p));
    if (!slash)
        return (struct fg_sv){p, (size_t)(end - p)};
    struct fg_buf b = {0};
    fg_buf_reserve(&b, raw.n);
    for (; slash; slash = memchr(p, '\\', (size_t)(end - p))) {
        fg_buf_add(&b, (struct fg_sv){p, (size_t)(slash - p)});
        p = unescape(slash + 1, end, &b);
    }
    fg_buf_add(&b, (struct fg_sv){p, (size_t)(end - p)});
    const struct fg_sv kept = fg_arena_sv(arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return kept.p ? kept : (struct fg_sv){"", 0};
}

double fg_jv_number(struct fg_jv v, double otherwise)
{
    char text[64];
    const struct fg_sv raw = fg_jv_raw(v);
    if ((fg_jv_kind(v) != '-' && !fg_is_digit(fg_jv_kind(v))) || raw.n >= sizeof text)
        return otherwise;
    memcpy(text, raw.p, raw.n);
    text[raw.n] = '\0';
    return strtod(text, NULL);
}

void fg_jv_pack(struct fg_jv v, const char *without, struct fg_buf *out)
{
    const char kind = fg_jv_kind(v);
    bool first = true;
    if (kind != '{' && kind != '[') {
        fg_buf_add(out, fg_jv_raw(v));
        return;
    }
    fg_buf_addc(out, kind);
    for (struct fg_jv item = fg_jv_first(v); item.doc; item = fg_jv_next(item)) {
        const struct fg_sv key = kind == '{' ? fg_jv_raw(item) : (struct fg_sv){"", 0};
        if (key.n)
            item = fg_jv_next(item);
        if (key.n && without && fg_sv_eq(fg_sv_sub(key, 1, key.n - 2), fg_sv_of(without)))
            continue;
        if (!first)
            fg_buf_addc(out, ',');
        first = false;
        fg_buf_add(out, key);
        if (key.n)
            fg_buf_addc(out, ':');
        fg_jv_pack(item, NULL, out);
    }
    fg_buf_addc(out, kind == '{' ? '}' : ']');
}

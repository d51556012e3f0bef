#include "base/json_write.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static void new_line(struct fg_json *j)
{
    if (!j->indent)
        return;
    fg_buf_addc(j->out, '\n');
    for (unsigned i = 0; i < j->depth * (unsigned)j->indent; i++)
        fg_buf_addc(j->out, ' ');
}

/* What stands before a value or a key: nothing after a key, else comma and line. */
static void before(struct fg_json *j)
{
    if (j->after_key) {
        j->after_key = false;
        return;
    }
    if (j->wants_comma)
        fg_buf_addz(j->out, j->indent ? "," : ", ");
    if (j->depth)
        new_line(j);
}

static void scalar(struct fg_json *j, struct fg_sv text)
{
    before(j);
    fg_buf_add(j->out, text);
    j->wants_comma = true;
}

void fg_json_open(struct fg_json *j, char bracket)
{
    before(j);
    fg_buf_addc(j->out, bracket);
    j->depth++;
    j->wants_comma = false;
}

void fg_json_close(struct fg_json *j, char bracket)
{
    j->depth--;
    if (j->wants_comma)
        new_line(j);
    fg_buf_addc(j->out, bracket);
    j->wants_comma = true;
}

/* Bytes of a control character of more than one byte at i (C1, bidirectional
 * overrides), which a terminal would obey; 0 where there is none. */
static size_t long_control(struct fg_sv s, size_t i, uint32_t *cp)
{
    size_t next = i;
    if ((unsigned char)s.p[i] < 0xc0) /* ASCII, or inside a character */
        return 0;
    *cp = fg_utf8_next(s, &next);
    return fg_cp_is_control(*cp) ? next - i : 0;
}

static void quoted(struct fg_buf *out, struct fg_sv s)
{
    static const char short_escapes[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    fg_buf_addc(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const unsigned char c = (unsigned char)s.p[i];
        const bool plain = c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
        if (plain && c < 0xc0)
            continue;
        uint32_t cp = c;
        const size_t n = long_control(s, i, &cp);
        if (!n && plain)
            continue;
        fg_buf_add(out, fg_sv_sub(s, from, i - from));
        i += n ? n - 1 : 0;
        from = i + 1;
        const char *e = short_escapes;
        while (*e && (unsigned char)*e != cp)
            e += 2;
        if (*e)
            fg_buf_addf(out, "\\%c", e[1]);
        else
            fg_buf_addf(out, "\\u%04x", (unsigned)cp);
    }
    fg_buf_add(out, fg_sv_sub(s, from, s.n));
    fg_buf_addc(out, '"');
}

void fg_json_key(struct fg_json *j, const char *key)
{
    before(j);
    quoted(j->out, fg_sv_of(key));
    fg_buf_addz(j->out, ": ");
    j->after_key = true;
    j->wants_comma = false;
}

/* The name of a file may be any bytes; JSON is UTF-8. */
static void quoted_mended(struct fg_buf *out, struct fg_sv s)
{
    struct fg_buf mended = {0};
    fg_utf8_repair(s, &mended);
    quoted(out, fg_buf_sv(&mended));
    out->failed = out->failed || mended.failed;
    fg_buf_free(&mended);
}

void fg_json_string(struct fg_json *j, struct fg_sv s)
{
    before(j);
    if (fg_utf8_valid(s) == s.n)
        quoted(j->out, s);
    else
        quoted_mended(j->out, s);
    j->wants_comma = true;
}

void fg_json_null(struct fg_json *j)
{
    scalar(j, FG_SV("null"));
}

void fg_json_string_or_null(struct fg_json *j, struct fg_sv s)
{
    if (s.n)
        fg_json_string(j, s);
    else
        fg_json_null(j);
}

void fg_json_number(struct fg_json *j, double v, int digits)
{
    char text[64];
    int n = snprintf(text, sizeof text, "%.*f", digits, v);
    if (strchr(text, '.')) {
        while (n > 0 && text[n - 1] == '0')
            n--;
        if (n > 0 && text[n - 1] == '.')
            n--;
    }
    const struct fg_sv s = {text, (size_t)n};
    scalar(j, fg_sv_eq(s, FG_SV("-0")) ? FG_SV("0") : s);
}

void fg_json_number_or_null(struct fg_json *j, double v, int digits)
{
    if (v < 0)
        fg_json_null(j);
    else
        fg_json_number(j, v, digits);
}

void fg_json_uint(struct fg_json *j, uint64_t v)
{
    char text[24];
    const int n = snprintf(text, sizeof text, "%llu", (unsigned long long)v);
    scalar(j, (struct fg_sv){text, (size_t)n});
}

void fg_json_bool(struct fg_json *j, bool v)
{
    scalar(j, v ? FG_SV("true") : FG_SV("false"));
}

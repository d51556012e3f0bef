#include "report/escape.h"

#include <string.h>

/* Safe text with each character handed to `put`. */
static void each_safe(struct fg_buf *out, struct fg_sv text,
                      void (*put)(struct fg_buf *out, char c, char before))
{
    struct fg_buf safe = {0};
    fg_report_add_safe(&safe, text);
    char before = ' ';
    for (size_t i = 0; i < safe.n; i++) {
        put(out, safe.p[i], before);
        before = safe.p[i];
    }
    out->failed |= safe.failed;
    fg_buf_free(&safe);
}

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c) != NULL;
}

static void put_markdown(struct fg_buf *out, char c, char before)
{
    (void)before;
    if (is_one_of(c, "\\`*_[]<>|~#&!"))
        fg_buf_addc(out, '\\');
    fg_buf_addc(out, c);
}

void fg_escape_markdown(struct fg_buf *out, struct fg_sv text)
{
    each_safe(out, text, put_markdown);
}

static void put_org(struct fg_buf *out, char c, char before)
{
    const bool starts = before == ' ' || is_one_of(before, "-({'\"");
    if ((starts && is_one_of(c, "*/_=~+")) || (c == '[' && before == '[') ||
        (before == '<' && (c == '<' || fg_is_digit(c)))) /* <<target>>, <2026-11-22 Sun> */
        fg_buf_add_cp(out, 0x200b);
    fg_buf_addc(out, c);
}

void fg_escape_org(struct fg_buf *out, struct fg_sv text)
{
    each_safe(out, text, put_org);
}

void fg_escape_org_heading(struct fg_buf *out, struct fg_sv text)
{
    static const struct fg_sv keywords[] = {{"TODO", 4}, {"DONE", 4}, {"COMMENT", 7}};
    const struct fg_sv line = fg_sv_trim(text);
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (fg_sv_starts(line, keywords[i]))
            fg_buf_add_cp(out, 0x200b);
    fg_escape_org(out, line);
    if (fg_sv_ends(line, FG_SV(":")))
        fg_buf_add_cp(out, 0x200b);
}

static void put_html(struct fg_buf *out, char c, char before)
{
    static const char *const entities[] = {"&&amp;", "<&lt;", ">&gt;", "\"&quot;", "'&#39;"};
    (void)before;
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (entities[i][0] == c) {
            fg_buf_addz(out, entities[i] + 1);
            return;
        }
    fg_buf_addc(out, c);
}

void fg_escape_html(struct fg_buf *out, struct fg_sv text)
{
    each_safe(out, text, put_html);
}

static void put_csv(struct fg_buf *out, char c, char before)
{
    (void)before;
    if (c == '"')
        fg_buf_addc(out, '"');
    fg_buf_addc(out, c);
}

void fg_escape_csv(struct fg_buf *out, struct fg_sv text)
{
    fg_buf_addc(out, '"');
    if (text.n && is_one_of(text.p[0], "=+-@\t\r"))
        fg_buf_addc(out, '\'');
    each_safe(out, text, put_csv);
    fg_buf_addc(out, '"');
}

static void put_jrnl(struct fg_buf *out, char c, char before)
{
    if (c == '@' && before == ' ')
        fg_buf_addz(out, "(at)");
    else
        fg_buf_addc(out, c);
}

void fg_escape_jrnl(struct fg_buf *out, struct fg_sv text)
{
    each_safe(out, text, put_jrnl);
}

void fg_escape_url(struct fg_buf *out, struct fg_sv url)
{
    for (size_t i = 0; i < url.n; i++) {
        const unsigned char c = (unsigned char)url.p[i];
        if (c <= 0x20 || c >= 0x7f || is_one_of((char)c, "<>\"'\\`{}|^"))
            fg_buf_addf(out, "%%%02X", c);
        else
            fg_buf_addc(out, (char)c);
    }
}

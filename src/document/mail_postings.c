#include "document/mail_postings.h"

#include <string.h>

enum {
    LEAST_TEXT = 120,            /* bytes but white space: less is a teaser */
    LONGEST_TITLE = 160,
    LINES_TO_LINK = 6,           /* of plain text, from its title on */
    LEAST_RULE = 5               /* signs of a rule                  */
};

/* ---- HTML ---- */

struct glance {
    struct fg_sv link;           /* around the first visible text; empty: none */
    size_t visible;              /* bytes that are no white space */
};

static struct fg_sv href_of(struct fg_sv tag)
{
    const size_t at = fg_sv_find_nocase(tag, FG_SV("href="));
    struct fg_sv s = fg_sv_sub(tag, at == SIZE_MAX ? tag.n : at + 5, SIZE_MAX);
    if (!s.n || (s.p[0] != '"' && s.p[0] != '\''))
        return (struct fg_sv){0};
    const char *end = memchr(s.p + 1, s.p[0], s.n - 1);
    s = end ? (struct fg_sv){s.p + 1, (size_t)(end - s.p - 1)} : (struct fg_sv){0};
    return fg_sv_starts_nocase(s, FG_SV("http")) ? s : (struct fg_sv){0};
}

static struct glance glance_at(struct fg_sv html)
{
    struct glance g = {0};
    struct fg_sv link = {0};
    for (size_t i = 0; i < html.n; i++) {
        if (html.p[i] != '<') {
            if (!fg_is_space(html.p[i]) && g.visible++ == 0)
                g.link = link;
            continue;
        }
        const struct fg_sv rest = fg_sv_sub(html, i, SIZE_MAX);
        const struct fg_sv tag = fg_sv_sub(rest, 0, fg_sv_find(rest, FG_SV(">")));
        if (fg_sv_starts_nocase(tag, FG_SV("<a ")) || fg_sv_starts_nocase(tag, FG_SV("<a\n")))
            link = href_of(tag);
        else if (fg_sv_starts_nocase(tag, FG_SV("</a")))
            link = (struct fg_sv){0};
        i += tag.n;
    }
    return g;
}

size_t fg_mail_text_bytes(struct fg_sv text)
{
    return glance_at(text).visible;
}

static bool opens_tag(struct fg_sv html, size_t at, struct fg_sv mark)
{
    const char behind = at + mark.n < html.n ? html.p[at + mark.n] : '>';
    return behind == '>' || behind == '/' || fg_is_space(behind);
}

/* The next `mark` at `from` or behind; the text's end where there is none. */
static size_t next_tag(struct fg_sv html, size_t from, struct fg_sv mark)
{
    for (size_t at; (at = fg_sv_find_nocase(fg_sv_sub(html, from, SIZE_MAX), mark)) != SIZE_MAX;
         from += at + 1)
        if (opens_tag(html, from + at, mark))
            return from + at;
    return html.n;
}

/* Those that are long enough. */
static size_t drop_teasers(struct fg_mail_posting *out, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (fg_mail_text_bytes(out[i].text) >= LEAST_TEXT)
            out[kept++] = out[i];
    return kept;
}

static void extend(struct fg_mail_posting *posting, const char *end)
{
    posting->text.n = (size_t)(end - posting->text.p);
}

static size_t take_html(struct fg_sv html, struct fg_sv mark, struct fg_mail_posting *out,
                        size_t most)
{
    size_t n = 0;
    for (size_t at = 0, end; at < html.n; at = end) {
        end = next_tag(html, at + 1, mark);
        const struct fg_sv part = fg_sv_sub(html, at, end - at);
        const struct glance g = glance_at(part);
        if (g.link.n && n < most)
            out[n++] = (struct fg_mail_posting){part, g.link};
        else if (n)
            extend(&out[n - 1], html.p + end);
    }
    return drop_teasers(out, n);
}

/* ---- plain text ---- */

static bool is_rule(struct fg_sv line)
{
    line = fg_sv_trim(line);
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] != line.p[0])
            return false;
    return line.n >= LEAST_RULE && strchr("-=_*#~", line.p[0]);
}

static struct fg_sv address_in(struct fg_sv line)
{
    size_t at = fg_sv_find(line, FG_SV("http://"));
    at = at != SIZE_MAX ? at : fg_sv_find(line, FG_SV("https://"));
    struct fg_sv s = fg_sv_sub(line, at == SIZE_MAX ? line.n : at, SIZE_MAX);
    size_t n = 0;
    while (n < s.n && !fg_is_space(s.p[n]) && s.p[n] != '>' && s.p[n] != ')')
        n++;
    return fg_sv_sub(s, 0, n);
}

/* A line that is a title, and an address soon. */
static struct fg_sv address_of(struct fg_sv part)
{
    struct fg_sv line, url = {0};
    unsigned lines = 0;
    while (part.n && !url.n && lines < LINES_TO_LINK && fg_sv_next(&part, '\n', &line)) {
        line = fg_sv_trim(line);
        if (!line.n)
            continue;
        if (lines++ == 0 && (line.n > LONGEST_TITLE || address_in(line).n))
            return (struct fg_sv){0};
        url = address_in(line);
    }
    return url;
}

/* A rule with an empty line before it divides; without one it underlines. */
static size_t take_plain(struct fg_sv text, struct fg_mail_posting *out, size_t most)
{
    struct fg_sv rest = text, line;
    const char *from = text.p;
    size_t n = 0;
    bool blank = true, last = false;
    while (!last) {
        last = !rest.n || !fg_sv_next(&rest, '\n', &line);
        if (!last && !(blank && is_rule(line))) {
            blank = fg_sv_trim(line).n == 0;
            continue;
        }
        const char *end = last ? text.p + text.n : line.p;
        const struct fg_sv part = {from, (size_t)(end - from)};
        const struct fg_sv url = address_of(part);
        if (url.n && n < most)
            out[n++] = (struct fg_mail_posting){part, url};
        else if (n && !last)
            extend(&out[n - 1], end);
        from = last ? end : line.p + line.n;
        blank = true;
    }
    return drop_teasers(out, n);
}

size_t fg_mail_postings(struct fg_sv text, bool is_html, struct fg_mail_posting *out, size_t most)
{
    static const char *const marks[] = {"<h1", "<h2", "<h3", "<hr"};
    size_t n = 0;
    if (!is_html)
        return take_plain(text, out, most);
    for (size_t i = 0; n < 2 && i < sizeof marks / sizeof *marks; i++)
        n = take_html(text, fg_sv_of(marks[i]), out, most);
    return n;
}

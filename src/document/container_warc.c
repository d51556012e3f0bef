/* WARC: pages as a crawler or a browser archived them.
 * Source: ISO 28500:2017; RFC 9112 for the HTTP message in a response record. */
#include "document/container_stream.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_LINES = 200 };

bool fg_told_warc(struct fg_sv s)
{
    return fg_sv_starts(s, FG_SV("WARC/"));
}

/* ---- headers ---- */

struct record {
    struct fg_buf url, type, content_type;
    size_t length;
};

/* The value where `line` is of that name. */
static bool is_header(struct fg_sv line, struct fg_sv name, struct fg_sv *value)
{
    if (line.n <= name.n || line.p[name.n] != ':' || !fg_sv_starts_nocase(line, name))
        return false;
    *value = fg_sv_trim(fg_sv_sub(line, name.n + 1, SIZE_MAX));
    return true;
}

static void set(struct fg_buf *to, struct fg_sv value)
{
    fg_buf_clear(to);
    fg_buf_add(to, value);
}

static struct fg_sv without_brackets(struct fg_sv s)
{
    return s.n > 1 && s.p[0] == '<' ? fg_sv_sub(s, 1, s.n - 2) : s;
}

/* A number of at most 15 digits; what is larger is no length that is met. */
static size_t length_of(struct fg_sv s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && i < 15 && fg_is_digit(s.p[i]); i++)
        n = n * 10 + (size_t)(s.p[i] - '0');
    return n;
}

/* One record's own header. False at the end, or where none stands. */
static bool read_header(struct fg_stream *in, struct record *r)
{
    struct fg_sv line, value;
    r->length = 0;
    set(&r->url, FG_SV(""));
    set(&r->type, FG_SV(""));
    set(&r->content_type, FG_SV(""));
    do
        if (!fg_stream_line(in, &line))
            return false;
    while (line.n == 0);
    if (!fg_told_warc(line))
        return false;
    for (unsigned i = 0; i < MOST_LINES && fg_stream_line(in, &line) && line.n; i++) {
        if (is_header(line, FG_SV("Content-Length"), &value))
            r->length = length_of(value);
        else if (is_header(line, FG_SV("WARC-Target-URI"), &value))
            set(&r->url, without_brackets(value));
        else if (is_header(line, FG_SV("WARC-Type"), &value))
            set(&r->type, value);
        else if (is_header(line, FG_SV("Content-Type"), &value))
            set(&r->content_type, value);
    }
    return true;
}

/* ---- the HTTP message ---- */

struct message {
    struct fg_sv body, type, encoding;
    unsigned status;
    bool chunked;
};

static void read_http(struct fg_sv bytes, struct message *m)
{
    struct fg_sv rest = bytes, line, value;
    *m = (struct message){.body = bytes};
    if (!fg_sv_next(&rest, '\n', &line) || !fg_sv_starts(line, FG_SV("HTTP/")))
        return;
    const size_t blank = fg_sv_find(line, FG_SV(" "));
    m->status = (unsigned)length_of(fg_sv_sub(line, blank + (blank != SIZE_MAX), SIZE_MAX));
    while (fg_sv_next(&rest, '\n', &line) && fg_sv_trim(line).n) {
        if (is_header(line, FG_SV("Content-Type"), &value))
            m->type = value;
        else if (is_header(line, FG_SV("Content-Encoding"), &value))
            m->encoding = value;
        else if (is_header(line, FG_SV("Transfer-Encoding"), &value))
            m->chunked = fg_sv_find_nocase(value, FG_SV("chunked")) != SIZE_MAX;
    }
    m->body = rest;
}

static bool chunk_size(struct fg_sv line, size_t *out)
{
    size_t n = 0, i = 0;
    for (; i < line.n && i < 8; i++) {
        const char c = fg_lower(line.p[i]);
        if (!fg_is_digit(c) && !(c >= 'a' && c <= 'f'))
            break;
        n = n * 16 + (size_t)(fg_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    *out = n;
    return i > 0;
}

/* Crawlers often undo the chunks and leave the header: what does not begin with a
 * chunk's length is taken as it is. */
static void undo_chunks(struct fg_sv body, struct fg_buf *out)
{
    struct fg_sv rest = body, line;
    size_t n;
    while (fg_sv_next(&rest, '\n', &line) && chunk_size(line, &n)) {
        if (n == 0)
            return;
        fg_buf_add(out, fg_sv_sub(rest, 0, n));
        rest = fg_sv_sub(rest, n, SIZE_MAX);
        if (rest.n && rest.p[0] == '\r')
            rest = fg_sv_sub(rest, 1, SIZE_MAX);
        rest = fg_sv_sub(rest, 1, SIZE_MAX);
    }
    if (!out->n)
        fg_buf_add(out, body);
}

/* Chunks and content encodings undone. */
static enum fg_status plain_body(const struct message *m, struct fg_buf *out, struct fg_error *err)
{
    if (m->chunked)
        undo_chunks(m->body, out);
    else
        fg_buf_add(out, m->body);
    return out->failed ? fg_fail_memory(err) : fg_undo_encodings(m->encoding, out, err);
}

/* ---- records ---- */

/* Pictures, styles and scripts of a page are no postings. */
static bool is_text(struct fg_sv content_type)
{
    static const char *const read[] = {"html", "json", "text/plain", "xml", "pdf", "markdown",
                                       "rtf", "officedocument", "opendocument"};
    if (!content_type.n)
        return true;
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        if (fg_sv_find_nocase(content_type, fg_sv_of(read[i])) != SIZE_MAX)
            return true;
    return false;
}

static void pass_on(const struct fg_walk *w, const struct record *r, const struct message *m)
{
    struct fg_buf body = {.ceiling = FG_MEMBER_MOST};
    struct fg_error err = {0};
    char name[4096];
    snprintf(name, sizeof name, "%s:%s", w->name, r->url.p ? r->url.p : "");
    if (plain_body(m, &body, &err) == FG_OK)
        fg_walk_member(w, name, &body, fg_buf_sv(&r->url), m->type);
    else
        fg_walk_problem(w, name, &err);
    fg_buf_free(&body);
}

static void read_record(const struct fg_walk *w, const struct record *r)
{
    struct fg_buf bytes = {.ceiling = FG_MEMBER_MOST};
    struct message m;
    const bool response = fg_sv_eq_nocase(fg_buf_sv(&r->type), FG_SV("response"));
    fg_stream_take(w->in, r->length, &bytes);
    read_http(fg_buf_sv(&bytes), &m);
    if (!response)
        m = (struct message){.body = fg_buf_sv(&bytes), .type = fg_buf_sv(&r->content_type),
                             .status = 200};
    if (!bytes.failed && m.status == 200 && m.body.n && is_text(m.type))
        pass_on(w, r, &m);
    fg_buf_free(&bytes);
}

/* What crawlers note beside the pages: their own words and logs, names looked up, a page's
 * text and picture once more, what robots may read. */
static bool is_note(struct fg_sv url)
{
    static const char *const schemes[] = {"metadata:", "dns:", "whois:", "urn:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (fg_sv_starts_nocase(url, fg_sv_of(schemes[i])))
            return true;
    return fg_sv_ends(url, FG_SV("/robots.txt"));
}

static bool is_page(const struct record *r)
{
    static const char *const types[] = {"response", "resource", "conversion"};
    if (is_note(fg_buf_sv(&r->url)))
        return false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (fg_sv_eq_nocase(fg_buf_sv(&r->type), fg_sv_of(types[i])))
            return r->length <= FG_MEMBER_MOST;
    return false;
}

enum fg_status fg_walk_warc(const struct fg_walk *w)
{
    struct record r = {0};
    while (*w->on && read_header(w->in, &r)) {
        if (is_page(&r))
            read_record(w, &r);
        else
            fg_stream_take(w->in, r.length, NULL);
    }
    fg_buf_free(&r.url);
    fg_buf_free(&r.type);
    fg_buf_free(&r.content_type);
    if (w->in->status == FG_OK && *w->on && fg_stream_see(w->in, 1).n)
        return fg_fail(w->err, FG_EREAD,
                       "is a broken WARC file: a record does not begin where it should");
    return w->in->status;
}

#include "document/feed.h"
#include "document/formats.h"
#include "document/frames.h"
#include "document/several.h"

#include <stdio.h>

/* What bytes are, told by content, not by name: two tables, one of bytes and, where none
 * of it fits, one of the text they are. */

struct reading {
    const struct fg_input *input;
    fg_arena *arena;
    struct fg_document **documents;
    size_t *n;
    unsigned depth;              /* of formats in formats */
};

typedef enum fg_status read_fn(struct reading *r, struct fg_sv bytes, struct fg_error *err);
typedef enum fg_status read_one_fn(struct fg_sv bytes, fg_arena *arena, struct fg_document *out,
                                   struct fg_error *err);

static enum fg_status one(struct reading *r, struct fg_sv bytes, read_one_fn *read,
                          struct fg_error *err)
{
    struct fg_document *d = fg_arena_calloc(r->arena, 1, sizeof *d);
    if (!d)
        return fg_fail_memory(err);
    const enum fg_status status = read(bytes, r->arena, d, err);
    *r->documents = d;
    *r->n = status == FG_OK;
    return status;
}

/* A format that marks headings shows by them where one posting ends and another begins. */
static enum fg_status one_or_several(struct reading *r, struct fg_sv bytes, read_one_fn *read,
                                     struct fg_error *err)
{
    const enum fg_status status = one(r, bytes, read, err);
    return status == FG_OK ? fg_several_in_blocks(*r->documents, r->arena, r->documents, r->n, err)
                           : status;
}

/* ---- told by text ---- */

enum { LOOK = 64 * 1024 };

static bool opens_html(struct fg_sv s)
{
    static const char *const openings[] = {"<!doctype html", "<html", "<head", "<body", "<!--",
                                           "<div", "<section", "<article", "<main", "<p>", "<p ",
                                           "<h1", "<h2", "<h3", "<ul", "<table", "<script",
                                           "<meta", "<title", "<?xml", "<span", "<b>", "<strong",
                                           "<center", "<header", "<font", "<link", "<style"};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (fg_sv_starts_nocase(s, fg_sv_of(openings[i])))
            return true;
    return false;
}

/* Something stands before the page. */
static bool holds_html(struct fg_sv s)
{
    const struct fg_sv head = fg_sv_sub(s, 0, LOOK);
    return fg_sv_find_nocase(head, FG_SV("<html")) != SIZE_MAX ||
           fg_sv_find_nocase(head, FG_SV("<!doctype html")) != SIZE_MAX;
}

static bool told_feed(struct fg_sv s)
{
    return fg_told_feed(fg_sv_sub(s, 0, LOOK));
}

static bool told_json(struct fg_sv s)
{
    return s.n && (s.p[0] == '{' || s.p[0] == '[');
}

static bool told_any(struct fg_sv s)
{
    (void)s;
    return true;
}

static enum fg_status read_html(struct reading *r, struct fg_sv text, struct fg_error *err)
{
    return fg_html_read(text, r->arena, r->documents, r->n, err);
}

/* SingleFile writes what frames show into the page. */
static bool has_frames(struct fg_sv s)
{
    enum { SAID_WITHIN = 1024 };
    return fg_sv_find(fg_sv_sub(s, 0, SAID_WITHIN), FG_SV("SingleFile")) != SIZE_MAX &&
           opens_html(s) && fg_sv_find(s, FG_SV(" srcdoc=")) != SIZE_MAX;
}

static enum fg_status read_framed(struct reading *r, struct fg_sv text, struct fg_error *err)
{
    struct fg_frames frames = {.arena = r->arena};
    struct fg_buf page = {.ceiling = 2 * text.n};
    fg_frames_put(&frames, text, &page);
    const struct fg_sv whole = page.failed ? text : fg_arena_sv(r->arena, fg_buf_sv(&page));
    fg_buf_free(&page);
    return read_html(r, whole, err);
}

static enum fg_status read_feed(struct reading *r, struct fg_sv text, struct fg_error *err)
{
    return fg_feed_read(text, r->arena, r->documents, r->n, err);
}

/* Macs once ended lines by a return alone, and some programs still do. */
static struct fg_sv with_line_ends(struct fg_sv text, fg_arena *arena)
{
    if (!text.n || memchr(text.p, '\n', text.n) || !memchr(text.p, '\r', text.n))
        return text;
    const struct fg_sv copy = fg_arena_sv(arena, text);
    char *p = (char *)(uintptr_t)copy.p;
    for (size_t i = 0; p && i < copy.n; i++)
        p[i] = p[i] == '\r' ? '\n' : p[i];
    return p ? copy : text;
}

static enum fg_status read_text(struct reading *r, struct fg_sv text, struct fg_error *err)
{
    text = with_line_ends(text, r->arena);
    return one(r, text, fg_text_read, err);
}

static enum fg_status read_org(struct reading *r, struct fg_sv text, struct fg_error *err)
{
    return one(r, text, fg_org_read, err);
}

static enum fg_status read_json(struct reading *r, struct fg_sv text, struct fg_error *err)
{
    const enum fg_status status = fg_jsonld_read(text, r->arena, r->documents, r->n, err);
    if (status == FG_OK && *r->n)
        return FG_OK;
    if (status != FG_OK && status != FG_EREAD)
        return status;
    if (text.p[0] == '[' && status == FG_EREAD) /* "[Draft] ..." is text */
        return read_text(r, text, err);
    return fg_fail(err, FG_EREAD, "is JSON without a posting in it");
}

static const struct {
    bool (*told)(struct fg_sv text);
    read_fn *read;
} texts[] = {
    {told_feed, read_feed}, /* before HTML, as which any XML may be read */
    {has_frames, read_framed},
    {opens_html, read_html},
    {told_json, read_json},
    {holds_html, read_html},
    {fg_told_org, read_org},
    {told_any, read_text},
};

static enum fg_status read_decoded(struct reading *r, struct fg_sv bytes, struct fg_error *err)
{
    struct fg_sv text;
    const enum fg_status status =
        fg_decode(bytes, r->input->content_type, r->arena, &text, err);
    size_t i = 0;
    if (status != FG_OK)
        return status;
    const struct fg_sv trimmed = fg_sv_trim(text);
    while (!texts[i].told(trimmed))
        i++;
    return texts[i].read(r, text, err);
}

/* ---- told by bytes ---- */

/* NUL bytes tell a binary format, unless every other byte is one: UTF-16 that lost
 * its mark. */
static bool has_nul(struct fg_sv s)
{
    size_t nul[2] = {0};
    s = fg_sv_sub(s, 0, 4096);
    if (fg_sv_starts(s, FG_SV("\xff\xfe")) || fg_sv_starts(s, FG_SV("\xfe\xff")))
        return false;
    for (size_t i = 0; i < s.n; i++)
        nul[i % 2] += s.p[i] == '\0';
    const bool utf16 = (nul[0] > s.n / 4 && nul[1] == 0) || (nul[1] > s.n / 4 && nul[0] == 0);
    return !utf16 && nul[0] + nul[1] > 0;
}

static enum fg_status read_any(struct reading *r, struct fg_sv bytes, struct fg_error *err);

static enum fg_status read_pdf(struct reading *r, struct fg_sv bytes, struct fg_error *err)
{
    return one(r, bytes, fg_pdf_read, err);
}

static enum fg_status read_rtf(struct reading *r, struct fg_sv bytes, struct fg_error *err)
{
    return one_or_several(r, bytes, fg_rtf_read, err);
}

static enum fg_status read_odt(struct reading *r, struct fg_sv bytes, struct fg_error *err)
{
    return one_or_several(r, bytes, fg_odt_read, err);
}

static enum fg_status read_docx(struct reading *r, struct fg_sv bytes, struct fg_error *err)
{
    return one_or_several(r, bytes, fg_docx_read, err);
}

/* The page in it, as if it had been saved by itself. */
static enum fg_status read_webarchive(struct reading *r, struct fg_sv bytes, struct fg_error *err)
{
    struct fg_input page = *r->input;
    struct reading inner = *r;
    enum fg_status status = fg_webarchive_page(bytes, r->arena, &page.bytes, &page.content_type,
                                               &page.url, err);
    inner.input = &page;
    inner.depth++;
    if (status == FG_OK)
        status = read_any(&inner, page.bytes, err);
    for (size_t i = 0; status == FG_OK && i < *r->n; i++)
        if (page.url.n)
            (*r->documents)[i].fields.url = page.url;
    return status;
}

static enum fg_status refuse(struct reading *r, struct fg_sv bytes, struct fg_error *err)
{
    static const struct {
        const char *begins, *is;
    } known[] = {
        {"\xd0\xcf\x11\xe0", "is an old Word document or its kin: save it as DOCX or PDF"},
    };
    (void)r;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (fg_sv_starts(bytes, fg_sv_of(known[i].begins)))
            return fg_fail(err, FG_EREAD, "%s", known[i].is);
    return fg_fail(err, FG_EREAD, "is in a format that fitgap does not read");
}

static bool told_pdf(struct fg_sv s)
{
    return fg_sv_starts(s, FG_SV("%PDF-"));
}

static bool told_zip(struct fg_sv s)
{
    return fg_sv_starts(s, FG_SV("PK\3\4"));
}

/* Pictures, programs, packed files. */
static bool told_other(struct fg_sv s)
{
    static const char *const begins[] = {"\xd0\xcf\x11\xe0", "\x89PNG", "\xff\xd8\xff", "GIF8",
                                         "\x1f\x8b", "\x7f" "ELF", "\x28\xb5\x2f\xfd", "RIFF",
                                         "\xfd" "7zXZ", "BZh", "Rar!", "7z\xbc\xaf"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (fg_sv_starts(s, fg_sv_of(begins[i])))
            return true;
    return has_nul(s);
}

static const struct {
    bool (*told)(struct fg_sv bytes);
    read_fn *read;
} binaries[] = {
    {told_pdf, read_pdf},
    {fg_told_rtf, read_rtf},
    {fg_told_odt, read_odt},
    {told_zip, read_docx},
    {fg_told_webarchive, read_webarchive},
    {told_other, refuse},
};

static enum fg_status read_any(struct reading *r, struct fg_sv bytes, struct fg_error *err)
{
    enum { DEEPEST = 4 };
    if (fg_sv_trim(bytes).n == 0)
        return fg_fail(err, FG_EREAD, "is empty");
    if (r->depth > DEEPEST)
        return fg_fail(err, FG_ELIMIT, "is a page in a page in a page");
    for (size_t i = 0; i < sizeof binaries / sizeof *binaries; i++)
        if (binaries[i].told(bytes))
            return binaries[i].read(r, bytes, err);
    return read_decoded(r, bytes, err);
}

enum fg_status fg_document_read(const fg_rules *rules, const struct fg_input *input,
                                fg_arena *arena, struct fg_document **documents, size_t *n,
                                struct fg_error *err)
{
    struct reading r = {.input = input, .arena = arena, .documents = documents, .n = n};
    (void)rules;
    *n = 0;
    const enum fg_status status = read_any(&r, input->bytes, err);
    if (status != FG_OK && err && !err->place[0])
        snprintf(err->place, sizeof err->place, "%.*s", FG_SV_ARG(input->name));
    return status;
}

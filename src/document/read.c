#include "document/room.h"

#include <stdio.h>
#include <string.h>

/* What bytes are, told by content, not by name. */

enum format { TEXT, HTML, JSON, PDF, ZIP, BINARY };

static bool magic(struct fg_sv s, const char *bytes, size_t n)
{
    return s.n >= n && memcmp(s.p, bytes, n) == 0;
}

static enum format binary_format(struct fg_sv bytes)
{
    static const struct {
        const char *bytes;
        size_t n;
        enum format format;
    } table[] = {
        {"%PDF-", 5, PDF},          {"PK\3\4", 4, ZIP},
        {"\xd0\xcf\x11\xe0", 4, BINARY}, /* old Word */
        {"\x89PNG", 4, BINARY},     {"\xff\xd8\xff", 3, BINARY},
        {"GIF8", 4, BINARY},        {"\x1f\x8b", 2, BINARY},
        {"\x7f" "ELF", 4, BINARY},  {"\x28\xb5\x2f\xfd", 4, BINARY},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (magic(bytes, table[i].bytes, table[i].n))
            return table[i].format;
    return TEXT;
}

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

static enum format text_format(struct fg_sv s)
{
    enum { LOOK = 64 * 1024 };
    s = fg_sv_trim(s);
    if (opens_html(s))
        return HTML;
    if (s.n && (s.p[0] == '{' || s.p[0] == '['))
        return JSON;
    const struct fg_sv head = fg_sv_sub(s, 0, LOOK);
    if (fg_sv_find_nocase(head, FG_SV("<html")) != SIZE_MAX ||
        fg_sv_find_nocase(head, FG_SV("<!doctype html")) != SIZE_MAX)
        return HTML;
    return TEXT;
}

static enum fg_status one(enum fg_status status, struct fg_document *d,
                          struct fg_document **documents, size_t *n)
{
    *documents = d;
    *n = status == FG_OK;
    return status;
}

static enum fg_status read_json(struct fg_sv text, fg_arena *arena, struct fg_document *d,
                                struct fg_document **documents, size_t *n, struct fg_error *err)
{
    const enum fg_status status = fg_jsonld_read(text, arena, documents, n, err);
    if (status == FG_OK && *n)
        return FG_OK;
    if (status != FG_OK && status != FG_EREAD)
        return status;
    if (fg_sv_trim(text).p[0] == '[' && status == FG_EREAD) /* "[Draft] ..." is text */
        return one(fg_text_read(text, arena, d, err), d, documents, n);
    return fg_fail(err, FG_EREAD, "is JSON without a posting in it");
}

static enum fg_status read_decoded(const struct fg_input *input, struct fg_sv bytes,
                                   fg_arena *arena, struct fg_document *d,
                                   struct fg_document **documents, size_t *n,
                                   struct fg_error *err)
{
    struct fg_sv text;
    const enum fg_status status = fg_decode(bytes, input->content_type, arena, &text, err);
    if (status != FG_OK)
        return status;
    switch (text_format(text)) {
    case HTML: return fg_html_read(text, arena, documents, n, err);
    case JSON: return read_json(text, arena, d, documents, n, err);
    default: return one(fg_text_read(text, arena, d, err), d, documents, n);
    }
}

/* NUL bytes tell a binary format, unless every other byte is one: UTF-16 that lost
 * its mark. */
static bool has_nul(struct fg_sv s)
{
    size_t nul[2] = {0};
    s = fg_sv_sub(s, 0, 4096);
    if (magic(s, "\xff\xfe", 2) || magic(s, "\xfe\xff", 2))
        return false;
    for (size_t i = 0; i < s.n; i++)
        nul[i % 2] += s.p[i] == '\0';
    const bool utf16 = (nul[0] > s.n / 4 && nul[1] == 0) || (nul[1] > s.n / 4 && nul[0] == 0);
    return !utf16 && nul[0] + nul[1] > 0;
}

enum fg_status fg_document_read(const fg_rules *rules, const struct fg_input *input,
                                fg_arena *arena, struct fg_document **documents, size_t *n,
                                struct fg_error *err)
{
    (void)rules;
    struct fg_document *d = fg_arena_calloc(arena, 1, sizeof *d);
    enum fg_status status;
    *n = 0;
    if (!d)
        return fg_fail_memory(err);
    if (fg_sv_trim(input->bytes).n == 0) {
        status = fg_fail(err, FG_EREAD, "is empty");
    } else {
        switch (binary_format(input->bytes)) {
        case PDF:
            status = one(fg_pdf_read(input->bytes, arena, d, err), d, documents, n);
            break;
        case ZIP:
            status = one(fg_docx_read(input->bytes, arena, d, err), d, documents, n);
            break;
        case BINARY:
            status = fg_fail(err, FG_EREAD, "is in a format that fitgap does not read");
            break;
        default:
            status = has_nul(input->bytes)
                         ? fg_fail(err, FG_EREAD, "is in a format that fitgap does not read")
                         : read_decoded(input, input->bytes, arena, d, documents, n, err);
        }
    }
    if (status != FG_OK && err && !err->place[0])
        snprintf(err->place, sizeof err->place, "%.*s", FG_SV_ARG(input->name));
    return status;
}

/* Mail, mailboxes and MHTML (a page saved as one mail) through GMime; GLib stays here.
 * Source: RFC 2045 to 2049; RFC 2557 for MHTML; RFC 4155 for mbox. */
#include "document/container_stream.h"
#include "document/gmime.h"

#include <stdio.h>

/* ---- told by content ---- */

static bool has_line(struct fg_sv head, struct fg_sv name)
{
    struct fg_sv line;
    while (fg_sv_next(&head, '\n', &line) && fg_sv_trim(line).n)
        if (fg_sv_starts_nocase(line, name))
            return true;
    return false;
}

static bool is_envelope(struct fg_sv line)
{
    return fg_sv_starts(line, FG_SV("From ")) && fg_sv_find(line, FG_SV(":")) != SIZE_MAX;
}

/* Headers up to an empty line, those that every mail has among them. */
bool fg_told_mail(struct fg_sv head)
{
    enum { LONGEST_HEADER = 16 * 1024 };
    struct fg_sv rest = fg_sv_sub(head, 0, LONGEST_HEADER), line;
    if (!fg_sv_next(&rest, '\n', &line))
        return false;
    if (is_envelope(line))
        return fg_told_mail(rest);
    const size_t colon = fg_sv_find(line, FG_SV(":"));
    for (size_t i = 0; i < colon; i++)
        if (i >= line.n || (!fg_is_alnum(line.p[i]) && line.p[i] != '-'))
            return false;
    const bool is_mime = has_line(head, FG_SV("MIME-Version:"));
    return is_mime || (has_line(head, FG_SV("From:")) && has_line(head, FG_SV("Subject:")) &&
                       has_line(head, FG_SV("Date:")));
}

/* ---- one message ---- */

enum { MOST_PARTS = 200 };

struct letter {
    const struct fg_walk *walk;
    const char *name;
    GMimePart *html, *plain;     /* the first of each */
    unsigned seen;
};

static bool is_attached_document(GMimeObject *part)
{
    static const char *const subtypes[] = {
        "pdf", "rtf", "vnd.openxmlformats-officedocument.wordprocessingml.document"};
    const char *subtype = g_mime_content_type_get_media_subtype(g_mime_object_get_content_type(part));
    for (size_t i = 0; subtype && i < sizeof subtypes / sizeof *subtypes; i++)
        if (g_ascii_strcasecmp(subtype, subtypes[i]) == 0)
            return true;
    return false;
}

static void pass_text(const struct letter *l, GMimePart *part, struct fg_sv url)
{
    const bool html = part == l->html;
    char *text = g_mime_text_part_get_text((GMimeTextPart *)part);
    struct fg_buf bytes = {.ceiling = FG_MEMBER_MOST};
    fg_buf_addz(&bytes, text ? text : "");
    g_free(text);
    fg_walk_member(l->walk, l->name, &bytes, url,
                   html ? FG_SV("text/html; charset=utf-8") : FG_SV("text/plain; charset=utf-8"));
    fg_buf_free(&bytes);
}

static void pass_attachment(const struct letter *l, GMimePart *part)
{
    GMimeStream *to = g_mime_stream_mem_new();
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    const char *file = g_mime_part_get_filename(part);
    struct fg_buf bytes = {.ceiling = FG_MEMBER_MOST};
    char name[4096];
    if (content && g_mime_data_wrapper_write_to_stream(content, to) >= 0) {
        const GByteArray *a = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)to);
        fg_buf_add(&bytes, (struct fg_sv){(const char *)a->data, a->len});
    }
    snprintf(name, sizeof name, "%s/%s", l->name, file ? file : "attachment");
    fg_walk_member(l->walk, name, &bytes, (struct fg_sv){0}, (struct fg_sv){0});
    fg_buf_free(&bytes);
    g_object_unref(to);
}

static void see_part(GMimeObject *parent, GMimeObject *part, gpointer into)
{
    struct letter *l = into;
    (void)parent;
    if (!GMIME_IS_PART(part) || l->seen++ > MOST_PARTS)
        return;
    GMimeContentType *type = g_mime_object_get_content_type(part);
    if (GMIME_IS_TEXT_PART(part) && g_mime_content_type_is_type(type, "text", "html"))
        l->html = l->html ? l->html : (GMimePart *)part;
    else if (GMIME_IS_TEXT_PART(part) && g_mime_content_type_is_type(type, "text", "plain"))
        l->plain = l->plain ? l->plain : (GMimePart *)part;
    else if (is_attached_document(part))
        pass_attachment(l, (GMimePart *)part);
}

/* Where the page was saved from: the part says it, or the whole. */
static struct fg_sv address_of(GMimeMessage *message, GMimePart *part)
{
    const char *url = g_mime_object_get_header((GMimeObject *)part, "Content-Location");
    if (!url)
        url = g_mime_object_get_header((GMimeObject *)message, "Snapshot-Content-Location");
    return url && g_ascii_strncasecmp(url, "http", 4) == 0 ? fg_sv_of(url) : (struct fg_sv){0};
}

/* What a mail says twice, as HTML and as plain text, is read once: HTML has the lists. */
static void read_message(struct letter *l, GMimeMessage *message)
{
    g_mime_message_foreach(message, see_part, l);
    GMimePart *part = l->html ? l->html : l->plain;
    if (part)
        pass_text(l, part, address_of(message, part));
}

static void read_letter(const struct fg_walk *w, const char *name, struct fg_sv bytes)
{
    struct letter l = {.walk = w, .name = name};
    GMimeStream *in = g_mime_stream_mem_new_with_buffer(bytes.p, bytes.n);
    GMimeParser *parser = g_mime_parser_new_with_stream(in);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    struct fg_error err = {0};
    if (message) {
        read_message(&l, message);
        g_object_unref(message);
    } else {
        fg_fail(&err, FG_EREAD, "is no mail that can be read");
        fg_walk_problem(w, name, &err);
    }
    g_object_unref(parser);
    g_object_unref(in);
}

/* ---- a mailbox ---- */

static enum fg_status walk_mailbox(const struct fg_walk *w)
{
    struct fg_buf letter = {.ceiling = FG_MEMBER_MOST};
    struct fg_sv line;
    char name[4096];
    size_t number = 0;
    bool more = fg_stream_line(w->in, &line);
    while (*w->on && more) {
        bool blank = false;
        fg_buf_clear(&letter);
        while ((more = fg_stream_line(w->in, &line)) && !(blank && is_envelope(line))) {
            blank = line.n == 0;
            if (fg_sv_starts(line, FG_SV(">From ")))
                line = fg_sv_sub(line, 1, SIZE_MAX);
            fg_buf_add(&letter, line);
            fg_buf_addc(&letter, '\n');
        }
        snprintf(name, sizeof name, "%s:%zu", w->name, ++number);
        read_letter(w, name, fg_buf_sv(&letter));
    }
    fg_buf_free(&letter);
    return w->in->status;
}

enum fg_status fg_walk_mail(const struct fg_walk *w)
{
    struct fg_buf letter = {.ceiling = FG_MEMBER_MOST};
    if (fg_gmime_load(w->err) != FG_OK)
        return FG_EREAD;
    g_mime_init();
    if (fg_sv_starts(fg_stream_see(w->in, 5), FG_SV("From ")))
        return walk_mailbox(w);
    fg_stream_rest(w->in, &letter);
    if (letter.failed)
        return fg_fail(w->err, FG_ELIMIT, "larger than %d bytes", FG_MEMBER_MOST);
    if (w->in->status == FG_OK)
        read_letter(w, w->name, fg_buf_sv(&letter));
    fg_buf_free(&letter);
    return w->in->status;
}

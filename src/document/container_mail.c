/* Mail, mailboxes and MHTML (a page saved as one mail) through GMime; GLib stays here.
 * Source: RFC 2045 to 2049; RFC 2557 for MHTML; RFC 4155 for mbox. */
#include "document/container_stream.h"
#include "document/frames.h"
#include "document/gmime.h"
#include "document/several.h"

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

/* Apple Mail's first line says how many bytes the mail has; what follows it is not of it.
 * 0: there is no such line. */
static uint32_t length_in(struct fg_sv line)
{
    uint32_t n = 0;
    return fg_sv_to_u32(fg_sv_trim(line), &n) ? n : 0;
}

/* Headers up to an empty line, those that every mail has among them. */
static bool has_headers(struct fg_sv head)
{
    enum { LONGEST_HEADER = 16 * 1024 };
    struct fg_sv rest = fg_sv_sub(head, 0, LONGEST_HEADER), line;
    if (!rest.n || !fg_sv_next(&rest, '\n', &line))
        return false;
    const size_t colon = fg_sv_find(line, FG_SV(":"));
    for (size_t i = 0; i < colon; i++)
        if (i >= line.n || (!fg_is_alnum(line.p[i]) && line.p[i] != '-'))
            return false;
    const bool is_mime = has_line(head, FG_SV("MIME-Version:"));
    return is_mime || (has_line(head, FG_SV("From:")) && has_line(head, FG_SV("Subject:")) &&
                       has_line(head, FG_SV("Date:")));
}

bool fg_told_mail(struct fg_sv head)
{
    struct fg_sv rest = head, line;
    const bool more = rest.n && fg_sv_next(&rest, '\n', &line);
    return more && (is_envelope(line) || length_in(line) ? has_headers(rest) : has_headers(head));
}

/* ---- one message ---- */

enum { MOST_PARTS = 200, MOST_FRAMES = 16 };

struct letter {
    const struct fg_walk *walk;
    const char *name;
    GMimePart *html, *plain;     /* the first of each */
    GMimePart *frames[MOST_FRAMES]; /* HTML behind the first: frames of a saved page */
    unsigned n_frames, seen;
    unsigned enclosed, depth;    /* documents and mails in the mail; in how many it is */
};

/* What may be a posting among what is attached. */
static const struct attachment {
    const char *subtype;
    enum { ALWAYS, IF_ATTACHED, IF_TOLD } when; /* IF_TOLD: its first bytes say so */
} attachments[] = {
    {"pdf", ALWAYS},
    {"rtf", ALWAYS},
    {"vnd.openxmlformats-officedocument.wordprocessingml.document", ALWAYS},
    {"vnd.oasis.opendocument.text", ALWAYS},
    {"msword", ALWAYS},
    {"zip", ALWAYS},
    {"html", IF_ATTACHED},
    {"plain", IF_ATTACHED},
    {"markdown", IF_ATTACHED},
    {"octet-stream", IF_TOLD},
};

static const struct attachment *attachment_of(GMimeObject *part)
{
    const char *how = g_mime_object_get_disposition(part);
    const bool attached = how && g_ascii_strcasecmp(how, "attachment") == 0;
    const char *subtype =
        g_mime_content_type_get_media_subtype(g_mime_object_get_content_type(part));
    for (size_t i = 0; subtype && i < sizeof attachments / sizeof *attachments; i++)
        if (g_ascii_strcasecmp(subtype, attachments[i].subtype) == 0)
            return attachments[i].when != IF_ATTACHED || attached ? &attachments[i] : NULL;
    return NULL;
}

static bool is_told(struct fg_sv bytes)
{
    static const char *const begins[] = {"%PDF-", "{\\rtf", "PK\3\4"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (fg_sv_starts(bytes, fg_sv_of(begins[i])))
            return true;
    return false;
}

/* Chrome names a frame by the Content-ID of its part, others by the address it came from. */
static bool is_named(GMimePart *frame, struct fg_sv src)
{
    GMimeObject *part = (GMimeObject *)frame;
    if (fg_sv_starts(src, FG_SV("cid:")))
        return fg_sv_eq(fg_sv_sub(src, 4, SIZE_MAX), fg_sv_of(g_mime_object_get_content_id(part)));
    return fg_sv_eq(src, fg_sv_of(g_mime_object_get_header(part, "Content-Location")));
}

/* Each is put in once, or frames in each other would grow. */
static struct fg_sv take_frame(void *into, fg_arena *arena, struct fg_sv src)
{
    struct letter *l = into;
    for (unsigned i = 0; i < l->n_frames; i++) {
        if (!l->frames[i] || !is_named(l->frames[i], src))
            continue;
        char *text = g_mime_text_part_get_text((GMimeTextPart *)l->frames[i]);
        const struct fg_sv page = fg_arena_sv(arena, fg_sv_of(text));
        l->frames[i] = NULL;
        g_free(text);
        return page;
    }
    return (struct fg_sv){0};
}

static void add_framed(struct letter *l, struct fg_sv html, struct fg_buf *out)
{
    struct fg_frames frames = {.arena = fg_arena_new(0), .find = take_frame, .into = l};
    if (frames.arena)
        fg_frames_put(&frames, html, out);
    fg_arena_free(frames.arena);
}

static void pass_text(struct letter *l, GMimePart *part, struct fg_sv url)
{
    enum { MOST_POSTINGS = 200, LONGEST_COVER = 600 }; /* "see the posting enclosed" */
    const bool html = part == l->html;
    char *text = g_mime_text_part_get_text((GMimeTextPart *)part);
    struct fg_several postings[MOST_POSTINGS];
    struct fg_buf bytes = {.ceiling = FG_MEMBER_MOST};
    fg_arena *arena = fg_arena_new(0); /* of the addresses */
    add_framed(l, fg_sv_of(text), &bytes);
    g_free(text);
    /* a saved page has an address, and is one */
    const size_t n = url.n || !arena ? 0
                     : html ? fg_several_in_html(fg_buf_sv(&bytes), arena, postings, MOST_POSTINGS)
                            : fg_several_in_text(fg_buf_sv(&bytes), true, postings, MOST_POSTINGS);
    if (n > 1)
        fg_walk_several(l->walk, l->name, postings, n, html);
    else if (!l->enclosed || fg_visible_bytes(fg_buf_sv(&bytes)) >= LONGEST_COVER)
        fg_walk_member(l->walk, l->name, &bytes, url, fg_several_type(html));
    fg_arena_free(arena);
    fg_buf_free(&bytes);
}

static void pass_attachment(struct letter *l, GMimePart *part, const struct attachment *kind)
{
    GMimeStream *to = g_mime_stream_mem_new();
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    const char *file = g_mime_part_get_filename(part);
    struct fg_buf bytes = {.ceiling = FG_MEMBER_MOST};
    struct fg_error err = {0};
    char name[4096];
    if (content && g_mime_data_wrapper_write_to_stream(content, to) >= 0) {
        const GByteArray *a = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)to);
        fg_buf_add(&bytes, (struct fg_sv){(const char *)a->data, a->len});
    }
    snprintf(name, sizeof name, "%s/%s", l->name, file ? file : "attachment");
    if (kind->when != IF_TOLD || is_told(fg_buf_sv(&bytes))) {
        l->enclosed++;
        if (fg_walk_bytes(l->walk, name, &bytes, &err) != FG_OK)
            fg_walk_problem(l->walk, name, &err);
    }
    fg_buf_free(&bytes);
    g_object_unref(to);
}

static void see_html(struct letter *l, GMimePart *part)
{
    if (!l->html)
        l->html = part;
    else if (l->n_frames < MOST_FRAMES)
        l->frames[l->n_frames++] = part;
}

static void read_message(const struct fg_walk *w, const char *name, GMimeMessage *message,
                         unsigned depth);

/* A mail in the mail, forwarded or of a digest, is read like any other. */
static void see_enclosed(struct letter *l, GMimeMessagePart *part)
{
    enum { DEEPEST = 4 };
    GMimeMessage *message = g_mime_message_part_get_message(part);
    char name[4096];
    snprintf(name, sizeof name, "%s/%u", l->name, ++l->enclosed);
    if (message && l->depth < DEEPEST && *l->walk->on)
        read_message(l->walk, name, message, l->depth + 1);
}

static void see_part(GMimeObject *parent, GMimeObject *part, gpointer into)
{
    struct letter *l = into;
    (void)parent;
    if (l->seen++ > MOST_PARTS)
        return;
    if (GMIME_IS_MESSAGE_PART(part))
        see_enclosed(l, (GMimeMessagePart *)part);
    if (!GMIME_IS_PART(part))
        return;
    GMimeContentType *type = g_mime_object_get_content_type(part);
    const struct attachment *attached = attachment_of(part);
    if (attached)
        pass_attachment(l, (GMimePart *)part, attached);
    else if (GMIME_IS_TEXT_PART(part) && g_mime_content_type_is_type(type, "text", "html"))
        see_html(l, (GMimePart *)part);
    else if (GMIME_IS_TEXT_PART(part) && g_mime_content_type_is_type(type, "text", "plain"))
        l->plain = l->plain ? l->plain : (GMimePart *)part;
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
static void read_message(const struct fg_walk *w, const char *name, GMimeMessage *message,
                         unsigned depth)
{
    struct letter l = {.walk = w, .name = name, .depth = depth};
    g_mime_message_foreach(message, see_part, &l);
    GMimePart *part = l.html ? l.html : l.plain;
    if (part)
        pass_text(&l, part, address_of(message, part));
}

static void read_letter(const struct fg_walk *w, const char *name, struct fg_sv bytes)
{
    GMimeStream *in = g_mime_stream_mem_new_with_buffer(bytes.p, bytes.n);
    GMimeParser *parser = g_mime_parser_new_with_stream(in);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    struct fg_error err = {0};
    const size_t before = *w->passed;
    if (message) {
        read_message(w, name, message, 0);
        g_object_unref(message);
    } else {
        fg_fail(&err, FG_EREAD, "is no mail that can be read");
        fg_walk_problem(w, name, &err);
    }
    if (*w->on && *w->passed == before) {
        fg_fail(&err, FG_EREAD, "is a mail without a text");
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
    struct fg_sv first;
    if (fg_gmime_load(w->err) != FG_OK)
        return FG_EREAD;
    g_mime_init();
    if (fg_sv_starts(fg_stream_see(w->in, 5), FG_SV("From ")))
        return walk_mailbox(w);
    const struct fg_sv seen = fg_stream_see(w->in, 1);
    const uint32_t length = length_in(fg_sv_sub(seen, 0, fg_sv_find(seen, FG_SV("\n"))));
    if (length)
        fg_stream_line(w->in, &first);
    fg_stream_rest(w->in, &letter);
    letter.n = length && length < letter.n ? length : letter.n;
    if (letter.failed)
        return fg_fail(w->err, FG_ELIMIT, "larger than %d bytes", FG_MEMBER_MOST);
    if (w->in->status == FG_OK)
        read_letter(w, w->name, fg_buf_sv(&letter));
    fg_buf_free(&letter);
    return w->in->status;
}

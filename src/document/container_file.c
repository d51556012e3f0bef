/* Files that are no container by their format, and may hold more than one posting all the
 * same: notes and lists of them. A page is read with what its frames beside it show. */
#include "document/container_stream.h"
#include "document/frames.h"
#include "document/html_tag.h"
#include "document/room.h"
#include "document/several.h"

#include <stdio.h>

/* ---- a text of several postings ---- */

/* Text without markup, by its first bytes. */
static bool is_plain(struct fg_sv bytes)
{
    const struct fg_sv head = fg_sv_trim(fg_sv_sub(bytes, 0, 512));
    return head.n && !strchr("<{[%", head.p[0]) && !memchr(head.p, '\0', head.n) &&
           !fg_sv_starts(head, FG_SV("PK"));
}

struct fg_sv fg_several_type(bool html)
{
    return html ? FG_SV("text/html; charset=utf-8") : FG_SV("text/plain; charset=utf-8");
}

/* As a heading, without its tags: they may be those of a table. */
static void add_title(struct fg_buf *out, struct fg_sv title)
{
    struct fg_html_source s = {.page = title};
    fg_buf_addz(out, "<h1>");
    for (enum fg_html_piece_kind piece; (piece = fg_html_next(&s)) != FG_HTML_END_OF_PAGE;)
        if (piece == FG_HTML_TEXT)
            fg_buf_add(out, s.text);
    fg_buf_addz(out, "</h1>\n");
}

void fg_walk_several(const struct fg_walk *w, const char *name, const struct fg_several *postings,
                     size_t n, bool html)
{
    for (size_t i = 0; i < n && *w->on; i++) {
        struct fg_buf bytes = {.ceiling = FG_MEMBER_MOST};
        char part[4096];
        snprintf(part, sizeof part, "%s:%zu", name, i + 1);
        if (html) /* a part may begin with a word, or in a table */
            fg_buf_addz(&bytes, "<div>");
        if (postings[i].title.n)
            add_title(&bytes, postings[i].title);
        fg_buf_add(&bytes, postings[i].text);
        fg_walk_member(w, part, &bytes, postings[i].url, fg_several_type(html));
        fg_buf_free(&bytes);
    }
}

static bool pass_several(const struct fg_walk *w, struct fg_sv bytes)
{
    enum { MOST_POSTINGS = 400 };
    fg_arena *arena = is_plain(bytes) ? fg_arena_new(0) : NULL;
    struct fg_several parts[MOST_POSTINGS];
    struct fg_sv text;
    size_t n = 0;
    if (arena && fg_decode(bytes, (struct fg_sv){0}, arena, &text, NULL) == FG_OK &&
        is_plain(text)) /* a saved HTTP header may have stood before a page */
        n = fg_several_in_text(text, false, parts, MOST_POSTINGS);
    if (n > 1)
        fg_walk_several(w, w->name, parts, n, false);
    fg_arena_free(arena);
    return n > 1;
}

/* ---- any ---- */

void fg_walk_file(const struct fg_walk *w, struct fg_buf *bytes)
{
    struct fg_buf page = {.ceiling = FG_MEMBER_MOST};
    const bool beside = w->options && w->options->beside && w->depth == 0;
    if (beside && fg_frames_beside(fg_buf_sv(bytes), w->name, &page))
        fg_walk_member(w, w->name, &page, (struct fg_sv){0}, FG_SV("text/html; charset=utf-8"));
    else if (!pass_several(w, fg_buf_sv(bytes)))
        fg_walk_member(w, w->name, bytes, (struct fg_sv){0}, (struct fg_sv){0});
    fg_buf_free(&page);
}

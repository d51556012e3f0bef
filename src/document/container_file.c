/* Files that are no container by their format, and may hold more than one posting all the
 * same: notes and lists of them. A page is read with what its frames beside it show. */
#include "document/container_stream.h"
#include "document/frames.h"
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

static void pass_parts(const struct fg_walk *w, const struct fg_several *parts, size_t n)
{
    for (size_t i = 0; i < n && *w->on; i++) {
        struct fg_buf bytes = {.ceiling = FG_MEMBER_MOST};
        char name[4096];
        snprintf(name, sizeof name, "%s:%zu", w->name, i + 1);
        fg_buf_add(&bytes, parts[i].text);
        fg_walk_member(w, name, &bytes, parts[i].url, FG_SV("text/plain; charset=utf-8"));
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
        pass_parts(w, parts, n);
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

/* XML feeds: an entry a posting, handed on as JSON, whose reader knows what boards call
 * their members. */
#include "document/container_stream.h"
#include "document/feed.h"
#include "document/libxml.h"
#include "document/posting_object.h"

#include <stdio.h>
#include <stdlib.h>

static bool pass_on(void *into, json_t *entry, size_t number)
{
    const struct fg_walk *w = into;
    struct fg_buf bytes = {.ceiling = FG_MEMBER_MOST};
    struct fg_error err = {0};
    char name[4096];
    snprintf(name, sizeof name, "%s:%zu", w->name, number);
    if (!entry)
        fg_fail(&err, FG_ELIMIT, "is an entry larger than any posting");
    else if (!fg_posting_object_is_likely(entry, false))
        fg_fail(&err, FG_EREAD, "is an entry without a title or a description");
    if (err.status != FG_OK) {
        fg_walk_problem(w, name, &err);
        return *w->on;
    }
    char *json = json_dumps(entry, JSON_COMPACT);
    fg_buf_addz(&bytes, json ? json : "");
    free(json);
    fg_walk_member(w, name, &bytes, (struct fg_sv){0}, (struct fg_sv){0});
    fg_buf_free(&bytes);
    return *w->on;
}

enum fg_status fg_walk_feed(const struct fg_walk *w)
{
    struct fg_walk walk = *w;
    if (fg_libxml_load(w->err) != FG_OK)
        return FG_EREAD;
    fg_feed *feed = fg_feed_new(fg_stream_see(w->in, 4), false, pass_on, &walk);
    struct fg_sv seen;
    bool on = true;
    if (!feed)
        return fg_fail_memory(w->err);
    while (on && (seen = fg_stream_see(w->in, 1)).n) {
        on = fg_feed_add(feed, seen, false);
        fg_stream_skip(w->in, seen.n);
    }
    if (on)
        fg_feed_add(feed, (struct fg_sv){0}, true);
    const size_t entries = fg_feed_entries(feed);
    const bool cut = fg_feed_is_cut(feed);
    fg_feed_free(feed);
    if (w->in->status == FG_OK && cut)
        return fg_fail(w->err, FG_EREAD, "is a broken feed: it ends too soon");
    if (w->in->status == FG_OK && entries == 0)
        return fg_fail(w->err, FG_EREAD, "is a feed without an entry");
    return w->in->status;
}

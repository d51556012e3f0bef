/* feed.h - XML feeds of postings, entry by entry.
 *
 * RSS, Atom, Personio, Jobvite and the `<job>` feeds that Indeed and its kin read differ
 * in the names of their elements and little else: an entry becomes the JSON that a board's
 * answer would have been. Source: RSS 2.0; RFC 4287 (Atom); Indeed's XML feed
 * specification; Personio's and Jobvite's feeds as served. */
#ifndef FG_DOCUMENT_FEED_H
#define FG_DOCUMENT_FEED_H

#include "document/room.h"

#include <jansson.h>

/** Whether bytes that begin so are a feed. */
bool fg_told_feed(struct fg_sv head);

/** Called for each entry, `number` counted from 1; `entry` is NULL where it is larger than
 *  any posting. False ends the feed. */
typedef bool fg_feed_fn(void *into, json_t *entry, size_t number);

typedef struct fg_feed fg_feed;
/** `first`: its first bytes, all of which are to be handed to fg_feed_add() as well.
 *  `is_utf8`: whatever it declares. NULL: no memory. */
fg_feed *fg_feed_new(struct fg_sv first, bool is_utf8, fg_feed_fn *each, void *into);
/** False once `each` wants no more. */
bool fg_feed_add(fg_feed *feed, struct fg_sv piece, bool last);
/** Entries so far. */
size_t fg_feed_entries(const fg_feed *feed);
/** Whether it ended in the middle of one. */
bool fg_feed_is_cut(const fg_feed *feed);
void fg_feed_free(fg_feed *feed);

/** A whole feed, UTF-8: a document an entry that reads like a posting. FG_EREAD where
 *  none does. */
enum fg_status fg_feed_read(struct fg_sv text, fg_arena *arena, struct fg_document **documents,
                            size_t *n, struct fg_error *err);

#endif

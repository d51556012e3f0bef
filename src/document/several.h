/* several.h - several postings in one text, taken apart: job alerts, lists, notes.
 *
 * A rule between sections must not make two postings of one. So a part counts that begins
 * with a title, is long enough, and either has its own address right below, or repeats
 * labels that other parts have as well ("Requirements:", "Location: ..."), as postings do
 * and sections of one do not. A part that does not count belongs to the one before. */
#ifndef FG_DOCUMENT_SEVERAL_H
#define FG_DOCUMENT_SEVERAL_H

#include "base/map.h"
#include "document/room.h"

struct fg_several {
    struct fg_sv text, url;      /* views of the text; `url` may be empty             */
    struct fg_sv title;          /* of HTML: the line before `text`, with its tags, where
                                    nothing else shows that it is a title; or empty   */
};

enum { FG_SEVERAL_TEXT = 120 };  /* bytes but white space: less is a teaser           */

/** Takes apart text, UTF-8: what rules, form feeds, numbers, underlined titles or headings of
 *  the first level (Markdown, org) divide. `linked`: an address below the title is proof
 *  enough, as in mails. How many there are, at most `most`; fewer than 2: it is one, or
 *  none. */
size_t fg_several_in_text(struct fg_sv text, bool linked, struct fg_several *out, size_t most);

/** Takes apart HTML: what begins with a linked title in headings, behind rules or in lines of
 *  one look, or with headings of one look and a link of the same words in each part. The
 *  addresses live in the page or `arena`. */
size_t fg_several_in_html(struct fg_sv html, fg_arena *arena, struct fg_several *out, size_t most);

/** Takes apart a document whose format marks headings: what begins with headings of one level,
 *  no two of them the same, and repeats lines of other parts; or with headlines ("Company |
 *  Role | Place"). `documents`/`n`: an array in `arena`, of parts that share the document's
 *  text; untouched where it is one posting. FG_ENOMEM. */
enum fg_status fg_several_in_blocks(const struct fg_document *d, fg_arena *arena,
                                    struct fg_document **documents, size_t *n,
                                    struct fg_error *err);

/** Bytes that are no tags and no white space. */
size_t fg_visible_bytes(struct fg_sv html);

/* ---- lines that several parts have ---- */

struct fg_use {
    size_t last;                 /* part in which it was met last, counted from 1 */
    uint32_t parts;              /* the caller's to count                         */
};

struct fg_uses {
    struct fg_map numbers;
    FG_VEC(struct fg_use) all;
};

/** The use of a text that lives as long as the arena; NULL where it was met in that `part`
 *  before, is empty, or the arena failed. Valid until the next call. */
struct fg_use *fg_use_in(struct fg_uses *uses, fg_arena *arena, struct fg_sv text, size_t part);

#endif

/* json_doc.h - JSON in one pass: checked, and laid out as a flat array of values whose
 * text stays where it stands. Private to the room.
 *
 * A journal is taken in and written out by the ten thousand fits; a tree of them costs
 * more than SQLite does. Source: RFC 8259; besides, no \u0000, no half of a surrogate
 * pair, at most FG_JSON_DEPTH brackets within each other.
 *
 *     struct fg_json_doc d = {0};
 *     if (fg_json_doc_read(&d, text, &at))
 *         for (struct fg_jv v = fg_jv_first(fg_jv_get(fg_jv_root(&d), "requirements"));
 *              v.doc; v = fg_jv_next(v))
 *             use(fg_jv_text(fg_jv_get(v, "text"), arena));
 *     fg_json_doc_free(&d);
 */
#ifndef FG_JOURNAL_JSON_DOC_H
#define FG_JOURNAL_JSON_DOC_H

#include "base/room.h"

enum { FG_JSON_DEPTH = 256 };

struct fg_json_doc {
    struct fg_sv text;          /* of the value; the caller's                      */
    struct fg_json_value {
        uint32_t at, n;         /* bytes of its text                               */
        uint32_t end;           /* index behind it and all that it holds           */
        uint32_t last;          /* index behind the container it stands in         */
    } *values;                  /* in the order of the text; members: key, value   */
    size_t n, cap;
    size_t wrong_at;            /* offset of what is no JSON                       */
    const char *why;            /* what was expected there; NULL: memory is out    */
};

/** Reads the value at `*at` of `text` (UTF-8; blanks before it are passed over) and moves
 *  `*at` behind it. The document is emptied first and keeps its memory. False: `wrong_at`
 *  (of `text`) and `why` say what is wrong. */
bool fg_json_doc_read(struct fg_json_doc *d, struct fg_sv text, size_t *at);
void fg_json_doc_free(struct fg_json_doc *d);

/** A value of a document; `doc` NULL: there is none. Valid until the next read. */
struct fg_jv {
    const struct fg_json_doc *doc;
    uint32_t i;
};
struct fg_jv fg_jv_root(const struct fg_json_doc *d);
/** A member of an object. Of several with one key the last. */
struct fg_jv fg_jv_get(struct fg_jv object, const char *key);
/** The first item of an array, the first key of an object; then what follows: the next
 *  item, the key's value, the next key. */
struct fg_jv fg_jv_first(struct fg_jv container);
struct fg_jv fg_jv_next(struct fg_jv v);
/** As it is written; empty where there is no value. */
struct fg_sv fg_jv_raw(struct fg_jv v);
/** The first byte of its text: { [ " t f n - or a digit; 0 where there is no value. */
char fg_jv_kind(struct fg_jv v);
/** What a string says: a view of the text, or where it has escapes a copy in the arena;
 *  empty where it is no string (or memory is out, which the arena tells). */
struct fg_sv fg_jv_text(struct fg_jv v, fg_arena *arena);
/** A number, or `otherwise`. */
double fg_jv_number(struct fg_jv v, double otherwise);
/** As it is written, but for the blanks between its parts and for one member (NULL:
 *  none) of an object. */
void fg_jv_pack(struct fg_jv v, const char *without, struct fg_buf *out);

#endif

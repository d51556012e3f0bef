/* script.h - postings that live in a page's scripts as state. */
#ifndef FG_DOCUMENT_SCRIPT_H
#define FG_DOCUMENT_SCRIPT_H

#include "document/room.h"

/** A quick look: whether a script's text is worth parsing. */
bool fg_script_may_hold_posting(struct fg_sv text);
/** JSON, or JavaScript with `name = {...}` assignments, that holds a posting.
 *  `*n` 0 where it holds none. */
enum fg_status fg_script_read(struct fg_sv text, fg_arena *arena, struct fg_document **out,
                              size_t *n, struct fg_error *err);

#endif

/* entity.h - character references of HTML where a text still has them. */
#ifndef FG_DOCUMENT_ENTITY_H
#define FG_DOCUMENT_ENTITY_H

#include "base/room.h"

/** Appends UTF-8 text with its references ("&amp;", "&#39;", "&eacute;") replaced once:
 *  "&amp;lt;" becomes "&lt;". What is none stays as it is. Source: WHATWG HTML, 13.5. */
void fg_entities_decode(struct fg_sv s, struct fg_buf *out);
/** The same text where it has none, else a decoded one in `arena`; empty where that failed. */
struct fg_sv fg_entities_decoded(struct fg_sv s, fg_arena *arena);

#endif

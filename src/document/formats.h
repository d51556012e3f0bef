/* formats.h - every format that is read, each in a file of its own, and how each is told:
 * by its first bytes, never by a name. */
#ifndef FG_DOCUMENT_FORMATS_H
#define FG_DOCUMENT_FORMATS_H

#include "document/room.h"

/* All readers take the whole of the bytes, which stay the caller's; what they return
 * lives in the arena. FG_EREAD: nothing can be made of them; FG_ELIMIT; FG_ENOMEM. */

/* ---- told by bytes ---- */

bool fg_told_rtf(struct fg_sv bytes);
enum fg_status fg_rtf_read(struct fg_sv bytes, fg_arena *arena, struct fg_document *out,
                           struct fg_error *err);
/** A zip archive that is OpenDocument text. */
bool fg_told_odt(struct fg_sv bytes);
enum fg_status fg_odt_read(struct fg_sv bytes, fg_arena *arena, struct fg_document *out,
                           struct fg_error *err);
/** Safari's web archive, a property list in either form. */
bool fg_told_webarchive(struct fg_sv bytes);
/** The page in a web archive: its bytes (in `arena`, or a view of `bytes`), its type with
 *  charset, its address; empty where the archive does not say. */
enum fg_status fg_webarchive_page(struct fg_sv bytes, fg_arena *arena, struct fg_sv *page,
                                  struct fg_sv *content_type, struct fg_sv *url,
                                  struct fg_error *err);

/* ---- told by text ---- */

/** Org: headings of stars, keywords, drawers, and a word of its own among them. */
bool fg_told_org(struct fg_sv text);
enum fg_status fg_org_read(struct fg_sv text, fg_arena *arena, struct fg_document *out,
                           struct fg_error *err);

#endif

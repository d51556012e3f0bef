/* microdata.h - schema.org postings in a page's attributes: microdata and RDFa.
 *
 * Fed by whoever reads the page, one call an event; the properties become the
 * JSON that JSON-LD would have been. Source: WHATWG HTML, 5.5 (microdata to JSON);
 * RDFa Lite 1.1. */
#ifndef FG_DOCUMENT_MICRODATA_H
#define FG_DOCUMENT_MICRODATA_H

#include "document/html_tag.h"
#include "document/room.h"

typedef struct fg_microdata fg_microdata;

/** A new reader in `arena`; NULL when the arena failed. */
fg_microdata *fg_microdata_new(fg_arena *arena);
/** An element starts as the `depth`th that is open, from 1 on. Every start needs its end. */
void fg_microdata_start(fg_microdata *m, const struct fg_html_tag *tag, unsigned depth);
/** Visible text inside. */
void fg_microdata_text(fg_microdata *m, struct fg_sv text);
/** That element ends; those in it that have not go on where it was. */
void fg_microdata_end(fg_microdata *m, struct fg_sv name, unsigned depth);
/** The postings found, as documents in the arena; `*n` 0: none. Ends the reader,
 *  which has to be ended once, here. FG_ENOMEM. */
enum fg_status fg_microdata_finish(fg_microdata *m, struct fg_document **out, size_t *n,
                                   struct fg_error *err);

#endif

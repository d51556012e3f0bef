/* html_look.h - what class, id, role and style say of an element. */
#ifndef FG_DOCUMENT_HTML_LOOK_H
#define FG_DOCUMENT_HTML_LOOK_H

#include "document/room.h"

/** Flags (enum fg_block_flag) of the part of a page that names, divided by blanks,
 *  say it is: "site-footer" gives FG_BLOCK_FOOTER. */
unsigned fg_html_region(struct fg_sv names);
/** The same of one word that is all of the name: a role. */
unsigned fg_html_region_word(struct fg_sv word);

/** Whether a class or id says that the element is the posting's title. */
bool fg_html_names_title(struct fg_sv name);

enum fg_html_style { FG_HTML_UNSEEN = 1, FG_HTML_BOLD = 2 };
/** What a style attribute says of the text, of enum fg_html_style. */
unsigned fg_html_style(struct fg_sv style);

#endif

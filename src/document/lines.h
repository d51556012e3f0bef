/* lines.h - lines of a page, as they are set, to blocks. */
#ifndef FG_DOCUMENT_LINES_H
#define FG_DOCUMENT_LINES_H

#include "document/layout.h"
#include "document/room.h"

/** Joins lines that were broken only because the page ended there, and tells
 *  items, headings (by their size) and paragraphs apart; adds them to `b`. */
void fg_lines_to_blocks(const struct fg_layout *layout, struct fg_block_builder *b);

#endif

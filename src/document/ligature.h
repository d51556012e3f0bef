/* ligature.h - words whose ligatures came out as another character. */
#ifndef FG_DOCUMENT_LIGATURE_H
#define FG_DOCUMENT_LIGATURE_H

#include "document/layout.h"

/** Fonts without a right table turn "fi" into a digit or a mark: "quali3cations",
 *  "!rst". Where several words show which character stands for which ligature, it
 *  is put back in all words. The texts live in `arena`. */
void fg_ligatures_mend(struct fg_page_words *pages, size_t n, fg_arena *arena);

#endif

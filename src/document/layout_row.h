/* layout_row.h - the rows of a page: words side by side, from top to bottom. */
#ifndef FG_DOCUMENT_LAYOUT_ROW_H
#define FG_DOCUMENT_LAYOUT_ROW_H

#include "document/layout.h"

/** Words from left to right, a piece of the page's array; never empty. */
struct fg_row {
    struct fg_word *words;
    size_t n;
};
typedef FG_VEC(struct fg_row) fg_row_list;

/** Points from the page's top edge. */
static inline double fg_word_middle(const struct fg_word *w)
{
    return (w->y0 + w->y1) / 2;
}
/** Points. */
static inline double fg_word_height(const struct fg_word *w)
{
    return w->y1 - w->y0;
}
static inline double fg_row_y(struct fg_row r)
{
    return fg_word_middle(&r.words[0]);
}

/** Sorts the words in place into rows from top to bottom, each from left to right.
 *  Appends to `rows`, in `arena`; where that fails, fewer rows. */
void fg_rows_make(struct fg_word *words, size_t n, fg_arena *arena, fg_row_list *rows);
/** Puts "s e t  l i k e  t h i s" right, in place; the words' texts in `arena`. */
void fg_row_close_up(struct fg_row *row, fg_arena *arena);

/** Value below which `share` (0 to 1) of the `n` values lie; `otherwise` where there are
 *  none. Sorts them. */
double fg_quantile(double *values, size_t n, double share, double otherwise);

#endif

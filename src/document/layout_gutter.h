/* layout_gutter.h - the white space between columns, and how what it parts is read. */
#ifndef FG_DOCUMENT_LAYOUT_GUTTER_H
#define FG_DOCUMENT_LAYOUT_GUTTER_H

#include "document/layout_row.h"

struct fg_gutter_side {
    size_t rows, words;        /* rows with text, and their words              */
};

struct fg_gutter {
    double x;                  /* its left edge, points from the page's        */
    size_t from, to;           /* rows it runs through, `to` behind the last   */
    struct fg_gutter_side left, right;
    size_t aligned;            /* rows with text on both sides, on one base line */
};

/** A table's rows are read across; columns of text one after the other; labels each
 *  before what it stands beside. */
enum fg_arrangement { FG_READ_ACROSS, FG_READ_COLUMNS, FG_READ_LABELS };

enum { FG_PROSE_WORDS = 3 /* words a row, on average, of running text */ };

/** The gutter of rows not read across that parts most words, on a page of `width`
 *  points. False where there is none. */
bool fg_gutter_find(const fg_row_list *rows, double width, struct fg_gutter *best);
enum fg_arrangement fg_gutter_arrangement(const struct fg_gutter *g);
/** How many words of a row end left of a gutter at `x`; SIZE_MAX: one crosses it. */
size_t fg_row_words_left_of(struct fg_row row, double x);

#endif

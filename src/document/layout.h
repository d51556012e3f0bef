/* layout.h - words at their places on pages to lines in reading order. */
#ifndef FG_DOCUMENT_LAYOUT_H
#define FG_DOCUMENT_LAYOUT_H

#include "base/room.h"

/** A word in its box. Points from the page's left and top edge. */
struct fg_word {
    double x0, y0, x1, y1;
    struct fg_sv text;
};

struct fg_page_words {
    double width, height;      /* points */
    struct fg_word *words;
    size_t n;
};

/** A line as a reader sees it: the words side by side in one column. */
struct fg_layout_line {
    const struct fg_word *words; /* from left to right */
    size_t n;
    double x0, x1, y, height;  /* y: middle; height: of the tallest word            */
    double right;              /* edge its column's lines are wrapped at            */
    unsigned page, region;     /* region: runs of lines of one column, numbered     */
    bool is_label;             /* stands beside the lines that follow               */
};

struct fg_layout {
    struct fg_layout_line *lines;
    size_t n;
    double height;             /* of most text                                      */
    double leading;            /* usual distance of a paragraph's lines, in heights */
};

/** Leaves out what repeats at the top or bottom of pages, page numbers and what a
 *  browser prints there, and joins letters that are spaced out to words.
 *  `title` receives the page's title where a browser printed it beside the date. */
void fg_layout_clean(struct fg_page_words *pages, size_t n, fg_arena *arena,
                     struct fg_sv *title);
/** Puts the words of all pages in reading order: rows, two columns one after the
 *  other, a column of labels each before what it stands beside. The words are moved
 *  about. `out` lives in `arena`. False when the arena failed. */
bool fg_layout_read(struct fg_page_words *pages, size_t n, fg_arena *arena, struct fg_layout *out);

#endif

/* html_open.h - the elements of a page that are open, and what each does to its text.
 *
 * Source for what ends what: WHATWG HTML, 13.2.4.2 (scopes) and 13.2.6.4 (tree
 * construction), without the tables' foster parents and what is opened again: an inline
 * element that was left open ends with its block. */
#ifndef FG_DOCUMENT_HTML_OPEN_H
#define FG_DOCUMENT_HTML_OPEN_H

#include "document/html_tag.h"

/** An open element, and what the text in it is by it and those around it. */
struct fg_html_open {
    const struct fg_html_element *element;
    struct fg_sv name; /* as it is written */
    enum fg_block_kind kind;
    unsigned level, flags, list, list_depth, column;
    unsigned bold, emphasis, link, title, skip; /* how many elements say so */
    bool first_in_item;
};

enum { FG_HTML_MOST_OPEN = 512 };

struct fg_html_stack {
    unsigned depth, too_deep;
    struct fg_html_open at[FG_HTML_MOST_OPEN]; /* from 1 on; [0]: of the page */
};

/** Only what is open is ever read, so the rest needs no setting. */
void fg_html_stack_begin(struct fg_html_stack *stack);
static inline struct fg_html_open *fg_html_top(struct fg_html_stack *stack)
{
    return &stack->at[stack->depth];
}

/** An element begins; NULL where it is too deep, or there already, and counts as text. */
struct fg_html_open *fg_html_push(struct fg_html_stack *stack, const struct fg_html_tag *tag);
/** The outermost open element that ends where `next` begins, as its depth; 0: none. */
unsigned fg_html_ended_by_start(const struct fg_html_stack *stack,
                                const struct fg_html_element *next);
/** The one that an end tag ends, as its depth; 0: none. */
unsigned fg_html_ended_by_end(struct fg_html_stack *stack, const struct fg_html_tag *tag);
/** Whether a block is open inside of one. */
bool fg_html_has_block(const struct fg_html_stack *stack, unsigned depth);
/** Closes one. What is still open in it goes on without what it did to their text. */
void fg_html_close(struct fg_html_stack *stack, unsigned depth);

/** The item that the text stands in has got some. */
void fg_html_item_has_text(struct fg_html_stack *stack);
/** The last element is the next cell of its row. */
void fg_html_count_cell(struct fg_html_stack *stack);

#endif

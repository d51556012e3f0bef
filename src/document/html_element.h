/* html_element.h - the elements that make blocks of a page, and what each makes. */
#ifndef FG_DOCUMENT_HTML_ELEMENT_H
#define FG_DOCUMENT_HTML_ELEMENT_H

#include "document/room.h"

enum fg_html_role {
    FG_ELEMENT_INLINE,   /* leaves the text flow alone                    */
    FG_ELEMENT_BLOCK,    /* starts and ends a block                       */
    FG_ELEMENT_HEADING, FG_ELEMENT_ITEM, FG_ELEMENT_CELL, FG_ELEMENT_LABEL, FG_ELEMENT_LIST,
    FG_ELEMENT_TABLE,
    FG_ELEMENT_ROW,
    FG_ELEMENT_BREAK, FG_ELEMENT_RULE,
    FG_ELEMENT_BOLD, FG_ELEMENT_EMPHASIS, FG_ELEMENT_LINK,
    FG_ELEMENT_SPAN,     /* inline, and says nothing without attributes   */
    FG_ELEMENT_ALONE,    /* inline, and has nothing in it                 */
    FG_ELEMENT_SKIP,     /* its text is not text                          */
    FG_ELEMENT_STYLE, FG_ELEMENT_SCRIPT, FG_ELEMENT_TITLE, FG_ELEMENT_META, FG_ELEMENT_HTML
};

struct fg_html_element {
    struct fg_sv name;
    enum fg_html_role role;
    unsigned level, flags; /* flags of its blocks: enum fg_block_flag */
};

/** The element of a name, in any case; NULL: one that leaves the text as it is. */
const struct fg_html_element *fg_html_element(struct fg_sv name);

/** Whether a block ends where the element begins or ends. `e` may be NULL. */
static inline bool fg_html_divides(const struct fg_html_element *e)
{
    return e && e->role >= FG_ELEMENT_BLOCK && e->role <= FG_ELEMENT_RULE;
}

#endif

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
    FG_ELEMENT_ALONE,    /* inline, and has nothing in it                 */
    FG_ELEMENT_SKIP,     /* its text is not text                          */
    FG_ELEMENT_STYLE, FG_ELEMENT_SCRIPT, FG_ELEMENT_TITLE, FG_ELEMENT_META, FG_ELEMENT_HTML
};

/* What an element is to those that are open when its tag comes. Source: WHATWG HTML,
 * 13.2.6.4.7 ("in body") and following. */
enum fg_html_nest {
    FG_NEST_TEXT,        /* part of a text: ends no other                 */
    FG_NEST_APART,       /* a block to us, though part of a text          */
    FG_NEST_ISLAND,      /* nothing in it ends what is around it          */
    FG_NEST_PARAGRAPH, FG_NEST_BLOCK, FG_NEST_HEADING, FG_NEST_LIST, FG_NEST_ITEM, FG_NEST_TERM,
    FG_NEST_TABLE, FG_NEST_SECTION, FG_NEST_ROW, FG_NEST_CELL,
    FG_NEST_LINK, FG_NEST_OPTION,
    FG_NEST_PAGE         /* <html> and its parts, which are there once    */
};

struct fg_html_element {
    struct fg_sv name;
    enum fg_html_role role;
    enum fg_html_nest nest;
    unsigned level, flags; /* flags of its blocks: enum fg_block_flag */
};

/** The element of a name, in any case; never NULL: one that is not known leaves the text
 *  as it is, and its name is empty. */
const struct fg_html_element *fg_html_element(struct fg_sv name);

/** Whether a block ends where the element begins or ends. */
static inline bool fg_html_divides(const struct fg_html_element *e)
{
    return e->role >= FG_ELEMENT_BLOCK && e->role <= FG_ELEMENT_RULE;
}

/** Whether nothing can be in it, so that it has no end. */
static inline bool fg_html_is_void(const struct fg_html_element *e)
{
    return e->role == FG_ELEMENT_BREAK || e->role == FG_ELEMENT_RULE ||
           e->role == FG_ELEMENT_ALONE || e->role == FG_ELEMENT_META;
}

#endif

/* html_tag.h - a page's text as the pieces that HTML makes of it.
 *
 * Told as browsers tell them, so that what a person sees is what is read: what is a tag,
 * an attribute, a comment, which text is no markup. Nothing is copied: the pieces are
 * views of the page. Source: WHATWG HTML, 13.2.5 (tokenization). */
#ifndef FG_DOCUMENT_HTML_TAG_H
#define FG_DOCUMENT_HTML_TAG_H

#include "document/html_element.h"

/** The attributes that anyone asks for. */
enum fg_html_attribute {
    FG_HTML_ID, FG_HTML_SRC, FG_HTML_ROLE, FG_HTML_TYPE, FG_HTML_LANG, FG_HTML_NAME, FG_HTML_HREF,
    FG_HTML_CLASS, FG_HTML_STYLE, FG_HTML_VALUE, FG_HTML_HIDDEN, FG_HTML_TYPEOF,
    FG_HTML_SRCDOC, FG_HTML_CONTENT, FG_HTML_PROPERTY, FG_HTML_ITEMPROP, FG_HTML_ITEMTYPE,
    FG_HTML_DATETIME, FG_HTML_ITEMSCOPE, FG_HTML_ARIA_HIDDEN,
    FG_HTML_ATTRIBUTES
};

struct fg_html_tag {
    struct fg_sv name;                     /* as it is written */
    const struct fg_html_element *element;
    bool closed;                           /* "/>" */
    uint32_t has;                          /* a bit an attribute: 1 << FG_HTML_ID */
    struct fg_sv said[FG_HTML_ATTRIBUTES]; /* as written, of those it has */
};

/** What an attribute says, its references replaced, in the page or `arena`; {NULL, 0} where
 *  the tag has none of that name. */
struct fg_sv fg_html_said(const struct fg_html_tag *tag, enum fg_html_attribute attribute,
                          fg_arena *arena);

enum fg_html_piece_kind {
    FG_HTML_END_OF_PAGE,
    FG_HTML_TEXT,           /* `text`, references as they are written              */
    FG_HTML_START,          /* `tag`                                               */
    FG_HTML_BODY,           /* `tag` and `text`: an element whose content is no markup,
                               or none that is read; its end is past               */
    FG_HTML_END             /* `tag` of an end tag, which says nothing but its name */
};

struct fg_html_source {
    struct fg_sv page;
    size_t at;              /* next byte to look at */
    struct fg_html_tag tag; /* of the last piece    */
    struct fg_sv text;
};

/** The next piece of a page; to begin set `page` alone. */
enum fg_html_piece_kind fg_html_next(struct fg_html_source *source);

#endif

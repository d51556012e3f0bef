/* html_lean.h - a page without what its reader never asks for.
 *
 * Most bytes of a page are no text: scripts, style sheets, comments, class names and
 * addresses, white space between blocks, spans and images. The parser looks at each byte
 * several times and asks of each element what it closes, so they are left out in one
 * pass before it. What is a tag, an attribute, a comment is told as libxml2's HTML
 * parser tells it, and where the pass is in doubt it leaves the rest as it is. */
#ifndef FG_DOCUMENT_HTML_LEAN_H
#define FG_DOCUMENT_HTML_LEAN_H

#include "document/room.h"

/** The attribute that a script or style start tag has got in `html`: the number of
 *  its body in `bodies`, decimal. */
#define FG_HTML_BODY "fg-body"

/** What stands in `html` for a text of `texts`, the first for the first: U+FFFC,
 *  which Unicode has for that. */
#define FG_HTML_TEXT "\xef\xbf\xbc"

struct fg_html_lean {
    struct fg_buf html;            /* free it after                                  */
    FG_VEC(struct fg_sv) bodies;   /* views of the page: of scripts and style sheets */
    FG_VEC(struct fg_sv) texts;    /* the same of longer texts without an entity     */
    size_t left_text;              /* bytes of text left out, no one's to read       */
};

/** Makes it of a page, well-formed UTF-8, which must live as long as the bodies are
 *  used. False when memory is out. */
bool fg_html_lean_make(struct fg_sv page, fg_arena *arena, struct fg_html_lean *out);
/** The body that an attribute's value names; empty where it names none. */
struct fg_sv fg_html_lean_body(const struct fg_html_lean *lean, struct fg_sv number);

#endif

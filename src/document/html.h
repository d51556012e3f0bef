/* html.h - what a page carries besides its blocks. */
#ifndef FG_DOCUMENT_HTML_H
#define FG_DOCUMENT_HTML_H

#include "document/microdata.h"
#include "document/room.h"

/** A script that may hold the posting. */
struct fg_html_script {
    const char *type;      /* "ld+json", "json" or "script" */
    struct fg_sv text;     /* of the page */
};

struct fg_html_page {
    struct fg_buf title;   /* of <title> */
    struct fg_sv language; /* lang of <html> */
    struct fg_sv og_title, og_site, og_url, canonical;
    FG_VEC(struct fg_html_script) scripts;
    size_t script_bytes, visible_bytes;
    fg_microdata *microdata; /* told of every element; NULL: nobody asks */
};

/** Parses a page, which must live as long as `page` is used; free `page->title` after. */
bool fg_html_parse(struct fg_sv html, struct fg_block_builder *out, struct fg_html_page *page);
/** Whether a page is asked for what a <meta> of that name says. */
bool fg_html_page_wants(struct fg_sv name);
void fg_html_page_meta(struct fg_html_page *page, fg_arena *arena, struct fg_sv name,
                       struct fg_sv content);
void fg_html_page_script(struct fg_html_page *page, fg_arena *arena, const char *type,
                         struct fg_sv text);

#endif

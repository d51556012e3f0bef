/* document - bytes of any format to blocks.
 *
 * In:    bytes, name, content type, the rules' site section names (as headings).
 * Out:   documents: a flat array of blocks, and the posting's fields where the
 *        source states them (JSON-LD, microdata, a board's answer).
 * Never: decides what is a requirement; builds a tree; opens an address.
 */
#ifndef FG_DOCUMENT_ROOM_H
#define FG_DOCUMENT_ROOM_H

#include "base/room.h"
#include "rules/room.h"

enum fg_block_kind {
    FG_BLOCK_HEADING,    /* h1-h6, role=heading, Markdown #; level 1 to 6        */
    FG_BLOCK_ITEM,       /* list item; level: depth of nesting, 1-based          */
    FG_BLOCK_PARAGRAPH,  /* also a line ended by <br>, a div, a line of text     */
    FG_BLOCK_CELL,       /* table cell; level: column, 1-based                   */
    FG_BLOCK_LABEL,      /* dt, th, figcaption, label                            */
    FG_BLOCK_RULE        /* hr and its like; no text                             */
};

enum fg_block_flags {
    FG_BLOCK_BOLD = 1,       /* the whole text is bold, strong, underlined or in a
                                heading's style                                   */
    FG_BLOCK_EMPHASIS = 2,   /* the whole text is emphasised (em, i)              */
    FG_BLOCK_LINK = 4,       /* (nearly) the whole text is a link                 */
    FG_BLOCK_NAV = 8,        /* in nav, menu, breadcrumb                          */
    FG_BLOCK_FOOTER = 16,    /* in footer                                         */
    FG_BLOCK_FORM = 32,      /* in form, label, button, select                    */
    FG_BLOCK_ASIDE = 64,     /* in aside, dialog, cookie notice                   */
    FG_BLOCK_HIDDEN = 128,   /* hidden from view                                  */
    FG_BLOCK_BULLET = 256,   /* a bullet character was dropped from its start     */
    FG_BLOCK_AFTER_BREAK = 512,  /* began after <br>, not after a block's end     */
    FG_BLOCK_FIELD = 1024,   /* from a field that is a requirement list by itself
                                (see `section`)                                   */
    FG_BLOCK_WRAPPED = 2048, /* from a format whose lines are wrapped by width    */
    FG_BLOCK_GAP = 4096,     /* a blank line stood before it (text formats)       */
    FG_BLOCK_HEADER = 8192,  /* in header (a page's top, not its title)           */
    FG_BLOCK_TITLE = 16384   /* in an element whose class or id names a job's title */
};
/** Flags of what is not the posting's own text. */
#define FG_BLOCK_FURNITURE \
    (FG_BLOCK_NAV | FG_BLOCK_FOOTER | FG_BLOCK_FORM | FG_BLOCK_ASIDE | FG_BLOCK_HIDDEN)

struct fg_block {
    enum fg_block_kind kind;
    unsigned level;
    unsigned flags;
    struct fg_sv text;    /* white space folded, bullet dropped; a view into the
                             document's text                                      */
    uint32_t at;          /* offset in the document's text                        */
    uint32_t lead;        /* bytes of `text` from its start that are bold or
                             emphasised, where only the start is; else 0          */
    uint32_t list;        /* 1-based number of the list it stands in; 0: none     */
};

/** A posting's facts as the source states them; empty views where it does not. */
struct fg_fields {
    struct fg_sv title, company, location, language, employment_type, remote, posted,
        valid_through, url, site;
    struct fg_salary salary;
    bool closed;
};

enum fg_document_origin {
    FG_FROM_PAGE,     /* what is visible                                          */
    FG_FROM_JSON_LD,  /* structured data in the page (JSON-LD, microdata, state)  */
    FG_FROM_API       /* a board's answer                                         */
};

/** One posting's worth of blocks. A page that also carries its posting as
 *  structured data has it as `structured`: the extractor reads both and keeps
 *  the better. */
struct fg_document {
    enum fg_document_origin origin;
    struct fg_sv text;             /* all blocks' texts, one a line               */
    const struct fg_block *blocks;
    size_t n_blocks;
    struct fg_fields fields;
    const struct fg_question *questions;
    size_t n_questions;
    struct fg_document *structured; /* or NULL                                    */
    bool is_page;                  /* of markup: headings are marked as such         */
    struct fg_sv page_title, og_title, site_name; /* of a page: what it calls itself */
    size_t script_bytes, visible_bytes; /* of a page: tells a JavaScript shell    */
};

/** Builds blocks one after the other; all formats end here. */
struct fg_block_builder {
    fg_arena *arena;
    struct fg_buf text;            /* becomes document.text; ceiling set          */
    FG_VEC(struct fg_block) blocks;
    unsigned gap;                  /* flag for the next block                     */
};

void fg_blocks_begin(struct fg_block_builder *b, fg_arena *arena);
/** Adds a block of `text` (any white space, valid UTF-8): folds, drops bullets and
 *  numbering marks at its start, skips it where nothing is left. `proto` gives
 *  kind, level, flags, list and lead (lead: bytes of the unfolded text). */
void fg_blocks_add(struct fg_block_builder *b, const struct fg_block *proto, struct fg_sv text);
/** Bytes of bullet and white space at the start of `s`, 0 where there is none. */
size_t fg_bullet_length(struct fg_sv s);
/** Ends: blocks and text into `out`. False when memory or the ceiling failed. */
bool fg_blocks_end(struct fg_block_builder *b, struct fg_document *out);

/** Bytes as valid UTF-8, in `arena`: by BOM, `content_type`, what the bytes declare,
 *  and what they are. A saved HTTP header before a page is skipped. */
enum fg_status fg_decode(struct fg_sv bytes, struct fg_sv content_type, fg_arena *arena,
                         struct fg_sv *utf8, struct fg_error *err);

/* ---- formats: each reads bytes already decoded to UTF-8; formats.h has more ---- */

/** HTML as browsers read it; JSON-LD and state in scripts become
 *  `structured`. Where the page's data holds several postings, each is a document. */
enum fg_status fg_html_read(struct fg_sv html, fg_arena *arena, struct fg_document **documents,
                            size_t *n, struct fg_error *err);
/** A fragment of HTML (a description out of JSON) as blocks onto a builder. Where
 *  it is escaped HTML it is unescaped first, as often as it was escaped (at most
 *  three times); without any tag it is read as text. */
enum fg_status fg_html_fragment(struct fg_sv html, struct fg_block_builder *b,
                                struct fg_error *err);
/** Plain text and Markdown: headings, bullets, blank lines, `---` front matter. */
enum fg_status fg_text_read(struct fg_sv text, fg_arena *arena, struct fg_document *out,
                            struct fg_error *err);
/** Text as blocks onto a builder. */
void fg_text_blocks(struct fg_sv text, struct fg_block_builder *b);

/** JSON-LD (or any JSON that holds a JobPosting) as documents; tolerant of what
 *  boards really serve. `*n` 0 where there is no posting in it. */
enum fg_status fg_jsonld_read(struct fg_sv json, fg_arena *arena, struct fg_document **out,
                              size_t *n, struct fg_error *err);

/** PDF by its text layer (pdftotext as a child process). FG_EREAD where it has none. */
enum fg_status fg_pdf_read(struct fg_sv bytes, fg_arena *arena, struct fg_document *out,
                           struct fg_error *err);
/** Its text as it stands on the page, columns side by side, white space kept, pages
 *  ended by form feeds: for resumes, whose columns are narrow lists. */
enum fg_status fg_pdf_laid_out(struct fg_sv bytes, fg_arena *arena, struct fg_sv *out,
                               struct fg_error *err);
/** DOCX (libarchive, libxml2). */
enum fg_status fg_docx_read(struct fg_sv bytes, fg_arena *arena, struct fg_document *out,
                            struct fg_error *err);

#endif

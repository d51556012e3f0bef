/* paragraph.h - paragraphs of runs in different type to blocks: what word processors'
 * formats (DOCX, ODT, RTF) have in common. */
#ifndef FG_DOCUMENT_PARAGRAPH_H
#define FG_DOCUMENT_PARAGRAPH_H

#include "document/room.h"

/** How a piece of text is set. */
struct fg_run {
    bool bold, emphasis, link;
    unsigned half_points;        /* size of type; 0: not said                        */
};

/** A paragraph being read. Set to zero before the first piece. */
struct fg_paragraph {
    struct fg_buf text;
    size_t visible, bold, emphasis, link; /* bytes that are no white space           */
    size_t lead;                 /* bytes that are bold or emphasised from the start */
    bool plain_seen;
    unsigned half_points;        /* of its largest type                              */
};

/** A document's paragraphs. Set `out` before the first; `sizes` lives in its arena. */
struct fg_paragraphs {
    struct fg_block_builder *out;
    FG_VEC(unsigned) sizes;      /* of each block's type                             */
    size_t bytes_of_size[512];
};

void fg_paragraph_add(struct fg_paragraph *p, struct fg_sv text, const struct fg_run *run);
/** Ends a paragraph and frees it: its lines, each ended by '\n', are blocks like `block`,
 *  all of them one where that is an item or a heading, with the flags its runs give. */
void fg_paragraphs_end(struct fg_paragraphs *all, struct fg_paragraph *p, struct fg_block block);
/** Ends the document into `out`. A short paragraph in much larger type than most of the
 *  text is a heading, though no style says so. FG_EREAD with `broken` where the text was
 *  not `whole` and nothing of it could be read; FG_ENOMEM. */
enum fg_status fg_paragraphs_finish(struct fg_paragraphs *all, bool whole, const char *broken,
                                    struct fg_document *out, struct fg_error *err);

#endif

/* word_styles.h - what a Word document's styles and numberings make of a paragraph. */
#ifndef FG_DOCUMENT_WORD_STYLES_H
#define FG_DOCUMENT_WORD_STYLES_H

#include "document/xml.h"

/** Properties of a paragraph or a run; what is not said is taken from the style
 *  below. */
struct fg_word_style {
    struct fg_sv id, based_on;
    unsigned heading;      /* 1 to 9; 0: none                         */
    int number;            /* numbering it belongs to; 0: none; -1: not said */
    unsigned level;        /* of the numbering, 0-based               */
    int bold, emphasis;    /* 1, 0; -1: not said                      */
    unsigned half_points;  /* size of type; 0: not said               */
};

struct fg_word_numbering {
    int number, abstract;
    bool bullet[9], none[9];
};

struct fg_word_styles {
    fg_arena *arena;
    FG_VEC(struct fg_word_style) styles;
    FG_VEC(struct fg_word_numbering) abstracts, numbers;
};

/** Reads word/styles.xml and word/numbering.xml; either may be empty. */
void fg_word_styles_read(struct fg_word_styles *s, struct fg_sv styles_xml,
                         struct fg_sv numbering_xml, fg_arena *arena);
/** A style with all that it is based on. */
struct fg_word_style fg_word_style_of(const struct fg_word_styles *s, struct fg_sv id);
/** Whether a numbering's level shows a mark, and whether that is a bullet. */
bool fg_word_is_listed(const struct fg_word_styles *s, int number, unsigned level, bool *bullet);

/** Takes one element inside w:pPr or w:rPr into `style`. */
void fg_word_style_element(struct fg_word_style *style, const char *name, struct fg_sv value);

#endif

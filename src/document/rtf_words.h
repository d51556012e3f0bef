/* rtf_words.h - the words of Rich Text Format that are read, and its charsets.
 * Source: Microsoft, Rich Text Format (RTF) Specification, version 1.9.1. */
#ifndef FG_DOCUMENT_RTF_WORDS_H
#define FG_DOCUMENT_RTF_WORDS_H

#include <stdint.h>

enum fg_rtf_meaning {
    CHARACTER, PARAGRAPH, LINE, CELL, ROW, RESET_PARAGRAPH, RESET_TYPE, BOLD, EMPHASIS, UNDERLINE,
    UNDERLINE_OFF, HIDDEN, SIZE, FONT, DEFAULT_FONT, FONT_TABLE, FONT_CHARSET, CODE_PAGE, CHARSET,
    UNICODE, FALLBACK, LIST_TEXT, LIST, LIST_LEVEL, OUTLINE, IN_TABLE, TABLE_ROW,
    COLUMN, SKIPPED, BINARY, LINK
};

struct fg_rtf_word {
    const char *word;
    enum fg_rtf_meaning means;
    uint32_t value;              /* a character, a code page */
};

/** The entry of a word, or NULL. */
const struct fg_rtf_word *fg_rtf_word(const char *word);

enum { FG_RTF_SYMBOLS = 42 };    /* code page of symbol fonts */
/** What \fcharset says of the bytes set in a font: a code page; 0 where it is not known. */
unsigned fg_rtf_code_page(unsigned charset);

#endif

#include "document/rtf_words.h"

#include <stdlib.h>
#include <string.h>

/* Sorted. */
static const struct fg_rtf_word words[] = {
    {"ansi", CHARSET, 1252}, {"ansicpg", CODE_PAGE, 0}, {"b", BOLD, 0}, {"bin", BINARY, 0},
    {"bullet", CHARACTER, 0x2022}, {"cell", CELL, 0}, {"cellx", COLUMN, 0},
    {"colortbl", SKIPPED, 0}, {"deff", DEFAULT_FONT, 0}, {"deleted", HIDDEN, 0},
    {"emdash", CHARACTER, 0x2014}, {"emspace", CHARACTER, ' '}, {"endash", CHARACTER, 0x2013},
    {"enspace", CHARACTER, ' '}, {"f", FONT, 0}, {"fcharset", FONT_CHARSET, 0},
    {"fldinst", SKIPPED, 0}, {"fldrslt", LINK, 0}, {"fonttbl", FONT_TABLE, 0},
    {"footer", SKIPPED, 0}, {"footerf", SKIPPED, 0}, {"footerl", SKIPPED, 0},
    {"footerr", SKIPPED, 0}, {"fs", SIZE, 0}, {"header", SKIPPED, 0}, {"headerf", SKIPPED, 0},
    {"headerl", SKIPPED, 0}, {"headerr", SKIPPED, 0}, {"i", EMPHASIS, 0}, {"ilvl", LIST_LEVEL, 0},
    {"info", SKIPPED, 0}, {"intbl", IN_TABLE, 0}, {"ldblquote", CHARACTER, 0x201c},
    {"line", LINE, 0}, {"listtext", LIST_TEXT, 0}, {"lquote", CHARACTER, 0x2018}, {"ls", LIST, 0},
    {"mac", CHARSET, 10000}, {"nestcell", CELL, 0}, {"nestrow", ROW, 0},
    {"nonesttables", SKIPPED, 0}, {"nonshppict", SKIPPED, 0}, {"object", SKIPPED, 0},
    {"outlinelevel", OUTLINE, 0}, {"page", PARAGRAPH, 0}, {"par", PARAGRAPH, 0},
    {"pard", RESET_PARAGRAPH, 0}, {"pc", CHARSET, 437}, {"pca", CHARSET, 850},
    {"pict", SKIPPED, 0}, {"plain", RESET_TYPE, 0}, {"pntext", LIST_TEXT, 0},
    {"qmspace", CHARACTER, ' '}, {"rdblquote", CHARACTER, 0x201d}, {"row", ROW, 0},
    {"rquote", CHARACTER, 0x2019}, {"sect", PARAGRAPH, 0}, {"stylesheet", SKIPPED, 0},
    {"tab", CHARACTER, ' '}, {"tc", SKIPPED, 0}, {"trowd", TABLE_ROW, 0}, {"u", UNICODE, 0},
    {"uc", FALLBACK, 0}, {"ul", UNDERLINE, 0}, {"ulnone", UNDERLINE_OFF, 0},
    {"ulw", UNDERLINE, 0}, {"v", HIDDEN, 0}, {"xe", SKIPPED, 0},
};

static int by_word(const void *key, const void *entry)
{
    return strcmp(key, ((const struct fg_rtf_word *)entry)->word);
}

const struct fg_rtf_word *fg_rtf_word(const char *word)
{
    return bsearch(word, words, sizeof words / sizeof *words, sizeof *words, by_word);
}

/* What a font's charset means for the bytes set in it; those of symbol fonts (2) are
 * bullets and arrows of private characters. Source: the specification, \fcharset. */
static const struct {
    unsigned charset, code_page;
} charsets[] = {{0, 1252},   {77, 10000}, {128, 932}, {129, 949}, {130, 1361}, {134, 936},
                {136, 950},  {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256},
                {186, 1257}, {204, 1251}, {222, 874}, {238, 1250}, {254, 437},  {255, 850}};

unsigned fg_rtf_code_page(unsigned charset)
{
    enum { SYMBOL = 2 };
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
        if (charsets[i].charset == charset)
            return charsets[i].code_page;
    return charset == SYMBOL ? FG_RTF_SYMBOLS : 0;
}

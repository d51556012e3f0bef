/* token.h - text as words, the form in which phrases are compared.
 *
 * A word is a run of letters and digits, folded: lower case, no accents, no
 * regular English plural ending ("Databases" and "database" are one word). It
 * keeps `+` and `#` behind its letters (C++, C#) and a dot before them (.NET).
 * An apostrophe inside is dropped ("you'll" -> youll), except after an elided
 * article ("l'anglais" -> l, anglais). Hyphens and slashes divide words, but the
 * ending by which a word is written for all genders belongs to none: "Mitarbeiter:in",
 * "Kolleg*innen", "motivé(e)", "candidat·e" are the words without it. */
#ifndef FG_RULES_TOKEN_H
#define FG_RULES_TOKEN_H

#include "base/room.h"

struct fg_token {
    uint64_t word;   /* hash of the folded word: equal words, equal numbers */
    uint32_t at, n;  /* bytes in the text */
};

/** A text's tokens, reused from text to text. */
struct fg_tokens {
    struct fg_token *at;
    size_t n, cap;
    struct fg_sv text; /* what they were made of; not owned */
    uint32_t *places;  /* the first token at or behind every 64th byte */
    size_t n_places, cap_places; /* n_places 0: there is no such index */
};

/** Replaces `out` by the tokens of `text` (valid UTF-8, under 4 GiB).
 *  False when out of memory. */
bool fg_tokenize(struct fg_sv text, struct fg_tokens *out);
/** The letters and digits of one word as they are compared, a plural's ending kept:
 *  into `out`, how many bytes; 0 where `word` is not one word of them alone. */
enum { FG_WORD_BYTES = 80 };
size_t fg_word_fold(struct fg_sv word, char out[FG_WORD_BYTES]);
/** Hash of `n` folded bytes, never 0. */
uint64_t fg_word_hash(const char *p, size_t n);
void fg_tokens_free(struct fg_tokens *t);

/** The same as fg_tokenize(part, out). Where the part is a view of the text of `whole` and
 *  begins and ends between words, the tokens are copied; else they are made anew. */
bool fg_tokenize_part(const struct fg_tokens *whole, struct fg_sv part, struct fg_tokens *out);
/** Makes an index of where they stand, so that parts of a long text are found at once.
 *  It lasts until the tokens are replaced. False when out of memory. */
bool fg_tokens_index(struct fg_tokens *t);
/** Appends the tokens of `from`. False when out of memory. */
bool fg_tokens_append(struct fg_tokens *to, const struct fg_tokens *from);
/** Index of the first token that starts at or behind byte `at`. */
size_t fg_tokens_from(const struct fg_tokens *t, uint32_t at);
/** Bytes from token `first` to the end of token `first + count - 1`. */
struct fg_span fg_tokens_span(const struct fg_tokens *t, size_t first, size_t count);
/** Whether nothing but white space or a hyphen stands between two tokens, `a` before `b`. */
bool fg_tokens_side_by_side(struct fg_sv text, const struct fg_token *a,
                            const struct fg_token *b);

#endif

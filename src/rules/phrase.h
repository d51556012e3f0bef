/* phrase.h - many phrases at once: a table of all their beginnings.
 *
 * An entry stands for one or more words from a phrase's start; its key is a hash
 * of them. Finding the longest phrase that begins at a word costs one look-up a
 * word of it, however many phrases there are. Where some know a word by its beginning
 * or ending alone, or have a gap (affix.h), each word costs a few more; where none do,
 * nothing. */
#ifndef FG_RULES_PHRASE_H
#define FG_RULES_PHRASE_H

#include "rules/affix.h"

struct fg_phrase_entry {
    uint64_t key;   /* of the words so far; 0: free */
    uint32_t value; /* FG_PHRASE_NONE: longer phrases begin so, none ends here */
};

struct fg_phrases {
    struct fg_phrase_entry *entries; /* open addressing */
    uint64_t *present;  /* a bit a key, by its upper half: most words of a text begin no
                           phrase, and this says so out of a small part of memory */
    size_t n, mask;
    struct fg_affixes *affixes; /* NULL: every phrase is of whole words alone */
};

#define FG_PHRASE_NONE UINT32_MAX

/** Adds the phrase of `n` > 0 tokens with a value. `*had` receives the value it
 *  had before, which is kept, or FG_PHRASE_NONE. False when the arena failed. */
bool fg_phrases_add(struct fg_phrases *p, fg_arena *arena, const struct fg_token *tokens,
                    size_t n, uint32_t value, uint32_t *had);
/** Reads a phrase as rules write it into its words: `znalost*`, `*kenntnisse` and
 *  "..." among whole ones. False when the arena failed or out of memory, or with
 *  `*wrong` set where a word of it is none of these. */
bool fg_phrases_parse(struct fg_phrases *p, fg_arena *arena, struct fg_sv text,
                      struct fg_tokens *out, struct fg_sv *wrong);
/** The longest phrase that begins at token `i` of `t`: its length in tokens, 0
 *  where none does. `*value` receives its value. */
size_t fg_phrases_longest(const struct fg_phrases *p, const struct fg_tokens *t, size_t i,
                          uint32_t *value);
/** The first token at or behind `i` that a phrase may begin at, t->n where none does:
 *  most words of a text are passed over without a look-up. */
size_t fg_phrases_may_begin(const struct fg_phrases *p, const struct fg_tokens *t, size_t i);
/** Has the memory come near that looking at each token of `t` will read: for a table
 *  too large for the processor's caches, some work ahead of it. */
void fg_phrases_prefetch(const struct fg_phrases *p, const struct fg_tokens *t);
/** Room for `n` more words, so that building does not grow in steps. */
bool fg_phrases_reserve(struct fg_phrases *p, fg_arena *arena, size_t n);

#endif

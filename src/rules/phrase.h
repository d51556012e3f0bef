/* phrase.h - many phrases at once: a trie over words.
 *
 * Finding the longest phrase that begins at a word costs one look-up a word of
 * it, however many phrases there are. */
#ifndef FG_RULES_PHRASE_H
#define FG_RULES_PHRASE_H

#include "rules/token.h"

struct fg_phrases {
    struct edge *edges;     /* open addressing over (node, word) */
    size_t n_edges, mask;
    uint32_t *values;       /* by node; FG_PHRASE_NONE: no phrase ends here */
    size_t n_nodes, cap_nodes;
};

#define FG_PHRASE_NONE UINT32_MAX

/** Adds the phrase of `n` > 0 tokens with a value. `*had` receives the value it
 *  had before, which is kept, or FG_PHRASE_NONE. False when the arena failed. */
bool fg_phrases_add(struct fg_phrases *p, fg_arena *arena, const struct fg_token *tokens,
                    size_t n, uint32_t value, uint32_t *had);
/** The longest phrase that begins at token `i` of `t`: its length in tokens, 0
 *  where none does. `*value` receives its value. */
size_t fg_phrases_longest(const struct fg_phrases *p, const struct fg_tokens *t, size_t i,
                          uint32_t *value);
/** Room for `n` more words, so that building does not grow in steps. */
bool fg_phrases_reserve(struct fg_phrases *p, fg_arena *arena, size_t n);

#endif

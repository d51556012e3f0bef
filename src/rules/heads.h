/* heads.h - words that stand beside a skill's name and belong to it: "cloud" in
 * "public cloud platforms", "SQL" in "SQL databases". Listed in rules/heads.tsv. */
#ifndef FG_RULES_HEADS_H
#define FG_RULES_HEADS_H

#include "rules/phrase.h"
#include "rules/tsv.h"

struct fg_heads {
    struct fg_phrases after, before, role, pair, asks; /* value: bit set of kinds of skills */
};

/** Reads one table. FG_EDATA with the place. */
enum fg_status fg_heads_read(struct fg_heads *heads, struct fg_sv bytes, const char *path,
                             fg_arena *arena, struct fg_error *err);
/** How many tokens right behind token `end - 1` belong to a skill of that kind
 *  (enum fg_skill_kind) that ends there. */
size_t fg_heads_after(const struct fg_heads *heads, struct fg_sv text,
                      const struct fg_tokens *tokens, size_t end, unsigned kind);
/** How many tokens right before token `first` belong to it; none before `least`. */
size_t fg_heads_before(const struct fg_heads *heads, struct fg_sv text,
                       const struct fg_tokens *tokens, size_t first, size_t least,
                       unsigned kind);
/** Whether a word for a person or a team stands right behind ("Java developer"). */
bool fg_heads_role(const struct fg_heads *heads, struct fg_sv text,
                   const struct fg_tokens *tokens, size_t end, unsigned kind);
/** Whether token `i` is a word such as "laws" or "procedures", which stand in pairs. */
bool fg_heads_pair(const struct fg_heads *heads, const struct fg_tokens *tokens, size_t i);
/** Whether what stands right behind asks for the skill ("teaching experience"). */
bool fg_heads_asks(const struct fg_heads *heads, struct fg_sv text,
                   const struct fg_tokens *tokens, size_t end, unsigned kind);

#endif

/* affix.h - words that a phrase knows by their beginning or their ending alone
 * (`znalost*`, `*kenntnisse`), and gaps of a few words (`du bringst ... mit`).
 *
 * Each is a word of its own in the table of phrases, under a hash that no real
 * word has. What is kept beside it - which lengths there are, and by which three
 * letters they begin or end - tells nearly every word of a text that no affix
 * fits, without folding it again. */
#ifndef FG_RULES_AFFIX_H
#define FG_RULES_AFFIX_H

#include "rules/token.h"

enum {
    FG_AFFIX_LEAST = 3,  /* bytes of a folded affix: shorter ones would fit anything */
    FG_AFFIX_MOST = 32,
    FG_GAP_MOST = 5      /* words that "..." stands for at most; none is enough  */
};

enum fg_affix { FG_AFFIX_START, FG_AFFIX_END, FG_AFFIXES };

struct fg_affixes {
    uint64_t lengths[FG_AFFIXES];  /* bit n: one of n folded bytes             */
    uint64_t seen[FG_AFFIXES][16]; /* by hash of the three letters at the edge */
    bool gaps;
};

/** The word that stands for "...". */
#define FG_GAP_WORD UINT64_C(0x2e2e2e2e2e2e2e2e)

/** Makes the word for an affix and remembers it. 0 where it is no single word of
 *  FG_AFFIX_LEAST to FG_AFFIX_MOST letters or digits. */
uint64_t fg_affix_add(struct fg_affixes *a, enum fg_affix which, struct fg_sv affix);

/** A quick look: false where none fits token `i`. */
bool fg_affix_may_fit(const struct fg_affixes *a, const struct fg_tokens *t, size_t i);
/** The words for all affixes that may fit token `i`, the longest first, into `out`;
 *  how many. */
enum { FG_AFFIX_FITS = FG_AFFIXES * FG_AFFIX_MOST };
size_t fg_affix_fits(const struct fg_affixes *a, const struct fg_tokens *t, size_t i,
                     uint64_t out[FG_AFFIX_FITS]);

#endif

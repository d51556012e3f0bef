#include "rules/affix.h"

#include <string.h>

enum { EDGE = 3 };

static unsigned edge_slot(const char *p)
{
    const uint32_t three = (uint32_t)(unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8 |
                           (uint32_t)(unsigned char)p[2] << 16;
    return three * UINT32_C(0x9e3779b1) >> 22; /* of 1024 */
}

static uint64_t affix_word(enum fg_affix which, const char *p, size_t n)
{
    return fg_word_hash(p, n) ^ (which == FG_AFFIX_START ? UINT64_C(0xa5a5a5a5a5a5a5a5)
                                                         : UINT64_C(0x5a5a5a5a5a5a5a5a));
}

uint64_t fg_affix_add(struct fg_affixes *a, enum fg_affix which, struct fg_sv affix)
{
    char folded[FG_WORD_BYTES];
    const size_t n = fg_word_fold(affix, folded);
    if (n < FG_AFFIX_LEAST || n > FG_AFFIX_MOST)
        return 0;
    const unsigned slot = edge_slot(which == FG_AFFIX_START ? folded : folded + n - EDGE);
    a->lengths[which] |= UINT64_C(1) << n;
    a->seen[which][slot / 64] |= UINT64_C(1) << slot % 64;
    return affix_word(which, folded, n);
}

/* Whether the three bytes at an edge of the unfolded word may be those of an affix:
 * they are, or are no ASCII letters, so that folding must tell. */
static bool may_fit(const uint64_t seen[16], const char *p)
{
    char lower[EDGE];
    for (size_t i = 0; i < EDGE; i++) {
        if (!fg_is_alpha(p[i]))
            return true;
        lower[i] = (char)(p[i] | 0x20);
    }
    const unsigned slot = edge_slot(lower);
    return seen[slot / 64] >> slot % 64 & 1;
}

static size_t fits(const struct fg_affixes *a, enum fg_affix which, const char *folded, size_t n,
                   uint64_t *out)
{
    size_t found = 0;
    for (size_t length = n < FG_AFFIX_MOST ? n : FG_AFFIX_MOST; length >= FG_AFFIX_LEAST;
         length--) {
        if (!(a->lengths[which] >> length & 1))
            continue;
        out[found++] = affix_word(which, which == FG_AFFIX_START ? folded : folded + n - length,
                                  length);
    }
    return found;
}

static bool may_start(const struct fg_affixes *a, struct fg_sv word)
{
    return a->lengths[FG_AFFIX_START] && word.n >= FG_AFFIX_LEAST &&
           may_fit(a->seen[FG_AFFIX_START], word.p);
}

static bool may_end(const struct fg_affixes *a, struct fg_sv word)
{
    return a->lengths[FG_AFFIX_END] && word.n >= FG_AFFIX_LEAST &&
           may_fit(a->seen[FG_AFFIX_END], word.p + word.n - EDGE);
}

bool fg_affix_may_fit(const struct fg_affixes *a, const struct fg_tokens *t, size_t i)
{
    const struct fg_sv word = {t->text.p + t->at[i].at, t->at[i].n};
    return may_start(a, word) || may_end(a, word);
}

size_t fg_affix_fits(const struct fg_affixes *a, const struct fg_tokens *t, size_t i,
                     uint64_t out[FG_AFFIX_FITS])
{
    const struct fg_sv word = {t->text.p + t->at[i].at, t->at[i].n};
    const bool start = may_start(a, word), end = may_end(a, word);
    if (!start && !end)
        return 0;
    char folded[FG_WORD_BYTES];
    const size_t n = fg_word_fold(word, folded);
    size_t found = start ? fits(a, FG_AFFIX_START, folded, n, out) : 0;
    if (end)
        found += fits(a, FG_AFFIX_END, folded, n, out + found);
    return found;
}

#include "rules/phrase.h"

#include <stdlib.h>
#include <string.h>

enum { AHEAD = 8 }; /* words of a phrase whose entries are asked for before the first is read */

/* What stands for the words so far and one more, in this order. A word's hash is mixed
 * already, so the first stands for itself. */
static uint64_t key_of(uint64_t before, uint64_t word)
{
    if (!before)
        return word;
    uint64_t k = ((before << 1 | before >> 63) ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    k ^= k >> 32;
    return k ? k : 1;
}

static struct fg_phrase_entry *entry(const struct fg_phrases *p, uint64_t key)
{
    size_t i = key & p->mask;
    while (p->entries[i].key && p->entries[i].key != key)
        i = (i + 1) & p->mask;
    return &p->entries[i];
}

enum { BITS_AN_ENTRY = 4 };

/* The bit of a key in `present`: *word of it. */
static uint64_t present_bit(const struct fg_phrases *p, uint64_t key, uint64_t **word)
{
    const size_t bit = (key >> 32) & (p->mask * BITS_AN_ENTRY + BITS_AN_ENTRY - 1);
    *word = &p->present[bit / 64];
    return UINT64_C(1) << bit % 64;
}

static void set_present(struct fg_phrases *p, uint64_t key)
{
    uint64_t *word;
    const uint64_t bit = present_bit(p, key, &word);
    *word |= bit;
}

static bool may_be_present(const struct fg_phrases *p, uint64_t key)
{
    uint64_t *word;
    const uint64_t bit = present_bit(p, key, &word);
    return *word & bit;
}

/* The entry of a key, NULL where there is none. */
static const struct fg_phrase_entry *present_entry(const struct fg_phrases *p, uint64_t key)
{
    const struct fg_phrase_entry *e = may_be_present(p, key) ? entry(p, key) : NULL;
    return e && e->key ? e : NULL;
}

bool fg_phrases_reserve(struct fg_phrases *p, fg_arena *arena, size_t n)
{
    size_t size = p->mask ? p->mask + 1 : 64;
    while (size * 2 / 3 < p->n + n)
        size *= 2;
    if (p->mask && size == p->mask + 1)
        return true;
    struct fg_phrase_entry *entries = fg_arena_calloc(arena, size, sizeof *entries);
    uint64_t *present = fg_arena_calloc(arena, size * BITS_AN_ENTRY / 64, sizeof *present);
    if (!entries || !present)
        return false;
    const struct fg_phrases old = *p;
    p->entries = entries;
    p->present = present;
    p->mask = size - 1;
    for (size_t i = 0; old.mask && i <= old.mask; i++)
        if (old.entries[i].key) {
            *entry(p, old.entries[i].key) = old.entries[i];
            set_present(p, old.entries[i].key);
        }
    return true;
}

bool fg_phrases_add(struct fg_phrases *p, fg_arena *arena, const struct fg_token *tokens,
                    size_t n, uint32_t value, uint32_t *had)
{
    uint64_t keys[AHEAD], key = 0;
    if (!fg_phrases_reserve(p, arena, n))
        return false;
    for (size_t i = 0; i < n && i < AHEAD; i++) {
        keys[i] = key = key_of(key, tokens[i].word);
        __builtin_prefetch(&p->entries[key & p->mask]);
    }
    struct fg_phrase_entry *e = NULL;
    for (size_t i = 0; i < n; i++) {
        key = i < AHEAD ? keys[i] : key_of(key, tokens[i].word);
        e = entry(p, key);
        if (!e->key) {
            *e = (struct fg_phrase_entry){key, FG_PHRASE_NONE};
            set_present(p, key);
            p->n++;
        }
    }
    *had = e->value;
    if (*had == FG_PHRASE_NONE)
        e->value = value;
    return true;
}

/* ---- a phrase as rules write it ---- */

static bool append(struct fg_tokens *to, uint64_t word)
{
    if (to->n == to->cap) {
        const size_t cap = to->cap ? to->cap * 2 : 16;
        struct fg_token *at = realloc(to->at, cap * sizeof *at);
        if (!at)
            return false;
        to->at = at;
        to->cap = cap;
    }
    to->at[to->n++] = (struct fg_token){.word = word};
    return true;
}

/* Whether a piece is one that stands for other words. */
static bool is_open(struct fg_sv piece)
{
    return fg_sv_eq(piece, FG_SV("...")) || fg_sv_eq(piece, FG_SV("…")) ||
           (piece.n > 1 && (piece.p[0] == '*' || piece.p[piece.n - 1] == '*'));
}

/* The word for one of these, 0 where it is not written right. */
static uint64_t open_word(struct fg_affixes *a, struct fg_sv piece, bool at_edge)
{
    if (piece.p[0] != '*' && piece.p[piece.n - 1] != '*') {
        a->gaps = true;
        return at_edge ? 0 : FG_GAP_WORD;
    }
    return piece.p[0] == '*' ? fg_affix_add(a, FG_AFFIX_END, fg_sv_sub(piece, 1, piece.n))
                             : fg_affix_add(a, FG_AFFIX_START, fg_sv_sub(piece, 0, piece.n - 1));
}

bool fg_phrases_parse(struct fg_phrases *p, fg_arena *arena, struct fg_sv text,
                      struct fg_tokens *out, struct fg_sv *wrong)
{
    *wrong = (struct fg_sv){0};
    if (fg_sv_find(text, FG_SV("*")) == SIZE_MAX && fg_sv_find(text, FG_SV("...")) == SIZE_MAX &&
        fg_sv_find(text, FG_SV("…")) == SIZE_MAX)
        return fg_tokenize(text, out);
    struct fg_tokens words = {0};
    struct fg_sv rest = text, piece;
    bool done = true;
    out->n = 0;
    while (done && rest.n && !wrong->n && fg_sv_next(&rest, ' ', &piece)) {
        if (!is_open(piece)) {
            done = fg_tokenize(piece, &words);
            for (size_t i = 0; done && i < words.n; i++)
                done = append(out, words.at[i].word);
            continue;
        }
        if (!p->affixes && !(p->affixes = fg_arena_calloc(arena, 1, sizeof *p->affixes)))
            done = false;
        const uint64_t word = done ? open_word(p->affixes, piece, !out->n || !rest.n) : 0;
        if (done && !word)
            *wrong = piece;
        done = done && word && append(out, word);
    }
    fg_tokens_free(&words);
    return done && !wrong->n;
}

/* ---- looking up ---- */

size_t fg_phrases_may_begin(const struct fg_phrases *p, const struct fg_tokens *t, size_t i)
{
    const size_t n = p->mask ? t->n : 0;
    const bool whole = !p->affixes;
    while (i < n && !may_be_present(p, key_of(0, t->at[i].word)) &&
           (whole || !fg_affix_may_fit(p->affixes, t, i)))
        i++;
    return i < n ? i : t->n;
}

void fg_phrases_prefetch(const struct fg_phrases *p, const struct fg_tokens *t)
{
    for (size_t i = 0; p->mask && i < t->n; i++) {
        const uint64_t key = key_of(0, t->at[i].word);
        if (may_be_present(p, key))
            __builtin_prefetch(&p->entries[key & p->mask]);
    }
}

static size_t longest_of_whole(const struct fg_phrases *p, const struct fg_tokens *t, size_t i,
                               uint32_t *value)
{
    size_t longest = 0;
    uint64_t key = 0;
    for (size_t k = i; k < t->n; k++) {
        key = key_of(key, t->at[k].word);
        const struct fg_phrase_entry *e = present_entry(p, key);
        if (!e)
            break;
        if (e->value != FG_PHRASE_NONE) {
            *value = e->value;
            longest = k + 1 - i;
        }
    }
    return longest;
}

/* A search in which a word of the text may go on in several ways. */
struct search {
    const struct fg_phrases *p;
    const struct fg_tokens *t;
    size_t end;      /* of the longest so far, in tokens; 0: none */
    uint32_t value;
    unsigned steps;  /* left */
};

static void go_on(struct search *s, uint64_t key, size_t k, bool in_gap);

/* Takes `word` for token k, behind the words of `key`. */
static void take(struct search *s, uint64_t key, uint64_t word, size_t k)
{
    const struct fg_phrase_entry *e = present_entry(s->p, key_of(key, word));
    if (!e)
        return;
    if (e->value != FG_PHRASE_NONE && k + 1 > s->end) {
        s->end = k + 1;
        s->value = e->value;
    }
    go_on(s, e->key, k + 1, false);
}

/* A gap is tried up to each word: "preferred ... skills" in "preferred experience and skills",
 * though "preferred ... experience" is a phrase too. */
static void leap(struct search *s, uint64_t key, size_t k)
{
    const struct fg_phrase_entry *e = present_entry(s->p, key_of(key, FG_GAP_WORD));
    for (size_t skip = 0; e && skip <= FG_GAP_MOST; skip++)
        go_on(s, e->key, k + skip, true);
}

static void go_on(struct search *s, uint64_t key, size_t k, bool in_gap)
{
    uint64_t affixes[FG_AFFIX_FITS];
    if (k >= s->t->n || s->steps == 0)
        return;
    s->steps--;
    take(s, key, s->t->at[k].word, k);
    const size_t n = fg_affix_fits(s->p->affixes, s->t, k, affixes);
    for (size_t i = 0; i < n; i++)
        take(s, key, affixes[i], k);
    if (s->p->affixes->gaps && key && !in_gap)
        leap(s, key, k);
}

size_t fg_phrases_longest(const struct fg_phrases *p, const struct fg_tokens *t, size_t i,
                          uint32_t *value)
{
    enum { MOST_STEPS = 256 };
    if (!p->mask)
        return 0;
    if (!p->affixes)
        return longest_of_whole(p, t, i, value);
    struct search s = {.p = p, .t = t, .steps = MOST_STEPS};
    go_on(&s, 0, i, false);
    if (s.end == 0)
        return 0;
    *value = s.value;
    return s.end - i;
}

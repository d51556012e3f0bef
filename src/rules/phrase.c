#include "rules/phrase.h"

#include <string.h>

enum { AHEAD = 8 }; /* words of a phrase whose entries are asked for before the first is read */

/* What stands for the words so far and one more. */
static uint64_t key_of(uint64_t before, uint64_t word)
{
    uint64_t k = (before ^ word) * UINT64_C(0x9e3779b97f4a7c15);
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

void fg_phrases_prefetch(const struct fg_phrases *p, const struct fg_tokens *t)
{
    for (size_t i = 0; p->mask && i < t->n; i++) {
        const uint64_t key = key_of(0, t->at[i].word);
        if (may_be_present(p, key))
            __builtin_prefetch(&p->entries[key & p->mask]);
    }
}

size_t fg_phrases_longest(const struct fg_phrases *p, const struct fg_tokens *t, size_t i,
                          uint32_t *value)
{
    size_t longest = 0;
    uint64_t key = 0;
    if (!p->mask)
        return 0;
    for (size_t k = i; k < t->n; k++) {
        key = key_of(key, t->at[k].word);
        const struct fg_phrase_entry *e = may_be_present(p, key) ? entry(p, key) : NULL;
        if (!e || !e->key)
            break;
        if (e->value != FG_PHRASE_NONE) {
            *value = e->value;
            longest = k + 1 - i;
        }
    }
    return longest;
}

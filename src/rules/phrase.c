#include "rules/phrase.h"

#include <string.h>

struct edge {
    uint64_t key;  /* 0: free */
    uint32_t to;
};

static uint64_t edge_key(uint32_t node, uint64_t word)
{
    const uint64_t k = word ^ (uint64_t)node * UINT64_C(0x9e3779b97f4a7c15);
    return k ? k : 1;
}

static struct edge *edge_of(const struct fg_phrases *p, uint64_t key)
{
    size_t i = (key ^ key >> 32) & p->mask;
    while (p->edges[i].key && p->edges[i].key != key)
        i = (i + 1) & p->mask;
    return &p->edges[i];
}

bool fg_phrases_reserve(struct fg_phrases *p, fg_arena *arena, size_t n)
{
    size_t size = p->mask ? p->mask + 1 : 64;
    while (size / 2 < p->n_edges + n)
        size *= 2;
    if (p->mask && size == p->mask + 1)
        return true;
    struct edge *edges = fg_arena_calloc(arena, size, sizeof *edges);
    if (!edges)
        return false;
    const struct fg_phrases old = *p;
    p->edges = edges;
    p->mask = size - 1;
    for (size_t i = 0; old.mask && i <= old.mask; i++)
        if (old.edges[i].key)
            *edge_of(p, old.edges[i].key) = old.edges[i];
    return true;
}

static bool add_node(struct fg_phrases *p, fg_arena *arena)
{
    if (!fg_arena_grow(arena, (void **)&p->values, &p->cap_nodes, p->n_nodes, sizeof *p->values))
        return false;
    p->values[p->n_nodes++] = FG_PHRASE_NONE;
    return true;
}

bool fg_phrases_add(struct fg_phrases *p, fg_arena *arena, const struct fg_token *tokens,
                    size_t n, uint32_t value, uint32_t *had)
{
    if (!fg_phrases_reserve(p, arena, n) || (p->n_nodes == 0 && !add_node(p, arena)))
        return false;
    uint32_t node = 0;
    for (size_t i = 0; i < n; i++) {
        const uint64_t key = edge_key(node, tokens[i].word);
        struct edge *e = edge_of(p, key);
        if (!e->key) {
            if (!add_node(p, arena))
                return false;
            *e = (struct edge){key, (uint32_t)p->n_nodes - 1};
            p->n_edges++;
        }
        node = e->to;
    }
    *had = p->values[node];
    if (*had == FG_PHRASE_NONE)
        p->values[node] = value;
    return true;
}

size_t fg_phrases_longest(const struct fg_phrases *p, const struct fg_tokens *t, size_t i,
                          uint32_t *value)
{
    size_t longest = 0;
    uint32_t node = 0;
    if (!p->mask)
        return 0;
    for (size_t k = i; k < t->n; k++) {
        const struct edge *e = edge_of(p, edge_key(node, t->at[k].word));
        if (!e->key)
            break;
        node = e->to;
        if (p->values[node] != FG_PHRASE_NONE) {
            *value = p->values[node];
            longest = k + 1 - i;
        }
    }
    return longest;
}

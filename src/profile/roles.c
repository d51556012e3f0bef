#include "profile/roles.h"

#include <stdlib.h>

enum { IN_DEPTH = 4 };

struct preparing {
    const struct fg_lexicon *lexicon;
    fg_arena *arena;
    FG_VEC(struct fg_brought) found;
    struct fg_buf did;
    bool failed;
};

/* A skill and all that it implies. */
static void bring(struct preparing *p, struct fg_brought b, int depth)
{
    const struct fg_skill *s = &p->lexicon->skills.at[b.skill];
    struct fg_brought *slot = fg_vec_add(p->arena, &p->found);
    if (!slot) {
        p->failed = true;
        return;
    }
    *slot = b;
    for (uint32_t i = 0; depth > 0 && i < s->n_implies; i++)
        bring(p, (struct fg_brought){s->implies[i], b.by, b.surely}, depth - 1);
}

/* "?": what most of them know. What is a skill then counts as that alone, the rest by its
 * words. */
static void read_part(struct preparing *p, struct fg_sv part, struct fg_tokens *scratch)
{
    const bool likely = fg_sv_starts(part, FG_SV("?"));
    const struct fg_sv name = fg_sv_sub(part, likely, part.n);
    const uint32_t skill = fg_lexicon_lookup(p->lexicon, name, scratch);
    if (skill != FG_NO_SKILL)
        bring(p, (struct fg_brought){skill, skill, !likely}, IN_DEPTH);
    if (likely)
        return;
    if (p->did.n)
        fg_buf_addz(&p->did, ", ");
    fg_buf_add(&p->did, name);
}

/* By skill; the surest of each first, and what is named before what is implied. */
static int by_skill(const void *a, const void *b)
{
    const struct fg_brought *x = a, *y = b;
    if (x->skill != y->skill)
        return x->skill < y->skill ? -1 : 1;
    if (x->surely != y->surely)
        return x->surely ? -1 : 1;
    const int named = (y->by == y->skill) - (x->by == x->skill);
    return named ? named : (x->by > y->by) - (x->by < y->by);
}

static size_t without_doubles(struct fg_brought *at, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!kept || at[kept - 1].skill != at[i].skill)
            at[kept++] = at[i];
    return kept;
}

bool fg_role_prepare(struct fg_role *role, const struct fg_lexicon *lexicon,
                     struct fg_tokens *scratch, fg_arena *arena)
{
    struct preparing p = {.lexicon = lexicon, .arena = arena};
    struct fg_sv rest = role->parts, part;
    if (role->ready)
        return true;
    while (rest.n && fg_sv_next(&rest, '|', &part))
        read_part(&p, part, scratch);
    if (p.found.n)
        qsort(p.found.at, p.found.n, sizeof *p.found.at, by_skill);
    role->brings = p.found.at;
    role->n_brings = without_doubles(p.found.at, p.found.n);
    role->did = fg_arena_sv(arena, fg_buf_sv(&p.did));
    role->ready = !p.failed && !p.did.failed && !fg_arena_failed(arena);
    fg_buf_free(&p.did);
    return role->ready;
}

const struct fg_brought *fg_role_brings(const struct fg_role *role, uint32_t skill)
{
    size_t low = 0, high = role->n_brings;
    while (low < high) {
        const size_t mid = low + (high - low) / 2;
        if (role->brings[mid].skill < skill)
            low = mid + 1;
        else
            high = mid;
    }
    return low < role->n_brings && role->brings[low].skill == skill ? &role->brings[low] : NULL;
}

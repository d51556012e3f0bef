#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGN = 16, FIRST_CHUNK = 64 * 1024, LARGEST_CHUNK = 4 * 1024 * 1024 };

static const size_t default_ceiling = (size_t)1 << 30;

struct chunk {
    struct chunk *next;
    size_t size, used; /* of `bytes` */
    _Alignas(ALIGN) char bytes[];
};

struct fg_arena {
    struct chunk *first, *now; /* chunks after `now` are empty, kept for reuse */
    size_t ceiling, used, held;
    size_t fail_after; /* 0: never */
    char *within;      /* the caller's memory, `ceiling` bytes; NULL: chunks */
    bool failed;
};

fg_arena *fg_arena_new(size_t ceiling)
{
    fg_arena *a = calloc(1, sizeof *a);
    if (a)
        a->ceiling = ceiling ? ceiling : default_ceiling;
    return a;
}

fg_arena *fg_arena_within(void *memory, size_t n)
{
    fg_arena *a = fg_arena_new(n);
    if (a)
        a->within = memory;
    return a;
}

static void free_chunks(struct chunk *c)
{
    while (c) {
        struct chunk *next = c->next;
        free(c);
        c = next;
    }
}

void fg_arena_free(fg_arena *arena)
{
    if (!arena)
        return;
    free_chunks(arena->first);
    free(arena);
}

void fg_arena_reset(fg_arena *arena)
{
#ifdef FG_ARENA_MALLOC
    free_chunks(arena->first);
    arena->first = NULL;
    arena->held = 0;
#else
    for (struct chunk *c = arena->first; c; c = c->next)
        c->used = 0;
#endif
    arena->now = arena->first;
    arena->used = 0;
    arena->failed = false;
}

bool fg_arena_failed(const fg_arena *arena)
{
    return arena->failed;
}

size_t fg_arena_used(const fg_arena *arena)
{
    return arena->used;
}

void fg_arena_fail_after(fg_arena *arena, size_t n)
{
    arena->fail_after = n;
}

static size_t chunk_size(const fg_arena *a, size_t n)
{
#ifdef FG_ARENA_MALLOC
    (void)a;
    return n;
#else
    size_t want = a->held < FIRST_CHUNK ? FIRST_CHUNK : a->held;
    if (want > LARGEST_CHUNK)
        want = LARGEST_CHUNK;
    return n > want ? n : want;
#endif
}

/* A chunk behind `now` with room for n bytes: a kept one, or a new one. */
static struct chunk *next_chunk(fg_arena *a, size_t n)
{
    struct chunk **at = a->now ? &a->now->next : &a->first;
#ifndef FG_ARENA_MALLOC
    if (*at && (*at)->size >= n)
        return a->now = *at;
#endif
    const size_t size = chunk_size(a, n);
    struct chunk *c = size <= a->ceiling - (a->held < a->ceiling ? a->held : a->ceiling)
                          ? malloc(sizeof *c + size)
                          : NULL;
    if (!c)
        return NULL;
    c->next = *at;
    c->size = size;
    c->used = 0;
    a->held += size;
    *at = c;
    return a->now = c;
}

static bool told_to_fail(fg_arena *a)
{
    return a->fail_after && --a->fail_after == 0;
}

static size_t aligned(size_t n)
{
    return (n + ALIGN - 1) / ALIGN * ALIGN;
}

static void *alloc_within(fg_arena *a, size_t n)
{
    if (aligned(n) > a->ceiling - a->used) {
        a->failed = true;
        return NULL;
    }
    void *p = a->within + a->used;
    a->used += aligned(n);
    return p;
}

void *fg_arena_alloc(fg_arena *arena, size_t n)
{
    const size_t asked = n ? n : 1;
    if (asked > arena->ceiling || told_to_fail(arena)) {
        arena->failed = true;
        return NULL;
    }
    if (arena->within)
        return alloc_within(arena, asked);
#ifdef FG_ARENA_MALLOC
    n = asked;
    struct chunk *c = next_chunk(arena, n);
#else
    n = aligned(asked);
    struct chunk *c = arena->now;
    if (!c || c->size - c->used < n)
        c = next_chunk(arena, n);
#endif
    if (!c) {
        arena->failed = true;
        return NULL;
    }
    void *p = c->bytes + c->used;
    c->used += n;
    arena->used += n;
    return p;
}

void *fg_arena_calloc(fg_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) {
        arena->failed = true;
        return NULL;
    }
    void *p = fg_arena_alloc(arena, count * size);
    if (p)
        memset(p, 0, count * size);
    return p;
}

struct fg_sv fg_arena_sv(fg_arena *arena, struct fg_sv s)
{
    char *p = fg_arena_alloc(arena, s.n + 1);
    if (!p)
        return (struct fg_sv){0};
    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    return (struct fg_sv){p, s.n};
}

bool fg_arena_reserve(fg_arena *arena, void **items, size_t *capacity, size_t n, size_t want,
                      size_t size)
{
    if (want <= *capacity)
        return true;
    if (want > SIZE_MAX / size) {
        arena->failed = true;
        return false;
    }
    void *p = fg_arena_alloc(arena, want * size);
    if (!p)
        return false;
    if (n)
        memcpy(p, *items, n * size);
    *items = p;
    *capacity = want;
    return true;
}

bool fg_arena_grow(fg_arena *arena, void **items, size_t *capacity, size_t n, size_t size)
{
    return n < *capacity ||
           fg_arena_reserve(arena, items, capacity, n, n < 8 ? 8 : n * 2, size);
}

/* arena.h - memory that is freed all at once.
 *
 * One arena a posting and one a rule set. Nothing in it is freed by itself.
 * In builds with FG_ARENA_MALLOC every allocation is one malloc, so that
 * AddressSanitizer and valgrind see each overrun.
 */
#ifndef FG_BASE_ARENA_H
#define FG_BASE_ARENA_H

#include "fitgap.h"

/** `n` bytes, aligned for any type, not cleared. NULL when the ceiling is
 *  reached or memory is out: fg_arena_failed() stays true from then on. */
void *fg_arena_alloc(fg_arena *arena, size_t n);
/** The same, cleared; `count` * `size` is checked for overflow. */
void *fg_arena_calloc(fg_arena *arena, size_t count, size_t size);
/** A terminated copy of `s`; its view is {p, s.n}. p is NULL on failure. */
struct fg_sv fg_arena_sv(fg_arena *arena, struct fg_sv s);
/** Whether any allocation failed since the last reset: a stage may allocate
 *  freely, skip what it did not get, and ask once at its end. */
bool fg_arena_failed(const fg_arena *arena);
/** Bytes handed out since the last reset. */
size_t fg_arena_used(const fg_arena *arena);

/** Grows an array in an arena: room for at least `n + 1` elements of `size`
 *  bytes. `*items` and `*capacity` are changed on growth only. False on failure. */
bool fg_arena_grow(fg_arena *arena, void **items, size_t *capacity, size_t n, size_t size);

/** Room for `want` elements at once, where it is known how many there will be. */
bool fg_arena_reserve(fg_arena *arena, void **items, size_t *capacity, size_t n, size_t want,
                      size_t size);

/** A growing array in an arena: struct { T *at; size_t n, cap; }. */
#define FG_VEC(T) struct { T *at; size_t n, cap; }
/** Room for one more in `v`; a pointer to it, or NULL. The element is not cleared. */
#define fg_vec_add(arena, v)                                                               \
    (fg_arena_grow((arena), (void **)&(v)->at, &(v)->cap, (v)->n, sizeof *(v)->at)         \
         ? &(v)->at[(v)->n++]                                                              \
         : NULL)

/** An arena in memory of the caller's (`n` bytes, aligned for any type), which
 *  outlives it: allocations follow each other from its start, also in builds with
 *  FG_ARENA_MALLOC, and fail at its end. NULL when out of memory. */
fg_arena *fg_arena_within(void *memory, size_t n);

/** Makes the n-th allocation from now on fail (0: none); for tests. */
void fg_arena_fail_after(fg_arena *arena, size_t n);

#endif

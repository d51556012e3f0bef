/* map.h - text to number: open addressing over views, in an arena.
 * Keys are not copied: they must outlive the map. */
#ifndef FG_BASE_MAP_H
#define FG_BASE_MAP_H

#include "base/arena.h"
#include "base/sv.h"

struct fg_map_slot {
    struct fg_sv key; /* p NULL: free */
    uint32_t hash, value;
};

struct fg_map {
    struct fg_map_slot *slots;
    size_t n, mask; /* mask 0: no slots yet */
};

#define FG_MAP_NONE UINT32_MAX

/** 32-bit hash of bytes. Source: FNV-1a, folded with a final mix. */
uint32_t fg_hash(struct fg_sv s);
/** Value of `key`, or FG_MAP_NONE. */
uint32_t fg_map_get(const struct fg_map *map, struct fg_sv key);
/** A pointer to the value of `key`, which is FG_MAP_NONE where the key is new;
 *  NULL when the arena failed. Valid until the next put. */
uint32_t *fg_map_put(struct fg_map *map, fg_arena *arena, struct fg_sv key);
/** The key as stored, for a value pointer of fg_map_put(). */
struct fg_sv *fg_map_key(uint32_t *value);
/** Room for `n` keys at once. False when the arena failed. */
bool fg_map_reserve(struct fg_map *map, fg_arena *arena, size_t n);

#endif

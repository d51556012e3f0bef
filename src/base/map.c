#include "base/map.h"

#include <stddef.h>
#include <string.h>

uint32_t fg_hash(struct fg_sv s)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 16777619u;
    h ^= h >> 15;
    h *= 0x2c1b3c6du;
    return h ^ h >> 13;
}

static struct fg_map_slot *slot_of(const struct fg_map *map, struct fg_sv key, uint32_t hash)
{
    size_t i = hash & map->mask;
    for (;;) {
        struct fg_map_slot *s = &map->slots[i];
        if (!s->key.p || (s->hash == hash && fg_sv_eq(s->key, key)))
            return s;
        i = (i + 1) & map->mask;
    }
}

uint32_t fg_map_get(const struct fg_map *map, struct fg_sv key)
{
    if (!map->mask)
        return FG_MAP_NONE;
    const struct fg_map_slot *s = slot_of(map, key, fg_hash(key));
    return s->key.p ? s->value : FG_MAP_NONE;
}

bool fg_map_reserve(struct fg_map *map, fg_arena *arena, size_t n)
{
    size_t size = map->mask ? map->mask + 1 : 16;
    while (size * 3 / 5 < n) /* kept at most 60 % full */
        size *= 2;
    if (map->mask && size == map->mask + 1)
        return true;
    struct fg_map_slot *slots = fg_arena_calloc(arena, size, sizeof *slots);
    if (!slots)
        return false;
    const struct fg_map old = *map;
    map->slots = slots;
    map->mask = size - 1;
    for (size_t i = 0; old.mask && i <= old.mask; i++)
        if (old.slots[i].key.p)
            *slot_of(map, old.slots[i].key, old.slots[i].hash) = old.slots[i];
    return true;
}

uint32_t *fg_map_put(struct fg_map *map, fg_arena *arena, struct fg_sv key)
{
    if (!fg_map_reserve(map, arena, map->n + 1))
        return NULL;
    const uint32_t hash = fg_hash(key);
    struct fg_map_slot *s = slot_of(map, key, hash);
    if (!s->key.p) {
        *s = (struct fg_map_slot){.key = key, .hash = hash, .value = FG_MAP_NONE};
        map->n++;
    }
    return &s->value;
}

struct fg_sv *fg_map_key(uint32_t *value)
{
    return &((struct fg_map_slot *)(void *)((char *)value - offsetof(struct fg_map_slot, value)))
                ->key;
}

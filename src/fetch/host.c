#include "fetch/host.h"

#include <time.h>

struct fg_host *fg_host_of(struct fg_hosts *hosts, struct fg_sv origin)
{
    uint32_t at = fg_map_get(&hosts->by_origin, origin);
    if (at != FG_MAP_NONE)
        return hosts->all.at[at];
    const struct fg_sv key = fg_arena_sv(hosts->arena, origin);
    struct fg_host *host = fg_arena_calloc(hosts->arena, 1, sizeof *host);
    uint32_t *value = key.p && host ? fg_map_put(&hosts->by_origin, hosts->arena, key) : NULL;
    struct fg_host **slot = value ? fg_vec_add(hosts->arena, &hosts->all) : NULL;
    if (!slot)
        return NULL;
    *value = (uint32_t)(hosts->all.n - 1);
    return *slot = host;
}

int64_t fg_now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

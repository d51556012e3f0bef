/* host.h - manners: how many transfers a host gets at once, and how far apart. */
#ifndef FG_FETCH_HOST_H
#define FG_FETCH_HOST_H

#include "base/room.h"

struct fg_host {
    unsigned active;     /* transfers under way                          */
    int64_t next_at;     /* earliest start of the next, in fg_now_ms()   */
};

struct fg_hosts {
    fg_arena *arena;
    struct fg_map by_origin;       /* value: index of `all` */
    FG_VEC(struct fg_host *) all;
};

/** The host of an origin ("https://host:443"), made when new; NULL when the arena
 *  failed. It lives as long as the arena. */
struct fg_host *fg_host_of(struct fg_hosts *hosts, struct fg_sv origin);
/** Milliseconds of a clock that only goes forward. */
int64_t fg_now_ms(void);

#endif

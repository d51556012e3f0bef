/* cache.h - answers kept on disk, one file each, named for what was asked.
 *
 * A file is "fitgap-cache 1", lines "Name: value", an empty line, the bytes. It is
 * written beside its place and renamed, so that two processes may share the folder
 * and a reader sees a whole entry or none. */
#ifndef FG_FETCH_CACHE_H
#define FG_FETCH_CACHE_H

#include "base/room.h"

typedef struct fg_cache fg_cache;

/** An answer. Views live in the arena it was read into. */
struct fg_cached {
    struct fg_sv url;             /* that served it, behind redirects              */
    struct fg_sv content_type, etag, last_modified, fetched_at;
    struct fg_sv bytes;
    int64_t age_seconds;          /* since it was fetched or last confirmed        */
};

/** Opens (and makes) the folder. FG_EIO, FG_ENOMEM. */
enum fg_status fg_cache_open(const char *dir, fg_cache **out, struct fg_error *err);
/** Removes what is older than 60 days, and the oldest beyond 256 MiB, where
 *  something was written; then frees. */
void fg_cache_close(fg_cache *cache);
/** The entry for an address and what was posted to it. False where there is none,
 *  or a broken one. */
bool fg_cache_get(const fg_cache *cache, struct fg_sv url, struct fg_sv posted, fg_arena *arena,
                  struct fg_cached *out);
/** Writes an entry. What can't be written is left out: a cache is no archive. */
void fg_cache_put(fg_cache *cache, struct fg_sv url, struct fg_sv posted,
                  const struct fg_cached *entry);

#endif

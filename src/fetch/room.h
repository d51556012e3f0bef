/* fetch - an address to bytes.
 *
 * In:    an http or https address, limits, site rules.
 * Out:   bytes, content type, final address; or what became of it (closed,
 *        blocked) as a value.
 * Never: follows to another scheme; lets a posting's address name a private host
 *        unasked; sends cookies across hosts; reads what the bytes mean.
 */
#ifndef FG_FETCH_ROOM_H
#define FG_FETCH_ROOM_H

#include "base/room.h"
#include "rules/room.h"

typedef struct fg_fetcher fg_fetcher;

struct fg_fetch_options {
    size_t most_bytes;        /* after decompression; 0: 32 MiB                   */
    long connect_seconds;     /* 0: 15                                            */
    long total_seconds;       /* 0: 60                                            */
    long most_redirects;      /* 0: 10                                            */
    bool allow_private;       /* private, loopback, link-local addresses may be redirected to */
};

enum fg_fetched {
    FG_FETCHED,               /* bytes are there                                  */
    FG_FETCHED_GONE,          /* 404, 410: the posting is closed or never was     */
    FG_FETCHED_BLOCKED        /* 401, 403, 429 or a bot wall                      */
};

struct fg_reply {
    enum fg_fetched what;
    long status;              /* HTTP status                                      */
    struct fg_sv bytes, content_type, url;  /* url: final, credentials removed    */
    struct fg_sv fetched_at;  /* UTC, ISO 8601                                    */
};

/** Whether a word of the command line is an address to fetch. */
bool fg_fetch_is_url(struct fg_sv word);

enum fg_status fg_fetcher_new(const struct fg_fetch_options *options, fg_fetcher **out,
                              struct fg_error *err);
/** Fetches one address. FG_EFETCH names address and reason in one sentence; a
 *  reply of 404 or 403 is a value. `reply` lives in `arena`. */
enum fg_status fg_fetch(fg_fetcher *fetcher, struct fg_sv url, fg_arena *arena,
                        struct fg_reply *reply, struct fg_error *err);
void fg_fetcher_free(fg_fetcher *fetcher);

#endif

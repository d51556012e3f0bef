/* fetch - an address to bytes.
 *
 * In:    http or https addresses, limits, site rules.
 * Out:   bytes, content type, final address; or what became of it (closed,
 *        blocked) as a value.
 * Never: follows to another scheme; lets a posting's address name a private host
 *        unasked; sends cookies or credentials across hosts; reads what the bytes
 *        mean.
 *
 * From the environment it takes what libcurl and its command take: http_proxy,
 * https_proxy, all_proxy, no_proxy, SSL_CERT_FILE, SSL_CERT_DIR, CURL_CA_BUNDLE.
 * For tests, FITGAP_CONNECT_TO sends hosts elsewhere, in libcurl's CONNECT_TO
 * syntax ("HOST:PORT:CONNECT-HOST:CONNECT-PORT", several divided by commas,
 * "::127.0.0.1:8443" for all of them).
 */
#ifndef FG_FETCH_ROOM_H
#define FG_FETCH_ROOM_H

#include "base/room.h"
#include "fetch/site.h"
#include "rules/room.h"

typedef struct fg_fetcher fg_fetcher;

/** Limits and manners. All fields may be zero. */
struct fg_fetch_options {
    const fg_rules *rules;        /* for site rules; NULL: every page as it is      */
    size_t most_bytes;            /* after decompression; 0: 32 MiB                 */
    long connect_seconds;         /* 0: 15                                          */
    long total_seconds;           /* of one address with its redirects; 0: 60       */
    long most_redirects;          /* 0: 10                                          */
    unsigned most_at_once;        /* transfers; 0: 8                                */
    unsigned most_per_host;       /* transfers; 0: 2                                */
    long host_delay_ms;           /* between starts at one host; 0: 500, < 0: none  */
    long most_retries;            /* after 429 and 5xx; 0: 3, < 0: none             */
    long most_wait_seconds;       /* longest Retry-After that is waited for; 0: 20  */
    bool allow_private;           /* a redirect may lead to private, loopback and
                                     link-local addresses                           */
    const char *cache_dir;        /* NULL: no cache; made where it does not exist   */
    bool offline;                 /* the cache alone, however old                   */
    bool refresh;                 /* the cache is not read, only written            */
    long fresh_seconds;           /* a cached answer this young is used unasked;
                                     0: 3600, < 0: always ask                       */
    const char *allow_sites;      /* boards with opt_in that are switched on, names
                                     divided by commas; NULL: FITGAP_ALLOW_SITES    */
};

enum fg_fetched {
    FG_FETCHED,               /* bytes are there                                  */
    FG_FETCHED_GONE,          /* 404, 410: the posting is closed or never was     */
    FG_FETCHED_BLOCKED        /* 401, 403, 429, 999 or a bot wall                 */
};

/** What came back. A board's own interface is asked where a rule knows one: then
 *  `answer` says how to read the bytes, and `url` stays the posting's address. */
struct fg_reply {
    enum fg_fetched what;
    long status;              /* HTTP status                                      */
    struct fg_sv bytes, content_type;
    struct fg_sv url;         /* of the posting: final, credentials removed       */
    struct fg_sv served_by;   /* address the bytes came from                      */
    struct fg_sv headers;     /* "Name: value" lines, without cookies; from the
                                 cache only those that are kept there              */
    struct fg_sv fetched_at;  /* UTC, ISO 8601                                    */
    bool from_cache;          /* no byte of it was sent anew                      */
    struct fg_sv key;         /* board:tenant:id; empty: no board knows it        */
    struct fg_site_match site; /* site NULL: no board knows it                    */
    const struct fg_site_fetch *answer; /* NULL: a page like any other; it and
                                 `site` live as long as the fetcher               */
};

/** Whether a word of the command line is an address to fetch. */
bool fg_fetch_is_url(struct fg_sv word);

/** A session: connections and cookies are kept from address to address. It
 *  belongs to one thread at a time; `options` is copied, its rules must outlive
 *  the session. FG_EUSAGE for a FITGAP_CONNECT_TO that is none, FG_ENOMEM. Free
 *  with fg_fetcher_free(). */
enum fg_status fg_fetcher_new(const struct fg_fetch_options *options, fg_fetcher **out,
                              struct fg_error *err);

/** One address, and what came of it. FG_EFETCH names address, reason and remedy in one
 *  sentence; FG_ELIMIT says which ceiling; a reply of 404 or 403 is a value. */
struct fg_fetch_job {
    struct fg_sv url;         /* in                                               */
    fg_arena *arena;          /* in: the reply's home                             */
    struct fg_reply reply;    /* out, where status is FG_OK                       */
    enum fg_status status;    /* out                                              */
    struct fg_error error;    /* out                                              */
};
/** Fetches `n` addresses, several at once, and calls `done` (may be NULL) on the
 *  calling thread as each has ended, in whatever order. Returns when all have;
 *  FG_OK where the run as such went well, whatever became of single jobs;
 *  FG_ENOMEM. */
enum fg_status fg_fetch_all(fg_fetcher *fetcher, struct fg_fetch_job *jobs, size_t n,
                            void (*done)(void *into, struct fg_fetch_job *job), void *into,
                            struct fg_error *err);
void fg_fetcher_free(fg_fetcher *fetcher);

#endif

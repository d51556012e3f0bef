/* transfer.h - one request and its answer on one libcurl handle. Redirects are
 * not followed here: each hop is a transfer of its own, so that limits, manners
 * and safety hold for every host on the way. */
#ifndef FG_FETCH_TRANSFER_H
#define FG_FETCH_TRANSFER_H

#include "fetch/address.h"
#include "fetch/curl.h"
#include "fetch/room.h"

enum { FG_MOST_PROXY_PORTS = 8 };

/** What all transfers of a session share; read only after it was set up. */
struct fg_transport {
    struct fg_fetch_options options; /* defaults filled in                     */
    CURLSH *share;                   /* cookies                                */
    struct curl_slist *connect_to;   /* FITGAP_CONNECT_TO                      */
    const char *ca_file, *ca_dir;    /* NULL: libcurl's own                    */
    long proxy_ports[FG_MOST_PROXY_PORTS]; /* of the proxies in the environment */
    size_t n_proxy_ports;
};

/** What is asked for. All views live as long as the transfer. */
struct fg_request {
    struct fg_address to;
    struct fg_sv body;               /* p not NULL: a POST                     */
    const char *const *headers;      /* further "Name: value", NULL-terminated; or NULL */
};

/** Why a transfer was stopped by us. */
enum fg_stop { FG_STOP_NONE, FG_STOP_BODY, FG_STOP_HEADER, FG_STOP_PRIVATE };

struct fg_transfer {
    const struct fg_transport *transport;
    CURL *easy;
    struct curl_slist *headers;
    fg_arena *arena;                 /* of header values                       */
    struct fg_buf body;              /* decompressed                           */
    struct fg_buf head;              /* header lines of the last answer        */
    size_t header_bytes;
    struct fg_sv etag, last_modified;
    bool challenged;                 /* a header says that this is a bot wall  */
    struct fg_sv known_etag, known_date; /* in: of a cached answer; n 0: none  */
    bool refuse_private;             /* in: only a public peer will do         */
    bool peer_is_private;            /* out                                    */
    enum fg_stop stop;
    char detail[CURL_ERROR_SIZE];
};

enum fg_status fg_transport_open(struct fg_transport *t, const struct fg_fetch_options *options,
                                 struct fg_error *err);
void fg_transport_close(struct fg_transport *t);

/** Readies `t` (whose transport, arena and other `in` members are set, all else zero)
 *  for a request that may take `ms` milliseconds. FG_ENOMEM. */
enum fg_status fg_transfer_begin(struct fg_transfer *t, const struct fg_request *request, long ms,
                                 struct fg_error *err);
/** Fails with what libcurl, or our own ceilings, ended a transfer for: one
 *  sentence with reason and remedy. `shown` is the address, terminated. */
enum fg_status fg_transfer_fail(const struct fg_transfer *t, CURLcode code, const char *shown,
                                struct fg_error *err);
/** Frees the handle and the body. */
void fg_transfer_end(struct fg_transfer *t);

#endif

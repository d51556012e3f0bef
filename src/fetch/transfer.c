#include "fetch/transfer.h"

#include "fetch/peer.h"

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    MOST_HEADER_BYTES = 128 * 1024,
    LOW_SPEED_BYTES = 64,     /* a second ... */
    LOW_SPEED_SECONDS = 30,   /* ... for so long: boards that build a big list may think for 20 s */
};

/* ---- the session's part ---- */

static const char *from_environment(const char *const *names)
{
    for (; *names; names++) {
        const char *set = getenv(*names);
        if (set && set[0])
            return set;
    }
    return NULL;
}

static void note_proxy(struct fg_transport *t, const char *proxy)
{
    char *port = NULL;
    CURLU *u = curl_url();
    const unsigned flags = CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME;
    if (u && curl_url_set(u, CURLUPART_URL, proxy, flags) == CURLUE_OK)
        curl_url_get(u, CURLUPART_PORT, &port, 0);
    if (t->n_proxy_ports < FG_MOST_PROXY_PORTS)
        t->proxy_ports[t->n_proxy_ports++] = port ? atol(port) : 1080; /* libcurl's default */
    curl_free(port);
    curl_url_cleanup(u);
}

/* Through a proxy the address connected to is the proxy's, which may well be
 * private: a peer on a proxy's port is not held against a posting. */
static void note_proxies(struct fg_transport *t)
{
    static const char *const names[] = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
                                        "ALL_PROXY"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *set = getenv(names[i]);
        if (set && set[0])
            note_proxy(t, set);
    }
}

static enum fg_status read_connect_to(struct fg_transport *t, struct fg_error *err)
{
    struct fg_sv rest = fg_sv_of(getenv("FITGAP_CONNECT_TO")), one;
    while (fg_sv_next(&rest, ',', &one)) {
        char entry[600];
        if (one.n == 0)
            continue;
        if (one.n >= sizeof entry || !memchr(one.p, ':', one.n))
            return fg_fail_at(err, FG_EUSAGE, "FITGAP_CONNECT_TO", 0, 0,
                              "HOST:PORT:CONNECT-HOST:CONNECT-PORT is expected");
        snprintf(entry, sizeof entry, "%.*s", FG_SV_ARG(one));
        struct curl_slist *more = curl_slist_append(t->connect_to, entry);
        if (!more)
            return fg_fail_memory(err);
        t->connect_to = more;
    }
    return FG_OK;
}

static void default_to(long *value, long fallback)
{
    if (*value == 0)
        *value = fallback;
    else if (*value < 0)
        *value = 0;
}

static void fill_defaults(struct fg_fetch_options *o)
{
    if (!o->most_bytes)
        o->most_bytes = (size_t)32 << 20;
    if (!o->most_at_once)
        o->most_at_once = 8;
    if (!o->most_per_host)
        o->most_per_host = 2;
    default_to(&o->connect_seconds, 15);
    default_to(&o->total_seconds, 60);
    default_to(&o->most_redirects, 10);
    default_to(&o->host_delay_ms, 500);
    default_to(&o->most_retries, 3);
    default_to(&o->most_wait_seconds, 20);
    default_to(&o->fresh_seconds, 3600);
}

enum fg_status fg_transport_open(struct fg_transport *t, const struct fg_fetch_options *options,
                                 struct fg_error *err)
{
    static const char *const ca_file[] = {"CURL_CA_BUNDLE", "SSL_CERT_FILE", NULL};
    static const char *const ca_dir[] = {"SSL_CERT_DIR", NULL};
    *t = (struct fg_transport){.options = options ? *options : (struct fg_fetch_options){0}};
    fill_defaults(&t->options);
    t->ca_file = from_environment(ca_file);
    t->ca_dir = from_environment(ca_dir);
    note_proxies(t);
    t->share = curl_share_init();
    if (!t->share)
        return fg_fail_memory(err);
    curl_share_setopt(t->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
    return read_connect_to(t, err);
}

void fg_transport_close(struct fg_transport *t)
{
    curl_slist_free_all(t->connect_to);
    curl_share_cleanup(t->share);
}

/* ---- what libcurl calls ---- */

static size_t on_body(char *bytes, size_t size, size_t n, void *transfer)
{
    struct fg_transfer *t = transfer;
    fg_buf_add(&t->body, (struct fg_sv){bytes, size * n});
    if (!t->body.failed)
        return size * n;
    t->stop = FG_STOP_BODY;
    return 0;
}

static void keep_header(struct fg_transfer *t, struct fg_sv name, struct fg_sv value)
{
    if (fg_sv_eq_nocase(name, FG_SV("etag")))
        t->etag = fg_arena_sv(t->arena, value);
    else if (fg_sv_eq_nocase(name, FG_SV("last-modified")))
        t->last_modified = fg_arena_sv(t->arena, value);
    else if (fg_sv_eq_nocase(name, FG_SV("cf-mitigated")))
        t->challenged = true;
    if (!fg_sv_eq_nocase(name, FG_SV("set-cookie")))
        fg_buf_addf(&t->head, "%.*s: %.*s\n", FG_SV_ARG(name), FG_SV_ARG(value));
}

static size_t on_header(char *bytes, size_t size, size_t n, void *transfer)
{
    struct fg_transfer *t = transfer;
    struct fg_sv value = {bytes, size * n}, name;
    t->header_bytes += value.n;
    if (t->header_bytes > MOST_HEADER_BYTES) {
        t->stop = FG_STOP_HEADER;
        return 0;
    }
    if (fg_sv_starts(value, FG_SV("HTTP/")))
        fg_buf_clear(&t->head); /* what came before was a 100 or a challenge */
    else if (fg_sv_next(&value, ':', &name) && value.n)
        keep_header(t, fg_sv_trim(name), fg_sv_trim(value));
    return size * n;
}

static bool is_proxy_port(const struct fg_transport *t, long port)
{
    for (size_t i = 0; i < t->n_proxy_ports; i++)
        if (t->proxy_ports[i] == port)
            return true;
    return false;
}

static long port_of(const struct curl_sockaddr *a)
{
    struct sockaddr_in v4 = {0};
    struct sockaddr_in6 v6 = {0};
    if (a->family == AF_INET)
        memcpy(&v4, &a->addr, sizeof v4);
    else if (a->family == AF_INET6)
        memcpy(&v6, &a->addr, a->addrlen < sizeof v6 ? a->addrlen : sizeof v6);
    return ntohs(a->family == AF_INET ? v4.sin_port : v6.sin6_port);
}

/* Refused before a single packet leaves. */
static curl_socket_t on_socket(void *transfer, curlsocktype purpose, struct curl_sockaddr *a)
{
    struct fg_transfer *t = transfer;
    (void)purpose;
    if (t->refuse_private && fg_peer_is_private(&a->addr) &&
        !is_proxy_port(t->transport, port_of(a))) {
        t->stop = FG_STOP_PRIVATE;
        return CURL_SOCKET_BAD;
    }
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

/* Connected, nothing sent: also where an old connection is used again. */
static int on_connected(void *transfer, char *peer, char *local, int peer_port, int local_port)
{
    struct fg_transfer *t = transfer;
    (void)local, (void)local_port;
    t->peer_is_private = fg_peer_text_is_private(fg_sv_of(peer)) &&
                         !is_proxy_port(t->transport, peer_port);
    if (!t->peer_is_private || !t->refuse_private)
        return CURL_PREREQFUNC_OK;
    t->stop = FG_STOP_PRIVATE;
    return CURL_PREREQFUNC_ABORT;
}

/* ---- a transfer ---- */

static bool add_header(struct fg_transfer *t, const char *line)
{
    struct curl_slist *more = curl_slist_append(t->headers, line);
    if (more)
        t->headers = more;
    return more != NULL;
}

static bool add_value(struct fg_transfer *t, const char *name, struct fg_sv value)
{
    char line[1024];
    if (!value.n || value.n + strlen(name) >= sizeof line)
        return true; /* asking without it costs bytes, nothing else */
    snprintf(line, sizeof line, "%s%.*s", name, FG_SV_ARG(value));
    return add_header(t, line);
}

static bool add_headers(struct fg_transfer *t, const struct fg_request *request)
{
    bool accepts = false;
    bool good = add_value(t, "If-None-Match: ", t->known_etag) &&
                add_value(t, "If-Modified-Since: ", t->known_date);
    for (const char *const *h = request->headers; h && *h; h++) {
        accepts |= fg_sv_starts_nocase(fg_sv_of(*h), FG_SV("accept:"));
        good &= add_header(t, *h);
    }
    if (!accepts)
        good &= add_header(t, "Accept: text/html,application/xhtml+xml,application/json;q=0.9,"
                              "*/*;q=0.8");
    return good;
}

/* The literal address of a private host is refused also behind a proxy, where the
 * peer says nothing about it. */
static bool names_private(const struct fg_address *a)
{
    return fg_peer_text_is_private(a->host) || fg_sv_eq(a->host, FG_SV("localhost")) ||
           fg_sv_ends(a->host, FG_SV(".localhost"));
}

static void set_limits(struct fg_transfer *t, long ms)
{
    const struct fg_fetch_options *o = &t->transport->options;
    curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(t->easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT, o->connect_seconds);
    curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, ms);
    curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_LIMIT, (long)LOW_SPEED_BYTES);
    curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_TIME, (long)LOW_SPEED_SECONDS);
    curl_easy_setopt(t->easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)o->most_bytes);
    t->body.ceiling = o->most_bytes;
}

static void set_callbacks(struct fg_transfer *t)
{
    curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->detail);
    curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_PREREQFUNCTION, on_connected);
    curl_easy_setopt(t->easy, CURLOPT_PREREQDATA, t);
}

static void set_session(struct fg_transfer *t)
{
    const struct fg_transport *s = t->transport;
    curl_easy_setopt(t->easy, CURLOPT_SHARE, s->share);
    curl_easy_setopt(t->easy, CURLOPT_COOKIEFILE, ""); /* cookies of this run only */
    curl_easy_setopt(t->easy, CURLOPT_USERAGENT, "Mozilla/5.0 (compatible; fitgap/" FG_VERSION ")");
    curl_easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, ""); /* all that libcurl can undo */
    curl_easy_setopt(t->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    if (s->connect_to)
        curl_easy_setopt(t->easy, CURLOPT_CONNECT_TO, s->connect_to);
    if (s->ca_file)
        curl_easy_setopt(t->easy, CURLOPT_CAINFO, s->ca_file);
    if (s->ca_dir)
        curl_easy_setopt(t->easy, CURLOPT_CAPATH, s->ca_dir);
}

static void set_request(struct fg_transfer *t, const struct fg_request *request)
{
    curl_easy_setopt(t->easy, CURLOPT_URL, request->to.url.p);
    curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
    if (request->to.user.p) {
        curl_easy_setopt(t->easy, CURLOPT_USERNAME, request->to.user.p);
        curl_easy_setopt(t->easy, CURLOPT_PASSWORD,
                         request->to.password.p ? request->to.password.p : "");
    }
    if (request->body.p) {
        curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.n);
        curl_easy_setopt(t->easy, CURLOPT_POSTFIELDS, request->body.p);
    }
}

enum fg_status fg_transfer_begin(struct fg_transfer *t, const struct fg_request *request, long ms,
                                 struct fg_error *err)
{
    if (t->refuse_private && names_private(&request->to)) {
        t->stop = FG_STOP_PRIVATE;
        return fg_transfer_fail(t, CURLE_OK, request->to.url.p, err);
    }
    t->easy = curl_easy_init();
    if (!t->easy || !add_headers(t, request))
        return fg_fail_memory(err);
    set_limits(t, ms > 0 ? ms : 1);
    set_callbacks(t);
    set_session(t);
    set_request(t, request);
    return FG_OK;
}

void fg_transfer_end(struct fg_transfer *t)
{
    if (t->easy)
        curl_easy_cleanup(t->easy);
    t->easy = NULL;
    curl_slist_free_all(t->headers);
    t->headers = NULL;
    fg_buf_free(&t->body);
    fg_buf_free(&t->head);
}

/* ---- what went wrong ---- */

static const char try_later[] =
    "try again later, or save the page in the browser and pass the file";

static const struct {
    CURLcode code;
    const char *reason, *remedy;
    bool detail; /* libcurl's own words say more */
} failures[] = {
    {CURLE_COULDNT_RESOLVE_HOST, "no such host is known",
     "check the address and the network connection", false},
    {CURLE_COULDNT_RESOLVE_PROXY, "the proxy's host is not known",
     "check http_proxy and https_proxy", false},
    {CURLE_COULDNT_CONNECT, "the host does not answer", try_later, false},
    {CURLE_OPERATION_TIMEDOUT, "no whole answer came in time", try_later, false},
    {CURLE_PEER_FAILED_VERIFICATION, "its certificate is not valid",
     "where the authority is your own, name its file in SSL_CERT_FILE", true},
    {CURLE_SSL_CONNECT_ERROR, "no safe connection came about", try_later, true},
    {CURLE_SSL_CACERT_BADFILE, "the file of certificate authorities can't be read",
     "check SSL_CERT_FILE and CURL_CA_BUNDLE", false},
    {CURLE_BAD_CONTENT_ENCODING, "its compressed answer is broken", try_later, false},
    {CURLE_PARTIAL_FILE, "the answer ended before its end", try_later, false},
    {CURLE_GOT_NOTHING, "the host closed the connection without an answer", try_later, false},
    {CURLE_RECV_ERROR, "the connection broke", try_later, false},
    {CURLE_HTTP2, "the answer breaks HTTP/2's rules", try_later, false},
    {CURLE_HTTP2_STREAM, "the answer broke off (HTTP/2)", try_later, false},
    {CURLE_WEIRD_SERVER_REPLY, "what answers there is no web server", "check the address", false},
    {CURLE_UNSUPPORTED_PROTOCOL, "what answers there is no web server", "check the address", false},
    {CURLE_OUT_OF_MEMORY, "memory ran out", "close other programs", false},
};

static enum fg_status fail_stopped(const struct fg_transfer *t, const char *shown,
                                   struct fg_error *err)
{
    switch (t->stop) {
    case FG_STOP_BODY:
        return fg_fail_at(err, FG_ELIMIT, shown, 0, 0,
                          "larger than %zu bytes: this is no posting; check the address",
                          t->transport->options.most_bytes);
    case FG_STOP_HEADER:
        return fg_fail_at(err, FG_ELIMIT, shown, 0, 0,
                          "its headers are larger than %d bytes: check the address",
                          MOST_HEADER_BYTES);
    default:
        return fg_fail_at(err, FG_EFETCH, shown, 0, 0,
                          "leads to a private address: refused; --allow-private permits it");
    }
}

enum fg_status fg_transfer_fail(const struct fg_transfer *t, CURLcode code, const char *shown,
                                struct fg_error *err)
{
    if (t->stop != FG_STOP_NONE)
        return fail_stopped(t, shown, err);
    if (code == CURLE_FILESIZE_EXCEEDED) {
        struct fg_transfer large = *t;
        large.stop = FG_STOP_BODY;
        return fail_stopped(&large, shown, err);
    }
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++)
        if (failures[i].code == code)
            return fg_fail_at(err, FG_EFETCH, shown, 0, 0, "%s%s%s%s: %s", failures[i].reason,
                              failures[i].detail ? " (" : "", failures[i].detail ? t->detail : "",
                              failures[i].detail ? ")" : "", failures[i].remedy);
    return fg_fail_at(err, FG_EFETCH, shown, 0, 0, "%s: %s", curl_easy_strerror(code), try_later);
}

#include "fetch/address.h"

#include "fetch/curl.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PARAMETERS = 128 };

/* What one part of libcurl's parser says, in the arena; {NULL, 0}: it is absent. */
static struct fg_sv part(CURLU *u, CURLUPart what, unsigned flags, fg_arena *arena)
{
    char *text = NULL;
    struct fg_sv s = {0};
    if (curl_url_get(u, what, &text, flags) == CURLUE_OK)
        s = fg_arena_sv(arena, fg_sv_of(text));
    curl_free(text);
    return s;
}

static struct fg_sv or_empty(struct fg_sv s)
{
    return s.p ? s : FG_SV("");
}

static struct fg_sv lower(struct fg_sv s, fg_arena *arena)
{
    char *p = fg_arena_alloc(arena, s.n + 1);
    if (!p)
        return (struct fg_sv){0};
    for (size_t i = 0; i < s.n; i++)
        p[i] = fg_lower(s.p[i]);
    p[s.n] = '\0';
    return (struct fg_sv){p, s.n};
}

static struct fg_sv origin_of(const struct fg_address *a, CURLU *u, fg_arena *arena)
{
    const struct fg_sv port = part(u, CURLUPART_PORT, CURLU_DEFAULT_PORT, arena);
    struct fg_buf b = {0};
    fg_buf_addf(&b, "%.*s://%.*s:%.*s", FG_SV_ARG(a->scheme), FG_SV_ARG(a->host),
                FG_SV_ARG(or_empty(port)));
    const struct fg_sv s = fg_arena_sv(arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return s;
}

static void take_apart(CURLU *u, fg_arena *arena, struct fg_address *out)
{
    out->user = part(u, CURLUPART_USER, CURLU_URLDECODE, arena);
    out->password = part(u, CURLUPART_PASSWORD, CURLU_URLDECODE, arena);
    out->fragment = or_empty(part(u, CURLUPART_FRAGMENT, 0, arena));
    curl_url_set(u, CURLUPART_USER, NULL, 0);
    curl_url_set(u, CURLUPART_PASSWORD, NULL, 0);
    curl_url_set(u, CURLUPART_OPTIONS, NULL, 0);
    curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0);
    out->scheme = lower(or_empty(part(u, CURLUPART_SCHEME, 0, arena)), arena);
    struct fg_sv host = part(u, CURLUPART_HOST, CURLU_PUNYCODE, arena);
    if (!host.p)
        host = part(u, CURLUPART_HOST, 0, arena);
    out->host = lower(or_empty(host), arena);
    if (out->host.p) /* so that the whole address has it lower-case and as ASCII too */
        curl_url_set(u, CURLUPART_HOST, out->host.p, 0);
    out->path = or_empty(part(u, CURLUPART_PATH, 0, arena));
    out->query = or_empty(part(u, CURLUPART_QUERY, 0, arena));
    out->url = or_empty(part(u, CURLUPART_URL, 0, arena));
    out->origin = origin_of(out, u, arena);
}

static bool is_web(struct fg_sv text)
{
    return fg_sv_starts_nocase(text, FG_SV("http://")) ||
           fg_sv_starts_nocase(text, FG_SV("https://"));
}

/* ---- addresses that leave nothing to be told ---- */

static bool is_upper_hex(char c)
{
    return fg_is_digit(c) || (c >= 'A' && c <= 'F');
}

/* "%C3", but not a dot escaped. */
static bool is_escape(struct fg_sv s)
{
    return s.n > 2 && s.p[0] == '%' && is_upper_hex(s.p[1]) && is_upper_hex(s.p[2]) &&
           !fg_sv_starts(s, FG_SV("%2E"));
}

/* Bytes of `s` that are letters, digits, of `marks`, or escaped where '%' is of them. */
static size_t run_of(struct fg_sv s, const char *marks)
{
    size_t n = 0;
    while (n < s.n && (fg_is_alnum(s.p[n]) || (s.p[n] && strchr(marks, s.p[n])))) {
        if (s.p[n] == '%' && !is_escape(fg_sv_sub(s, n, s.n)))
            break;
        n++;
    }
    return n;
}

/* A name with dots, the last part of which begins with a letter: no number of any kind,
 * nothing that has another form. */
static bool is_plain_host(struct fg_sv host)
{
    enum { LONGEST = 253 };
    struct fg_sv part = {0};
    size_t parts = 0;
    for (size_t i = 0; i < host.n; i++)
        if (host.p[i] >= 'A' && host.p[i] <= 'Z')
            return false;
    if (host.n > LONGEST)
        return false;
    while (fg_sv_next(&host, '.', &part)) {
        if (!part.n || part.p[0] == '-' || part.p[part.n - 1] == '-')
            return false;
        parts++;
    }
    return parts > 1 && fg_is_alpha(part.p[0]);
}

/* Most postings' addresses are of such characters, in such an order, that every parser
 * takes them apart alike: reading them needs no libcurl, which takes longer to load than
 * ten pages to read. False where that is not so; `out` is to be cleared then. */
static bool take_plain_apart(struct fg_sv text, fg_arena *arena, struct fg_address *out)
{
    enum { LONGEST = 2000 };
    const bool secure = fg_sv_starts(text, FG_SV("https://"));
    if (text.n > LONGEST || (!secure && !fg_sv_starts(text, FG_SV("http://"))))
        return false;
    const struct fg_sv scheme = fg_sv_sub(text, 0, secure ? 5 : 4);
    struct fg_sv rest = fg_sv_sub(text, scheme.n + 3, text.n);
    const struct fg_sv host = fg_sv_sub(rest, 0, run_of(rest, "-."));
    rest = fg_sv_sub(rest, host.n, rest.n);
    const struct fg_sv path = fg_sv_sub(rest, 0, run_of(rest, "-_./%"));
    rest = fg_sv_sub(rest, path.n, rest.n);
    const struct fg_sv query = rest.n > 1 && rest.p[0] == '?' ? fg_sv_sub(rest, 1, rest.n) : rest;
    if (!is_plain_host(host) || (path.n ? path.p[0] != '/' : rest.n > 0) ||
        fg_sv_find(path, FG_SV("/.")) != SIZE_MAX || (rest.n && query.n == rest.n) ||
        run_of(query, "-_.=&%") != query.n)
        return false;
    struct fg_buf origin = {0};
    fg_buf_addf(&origin, "%.*s://%.*s:%s", FG_SV_ARG(scheme), FG_SV_ARG(host),
                secure ? "443" : "80");
    struct fg_buf url = {0};
    fg_buf_addf(&url, "%.*s%s", FG_SV_ARG(text), path.n ? "" : "/");
    *out = (struct fg_address){.url = fg_arena_sv(arena, fg_buf_sv(&url)),
                               .scheme = fg_arena_sv(arena, scheme),
                               .host = fg_arena_sv(arena, host),
                               .path = path.n ? fg_arena_sv(arena, path) : FG_SV("/"),
                               .query = fg_arena_sv(arena, query),
                               .fragment = FG_SV(""),
                               .origin = fg_arena_sv(arena, fg_buf_sv(&origin))};
    fg_buf_free(&origin);
    fg_buf_free(&url);
    return true;
}

enum fg_status fg_address_parse(struct fg_sv text, fg_arena *arena, struct fg_address *out,
                                struct fg_error *err)
{
    *out = (struct fg_address){0};
    text = fg_sv_trim(text);
    if (take_plain_apart(text, arena, out))
        return fg_arena_failed(arena) ? fg_fail_memory(err) : FG_OK;
    if (fg_curl_load(err) != FG_OK)
        return FG_EFETCH;
    const struct fg_sv shown = fg_address_shown(text, arena);
    const struct fg_sv copy = fg_arena_sv(arena, text);
    CURLU *u = curl_url();
    if (!u || !copy.p || !shown.p) {
        curl_url_cleanup(u);
        return fg_fail_memory(err);
    }
    enum fg_status status = FG_OK;
    const CURLUcode code = is_web(text) && !memchr(text.p, '\0', text.n)
                               ? curl_url_set(u, CURLUPART_URL, copy.p, CURLU_URLENCODE)
                               : CURLUE_UNSUPPORTED_SCHEME;
    if (code == CURLUE_UNSUPPORTED_SCHEME)
        status = fg_fail_at(err, FG_EFETCH, shown.p, 0, 0,
                            "only http and https addresses are fetched");
    else if (code != CURLUE_OK)
        status = fg_fail_at(err, FG_EFETCH, shown.p, 0, 0, "this is no address (%s): check it",
                            curl_url_strerror(code));
    else
        take_apart(u, arena, out);
    curl_url_cleanup(u);
    if (status == FG_OK && fg_arena_failed(arena))
        status = fg_fail_memory(err);
    return status;
}

struct fg_sv fg_address_parameter(const struct fg_address *a, struct fg_sv name)
{
    struct fg_sv rest = a->query, one;
    while (fg_sv_next(&rest, '&', &one)) {
        struct fg_sv key;
        if (fg_sv_next(&one, '=', &key) && fg_sv_eq(key, name))
            return one.p ? one : FG_SV("");
    }
    return (struct fg_sv){0};
}

/* Parameters that name a campaign, never a posting. A star stands for any end. */
static const char *const tracking[] = {"utm_*",  "gh_src", "fbclid", "gclid", "mc_cid",    "mc_eid",
                                       "igshid", "_hsenc", "_hsmi",  "trk",   "trackingid"};

static bool is_tracking(struct fg_sv parameter)
{
    struct fg_sv name;
    if (!fg_sv_next(&parameter, '=', &name))
        return true; /* empty: "?&" */
    for (size_t i = 0; i < sizeof tracking / sizeof *tracking; i++) {
        struct fg_sv t = fg_sv_of(tracking[i]);
        if (t.p[t.n - 1] == '*' ? fg_sv_starts_nocase(name, fg_sv_sub(t, 0, t.n - 1))
                                : fg_sv_eq_nocase(name, t))
            return true;
    }
    return false;
}

static int by_bytes(const void *a, const void *b)
{
    return fg_sv_cmp(*(const struct fg_sv *)a, *(const struct fg_sv *)b);
}

static void add_query(struct fg_buf *b, struct fg_sv query)
{
    struct fg_sv kept[MOST_PARAMETERS], one;
    size_t n = 0;
    while (n < MOST_PARAMETERS && fg_sv_next(&query, '&', &one))
        if (one.n && !is_tracking(one))
            kept[n++] = one;
    qsort(kept, n, sizeof *kept, by_bytes);
    for (size_t i = 0; i < n; i++) {
        fg_buf_addc(b, i ? '&' : '?');
        fg_buf_add(b, kept[i]);
    }
}

/* host[:port], the port only where it is neither scheme's own. */
static struct fg_sv host_and_port(const struct fg_address *a)
{
    const struct fg_sv s = fg_sv_sub(a->origin, a->scheme.n + 3, SIZE_MAX);
    const size_t usual = fg_sv_ends(s, FG_SV(":443")) ? 4 : fg_sv_ends(s, FG_SV(":80")) ? 3 : 0;
    return fg_sv_sub(s, 0, s.n - usual);
}

struct fg_sv fg_address_canonical(const struct fg_address *a, fg_arena *arena)
{
    struct fg_buf b = {0};
    struct fg_sv path = a->path;
    while (path.n && path.p[path.n - 1] == '/')
        path.n--;
    fg_buf_addz(&b, "https://");
    fg_buf_add(&b, host_and_port(a));
    fg_buf_add(&b, path);
    add_query(&b, a->query);
    const struct fg_sv s = b.failed ? (struct fg_sv){0} : fg_arena_sv(arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return s;
}

struct fg_sv fg_address_shown(struct fg_sv text, fg_arena *arena)
{
    const size_t scheme = fg_sv_find(text, FG_SV("://"));
    if (scheme == SIZE_MAX)
        return fg_arena_sv(arena, text);
    const size_t from = scheme + 3;
    size_t end = from, at = SIZE_MAX;
    for (; end < text.n && !strchr("/?#", text.p[end]); end++)
        if (text.p[end] == '@')
            at = end;
    if (at == SIZE_MAX)
        return fg_arena_sv(arena, text);
    char *p = fg_arena_alloc(arena, text.n + 1);
    if (!p)
        return (struct fg_sv){0};
    const size_t behind = text.n - (at + 1);
    memcpy(p, text.p, from);
    memcpy(p + from, text.p + at + 1, behind);
    p[from + behind] = '\0';
    return (struct fg_sv){p, from + behind};
}

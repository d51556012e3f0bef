#include "fetch/task.h"

#include <string.h>
#include <time.h>

/* What the end of a transfer means: an answer, a redirect, another attempt, the
 * next address of the road, or an error. */

enum { FIRST_BACKOFF_MS = 1000 };

/* ---- values ---- */

/* HTTP statuses that are values. All others but 2xx are errors. */
static const struct {
    long status;
    enum fg_fetched what;
} values[] = {
    {404, FG_FETCHED_GONE},    {410, FG_FETCHED_GONE},    {401, FG_FETCHED_BLOCKED},
    {403, FG_FETCHED_BLOCKED}, {407, FG_FETCHED_BLOCKED}, {429, FG_FETCHED_BLOCKED},
    {451, FG_FETCHED_BLOCKED}, {999, FG_FETCHED_BLOCKED},
};

static bool what_of(const struct fg_transfer *t, long status, enum fg_fetched *what)
{
    *what = t->challenged ? FG_FETCHED_BLOCKED : FG_FETCHED;
    if (t->challenged || (status >= 200 && status < 300))
        return true;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (values[i].status == status) {
            *what = values[i].what;
            return true;
        }
    return false;
}

static size_t digits_at(struct fg_sv s, size_t i)
{
    size_t n = 0;
    while (i + n < s.n && fg_is_digit(s.p[i + n]))
        n++;
    return n;
}

/* The longest number of five digits or more: what boards tell postings by. */
static struct fg_sv posting_id(struct fg_sv url)
{
    enum { LEAST_DIGITS = 5 };
    struct fg_sv best = {0};
    for (size_t i = 0; i < url.n; i++) {
        const size_t n = digits_at(url, i);
        if (n >= LEAST_DIGITS && n > best.n)
            best = fg_sv_sub(url, i, n);
        if (n)
            i += n - 1;
    }
    return best;
}

/* Whether the way led, on the same host, from a posting to a place that no longer
 * names it: boards do so with closed postings. */
static bool lost_its_posting(const struct task *t)
{
    const struct fg_address *from = &t->given, *to = &t->request.to;
    const struct fg_sv id = posting_id(from->url);
    if (t->hops == 0 || !fg_sv_eq(from->host, to->host))
        return false;
    if (fg_sv_eq(fg_address_parameter(to, FG_SV("error")), FG_SV("true")))
        return true;
    return id.n && fg_sv_find(to->url, id) == SIZE_MAX && to->path.n < from->path.n;
}

/* ---- the reply ---- */

static struct fg_sv now_utc(fg_arena *arena)
{
    char text[32];
    struct tm tm;
    const time_t now = time(NULL);
    gmtime_r(&now, &tm);
    const size_t n = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return fg_arena_sv(arena, (struct fg_sv){text, n});
}

static bool is_page(const struct task *t)
{
    return !t->answer || t->answer->kind == FG_ANSWER_PAGE;
}

static struct fg_sv kept_headers(const struct task *t, const struct fg_cached *c)
{
    const struct {
        const char *name;
        struct fg_sv value;
    } kept[] = {{"Content-Type", c->content_type}, {"ETag", c->etag},
                {"Last-Modified", c->last_modified}};
    struct fg_buf b = {0};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (kept[i].value.n)
            fg_buf_addf(&b, "%s: %.*s\n", kept[i].name, FG_SV_ARG(kept[i].value));
    const struct fg_sv lines = fg_arena_sv(t->job->arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return lines;
}

static enum fg_status reply_with(struct task *t, enum fg_fetched what, long status,
                                 const struct fg_cached *c, bool from_cache)
{
    t->job->reply = (struct fg_reply){
        .what = what,
        .status = status,
        .bytes = c->bytes,
        .content_type = c->content_type,
        .url = is_page(t) ? c->url : t->match.given.url,
        .served_by = c->url,
        .headers = from_cache ? kept_headers(t, c)
                              : fg_arena_sv(t->job->arena, fg_buf_sv(&t->transfer.head)),
        .fetched_at = c->fetched_at,
        .from_cache = from_cache,
        .key = fg_site_key(&t->match, t->job->arena),
        .site = t->filled,
        .answer = is_page(t) ? NULL : t->answer,
    };
    return fg_arena_failed(t->job->arena) ? fg_fail_memory(&t->job->error) : FG_OK;
}

/* What the transfer brought, as an entry of the cache. */
static struct fg_cached received(const struct task *t)
{
    char *type = NULL;
    curl_easy_getinfo(t->transfer.easy, CURLINFO_CONTENT_TYPE, &type);
    return (struct fg_cached){
        .url = t->request.to.url,
        .content_type = fg_arena_sv(t->job->arena, fg_sv_of(type)),
        .etag = t->transfer.etag,
        .last_modified = t->transfer.last_modified,
        .fetched_at = now_utc(t->job->arena),
        .bytes = fg_arena_sv(t->job->arena, fg_buf_sv(&t->transfer.body)),
    };
}

/* ---- cache ---- */

bool task_try_cache(struct run *r, struct task *t)
{
    const struct fg_fetch_options *o = &r->fetcher->transport.options;
    if (t->looked_up)
        return false;
    t->looked_up = true;
    const bool may = r->fetcher->cache && !o->refresh && !t->given.user.p;
    const bool found = may && fg_cache_get(r->fetcher->cache, t->asked, t->request.body,
                                           t->job->arena, &t->cached);
    if (!found)
        t->cached = (struct fg_cached){0};
    if (found && (o->offline || t->cached.age_seconds < o->fresh_seconds))
        task_finish(r, t, reply_with(t, FG_FETCHED, 200, &t->cached, true));
    else if (o->offline)
        task_finish(r, t, fg_fail_at(&t->job->error, FG_EFETCH, t->given.url.p, 0, 0,
                                     "not in the cache: fetch it once without --offline"));
    return t->state == TASK_DONE;
}

static void keep(struct run *r, const struct task *t, const struct fg_cached *c)
{
    if (r->fetcher->cache && !t->given.user.p)
        fg_cache_put(r->fetcher->cache, t->asked, t->request.body, c);
}

/* 304: what is in the cache holds. */
static void confirmed(struct run *r, struct task *t)
{
    t->cached.fetched_at = now_utc(t->job->arena);
    keep(r, t, &t->cached);
    task_finish(r, t, reply_with(t, FG_FETCHED, 200, &t->cached, true));
}

/* ---- redirects ---- */

/* Credentials stay with the origin they were given for. */
static void carry_credentials(const struct task *t, struct fg_address *next)
{
    next->user = next->password = (struct fg_sv){0};
    if (fg_sv_eq(next->origin, t->given.origin)) {
        next->user = t->given.user;
        next->password = t->given.password;
    }
}

static enum fg_status may_follow(struct run *r, struct task *t, const char *to)
{
    const long most = r->fetcher->transport.options.most_redirects;
    struct fg_error *err = &t->job->error;
    const char *shown = t->request.to.url.p;
    if (t->request.body.p)
        return fg_fail_at(err, FG_EFETCH, shown, 0, 0, "redirects what was posted to it: refused");
    if (t->hops >= most)
        return fg_fail_at(err, FG_EFETCH, t->given.url.p, 0, 0,
                          "redirects more than %ld times: open it in the browser, save the page "
                          "and pass the file", most);
    if (!fg_fetch_is_url(fg_sv_of(to)))
        return fg_fail_at(err, FG_EFETCH, shown, 0, 0,
                          "redirects to what is neither http nor https: refused");
    return FG_OK;
}

/* A posting's page that sends on to its board's list has no posting any more. */
static bool leads_to_list(const struct run *r, const struct task *t, const struct fg_address *next)
{
    struct fg_site_match m;
    if (!r->fetcher->sites || !is_page(t) || !fg_sv_eq(next->host, t->given.host))
        return false;
    fg_sites_match(r->fetcher->sites, next, &m);
    return m.site && m.road != t->match.road && m.road->fetch.at[0].many;
}

/* A page's redirect may lead to another board: short links do. A board's interface
 * stays on its host, and with it what was asked in its headers. */
static enum fg_status redirect(struct run *r, struct task *t, const char *to)
{
    struct fg_address next;
    const long hops = t->hops + 1;
    enum fg_status status = may_follow(r, t, to);
    if (status == FG_OK)
        status = fg_address_parse(fg_sv_of(to), t->job->arena, &next, &t->job->error);
    if (status != FG_OK)
        return status;
    if (!is_page(t) && !fg_sv_eq(next.host, t->request.to.host))
        return fg_fail_at(&t->job->error, FG_EFETCH, t->request.to.url.p, 0, 0,
                          "redirects to another host: refused");
    if (leads_to_list(r, t, &next)) {
        const struct fg_cached c = received(t);
        task_finish(r, t, reply_with(t, FG_FETCHED_GONE, 302, &c, false));
        return FG_OK;
    }
    carry_credentials(t, &next);
    const struct fg_sv asked = t->asked;
    const struct fg_cached cached = t->cached;
    const struct fg_site_road *road = t->match.road;
    if (is_page(t))
        status = task_take_road(r, t, &next);
    else
        t->request.to = next;
    if (road == t->match.road) { /* the same chain goes on */
        t->asked = asked;
        t->cached = cached;
        t->looked_up = true;
    }
    t->hops = hops;
    t->retries = 0;
    if (status == FG_OK)
        task_go_on(r, t, 0);
    return status;
}

/* ---- retries ---- */

static bool is_worth_a_retry(long status)
{
    return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

/* Waits as long as the server asks, or twice as long as the last time. False
 * where patience ends. */
static bool retry(struct run *r, struct task *t)
{
    const struct fg_fetch_options *o = &r->fetcher->transport.options;
    curl_off_t asked = 0;
    curl_easy_getinfo(t->transfer.easy, CURLINFO_RETRY_AFTER, &asked);
    const bool too_long = asked > o->most_wait_seconds;
    const int64_t wait_ms = asked > 0 && !too_long ? (int64_t)asked * 1000
                                                   : (int64_t)FIRST_BACKOFF_MS << t->retries;
    if (too_long || t->retries >= o->most_retries || wait_ms > o->most_wait_seconds * 1000)
        return false;
    t->retries++;
    t->host->next_at = fg_now_ms() + wait_ms; /* the whole host wants rest */
    task_go_on(r, t, wait_ms);
    return true;
}

/* Connections that break are tried once more: often it was an old one. */
static bool retry_broken(struct run *r, struct task *t, CURLcode code)
{
    static const CURLcode broken[] = {CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING,
                                      CURLE_PARTIAL_FILE, CURLE_HTTP2_STREAM};
    if (t->retries > 0 || r->fetcher->transport.options.most_retries == 0 ||
        t->transfer.stop != FG_STOP_NONE)
        return false;
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        if (broken[i] == code) {
            t->retries++;
            task_go_on(r, t, 0);
            return true;
        }
    return false;
}

/* ---- ends ---- */

/* Another address of the road may have what this one has not. */
static bool go_further(struct run *r, struct task *t)
{
    if (!task_next_step(r, t))
        return false;
    task_go_on(r, t, 0);
    return true;
}

static enum fg_status fail_status(struct task *t, long status)
{
    return fg_fail_at(&t->job->error, FG_EFETCH, t->request.to.url.p, 0, 0,
                      "the server answers %ld%s: try again later, or save the page in the browser "
                      "and pass the file",
                      status, status >= 500 ? " (an error of its own)" : "");
}

static void answered(struct run *r, struct task *t, long status)
{
    enum fg_fetched what;
    const bool known = what_of(&t->transfer, status, &what);
    const bool of_kind = known && what == FG_FETCHED &&
                         task_is_of_kind(t, fg_buf_sv(&t->transfer.body));
    if (!of_kind && go_further(r, t))
        return;
    if (!known) {
        task_finish(r, t, fail_status(t, status));
        return;
    }
    const struct fg_cached c = received(t);
    const bool lost = what == FG_FETCHED && is_page(t) && lost_its_posting(t);
    if (of_kind && !lost)
        keep(r, t, &c);
    task_finish(r, t, reply_with(t, lost ? FG_FETCHED_GONE : what, status, &c, false));
}

static void arrived(struct run *r, struct task *t)
{
    long status = 0;
    char *to = NULL;
    curl_easy_getinfo(t->transfer.easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(t->transfer.easy, CURLINFO_REDIRECT_URL, &to);
    if (status == 304 && t->cached.url.p) {
        confirmed(r, t);
    } else if (to) {
        const enum fg_status failed = redirect(r, t, to);
        if (failed != FG_OK && !go_further(r, t))
            task_finish(r, t, failed);
    } else if (!is_worth_a_retry(status) || t->transfer.challenged || !retry(r, t)) {
        answered(r, t, status);
    }
}

void task_ended(struct run *r, struct task *t, CURLcode code)
{
    curl_off_t us = 0;
    curl_easy_getinfo(t->transfer.easy, CURLINFO_TOTAL_TIME_T, &us);
    t->spent_ms += us / 1000;
    t->was_public |= !t->transfer.peer_is_private;
    if (code == CURLE_OK)
        arrived(r, t);
    else if (!retry_broken(r, t, code) && !go_further(r, t))
        task_finish(r, t, fg_transfer_fail(&t->transfer, code, t->request.to.url.p,
                                           &t->job->error));
}

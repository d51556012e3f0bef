#include "fetch/host.h"
#include "fetch/room.h"
#include "fetch/transfer.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FIRST_BACKOFF_MS = 1000, LONGEST_POLL_MS = 1000 };

struct fg_fetcher {
    struct fg_transport transport;
    CURLM *multi;
    fg_arena *arena;
    struct fg_hosts hosts;
};

enum task_state { TASK_WAITING, TASK_RUNNING, TASK_DONE };

/* One job on its way: request after request, over redirects and retries. */
struct task {
    struct fg_fetch_job *job;
    struct fg_address given;
    struct fg_request request;
    struct fg_transfer transfer;
    struct fg_host *host;
    enum task_state state;
    long hops, retries;
    int64_t not_before;      /* fg_now_ms() */
    int64_t spent_ms;        /* in transfers */
    bool was_public;         /* some peer on the way was */
};

struct run {
    fg_fetcher *fetcher;
    struct task *tasks;
    size_t n, left, running;
    size_t first;            /* all tasks before it are done */
    void (*done)(void *, struct fg_fetch_job *);
    void *into;
};

bool fg_fetch_is_url(struct fg_sv word)
{
    return fg_sv_starts_nocase(word, FG_SV("http://")) ||
           fg_sv_starts_nocase(word, FG_SV("https://"));
}

/* ---- the session ---- */

enum fg_status fg_fetcher_new(const struct fg_fetch_options *options, fg_fetcher **out,
                              struct fg_error *err)
{
    fg_fetcher *f = calloc(1, sizeof *f);
    if (!f || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        free(f);
        return fg_fail_memory(err);
    }
    enum fg_status status = fg_transport_open(&f->transport, options, err);
    f->multi = curl_multi_init();
    f->arena = fg_arena_new(0);
    f->hosts.arena = f->arena;
    if (status == FG_OK && (!f->multi || !f->arena))
        status = fg_fail_memory(err);
    if (status == FG_OK)
        *out = f;
    else
        fg_fetcher_free(f);
    return status;
}

void fg_fetcher_free(fg_fetcher *fetcher)
{
    if (!fetcher)
        return;
    curl_multi_cleanup(fetcher->multi);
    fg_transport_close(&fetcher->transport);
    fg_arena_free(fetcher->arena);
    free(fetcher);
    curl_global_cleanup();
}

/* ---- the end of a task ---- */

static void finish(struct run *r, struct task *t, enum fg_status status)
{
    if (t->state == TASK_RUNNING) {
        t->host->active--;
        r->running--;
    }
    if (t->transfer.easy)
        curl_multi_remove_handle(r->fetcher->multi, t->transfer.easy);
    fg_transfer_end(&t->transfer);
    t->state = TASK_DONE;
    t->job->status = status;
    r->left--;
    if (r->done)
        r->done(r->into, t->job);
}

/* Ends one transfer of a task that goes on: another hop, another attempt. */
static void go_on(struct run *r, struct task *t, int64_t wait_ms)
{
    t->host->active--;
    r->running--;
    curl_multi_remove_handle(r->fetcher->multi, t->transfer.easy);
    fg_transfer_end(&t->transfer);
    t->state = TASK_WAITING;
    t->not_before = fg_now_ms() + wait_ms;
}

static struct fg_sv now_utc(fg_arena *arena)
{
    char text[32];
    struct tm tm;
    const time_t now = time(NULL);
    gmtime_r(&now, &tm);
    const size_t n = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return fg_arena_sv(arena, (struct fg_sv){text, n});
}

/* ---- what an answer means ---- */

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

static enum fg_status fill_reply(struct task *t, long status, enum fg_fetched what)
{
    struct fg_reply *reply = &t->job->reply;
    char *type = NULL;
    curl_easy_getinfo(t->transfer.easy, CURLINFO_CONTENT_TYPE, &type);
    *reply = (struct fg_reply){
        .what = what == FG_FETCHED && lost_its_posting(t) ? FG_FETCHED_GONE : what,
        .status = status,
        .bytes = fg_arena_sv(t->job->arena, fg_buf_sv(&t->transfer.body)),
        .content_type = fg_arena_sv(t->job->arena, fg_sv_of(type)),
        .url = fg_arena_sv(t->job->arena, t->request.to.url),
        .fetched_at = now_utc(t->job->arena),
    };
    return fg_arena_failed(t->job->arena) ? fg_fail_memory(&t->job->error) : FG_OK;
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

static enum fg_status redirect(struct run *r, struct task *t, const char *to)
{
    struct fg_error *err = &t->job->error;
    const char *shown = t->request.to.url.p;
    struct fg_address next;
    if (t->request.body.p)
        return fg_fail_at(err, FG_EFETCH, shown, 0, 0, "redirects what was sent to it: refused");
    if (t->hops >= r->fetcher->transport.options.most_redirects)
        return fg_fail_at(err, FG_EFETCH, t->given.url.p, 0, 0,
                          "redirects more than %ld times: open it in the browser, save the page "
                          "and pass the file",
                          r->fetcher->transport.options.most_redirects);
    if (!fg_fetch_is_url(fg_sv_of(to)))
        return fg_fail_at(err, FG_EFETCH, shown, 0, 0,
                          "redirects to what is neither http nor https: refused");
    const enum fg_status status = fg_address_parse(fg_sv_of(to), t->job->arena, &next, err);
    if (status != FG_OK)
        return status;
    carry_credentials(t, &next);
    t->request.to = next;
    t->hops++;
    t->retries = 0;
    go_on(r, t, 0);
    return FG_OK;
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
    int64_t wait_ms = (int64_t)FIRST_BACKOFF_MS << t->retries;
    if (asked > 0)
        wait_ms = asked > o->most_wait_seconds ? INT64_MAX : (int64_t)asked * 1000;
    if (t->retries >= o->most_retries || wait_ms > o->most_wait_seconds * 1000)
        return false;
    t->retries++;
    t->host->next_at = fg_now_ms() + wait_ms; /* the whole host wants rest */
    go_on(r, t, wait_ms);
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
            go_on(r, t, 0);
            return true;
        }
    return false;
}

/* ---- a transfer has ended ---- */

static enum fg_status fail_status(struct task *t, long status)
{
    return fg_fail_at(&t->job->error, FG_EFETCH, t->request.to.url.p, 0, 0,
                      "the server answers %ld%s: try again later, or save the page in the browser "
                      "and pass the file",
                      status, status >= 500 ? " (an error of its own)" : "");
}

static void answered(struct run *r, struct task *t)
{
    long status = 0;
    char *to = NULL;
    enum fg_fetched what;
    curl_easy_getinfo(t->transfer.easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(t->transfer.easy, CURLINFO_REDIRECT_URL, &to);
    if (to) {
        const enum fg_status failed = redirect(r, t, to);
        if (failed != FG_OK)
            finish(r, t, failed);
    } else if (!is_worth_a_retry(status) || t->transfer.challenged || !retry(r, t)) {
        if (what_of(&t->transfer, status, &what))
            finish(r, t, fill_reply(t, status, what));
        else
            finish(r, t, fail_status(t, status));
    }
}

static void ended(struct run *r, struct task *t, CURLcode code)
{
    curl_off_t us = 0;
    curl_easy_getinfo(t->transfer.easy, CURLINFO_TOTAL_TIME_T, &us);
    t->spent_ms += us / 1000;
    t->was_public |= !t->transfer.peer_is_private;
    if (code == CURLE_OK)
        answered(r, t);
    else if (!retry_broken(r, t, code))
        finish(r, t, fg_transfer_fail(&t->transfer, code, t->request.to.url.p, &t->job->error));
}

static void collect(struct run *r)
{
    const CURLMsg *m;
    int in_queue;
    while ((m = curl_multi_info_read(r->fetcher->multi, &in_queue))) {
        struct task *t = NULL;
        if (m->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = m->data.result;
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&t);
        ended(r, t, code);
    }
}

/* ---- starting ---- */

static void start(struct run *r, struct task *t)
{
    const struct fg_fetch_options *o = &r->fetcher->transport.options;
    t->transfer = (struct fg_transfer){
        .transport = &r->fetcher->transport,
        .arena = t->job->arena,
        .refuse_private = t->was_public && !o->allow_private,
    };
    const int64_t left_ms = (int64_t)o->total_seconds * 1000 - t->spent_ms;
    enum fg_status status =
        fg_transfer_begin(&t->transfer, &t->request, (long)left_ms, &t->job->error);
    if (status == FG_OK) {
        curl_easy_setopt(t->transfer.easy, CURLOPT_PRIVATE, (void *)t);
        if (curl_multi_add_handle(r->fetcher->multi, t->transfer.easy) != CURLM_OK)
            status = fg_fail_memory(&t->job->error);
    }
    if (status != FG_OK) {
        finish(r, t, status);
        return;
    }
    t->state = TASK_RUNNING;
    r->running++;
    t->host->active++;
    t->host->next_at = fg_now_ms() + o->host_delay_ms;
}

/* When a waiting task may start; INT64_MAX where another one must end first. */
static int64_t may_start_at(const struct run *r, struct task *t)
{
    const struct fg_fetch_options *o = &r->fetcher->transport.options;
    t->host = fg_host_of(&r->fetcher->hosts, t->request.to.origin);
    if (!t->host)
        return 0; /* start() will say that memory ran out */
    if (t->host->active >= o->most_per_host || r->running >= o->most_at_once)
        return INT64_MAX;
    return t->not_before > t->host->next_at ? t->not_before : t->host->next_at;
}

/* Starts what may start now; milliseconds until the next one may. */
static int start_due(struct run *r)
{
    const int64_t now = fg_now_ms();
    int64_t wait = LONGEST_POLL_MS;
    while (r->first < r->n && r->tasks[r->first].state == TASK_DONE)
        r->first++;
    for (size_t i = r->first; i < r->n; i++) {
        struct task *t = &r->tasks[i];
        if (r->running >= r->fetcher->transport.options.most_at_once)
            break;
        if (t->state != TASK_WAITING)
            continue;
        const int64_t at = may_start_at(r, t);
        if (!t->host)
            finish(r, t, fg_fail_memory(&t->job->error));
        else if (at <= now)
            start(r, t);
        else if (at != INT64_MAX && at - now < wait)
            wait = at - now;
    }
    return (int)wait;
}

static enum fg_status loop(struct run *r, struct fg_error *err)
{
    while (r->left) {
        int wait = start_due(r), running;
        const CURLMcode code = curl_multi_perform(r->fetcher->multi, &running);
        if (code != CURLM_OK)
            return fg_fail(err, FG_ENOMEM, "libcurl: %s", curl_multi_strerror(code));
        const size_t before = r->left + r->running;
        collect(r);
        if (r->left && r->left + r->running == before)
            curl_multi_poll(r->fetcher->multi, NULL, 0, wait, NULL);
    }
    return FG_OK;
}

/* ---- jobs ---- */

static void prepare(struct run *r, struct task *t, struct fg_fetch_job *job)
{
    t->job = job;
    job->error = (struct fg_error){0};
    job->reply = (struct fg_reply){0};
    const enum fg_status status = fg_address_parse(job->url, job->arena, &t->given, &job->error);
    t->request.to = t->given;
    if (status != FG_OK)
        finish(r, t, status);
}

/* What a run that broke off leaves behind. */
static void abandon(struct run *r, const struct fg_error *err)
{
    for (size_t i = 0; i < r->n; i++) {
        struct task *t = &r->tasks[i];
        if (t->state == TASK_DONE)
            continue;
        t->job->error = *err;
        finish(r, t, err->status);
    }
}

enum fg_status fg_fetch_all(fg_fetcher *fetcher, struct fg_fetch_job *jobs, size_t n,
                            void (*done)(void *into, struct fg_fetch_job *job), void *into,
                            struct fg_error *err)
{
    struct fg_error own;
    err = err ? err : &own;
    struct run r = {.fetcher = fetcher, .n = n, .left = n, .done = done, .into = into};
    r.tasks = calloc(n ? n : 1, sizeof *r.tasks);
    if (!r.tasks)
        return fg_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        prepare(&r, &r.tasks[i], &jobs[i]);
    const enum fg_status status = loop(&r, err);
    if (status != FG_OK)
        abandon(&r, err);
    free(r.tasks);
    return status;
}

enum fg_status fg_fetch(fg_fetcher *fetcher, struct fg_sv url, fg_arena *arena,
                        struct fg_reply *reply, struct fg_error *err)
{
    struct fg_fetch_job job = {.url = url, .arena = arena};
    const enum fg_status status = fg_fetch_all(fetcher, &job, 1, NULL, NULL, err);
    if (status != FG_OK)
        return status;
    *reply = job.reply;
    if (job.status != FG_OK && err)
        *err = job.error;
    return job.status;
}

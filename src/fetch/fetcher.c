#include "fetch/task.h"

#include <stdlib.h>

enum { LONGEST_POLL_MS = 1000 };

bool fg_fetch_is_url(struct fg_sv word)
{
    return fg_sv_starts_nocase(word, FG_SV("http://")) ||
           fg_sv_starts_nocase(word, FG_SV("https://"));
}

/* ---- the session ---- */

static enum fg_status open_parts(fg_fetcher *f, const struct fg_fetch_options *options,
                                 struct fg_error *err)
{
    enum fg_status status = fg_transport_open(&f->transport, options, err);
    f->multi = curl_multi_init();
    f->arena = fg_arena_new(0);
    f->hosts.arena = f->arena;
    if (status == FG_OK && (!f->multi || !f->arena))
        status = fg_fail_memory(err);
    if (status == FG_OK && f->transport.options.rules)
        status = fg_sites_open(f->transport.options.rules, &f->sites, err);
    if (status == FG_OK && f->transport.options.cache_dir)
        status = fg_cache_open(f->transport.options.cache_dir, &f->cache, err);
    return status;
}

enum fg_status fg_fetcher_new(const struct fg_fetch_options *options, fg_fetcher **out,
                              struct fg_error *err)
{
    if (fg_curl_load(err) != FG_OK)
        return FG_EFETCH;
    fg_fetcher *f = calloc(1, sizeof *f);
    if (!f || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        free(f);
        return fg_fail_memory(err);
    }
    const enum fg_status status = open_parts(f, options, err);
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
    fg_sites_free(fetcher->sites);
    fg_cache_close(fetcher->cache);
    fg_arena_free(fetcher->arena);
    free(fetcher);
    curl_global_cleanup();
}

/* ---- the end of a transfer ---- */

static void drop_transfer(struct run *r, struct task *t)
{
    if (t->state == TASK_RUNNING) {
        t->host->active--;
        r->running--;
        curl_multi_remove_handle(r->fetcher->multi, t->transfer.easy);
    }
    fg_transfer_end(&t->transfer);
}

void task_finish(struct run *r, struct task *t, enum fg_status status)
{
    drop_transfer(r, t);
    t->state = TASK_DONE;
    t->job->status = status;
    r->left--;
    if (r->done)
        r->done(r->into, t->job);
}

void task_go_on(struct run *r, struct task *t, int64_t wait_ms)
{
    drop_transfer(r, t);
    t->state = TASK_WAITING;
    t->not_before = fg_now_ms() + wait_ms;
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
        task_ended(r, t, code);
    }
}

/* ---- starting ---- */

/* A private address may be named by a person, not by a posting: neither by a
 * redirect from a public host nor by an address that a rule made up. */
static bool must_be_public(const struct run *r, const struct task *t)
{
    const bool named = fg_sv_eq(t->request.to.host, t->given.host);
    return !r->fetcher->transport.options.allow_private &&
           (t->was_public || (t->answer && !named));
}

static enum fg_status begin(struct run *r, struct task *t)
{
    const int64_t ms = (int64_t)r->fetcher->transport.options.total_seconds * 1000 - t->spent_ms;
    t->transfer = (struct fg_transfer){
        .transport = &r->fetcher->transport,
        .arena = t->job->arena,
        .refuse_private = must_be_public(r, t),
    };
    if (t->cached.url.p && fg_sv_eq(t->cached.url, t->request.to.url)) {
        t->transfer.known_etag = t->cached.etag;
        t->transfer.known_date = t->cached.last_modified;
    }
    const enum fg_status status =
        fg_transfer_begin(&t->transfer, &t->request, (long)ms, &t->job->error);
    if (status != FG_OK)
        return status;
    curl_easy_setopt(t->transfer.easy, CURLOPT_PRIVATE, (void *)t);
    return curl_multi_add_handle(r->fetcher->multi, t->transfer.easy) == CURLM_OK
               ? FG_OK
               : fg_fail_memory(&t->job->error);
}

static void start(struct run *r, struct task *t)
{
    const long delay = r->fetcher->transport.options.host_delay_ms;
    const long asked = t->answer ? t->answer->wait_ms : 0;
    const enum fg_status status = begin(r, t);
    if (status != FG_OK) {
        task_finish(r, t, status);
        return;
    }
    t->state = TASK_RUNNING;
    r->running++;
    t->host->active++;
    t->host->next_at = fg_now_ms() + (asked > delay ? asked : delay);
}

/* When a waiting task may start; INT64_MAX where another one must end first. */
static int64_t may_start_at(const struct run *r, struct task *t)
{
    const struct fg_fetch_options *o = &r->fetcher->transport.options;
    if (t->host->active >= o->most_per_host || r->running >= o->most_at_once)
        return INT64_MAX;
    return t->not_before > t->host->next_at ? t->not_before : t->host->next_at;
}

/* Starts a waiting task if it may; milliseconds until then otherwise. */
static int64_t try_start(struct run *r, struct task *t)
{
    const int64_t now = fg_now_ms();
    if (task_try_cache(r, t))
        return 0;
    t->host = fg_host_of(&r->fetcher->hosts, t->request.to.origin);
    if (!t->host) {
        task_finish(r, t, fg_fail_memory(&t->job->error));
        return 0;
    }
    const int64_t at = may_start_at(r, t);
    if (at <= now)
        start(r, t);
    return at <= now ? 0 : at - now;
}

/* Starts what may start now; milliseconds until the next one may. */
static int start_due(struct run *r)
{
    int64_t wait = LONGEST_POLL_MS;
    while (r->first < r->n && r->tasks[r->first].state == TASK_DONE)
        r->first++;
    for (size_t i = r->first; i < r->n; i++) {
        struct task *t = &r->tasks[i];
        if (r->running >= r->fetcher->transport.options.most_at_once)
            break;
        if (t->state != TASK_WAITING)
            continue;
        const int64_t until = try_start(r, t);
        if (until > 0 && until < wait)
            wait = until;
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
    enum fg_status status = fg_address_parse(job->url, job->arena, &t->given, &job->error);
    if (status == FG_OK) {
        t->match.given = t->filled.given = t->given;
        status = task_take_road(r, t, &t->given);
    }
    if (status != FG_OK)
        task_finish(r, t, status);
}

/* What a run that broke off leaves behind. */
static void abandon(struct run *r, const struct fg_error *err)
{
    for (size_t i = 0; i < r->n; i++) {
        struct task *t = &r->tasks[i];
        if (t->state == TASK_DONE)
            continue;
        t->job->error = *err;
        task_finish(r, t, err->status);
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

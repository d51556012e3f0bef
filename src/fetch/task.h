/* task.h - one job on its way: request after request, over a board's roads, over
 * redirects and retries. What the files of this room share. */
#ifndef FG_FETCH_TASK_H
#define FG_FETCH_TASK_H

#include "fetch/cache.h"
#include "fetch/host.h"
#include "fetch/room.h"
#include "fetch/transfer.h"

struct fg_fetcher {
    struct fg_transport transport;
    CURLM *multi;
    fg_arena *arena;
    struct fg_hosts hosts;
    fg_sites *sites;           /* NULL: no site rules */
    fg_cache *cache;           /* NULL: none */
};

enum task_state { TASK_WAITING, TASK_RUNNING, TASK_DONE };

struct task {
    struct fg_fetch_job *job;
    struct fg_address given;
    struct fg_site_match match;         /* as far as the address tells       */
    struct fg_site_match filled;        /* with the guess of this attempt    */
    const struct fg_site_fetch *answer; /* NULL: the page itself             */
    size_t step, guess;                 /* of match.road                     */
    struct fg_request request;
    struct fg_sv asked;                 /* address of the chain's first hop  */
    struct fg_transfer transfer;
    struct fg_host *host;
    enum task_state state;
    long hops, retries;
    int64_t not_before;                 /* fg_now_ms()                       */
    int64_t spent_ms;                   /* in transfers                      */
    bool was_public;                    /* some peer on the way was          */
    bool looked_up;                     /* in the cache                      */
    struct fg_cached cached;            /* url.p NULL: no entry              */
};

struct run {
    fg_fetcher *fetcher;
    struct task *tasks;
    size_t n, left, running;
    size_t first;                       /* all tasks before it are done      */
    void (*done)(void *, struct fg_fetch_job *);
    void *into;
};

/* fetcher.c */
void task_finish(struct run *r, struct task *t, enum fg_status status);
/** Ends one transfer of a task that goes on: another hop, another attempt. */
void task_go_on(struct run *r, struct task *t, int64_t wait_ms);

/* road.c */
/** Points the task to what its address leads to: the first address of a board's
 *  road, or the page itself. An error where nothing may be asked. */
enum fg_status task_take_road(struct run *r, struct task *t, const struct fg_address *to);
/** Points it to the next address of its road. False where there is none. */
bool task_next_step(struct run *r, struct task *t);
/** Whether the body is of the kind the rule says. */
bool task_is_of_kind(const struct task *t, struct fg_sv bytes);

/* outcome.c */
/** A transfer has ended: the task is finished, or goes on. */
void task_ended(struct run *r, struct task *t, CURLcode code);
/** Looks into the cache, once a chain. True where that finished the task. */
bool task_try_cache(struct run *r, struct task *t);

#endif

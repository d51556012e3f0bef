#include "cli/scan.h"

#include <pthread.h>
#include <stdlib.h>

/* A ring of jobs: [out, in) are under way; [next, in) of them wait for a thread. One
 * lock a posting to take it and one to pass it on; none while it is worked on. */
struct scan_pool {
    const struct scan_work *work;
    void (*emit)(void *into, struct scan_job *job);
    void *into;
    bool ordered, ending;
    pthread_mutex_t lock;       /* of the ring                                  */
    pthread_mutex_t emitting;   /* of `emit`; taken before `lock`               */
    pthread_cond_t is_work, is_room;
    struct scan_job *ring;
    size_t size, in, next, out;
    pthread_t *threads;
    unsigned n_threads;
};

enum { LARGEST_KEPT = 4 * 1024 * 1024 };

static void trim(struct fg_buf *b)
{
    fg_buf_clear(b);
    if (b->cap > LARGEST_KEPT / 4)
        fg_buf_free(b);
}

/* Memory is kept for the next posting, but for what one huge posting needed. */
static void empty_job(struct scan_job *job)
{
    if (job->arena && fg_arena_used(job->arena) > LARGEST_KEPT) {
        fg_arena_free(job->arena);
        job->arena = NULL;
    }
    if (!job->arena)
        job->arena = fg_arena_new(0);
    else
        fg_arena_reset(job->arena);
    trim(&job->bytes);
    trim(&job->lines);
    fg_buf_clear(&job->name);
    fg_buf_clear(&job->url);
    fg_buf_clear(&job->content_type);
    const struct scan_job kept = *job;
    *job = (struct scan_job){.arena = kept.arena, .bytes = kept.bytes, .lines = kept.lines,
                             .name = kept.name, .url = kept.url,
                             .content_type = kept.content_type};
}

static struct scan_job *at(scan_pool *pool, size_t i)
{
    return &pool->ring[i % pool->size];
}

/* The next job that may be passed on now: any that is done, or only the oldest. */
static struct scan_job *next_done(scan_pool *pool)
{
    for (size_t i = pool->out; i < pool->next; i++) {
        struct scan_job *job = at(pool, i);
        if (job->done && !job->passed_on)
            return job;
        if (pool->ordered && !job->passed_on)
            return NULL;
    }
    return NULL;
}

static void pass_on(scan_pool *pool)
{
    pthread_mutex_lock(&pool->emitting);
    pthread_mutex_lock(&pool->lock);
    for (struct scan_job *job; (job = next_done(pool));) {
        pthread_mutex_unlock(&pool->lock);
        pool->emit(pool->into, job);
        pthread_mutex_lock(&pool->lock);
        job->passed_on = true;
        while (pool->out < pool->next && at(pool, pool->out)->passed_on)
            pool->out++;
        pthread_cond_signal(&pool->is_room);
    }
    pthread_mutex_unlock(&pool->lock);
    pthread_mutex_unlock(&pool->emitting);
}

static struct scan_job *wait_for_work(scan_pool *pool)
{
    struct scan_job *job = NULL;
    pthread_mutex_lock(&pool->lock);
    while (pool->next == pool->in && !pool->ending)
        pthread_cond_wait(&pool->is_work, &pool->lock);
    if (pool->next < pool->in)
        job = at(pool, pool->next++);
    pthread_mutex_unlock(&pool->lock);
    return job;
}

static void *run(void *into)
{
    scan_pool *pool = into;
    fg_scratch *scratch = fg_scratch_new(pool->work->rules);
    for (struct scan_job *job; (job = wait_for_work(pool));) {
        scan_work(pool->work, scratch, job);
        pthread_mutex_lock(&pool->lock);
        job->done = true;
        pthread_mutex_unlock(&pool->lock);
        pass_on(pool);
    }
    fg_scratch_free(scratch);
    return NULL;
}

static bool start_threads(scan_pool *pool, unsigned threads)
{
    enum { STACK = 2 * 1024 * 1024 };
    pthread_attr_t a;
    pthread_attr_init(&a);
    pthread_attr_setstacksize(&a, STACK);
    while (pool->n_threads < threads &&
           pthread_create(&pool->threads[pool->n_threads], &a, run, pool) == 0)
        pool->n_threads++;
    pthread_attr_destroy(&a);
    return pool->n_threads > 0;
}

scan_pool *scan_pool_new(const struct scan_work *work, unsigned threads, bool ordered,
                         void (*emit)(void *into, struct scan_job *job), void *into)
{
    scan_pool *pool = calloc(1, sizeof *pool);
    if (!pool)
        return NULL;
    *pool = (scan_pool){.work = work, .emit = emit, .into = into, .ordered = ordered,
                        .size = threads * 3 + 2};
    pool->ring = calloc(pool->size, sizeof *pool->ring);
    pool->threads = calloc(threads, sizeof *pool->threads);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_mutex_init(&pool->emitting, NULL);
    pthread_cond_init(&pool->is_work, NULL);
    pthread_cond_init(&pool->is_room, NULL);
    if (pool->ring && pool->threads && start_threads(pool, threads))
        return pool;
    scan_pool_free(pool);
    return NULL;
}

struct scan_job *scan_pool_take(scan_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->in - pool->out == pool->size)
        pthread_cond_wait(&pool->is_room, &pool->lock);
    struct scan_job *job = at(pool, pool->in); /* no thread sees it before it is submitted */
    pthread_mutex_unlock(&pool->lock);
    empty_job(job);
    return job;
}

void scan_pool_submit(scan_pool *pool, struct scan_job *job)
{
    (void)job; /* the one that was taken last */
    pthread_mutex_lock(&pool->lock);
    pool->in++;
    pthread_cond_signal(&pool->is_work);
    pthread_mutex_unlock(&pool->lock);
}

void scan_pool_free(scan_pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->ending = true;
    pthread_cond_broadcast(&pool->is_work);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < pool->n_threads; i++)
        pthread_join(pool->threads[i], NULL);
    for (size_t i = 0; pool->ring && i < pool->size; i++) {
        struct scan_job *job = &pool->ring[i];
        fg_arena_free(job->arena);
        struct fg_buf *bufs[] = {&job->bytes, &job->lines, &job->name, &job->url,
                                 &job->content_type};
        for (size_t b = 0; b < sizeof bufs / sizeof *bufs; b++)
            fg_buf_free(bufs[b]);
    }
    pthread_cond_destroy(&pool->is_work);
    pthread_cond_destroy(&pool->is_room);
    pthread_mutex_destroy(&pool->lock);
    pthread_mutex_destroy(&pool->emitting);
    free(pool->ring);
    free(pool->threads);
    free(pool);
}

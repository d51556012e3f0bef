#include "cli/scan.h"

#include <pthread.h>
#include <stdlib.h>

/* A ring of jobs: [out, in) are under way; [next, in) of them wait for a thread. One
 * lock a posting, taken to say that one is done and to take the next; none while it is
 * worked on or passed on. One thread needs neither ring nor lock: the caller is it. */
struct scan_pool {
    const struct scan_work *work;
    void (*emit)(void *into, struct scan_job *job);
    void *into;
    bool ordered, ending;
    bool emitting;              /* a thread is: it sees to what others end meanwhile */
    pthread_mutex_t lock;       /* of all below                                      */
    pthread_cond_t is_work, is_room;
    struct scan_job *ring;
    size_t size, in, next, out;
    pthread_t *threads;
    unsigned n_threads;
    fg_scratch *scratch;        /* of the caller, where it does the work; else NULL  */
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

/* Room is told of when there is some of it, so that who reads wakes up for several. */
static bool has_room(const scan_pool *pool)
{
    return pool->in - pool->out <= pool->size / 2;
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

/* With the lock, which is let go while a job is passed on. */
static void pass_on(scan_pool *pool)
{
    if (pool->emitting)
        return;
    pool->emitting = true;
    for (struct scan_job *job; (job = next_done(pool));) {
        pthread_mutex_unlock(&pool->lock);
        pool->emit(pool->into, job);
        pthread_mutex_lock(&pool->lock);
        job->passed_on = true;
        while (pool->out < pool->next && at(pool, pool->out)->passed_on)
            pool->out++;
        if (has_room(pool))
            pthread_cond_signal(&pool->is_room);
    }
    pool->emitting = false;
}

/* With the lock. NULL when there will be no more. */
static struct scan_job *wait_for_work(scan_pool *pool)
{
    while (pool->next == pool->in && !pool->ending)
        pthread_cond_wait(&pool->is_work, &pool->lock);
    return pool->next < pool->in ? at(pool, pool->next++) : NULL;
}

static void *run(void *into)
{
    scan_pool *pool = into;
    fg_scratch *scratch = fg_scratch_new(pool->work->rules);
    pthread_mutex_lock(&pool->lock);
    for (struct scan_job *job; (job = wait_for_work(pool));) {
        pthread_mutex_unlock(&pool->lock);
        scan_work(pool->work, scratch, job);
        pthread_mutex_lock(&pool->lock);
        job->done = true;
        pass_on(pool);
    }
    pthread_mutex_unlock(&pool->lock);
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

/* Jobs that no two threads write to one line of the processor's caches for. */
static struct scan_job *new_ring(size_t n)
{
    struct scan_job *ring = aligned_alloc(_Alignof(struct scan_job), n * sizeof *ring);
    for (size_t i = 0; ring && i < n; i++)
        ring[i] = (struct scan_job){0};
    return ring;
}

scan_pool *scan_pool_new(const struct scan_work *work, unsigned threads, bool ordered,
                         void (*emit)(void *into, struct scan_job *job), void *into)
{
    scan_pool *pool = calloc(1, sizeof *pool);
    if (!pool)
        return NULL;
    *pool = (scan_pool){.work = work, .emit = emit, .into = into, .ordered = ordered,
                        .size = threads > 1 ? threads * 4 : 1};
    pool->ring = new_ring(pool->size);
    pool->threads = calloc(threads, sizeof *pool->threads);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->is_work, NULL);
    pthread_cond_init(&pool->is_room, NULL);
    if (threads == 1)
        pool->scratch = fg_scratch_new(work->rules);
    if (pool->ring && pool->threads && (pool->scratch || start_threads(pool, threads)))
        return pool;
    scan_pool_free(pool);
    return NULL;
}

struct scan_job *scan_pool_take(scan_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    if (pool->in - pool->out == pool->size)
        while (!has_room(pool))
            pthread_cond_wait(&pool->is_room, &pool->lock);
    struct scan_job *job = at(pool, pool->in); /* no thread sees it before it is submitted */
    pthread_mutex_unlock(&pool->lock);
    empty_job(job);
    return job;
}

void scan_pool_submit(scan_pool *pool, struct scan_job *job)
{
    if (pool->scratch) {
        scan_work(pool->work, pool->scratch, job);
        pool->emit(pool->into, job);
        return;
    }
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
    fg_scratch_free(pool->scratch);
    free(pool->ring);
    free(pool->threads);
    free(pool);
}

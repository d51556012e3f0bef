/* What a thread does with one input, and which postings take part. */
#include "cli/scan.h"
#include "extract/room.h"
#include "journal/room.h"
#include "match/room.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- filter ---- */

static enum fg_status open_grep(const char *pattern, struct scan_filter *out, struct fg_error *err)
{
    struct fg_error why = {0};
    if (fg_finder_new(fg_sv_of(pattern), true, &out->grep, &why) == FG_OK)
        return FG_OK;
    return fg_fail(err, why.status, "--grep %s", why.message);
}

/* A day, as the journal takes it; kept as it is written in postings. */
static enum fg_status open_since(const char *text, struct scan_filter *out, struct fg_error *err)
{
    _Static_assert(sizeof out->day >= FG_DAY_TEXT, "a day fits");
    struct fg_now now;
    int day;
    if (!fg_now_read(getenv("FITGAP_NOW"), &now) && !fg_now_read(NULL, &now))
        return fg_fail(err, FG_EIO, "the clock can't be read");
    if (!fg_day_said(fg_sv_of(text), now.today, &day))
        return fg_fail(err, FG_EUSAGE, "--since takes a day as 2026-11-22, yesterday or -14d, not "
                                       "'%s'", text);
    fg_day_write(day, out->day);
    out->since = fg_sv_of(out->day);
    return FG_OK;
}

static enum fg_status open_shard(const char *text, struct scan_filter *out, struct fg_error *err)
{
    struct fg_sv rest = fg_sv_of(text), part;
    uint32_t k = 0;
    fg_sv_next(&rest, '/', &part);
    if (!fg_sv_to_u32(part, &k) || !fg_sv_to_u32(rest, &out->shards) || k < 1 || k > out->shards)
        return fg_fail(err, FG_EUSAGE, "--shard takes K/N, K from 1 to N, not '%s'", text);
    out->shard = k - 1;
    return FG_OK;
}

enum fg_status scan_filter_open(const struct scan_options *o, struct scan_filter *out,
                                struct fg_error *err)
{
    enum fg_status status = FG_OK;
    *out = (struct scan_filter){0};
    if (o->since)
        status = open_since(o->since, out, err);
    if (status == FG_OK && o->shard)
        status = open_shard(o->shard, out, err);
    if (status == FG_OK && o->grep)
        status = open_grep(o->grep, out, err);
    return status;
}

void scan_filter_close(struct scan_filter *filter)
{
    fg_finder_free(filter->grep);
}

/* A posting that does not say when it was posted is not held back for that. */
bool scan_filter_has(const struct scan_filter *filter, const struct fg_posting *p)
{
    const struct fg_sv posted =
        p->posted.n ? p->posted : fg_sv_sub(p->source.fetched_at, 0, 10);
    if (filter->since.n && posted.n && fg_sv_cmp(fg_sv_sub(posted, 0, 10), filter->since) < 0)
        return false;
    return !filter->grep || fg_finder_has(filter->grep, p->title) ||
           fg_finder_has(filter->grep, p->company) || fg_finder_has(filter->grep, p->location);
}

bool scan_filter_has_path(const struct scan_filter *filter, const char *path)
{
    return !filter->shards || fg_hash(fg_sv_of(path)) % filter->shards == filter->shard;
}

/* ---- work ---- */

static void note(struct scan_job *job, const struct fg_error *err)
{
    struct fg_error *slot = fg_vec_add(job->arena, &job->problems);
    if (slot)
        *slot = *err;
}

static void worse(struct scan_job *job, int status)
{
    job->worst = status > job->worst ? status : job->worst;
}

static void keep(const struct scan_work *w, const struct fg_fit *fit, struct scan_job *job)
{
    const bool low = !isnan(w->least) && fit->score < w->least;
    if (low)
        worse(job, EXIT_BELOW);
    job->postings++;
    if (w->lines && (w->entries || !low) &&
        (w->entries || !w->band || (fit->score >= 0 && (int)fit->band + 1 == w->band)))
        fg_report_json(fit->posting, fit, true, &job->lines);
    if (w->entries) {
        struct fg_ranked *entry = fg_vec_add(job->arena, &job->entries);
        if (entry)
            fg_ranked_of(fit, job->arena, entry);
    }
}

static void score(const struct scan_work *w, fg_scratch *scratch, const struct fg_posting *posting,
                  struct scan_job *job)
{
    struct fg_error err = {0};
    struct fg_fit *fit = fg_arena_calloc(job->arena, 1, sizeof *fit);
    if (!cli_page_problem(posting, &err)) {
        if (!scan_filter_has(w->filter, posting))
            return;
        if (fit &&
            fg_match(w->rules, scratch, posting, w->profile, job->arena, fit, &err) == FG_OK &&
            (!w->lines ||
             fg_match_duties(w->rules, scratch, w->profile, job->arena, fit, &err) == FG_OK))
            keep(w, fit, job);
        else
            note(job, &err);
        return;
    }
    note(job, &err);
    if (posting->page == FG_PAGE_EMPTY)
        worse(job, EXIT_NO_REQUIREMENT);
}

static struct fg_source source_of(const struct scan_job *job)
{
    return (struct fg_source){.given = fg_buf_sv(&job->name), .file = fg_buf_sv(&job->name),
                              .url = fg_buf_sv(&job->url)};
}

static enum fg_status each_document(const struct scan_work *w, fg_scratch *scratch,
                                    const struct fg_document *all, size_t i, size_t n,
                                    const struct fg_source *whole, struct scan_job *job,
                                    struct fg_error *err)
{
    struct fg_posting *p = fg_arena_calloc(job->arena, 1, sizeof *p);
    if (!p)
        return fg_fail_memory(err);
    const enum fg_status status = fg_extract(w->rules, scratch, &all[i], job->arena, p, err);
    if (status != FG_OK)
        return status;
    p->source = cli_source_of(whole, p, i, n, job->arena);
    /* A place in a stream is a name only for what has no address: streams are cut, and a
     * posting's line then has another number. */
    if (p->source.url.n && fg_sv_starts(p->source.file, FG_SV("standard input")))
        p->source.file = (struct fg_sv){0};
    score(w, scratch, p, job);
    return FG_OK;
}

void scan_work(const struct scan_work *w, fg_scratch *scratch, struct scan_job *job)
{
    const struct fg_input input = {.bytes = job->reply ? job->reply->bytes : fg_buf_sv(&job->bytes),
                                   .name = fg_buf_sv(&job->name), .url = fg_buf_sv(&job->url),
                                   .content_type = fg_buf_sv(&job->content_type)};
    struct fg_document *documents;
    struct fg_source whole = source_of(job);
    size_t n = 0;
    struct fg_error err = {0};
    if (!scratch || !job->arena || job->problems.n)
        return; /* what was wrong is said already */
    enum fg_status status =
        job->reply
            ? cli_reply_read(w->rules, job->reply, job->arena, &documents, &n, &whole, &err)
            : fg_document_read(w->rules, &input, job->arena, &documents, &n, &err);
    if (n && w->lines) /* a tenth of a page's time, and a ranking does without */
        fg_sha256_hex(input.bytes, whole.sha256);
    for (size_t i = 0; status == FG_OK && i < n; i++)
        status = each_document(w, scratch, documents, i, n, &whole, job, &err);
    if (status != FG_OK) {
        if (!err.place[0])
            snprintf(err.place, sizeof err.place, "%.*s", FG_SV_ARG(input.name));
        note(job, &err);
    }
}

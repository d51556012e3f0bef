#include "cli/scan.h"

#include "document/container.h"
#include "document/site.h"
#include "extract/room.h"
#include "match/room.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct fg_sv standard_input = {"standard input", 14};

const struct option_spec cli_source_options[] = {
    {"field", 0, OPTION_TEXT, offsetof(struct source_options, fields), "NAMES",
     "the members or columns of JSON Lines and CSV that hold the text", NULL},
    {0}};

typedef void each_posting(struct cli *cli, const struct fg_posting *posting, fg_arena *arena,
                          void *into);

struct walk {
    struct cli *cli;
    each_posting *each;
    void *into;
    fg_arena *arena; /* of one source */
    const char *given;
};

static enum fg_status trace(struct walk *w, const struct fg_document *d, fg_arena *arena,
                            struct fg_error *err)
{
    fg_buf_addf(&w->cli->out, "# %s\n", w->given);
    const struct fg_document *view = d->structured ? d->structured : NULL;
    enum fg_status status =
        fg_extract_trace(w->cli->rules, w->cli->scratch, d, arena, &w->cli->out, err);
    if (view)
        fg_buf_addf(&w->cli->out, "# structured data of %s\n", w->given);
    if (status == FG_OK && view)
        status = fg_extract_trace(w->cli->rules, w->cli->scratch, view, arena, &w->cli->out,
                                  err);
    return status == FG_OK ? cli_flush(w->cli, err) : status;
}

struct fg_source cli_source_of(const struct fg_source *whole, const struct fg_posting *posting,
                               size_t i, size_t n, fg_arena *arena)
{
    struct fg_source s = *whole;
    struct fg_buf file = {0};
    if (!s.url.n || n > 1)
        s.url = posting->source.url;
    if (!s.site.n)
        s.site = posting->source.site;
    if (n < 2)
        return s;
    if (s.file.n) {
        fg_buf_addf(&file, "%.*s:%zu", FG_SV_ARG(s.file), i + 1);
        s.file = fg_arena_sv(arena, fg_buf_sv(&file));
    }
    if (s.sha256[0])
        fg_sha256_hex(posting->text, s.sha256);
    fg_buf_free(&file);
    return s;
}

static void each_document(struct walk *w, const struct fg_document *documents, size_t n,
                          struct fg_sv bytes, const struct fg_source *source, fg_arena *arena)
{
    enum fg_status status = FG_OK;
    struct fg_error err;
    struct fg_source whole = *source;
    fg_sha256_hex(bytes, whole.sha256);
    for (size_t i = 0; status == FG_OK && i < n; i++) {
        struct fg_posting posting;
        if (!w->each) {
            status = trace(w, &documents[i], arena, &err);
            continue;
        }
        status = fg_extract(w->cli->rules, w->cli->scratch, &documents[i], arena, &posting, &err);
        if (status != FG_OK)
            break;
        posting.source = cli_source_of(&whole, &posting, i, n, arena);
        w->each(w->cli, &posting, arena, w->into);
    }
    if (status != FG_OK)
        cli_error(w->cli, &err);
}

static void read_documents(struct walk *w, const struct fg_input *input,
                           const struct fg_source *source)
{
    struct fg_document *documents;
    size_t n = 0;
    struct fg_error err;
    if (fg_document_read(w->cli->rules, input, w->arena, &documents, &n, &err) == FG_OK)
        each_document(w, documents, n, input->bytes, source, w->arena);
    else
        cli_error(w->cli, &err);
}

/* One posting's bytes, or several of what a container holds. */
static bool read_member(void *into, const struct fg_member *m)
{
    struct walk *w = into;
    const struct fg_input input = {.bytes = fg_buf_sv(m->bytes), .name = m->name, .url = m->url,
                                   .content_type = m->content_type};
    const bool standard = fg_sv_eq(m->name, standard_input);
    const bool itself = standard || fg_sv_eq(m->name, fg_sv_of(w->given));
    const struct fg_source source = {.given = itself ? fg_sv_of(w->given) : m->name,
                                     .file = standard ? (struct fg_sv){0} : m->name,
                                     .url = m->url};
    fg_arena_reset(w->arena);
    if (m->problem)
        cli_error(w->cli, m->problem);
    else
        read_documents(w, &input, &source);
    return true;
}

static bool read_path(void *into, const char *path, bool beside)
{
    struct walk *w = into;
    struct fg_error err = {0};
    const bool standard = strcmp(path, "-") == 0;
    const struct fg_container_options o = {.fields = w->cli->fields, .beside = beside && !standard};
    const int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    w->given = path;
    enum fg_status status;
    if (fd < 0)
        status = fg_fail_at(&err, FG_EIO, path, 0, 0, "%s", strerror(errno));
    else
        status = fg_container_each(fd, standard ? standard_input.p : path, &o, read_member, w,
                                   &err);
    if (status != FG_OK)
        cli_error(w->cli, &err);
    if (fd >= 0 && !standard)
        close(fd);
    return true;
}

/* ---- addresses ---- */

bool cli_fetch_problem(const struct fg_fetch_job *job, struct fg_error *err)
{
    const struct fg_reply *reply = &job->reply;
    char url[sizeof err->place];
    if (job->status != FG_OK) {
        *err = job->error;
        return true;
    }
    if (reply->what == FG_FETCHED)
        return false;
    snprintf(url, sizeof url, "%.*s", FG_SV_ARG(reply->url));
    if (reply->what == FG_FETCHED_GONE)
        fg_fail_at(err, FG_EFETCH, url, 0, 0, "the posting is closed or was never there (HTTP %ld)",
                   reply->status);
    else
        fg_fail_at(err, FG_EFETCH, url, 0, 0,
                   "blocked (HTTP %ld): open it in the browser, save the page, and pass the file",
                   reply->status);
    return true;
}

enum fg_status cli_reply_read(const fg_rules *rules, const struct fg_reply *reply, fg_arena *arena,
                              struct fg_document **documents, size_t *n, struct fg_source *source,
                              struct fg_error *err)
{
    char url[sizeof err->place];
    const enum fg_status status = fg_reply_read(rules, reply, arena, documents, n, err);
    const bool one = status == FG_OK && *n <= 1 && !(reply->answer && reply->answer->many);
    *source = (struct fg_source){.given = reply->url,
                                 .key = one ? reply->key : (struct fg_sv){0},
                                 .url = one ? reply->url : (struct fg_sv){0},
                                 .fetched_at = reply->fetched_at};
    if (status != FG_OK || *n)
        return status;
    snprintf(url, sizeof url, "%.*s", FG_SV_ARG(reply->url));
    return fg_fail_at(err, FG_EFETCH, url, 0, 0,
                      "the posting is closed: its board no longer lists it");
}

static enum fg_status fetcher(struct cli *cli, struct fg_error *err)
{
    char cache[4096];
    if (cli->fetcher)
        return FG_OK;
    const struct fg_fetch_options o = {
        .rules = cli->rules,
        .allow_private = cli->o.allow_private,
        .cache_dir = fg_xdg_dir(cache, sizeof cache, "CACHE") ? cache : NULL,
        .allow_sites = cli->o.allow_site,
        .offline = cli->o.offline,
        .refresh = cli->o.refresh,
        .total_seconds = cli->o.timeout >= 1 ? (long)cli->o.timeout : 0,
        .most_at_once = cli->o.jobs > 0 ? (unsigned)cli->o.jobs : 0,
        .most_per_host = cli->o.per_host > 0 ? (unsigned)cli->o.per_host : 0,
        .host_delay_ms = cli->o.delay < 0 ? 0 : cli->o.delay > 0 ? (long)(cli->o.delay * 1000) : -1,
    };
    return fg_fetcher_new(&o, &cli->fetcher, err);
}

/* Several addresses under way at once, handed on in the order they were given. */
struct fetching {
    void (*each)(void *into, struct fg_fetch_job *job);
    void *into;
    struct fg_fetch_job *jobs;
    bool *ended;
    size_t n, n_ended, next; /* the first not passed on */
    bool on_terminal;
};

/* One line on a terminal, wiped before anything else is written there. */
static void show_progress(const struct fetching *f, bool show)
{
    if (!f->on_terminal)
        return;
    fputs("\r\033[K", stderr);
    if (show)
        fprintf(stderr, "fitgap: %zu of %zu fetched", f->n_ended, f->n);
    fflush(stderr);
}

static void on_fetched(void *into, struct fg_fetch_job *job)
{
    struct fetching *f = into;
    f->ended[job - f->jobs] = true;
    f->n_ended++;
    show_progress(f, false);
    for (; f->next < f->n && f->ended[f->next]; f->next++) {
        struct fg_fetch_job *j = &f->jobs[f->next];
        f->each(f->into, j);
        fg_arena_free(j->arena);
        j->arena = NULL;
    }
    show_progress(f, f->n_ended < f->n);
}

void cli_fetch_each(struct cli *cli, const char *const *urls, size_t n,
                    void (*each)(void *into, struct fg_fetch_job *job), void *into)
{
    struct fetching f = {.each = each, .into = into, .n = n, .jobs = calloc(n, sizeof *f.jobs),
                         .ended = calloc(n, sizeof *f.ended)};
    f.on_terminal = n > 1 && !cli->o.no_progress && !cli->o.quiet && isatty(STDERR_FILENO);
    struct fg_error err;
    enum fg_status status = f.jobs && f.ended ? fetcher(cli, &err) : fg_fail_memory(&err);
    for (size_t i = 0; status == FG_OK && i < n; i++) {
        f.jobs[i] = (struct fg_fetch_job){.url = fg_sv_of(urls[i]), .arena = fg_arena_new(0)};
        status = f.jobs[i].arena ? FG_OK : fg_fail_memory(&err);
    }
    if (status == FG_OK)
        status = fg_fetch_all(cli->fetcher, f.jobs, n, on_fetched, &f, &err);
    if (status != FG_OK)
        cli_error(cli, &err);
    for (size_t i = 0; f.jobs && i < n; i++)
        fg_arena_free(f.jobs[i].arena);
    free(f.jobs);
    free(f.ended);
}

static void read_reply(void *into, struct fg_fetch_job *job)
{
    struct walk *w = into;
    struct fg_document *documents;
    struct fg_source source;
    struct fg_error err;
    size_t n = 0;
    if (cli_fetch_problem(job, &err) ||
        cli_reply_read(w->cli->rules, &job->reply, job->arena, &documents, &n, &source, &err) !=
            FG_OK) {
        cli_error(w->cli, &err);
        return;
    }
    w->cli->reply = &job->reply;
    each_document(w, documents, n, job->reply.bytes, &source, job->arena);
    w->cli->reply = NULL;
}

enum fg_status cli_wants_sources(const struct cli *cli, struct fg_error *err)
{
    return cli->n_words ? FG_OK
                        : fg_fail(err, FG_EUSAGE, "name a posting: an address, a file, a folder, "
                                                  "or - for standard input");
}

void cli_each_posting(struct cli *cli, const char *const *sources, each_posting *each, void *into)
{
    struct walk w = {cli, each, into, fg_arena_new(0), ""};
    struct fg_error err;
    if (!w.arena) {
        fg_fail_memory(&err);
        cli_error(cli, &err);
        return;
    }
    while (*sources) {
        size_t n = 0;
        while (sources[n] && fg_fetch_is_url(fg_sv_of(sources[n])))
            n++;
        if (n)
            cli_fetch_each(cli, sources, n, read_reply, &w);
        else
            scan_walk((const char *const[]){*sources, NULL}, read_path, &w);
        sources += n ? n : 1;
    }
    fg_arena_free(w.arena);
}

/* ---- what became of a posting ---- */

static struct fg_sv place_of(const struct fg_posting *p)
{
    const struct fg_sv file = p->source.file.n ? p->source.file : p->source.url;
    return file.n ? file : FG_SV("standard input");
}

bool cli_page_problem(const struct fg_posting *posting, struct fg_error *err)
{
    static const struct {
        enum fg_status status;
        const char *why;
    } pages[] = {
        [FG_PAGE_POSTING] = {FG_OK, ""},
        [FG_PAGE_EMPTY] = {FG_OK, "no requirement was found in it, so there is nothing to score"},
        [FG_PAGE_CLOSED] = {FG_EREAD, "the posting is closed"},
        [FG_PAGE_BLOCKED] = {FG_EREAD, "blocked by a bot wall: open it in the browser, save the "
                                       "page, and pass the file"},
        [FG_PAGE_SHELL] = {FG_EREAD, "an empty JavaScript shell: open it in the browser, save "
                                     "the page, and pass the file"},
        [FG_PAGE_LISTING] = {FG_EREAD, "a list of jobs, not one posting: pass the address of one"},
    };
    const struct fg_sv place = place_of(posting);
    char name[sizeof err->place];
    if (posting->page == FG_PAGE_POSTING)
        return false;
    snprintf(name, sizeof name, "%.*s", FG_SV_ARG(place));
    fg_fail_at(err, pages[posting->page].status, name, 0, 0, "%s", pages[posting->page].why);
    return true;
}

static bool has_rules_for(const struct cli *cli, const char *language)
{
    const char *const *code = fg_rules_languages(cli->rules);
    while (*code && strcmp(*code, language) != 0)
        code++;
    return *code != NULL;
}

int cli_explain_page(struct cli *cli, const struct fg_posting *posting)
{
    struct fg_error err;
    if (!cli_page_problem(posting, &err)) {
        if (posting->closed)
            cli_say(cli, "%.*s: the posting says it is closed", FG_SV_ARG(place_of(posting)));
        return EXIT_DONE;
    }
    cli_error(cli, &err);
    if (posting->page == FG_PAGE_EMPTY) {
        if (posting->language[0] && !has_rules_for(cli, posting->language))
            cli_say(cli, "%.*s: its language is '%s', for which there are no rules",
                    FG_SV_ARG(place_of(posting)), posting->language);
        cli_worse(cli, EXIT_NO_REQUIREMENT);
    }
    return cli->worst;
}

/* The day a journal's entry is written: the clock's, or $FITGAP_NOW for tests. */
static struct fg_sv today(struct cli *cli)
{
    char text[16];
    const char *set = getenv("FITGAP_NOW");
    const time_t now = time(NULL);
    struct tm utc;
    if (set && set[0])
        return fg_sv_sub(fg_sv_of(set), 0, strlen("2026-11-22"));
    if (!gmtime_r(&now, &utc) || !strftime(text, sizeof text, "%Y-%m-%d", &utc))
        return (struct fg_sv){0};
    return fg_arena_sv(cli->arena, fg_sv_of(text));
}

/* The whole reasoning of a fit's requirement; false where there is none of that id. */
static bool explain_fit(struct cli *cli, const struct fg_fit *fit, unsigned id, fg_arena *arena)
{
    const struct fg_report_style style = cli_style(cli);
    struct fg_reasoning why;
    struct fg_error err;
    if (id == 0 || id > fit->n_verdicts)
        return false;
    if (fg_match_explain(cli->rules, cli->scratch, fit->posting, cli->profile, id, arena, &why,
                         &err) != FG_OK) {
        cli_error(cli, &err);
        return true;
    }
    return fg_report_explain(fit, id, &why, &style, &cli->out);
}

void cli_explain(struct cli *cli, const struct fg_posting *posting, const struct fg_fit *fit,
                 fg_arena *arena)
{
    const struct fg_report_style style = cli_style(cli);
    const struct fg_sv id = fg_sv_of(cli->o.explain);
    const bool one_line = cli->o.format == FG_FORMAT_JSONL;
    uint32_t number = 0;
    struct fg_error err;
    if (fg_sv_to_u32(fg_sv_sub(id, id.n && id.p[0] == 'r', id.n), &number) &&
        (one_line || cli->o.format == FG_FORMAT_JSON
             ? fg_report_explain_json(posting, fit, number, one_line, &cli->out)
         : fit ? explain_fit(cli, fit, number, arena)
               : fg_report_explain_posting(posting, number, &style, &cli->out)))
        return;
    fg_fail(&err, FG_EUSAGE, "there is no requirement '%s' in it: r1 to r%zu", cli->o.explain,
            posting->n_requirements);
    cli_error(cli, &err);
}

static void report_fit(struct cli *cli, const struct fg_fit *fit, fg_arena *arena)
{
    const struct fg_report_style style = cli_style(cli);
    const enum fg_format format = (enum fg_format)cli->o.format;
    if (cli->o.explain)
        cli_explain(cli, fit->posting, fit, arena);
    else if (format == FG_FORMAT_TEXT)
        fg_report_fit_text(fit, &style, &cli->out);
    else if (format == FG_FORMAT_JSON || format == FG_FORMAT_JSONL)
        fg_report_json(fit->posting, fit, format == FG_FORMAT_JSONL, &cli->out);
    else
        fg_report_entry(fit, format, today(cli), &cli->out);
}

void cli_score(struct cli *cli, const struct fg_posting *posting, fg_arena *arena)
{
    struct fg_fit fit;
    struct fg_error err;
    if (cli_explain_page(cli, posting) != EXIT_DONE && posting->page != FG_PAGE_POSTING)
        return;
    if (fg_match(cli->rules, cli->scratch, posting, cli->profile, arena, &fit, &err) != FG_OK ||
        fg_match_duties(cli->rules, cli->scratch, cli->profile, arena, &fit, &err) != FG_OK) {
        cli_error(cli, &err);
        return;
    }
    if (!isnan(cli->o.min_score) && fit.score < cli->o.min_score)
        cli_worse(cli, EXIT_BELOW);
    report_fit(cli, &fit, arena);
    if (cli_flush(cli, &err) != FG_OK)
        cli_error(cli, &err);
}

#include "cli/scan.h"
#include "document/container.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static const char *const sorts[] = {"score", "must", "posted", "company", "title", "file", NULL};
static const char *const bands[] = {"any", "apply", "apply-anyway", "stretch", "not-yet", NULL};

#define AT(member) offsetof(struct scan_options, member)
/* Of both commands; those of scan alone stand behind. */
#define OF_BOTH                                                                                  \
    {"sort", 0, OPTION_CHOICE, AT(sort), "KEY", "score, must, posted, company, title or file",   \
     sorts},                                                                                     \
        {"band", 0, OPTION_CHOICE, AT(band), "BAND", "show one band only", bands},               \
        {"top", 0, OPTION_INTEGER, AT(top), "N", "show the first N", NULL},                      \
        {"since", 0, OPTION_TEXT, AT(since), "DAY", "leave out what was posted before", NULL},   \
        {"grep", 0, OPTION_TEXT, AT(grep), "REGEX",                                              \
         "only where title, company or location match", NULL}

const struct option_spec cli_rank_options[] = {OF_BOTH, {0}};
const struct option_spec cli_scan_options[] = {
    OF_BOTH,
    {"ordered", 0, OPTION_FLAG, AT(ordered), NULL, "jsonl: keep the order of the input", NULL},
    {"shard", 0, OPTION_TEXT, AT(shard), "K/N", "only the K-th of N parts, by each path's hash",
     NULL},
    {"resume", 0, OPTION_TEXT, AT(resume), "STATE",
     "keep what is done in STATE, and go on from there", NULL},
    {"field", 0, OPTION_TEXT, AT(fields), "NAMES",
     "members or columns that hold the text (JSON Lines, CSV)", NULL},
    {0}};
#undef AT

/* ---- Ctrl-C ---- */

enum { BY_ITSELF = -1 };
static volatile sig_atomic_t interrupted; /* the signal's number, or BY_ITSELF */

static void on_interrupt(int signal)
{
    interrupted = signal;
}

/* The first one ends the run with what is done, a second one ends the process. */
static void catch_interrupts(void)
{
    struct sigaction a = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &a, NULL);
    sigaction(SIGTERM, &a, NULL);
}

/* ---- a run ---- */

struct scan {
    struct cli *cli;
    const struct scan_options *o;
    struct scan_filter filter;
    struct scan_work work;
    scan_pool *pool;
    fg_ranking *ranking;         /* NULL: lines are written as they come */
    scan_state *state;           /* NULL: none is kept */
    size_t inputs, postings, unread, without;
    size_t total, met, skipped;  /* files: in all, met with, done in an earlier run  */
    FG_VEC(const char *) urls;   /* addresses that are still to be fetched           */
    struct timespec started, shown;
    bool progress;
};

static double seconds_since(const struct timespec *then)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - then->tv_sec) + 1e-9 * (double)(now.tv_nsec - then->tv_nsec);
}

static void wipe_progress(const struct scan *s)
{
    if (s->progress)
        fputs("\r\033[K", stderr);
}

static void put_lines(struct scan *s, struct fg_sv lines)
{
    struct fg_error err;
    fg_buf_add(&s->cli->out, lines);
    if (!lines.n || cli_flush(s->cli, &err) == FG_OK)
        return;
    cli_error(s->cli, &err);
    interrupted = BY_ITSELF; /* nobody reads what is written */
}

/* A result of an earlier run. */
static enum fg_status replay(void *into, struct fg_sv line, struct fg_error *err)
{
    struct scan *s = into;
    struct fg_posting posting;
    struct fg_fit fit;
    struct fg_ranked entry;
    fg_arena *arena = fg_arena_new(0);
    if (!arena)
        return fg_fail_memory(err);
    enum fg_status status = fg_report_read_line(line, arena, &posting, &fit, err);
    if (status == FG_OK && !isnan(s->cli->o.min_score) && fit.score < s->cli->o.min_score)
        cli_worse(s->cli, EXIT_BELOW);
    if (status == FG_OK && s->ranking)
        status = fg_ranked_of(&fit, arena, &entry) ? fg_ranking_add(s->ranking, &entry, err)
                                                   : fg_fail_memory(err);
    if (status == FG_OK && !s->ranking) {
        put_lines(s, line);
        put_lines(s, FG_SV("\n"));
    }
    s->postings += status == FG_OK;
    fg_arena_free(arena);
    return status;
}

/* What can't be read is tried again the next time. */
static void keep_state(struct scan *s, const struct scan_job *job)
{
    struct fg_error err;
    if (!s->state || job->problems.n)
        return;
    if (scan_state_add(s->state, fg_buf_sv(&job->name), fg_buf_sv(&job->lines), &err) == FG_OK)
        return;
    cli_error(s->cli, &err);
    interrupted = BY_ITSELF; /* or the next run would do it twice */
}

static unsigned columns(void)
{
    struct winsize w;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col ? w.ws_col : 80;
}

static void put_period(struct fg_buf *out, double seconds)
{
    enum { MINUTE = 60, HOUR = 60 * MINUTE };
    const unsigned long n = seconds < 1e9 ? (unsigned long)(seconds + 0.5) : 1000000000UL;
    if (n < 2 * MINUTE)
        fg_buf_addf(out, "%lu s", n);
    else if (n < 2 * HOUR)
        fg_buf_addf(out, "%lu min", (n + MINUTE / 2) / MINUTE);
    else
        fg_buf_addf(out, "%lu h %lu min", n / HOUR, n % HOUR / MINUTE);
}

/* "120/500 [####............] 47/s, 8 s left", without the bar where it is too wide. */
static void progress_line(const struct scan *s, struct fg_buf *out)
{
    enum { CELLS = 20, BESIDE = 38 };
    const double seconds = seconds_since(&s->started);
    const double rate = (double)s->inputs / (seconds > 0 ? seconds : 1);
    const size_t done = s->inputs + s->skipped;
    fg_buf_addf(out, "%zu", done);
    if (!s->total || s->total < done) { /* a stream, or archives of many */
        fg_buf_addf(out, " read, %.0f/s", rate);
        return;
    }
    fg_buf_addf(out, "/%zu ", s->total);
    if (columns() >= CELLS + BESIDE) {
        fg_buf_addc(out, '[');
        for (size_t i = 0; i < CELLS; i++)
            fg_buf_addc(out, i < done * CELLS / s->total ? '#' : '.');
        fg_buf_addz(out, "] ");
    }
    fg_buf_addf(out, "%.0f/s, ", rate);
    put_period(out, (double)(s->total - done) / (rate > 0 ? rate : 1));
    fg_buf_addz(out, " left");
}

static void show_progress(struct scan *s)
{
    struct fg_buf line = {0};
    if (!s->progress || seconds_since(&s->shown) < 0.1)
        return;
    clock_gettime(CLOCK_MONOTONIC, &s->shown);
    progress_line(s, &line);
    fprintf(stderr, "\r\033[K%.*s", (int)columns() - 1, line.p ? line.p : "");
    fflush(stderr);
    fg_buf_free(&line);
}

/* Called by one thread at a time. */
static void emit(void *into, struct scan_job *job)
{
    struct scan *s = into;
    struct fg_error err;
    s->inputs++;
    s->postings += job->postings;
    if (job->problems.n)
        wipe_progress(s);
    for (size_t i = 0; i < job->problems.n; i++) {
        s->without += job->problems.at[i].status == FG_OK;
        s->unread += job->problems.at[i].status != FG_OK;
        cli_error(s->cli, &job->problems.at[i]);
    }
    cli_worse(s->cli, job->worst);
    for (size_t i = 0; s->ranking && i < job->entries.n; i++)
        if (fg_ranking_add(s->ranking, &job->entries.at[i], &err) != FG_OK)
            cli_error(s->cli, &err);
    keep_state(s, job);
    if (!s->ranking)
        put_lines(s, fg_buf_sv(&job->lines));
    show_progress(s);
}

/* ---- inputs ---- */

static void submit_problem(struct scan *s, const struct fg_error *problem)
{
    struct scan_job *job = scan_pool_take(s->pool);
    struct fg_error *slot = fg_vec_add(job->arena, &job->problems);
    if (slot)
        *slot = *problem;
    scan_pool_submit(s->pool, job);
}

static bool is_done(struct scan *s, struct fg_sv name)
{
    const bool done = s->state && scan_state_has(s->state, name);
    s->skipped += done;
    return done;
}

static bool submit_member(void *into, const struct fg_member *m)
{
    struct scan *s = into;
    if (m->problem) {
        submit_problem(s, m->problem);
        return !interrupted;
    }
    if (is_done(s, m->name))
        return !interrupted;
    struct scan_job *job = scan_pool_take(s->pool);
    const struct fg_buf kept = job->bytes;
    job->bytes = *m->bytes;
    *m->bytes = kept;
    m->bytes->ceiling = job->bytes.ceiling;
    fg_buf_add(&job->name, m->name);
    fg_buf_add(&job->url, m->url);
    fg_buf_add(&job->content_type, m->content_type);
    scan_pool_submit(s->pool, job);
    return !interrupted;
}

static void submit_fetched(void *into, struct fg_fetch_job *fetched)
{
    struct scan *s = into;
    struct fg_error err;
    if (interrupted)
        return;
    if (cli_fetch_problem(fetched, &err)) {
        submit_problem(s, &err);
        return;
    }
    struct scan_job *job = scan_pool_take(s->pool);
    fg_arena *arena = job->arena;
    struct fg_reply *reply = fg_arena_calloc(fetched->arena, 1, sizeof *reply);
    if (reply)
        *reply = fetched->reply;
    job->arena = fetched->arena; /* where the reply lives */
    job->reply = reply;
    fetched->arena = arena;
    fg_buf_add(&job->name, fetched->url);
    scan_pool_submit(s->pool, job);
}

/* Addresses that stand beside each other are fetched at once. */
static void fetch_urls(struct scan *s)
{
    if (s->urls.n && !interrupted)
        cli_fetch_each(s->cli, s->urls.at, s->urls.n, submit_fetched, s);
    s->urls.n = 0;
}

static void keep_url(struct scan *s, const char *url)
{
    struct fg_error err;
    if (is_done(s, fg_sv_of(url)))
        return;
    const char **slot = fg_vec_add(s->cli->arena, &s->urls);
    if (slot) {
        *slot = url;
        return;
    }
    fg_fail_memory(&err);
    submit_problem(s, &err);
}

static void read_file(struct scan *s, const char *path, bool beside)
{
    struct fg_error err = {0};
    const bool standard = strcmp(path, "-") == 0;
    const struct fg_container_options o = {.fields = s->o->fields, .beside = beside && !standard};
    const int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    enum fg_status status;
    if (fd < 0)
        status = fg_fail_at(&err, FG_EIO, path, 0, 0, "%s", strerror(errno));
    else
        status = fg_container_each(fd, standard ? "standard input" : path, &o, submit_member, s,
                                   &err);
    if (status != FG_OK)
        submit_problem(s, &err);
    if (fd >= 0 && !standard)
        close(fd);
}

static bool read_path(void *into, const char *path, bool beside)
{
    struct scan *s = into;
    s->met++;
    if (strcmp(path, "-") != 0 && !scan_filter_has_path(&s->filter, path))
        return !interrupted;
    if (fg_fetch_is_url(fg_sv_of(path))) {
        keep_url(s, path);
        return !interrupted;
    }
    fetch_urls(s);
    read_file(s, path, beside);
    return !interrupted;
}

static void read_places(struct scan *s)
{
    for (size_t i = 0; i < s->cli->n_words && !interrupted; i++) {
        const char *const place[] = {s->cli->words[i], NULL};
        const size_t before = s->met;
        scan_walk(place, read_path, s);
        if (s->met == before && !interrupted)
            cli_say(s->cli, "%s: there is no file in this folder", place[0]);
    }
    fetch_urls(s);
}

static bool count_path(void *into, const char *path, bool beside)
{
    (void)beside;
    struct scan *s = into;
    s->total += scan_filter_has_path(&s->filter, path);
    return !interrupted;
}

/* ---- the command ---- */

static unsigned threads(const struct cli *cli)
{
    enum { MOST = 256 };
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);
    const long n = cli->o.jobs > 0 ? cli->o.jobs : cores > 0 ? cores : 1;
    return (unsigned)(n < MOST ? n : MOST);
}

static bool has_stream(const struct cli *cli)
{
    for (size_t i = 0; i < cli->n_words; i++)
        if (strcmp(cli->words[i], "-") == 0)
            return true;
    return false;
}

/* Of all that a result depends on but the posting. */
static void digest_of(const struct scan *s, char hex[65])
{
    fg_sha256 sha;
    const char *const texts[] = {fg_rules_digest(s->cli->rules), s->cli->profile->digest,
                                 s->filter.since.p, s->o->grep, s->o->fields};
    char numbers[64];
    fg_sha256_begin(&sha);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fg_sha256_add(&sha, fg_sv_of(texts[i]));
        fg_sha256_add(&sha, FG_SV("\n"));
    }
    snprintf(numbers, sizeof numbers, "%d %g", s->o->band, s->cli->o.min_score);
    fg_sha256_add(&sha, fg_sv_of(s->work.entries ? "" : numbers)); /* lines are filtered */
    fg_sha256_end(&sha, hex);
}

static enum fg_status open_state(struct scan *s, struct fg_error *err)
{
    char digest[65];
    if (!s->o->resume)
        return FG_OK;
    digest_of(s, digest);
    s->work.lines = true;
    return scan_state_open(s->o->resume, digest, replay, s, &s->state, err);
}

static enum fg_status begin(struct scan *s, struct fg_error *err)
{
    const bool lines = s->cli->o.format == FG_FORMAT_JSONL;
    s->work = (struct scan_work){.rules = s->cli->rules, .profile = s->cli->profile,
                                 .filter = &s->filter, .least = s->cli->o.min_score,
                                 .band = s->o->band, .lines = lines, .entries = !lines};
    s->progress = !s->cli->o.no_progress && !s->cli->o.quiet && isatty(STDERR_FILENO);
    clock_gettime(CLOCK_MONOTONIC, &s->started);
    s->shown = s->started; /* a rate needs a moment */
    const double line = fg_rules_scoring(s->work.rules)->band_apply_anyway;
    if (!lines && !(s->ranking = fg_ranking_new(line)))
        return fg_fail_memory(err);
    const enum fg_status status = open_state(s, err);
    if (status != FG_OK)
        return status;
    if (s->progress && !has_stream(s->cli))
        scan_walk(s->cli->words, count_path, s);
    s->pool = scan_pool_new(&s->work, threads(s->cli), !lines || s->o->ordered, emit, s);
    return s->pool ? FG_OK : fg_fail_memory(err);
}

static void say_summary(struct scan *s)
{
    wipe_progress(s);
    cli_say(s->cli, "%zu posting%s scored%s, %zu without a requirement, %zu that could not be read",
            s->postings, s->postings == 1 ? "" : "s",
            interrupted ? " until it was interrupted" : "",
            s->without, s->unread);
}

static enum fg_status run(struct scan *s, struct fg_error *err)
{
    const enum fg_status status = begin(s, err);
    if (status != FG_OK)
        return status;
    catch_interrupts();
    read_places(s);
    scan_pool_free(s->pool);
    if (interrupted) /* as a shell tells it: what is there is a part only */
        cli_worse(s->cli, interrupted > 0 ? EXIT_SIGNAL + interrupted : EXIT_UNREADABLE);
    if (s->ranking)
        scan_print(s->cli, s->o, s->ranking);
    say_summary(s);
    return FG_OK;
}

/* Lines are written as each is done, so that none is known to be the best. */
static enum fg_status check_options(const struct scan *s, struct fg_error *err)
{
    if (s->cli->o.format != FG_FORMAT_JSONL || (s->o->top == 0 && s->o->sort == 0))
        return FG_OK;
    return fg_fail(err, FG_EUSAGE, "--%s asks for a ranking, and --format jsonl writes lines as "
                                   "they are done: use --format json", s->o->top ? "top" : "sort");
}

int cmd_scan(struct cli *cli, void *options)
{
    struct scan s = {.cli = cli, .o = options};
    struct fg_error err;
    if (cli->n_words == 0) {
        fg_fail(&err, FG_EUSAGE, "name a place: a folder, a file, an archive, an address, or - for "
                                 "standard input");
        return cli_error(cli, &err);
    }
    if (check_options(&s, &err) != FG_OK || scan_filter_open(s.o, &s.filter, &err) != FG_OK ||
        cli_profile(cli, &err) != FG_OK || cli_rules(cli, &err) != FG_OK)
        return cli_error(cli, &err);
    if (run(&s, &err) != FG_OK)
        cli_error(cli, &err);
    scan_state_close(s.state);
    fg_ranking_free(s.ranking);
    scan_filter_close(&s.filter);
    return cli->worst;
}

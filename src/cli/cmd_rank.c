#include "cli/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct rank {
    struct cli *cli;
    const struct scan_options *o;
    struct scan_filter filter;
    fg_ranking *ranking;
    fg_arena *arena; /* of one line */
    size_t postings, unread;
};

static void flush(void *into)
{
    struct cli *cli = into;
    struct fg_error err;
    if (cli_flush(cli, &err) != FG_OK)
        cli_error(cli, &err);
}

int scan_print(struct cli *cli, const struct scan_options *o, fg_ranking *ranking)
{
    const struct fg_report_style style = cli_style(cli);
    const struct fg_ranking_view view = {
        .sort = (enum fg_ranking_sort)o->sort, .band = o->band - 1, .top = (size_t)o->top,
        .least_score = isnan(cli->o.min_score) ? -1 : (int)ceil(cli->o.min_score * 10),
        .flush = flush, .into = cli};
    fg_ranking_write(ranking, (enum fg_format)cli->o.format, &view, &style, &cli->out);
    flush(cli);
    return cli->worst;
}

static enum fg_status add_line(struct rank *r, struct fg_sv line, struct fg_error *err)
{
    struct fg_posting posting;
    struct fg_fit fit;
    struct fg_ranked entry;
    fg_arena_reset(r->arena);
    const enum fg_status status = fg_report_read_line(line, r->arena, &posting, &fit, err);
    if (status != FG_OK || !scan_filter_has(&r->filter, &posting))
        return status;
    if (!isnan(r->cli->o.min_score) && fit.score < r->cli->o.min_score)
        cli_worse(r->cli, EXIT_BELOW);
    r->postings++;
    return fg_ranked_of(&fit, r->arena, &entry) ? fg_ranking_add(r->ranking, &entry, err)
                                               : fg_fail_memory(err);
}

static void rank_stream(struct rank *r, FILE *in, const char *name)
{
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    for (unsigned number = 1; (n = getline(&line, &cap, in)) >= 0; number++) {
        struct fg_error err = {0};
        const struct fg_sv text = fg_sv_trim((struct fg_sv){line, (size_t)n});
        if (!text.n || add_line(r, text, &err) == FG_OK)
            continue;
        snprintf(err.place, sizeof err.place, "%s", name);
        err.line = number;
        r->unread++;
        cli_error(r->cli, &err);
    }
    free(line);
}

static void rank_file(struct rank *r, const char *path)
{
    struct fg_error err;
    if (strcmp(path, "-") == 0) {
        rank_stream(r, stdin, "standard input");
        return;
    }
    FILE *in = fopen(path, "re");
    if (!in) {
        fg_fail_at(&err, FG_EIO, path, 0, 0, "%s", strerror(errno));
        cli_error(r->cli, &err);
        return;
    }
    rank_stream(r, in, path);
    fclose(in);
}

static void rank_all(struct rank *r)
{
    static const char *const standard[] = {"-", NULL};
    for (const char *const *w = r->cli->n_words ? (const char *const *)r->cli->words : standard; *w;
         w++)
        rank_file(r, *w);
    scan_print(r->cli, r->o, r->ranking);
    cli_say(r->cli, "%zu line%s ranked, %zu that could not be read", r->postings,
            r->postings == 1 ? "" : "s", r->unread);
}

int cmd_rank(struct cli *cli, void *options)
{
    struct rank r = {.cli = cli, .o = options};
    struct fg_error err;
    if (cli_rules(cli, &err) != FG_OK || scan_filter_open(r.o, &r.filter, &err) != FG_OK)
        return cli_error(cli, &err);
    r.ranking = fg_ranking_new(fg_rules_scoring(cli->rules)->band_apply_anyway);
    r.arena = fg_arena_new(0);
    if (r.ranking && r.arena) {
        rank_all(&r);
    } else {
        fg_fail_memory(&err);
        cli_error(cli, &err);
    }
    fg_ranking_free(r.ranking);
    fg_arena_free(r.arena);
    scan_filter_close(&r.filter);
    return cli->worst;
}

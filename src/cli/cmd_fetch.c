#include "cli/room.h"

#include "document/archive.h"

#include <stddef.h>
#include <stdio.h>

struct fetch_options {
    const char *dir;
};

const struct option_spec cli_fetch_options[] = {
    {"dir", 'd', OPTION_TEXT, offsetof(struct fetch_options, dir), "DIR",
     "archive into DIR (default: the current folder)", NULL},
    {0}};

static const char *const what_words[] = {
    [FG_ARCHIVED_NEW] = "new",
    [FG_ARCHIVED_SAME] = "same",
    [FG_ARCHIVED_REWORDED] = "reworded",
    [FG_ARCHIVED_CHANGED] = "changed",
};

static void add_line(struct fg_buf *out, const char *mark, struct fg_sv text)
{
    fg_buf_addz(out, mark);
    fg_report_add_safe(out, text);
    fg_buf_addc(out, '\n');
}

static void say_text(const struct fg_archive_result *r, struct fg_buf *out)
{
    fg_buf_addf(out, "%-9s ", what_words[r->what]);
    fg_report_add_safe(out, r->file);
    if (r->before.n)
        fg_buf_addf(out, " (last archived %.*s)", FG_SV_ARG(r->before));
    fg_buf_addc(out, '\n');
    for (size_t i = 0; i < r->gone.n; i++)
        add_line(out, "  - ", r->gone.at[i]);
    for (size_t i = 0; i < r->come.n; i++)
        add_line(out, "  + ", r->come.at[i]);
}

static void list(struct fg_json *j, const char *key, const struct fg_sv *texts, size_t n)
{
    fg_json_key(j, key);
    fg_json_open(j, '[');
    for (size_t i = 0; i < n; i++)
        fg_json_string(j, texts[i]);
    fg_json_close(j, ']');
}

static void say_json(const struct fg_archive_result *r, int indent, struct fg_buf *out)
{
    struct fg_json j = {.out = out, .indent = indent};
    fg_json_open(&j, '{');
    fg_json_key(&j, "what");
    fg_json_string(&j, fg_sv_of(what_words[r->what]));
    fg_json_key(&j, "file");
    fg_json_string(&j, r->file);
    fg_json_key(&j, "before");
    fg_json_string_or_null(&j, r->before);
    list(&j, "gone", r->gone.at, r->gone.n);
    list(&j, "come", r->come.at, r->come.n);
    fg_json_close(&j, '}');
    fg_buf_addc(out, '\n');
}

static void archive_one(struct cli *cli, const struct fg_posting *posting, fg_arena *arena,
                        void *dir)
{
    struct fg_archive_result result;
    struct fg_error err;
    if (cli_explain_page(cli, posting) != EXIT_DONE && posting->page != FG_PAGE_POSTING &&
        posting->page != FG_PAGE_EMPTY)
        return;
    if (fg_archive_put(dir, cli->reply, posting, arena, &result, &err) != FG_OK) {
        cli_error(cli, &err);
        return;
    }
    if (cli->o.format == FG_FORMAT_JSON || cli->o.format == FG_FORMAT_JSONL)
        say_json(&result, cli->o.format == FG_FORMAT_JSON, &cli->out);
    else
        say_text(&result, &cli->out);
    if (cli_flush(cli, &err) != FG_OK)
        cli_error(cli, &err);
}

int cmd_fetch(struct cli *cli, void *options)
{
    const struct fetch_options *o = options;
    char dir[4096];
    struct fg_error err;
    bool addresses = cli->n_words > 0;
    for (size_t i = 0; i < cli->n_words; i++)
        addresses &= fg_fetch_is_url(fg_sv_of(cli->words[i]));
    if (!addresses) {
        fg_fail(&err, FG_EUSAGE, "name the addresses of postings (http or https)");
        return cli_error(cli, &err);
    }
    if ((size_t)snprintf(dir, sizeof dir, "%s", o->dir ? o->dir : ".") >= sizeof dir) {
        fg_fail_at(&err, FG_EUSAGE, o->dir, 0, 0, "the name is too long");
        return cli_error(cli, &err);
    }
    cli->o.refresh |= !cli->o.offline; /* asked anew whether it changed */
    if (cli_rules(cli, &err) != FG_OK)
        return cli_error(cli, &err);
    cli_each_posting(cli, cli->words, archive_one, dir);
    return cli->worst;
}

#include "cli/room.h"

static void extract_one(struct cli *cli, const struct fg_posting *posting, fg_arena *arena,
                        void *into)
{
    const struct fg_report_style style = cli_style(cli);
    struct fg_error err;
    (void)into;
    if (cli_explain_page(cli, posting) != EXIT_DONE && posting->page != FG_PAGE_POSTING &&
        posting->page != FG_PAGE_EMPTY)
        return;
    if (cli->o.explain)
        cli_explain(cli, posting, NULL, arena);
    else if (cli->o.format == FG_FORMAT_JSON || cli->o.format == FG_FORMAT_JSONL)
        fg_report_json(posting, NULL, cli->o.format == FG_FORMAT_JSONL, &cli->out);
    else
        fg_report_posting_text(posting, &style, &cli->out);
    if (cli_flush(cli, &err) != FG_OK)
        cli_error(cli, &err);
}

int cmd_extract(struct cli *cli, void *options)
{
    const struct source_options *o = options;
    struct fg_error err;
    cli->fields = o->fields;
    if (cli_wants_sources(cli, &err) != FG_OK || cli_rules(cli, &err) != FG_OK)
        return cli_error(cli, &err);
    cli_each_posting(cli, cli->words, extract_one, NULL);
    return cli->worst;
}

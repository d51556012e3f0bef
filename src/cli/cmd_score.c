#include "cli/room.h"

static void score_one(struct cli *cli, const struct fg_posting *posting, fg_arena *arena,
                      void *into)
{
    (void)into;
    cli_score(cli, posting, arena);
}

int cmd_score(struct cli *cli, void *options)
{
    const struct source_options *o = options;
    struct fg_error err;
    cli->fields = o->fields;
    if (cli_wants_sources(cli, &err) != FG_OK || cli_profile(cli, &err) != FG_OK ||
        cli_rules(cli, &err) != FG_OK)
        return cli_error(cli, &err);
    fg_report_begin((enum fg_format)cli->o.format, &cli->out);
    cli_each_posting(cli, cli->words, score_one, NULL);
    fg_report_end((enum fg_format)cli->o.format, &cli->out);
    return cli->worst;
}

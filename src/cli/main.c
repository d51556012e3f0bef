#include "cli/room.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The word that names the command, options skipped that stand before it; without
 * one the command is `score`. */
static const struct command *take_command(char **argv)
{
    for (char **a = argv; *a; a++) {
        if ((*a)[0] == '-' && (*a)[1] != '\0') {
            /* "-s FILE score": a value is no command, though it may look like one */
            for (const struct option_spec *s = cli_common_options; s->name; s++)
                if (s->argument && a[1] &&
                    ((*a)[1] == '-' ? strcmp(*a + 2, s->name) == 0
                                    : (*a)[1] == s->letter && (*a)[2] == '\0'))
                    a++;
            continue;
        }
        const struct command *c = cli_find_command(*a);
        for (char **b = a; c && *b; b++)
            b[0] = b[1];
        return c ? c : &cli_commands[0];
    }
    return &cli_commands[0];
}

static int run(struct cli *cli, char **argv, bool bare)
{
    struct fg_error err;
    void *own = cli->command->options_size
                    ? fg_arena_calloc(cli->arena, 1, cli->command->options_size)
                    : NULL;
    const struct option_table tables[] = {{cli_common_options, &cli->o},
                                          {cli->command->options, own}};
    const enum fg_status status = option_parse(tables, 2, argv, cli->arena, &cli->words,
                                               &cli->n_words, &err);
    if (status != FG_OK)
        return cli_error(cli, &err);
    if (cli->o.version) {
        fg_buf_addz(&cli->out, "fitgap " FG_VERSION "\n");
        return EXIT_DONE;
    }
    if (cli->o.help || (bare && cli->n_words == 0 && !cli->o.skills)) {
        if (!cli->o.help) {
            cli_overview(&cli->out);
            fputs(cli->out.p, stderr);
            fg_buf_clear(&cli->out);
            return EXIT_USAGE;
        }
        if (bare)
            cli_overview(&cli->out);
        else
            cli_command_help(cli->command, &cli->out);
        return EXIT_DONE;
    }
    return cli->command->run(cli, own);
}

int main(int argc, char **argv)
{
    struct cli cli = {.o = {.min_score = NAN, .delay = -1}, .out = {.ceiling = (size_t)1 << 31}};
    struct fg_error err;
    (void)argc;
    setlocale(LC_CTYPE, "C.UTF-8"); /* widths of characters in tables; numbers stay plain */
    cli.arena = fg_arena_new(0);
    if (!cli.arena) {
        fputs("fitgap: out of memory\n", stderr);
        return EXIT_UNREADABLE;
    }
    char **rest = argv + (argv[0] != NULL);
    size_t before = 0, after = 0;
    for (char **a = rest; *a; a++)
        before++;
    cli.command = take_command(rest);
    for (char **a = rest; *a; a++)
        after++;
    cli_worse(&cli, run(&cli, rest, before == after));
    if (cli_finish_output(&cli, &err) != FG_OK)
        cli_error(&cli, &err);
    cli_say_image(&cli);
    fg_fetcher_free(cli.fetcher);
    fg_profile_free(cli.profile);
    fg_scratch_free(cli.scratch);
    fg_rules_free(cli.rules);
    fg_buf_free(&cli.out);
    fg_arena_free(cli.arena);
    return cli.worst;
}

/* What --help says, and `fitgap help`. */
#include "cli/room.h"

#include <ctype.h>
#include <string.h>

void cli_overview(struct fg_buf *out)
{
    fg_buf_addz(out, "usage: fitgap [COMMAND] [OPTION...] [SOURCE...]\n"
                     "How well does a job posting fit, before applying?\n\n"
                     "A SOURCE is an address, a file, a folder or - for standard input; without\n"
                     "a command it is scored.\n\n");
    for (const struct command *c = cli_commands; c->name; c++)
        option_line(c->name, 9, c->synopsis, 27, c->summary, out);
    fg_buf_addz(out, "\nOptions:\n");
    option_help(cli_common_options, out);
    fg_buf_addz(out, "\nExit status:\n");
    for (const struct exit_meaning *e = cli_exit_meanings; e->status; e++)
        fg_buf_addf(out, "  %-6s %s\n", e->status, e->meaning);
}

void cli_verbs_help(const struct command *c, struct fg_buf *out)
{
    const struct command_verb *v;
    for (size_t i = 0; (v = c->verb(i)); i++)
        option_line(v->name, 9, v->synopsis, 26, v->summary, out);
}

void cli_command_help(const struct command *c, struct fg_buf *out)
{
    fg_buf_addf(out, "usage: fitgap %s [OPTION...] %s\n%c%s.\n\n", c->name, c->synopsis,
                toupper((unsigned char)c->summary[0]), c->summary + 1);
    if (c->verb) {
        cli_verbs_help(c, out);
        fg_buf_addc(out, '\n');
    }
    if (c->options) {
        option_help(c->options, out);
        fg_buf_addc(out, '\n');
    }
    fg_buf_addz(out, "Options of every command:\n");
    option_help(cli_common_options, out);
}

/* What `fitgap help` writes besides the help of a command. */
static const struct topic {
    struct command_verb verb;
    void (*write)(struct fg_buf *out);
} topics[] = {
    {{"man", "| man -l -", "the manual page"}, cli_write_man},
    {{"bash", "", "completion for bash; for zsh after `bashcompinit`"}, cli_write_bash},
    {{"fish", "", "completion for fish"}, cli_write_fish},
};

const struct command_verb *cli_help_verb(size_t i)
{
    return i < sizeof topics / sizeof *topics ? &topics[i].verb : NULL;
}

int cmd_help(struct cli *cli, void *options)
{
    (void)options;
    if (!cli->n_words) {
        cli_overview(&cli->out);
        return EXIT_DONE;
    }
    const size_t topic = cli_find_verb(cli);
    if (topic != SIZE_MAX) {
        topics[topic].write(&cli->out);
        return EXIT_DONE;
    }
    const struct command *c = cli_find_command(cli->words[0]);
    if (!c) {
        struct fg_error err;
        fg_fail(&err, FG_EUSAGE, "there is no command '%s': see 'fitgap --help'", cli->words[0]);
        return cli_error(cli, &err);
    }
    cli_command_help(c, &cli->out);
    return EXIT_DONE;
}

#include "cli/cmd_journal.h"
#include "cli/scan.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const formats[] = {"text", "json", "jsonl", "markdown", "org",
                                      "html", "csv", "jrnl", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};

#define AT(member) offsetof(struct common_options, member)
const struct option_spec cli_common_options[] = {
    {"skills", 's', OPTION_TEXT, AT(skills), "FILE", "the skills file", NULL},
    {"format", 'f', OPTION_CHOICE, AT(format), "FORMAT",
     "text, json, jsonl, markdown, org, html, csv or jrnl", formats},
    {"output", 'o', OPTION_TEXT, AT(output), "FILE", "write results to FILE", NULL},
    {"jobs", 'j', OPTION_INTEGER, AT(jobs), "N", "work on N postings at once", NULL},
    {"min-score", 0, OPTION_NUMBER, AT(min_score), "N", "exit with 1 where a score is below N",
     NULL},
    {"explain", 0, OPTION_TEXT, AT(explain), "ID", "show how requirement ID (r7) was judged",
     NULL},
    {"lexicon", 0, OPTION_LIST, AT(lexicons), "FILE", "know the skills of FILE too", NULL},
    {"rules", 0, OPTION_TEXT, AT(rules), "DIR", "read the rules from DIR", NULL},
    {"offline", 0, OPTION_FLAG, AT(offline), NULL, "fetch nothing: use what is cached", NULL},
    {"refresh", 0, OPTION_FLAG, AT(refresh), NULL, "fetch anew what is cached", NULL},
    {"delay", 0, OPTION_NUMBER, AT(delay), "SECONDS", "wait between two fetches from one host", NULL},
    {"timeout", 0, OPTION_NUMBER, AT(timeout), "SECONDS", "give one address so long", NULL},
    {"per-host", 0, OPTION_INTEGER, AT(per_host), "N", "fetch N at once from one host", NULL},
    {"allow-site", 0, OPTION_TEXT, AT(allow_site), "NAMES",
     "ask boards that are left alone otherwise (linkedin,usajobs)", NULL},
    {"allow-private", 0, OPTION_FLAG, AT(allow_private), NULL,
     "let an address lead to a private one", NULL},
    {"color", 0, OPTION_CHOICE, AT(color), "WHEN", "auto, always or never", colors},
    {"no-progress", 0, OPTION_FLAG, AT(no_progress), NULL, "show no progress", NULL},
    {"quiet", 'q', OPTION_FLAG, AT(quiet), NULL, "say nothing but errors", NULL},
    {"verbose", 'v', OPTION_COUNT, AT(verbose), NULL, "say more: the arithmetic of the score",
     NULL},
    {"help", 'h', OPTION_FLAG, AT(help), NULL, "show this and end", NULL},
    {"version", 0, OPTION_FLAG, AT(version), NULL, "show the version and end", NULL},
    {0}};
#undef AT

const struct command cli_commands[] = {
    {"score", "[-s SKILLS] SOURCE...", "fit of each posting", cli_source_options,
     sizeof(struct source_options), cmd_score},
    {"scan", "[-s SKILLS] PLACE...", "rank many postings and the gaps they share",
     cli_scan_options, sizeof(struct scan_options), cmd_scan},
    {"rank", "[FILE.jsonl...]", "merge partial scans into one ranking", cli_rank_options,
     sizeof(struct scan_options), cmd_rank},
    {"extract", "SOURCE...", "requirements only; needs no skills file", cli_source_options,
     sizeof(struct source_options), cmd_extract},
    {"fetch", "[-d DIR] URL...", "save postings, whole, for later", cli_fetch_options,
     sizeof(const char *), cmd_fetch},
    {"skills", "init|check|import|show|find", "the skills file; skills named in any text", NULL, 0,
     cmd_skills},
    {"rules", "check|test|list|trace|compile", "the rules", NULL, 0, cmd_rules},
    {"journal", "VERB [ID] ...", "applications, outcomes, what was learned", cli_journal_options,
     sizeof(struct journal_options), cmd_journal},
    {"help", "[COMMAND]", "how a command is used", NULL, 0, cmd_help},
    {0}};

static const struct command *find_command(const char *word)
{
    for (const struct command *c = cli_commands; c->name; c++)
        if (strcmp(c->name, word) == 0)
            return c;
    return NULL;
}

static void overview(struct fg_buf *out)
{
    fg_buf_addz(out, "usage: fitgap [COMMAND] [OPTION...] [SOURCE...]\n"
                     "How well does a job posting fit, before applying?\n\n"
                     "A SOURCE is an address, a file, a folder or - for standard input; without\n"
                     "a command it is scored.\n\n");
    for (const struct command *c = cli_commands; c->name; c++) {
        fg_buf_addf(out, "  %-9s %-27s ", c->name, c->synopsis);
        option_hang(c->summary, 2 + 9 + 1 + 27 + 1, out);
    }
    fg_buf_addz(out, "\nOptions:\n");
    option_help(cli_common_options, out);
    fg_buf_addz(out, "\nExit status: 0 done, 1 a score is below --min-score, 2 usage or a bad\n"
                     "skills or rules file, 3 a posting could not be fetched or read, 4 no\n"
                     "requirement was found in it, 5 the journal could not be used, 128 and a\n"
                     "signal's number: a scan was ended by it.\n");
}

static void command_help(const struct command *c, struct fg_buf *out)
{
    fg_buf_addf(out, "usage: fitgap %s [OPTION...] %s\n%c%s.\n\n", c->name, c->synopsis,
                c->summary[0] - ('a' - 'A') * (c->summary[0] >= 'a' && c->summary[0] <= 'z'),
                c->summary + 1);
    if (c->options) {
        option_help(c->options, out);
        fg_buf_addc(out, '\n');
    }
    fg_buf_addz(out, "Options of every command:\n");
    option_help(cli_common_options, out);
}

int cmd_help(struct cli *cli, void *options)
{
    (void)options;
    const struct command *c = cli->n_words ? find_command(cli->words[0]) : NULL;
    if (cli->n_words && !c) {
        struct fg_error err;
        fg_fail(&err, FG_EUSAGE, "there is no command '%s': see 'fitgap --help'", cli->words[0]);
        return cli_error(cli, &err);
    }
    if (c)
        command_help(c, &cli->out);
    else
        overview(&cli->out);
    return EXIT_DONE;
}

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
        const struct command *c = find_command(*a);
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
            overview(&cli->out);
            fputs(cli->out.p, stderr);
            fg_buf_clear(&cli->out);
            return EXIT_USAGE;
        }
        if (bare)
            overview(&cli->out);
        else
            command_help(cli->command, &cli->out);
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

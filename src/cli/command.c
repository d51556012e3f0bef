/* The commands, and the options that all of them have: what parsing, --help, completion
 * and the manual page are made from. */
#include "cli/cmd_journal.h"
#include "cli/scan.h"

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
    {"delay", 0, OPTION_NUMBER, AT(delay), "SECONDS", "wait between two fetches from one host",
     NULL},
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
     sizeof(struct source_options), cmd_score, NULL},
    {"scan", "[-s SKILLS] PLACE...", "rank many postings and the gaps they share",
     cli_scan_options, sizeof(struct scan_options), cmd_scan, NULL},
    {"rank", "[FILE.jsonl...]", "merge partial scans into one ranking", cli_rank_options,
     sizeof(struct scan_options), cmd_rank, NULL},
    {"extract", "SOURCE...", "requirements only; needs no skills file", cli_source_options,
     sizeof(struct source_options), cmd_extract, NULL},
    {"fetch", "[-d DIR] URL...", "save postings, whole, for later", cli_fetch_options,
     sizeof(const char *), cmd_fetch, NULL},
    {"skills", "init|check|import|show|find", "the skills file; skills named in any text", NULL, 0,
     cmd_skills, cli_skills_verb},
    {"rules", "check|test|list|trace ...", "the rules", NULL, 0, cmd_rules,
     cli_rules_verb},
    {"journal", "VERB [ID] ...", "applications, outcomes, what was learned", cli_journal_options,
     sizeof(struct journal_options), cmd_journal, cli_journal_verb},
    {"help", "[COMMAND|man|bash|fish]", "how a command is used; manual, completions", NULL, 0,
     cmd_help, cli_help_verb},
    {0}};

const struct exit_meaning cli_exit_meanings[] = {
    {"0", "done"},
    {"1", "a score is below --min-score"},
    {"2", "usage, or a bad skills or rules file"},
    {"3", "a posting could not be fetched or read"},
    {"4", "no requirement was found in it"},
    {"5", "the journal could not be used"},
    {"128+N", "a scan was ended by signal N"},
    {0}};

const struct command *cli_find_command(const char *name)
{
    for (const struct command *c = cli_commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

size_t cli_find_verb(const struct cli *cli)
{
    const struct command_verb *v;
    for (size_t i = 0; cli->n_words && (v = cli->command->verb(i)); i++)
        if (strcmp(v->name, cli->words[0]) == 0)
            return i;
    return SIZE_MAX;
}

int cli_no_verb(struct cli *cli)
{
    const struct command *c = cli->command;
    struct fg_buf all = {0};
    struct fg_error err;
    const struct command_verb *v;
    for (size_t i = 0; (v = c->verb(i)); i++)
        fg_buf_addf(&all, "%s%s", i == 0 ? "" : c->verb(i + 1) ? ", " : " or ", v->name);
    fg_fail(&err, FG_EUSAGE, "'fitgap %s' takes %s", c->name, all.p ? all.p : "nothing");
    fg_buf_free(&all);
    return cli_error(cli, &err);
}

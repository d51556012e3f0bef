/* The manual page and the completions of shells, from the tables that parse the command
 * line, so that neither can name an option that is not there.
 *
 * Source: man(7) of groff; "Programmable Completion" of the bash manual; complete(1) of
 * fish. */
#include "cli/room.h"

#include <ctype.h>
#include <string.h>

/* ---- the manual page ---- */

struct topic {
    const char *name, *text;
};

static const struct topic variables[] = {
    {"FITGAP_SKILLS", "the skills file"},
    {"FITGAP_RULES", "the folder of rules"},
    {"FITGAP_JOURNAL", "the journal"},
    {"FITGAP_ALLOW_SITES", "boards that may be asked, as --allow-site"},
    {"FITGAP_NOW", "the date, 2026-11-22, in place of the clock's"},
    {"NO_COLOR", "where it is set, reports have no colour"},
    {"COLUMNS", "width of reports, in characters"},
    {"VISUAL, EDITOR", "what `fitgap journal debrief` opens"},
    {"XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME",
     "where the files below are looked for, in place of ~/.config, ~/.local/share and ~/.cache"},
    {0}};

static const struct topic files[] = {
    {"~/.config/fitgap/skills.yaml", "the skills file"},
    {"~/.config/fitgap/rules/", "rules of your own, laid over those that are installed"},
    {"~/.local/share/fitgap/journal.db", "the journal"},
    {"~/.cache/fitgap/", "postings that were fetched"},
    {0}};

static const struct topic examples[] = {
    {"fitgap skills import resume.pdf >~/.config/fitgap/skills.yaml",
     "A skills file to begin with, drafted from a resume."},
    {"fitgap https://jobs.example.com/1234", "How well does this posting fit?"},
    {"fitgap scan --min-score 60 ~/postings", "Which of these, and what to learn first?"},
    {"fitgap -f json page.html | fitgap journal add --status applied",
     "Keep an application with the fit it started from."},
    {0}};

/* Escapes what roff would take for its own. */
static void add_roff(struct fg_buf *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        fg_buf_addz(out, "\\&");
    for (; *text; text++)
        if (*text == '-')
            fg_buf_addz(out, "\\-");
        else if (*text == '\\')
            fg_buf_addz(out, "\\e");
        else if (*text == '~')
            fg_buf_addz(out, "\\(ti");
        else
            fg_buf_addc(out, *text);
}

static void add_roff_line(struct fg_buf *out, const char *before, const char *text)
{
    fg_buf_addz(out, before);
    add_roff(out, text);
    fg_buf_addc(out, '\n');
}

static void add_topics(struct fg_buf *out, const char *heading, const struct topic *topics)
{
    fg_buf_addf(out, ".SH %s\n", heading);
    for (const struct topic *t = topics; t->name; t++) {
        add_roff_line(out, ".TP\n.B ", t->name);
        add_roff_line(out, "", t->text);
    }
}

static void add_man_options(struct fg_buf *out, const struct option_spec *specs)
{
    for (const struct option_spec *s = specs; s && s->name; s++) {
        fg_buf_addz(out, ".TP\n\\fB");
        if (s->letter)
            fg_buf_addf(out, "\\-%c\\fR, \\fB", s->letter);
        fg_buf_addz(out, "\\-\\-");
        add_roff(out, s->name);
        fg_buf_addz(out, "\\fR");
        if (option_takes_value(s)) {
            fg_buf_addz(out, " \\fI");
            add_roff(out, s->argument);
            fg_buf_addz(out, "\\fR");
        }
        add_roff_line(out, "\n", s->help);
    }
}

static void add_man_command(struct fg_buf *out, const struct command *c)
{
    const struct command_verb *v;
    fg_buf_addf(out, ".SS fitgap %s ", c->name);
    add_roff_line(out, "", c->synopsis);
    fg_buf_addc(out, (char)toupper((unsigned char)c->summary[0]));
    add_roff(out, c->summary + 1);
    fg_buf_addz(out, ".\n");
    for (size_t i = 0; c->verb && (v = c->verb(i)); i++) {
        fg_buf_addf(out, ".TP\n\\fB%s\\fR ", v->name);
        add_roff_line(out, "", v->synopsis);
        add_roff_line(out, "", v->summary);
    }
    add_man_options(out, c->options);
}

void cli_write_man(struct fg_buf *out)
{
    fg_buf_addz(out, ".TH FITGAP 1 \"\" \"fitgap " FG_VERSION "\" \"User Commands\"\n"
                     ".SH NAME\nfitgap \\- how well a job posting fits, before applying\n"
                     ".SH SYNOPSIS\n.B fitgap\n[\\fICOMMAND\\fR] [\\fIOPTION\\fR...] "
                     "[\\fISOURCE\\fR...]\n.SH DESCRIPTION\n"
                     "Reads a job posting \\- an address, a saved page, a text, a folder of them "
                     "\\- and finds what it asks for.\nScores that against a file of your skills, "
                     "with the evidence for every requirement, and says what closing each gap "
                     "would bring.\n.PP\nA \\fISOURCE\\fR is an address, a file, a folder or "
                     "\\fB\\-\\fR for standard input; without a command it is scored.\n"
                     ".SH COMMANDS\n");
    for (const struct command *c = cli_commands; c->name; c++)
        add_man_command(out, c);
    fg_buf_addz(out, ".SH OPTIONS\nEvery command has these; they stand before or after words.\n");
    add_man_options(out, cli_common_options);
    fg_buf_addz(out, ".SH EXIT STATUS\n");
    for (const struct exit_meaning *e = cli_exit_meanings; e->status; e++) {
        add_roff_line(out, ".TP\n.B ", e->status);
        add_roff_line(out, "", e->meaning);
    }
    fg_buf_addz(out, ".PP\nWith several sources the run goes on, and the highest is returned.\n");
    add_topics(out, "ENVIRONMENT", variables);
    add_topics(out, "FILES", files);
    add_topics(out, "EXAMPLES", examples);
}

/* ---- completion ---- */

static bool has_choices(const struct option_spec *s, const char *name)
{
    return s->choices && strcmp(s->name, name) == 0;
}

/* Whether `s` is the first of its name that has choices: commands share some. */
static bool is_first_choice(const struct option_spec *s)
{
    for (const struct command *c = cli_commands; c->name; c++)
        for (const struct option_spec *o = c->options; o && o->name; o++)
            if (has_choices(o, s->name))
                return o == s;
    return true;
}

static void add_choices(struct fg_buf *out, const struct option_spec *s)
{
    const char *between = "";
    for (const char *const *choice = s->choices; *choice; choice++) {
        fg_buf_addf(out, "%s%s", between, *choice);
        between = " ";
    }
}

/* What may follow an option with choices. */
static void add_bash_choices(struct fg_buf *out, const struct option_spec *specs)
{
    for (const struct option_spec *s = specs; s && s->name; s++) {
        if (!s->choices || !is_first_choice(s))
            continue;
        fg_buf_addz(out, "    ");
        if (s->letter)
            fg_buf_addf(out, "-%c|", s->letter);
        fg_buf_addf(out, "--%s) words=\"", s->name);
        add_choices(out, s);
        fg_buf_addz(out, "\" ;;\n");
    }
}

static void add_options(struct fg_buf *out, const struct option_spec *specs)
{
    for (const struct option_spec *s = specs; s && s->name; s++)
        fg_buf_addf(out, "%s--%s", s == specs ? "" : " ", s->name);
}

static void add_commands(struct fg_buf *out, const char *between)
{
    for (const struct command *c = cli_commands; c->name; c++)
        fg_buf_addf(out, "%s%s", c == cli_commands ? "" : between, c->name);
}

static void add_verbs(struct fg_buf *out, const struct command *c)
{
    const struct command_verb *v;
    for (size_t i = 0; (v = c->verb(i)); i++)
        fg_buf_addf(out, "%s%s", i ? " " : "", v->name);
}

/* The options and verbs of each command that has some of its own. */
static void add_bash_commands(struct fg_buf *out)
{
    for (const struct command *c = cli_commands; c->name; c++) {
        if (!c->options && !c->verb)
            continue;
        fg_buf_addf(out, "    %s) options+=\" ", c->name);
        add_options(out, c->options);
        fg_buf_addz(out, "\" verbs=\"");
        if (c->verb)
            add_verbs(out, c);
        fg_buf_addz(out, "\" ;;\n");
    }
}

void cli_write_bash(struct fg_buf *out)
{
    fg_buf_addz(out, "# bash completion for fitgap, written by 'fitgap help bash'\n"
                     "_fitgap() {\n"
                     "    local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
                     "    local command= at=0 words= verbs= options= i\n"
                     "    [ \"$before\" = = ] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
                     "    [ \"$cur\" = = ] && cur=\n"
                     "    case $before in\n");
    add_bash_choices(out, cli_common_options);
    for (const struct command *c = cli_commands; c->name; c++)
        add_bash_choices(out, c->options);
    fg_buf_addz(out, "    esac\n"
                     "    if [ -n \"$words\" ]; then\n"
                     "        COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
                     "        return\n"
                     "    fi\n"
                     "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                     "        case ${COMP_WORDS[i]} in\n"
                     "        ");
    add_commands(out, "|");
    fg_buf_addz(out, ") command=${COMP_WORDS[i]} at=$i; break ;;\n"
                     "        esac\n"
                     "    done\n"
                     "    options=\"");
    add_options(out, cli_common_options);
    fg_buf_addz(out, "\"\n    case $command in\n");
    add_bash_commands(out);
    fg_buf_addz(out, "    esac\n"
                     "    if [ \"${cur:0:1}\" = - ]; then\n"
                     "        COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
                     "        return\n"
                     "    fi\n"
                     "    [ -z \"$command\" ] && words=\"");
    add_commands(out, " ");
    fg_buf_addz(out, "\"\n"
                     "    [ -n \"$command\" ] && [ $COMP_CWORD -eq $((at + 1)) ] && words=$verbs\n"
                     "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\") $(compgen -f -- \"$cur\"))\n"
                     "}\n"
                     "complete -o filenames -F _fitgap fitgap\n");
}

/* In single quotes, where fish expands nothing. */
static void add_fish_summary(struct fg_buf *out, const char *text)
{
    fg_buf_addz(out, " -d '");
    for (; *text; text++)
        fg_buf_addf(out, *text == '\'' || *text == '\\' ? "\\%c" : "%c", *text);
    fg_buf_addz(out, "'\n");
}

static void add_fish_options(struct fg_buf *out, const struct option_spec *specs,
                             const char *command)
{
    for (const struct option_spec *s = specs; s && s->name; s++) {
        fg_buf_addz(out, "complete -c fitgap");
        if (command)
            fg_buf_addf(out, " -n '__fish_seen_subcommand_from %s'", command);
        if (s->letter)
            fg_buf_addf(out, " -s %c", s->letter);
        fg_buf_addf(out, " -l %s", s->name);
        if (s->choices) {
            fg_buf_addz(out, " -x -a '");
            add_choices(out, s);
            fg_buf_addz(out, "'");
        } else if (option_takes_value(s)) {
            fg_buf_addz(out, " -r");
        }
        add_fish_summary(out, s->help);
    }
}

void cli_write_fish(struct fg_buf *out)
{
    fg_buf_addz(out, "# fish completion for fitgap, written by 'fitgap help fish'\n");
    for (const struct command *c = cli_commands; c->name; c++) {
        const struct command_verb *v;
        fg_buf_addf(out, "complete -c fitgap -n __fish_use_subcommand -a %s", c->name);
        add_fish_summary(out, c->summary);
        for (size_t i = 0; c->verb && (v = c->verb(i)); i++) {
            fg_buf_addf(out, "complete -c fitgap -n '__fish_seen_subcommand_from %s' -a %s",
                        c->name, v->name);
            add_fish_summary(out, v->summary);
        }
        add_fish_options(out, c->options, c->name);
    }
    add_fish_options(out, cli_common_options, NULL);
}

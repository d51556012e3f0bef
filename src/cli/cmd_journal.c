/* `fitgap journal VERB`: the verbs, their options, and the way all of them go. */
#include "cli/cmd_journal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "none" is what is there before one is chosen: the verb's own format */
static const char *const as_formats[] = {"none",        "text",   "json", "ical",
                                         "taskwarrior", "remind", "org",  "vcard", NULL};

#define AT(member) offsetof(struct journal_options, member)
const struct option_spec cli_journal_options[] = {
    {"journal", 0, OPTION_TEXT, AT(journal), "FILE", "the journal (else $FITGAP_JOURNAL)", NULL},
    {"status", 0, OPTION_TEXT, AT(status), "STATUS", "add: saved or applied; list: only these",
     NULL},
    {"date", 0, OPTION_TEXT, AT(date), "DAY",
     "when it happened: 2026-11-22, yesterday, -3d; else today", NULL},
    {"note", 0, OPTION_TEXT, AT(note), "TEXT", "a note to what happened, or to a contact", NULL},
    {"title", 0, OPTION_TEXT, AT(title), "TEXT", "add: a job without a posting, its title", NULL},
    {"company", 0, OPTION_TEXT, AT(company), "TEXT", "add: and its firm", NULL},
    {"url", 0, OPTION_TEXT, AT(url), "URL", "add: and its address", NULL},
    {"since", 0, OPTION_TEXT, AT(since), "DAY", "list: changed on DAY or later", NULL},
    {"band", 0, OPTION_TEXT, AT(band), "BAND", "list: only these (apply, stretch ...)", NULL},
    {"search", 0, OPTION_TEXT, AT(search), "TEXT", "list: TEXT in firm, title or place", NULL},
    {"open", 0, OPTION_FLAG, AT(open), NULL, "list: those that have not ended", NULL},
    {"posting", 0, OPTION_FLAG, AT(posting), NULL, "show: the posting's text as well", NULL},
    {"wrong", 0, OPTION_LIST, AT(wrong), "TEXT", "debrief: what went wrong", NULL},
    {"right", 0, OPTION_LIST, AT(right), "TEXT", "debrief: what went right", NULL},
    {"improve", 0, OPTION_LIST, AT(improve), "TEXT", "debrief: what can be improved", NULL},
    {"by", 0, OPTION_TEXT, AT(by), "NAME", "feedback: who said it", NULL},
    {"changeable", 0, OPTION_TEXT, AT(changeable), "yes|no", "feedback: can it be changed?", NULL},
    {"remedy", 0, OPTION_TEXT, AT(remedy), "TEXT", "feedback: by what", NULL},
    {"application", 0, OPTION_TEXT, AT(application), "ID", "contact, due: of this application",
     NULL},
    {"contact", 0, OPTION_TEXT, AT(contact), "WHO", "letter: to this contact", NULL},
    {"name", 0, OPTION_TEXT, AT(name), "TEXT", "contact: the name", NULL},
    {"role", 0, OPTION_TEXT, AT(role), "TEXT", "contact: what they do", NULL},
    {"firm", 0, OPTION_TEXT, AT(firm), "TEXT", "contact: where", NULL},
    {"mail", 0, OPTION_TEXT, AT(mail), "ADDRESS", "contact: mail address", NULL},
    {"phone", 0, OPTION_TEXT, AT(phone), "NUMBER", "contact: telephone", NULL},
    {"agreed", 0, OPTION_TEXT, AT(agreed), "TEXT", "contact: what was agreed", NULL},
    {"reference", 0, OPTION_TEXT, AT(reference), "TEXT", "contact: would they be a reference?",
     NULL},
    {"knows", 0, OPTION_TEXT, AT(knows), "TEXT", "contact: whom they know", NULL},
    {"within", 0, OPTION_TEXT, AT(within), "PERIOD", "due: in the next 14d, 2w, 3m (else 31d)",
     NULL},
    {"as", 0, OPTION_CHOICE, AT(as), "FORMAT",
     "due: ical, taskwarrior, remind or org; contact: vcard", as_formats},
    {0}};
#undef AT

static const struct journal_verb verbs[] = {
    {{"add", "< FITS.json", "keep postings with their fits"},
     "status date note title company url", 0, 0, JOURNAL_WRITES, true, NULL, journal_add},
    {{"list", "", "the applications"},
     "status since band search open", 0, 0, JOURNAL_READS, false, NULL, journal_list},
    {{"show", "ID", "one of them"}, "posting", 1, 1, JOURNAL_READS, false, NULL, journal_show},
    {{"outcome", "ID STATUS", "what became of it"},
     "date note", 2, 2, JOURNAL_CHANGES, false, NULL, journal_outcome},
    {{"debrief", "ID", "what went wrong, right, can be improved"},
     "wrong right improve", 1, 1, JOURNAL_ITSELF, false, NULL, journal_debrief},
    {{"feedback", "ID WORDS...", "what others said of it"},
     "by date changeable remedy", 2, SIZE_MAX, JOURNAL_CHANGES, false, NULL, journal_feedback},
    {{"contact", "[WHO]", "people met on the way"},
     "application name role firm mail phone agreed reference knows note as", 0, 1, JOURNAL_WRITES,
     false, journal_contact_only_reads, journal_contact},
    {{"due", "[done|drop|move|add ...]", "what is to be done, and when"},
     "within as application", 0, SIZE_MAX, JOURNAL_WRITES, false, journal_due_only_reads,
     journal_due},
    {{"letter", "[ID KIND]", "a draft, or the kinds there are"},
     "contact", 0, 2, JOURNAL_READS, false, NULL, journal_letter},
    {{"stats", "", "applications in figures"}, "", 0, 0, JOURNAL_READS, false, NULL, journal_stats},
    {{"calibrate", "", "does the score predict?"},
     "", 0, 0, JOURNAL_READS, false, NULL, journal_calibrate},
    {{"export", "[ID]", "all of it, or one application"},
     "", 0, 1, JOURNAL_READS, false, NULL, journal_export},
    {{"import", "< JOURNAL.json", "take in what was exported"},
     "", 0, 0, JOURNAL_WRITES, true, NULL, journal_import},
    {{"backup", "FILE", "a copy, also while it is in use"},
     "", 1, 1, JOURNAL_READS, false, NULL, journal_backup},
    {{0}, NULL, 0, 0, JOURNAL_READS, false, NULL, NULL}};

/* ---- which verb, with which options ---- */

static bool has_word(const char *words, struct fg_sv word)
{
    struct fg_sv rest = fg_sv_of(words), part;
    while (fg_sv_next(&rest, ' ', &part))
        if (fg_sv_eq(part, word))
            return true;
    return false;
}

static bool is_set(const struct option_spec *s, const struct journal_options *o)
{
    const char *at = (const char *)o + s->at;
    switch (s->kind) {
    case OPTION_FLAG: return *(const bool *)at;
    case OPTION_TEXT: return *(const char *const *)at != NULL;
    case OPTION_LIST: return ((const struct option_list *)at)->n > 0;
    case OPTION_CHOICE: return *(const int *)at != 0;
    case OPTION_COUNT: case OPTION_NUMBER: case OPTION_INTEGER: break;
    }
    return false;
}

/* An option of another verb would be passed over in silence: it is refused. */
static enum fg_status check_options(const struct journal_run *run, struct fg_error *err)
{
    for (const struct option_spec *s = cli_journal_options + 1; s->name; s++)
        if (is_set(s, run->o) && !has_word(run->verb->takes, fg_sv_of(s->name)))
            return fg_fail(err, FG_EUSAGE, "'fitgap journal %s' takes no --%s",
                           run->verb->word.name, s->name);
    return FG_OK;
}

static enum fg_status find_verb(struct journal_run *run, struct fg_error *err)
{
    const struct cli *cli = run->cli;
    const size_t verb = cli_find_verb(cli);
    if (verb == SIZE_MAX)
        return fg_fail(err, FG_EUSAGE, "'%s' is nothing a journal does: see 'fitgap journal'",
                       cli->words[0]);
    run->verb = &verbs[verb];
    run->words = cli->words + 1;
    run->n_words = cli->n_words - 1;
    if (run->n_words < run->verb->least || run->n_words > run->verb->most)
        return fg_fail(err, FG_EUSAGE, "usage: fitgap journal %s %s", run->verb->word.name,
                       run->verb->word.synopsis);
    return check_options(run, err);
}

const struct command_verb *cli_journal_verb(size_t i)
{
    return i < sizeof verbs / sizeof *verbs - 1 ? &verbs[i].word : NULL;
}

static int overview(const struct cli *cli)
{
    struct fg_buf help = {0};
    cli_verbs_help(cli->command, &help);
    fprintf(stderr, "usage: fitgap journal VERB [OPTION...] [WORD...]\n\n%s"
                    "\nAn ID is a number, an address, or a part of the firm or title that no "
                    "other has.\n'fitgap journal --help' names the options.\n", help.p);
    fg_buf_free(&help);
    return EXIT_USAGE;
}

/* ---- one run ---- */

static bool lacks_file(const char *path)
{
    return access(path, F_OK) != 0 && errno == ENOENT;
}

static const char *path_of(const struct journal_run *run, char *room, size_t size)
{
    if (run->o->journal)
        return run->o->journal;
    return fg_journal_default_path(room, size) ? room : NULL;
}

/* Named so, and not by the lack of a file, since another process may be making one. */
static const char IN_MEMORY[] = ":memory:";

enum fg_status journal_open(struct journal_run *run, enum journal_access access,
                            struct fg_error *err)
{
    char room[4096];
    const char *path = path_of(run, room, sizeof room);
    if (!path)
        return fg_fail(err, FG_EJOURNAL, "where is the journal? Name it with --journal, or set "
                                         "HOME");
    struct fg_journal_options options = {.path = path, .write = access != JOURNAL_READS,
                                         .now = getenv("FITGAP_NOW")};
    if (access == JOURNAL_CHANGES && lacks_file(path))
        options.path = IN_MEMORY; /* an empty one: it will say that it has no such entry */
    return fg_journal_open(&options, &run->journal, err);
}

enum fg_status journal_end(struct journal_run *run, enum fg_status status, struct fg_error *err)
{
    if (status == FG_OK)
        status = fg_journal_commit(run->journal, err);
    fg_journal_close(run->journal);
    run->journal = NULL;
    return status;
}

static enum fg_status find_rules(struct journal_run *run, struct fg_error *err)
{
    if (run->cli->o.rules)
        run->rules.dir = run->cli->o.rules;
    else if (fg_rules_default_dir(run->rules_dir, sizeof run->rules_dir))
        run->rules.dir = run->rules_dir;
    else
        return fg_fail(err, FG_EDATA, "the rules are nowhere: name their folder with --rules");
    run->rules.overlay = cli_overlay_dir(run->cli);
    return FG_OK;
}

static enum fg_status read_input(struct journal_run *run, struct fg_error *err)
{
    if (!run->verb->reads_input || run->o->title || run->o->company)
        return FG_OK;
    if (isatty(STDIN_FILENO))
        return fg_fail(err, FG_EUSAGE, "usage: fitgap journal %s %s", run->verb->word.name,
                       run->verb->word.synopsis);
    return fg_read_fd(STDIN_FILENO, "standard input", &run->input, err);
}

/* Where there is no journal yet, it is made in memory and becomes a file when it is done:
 * what can't be done leaves none behind. `*done` false: there is one after all. */
static enum fg_status run_on_new(struct journal_run *run, bool *done, struct fg_error *err)
{
    char room[4096];
    const char *path = path_of(run, room, sizeof room);
    *done = false;
    if (!path || !lacks_file(path))
        return FG_OK;
    const struct fg_journal_options options = {.path = IN_MEMORY, .write = true,
                                               .now = getenv("FITGAP_NOW")};
    enum fg_status status = fg_journal_open(&options, &run->journal, err);
    if (status == FG_OK)
        status = run->verb->run(run, err);
    if (status == FG_OK)
        status = fg_journal_commit(run->journal, err);
    if (status == FG_OK)
        status = fg_journal_found(run->journal, path, done, err);
    fg_journal_close(run->journal);
    run->journal = NULL;
    if (!*done) {
        fg_buf_clear(&run->cli->out);
        fg_buf_clear(&run->said);
    }
    return status;
}

static enum fg_status run_verb(struct journal_run *run, struct fg_error *err)
{
    enum fg_status status = find_rules(run, err);
    if (status == FG_OK)
        status = read_input(run, err);
    if (status != FG_OK)
        return status;
    if (run->verb->access == JOURNAL_ITSELF)
        return run->verb->run(run, err);
    const bool reads = run->verb->only_reads && run->verb->only_reads(run);
    bool done = false;
    if (run->verb->access == JOURNAL_WRITES && !reads)
        status = run_on_new(run, &done, err);
    if (status == FG_OK && !done)
        status = journal_open(run, reads ? JOURNAL_READS : run->verb->access, err);
    return status == FG_OK && !done ? journal_end(run, run->verb->run(run, err), err) : status;
}

int cmd_journal(struct cli *cli, void *options)
{
    struct journal_run run = {.cli = cli, .o = options};
    struct fg_error err;
    if (!cli->n_words)
        return overview(cli);
    enum fg_status status = find_verb(&run, &err);
    if (status == FG_OK)
        status = run_verb(&run, &err);
    if (status != FG_OK)
        fg_buf_clear(&cli->out); /* nothing of it was kept */
    else if (run.said.n && !cli->o.quiet)
        fputs(run.said.p, stderr);
    fg_buf_free(&run.input);
    fg_buf_free(&run.said);
    return status == FG_OK ? EXIT_DONE : cli_error(cli, &err);
}

/* ---- what verbs share ---- */

enum fg_status journal_application(struct journal_run *run, size_t i, int64_t *id,
                                   struct fg_error *err)
{
    return fg_journal_find(run->journal, fg_sv_of(run->words[i]), id, err);
}

enum fg_status journal_day(struct journal_run *run, const char *option, const char *value, int *day,
                           struct fg_error *err)
{
    const int today = fg_journal_now(run->journal)->today;
    *day = today;
    if (value && !fg_day_said(fg_sv_of(value), today, day))
        return fg_fail(err, FG_EUSAGE, "%s: \"%s\" is no day (2026-11-22, yesterday, 3d)", option,
                       value);
    return FG_OK;
}

struct fg_sv journal_sv(const char *value)
{
    return value ? fg_sv_of(value) : (struct fg_sv){"", 0};
}

struct fg_sv journal_text(struct journal_run *run, size_t i)
{
    struct fg_buf b = {0};
    for (size_t k = i; k < run->n_words; k++)
        fg_buf_addf(&b, "%s%s", k > i ? " " : "", run->words[k]);
    const struct fg_sv text = fg_arena_sv(run->cli->arena, fg_buf_sv(&b));
    fg_buf_free(&b);
    return text.p ? text : (struct fg_sv){"", 0};
}

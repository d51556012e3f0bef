/* fitgap journal due. */
#include "cli/cmd_journal.h"

#include <stdio.h>
#include <string.h>

static enum fg_status number_of(const char *word, int64_t *id, struct fg_error *err)
{
    uint32_t n;
    if (!fg_sv_to_u32(fg_sv_of(word), &n))
        return fg_fail(err, FG_EUSAGE, "\"%s\" is no follow-up's number", word);
    *id = n;
    return FG_OK;
}

static enum fg_status close_all(struct journal_run *run, const char *state, struct fg_error *err)
{
    enum fg_status status = FG_OK;
    int64_t id = 0;
    for (size_t i = 1; i < run->n_words && status == FG_OK; i++) {
        status = number_of(run->words[i], &id, err);
        if (status == FG_OK)
            status = fg_follow_up_close(run->journal, id, state, err);
    }
    return status;
}

static enum fg_status done(struct journal_run *run, struct fg_error *err)
{
    return close_all(run, "done", err);
}

static enum fg_status drop(struct journal_run *run, struct fg_error *err)
{
    return close_all(run, "dropped", err);
}

static enum fg_status move(struct journal_run *run, struct fg_error *err)
{
    int64_t id = 0;
    int day;
    enum fg_status status = number_of(run->words[1], &id, err);
    if (status == FG_OK)
        status = journal_day(run, "due move", run->words[2], &day, err);
    return status == FG_OK
               ? fg_follow_up_edit(run->journal, id, &day, journal_text(run, 3), err)
               : status;
}

static enum fg_status add(struct journal_run *run, struct fg_error *err)
{
    int64_t application = 0, id;
    int day;
    enum fg_status status = journal_day(run, "due add", run->words[1], &day, err);
    if (status == FG_OK && run->o->application)
        status = fg_journal_find(run->journal, fg_sv_of(run->o->application), &application, err);
    if (status == FG_OK)
        status = fg_follow_up_add(run->journal, application, day, journal_text(run, 2), &id, err);
    if (status == FG_OK)
        fg_buf_addf(&run->said, "follow-up %lld planned\n", (long long)id);
    return status;
}

/* Where nothing is said of it, --format decides: json stays json. */
static enum fg_due_format format_of(const struct journal_run *run)
{
    if (run->o->as != JOURNAL_AS_NONE)
        return (enum fg_due_format)(run->o->as - JOURNAL_AS_DUE);
    switch (run->cli->o.format) {
    case FG_FORMAT_JSON: return FG_DUE_JSON;
    case FG_FORMAT_ORG: return FG_DUE_ORG;
    default: return FG_DUE_TEXT;
    }
}

static enum fg_status list(struct journal_run *run, struct fg_error *err)
{
    enum { A_MONTH = 31 };
    const struct fg_report_style style = cli_style(run->cli);
    const int today = fg_journal_now(run->journal)->today;
    struct fg_period within = {.days = A_MONTH};
    if (run->o->as == JOURNAL_AS_VCARD)
        return fg_fail(err, FG_EUSAGE,
                       "what is due is written --as ical, taskwarrior, remind, org");
    if (run->o->within && !fg_period_read(fg_sv_of(run->o->within), &within))
        return fg_fail(err, FG_EUSAGE, "--within: \"%s\" is no period (14d, 2w, 3m)",
                       run->o->within);
    const int until = fg_day_plus(today, within);
    const size_t before = run->cli->out.n;
    const enum fg_status status = fg_journal_due(run->journal, until, format_of(run), &style,
                                                 &run->cli->out, err);
    if (status == FG_OK && run->cli->out.n == before)
        fg_buf_addz(&run->said, "nothing is due\n");
    return status;
}

bool journal_due_only_reads(const struct journal_run *run)
{
    return run->n_words == 0;
}

enum fg_status journal_due(struct journal_run *run, struct fg_error *err)
{
    static const struct {
        const char *name, *synopsis;
        size_t least;
        enum fg_status (*run)(struct journal_run *, struct fg_error *);
    } verbs[] = {{"done", "done N...", 2, done},
                 {"drop", "drop N...", 2, drop},
                 {"move", "move N DAY [TEXT...]", 3, move},
                 {"add", "add DAY TEXT...", 3, add}};
    if (!run->n_words)
        return list(run, err);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(run->words[0], verbs[i].name) == 0)
            return run->n_words >= verbs[i].least
                       ? verbs[i].run(run, err)
                       : fg_fail(err, FG_EUSAGE, "usage: fitgap journal due %s", verbs[i].synopsis);
    return fg_fail(err, FG_EUSAGE, "'fitgap journal due' takes done, drop, move or add, not \"%s\"",
                   run->words[0]);
}

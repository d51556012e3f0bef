/* fitgap journal add, outcome, list, show. */
#include "cli/cmd_journal.h"

#include <math.h>
#include <stdio.h>

static enum fg_status happening(struct journal_run *run, const char *status_word,
                                struct fg_happening *out, struct fg_error *err)
{
    out->note = journal_sv(run->o->note);
    out->outcome = fg_outcome_find(fg_sv_of(status_word), &out->round);
    if (!out->outcome)
        return fg_fail(err, FG_EUSAGE, "\"%s\" is no status: saved, applied, phone-screen, "
                                       "interview, offer, accepted, rejected, ghosted, withdrawn",
                       status_word);
    return journal_day(run, "--date", run->o->date, &out->day, err);
}

/* ---- add ---- */

/* A job without a posting is written down as a fit that says no more: one way in. */
static void write_by_hand(const struct journal_options *o, struct fg_buf *out)
{
    struct fg_json j = {.out = out};
    fg_json_open(&j, '{');
    fg_json_key(&j, "schema");
    fg_json_string(&j, FG_SV(FG_SCHEMA));
    fg_json_key(&j, "source");
    fg_json_open(&j, '{');
    fg_json_key(&j, "url");
    fg_json_string_or_null(&j, journal_sv(o->url));
    fg_json_close(&j, '}');
    fg_json_key(&j, "title");
    fg_json_string_or_null(&j, journal_sv(o->title));
    fg_json_key(&j, "company");
    fg_json_string_or_null(&j, journal_sv(o->company));
    fg_json_close(&j, '}');
}

static enum fg_status check_by_hand(const struct journal_options *o, struct fg_error *err)
{
    const char *const texts[] = {o->title, o->company, o->url};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (fg_utf8_valid(journal_sv(texts[i])) < journal_sv(texts[i]).n)
            return fg_fail(err, FG_EUSAGE, "the title, firm or address is not UTF-8");
    return FG_OK;
}

enum fg_status journal_add(struct journal_run *run, struct fg_error *err)
{
    struct fg_happening event = {0};
    struct fg_added added;
    enum fg_status status = check_by_hand(run->o, err);
    if (status == FG_OK && (run->o->title || run->o->company)) {
        fg_buf_clear(&run->input);
        write_by_hand(run->o, &run->input);
    }
    const bool noted = run->o->status || run->o->date || run->o->note;
    if (status == FG_OK && noted)
        status = happening(run, run->o->status ? run->o->status : "saved", &event, err);
    if (status == FG_OK)
        status = fg_journal_add(run->journal, fg_buf_sv(&run->input), noted ? &event : NULL,
                                &run->rules, &added, &run->said, err);
    return status;
}

/* ---- outcome ---- */

enum fg_status journal_outcome(struct journal_run *run, struct fg_error *err)
{
    struct fg_happening event = {0};
    size_t planned = 0;
    int64_t id;
    char day[FG_DAY_TEXT];
    enum fg_status status = journal_application(run, 0, &id, err);
    if (status == FG_OK)
        status = happening(run, run->words[1], &event, err);
    if (status == FG_OK)
        status = fg_journal_outcome(run->journal, id, &event, &run->rules, &planned, err);
    if (status != FG_OK)
        return status;
    fg_day_write(event.day, day);
    fg_buf_addf(&run->said, "#%lld: %s, %s", (long long)id, event.outcome->name, day);
    if (planned)
        fg_buf_addf(&run->said, "; %zu follow-up%s planned (fitgap journal due)", planned,
                    planned == 1 ? "" : "s");
    fg_buf_addc(&run->said, '\n');
    return FG_OK;
}

/* ---- list, show ---- */

static enum fg_status check_filter(const struct journal_options *o, struct fg_error *err)
{
    unsigned round;
    if (o->status && !fg_outcome_find(fg_sv_of(o->status), &round))
        return fg_fail(err, FG_EUSAGE, "--status: \"%s\" is no status", o->status);
    return FG_OK;
}

enum fg_status journal_list(struct journal_run *run, struct fg_error *err)
{
    const struct journal_options *o = run->o;
    const double least = run->cli->o.min_score;
    const struct fg_report_style style = cli_style(run->cli);
    char since[FG_DAY_TEXT] = "";
    int day;
    enum fg_status status = check_filter(o, err);
    if (status == FG_OK && o->since)
        status = journal_day(run, "--since", o->since, &day, err);
    if (status != FG_OK)
        return status;
    if (o->since)
        fg_day_write(day, since);
    const struct fg_journal_filter filter = {
        .status = o->status ? fg_sv_of(fg_outcome_find(fg_sv_of(o->status), NULL)->name)
                            : journal_sv(NULL),
        .band = journal_sv(o->band), .word = journal_sv(o->search), .since = fg_sv_of(since),
        .min_score = isnan(least) ? 0 : least, .open = o->open};
    const size_t before = run->cli->out.n;
    status = fg_journal_list(run->journal, &filter, (enum fg_format)run->cli->o.format, &style,
                             &run->cli->out, err);
    if (status == FG_OK && run->cli->o.format == FG_FORMAT_TEXT && run->cli->out.n == before)
        fg_buf_addz(&run->said, "no application to list: `fitgap score URL --format json | fitgap "
                                "journal add` keeps one\n");
    return status;
}

enum fg_status journal_show(struct journal_run *run, struct fg_error *err)
{
    int64_t id;
    const enum fg_format format = (enum fg_format)run->cli->o.format;
    const enum fg_status status = journal_application(run, 0, &id, err);
    if (status != FG_OK)
        return status;
    if (format == FG_FORMAT_JSON || format == FG_FORMAT_JSONL)
        return fg_journal_export(run->journal, id, format, &run->cli->out, NULL, err);
    return fg_journal_page(run->journal, id, format, run->o->posting, &run->cli->out, err);
}

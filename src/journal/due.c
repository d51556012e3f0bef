/* What is due, for people and programs. */
#include "journal/due.h"

#include "report/layout.h"

const char *const fg_due_format_names[FG_DUE_FORMATS] = {
    [FG_DUE_TEXT] = "text",     [FG_DUE_JSON] = "json",
    [FG_DUE_ICALENDAR] = "ical", [FG_DUE_TASKWARRIOR] = "taskwarrior",
    [FG_DUE_REMIND] = "remind", [FG_DUE_ORG] = "org",
};

struct fg_sv fg_due_about(struct fg_due_writer *w, const struct fg_due *d)
{
    struct fg_buf *b = &w->about;
    fg_buf_clear(b);
    if (d->application)
        fg_buf_addf(b, "#%lld ", (long long)d->application);
    fg_buf_add(b, d->title);
    if (d->company.n)
        fg_buf_addz(b, d->title.n ? " - " : "");
    fg_buf_add(b, d->company);
    if (d->contact.n)
        fg_buf_addz(b, b->n ? ", " : "");
    fg_buf_add(b, d->contact);
    return fg_buf_sv(b);
}

struct fg_sv fg_due_summary(struct fg_due_writer *w, const struct fg_due *d)
{
    const struct fg_sv about = fg_due_about(w, d);
    fg_buf_clear(&w->text);
    fg_report_add_safe(&w->text, d->what);
    if (about.n) {
        fg_buf_addz(&w->text, " (");
        fg_report_add_safe(&w->text, about);
        fg_buf_addc(&w->text, ')');
    }
    return fg_buf_sv(&w->text);
}

/* ---- for a terminal ---- */

static void when_words(int days, char *out, size_t size)
{
    if (days == 0)
        snprintf(out, size, "today");
    else if (days < 0)
        snprintf(out, size, "%d d late", -days);
    else
        snprintf(out, size, "in %d d", days);
}

static void text_row(struct fg_due_writer *w, const struct fg_due *d)
{
    const struct fg_report_style *style = w->style;
    enum { FIXED = 4 + 10 + 10 + 4 * 2, LEAST = 20 };
    const size_t width = style->width > FIXED + 2 * LEAST ? (size_t)style->width - FIXED : 48;
    const size_t widths[] = {4, 10, 10, width / 2, width - width / 2};
    char id[24], day[FG_DAY_TEXT], when[32];
    snprintf(id, sizeof id, "%lld", (long long)d->id);
    fg_day_write(d->day, day);
    when_words(d->day - w->now->today, when, sizeof when);
    const char *color = d->day < w->now->today    ? "31"
                        : d->day == w->now->today ? "33"
                                                  : NULL;
    const struct fg_layout_cell cells[] = {
        {fg_sv_of(id), NULL, true},
        {fg_sv_of(day), NULL, false},
        {fg_sv_of(when), color, false},
        {d->what, NULL, false},
        {fg_due_about(w, d), "2", false},
    };
    fg_layout_row(w->out, cells, widths, 5, style->color);
}

/* ---- JSON ---- */

static void json_begin(struct fg_due_writer *w)
{
    fg_json_open(&w->json, '[');
}

static void json_row(struct fg_due_writer *w, const struct fg_due *d)
{
    struct fg_json *json = &w->json;
    char day[FG_DAY_TEXT];
    fg_day_write(d->day, day);
    fg_json_open(json, '{');
    fg_json_key(json, "id");
    fg_json_uint(json, (uint64_t)d->id);
    fg_json_member_text(json, "uid", d->uid);
    fg_json_member_text(json, "due", fg_sv_of(day));
    fg_json_member_text(json, "what", d->what);
    fg_json_member_text(json, "why", d->why);
    fg_json_member_text(json, "letter", d->letter);
    fg_json_key(json, "application");
    fg_json_uint(json, (uint64_t)d->application);
    fg_json_member_text(json, "title", d->title);
    fg_json_member_text(json, "company", d->company);
    fg_json_member_text(json, "contact", d->contact);
    fg_json_close(json, '}');
}

static void json_end(struct fg_due_writer *w)
{
    fg_json_close(&w->json, ']');
    fg_buf_addc(w->out, '\n');
}

/* ---- all of them ---- */

static const struct fg_due_writing text = {NULL, NULL, text_row, NULL};
static const struct fg_due_writing json = {NULL, json_begin, json_row, json_end};
static const struct fg_due_writing *const writings[FG_DUE_FORMATS] = {
    [FG_DUE_TEXT] = &text,
    [FG_DUE_JSON] = &json,
    [FG_DUE_ICALENDAR] = &fg_due_icalendar,
    [FG_DUE_TASKWARRIOR] = &fg_due_taskwarrior,
    [FG_DUE_REMIND] = &fg_due_remind,
    [FG_DUE_ORG] = &fg_due_org,
};

static struct fg_due due_of(struct fg_rows *r, int today)
{
    struct fg_due d = {.id = fg_sql_int(r, 0), .application = fg_sql_int(r, 1),
                       .uid = fg_sql_text(r, 2), .what = fg_sql_text(r, 3),
                       .why = fg_sql_text(r, 4), .letter = fg_sql_text(r, 5),
                       .company = fg_sql_text(r, 7), .title = fg_sql_text(r, 8),
                       .contact = fg_sql_text(r, 9)};
    if (!fg_day_read(fg_sql_text(r, 6), &d.day))
        d.day = today;
    return d;
}

static enum fg_status write_dues(fg_journal *j, int until, const struct fg_due_writing *writing,
                                 struct fg_due_writer *w, struct fg_error *err)
{
    char last[FG_DAY_TEXT];
    fg_day_write(until, last);
    struct fg_rows r = fg_sql_open(
        j, err,
        "SELECT f.id, coalesce(f.application, 0), f.uid, f.what, f.why, f.letter, f.due,"
        " coalesce(a.company, ''), coalesce(a.title, ''), coalesce(c.name, '')"
        " FROM follow_up f LEFT JOIN application a ON a.id = f.application"
        " LEFT JOIN contact c ON c.uid = f.contact"
        " WHERE f.state = 'open' AND f.due <= ?1 ORDER BY f.due, f.id",
        FG_BINDS(FG_TEXT(fg_sv_of(last))));
    while (fg_sql_next(&r)) {
        const struct fg_due d = due_of(&r, j->now.today);
        writing->one(w, &d);
    }
    return fg_sql_close(&r);
}

enum fg_status fg_journal_due(fg_journal *j, int until, enum fg_due_format format,
                              const struct fg_report_style *style, struct fg_buf *out,
                              struct fg_error *err)
{
    struct fg_due_writer w = {.out = out, .now = &j->now, .style = style,
                              .json = {.out = out, .indent = 1}};
    const struct fg_due_writing *writing = writings[format];
    enum fg_status status = writing->load ? writing->load(err) : FG_OK;
    if (status != FG_OK)
        return status;
    if (writing->begin)
        writing->begin(&w);
    status = write_dues(j, until, writing, &w, err);
    if (writing->end)
        writing->end(&w);
    out->failed |= w.about.failed || w.text.failed || w.why.failed || w.why_written.failed;
    struct fg_buf *const bufs[] = {&w.about, &w.text, &w.why, &w.why_written};
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        fg_buf_free(bufs[i]);
    return status == FG_OK && out->failed ? fg_fail_memory(err) : status;
}

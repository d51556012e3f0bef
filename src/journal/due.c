/* What is due, for people and programs. */
#include "journal/due.h"

#include "report/layout.h"

const char *const fg_due_format_names[FG_DUE_FORMATS] = {
    [FG_DUE_TEXT] = "text",     [FG_DUE_JSON] = "json",
    [FG_DUE_ICALENDAR] = "ical", [FG_DUE_TASKWARRIOR] = "taskwarrior",
    [FG_DUE_REMIND] = "remind", [FG_DUE_ORG] = "org",
};

static enum fg_status read_dues(fg_journal *j, int until, struct fg_dues *dues,
                                struct fg_error *err)
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
        struct fg_due *d = fg_vec_add(j->arena, &dues->all);
        if (!d)
            break;
        *d = (struct fg_due){.id = fg_sql_int(&r, 0), .application = fg_sql_int(&r, 1),
                             .uid = fg_sql_keep(&r, 2), .what = fg_sql_keep(&r, 3),
                             .why = fg_sql_keep(&r, 4), .letter = fg_sql_keep(&r, 5),
                             .company = fg_sql_keep(&r, 7), .title = fg_sql_keep(&r, 8),
                             .contact = fg_sql_keep(&r, 9)};
        if (!fg_day_read(fg_sql_text(&r, 6), &d->day))
            d->day = j->now.today;
    }
    const enum fg_status status = fg_sql_close(&r);
    return status == FG_OK ? fg_memory(j, err) : status;
}

struct fg_sv fg_due_about(fg_journal *j, const struct fg_due *d)
{
    struct fg_buf b = {0};
    if (d->application)
        fg_buf_addf(&b, "#%lld ", (long long)d->application);
    fg_buf_add(&b, d->title);
    if (d->company.n)
        fg_buf_addf(&b, "%s%.*s", d->title.n ? " - " : "", FG_SV_ARG(d->company));
    if (d->contact.n)
        fg_buf_addf(&b, "%s%.*s", b.n ? ", " : "", FG_SV_ARG(d->contact));
    const struct fg_sv about = fg_keep(j, fg_buf_sv(&b));
    fg_buf_free(&b);
    return about;
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

static void text_row(fg_journal *j, const struct fg_due *d, const struct fg_report_style *style,
                     struct fg_buf *out)
{
    enum { FIXED = 4 + 10 + 10 + 4 * 2, LEAST = 20 };
    const size_t width = style->width > FIXED + 2 * LEAST ? (size_t)style->width - FIXED : 48;
    const size_t widths[] = {4, 10, 10, width / 2, width - width / 2};
    char id[24], day[FG_DAY_TEXT], when[32];
    snprintf(id, sizeof id, "%lld", (long long)d->id);
    fg_day_write(d->day, day);
    when_words(d->day - j->now.today, when, sizeof when);
    const struct fg_layout_cell cells[] = {
        {fg_sv_of(id), NULL, true},
        {fg_sv_of(day), NULL, false},
        {fg_sv_of(when), d->day < j->now.today ? "31" : d->day == j->now.today ? "33" : NULL, false},
        {d->what, NULL, false},
        {fg_due_about(j, d), "2", false},
    };
    fg_layout_row(out, cells, widths, 5, style->color);
}

static void json_rows(const struct fg_dues *dues, struct fg_buf *out)
{
    struct fg_json json = {.out = out, .indent = 1};
    char day[FG_DAY_TEXT];
    fg_json_open(&json, '[');
    for (size_t i = 0; i < dues->all.n; i++) {
        const struct fg_due *d = &dues->all.at[i];
        fg_day_write(d->day, day);
        fg_json_open(&json, '{');
        fg_json_key(&json, "id");
        fg_json_uint(&json, (uint64_t)d->id);
        fg_json_member_text(&json, "uid", d->uid);
        fg_json_member_text(&json, "due", fg_sv_of(day));
        fg_json_member_text(&json, "what", d->what);
        fg_json_member_text(&json, "why", d->why);
        fg_json_member_text(&json, "letter", d->letter);
        fg_json_key(&json, "application");
        fg_json_uint(&json, (uint64_t)d->application);
        fg_json_member_text(&json, "title", d->title);
        fg_json_member_text(&json, "company", d->company);
        fg_json_member_text(&json, "contact", d->contact);
        fg_json_close(&json, '}');
    }
    fg_json_close(&json, ']');
    fg_buf_addc(out, '\n');
}

enum fg_status fg_journal_due(fg_journal *j, int until, enum fg_due_format format,
                              const struct fg_report_style *style, struct fg_buf *out,
                              struct fg_error *err)
{
    static void (*const writers[FG_DUE_FORMATS])(fg_journal *, const struct fg_dues *,
                                                 struct fg_buf *) = {
        [FG_DUE_TASKWARRIOR] = fg_due_taskwarrior,
        [FG_DUE_REMIND] = fg_due_remind,
        [FG_DUE_ORG] = fg_due_org,
    };
    struct fg_dues dues = {0};
    const enum fg_status status = read_dues(j, until, &dues, err);
    if (status != FG_OK)
        return status;
    if (format == FG_DUE_ICALENDAR)
        return fg_due_icalendar(j, &dues, out, err);
    if (format == FG_DUE_JSON)
        json_rows(&dues, out);
    else if (writers[format])
        writers[format](j, &dues, out);
    else
        for (size_t i = 0; i < dues.all.n; i++)
            text_row(j, &dues.all.at[i], style, out);
    return fg_memory(j, err);
}

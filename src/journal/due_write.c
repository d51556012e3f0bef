/* Follow-ups as taskwarrior JSON, remind and org. */
#include "journal/due.h"

#include "report/escape.h"

/* ---- taskwarrior ---- */

static void task_day(struct fg_json *json, const char *key, int day)
{
    char text[FG_DAY_TEXT], instant[FG_INSTANT_TEXT];
    fg_day_write_compact(day, text);
    snprintf(instant, sizeof instant, "%sT090000Z", text);
    fg_json_member_text(json, key, fg_sv_of(instant));
}

static void tasks_begin(struct fg_due_writer *w)
{
    fg_json_open(&w->json, '[');
}

static void task(struct fg_due_writer *w, const struct fg_due *d)
{
    struct fg_json *json = &w->json;
    fg_json_open(json, '{');
    fg_json_member_text(json, "uuid", d->uid);
    fg_json_member_text(json, "status", FG_SV("pending"));
    fg_json_member_text(json, "description", fg_due_summary(w, d));
    task_day(json, "entry", w->now->today);
    task_day(json, "due", d->day);
    fg_json_member_text(json, "project", FG_SV("jobs"));
    fg_json_key(json, "tags");
    fg_json_open(json, '[');
    fg_json_string(json, FG_SV("fitgap"));
    fg_json_close(json, ']');
    fg_json_close(json, '}');
}

static void tasks_end(struct fg_due_writer *w)
{
    fg_json_close(&w->json, ']');
    fg_buf_addc(w->out, '\n');
}

const struct fg_due_writing fg_due_taskwarrior = {NULL, tasks_begin, task, tasks_end};

/* ---- remind ---- */

/* In a message "%" begins a substitution, "[" an expression; a backslash at a line's end
 * would join the next line. */
static void reminder(struct fg_due_writer *w, const struct fg_due *d)
{
    char day[FG_DAY_TEXT];
    const struct fg_sv text = fg_due_summary(w, d);
    fg_day_write(d->day, day);
    fg_buf_addf(w->out, "REM %s +2 MSG ", day);
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '%')
            fg_buf_addz(w->out, "%%");
        else if (text.p[i] == '[')
            fg_buf_addz(w->out, "[\"[\"]");
        else if (text.p[i] == '\\')
            fg_buf_addz(w->out, "[char(92)]");
        else
            fg_buf_addc(w->out, text.p[i]);
    }
    fg_buf_addz(w->out, " %b\n");
}

const struct fg_due_writing fg_due_remind = {NULL, NULL, reminder, NULL};

/* ---- org ---- */

static void org_item(struct fg_buf *out, const char *name, struct fg_sv text)
{
    if (!text.n)
        return;
    fg_buf_addf(out, "- %s :: ", name);
    fg_escape_org(out, text);
    fg_buf_addc(out, '\n');
}

static void org_entry(struct fg_due_writer *w, const struct fg_due *d)
{
    char day[FG_DAY_TEXT];
    fg_day_write(d->day, day);
    fg_buf_addz(w->out, "* TODO ");
    fg_escape_org_heading(w->out, d->what);
    fg_buf_addf(w->out, "\nDEADLINE: <%s %s>\n:PROPERTIES:\n:ID: %.*s\n:END:\n", day,
                fg_day_weekday(d->day), FG_SV_ARG(d->uid));
    org_item(w->out, "about", fg_due_about(w, d));
    org_item(w->out, "why", d->why);
}

const struct fg_due_writing fg_due_org = {NULL, NULL, org_entry, NULL};

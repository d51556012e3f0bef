/* Follow-ups as taskwarrior JSON, remind and org. */
#include "journal/due.h"

/* ---- taskwarrior ---- */

static void task_day(struct fg_json *json, const char *key, int day)
{
    char text[FG_DAY_TEXT], instant[FG_INSTANT_TEXT];
    fg_day_write_compact(day, text);
    snprintf(instant, sizeof instant, "%sT090000Z", text);
    fg_json_member_text(json, key, fg_sv_of(instant));
}

static void task(fg_journal *j, const struct fg_due *d, struct fg_json *json)
{
    struct fg_buf text = {0};
    const struct fg_sv about = fg_due_about(j, d);
    fg_report_add_safe(&text, d->what);
    if (about.n) {
        fg_buf_addz(&text, " (");
        fg_report_add_safe(&text, about);
        fg_buf_addc(&text, ')');
    }
    fg_json_open(json, '{');
    fg_json_member_text(json, "uuid", d->uid);
    fg_json_member_text(json, "status", FG_SV("pending"));
    fg_json_member_text(json, "description", fg_buf_sv(&text));
    task_day(json, "entry", j->now.today);
    task_day(json, "due", d->day);
    fg_json_member_text(json, "project", FG_SV("jobs"));
    fg_json_key(json, "tags");
    fg_json_open(json, '[');
    fg_json_string(json, FG_SV("fitgap"));
    fg_json_close(json, ']');
    fg_json_close(json, '}');
    fg_buf_free(&text);
}

void fg_due_taskwarrior(fg_journal *j, const struct fg_dues *dues, struct fg_buf *out)
{
    struct fg_json json = {.out = out, .indent = 1};
    fg_json_open(&json, '[');
    for (size_t i = 0; i < dues->all.n; i++)
        task(j, &dues->all.at[i], &json);
    fg_json_close(&json, ']');
    fg_buf_addc(out, '\n');
}

/* ---- remind ---- */

/* In a message "%" begins a substitution, "[" an expression; a line break would end
 * the reminder and begin a command. */
static void remind_text(struct fg_buf *out, struct fg_sv text)
{
    struct fg_buf safe = {0};
    fg_report_add_safe(&safe, text);
    for (size_t i = 0; i < safe.n; i++) {
        if (safe.p[i] == '%')
            fg_buf_addz(out, "%%");
        else if (safe.p[i] == '[')
            fg_buf_addz(out, "[\"[\"]");
        else if (safe.p[i] == '\\') /* at a line's end it would join the next line */
            fg_buf_addz(out, "[char(92)]");
        else
            fg_buf_addc(out, safe.p[i]);
    }
    fg_buf_free(&safe);
}

void fg_due_remind(fg_journal *j, const struct fg_dues *dues, struct fg_buf *out)
{
    char day[FG_DAY_TEXT];
    for (size_t i = 0; i < dues->all.n; i++) {
        const struct fg_due *d = &dues->all.at[i];
        const struct fg_sv about = fg_due_about(j, d);
        fg_day_write(d->day, day);
        fg_buf_addf(out, "REM %s +2 MSG ", day);
        remind_text(out, d->what);
        if (about.n) {
            fg_buf_addz(out, " (");
            remind_text(out, about);
            fg_buf_addc(out, ')');
        }
        fg_buf_addz(out, " %b\n");
    }
}

/* ---- org ---- */

void fg_due_org(fg_journal *j, const struct fg_dues *dues, struct fg_buf *out)
{
    char day[FG_DAY_TEXT];
    for (size_t i = 0; i < dues->all.n; i++) {
        const struct fg_due *d = &dues->all.at[i];
        const struct fg_sv about = fg_due_about(j, d);
        fg_day_write(d->day, day);
        fg_buf_addz(out, "* TODO ");
        fg_report_add_safe(out, d->what);
        fg_buf_addf(out, "\nDEADLINE: <%s %s>\n:PROPERTIES:\n:ID: %.*s\n:END:\n", day,
                    fg_day_weekday(d->day), FG_SV_ARG(d->uid));
        if (about.n) {
            fg_buf_addz(out, "- about :: ");
            fg_report_add_safe(out, about);
            fg_buf_addc(out, '\n');
        }
        if (d->why.n) {
            fg_buf_addz(out, "- why :: ");
            fg_report_add_safe(out, d->why);
            fg_buf_addc(out, '\n');
        }
    }
}

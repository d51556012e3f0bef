/* Follow-ups as iCalendar. What a person or a posting has said goes through libical,
 * which escapes and folds it; the rest of an event is the same in each and stands here.
 * Source: RFC 5545. */
#include "journal/due.h"
#include "journal/libical.h"

#include <stdlib.h>

static void begin(struct fg_due_writer *w)
{
    fg_buf_addz(w->out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fitgap//journal//EN\r\n");
}

/* Takes the property over. */
static void put_property(icalproperty *property, struct fg_buf *out)
{
    char *text = property ? icalproperty_as_ical_string_r(property) : NULL;
    if (text)
        fg_buf_addz(out, text);
    out->failed |= !text;
    free(text);
    if (property)
        icalproperty_free(property);
}

/* The rules have few reasons, and what is due on one day has mostly the same. */
static void put_why(struct fg_due_writer *w, struct fg_sv why)
{
    if (!why.n)
        return;
    if (!fg_sv_eq(fg_buf_sv(&w->why), why)) {
        fg_buf_clear(&w->why);
        fg_buf_clear(&w->why_written);
        fg_buf_add(&w->why, why);
        put_property(icalproperty_new_description(w->why.p ? w->why.p : ""), &w->why_written);
    }
    fg_buf_add(w->out, fg_buf_sv(&w->why_written));
}

static void put_day(struct fg_due_writer *w, const char *name, int day)
{
    char compact[FG_DAY_TEXT];
    fg_day_write_compact(day, compact);
    fg_buf_addf(w->out, "%s;VALUE=DATE:%s\r\n", name, compact);
}

static void put_stamp(struct fg_due_writer *w)
{
    fg_buf_addz(w->out, "DTSTAMP:");
    for (const char *p = w->now->instant; *p; p++)
        if (*p != '-' && *p != ':')
            fg_buf_addc(w->out, *p);
    fg_buf_addz(w->out, "\r\n");
}

/* Transparent: a thank-you note to write does not make a day busy. The alarm rings at
 * nine in the morning. */
static void event(struct fg_due_writer *w, const struct fg_due *d)
{
    const char *summary = fg_due_summary(w, d).p;
    fg_buf_addf(w->out, "BEGIN:VEVENT\r\nUID:%.*s\r\n", FG_SV_ARG(d->uid));
    put_stamp(w);
    put_day(w, "DTSTART", d->day);
    put_day(w, "DTEND", d->day + 1);
    put_property(icalproperty_new_summary(summary), w->out);
    fg_buf_addz(w->out, "TRANSP:TRANSPARENT\r\nCATEGORIES:fitgap\r\n");
    put_why(w, d->why);
    fg_buf_addz(w->out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:PT9H\r\n");
    put_property(icalproperty_new_description(summary), w->out);
    fg_buf_addz(w->out, "END:VALARM\r\nEND:VEVENT\r\n");
}

static void end(struct fg_due_writer *w)
{
    fg_buf_addz(w->out, "END:VCALENDAR\r\n");
}

const struct fg_due_writing fg_due_icalendar = {fg_libical_load, begin, event, end};

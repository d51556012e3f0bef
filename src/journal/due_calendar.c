/* Follow-ups as iCalendar, through libical. Source: RFC 5545. */
#include "journal/due.h"
#include "journal/libical.h"

#include <stdlib.h>

/* Nine in the morning of an all-day event. */
static icalcomponent *alarm_of(const char *what)
{
    enum { NINE = 9 * 60 * 60 };
    const struct icaltriggertype at = {.time = icaltime_null_time(),
                                       .duration = icaldurationtype_from_int(NINE)};
    return icalcomponent_vanew(ICAL_VALARM_COMPONENT,
                               icalproperty_new_action(ICAL_ACTION_DISPLAY),
                               icalproperty_new_trigger(at),
                               icalproperty_new_description(what), (void *)0);
}

static struct icaltimetype stamp_of(const fg_journal *j)
{
    char compact[FG_INSTANT_TEXT];
    size_t n = 0;
    for (const char *p = j->now.instant; *p; p++)
        if (*p != '-' && *p != ':')
            compact[n++] = *p;
    compact[n] = '\0';
    return icaltime_from_string(compact);
}

static struct icaltimetype day_of(int day)
{
    char compact[FG_DAY_TEXT];
    fg_day_write_compact(day, compact);
    return icaltime_from_string(compact);
}

/* Terminated, safe: libical escapes what RFC 5545 has escaped. */
static const char *summary_of(fg_journal *j, const struct fg_due *d)
{
    struct fg_buf b = {0};
    const struct fg_sv about = fg_due_about(j, d);
    fg_report_add_safe(&b, d->what);
    if (about.n) {
        fg_buf_addz(&b, " (");
        fg_report_add_safe(&b, about);
        fg_buf_addc(&b, ')');
    }
    const char *text = fg_keep(j, fg_buf_sv(&b)).p;
    fg_buf_free(&b);
    return text;
}

/* Transparent: a thank-you note to write does not make a day busy. */
static icalcomponent *event_of(fg_journal *j, const struct fg_due *d)
{
    const char *summary = summary_of(j, d);
    icalcomponent *event = icalcomponent_vanew(
        ICAL_VEVENT_COMPONENT, icalproperty_new_uid(d->uid.p),
        icalproperty_new_dtstamp(stamp_of(j)), icalproperty_new_dtstart(day_of(d->day)),
        icalproperty_new_dtend(day_of(d->day + 1)), icalproperty_new_summary(summary),
        icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT),
        icalproperty_new_categories("fitgap"), alarm_of(summary), (void *)0);
    if (event && d->why.n)
        icalcomponent_add_property(event, icalproperty_new_description(d->why.p));
    return event;
}

enum fg_status fg_due_icalendar(fg_journal *j, const struct fg_dues *dues, struct fg_buf *out,
                                struct fg_error *err)
{
    if (fg_libical_load(err) != FG_OK)
        return FG_EJOURNAL;
    icalcomponent *calendar = icalcomponent_vanew(
        ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
        icalproperty_new_prodid("-//fitgap//journal//EN"), (void *)0);
    for (size_t i = 0; calendar && i < dues->all.n; i++)
        icalcomponent_add_component(calendar, event_of(j, &dues->all.at[i]));
    char *text = calendar ? icalcomponent_as_ical_string_r(calendar) : NULL;
    if (text)
        fg_buf_addz(out, text);
    free(text);
    if (calendar)
        icalcomponent_free(calendar);
    return text ? fg_memory(j, err) : fg_fail_memory(err);
}

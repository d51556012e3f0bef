/* due.h - follow-ups handed to other programs. Private to the room. */
#ifndef FG_JOURNAL_DUE_H
#define FG_JOURNAL_DUE_H

#include "journal/internal.h"

/** One open follow-up; its texts are views that live until the next one. */
struct fg_due {
    int64_t id, application;          /* application 0: of none          */
    struct fg_sv uid, what, why, letter, company, title, contact;
    int day;
};

/** Where follow-ups are written, one after the other. */
struct fg_due_writer {
    struct fg_buf *out;
    const struct fg_now *now;
    const struct fg_report_style *style;
    struct fg_json json;
    struct fg_buf about, text;        /* of the one at hand              */
    struct fg_buf why, why_written;   /* iCalendar: the last reason, and how it is written */
};

/** How a format is written; all but `one` may be NULL. */
struct fg_due_writing {
    enum fg_status (*load)(struct fg_error *err); /* what it needs, before `begin` */
    void (*begin)(struct fg_due_writer *w);
    void (*one)(struct fg_due_writer *w, const struct fg_due *d);
    void (*end)(struct fg_due_writer *w);
};

/** What a follow-up is about, in one line: "#12 Data Engineer - Acme, Jo Field". */
struct fg_sv fg_due_about(struct fg_due_writer *w, const struct fg_due *d);
/** What is to be done, and in brackets what it is about; without control characters. */
struct fg_sv fg_due_summary(struct fg_due_writer *w, const struct fg_due *d);

/** Source: RFC 5545; an all-day event with an alarm at nine in the morning. */
extern const struct fg_due_writing fg_due_icalendar;
/** For `task import`. Source: Taskwarrior JSON Format (task.json RFC). */
extern const struct fg_due_writing fg_due_taskwarrior;
/** Source: remind(1). */
extern const struct fg_due_writing fg_due_remind;
/** Source: Org Syntax, 2024 (headlines, planning lines, property drawers). */
extern const struct fg_due_writing fg_due_org;

#endif
